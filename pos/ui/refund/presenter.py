"""Sales of before: find one, print it again, repeat it; its parts give pieces back and correct how it was paid.

No Qt, no SQL.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from pos.domain.day import day_of
from pos.domain.permissions import Permission, Verdict, verdict
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.sale_query import is_printed_number
from pos.domain.unmatched import UnmatchedRefund
from pos.errors import GeraiError, SaleNotFound
from pos.i18n import Texts
from pos.services import receipts, refunds, repeats, sale_search
from pos.services.context import Context
from pos.services.refunds import StoredSale
from pos.services.repeats import Repeated
from pos.services.sale_search import SaleSummary
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import Navigator, Notices, Tasks
from pos.ui.refund.acting import Acting
from pos.ui.refund.buyers import Buyers
from pos.ui.refund.correcting import Correcting
from pos.ui.refund.finding import Finding
from pos.ui.refund.giving_back import GivingBack
from pos.ui.refund.kuitansi_form import KuitansiForm, KuitansiView
from pos.ui.refund.late_form import LateForm, LateView
from pos.ui.refund.shown import LineShown, SaleOpened, SaleShown
from pos.ui.refund.unmatched_form import UnmatchedForm, UnmatchedView


class HistoryView(KuitansiView, UnmatchedView, LateView, Protocol):
    """The Qt half; `reference` is the slip number that was typed for a corrected tender."""

    def show_list(self, sales: tuple[SaleShown, ...], number: str) -> None: ...
    def show_sale(self, sale: SaleOpened | None) -> None: ...
    def show_done(self, refund: Refund | UnmatchedRefund | None) -> None: ...
    def reference(self) -> str: ...


class HistoryPresenter:
    """Which sale is open; `giving` and `correcting` are what is done to it."""

    def __init__(
        self,
        ctx: Context,
        view: HistoryView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        papers: Path,
    ) -> None:
        """`cashier` says who is signed in, `papers` takes PDFs; nothing is read before `enter`."""
        self._ctx, self._view = ctx, view
        self._tasks, self._go, self._notices, self._texts = tasks, navigator, notices, texts
        self._cashier = cashier
        self.sale: StoredSale | None = None
        self._done: Refund | UnmatchedRefund | None = None
        self.buyers = Buyers(ctx, tasks, self._heard_of_buyers)
        self.finding = Finding(ctx, self.buyers, self._open)
        self.acting = Acting(self, tasks=tasks, navigator=navigator, notices=notices)
        spoken: dict[str, Any] = {"notices": notices, "texts": texts, "cashier": cashier}
        self.giving = GivingBack(ctx, self, self.acting, refunded=self._refunded, **spoken)
        self.correcting = Correcting(ctx, self, self.acting, corrected=self._corrected, **spoken)
        self.unmatched = UnmatchedForm(ctx, view, self.acting, refunded=self._gave_back, **spoken)
        self.late = LateForm(ctx, view, self, self.acting, folder=papers, marked=self._look_again, **spoken)
        self.kuitansi = KuitansiForm(ctx, view, self, self.acting, tasks=tasks, folder=papers, **spoken)

    def enter(self, what: object = None) -> None:
        """List the newest sales; open the one whose number is handed in, else the newest."""
        self.buyers.forget()
        self.finding.begin()
        self._done = None
        self._view.show_done(None)
        for form in (self.kuitansi, self.unmatched, self.late):
            form.close()
        if isinstance(what, str):
            self.find(what)
        else:
            self.finding.open(0)

    def find(self, number: str, code: str = "") -> None:
        """Open a sale by its number, whole or only the running part; a printed number that is not known here may be
        given back unmatched.
        """

        def failed(error: GeraiError) -> None:
            self._notices.problem(error)
            if isinstance(error, SaleNotFound) and is_printed_number(number):
                self.unmatched.begin(number, code)
            elif self.sale is None:
                self.finding.open(0)

        if number.strip():
            self._tasks.read(lambda: refunds.find_sale(self._ctx, number), self._take, failed)

    def scan(self, code: str) -> None:
        """A receipt's code opens its sale; a label says the piece of an unmatched refund."""
        _mark, number, *rest = code.split(":") if ":" in code else ("", code)
        if self.unmatched.asked and ":" not in code:
            self.unmatched.scan(code)
        else:
            self.find(number, rest[0] if rest else "")

    def typed(self, text: str) -> None:
        """Search as people type; with nothing typed the newest are listed."""
        self.finding.typed(text)
        if not self.finding.text:
            self._show_list()

    def take(self) -> None:
        """Enter on a typed text: the open find it is, or say that there is none."""
        text, found = self.finding.text, self.finding.listed
        self.finding.begin()
        if found and self.sale is not None:
            self._show_list()
            self.kuitansi.add()
        else:
            self.find(text)

    def pick(self, number: str) -> None:
        """Open a sale of the list."""
        self.unmatched.close()
        self.finding.open_number(number)
        self.kuitansi.add()

    def move(self, step: int) -> None:
        """Up and down: along the tenders while they are corrected, the lines once pieces are chosen, else the sales."""
        if self.correcting.asked:
            self.correcting.move(step)
        elif self.giving.choices() and not self.finding.text:
            self.giving.move(step)
        elif not self.giving.pending:
            self.finding.move(step)

    def move_line(self, step: int) -> None:
        """Left and right: the lines of the open sale."""
        if not self.correcting.asked:
            self.giving.move(step)

    def confirm(self) -> None:
        """Carry out what is asked or chosen; after a refund, close its result."""
        if self._done is not None:
            self.enter()
        elif (form := self._form) is not None:
            form.confirm()
        elif self.correcting.asked:
            self.correcting.confirm(self._view.reference())
        else:
            self.giving.confirm()

    def reprint(self) -> None:
        """Print the open sale again, headed SALINAN; without one, the newest."""
        number = self.sale.sale.number if self.sale else None
        said = self._texts._("Salinan {number} dicetak.").format(number=number or "")
        cashier = self._cashier()
        self._tasks.write(
            lambda: receipts.reprint(self._ctx, cashier=cashier, number=number),
            lambda _none: self._notices.tell(said),
        )

    def repeat(self) -> None:
        """Ulangi nota: the same goods in a new cart; what cannot be sold again is named."""
        if self.sale is not None and not self.acting.busy:
            sale_id = self.sale.sale.id
            self._tasks.write(lambda: repeats.repeat(self._ctx, sale_id), self._repeated)

    def exchange(self) -> None:
        """Tukar barang: the chosen pieces against others, on a screen of its own."""
        asked = self.giving.asked_exchange()
        if asked is None:
            self._notices.tell(self._texts._("Pilih dahulu barang yang dikembalikan."))
        else:
            self._go.go(Screen.EXCHANGE, asked)

    def void(self) -> None:
        """See GivingBack."""
        self.giving.void()

    def back(self) -> None:
        """One step back: the result, the panel, the choices, then the sale screen."""
        if self._done is not None:
            self.enter()
        elif (form := self._form) is not None:
            form.close()
            self.show()
        elif self.correcting.asked:
            self.correcting.close()
        elif self.giving.pending:
            self.giving.take_back()
        else:
            self._go.go(Screen.SELL)

    @property
    def _form(self) -> KuitansiForm | UnmatchedForm | LateForm | None:
        """The form that lies over the open sale."""
        return next((one for one in (self.unmatched, self.kuitansi, self.late) if one.asked), None)

    def show(self) -> None:
        """Show the open sale as it stands."""
        self._view.show_sale(None if self.sale is None else self._opened(self.sale))

    # --- inside

    def _open(self, sale: StoredSale | None) -> None:
        self.sale = sale
        self.acting.busy = False
        self.giving.begin()
        self._show_list()
        self.correcting.close()

    def _show_list(self) -> None:
        number, today = self.sale.sale.number if self.sale else "", self._ctx.today()
        self._view.show_list(tuple(_row(one, today) for one in self.finding.listed), number)

    def _heard_of_buyers(self) -> None:
        self.finding.learned()
        self._show_list()
        self.show()

    def _take(self, sale: StoredSale) -> None:
        self.unmatched.close()
        self._open(sale)
        self.kuitansi.add()

    def _repeated(self, repeated: Repeated) -> None:
        self._go.go(Screen.SELL, repeated.cart)
        if repeated.left_out:
            said = self._texts._("Tidak ikut diulang: {titles}.")
            self._notices.tell(said.format(titles=", ".join(repeated.left_out)))

    def _refunded(self, refund: Refund) -> None:
        self._look_again(refund.sale_id)
        self._gave_back(refund)

    def _gave_back(self, refund: Refund | UnmatchedRefund) -> None:
        self._done = refund
        self._view.show_done(refund)

    def _corrected(self, sale: Sale) -> None:
        self._look_again(sale.id)

    def _look_again(self, sale_id: str) -> None:
        """Read list and sale anew: something was written."""
        self.finding.look_again()
        self._open(sale_search.open_sale(self._ctx, sale_id))

    def _opened(self, stored: StoredSale) -> SaleOpened:
        sale, giving = stored.sale, self.giving
        quoted = giving.quote(stored)
        return SaleOpened(
            number=sale.number,
            at=sale.header.at,
            cashier=sale.header.cashier_name,
            code=stored.code,
            total=sale.total,
            change=sale.change,
            tenders=sale.tenders,
            lines=_lines(stored, giving.chosen),
            marked=giving.marked,
            reason=giving.reason,
            to_shelf=giving.to_shelf,
            back=quoted.total if quoted else 0,
            as_cash=giving.as_cash,
            refundable=stored.refundable,
            may_void=self._may_void(stored),
            void_asked=giving.void_asked,
            busy=self.acting.busy,
            first_tenders=stored.first_tenders or (),
            late=stored.late,
            correction=self.correcting.shown(sale),
            customer=self.buyers.name(sale.customer_id),
        )

    def _may_void(self, stored: StoredSale) -> bool:
        possible = verdict(self._cashier().role, Permission.VOID) is not Verdict.DENIED
        return possible and not any(stored.refunded.values())


def _row(listed: SaleSummary, today: date) -> SaleShown:
    day = day_of(listed.at)
    return SaleShown(
        number=listed.number,
        other_day=None if day == today else day,
        at=listed.at,
        total=listed.total,
        piece_count=listed.piece_count,
        first_title=listed.first_title,
        returned=listed.returned,
    )


def _lines(stored: StoredSale, chosen: dict[int, int]) -> tuple[LineShown, ...]:
    return tuple(
        LineShown(
            line_no=line.line_no,
            title=f"{line.title} · {line.bundle.name}" if line.bundle else line.title,
            maker=line.maker_name,
            sold=line.quantity,
            left=line.quantity - stored.refunded.get(line.line_no, 0),
            chosen=chosen.get(line.line_no, 0),
            net=line.money.net,
        )
        for line in stored.sale.lines
    )
