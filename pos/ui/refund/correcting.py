"""Ubah cara bayar: which of the sale's tenders came another way, which way, how much of it. No Qt.

A key for the way opens it with the whole amount, so that the usual slip is three keys: history, way, Enter.
"""

from collections.abc import Callable

from pos.domain.money import Rupiah
from pos.domain.sale import Sale
from pos.domain.tender import Tender, TenderKind
from pos.domain.tender_change import changeable, changed, worth
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import tender_changes
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.keys import Action, keycap_in
from pos.ui.ports import Notices
from pos.ui.refund.acting import Acting, Around
from pos.ui.refund.shown import CorrectionShown, SourceShown
from pos.ui.ways import METHODS, other_after, tender_of
from pos.ui.words import tender_name


class Correcting:
    """State of the panel; `corrected` hears the sale as it is then."""

    def __init__(
        self,
        ctx: Context,
        around: Around,
        acting: Acting,
        *,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        corrected: Callable[[Sale], None],
    ) -> None:
        """Nothing is asked."""
        self._ctx, self._around, self._acting = ctx, around, acting
        self._notices, self._texts, self._cashier, self._corrected = notices, texts, cashier, corrected
        self._kind: TenderKind | None = None
        self._marked, self._amount, self._edited = 0, 0, False

    @property
    def asked(self) -> bool:
        return self._kind is not None

    def close(self) -> None:
        """Leave the sale as it is."""
        self._kind = None
        self._around.show()

    def begin(self) -> None:
        """Open with the way that the sale was most likely paid by: QRIS for cash, else cash."""
        sources = self._sources()
        all_cash = all(tender.kind is TenderKind.CASH for tender in sources)
        self.choose(TenderKind.QRIS if all_cash else TenderKind.CASH)

    def choose(self, kind: TenderKind) -> None:
        """Say the way that it came; opens the panel where the sale can be corrected."""
        sale = self._around.sale
        if sale is None or self._acting.busy or not self._may_begin():
            return
        if not self.asked:
            sources = self._sources()
            self._marked = next((n for n, tender in enumerate(sources) if tender.kind is not kind), 0)
        self._kind = kind
        self._refill()

    def choose_other(self) -> None:
        """F7: the next of the other ways."""
        self.choose(other_after(self._kind or TenderKind.CASH))

    def mark(self, at: int) -> None:
        """Which of the tenders came another way."""
        if self.asked:
            self._marked = max(0, min(len(self._sources()) - 1, at))
            self._refill()

    def move(self, step: int) -> None:
        """The tender above or below."""
        self.mark(self._marked + step)

    def type_amount(self, amount: Rupiah) -> None:
        """How much of it."""
        self._amount, self._edited = amount, True
        self._around.show()

    def confirm(self, reference: str = "") -> None:
        """Write it; nothing is asked of the buyer, nothing is given back."""
        sale, kind = self._around.sale, self._kind
        if sale is None or kind is None or self._acting.busy:
            return
        seen, old = sale.sale, self._sources()[self._marked]
        new, cashier = tender_of(kind, self._amount, reference), self._cashier()
        self._acting.run(
            lambda approver: tender_changes.change_tender(
                self._ctx, seen=seen, old=old, new=new, cashier=cashier, approver=approver
            ),
            self._done,
        )

    def _done(self, sale: Sale) -> None:
        self._kind = None
        self._corrected(sale)
        self._notices.tell(
            self._texts._("Cara bayar {number} sekarang {ways}. {key} mencetak salinannya.").format(
                key=keycap_in(self._texts, Action.REPRINT),
                number=sale.number,
                ways=" + ".join(tender_name(tender.kind, self._texts) for tender in sale.tenders),
            )
        )

    # --- inside

    def _sources(self) -> tuple[Tender, ...]:
        sale = self._around.sale
        return changeable(sale.sale) if sale else ()

    def _may_begin(self) -> bool:
        """Whether the open sale can be corrected at all; says why not."""
        sale = self._around.sale
        assert sale is not None
        try:
            tender_changes.check(self._ctx, sale)
        except GeraiError as error:
            self._notices.problem(error)
            return False
        return True

    def _refill(self) -> None:
        sale = self._around.sale
        assert sale is not None
        self._amount, self._edited = worth(self._sources()[self._marked], sale.sale), False
        self._around.show()

    def shown(self, sale: Sale) -> CorrectionShown | None:
        """What the panel says, None while it is closed."""
        if self._kind is None:
            return None
        sources = self._sources()
        old = sources[self._marked]
        try:
            tenders, change = changed(sale, old, tender_of(self._kind, self._amount, ""))
        except GeraiError:
            tenders, change = (), 0
        cash = sum(tender.amount for tender in tenders if tender.kind is TenderKind.CASH) - change
        return CorrectionShown(
            sources=tuple(SourceShown(tender.kind, worth(tender, sale)) for tender in sources),
            marked=self._marked,
            kinds=METHODS,
            kind=self._kind,
            amount=self._amount,
            fresh=not self._edited,
            becomes=tenders,
            cash_moved=cash - sale.cash_in if tenders else 0,
        )
