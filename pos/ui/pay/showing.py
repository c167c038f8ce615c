"""Says everything of a payment as if the shown amount were given now. No Qt; decides nothing, writes nothing."""

from dataclasses import dataclass

from pos.domain.cash import note_counts
from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind
from pos.errors import GeraiError
from pos.services.checkout import CompletedSale
from pos.services.holds import OpenCart
from pos.services.qris_code import QrisCode
from pos.ui.pay.book import TenderBook
from pos.ui.pay.shown import CodeShown, DoneShown, PayShown, Phase, bought


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a payment stands: what the cashier has chosen and typed, the code, the question, the result."""

    phase: Phase
    method: TenderKind
    amount: Rupiah
    code: QrisCode | None
    question: str
    done: CompletedSale | None


def pay_shown(book: TenderBook, open_cart: OpenCart, now: Moment) -> PayShown:
    """Build what the view shows."""
    asked = () if now.done or not now.amount else (Tender(now.method, now.amount),)
    tenders = now.done.sale.tenders if now.done else open_cart.tenders
    try:
        then = book.settle(open_cart, (*tenders, *asked))
    except GeraiError:  # a non-cash amount above what is due: the press will say so
        then = book.settle(open_cart, tenders)
    priced = book.priced(open_cart)
    return PayShown(
        phase=now.phase,
        method=now.method,
        bought=bought(priced),
        piece_count=open_cart.cart.piece_count,
        subtotal=priced.gross,
        discount=priced.discount,
        rounding=then.rounding,
        total=then.total,
        due=book.due(open_cart, now.method),
        tenders=tenders,
        amount=now.amount,
        change=then.change,
        missing=then.missing if now.method is TenderKind.CASH else then.missing_exact,
        quick=book.quick(open_cart, now.method),
        asks_code=now.method is TenderKind.QRIS and now.phase is Phase.TENDERING,
        code=_code(now.code),
        question=now.question,
        done=_done(now.done),
    )


def _code(code: QrisCode | None) -> CodeShown | None:
    return None if code is None else CodeShown(code.payload, code.merchant, code.nmid, code.carries_amount)


def _done(done: CompletedSale | None) -> DoneShown | None:
    if done is None:
        return None
    sale = done.sale
    return DoneShown(sale.number, done.code, sale.total, sale.change, note_counts(sale.change))
