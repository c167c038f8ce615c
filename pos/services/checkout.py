"""The heart: a cart and its tenders become a sale, its rows, its journal record and its paper, in one commit."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from pos.domain import maker_ledger, pricing
from pos.domain import stock as stock_rules
from pos.domain import tender as tender_rules
from pos.domain.cart import Cart
from pos.domain.consent import Demand, DiscountLimits, demands
from pos.domain.events import AwaitingPayment
from pos.domain.money import RUPIAH_MAX, Rupiah
from pos.domain.permissions import Permission
from pos.domain.pricing import PricedCart
from pos.domain.sale import Header, Sale, SaleFacts, complete
from pos.domain.tender import Settlement, Tender, TenderKind, TenderState, settle
from pos.errors import AmountNotAllowed, CartEmpty, CartSold, ReferenceNotAllowed, VoucherUsed
from pos.ids import receipt_number, receipt_series
from pos.models import holds, ledger, register, sales, stock
from pos.services import approvals, deposits, print_queue
from pos.services.context import Context
from pos.services.holds import OpenCart, keep
from pos.services.record import Stamp, code_of, record
from pos.services.shifts import require_open
from pos.services.sign_in import Cashier
from sync.protocol import chain

REFERENCE_CHARS_MAX = 40
NOTE_FIELD = "note"
CARD_NUMBER_DIGITS = 13
_REFERENCE = re.compile(r"[A-Za-z0-9./-]*")
_PHONE = re.compile(r"(?:62|0)8\d{7,11}")
"""Indonesian mobile numbers, home and abroad."""


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """A durable sale and the short chain code on its receipt."""

    sale: Sale
    code: str


def price_cart(ctx: Context, cart: Cart) -> PricedCart:
    """What the cart costs now; pure but for the outlet's tax state."""
    return pricing.price(cart, ctx.shop.tax_rate(ctx.today()))


def demands_of(ctx: Context, cart: Cart, tenders: tuple[Tender, ...] = ()) -> tuple[Demand, ...]:
    """What the cart, paid so, needs beyond selling, by this outlet's limits."""
    return _demands(ctx, price_cart(ctx, cart), tenders)


def _demands(ctx: Context, priced: PricedCart, tenders: tuple[Tender, ...]) -> tuple[Demand, ...]:
    limits = DiscountLimits(
        cashier=int(ctx.shop.get("discount.cashier_bps")),
        supervisor=int(ctx.shop.get("discount.supervisor_bps")),
    )
    return demands(priced, limits, tenders)


def check_cart(ctx: Context, open_cart: OpenCart, cashier: Cashier) -> None:
    """Raise ApprovalNeeded or NotPermitted for what this person may not sell: better now than after the money."""
    approvals.require(cashier, Permission.SELL)
    wanted = demands_of(ctx, open_cart.cart, open_cart.tenders)
    at_stake = max((demand.amount for demand in wanted), default=0)
    for demand in wanted:
        subject = approvals.Subject(open_cart.id, "", at_stake)
        approvals.require(cashier, demand.permission, open_cart.approver_of(demand), subject)


def settle_cart(ctx: Context, open_cart: OpenCart) -> Settlement:
    """What is paid, missing, rounded and given back as change."""
    return settle(price_cart(ctx, open_cart.cart).net, open_cart.tenders, ctx.shop.rounding)


def check_tenders(
    ctx: Context, cart: Cart, tenders: tuple[Tender, ...], *, carried: tuple[Tender, ...] = ()
) -> None:
    """Refuse any tender that may not be added in this order; raises the Refused of pos.domain.tender.

    `carried` is what an exchange brings along: it stands before the others and was checked when it was paid.
    """
    _check_tenders(ctx, price_cart(ctx, cart).net, tenders, carried)


def _check_tenders(
    ctx: Context, net: Rupiah, tenders: tuple[Tender, ...], carried: tuple[Tender, ...] = ()
) -> None:
    for n, tender in enumerate(tenders):
        due = settle(net, (*carried, *tenders[:n]), ctx.shop.rounding).missing_exact
        tender_rules.check_tender(tender, due)
        check_reference(tender.reference)
    tender_rules.check_papers(tenders)
    tendered = sum(tender.amount for tender in (*carried, *tenders))
    if tendered > RUPIAH_MAX:
        raise AmountNotAllowed(amount=tendered, minimum=1, maximum=RUPIAH_MAX)


