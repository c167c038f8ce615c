"""Writing what happens to deposits: number, rows, record. The sale that uses one ends it in its own transaction."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from pos.domain import deposit as rules
from pos.domain.deposit import Deposit, DepositAct
from pos.domain.sale import Header, Sale
from pos.domain.tender import TenderKind
from pos.errors import OrderClosed
from pos.ids import deposit_number, deposit_series
from pos.models import deposits, register
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.shifts import keep_free_text, reason_code, require_open
from pos.services.sign_in import Cashier


def next_header(ctx: Context, connection: Connection, act_id: str, cashier: Cashier, at: datetime) -> Header:
    """Number, shift and moment of an act; raises ShiftNotOpen."""
    shift = require_open(connection)
    series = deposit_series(ctx.shop.epoch, ctx.shop.series_tag)
    running = register.next_number(connection, f"deposit {series}")
    return Header(
        id=act_id,
        number=deposit_number(ctx.shop.register_code, series, running),
        shift_id=shift.id,
        shift_number=shift.number,
        business_date=shift.business_date,
        at=at,
        cashier_id=cashier.id,
        cashier_name=cashier.name,
    )


def write(ctx: Context, connection: Connection, deposit: Deposit) -> None:
    """Rows, record, and a reason in words beside the chain."""
    header = deposit.header
    write_rows(connection, deposit)
    record(ctx, connection, deposit, Stamp(header.id, header.at, header.cashier_id, header.shift_id))
    keep_free_text(connection, header.id, deposit.reason)


def write_rows(connection: Connection, deposit: Deposit) -> None:
    """The rows, with the reason's code only; the same that a rebuild makes."""
    deposits.insert_deposit(connection, replace(deposit, reason=reason_code(deposit.reason)))


def require_open_deposit(connection: Connection, deposit_id: str) -> Deposit:
    """The act that took it; raises OrderClosed where it was used, given back or forfeited."""
    taken = deposits.load(connection, deposit_id)
    if taken is None or not deposits.is_open(connection, deposit_id):
        raise OrderClosed(number=taken.header.number if taken else "")
    return taken


def returned_as(connection: Connection, sale: Sale) -> TenderKind:
    """How what the deposit of a sale brought goes back: in cash only if it came in cash."""
    taken = deposits.used_by_sale(connection, sale.id)
    return rules.given_back_as(taken).kind if taken else TenderKind.CASH


def use(ctx: Context, connection: Connection, sale: Sale, cashier: Cashier) -> None:
    """End the deposits that a sale was paid with; raises OrderClosed where one was ended before."""
    for tender in rules.used_by(sale.tenders):
        taken = deposits.open_with_number(connection, tender.reference, tender.amount)
        if taken is None:
            raise OrderClosed(number=tender.reference)
        at = sale.header.at
        header = next_header(ctx, connection, ctx.ids.new(at), cashier, at)
        write(
            ctx,
            connection,
            Deposit(
                header=header,
                act=DepositAct.USE,
                amount=taken.amount,
                deposit_id=taken.id,
                sale_id=sale.id,
                customer_id=taken.customer_id,
                maker_id=taken.maker_id,
            ),
        )
