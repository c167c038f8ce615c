"""Refund by line, void within the shift, exchange in one document. All offline, all in one commit each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from pos.domain import maker_ledger
from pos.domain import refund as rules
from pos.domain import stock as stock_rules
from pos.domain.cash import round_cash
from pos.domain.exchange import Exchange, carry
from pos.domain.late_entry import LateEntry
from pos.domain.permissions import Permission
from pos.domain.receivable import as_paid
from pos.domain.refund import Refund, RefundChoice, RefundQuote
from pos.domain.sale import Header, Sale
from pos.domain.tender import Settlement, Tender, TenderKind, TenderState, settle
from pos.errors import SaleNotFound
from pos.ids import receipt_number, receipt_series, refund_number, refund_series
from pos.models import (
    holds,
    late_entries,
    ledger,
    receivables,
    refunds,
    register,
    sales,
    stock,
    tender_changes,
)
from pos.services import approvals, deposits, print_queue
from pos.services.checkout import (
    build_sale,
    check_tenders,
    maker_rows,
    price_cart,
    stamp_of,
    write_sale_rows,
)
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.record import code_of, record
from pos.services.shifts import keep_free_text, reason_code, require_open
from pos.services.sign_in import Cashier
from sync.protocol import chain


@dataclass(frozen=True, slots=True)
class StoredSale:
    """A sale of this store with the units refunded per line number, and its paper's chain code.

    `first_tenders` are those that it was recorded with, where they were corrected since;
    `late` says from which leaf of the emergency pad it was entered.
    """

    sale: Sale
    refunded: dict[int, int]
    code: str
    first_tenders: tuple[Tender, ...] | None = None
    late: LateEntry | None = None

    @property
    def refundable(self) -> bool:
        return any(self.refunded.get(line.line_no, 0) < line.quantity for line in self.sale.lines)


def find_sale(ctx: Context, number: str) -> StoredSale:
    """The sale of a printed number (GDK1-000121, also 121 of this register); raises SaleNotFound."""
    with ctx.store.read() as connection:
        sale = next(
            filter(None, (sales.load_by_number(connection, n) for n in numbers_of(ctx, number))), None
        )
        if sale is None:
            raise SaleNotFound(number=number)
        return stored(connection, sale)


def numbers_of(ctx: Context, number: str) -> Iterator[str]:
    """What a typed number may mean: as it is; digits alone in this register's series, the newest first."""
    typed, shop = number.strip().upper(), ctx.shop
    if not typed.isdecimal():
        yield typed
        return
    if shop.series_tag:
        yield receipt_number(shop.register_code, receipt_series(shop.epoch, shop.series_tag), int(typed))
    for epoch in range(shop.epoch, 0, -1):
        yield receipt_number(shop.register_code, receipt_series(epoch), int(typed))


def stored(connection: Connection, sale: Sale) -> StoredSale:
    """With what became of it since."""
    return StoredSale(
        sale,
        refunds.units_refunded(connection, sale.id),
        code_of(connection, sale.id),
        tender_changes.first_tenders(connection, sale.id),
        late_entries.of_sale(connection, sale.id),
    )


def recent_sales(ctx: Context, limit: int = 50) -> tuple[StoredSale, ...]:
    """The newest sales, newest first."""
    with ctx.store.read() as connection:
        found = (sales.load(connection, sale_id) for sale_id in sales.recent_ids(connection, limit))
        return tuple(stored(connection, sale) for sale in found if sale is not None)


def quote(ctx: Context, *, sale_id: str, choices: tuple[RefundChoice, ...]) -> RefundQuote:
    """What the choices would give back; raises NothingToRefund, SaleNotFound."""
    with ctx.store.read() as connection:
        sale = _load(connection, sale_id)
        return rules.quote(sale, refunds.units_refunded(connection, sale.id), choices)


def _load(connection: Connection, sale_id: str) -> Sale:
    sale = sales.load(connection, sale_id)
    if sale is None:
        raise SaleNotFound(number=sale_id)
    return sale


def _money_back(connection: Connection, sale: Sale, total: int) -> tuple[Tender, ...]:
    """Back as it came; what is still owed (Piutang) is owed no longer before any money goes back."""
    before = refunds.given_back(connection, sale.id)
    paid = receivables.paid(connection, sale.id)
    as_it_came = replace(sale, tenders=as_paid(sale.tenders, paid)) if paid else sale
    return rules.refund_tenders(as_it_came, before, total, deposits.returned_as(connection, sale))


