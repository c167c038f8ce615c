"""Says everything of an exchange as it stands. No Qt; decides nothing, writes nothing."""

from dataclasses import dataclass

from pos.domain.exchange import Exchange
from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.services.holds import OpenCart
from pos.services.qris_code import QrisCode
from pos.services.refunds import ExchangeQuote
from pos.ui.exchange.shown import BackShown, ExchangeShown, Phase, TakenShown
from pos.ui.ports import ExchangeAsked
from pos.ui.ways import METHODS


@dataclass(frozen=True, slots=True)
class Moment:
    """Where it stands: the chosen way, what it has to bring, what was typed, the code, the result."""

    phase: Phase
    kind: TenderKind
    due: Rupiah
    amount: Rupiah
    fresh: bool
    code: QrisCode | None
    done: Exchange | None


def exchange_shown(
    asked: ExchangeAsked, cart: OpenCart, quoted: ExchangeQuote | None, marked: int, now: Moment
) -> ExchangeShown:
    """Build what the view shows; `quoted` is None once it is written."""
    done = now.done
    back_lines = quoted.back.lines if quoted else done.refund.lines if done else ()
    cash = now.kind is TenderKind.CASH
    return ExchangeShown(
        phase=now.phase,
        sale_number=asked.sale.sale.number,
        back=tuple(BackShown(line.title, line.quantity, line.money.net) for line in back_lines),
        back_total=quoted.back.total if quoted else done.refund.total if done else 0,
        taken=tuple(
            TakenShown(line.product.title, line.product.maker.name, line.quantity, line.gross)
            for line in cart.cart.lines
        ),
        taken_total=cart.cart.gross,
        marked=marked,
        to_pay=now.due if done is None else done.to_pay,
        give_back=quoted.give_back if quoted else _given(done),
        kinds=METHODS,
        kind=now.kind,
        due=now.due,
        amount=now.amount,
        fresh=now.fresh,
        change=done.sale.change if done else max(0, now.amount - now.due) if cash and now.due else 0,
        code=now.code.payload if now.code else "",
        merchant=now.code.merchant if now.code else "",
        number=done.sale.number if done else "",
    )


def _given(done: Exchange | None) -> tuple[Tender, ...]:
    tenders = done.refund.tenders if done else ()
    return tuple(tender for tender in tenders if tender.state is not TenderState.CARRIED)
