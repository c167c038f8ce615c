"""The page of a count by note and coin: the grid, what it comes to, and one thing that Enter does with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.domain.cash import FACES
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.count_grid import CountGrid
from pos.ui.widgets.field_pad import FieldPad
from pos.ui.widgets.look import Look, column, on_click, restyle, row


@dataclass(frozen=True, slots=True)
class CountWords:
    """What the page calls itself, its sum and its button, in the person's language."""

    title: str
    sum: str
    confirm: str
    icon: str


class CountPage(QWidget):
    """Pieces by face; the sum is said back before anything is done with it."""

    def __init__(
        self,
        look: Look,
        words: CountWords,
        changed: Callable[[str, int], None],
        confirm: Callable[[], None],
        *more: QWidget,
    ) -> None:
        """`changed` hears face and pieces; `more` stands below the grid."""
        super().__init__()
        self._look = look
        self.grid = CountGrid(look, FACES, changed)
        self._sum = look.label("Rp0")
        self._sum.setFont(look.theme.font(34, 800, 98.5))
        self._sum.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._hint = look.label(role="line", wrap=True)
        self._band = look.frame("sunken")
        margin = look.px(20)
        inside = column(look.label(words.sum, "muted"), self._sum, self._hint, spacing=look.px(6))
        inside.setContentsMargins(margin, margin, margin, margin)
        self._band.setLayout(inside)
        self.confirm_button = PrimaryButton(look, words.confirm, Action.CONFIRM, words.icon)
        on_click(self.confirm_button, confirm)
        left, right = look.frame("panel"), look.frame("panel")
        right.setFixedWidth(look.px(316))
        margin = look.px(24)
        left.setLayout(
            column(
                look.label(words.title, "heading"),
                look.px(4),
                self.grid,
                None,
                *more,
                spacing=look.px(10),
                margins=(margin, look.px(18), margin, look.px(14)),
            )
        )
        right.setLayout(
            column(
                self._band,
                None,
                FieldPad(look, self, self.grid.first),
                self.confirm_button,
                spacing=look.px(12),
                margins=(margin,) * 4,
            )
        )
        self.setLayout(
            row(left, right, spacing=look.px(20), margins=(margin, look.px(20), margin, look.px(20)))
        )

    def step(self, by: int) -> None:
        """Go to another face."""
        self.grid.step(by)

    def show_sum(self, counted: int, hint: str, *, asks: bool = False) -> None:
        """Show the sum with a sentence below it; `asks` marks the sentence as a question before something is done."""
        self._sum.setText(format_rupiah(counted))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        restyle(self._band, "role", "amber-band" if asks else "sunken")