def check_reference(reference: str) -> None:
    """A number from a slip or an app: it stays in the chain for ever, so no card and no person fits in it.

    Raises ReferenceNotAllowed.
    """
    fits = len(reference) <= REFERENCE_CHARS_MAX and _REFERENCE.fullmatch(reference)
    digits = "".join(c for c in reference if c.isdigit())
    if not fits or len(digits) >= CARD_NUMBER_DIGITS or _PHONE.fullmatch(digits):
        raise ReferenceNotAllowed(maximum=REFERENCE_CHARS_MAX)


def require_unused(connection: Connection, tenders: tuple[Tender, ...]) -> None:
    """A voucher is taken once at this register; one that was given back whole may come again. Raises VoucherUsed."""
    for tender in tenders:
        if tender.kind is TenderKind.VOUCHER and tender.state is not TenderState.CARRIED:
            number = sales.number_paid_by_voucher(connection, tender.reference)
            if number:
                raise VoucherUsed(voucher=tender.reference.upper(), number=number)


def take_tender(ctx: Context, *, open_cart: OpenCart, tender: Tender, cashier: Cashier) -> OpenCart:
    """Note money that was taken before the sale is finished; durable before the screen shows it.

    The cart becomes Menunggu pembayaran, with a journal record (users.md). Raises Refused as check_tenders.
    """
    fresh = replace(open_cart, tenders=(*open_cart.tenders, tender), qris_amount=0, qris_shown_at=None)
    check_cart(ctx, fresh, cashier)
    check_tenders(ctx, fresh.cart, fresh.tenders)
    with ctx.store.read() as connection:
        require_unused(connection, fresh.tenders)
    return _await(ctx, fresh, cashier)


def drop_tender(ctx: Context, *, open_cart: OpenCart, index: int, cashier: Cashier) -> OpenCart:
    """Take a tender back out: its money was handed back or never came."""
    assert 0 <= index < len(open_cart.tenders)
    kept = open_cart.tenders[:index] + open_cart.tenders[index + 1 :]
    return _await(ctx, replace(open_cart, tenders=kept), cashier)


def show_qris(ctx: Context, *, open_cart: OpenCart, amount: int, cashier: Cashier) -> OpenCart:
    """Remember that a code with this amount was shown; amount 0: the buyer did not pay it."""
    if amount:
        check_cart(ctx, open_cart, cashier)
        check_tenders(ctx, open_cart.cart, (*open_cart.tenders, Tender(TenderKind.QRIS, amount)))
    at = ctx.clock.now() if amount else None
    fresh = replace(open_cart, qris_amount=amount, qris_shown_at=at)
    return _await(ctx, fresh, cashier) if open_cart.tenders else _keep(ctx, fresh)


def _keep(ctx: Context, open_cart: OpenCart) -> OpenCart:
    with ctx.store.write() as connection:
        keep(ctx, connection, open_cart)
    return open_cart


def _await(ctx: Context, open_cart: OpenCart, cashier: Cashier) -> OpenCart:
    if not open_cart.cart.lines:
        raise CartEmpty
    at = ctx.clock.now()
    due = price_cart(ctx, open_cart.cart).net
    with ctx.store.write() as connection:
        stamp = Stamp(ctx.ids.new(at), at, cashier.id, require_open(connection).id)
        keep(ctx, connection, open_cart)
        record(ctx, connection, _awaiting(open_cart, due), stamp)
    return open_cart


def _awaiting(open_cart: OpenCart, due: int) -> AwaitingPayment:
    return AwaitingPayment(
        sale_id=open_cart.id,
        total=due,
        lines=tuple((line.product.id, line.quantity) for line in open_cart.cart.lines),
        tenders=open_cart.tenders,
        qris_amount=open_cart.qris_amount,
        qris_shown_at=open_cart.qris_shown_at,
    )


def complete_sale(ctx: Context, *, open_cart: OpenCart, cashier: Cashier) -> CompletedSale:
    """Complete and commit; the same cart again gives the same sale (a double press never pays twice).

    Raises CartEmpty, CartSold, ShiftNotOpen, TenderShort, TenderTooMuch, QrisLimit, ReferenceNotAllowed, OrderClosed,
    VoucherNumberMissing, VoucherTwice, VoucherUsed, DebtorMissing, ApprovalNeeded, RecordTooLarge, RecordUnreadable, and Trouble of the disk: in each case nothing was written.
    """
    priced = price_cart(ctx, open_cart.cart)
    _check_tenders(ctx, priced.net, open_cart.tenders)
    with ctx.store.write() as connection:
        if sales.is_there(connection, open_cart.id):
            return _completed_before(connection, open_cart)
        sale = build_sale(ctx, connection, open_cart, priced, cashier, ctx.clock.now())
        link = write_sale(ctx, connection, sale)
        deposits.use(ctx, connection, sale, cashier)
        keep_note(connection, sale.id, open_cart.cart.note)
        holds.remove(connection, open_cart.id)
        print_queue.queue_sale(ctx, connection, sale)
    ctx.wake_printer()
    ctx.wake_sync()
    return CompletedSale(sale, chain.short_code(link))


