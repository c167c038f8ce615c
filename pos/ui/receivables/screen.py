"""The receivables' Qt half: the list at the left, the payment of the marked one at the right."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah
from pos.ui.keys import Action
from pos.ui.receivables.owed_list import OwedList
from pos.ui.receivables.pay_panel import PayPanel, PayPresses
from pos.ui.receivables.shown import ReceivablesShown
from pos.ui.widgets.look import Look, column, row

if TYPE_CHECKING:
    from pos.ui.receivables.presenter import ReceivablesPresenter


class ReceivablesScreen(QWidget):
    """Implements presenter.ReceivablesView."""

    right_inset = 0

    def __init__(
        self,
        look: Look,
        make_presenter: "Callable[[ReceivablesScreen], ReceivablesPresenter]",
        *,
        narrow: bool,
    ) -> None:
        """Empty until it comes to the front."""
        super().__init__()
        self._look = look
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list = OwedList(look, presenter.mark)
        self._total = look.label(role="muted")
        self._side = side = QWidget()
        side.setFixedWidth(look.px(300 if narrow else 400))
        side.setLayout(column(self._total, self.list, spacing=look.px(8)))
        self.form = PayPanel(look, PayPresses(presenter.type_amount, presenter.choose, presenter.confirm))
        self._pages = QStackedWidget()
        for page in (self._make_nothing(), self.form):
            self._pages.addWidget(page)
        margin = look.px(24)
        two = row(side, self._pages, spacing=look.px(16), margins=(margin, look.px(20), margin, look.px(20)))
        two.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(two)
        self.setLayout(column(holder, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _make_nothing(self) -> QWidget:
        look, _ = self._look, self._look.texts._
        words = look.label(_("Tidak ada piutang terbuka"), "heading")
        hint = look.label(
            _("Nota yang dibayar dengan Piutang menunggu di sini sampai lunas."), "muted", wrap=True
        )
        for label in (words, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        picture = look.picture("receipt", "faint", 48)
        page.setLayout(column(None, row(None, picture, None), words, hint, None, spacing=look.px(10)))
        return page

    def show_receivables(self, shown: ReceivablesShown, *, fresh: bool) -> None:
        """See ReceivablesView."""
        _ = self._look.texts._
        self._total.setText(_("Piutang terbuka {amount}").format(amount=format_rupiah(shown.total)))
        self._side.setVisible(bool(shown.rows))
        self.list.show_rows(shown.rows, shown.marked)
        self.form.show_payment(shown, fresh=fresh)
        self._pages.setCurrentIndex(1 if shown.rows else 0)
        if fresh:
            self._take_keys()

    def reference(self) -> str:
        """See ReceivablesView."""
        return self.form.reference.text().strip()

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves it to the field."""
        presenter = self.presenter
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: presenter.back,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
            Action.QUICK_CASH_TENDER: lambda: presenter.choose(TenderKind.CASH),
            Action.QRIS_TENDER: lambda: presenter.choose(TenderKind.QRIS),
            Action.OTHER_TENDER: lambda: presenter.choose(TenderKind.TRANSFER),
        }
        if action not in does:
            return False
        does[action]()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys at once."""
        super().showEvent(event)
        self._take_keys()

    def _take_keys(self) -> None:
        field = self.form.amount if self._pages.currentIndex() else self
        QTimer.singleShot(0, self, field.setFocus)