def refund_sale(
    ctx: Context,
    *,
    sale_id: str,
    choices: tuple[RefundChoice, ...],
    reason: str,
    cashier: Cashier,
    as_cash: bool = False,
    approver: Cashier | None = None,
) -> Refund:
    """Give back some units to the original tenders; `as_cash` for a non-cash sale needs a supervisor, or one as `approver`.

    The units refunded before are read again inside the transaction, so a double press refunds once.
    Raises ShiftNotOpen, NothingToRefund, SaleNotFound, ApprovalNeeded.
    """
    with ctx.store.write() as connection:
        sale = _load(connection, sale_id)
        quoted = rules.quote(sale, refunds.units_refunded(connection, sale.id), choices)
        back = _money_back(connection, sale, quoted.total)
        header = next_header(ctx, connection, cashier, ctx.clock.now())
        approval = ""
        if as_cash and rules.out_of_drawer(back) != back:
            subject = approvals.Subject(header.id, header.shift_id, quoted.total, sale.id)
            approval = approvals.approve(
                ctx, connection, cashier, Permission.REFUND_CASH_FOR_NONCASH, subject, approver
            )
            back = rules.out_of_drawer(back)
        refund = rules.complete(header, sale, quoted, back, reason=reason.strip(), approval_id=approval)
        _write(ctx, connection, refund)
        print_queue.queue_refund(ctx, connection, refund)
    _wake(ctx)
    return refund


def void_sale(
    ctx: Context, *, sale_id: str, reason: str, cashier: Cashier, approver: Cashier | None = None
) -> Refund:
    """Undo a whole sale within its open shift, by a supervisor or with one as `approver`.

    Raises VoidNotAllowed, ShiftNotOpen, ApprovalNeeded.
    """
    with ctx.store.write() as connection:
        sale = _load(connection, sale_id)
        before = refunds.units_refunded(connection, sale.id)
        shift = require_open(connection)
        rules.check_void(sale, before, shift.id, shift.business_date)
        quoted = rules.quote(sale, before, tuple(RefundChoice(x.line_no, x.quantity) for x in sale.lines))
        back = _money_back(connection, sale, quoted.total)
        header = next_header(ctx, connection, cashier, ctx.clock.now())
        subject = approvals.Subject(header.id, header.shift_id, quoted.total, sale.id)
        approval = approvals.approve(ctx, connection, cashier, Permission.VOID, subject, approver)
        refund = rules.complete(
            header, sale, quoted, back, reason=reason.strip(), void=True, approval_id=approval
        )
        _write(ctx, connection, refund)
        print_queue.queue_refund(ctx, connection, refund)
    _wake(ctx)
    return refund


@dataclass(frozen=True, slots=True)
class ExchangeQuote:
    """What an exchange would move: `back` rupiah is what the returned pieces are worth, `carried` pays for the others,
    `give_back` really goes back to the buyer; `settlement` says what is still to pay.
    """

    back: RefundQuote
    carried: tuple[Tender, ...]
    give_back: tuple[Tender, ...]
    settlement: Settlement


def quote_exchange(
    ctx: Context, *, sale_id: str, choices: tuple[RefundChoice, ...], open_cart: OpenCart
) -> ExchangeQuote:
    """Say it before anything is written; `open_cart.tenders` pay the difference. Raises as `exchange`."""
    with ctx.store.read() as connection:
        return _exchange_quote(ctx, connection, _load(connection, sale_id), choices, open_cart)


def _exchange_quote(
    ctx: Context,
    connection: Connection,
    original: Sale,
    choices: tuple[RefundChoice, ...],
    open_cart: OpenCart,
) -> ExchangeQuote:
    quoted = rules.quote(original, refunds.units_refunded(connection, original.id), choices)
    back = _money_back(connection, original, quoted.total)
    marked, carried = carry(back, _carry_limit(ctx, open_cart, back))
    moved = tuple(tender for tender in marked if tender.state is not TenderState.CARRIED)
    net = price_cart(ctx, open_cart.cart).net
    return ExchangeQuote(
        quoted, carried, moved, settle(net, (*carried, *open_cart.tenders), ctx.shop.rounding)
    )


