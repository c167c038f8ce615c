"""Journal → tables of an empty store: for verify, restore and a replaced computer (sync.md §2.1)."""

from sqlalchemy import Connection

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import PriceChange, Product
from pos.domain.events import SettingChange, StaffChange
from pos.domain.exchange import Exchange
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement, Shift, ShiftClose
from pos.domain.stock import StockDocument
from pos.models import register, shifts, staff
from pos.services import shop, terms
from pos.services.checkout import write_sale_rows
from pos.services.refunds import write_refund_rows
from pos.services.shifts import write_cash_movement
from sync.protocol import envelope
from sync.protocol.bodies import Facts, Value, decode
from sync.protocol.kinds import Kind


def value_of(line: bytes) -> Value:
    """The value of a stored line; raises EnvelopeInvalid or BodyInvalid."""
    record = envelope.decode(line)
    try:
        kind = Kind(record.kind)
    except ValueError as error:
        raise envelope.EnvelopeInvalid("unknown_kind", record.kind) from error
    facts = Facts(record.id, record.at, record.cashier_id, record.shift_id, kind, record.schema_version)
    return decode(facts, record.body)


def apply(connection: Connection, value: Value) -> None:
    """Write the rows that a record stands for; kinds without tables of their own write nothing."""
    match value:
        case Sale():
            register.next_number(connection, "receipt")
            write_sale_rows(connection, value)
        case Refund():
            _apply_refund(connection, value)
        case Exchange():
            _apply_refund(connection, value.refund)
            register.next_number(connection, "receipt")
            write_sale_rows(connection, value.sale)
        case Shift():
            register.next_number(connection, "shift")
            shifts.insert_shift(connection, value)
        case ShiftClose():
            shifts.save_closed(connection, value.shift, value.grand_total, value.totals.waiting_cash)
        case CashMovement():
            write_cash_movement(connection, value)
        case StockDocument():
            terms.apply_stock(connection, value)
        case _:
            _apply_terms(connection, value)


def _apply_refund(connection: Connection, refund: Refund) -> None:
    register.next_number(connection, "refund")
    write_refund_rows(connection, refund)


def _apply_terms(connection: Connection, value: Value) -> None:
    match value:
        case MakerTerms():
            terms.apply_maker(connection, value)
        case Product():
            terms.apply_product(connection, value)
        case PriceChange():
            terms.apply_price(connection, value)
        case SettingChange():
            register.save_setting(connection, value.key, shop.setting_text(value))
        case StaffChange():
            staff.set_role(connection, staff_id=value.user_id, role=value.role.value, active=value.active)
        case _:
            pass