def keep_note(connection: Connection, sale_id: str, note: str) -> None:
    """A word for the receipt may name a person: it stays outside the chain, erasable (DESIGN.md §3)."""
    if note:
        register.insert_free_text(connection, document_id=sale_id, field=NOTE_FIELD, text=note)


def _completed_before(connection: Connection, open_cart: OpenCart) -> CompletedSale:
    """The sale that this very cart became; other goods under its id are another sale, which would be lost in silence."""
    known = sales.load(connection, open_cart.id)
    assert known is not None, "its id was there"
    sold = [(line.product_id, line.quantity) for line in known.lines]
    if sold != [(line.product.id, line.quantity) for line in open_cart.cart.lines]:
        raise CartSold
    return CompletedSale(known, code_of(connection, open_cart.id))


def build_sale(
    ctx: Context,
    connection: Connection,
    open_cart: OpenCart,
    priced: PricedCart,
    cashier: Cashier,
    at: datetime,
    *,
    exchange_of: str = "",
) -> Sale:
    """The sale as a value, with its number taken and whatever it asks for recorded as agreed."""
    if not priced.lines:
        raise CartEmpty
    require_unused(connection, open_cart.tenders)
    header = next_header(ctx, connection, open_cart.id, cashier, at)
    agreed = [
        approvals.approve(
            ctx,
            connection,
            cashier,
            demand.permission,
            approvals.Subject(open_cart.id, header.shift_id, demand.amount),
            open_cart.approver_of(demand),
        )
        for demand in _demands(ctx, priced, open_cart.tenders)
    ]
    extra = SaleFacts(
        customer_id=open_cart.customer_id,
        exchange_of=exchange_of,
        approval_id=agreed[0] if agreed else "",
        language=str(ctx.shop.get("receipt.language")),
    )
    return complete(header, priced, open_cart.tenders, ctx.shop.rounding, extra)


def next_header(ctx: Context, connection: Connection, sale_id: str, cashier: Cashier, at: datetime) -> Header:
    """Number, shift and moment of a new sale; the number is part of this transaction (invariant 21)."""
    approvals.require(cashier, Permission.SELL)
    shift = require_open(connection)
    series = receipt_series(ctx.shop.epoch, ctx.shop.series_tag)
    running = register.next_number(connection, f"receipt {series}")
    return Header(
        id=sale_id,
        number=receipt_number(ctx.shop.register_code, series, running),
        shift_id=shift.id,
        shift_number=shift.number,
        business_date=shift.business_date,
        at=at,
        cashier_id=cashier.id,
        cashier_name=cashier.name,
    )


def write_sale(ctx: Context, connection: Connection, sale: Sale) -> bytes:
    """Rows and record of a plain sale; returns the chain's hash."""
    write_sale_rows(connection, sale)
    return record(ctx, connection, sale, stamp_of(sale.header))


def stamp_of(header: Header) -> Stamp:
    """The envelope's facts of a document."""
    return Stamp(header.id, header.at, header.cashier_id, header.shift_id)


def write_sale_rows(connection: Connection, sale: Sale) -> None:
    """Sale, lines, tenders, stock movements and maker ledger; the same rows that a rebuild makes."""
    sales.insert_sale(connection, sale)
    stock.insert_movements(
        connection,
        [
            {
                "document_id": sale.id,
                "line_no": n,
                "product_id": move.product_id,
                "kind": move.kind.value,
                "quantity": move.quantity,
                "at": sale.header.at,
            }
            for n, move in enumerate(stock_rules.of_sale(sale), 1)
        ],
    )
    ledger.append(connection, maker_rows(maker_ledger.of_sale(sale)))


def maker_rows(entries: tuple[maker_ledger.MakerEntry, ...]) -> list[dict[str, object]]:
    """Maker entries as rows."""
    return [
        {
            "document_id": entry.document_id,
            "line_no": entry.line_no,
            "maker_id": entry.maker_id,
            "kind": entry.kind.value,
            "amount": entry.amount,
            "business_date": entry.business_date,
            "at": entry.at,
        }
        for entry in entries
    ]
