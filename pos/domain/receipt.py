"""What is said on a receipt, not how it looks. Built from stored rows only (domain.md §2.4, invariant 39)."""

from dataclasses import dataclass, replace
from datetime import datetime

from pos.domain import footer
from pos.domain.bundle import InBundle
from pos.domain.late_entry import LateEntry
from pos.domain.money import Rupiah
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.story import ToldStory
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.domain.unmatched import UnmatchedRefund

PAPERS = frozenset({TenderKind.VOUCHER, TenderKind.RECEIVABLE})
"""Ways of paying whose reference stands on the receipt: the voucher's number, who owes."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The outlet's own lines on paper; npwp is shown only by a PKP outlet."""

    outlet_name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    npwp: str = ""
    is_pkp: bool = False
    footer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """total is gross of the line; discount is what was taken off it (>= 0); bearers are never shown to buyers.

    `bundle` is the name of the bundle that it is part of; `opens_bundle` with its first part.
    """

    title: str
    quantity: int
    unit_price: Rupiah
    total: Rupiah
    discount: Rupiah = 0
    maker_name: str = ""
    note: str = ""
    bundle: str = ""
    opens_bundle: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt's content; money in whole rupiah, `at` aware UTC, `language` 'id' or 'en'.

    `papers` are voucher numbers and who owes what is on account, in the order of the tenders. `copy_no` 0 is the original, n >= 1 is headed SALINAN ke-n; `code` is the chain's short code;
    `qr` is the text of the QR; `note` a word for the whole sale, such as a wish on a gift; `unmatched` a refund
    whose sale is not known here. Of an exchange `returned`
    are the pieces that came back, worth `returned_worth`, and `given_back` what of it the buyer got; `tenders` then
    pay only the rest. `story` is told of one maker, in two lines at most; `late` says from which
    leaf of the emergency pad the sale was entered, and when it really was.
    """

    letterhead: Letterhead
    kind: str  # "sale" | "refund" | "void"
    number: str
    at: datetime
    cashier_name: str
    shift_number: int
    lines: tuple[ReceiptLine, ...]
    piece_count: int
    subtotal: Rupiah
    discount: Rupiah
    tax: Rupiah
    rounding: Rupiah
    total: Rupiah
    tenders: tuple[tuple[TenderKind, Rupiah], ...]
    change: Rupiah
    code: str
    qr: str
    sale_number: str = ""
    reason: str = ""
    note: str = ""
    language: str = "id"
    training: bool = False
    copy_no: int = 0
    copied_at: datetime | None = None
    copied_by: str = ""
    unmatched: bool = False
    returned: tuple[ReceiptLine, ...] = ()
    returned_worth: Rupiah = 0
    given_back: tuple[tuple[TenderKind, Rupiah], ...] = ()
    story: ToldStory | None = None
    late: LateEntry | None = None
    papers: tuple[tuple[TenderKind, str], ...] = ()

    def copy(self, number: int, at: datetime, by: str) -> "Receipt":
        """The same content, marked as the n-th copy."""
        assert number >= 1
        return replace(self, copy_no=number, copied_at=at, copied_by=by)


check_footer = footer.check_footer
"""The guard of `Letterhead.footer`, at the place where footers are edited and shown."""

QR_PREFIX = "GERAI1:"


def qr_text(number: str, code: str) -> str:
    """Text of a receipt's QR: our mark, the number and the chain code; no personal data, no address."""
    return f"{QR_PREFIX}{number}:{code}"


def of_exchange(sale: Sale, back: Refund, letterhead: Letterhead, code: str, language: str = "id") -> Receipt:
    """Say a stored exchange on one paper: what was taken, what came back, and the difference."""
    return replace(
        of_sale(sale, letterhead, code, language),
        tenders=_moved(sale.tenders),
        sale_number=back.sale_number,
        returned=_refund_lines(back),
        returned_worth=back.total,
        given_back=_moved(back.tenders),
    )


