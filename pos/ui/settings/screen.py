"""Atur's Qt half: search and list at the left, the marked setting at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from pos.ui.keys import Action
from pos.ui.settings.editor_panel import EditorPanel
from pos.ui.settings.row_list import RowList
from pos.ui.settings.shown import Editor, Row
from pos.ui.widgets.look import Look, column, row
from pos.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from pos.ui.settings.presenter import SettingsPresenter


class SettingsScreen(QWidget):
    """Implements presenter.SettingsView."""

    right_inset = 0

    def __init__(self, look: Look, make_presenter: "Callable[[SettingsScreen], SettingsPresenter]") -> None:
        """Empty until it comes to the front."""
        super().__init__()
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        _ = look.texts._
        self.search = SearchField(look, _("Cari pengaturan"), "search", None)
        self.search.typed.connect(presenter.search)
        self.list = RowList(look, presenter.mark)
        self._nothing = look.label(_("Tidak ada pengaturan seperti itu. Coba kata lain."), "muted", wrap=True)
        self.editor = EditorPanel(look, presenter)
        left = column(self.search, self._nothing, self.list, spacing=look.px(12))
        halves = row(left, self.editor, spacing=look.px(16))
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        side = look.px(24)
        top = look.theme.size("header") + look.px(20)
        self.setLayout(column(halves, margins=(side, top, side, look.px(20))))

    def show_rows(self, rows: tuple[Row, ...], marked: int) -> None:
        """See SettingsView."""
        self._nothing.setVisible(not rows)
        self.list.show_rows(rows, marked)

    def show_editor(self, editor: Editor | None) -> None:
        """See SettingsView."""
        self.editor.show_editor(editor)

    def show_read(self, text: str) -> None:
        """See SettingsView."""
        self.editor.show_read(text)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map: Enter goes from the list to the setting, then saves; Esc goes back as far."""
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: self._confirm,
            Action.BACK: self._back,
            Action.UP: lambda: self._step(-1),
            Action.DOWN: lambda: self._step(1),
        }
        if action not in does:
            return False
        does[action]()
        return True

    def _step(self, by: int) -> None:
        """Along the list, or along the words of the setting where the keys are there."""
        if self.editor.has_hand:
            self.editor.step(by)
        else:
            self.presenter.move(by)

    def _confirm(self) -> None:
        if self.editor.has_hand:
            self.presenter.save()
        else:
            self.editor.take_focus()

    def _back(self) -> None:
        if self.presenter.revert() or self.editor.has_hand:
            self.search.field.setFocus()
        elif self.search.text():
            self.search.clear()
        else:
            self.presenter.back()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the search, empty."""
        super().showEvent(event)
        self.search.set_text("")
        QTimer.singleShot(0, self, self.search.field.setFocus)