def exchange(
    ctx: Context,
    *,
    sale_id: str,
    choices: tuple[RefundChoice, ...],
    reason: str,
    open_cart: OpenCart,
    cashier: Cashier,
) -> tuple[Exchange, str]:
    """Goods back and others taken in one document; `open_cart.tenders` pay only the difference.

    The same cart again gives the same exchange. Returns the exchange and the chain code on its paper.
    Raises as refund_sale and complete_sale.
    """
    with ctx.store.write() as connection:
        original = _load(connection, sale_id)
        known = _known_exchange(connection, original, open_cart.id)
        if known is not None:
            return known, code_of(connection, known.id)
        found = _exchange_quote(ctx, connection, original, choices, open_cart)
        carried, marked = found.carried, (*found.carried, *found.give_back)
        check_tenders(ctx, open_cart.cart, open_cart.tenders, carried=carried)
        at = ctx.clock.now()
        header = next_header(ctx, connection, cashier, at)
        refund = rules.complete(header, original, found.back, marked, reason=reason.strip(), exchange=True)
        paid = replace(open_cart, tenders=(*carried, *open_cart.tenders))
        sale = build_sale(
            ctx, connection, paid, price_cart(ctx, paid.cart), cashier, at, exchange_of=header.id
        )
        both = Exchange(refund, sale)
        write_refund_rows(connection, refund)
        write_sale_rows(connection, sale)
        link = record(ctx, connection, both, stamp_of(sale.header))
        keep_free_text(connection, refund.header.id, refund.reason)
        holds.remove(connection, open_cart.id)
        print_queue.queue_sale(ctx, connection, sale, refund.tenders)
    _wake(ctx)
    return both, chain.short_code(link)


def _known_exchange(connection: Connection, original: Sale, sale_id: str) -> Exchange | None:
    """The exchange that this cart has become already; its two halves share one moment."""
    sale = sales.load(connection, sale_id)
    if sale is None:
        return None
    refund = refunds.load_at(connection, original.id, sale.header.at)
    assert refund is not None, "a cart becomes one document"
    return Exchange(refund, sale)


def _carry_limit(ctx: Context, open_cart: OpenCart, back: tuple[Tender, ...]) -> int:
    """How much of the given-back money may be carried: cash pays the rounded total, others the exact one."""
    net = price_cart(ctx, open_cart.cart).net
    cash_only = all(t.kind is TenderKind.CASH for t in back)
    return round_cash(net, ctx.shop.rounding) if cash_only else net


def next_header(ctx: Context, connection: Connection, cashier: Cashier, at: datetime) -> Header:
    """Number, shift and moment of a new refund; raises ShiftNotOpen, NotPermitted."""
    approvals.require(cashier, Permission.REFUND)
    shift = require_open(connection)
    series = refund_series(ctx.shop.epoch, ctx.shop.series_tag)
    running = register.next_number(connection, f"refund {series}")
    return Header(
        id=ctx.ids.new(at),
        number=refund_number(ctx.shop.register_code, series, running),
        shift_id=shift.id,
        shift_number=shift.number,
        business_date=shift.business_date,
        at=at,
        cashier_id=cashier.id,
        cashier_name=cashier.name,
    )


def _write(ctx: Context, connection: Connection, refund: Refund) -> None:
    write_refund_rows(connection, refund)
    record(ctx, connection, refund, stamp_of(refund.header))
    keep_free_text(connection, refund.header.id, refund.reason)


def write_refund_rows(connection: Connection, refund: Refund) -> None:
    """Refund, lines, tenders, stock and maker ledger; the same rows that a rebuild makes."""
    refunds.insert_refund(connection, replace(refund, reason=reason_code(refund.reason)))
    moves = stock_rules.of_refund(refund)
    stock.insert_movements(
        connection,
        [
            {
                "document_id": refund.header.id,
                "line_no": n,
                "product_id": move.product_id,
                "kind": move.kind.value,
                "quantity": move.quantity,
                "at": refund.header.at,
            }
            for n, move in enumerate(moves, 1)
        ],
    )
    ledger.append(connection, maker_rows(maker_ledger.of_refund(refund)))


def _wake(ctx: Context) -> None:
    ctx.wake_printer()
    ctx.wake_sync()