def _moved(tenders: tuple[Tender, ...]) -> tuple[tuple[TenderKind, Rupiah], ...]:
    return tuple((t.kind, t.amount) for t in tenders if t.state is not TenderState.CARRIED)


def of_sale(sale: Sale, letterhead: Letterhead, code: str, language: str = "id") -> Receipt:
    """Say a stored sale on paper."""
    return Receipt(
        letterhead=letterhead,
        kind="sale",
        number=sale.number,
        at=sale.header.at,
        cashier_name=sale.header.cashier_name,
        shift_number=sale.header.shift_number,
        lines=tuple(
            ReceiptLine(
                title=line.title,
                quantity=line.quantity,
                unit_price=line.unit_price,
                total=line.money.gross,
                discount=line.money.discount,
                maker_name=line.maker_name if line.maker_id != "OWN" else "",
                note=line.note,
                bundle=line.bundle.name if line.bundle else "",
                opens_bundle=line.bundle is not None and line.bundle != before,
            )
            for line, before in zip(sale.lines, _bundles_before(sale), strict=True)
        ),
        piece_count=sale.piece_count,
        subtotal=sale.gross,
        discount=sale.discount,
        tax=sale.tax,
        rounding=sale.rounding,
        total=sale.total,
        tenders=tuple((t.kind, t.amount) for t in sale.tenders),
        change=sale.change,
        code=code,
        qr=qr_text(sale.number, code),
        language=language,
        papers=tuple((t.kind, t.reference) for t in sale.tenders if t.kind in PAPERS and t.reference),
    )


def _bundles_before(sale: Sale) -> tuple[InBundle | None, ...]:
    """For each line the bundle of the line above it."""
    return (None, *(line.bundle for line in sale.lines[:-1]))


def of_unmatched(refund: UnmatchedRefund, letterhead: Letterhead, code: str, language: str = "id") -> Receipt:
    """Say a refund that is not matched with its sale yet."""
    header = refund.header
    return Receipt(
        letterhead=letterhead,
        kind="refund",
        number=header.number,
        at=header.at,
        cashier_name=header.cashier_name,
        shift_number=header.shift_number,
        lines=tuple(
            ReceiptLine(line.title, line.quantity, line.price, line.price * line.quantity)
            for line in refund.lines
        ),
        piece_count=sum(line.quantity for line in refund.lines),
        subtotal=refund.total,
        discount=0,
        tax=0,
        rounding=0,
        total=refund.total,
        tenders=tuple((t.kind, t.amount) for t in refund.tenders),
        change=0,
        code=code,
        qr=qr_text(header.number, code),
        sale_number=refund.receipt_number,
        reason=refund.reason,
        language=language,
        unmatched=True,
    )


def _refund_lines(refund: Refund) -> tuple[ReceiptLine, ...]:
    return tuple(
        ReceiptLine(
            title=line.title,
            quantity=line.quantity,
            unit_price=line.money.gross // line.quantity,
            total=line.money.gross,
            discount=line.money.discount,
        )
        for line in refund.lines
    )


def of_refund(refund: Refund, letterhead: Letterhead, code: str, language: str = "id") -> Receipt:
    """Say a stored refund or void on paper; amounts are shown as given back."""
    return Receipt(
        letterhead=letterhead,
        kind="void" if refund.void else "refund",
        number=refund.header.number,
        at=refund.header.at,
        cashier_name=refund.header.cashier_name,
        shift_number=refund.header.shift_number,
        lines=_refund_lines(refund),
        piece_count=sum(line.quantity for line in refund.lines),
        subtotal=sum(line.money.gross for line in refund.lines),
        discount=sum(line.money.discount for line in refund.lines),
        tax=sum(line.money.tax for line in refund.lines),
        rounding=refund.rounding,
        total=refund.total,
        tenders=tuple((t.kind, t.amount) for t in refund.tenders),
        change=0,
        code=code,
        qr=qr_text(refund.header.number, code),
        sale_number=refund.sale_number,
        reason=refund.reason,
        language=language,
    )
