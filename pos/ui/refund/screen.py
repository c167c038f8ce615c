"""The history's Qt half: sales at the left, the open one at the right, the refund's result over both."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from pos.domain.kuitansi import KuitansiTexts
from pos.domain.refund import Refund
from pos.domain.tender import TenderKind
from pos.domain.unmatched import UnmatchedRefund
from pos.ui.keys import Action
from pos.ui.refund.correction_panel import CorrectionPresses
from pos.ui.refund.given_page import GivenPage, make_nothing_page
from pos.ui.refund.kuitansi_panel import KuitansiPanel, KuitansiPresses
from pos.ui.refund.late_form import LateShown, LateTyped
from pos.ui.refund.late_panel import LatePanel, LatePresses
from pos.ui.refund.sale_list import SaleList
from pos.ui.refund.sale_panel import Presses, SalePanel
from pos.ui.refund.shown import CASH_KEY, REASONS, KuitansiShown, SaleOpened, SaleShown
from pos.ui.refund.unmatched_form import UnmatchedShown, UnmatchedTyped
from pos.ui.refund.unmatched_panel import UnmatchedPanel, UnmatchedPresses
from pos.ui.widgets.look import Look, column
from pos.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from pos.ui.refund.presenter import HistoryPresenter


REASON_KEYS = "1234"
_OF_THE_TEXT = frozenset({Action.FEWER, Action.LEFT, Action.RIGHT})
"""What belongs to a typed text: the hyphen of a number, the arrows along it."""
_WHILE_BILLING = frozenset({Action.CONFIRM, Action.BACK, Action.UP, Action.DOWN})
"""While a kuitansi is made the other keys belong to its fields."""


class HistoryScreen(QWidget):
    """Implements presenter.HistoryView."""

    right_inset = 0

    def __init__(
        self, look: Look, make_presenter: "Callable[[HistoryScreen], HistoryPresenter]", *, narrow: bool
    ) -> None:
        """`narrow` is for screens of 1024 px."""
        super().__init__()
        self._look = look
        self.presenter = presenter = make_presenter(self)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(look, look.texts._("Nomor, jam, barang, nama…"), "search", None)
        self.search.field.installEventFilter(self)
        self.search.setFixedWidth(look.px(300 if narrow else 380))
        self.search.typed.connect(presenter.typed)
        self._list = SaleList(look, presenter.pick)
        self._list.setFixedWidth(look.px(300 if narrow else 380))
        self._panel = self._make_panel(narrow=narrow)
        self._right = QStackedWidget()
        self._right.addWidget(make_nothing_page(look))
        self._right.addWidget(self._panel)
        self._billing = False
        self._add_forms()
        two = QWidget()
        layout = QHBoxLayout(two)
        side = look.px(16 if narrow else 24)
        layout.setContentsMargins(side, look.px(20), side, look.px(20))
        layout.setSpacing(look.px(16))
        layout.addLayout(column(self.search, self._list, spacing=look.px(12)))
        layout.addWidget(self._right, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(two)
        self._given = GivenPage(look, presenter.confirm)
        self._pages.addWidget(self._given)
        self.setLayout(column(self._pages, margins=(0, look.theme.size("header"), 0, 0), spacing=0))

    def _add_forms(self) -> None:
        """The forms that may lie in the place of the open sale."""
        presenter = self.presenter
        self._kuitansi = KuitansiPanel(
            self._look,
            KuitansiPresses(
                presenter.kuitansi.remove,
                presenter.kuitansi.choose_paper,
                presenter.confirm,
                presenter.kuitansi.close,
            ),
        )
        self._right.addWidget(self._kuitansi)
        self._unmatched = UnmatchedPanel(
            self._look,
            UnmatchedPresses(presenter.unmatched.choose, presenter.confirm, presenter.unmatched.close),
        )
        self._right.addWidget(self._unmatched)
        late = presenter.late
        self._late = LatePanel(
            self._look, LatePresses(late.choose_day, presenter.confirm, late.print_pad, late.close)
        )
        self._right.addWidget(self._late)

    def _make_panel(self, *, narrow: bool) -> SalePanel:
        presenter = self.presenter
        return SalePanel(
            self._look,
            Presses(
                change=presenter.giving.change,
                reason=presenter.giving.choose_reason,
                shelf=presenter.giving.put_on_shelf,
                cash=presenter.giving.pay_in_cash,
                confirm=presenter.confirm,
                reprint=presenter.reprint,
                repeat=presenter.repeat,
                void=presenter.void,
                correct=presenter.correcting.begin,
                exchange=presenter.exchange,
                kuitansi=presenter.kuitansi.begin,
                late=presenter.late.begin,
            ),
            CorrectionPresses(
                mark=presenter.correcting.mark,
                choose=presenter.correcting.choose,
                amount=presenter.correcting.type_amount,
                confirm=presenter.confirm,
                close=presenter.correcting.close,
            ),
            narrow=narrow,
        )

    # --- what the presenter says

    def show_list(self, sales: tuple[SaleShown, ...], number: str) -> None:
        """See HistoryView."""
        self._list.show_sales(sales, number)

    def show_sale(self, sale: SaleOpened | None) -> None:
        """See HistoryView."""
        if not self._billing:
            self._right.setCurrentIndex(0 if sale is None else 1)
        if sale is not None:
            correcting = self._panel.correcting
            self._panel.show_sale(sale)
            if correcting != self._panel.correcting:
                (self._panel.correction.amount if self._panel.correcting else self.search).setFocus()

    def show_kuitansi(self, shown: KuitansiShown | None) -> None:
        """See KuitansiView."""
        self._billing = shown is not None
        self._right.setCurrentIndex(1 if shown is None else 2)
        if shown is not None:
            self._kuitansi.show_kuitansi(shown)

    def show_late(self, shown: LateShown | None) -> None:
        """See LateView."""
        begins = shown is not None and not self._billing
        if shown is None and self._right.currentWidget() is not self._late:
            return
        self._billing = shown is not None
        self._right.setCurrentIndex(1 if shown is None else 4)
        if shown is not None:
            self._late.show_late(shown)
        if begins or shown is None:
            (self.search if shown is None else self._late.pad_number).setFocus()

    def fill_late(self, typed: LateTyped) -> None:
        """See LateView."""
        self._late.fill(typed)

    def late_typed(self) -> LateTyped:
        """See LateView."""
        return self._late.typed()

    def show_unmatched(self, shown: UnmatchedShown | None) -> None:
        """See UnmatchedView."""
        begins = shown is not None and not self._billing
        if shown is None and self._right.currentWidget() is not self._unmatched:
            return
        self._billing = shown is not None
        self._right.setCurrentIndex(1 if shown is None else 3)
        if shown is not None:
            self._unmatched.show_unmatched(shown)
        if begins:
            self._unmatched.focus_first_empty()
        elif shown is None:
            self.search.setFocus()

    def fill_unmatched(self, typed: UnmatchedTyped) -> None:
        """See UnmatchedView."""
        self._unmatched.fill(typed)

    def unmatched_typed(self) -> UnmatchedTyped:
        """See UnmatchedView."""
        return self._unmatched.typed()

    def fill_kuitansi(self, texts: KuitansiTexts) -> None:
        """See KuitansiView."""
        self._kuitansi.fill(texts)

    def kuitansi_texts(self) -> KuitansiTexts:
        """See KuitansiView."""
        return self._kuitansi.texts()

    def open_file(self, path: Path) -> None:
        """See KuitansiView: by whatever shows PDFs on this computer; where nothing does, the place is said."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def reference(self) -> str:
        """See HistoryView."""
        return self._panel.correction.reference.text().strip()

    def show_done(self, refund: Refund | UnmatchedRefund | None) -> None:
        """See HistoryView."""
        self._pages.setCurrentIndex(0 if refund is None else 1)
        if refund is not None:
            self._given.show_refund(refund)

    # --- what the person does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once units are chosen, a digit in the empty field is a reason, as the chips say."""
        asked = watched is self.search.field and not self.search.text() and not self._billing
        if asked and isinstance(event, QKeyEvent):
            digit = event.text()
            if event.type() == QEvent.Type.KeyPress and self._panel.asks_reason and digit in REASON_KEYS:
                self.presenter.giving.choose_reason(REASONS[REASON_KEYS.index(digit)])
                return True
            if event.type() == QEvent.Type.KeyPress and self._panel.asks_reason and digit == CASH_KEY:
                self.presenter.giving.turn_cash()
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready for a number."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.search.setFocus)

    def act(self, action: Action) -> bool:
        """Carry out a key of the map; False leaves the key to the field."""
        presenter = self.presenter
        if action is Action.CONFIRM and self.search.text().strip():
            presenter.take()
            self.search.set_text("")
            return True
        if action is Action.BACK and self.search.text():
            self.search.clear()
            return True
        if action is Action.MORE and self.search.text() and presenter.sale is not None:
            presenter.take()
            self.search.set_text("")
        of_the_text = action in _OF_THE_TEXT and self.search.text()
        if of_the_text or (self._billing and action not in _WHILE_BILLING):
            return False
        if self._list.walk(action):
            return True
        does: dict[Action, Callable[[], object]] = {
            Action.CONFIRM: presenter.confirm,
            Action.BACK: presenter.back,
            Action.REPRINT: presenter.reprint,
            Action.VOID: presenter.void,
            Action.REPEAT: presenter.repeat,
            Action.EXCHANGE: presenter.exchange,
            Action.KUITANSI: presenter.kuitansi.begin,
            Action.LATE_ENTRY: presenter.late.begin,
            Action.QUICK_CASH_TENDER: lambda: presenter.correcting.choose(TenderKind.CASH),
            Action.QRIS_TENDER: lambda: presenter.correcting.choose(TenderKind.QRIS),
            Action.OTHER_TENDER: presenter.correcting.choose_other,
            Action.UP: lambda: presenter.move(-1),
            Action.DOWN: lambda: presenter.move(1),
            Action.LEFT: lambda: presenter.move_line(-1),
            Action.RIGHT: lambda: presenter.move_line(1),
            Action.MORE: lambda: presenter.giving.change(None, 1),
            Action.FEWER: lambda: presenter.giving.change(None, -1),
        }
        if action not in does:
            return False
        does[action]()
        return True
