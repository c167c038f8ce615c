"""Journal → tables: for verify, restore, a replaced computer and records that come back (sync.md §2.1, §2.6)."""

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import CategoryTerms, PriceChange, Product
from pos.domain.deposit import Deposit
from pos.domain.difference_outcome import OutcomeNoted
from pos.domain.drawer_opening import DrawerOpened
from pos.domain.events import EpochOpened, SettingChange, StaffChange
from pos.domain.exchange import Exchange
from pos.domain.kuitansi import Kuitansi
from pos.domain.late_entry import LateEntry
from pos.domain.receivable import ReceivablePayment
from pos.domain.refund import Refund
from pos.domain.safe import BankDeposit, CashSwap, SafeCount
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement, Shift, ShiftClose
from pos.domain.stock import StockDocument
from pos.domain.tender_change import TenderChange
from pos.domain.unmatched import UnmatchedRefund
from pos.ids import series_of
from pos.models import (
    deposits,
    drawer,
    journal,
    kuitansi,
    late_entries,
    receivables,
    refunds,
    register,
    safe,
    sales,
    shifts,
    staff,
    stock,
    tender_changes,
    unmatched,
)
from pos.services import central_terms, customers, prices, shop, terms
from pos.services.checkout import write_sale_rows
from pos.services.deposits import write_rows as write_deposit_rows
from pos.services.differences import write_outcome
from pos.services.refunds import write_refund_rows
from pos.services.safe import write_count
from pos.services.shifts import shift_series, write_cash_movement
from pos.services.tender_changes import apply_change
from pos.services.unmatched import write_rows
from sync.protocol import envelope
from sync.protocol.bodies import BodyInvalid, Facts, Value, decode
from sync.protocol.bodies_more import CustomerWire, ProvisionalWire, ReissueWire
from sync.protocol.bodies_terms import product_of
from sync.protocol.kinds import Kind

OF_TERMS = {
    Kind.MAKER, Kind.PRODUCT, Kind.PRODUCT_PROVISIONAL, Kind.CATEGORY, Kind.PRICE, Kind.SETTING, Kind.STAFF, Kind.SHIFT_OPEN, Kind.REISSUE,
}  # fmt: skip
"""Records that say terms, or from whose day on a planned price holds."""


def read(line: bytes) -> tuple[envelope.Envelope, Value]:
    """Envelope and value of a stored line; raises EnvelopeInvalid or BodyInvalid."""
    record = envelope.decode(line)
    try:
        kind = Kind(record.kind)
    except ValueError as error:
        raise envelope.EnvelopeInvalid("unknown_kind", record.kind) from error
    facts = Facts(record.id, record.at, record.cashier_id, record.shift_id, kind, record.schema_version)
    return record, decode(facts, record.body)


def value_of(line: bytes) -> Value:
    """The value of a stored line; raises as `read`."""
    return read(line)[1]


def values_after(
    connection: Connection, epoch: int, seq: int, kinds: Collection[str], limit: int
) -> tuple[Value, ...]:
    """What the records of these kinds among the first `limit` after a seq say, oldest first; raises as `read`."""
    lines = journal.run(connection, epoch, seq, limit)
    return tuple(value_of(stored.line) for stored in lines if stored.kind in kinds)


def original_line(line: bytes) -> bytes:
    """The line itself, or of a record that was issued again the line that it carries."""
    if envelope.decode(line).kind != Kind.REISSUE:
        return line
    said = value_of(line)
    assert isinstance(said, ReissueWire)
    return said.line.encode()


def original_of(line: bytes) -> tuple[envelope.Envelope, Value]:
    """The same, and of a record that was issued again the one that it carries."""
    record, value = read(line)
    return read(value.line.encode()) if isinstance(value, ReissueWire) else (record, value)


def apply_line(connection: Connection, line: bytes) -> Value:
    """Write the rows that a record stands for; one that was issued again counts once. Returns its value.

    Raises EnvelopeInvalid, BodyInvalid, IntegrityError for an id that is there already.
    """
    record, value = read(line)
    if isinstance(value, ReissueWire):
        return apply_once(connection, line)
    apply(connection, value, record.epoch)
    return value


def apply_once(connection: Connection, line: bytes) -> Value:
    """The same for a record that may be there already: then nothing is written."""
    record, value = original_of(line)
    if not _is_there(connection, value):
        apply(connection, value, record.epoch)
    return value


def put_back(connection: Connection, epoch: int, seq: int, line: bytes, link: bytes) -> None:
    """A line of our own that the centre still had, at its place in the chain; raises EnvelopeInvalid."""
    found = envelope.decode(line)
    journal.append(connection, journal.StoredLine(epoch, seq, found.id, found.kind, line, link))


def say_terms_again(connection: Connection) -> None:
    """Goods, prices, makers and settings as all records and the centre's words say, in their order, older ones that came
    back among them: as a rebuild would.
    """
    prices.forget_all(connection)
    words = central_terms.Replay(connection, connection)
    for stored in journal.everything(connection):
        words.before(stored.epoch, stored.seq)
        if stored.kind not in OF_TERMS:
            continue
        # a newer program's record was not applied before, either
        with suppress(envelope.EnvelopeInvalid, BodyInvalid):
            value = original_of(stored.line)[1]
            apply_terms(connection, value)
            if isinstance(value, Shift):
                prices.switch(connection, value.business_date)
    words.rest()


def _is_there(connection: Connection, value: Value) -> bool:
    """Whether the rows of a document are there; what is said again by its record is never there."""
    asks = _THERE.get(type(value))
    return asks is not None and asks(connection, value)


_THERE: dict[type, Callable[[Connection, Any], bool]] = {
    Sale: lambda connection, sale: sales.is_there(connection, sale.id),
    Exchange: lambda connection, exchange: sales.is_there(connection, exchange.sale.id),
    Refund: lambda connection, refund: refunds.is_there(connection, refund.header.id),
    TenderChange: lambda connection, change: tender_changes.is_there(connection, change.id),
    UnmatchedRefund: lambda connection, refund: unmatched.is_there(connection, refund.header.id),
    Deposit: lambda connection, deposit: deposits.is_there(connection, deposit.id),
    ReceivablePayment: lambda connection, payment: receivables.is_there(connection, payment.id),
    LateEntry: lambda connection, entry: late_entries.is_there(connection, entry.id),
    Kuitansi: lambda connection, made: kuitansi.is_there(connection, made.id),
    Shift: lambda connection, shift: shifts.load(connection, shift.id) is not None,
    CashMovement: lambda connection, movement: shifts.movement_is_there(connection, movement.id),
    BankDeposit: lambda connection, deposit: safe.is_there(connection, deposit.id),
    CashSwap: lambda connection, swap: safe.is_there(connection, swap.id),
    SafeCount: lambda connection, count: safe.is_there(connection, count.id),
    OutcomeNoted: lambda connection, noted: drawer.outcome_is_there(connection, noted.id),
    DrawerOpened: lambda connection, opened: drawer.opening_is_there(connection, opened.id),
    StockDocument: lambda connection, document: stock.is_there(connection, document.id),
}


def apply(connection: Connection, value: Value, epoch: int) -> None:
    """Write the rows of a value that was recorded in an epoch; kinds without tables of their own write nothing."""
    match value:
        case EpochOpened() if value.shift_number:
            register.start_counter(connection, shift_series(value.epoch), value.shift_number)
        case Shift():
            register.next_number(connection, shift_series(epoch))
            shifts.insert_shift(connection, value)
            prices.switch(connection, value.business_date)
        case ShiftClose():
            shifts.merge_closed(connection, value)
        case CashMovement() | BankDeposit() | CashSwap() | SafeCount() | OutcomeNoted() | DrawerOpened():
            _apply_cash(connection, value)
        case StockDocument():
            terms.apply_stock(connection, value)
        case Deposit():
            _apply_deposit(connection, value)
        case ReceivablePayment():
            receivables.insert_payment(connection, value)
        case CustomerWire():
            customers.apply_customer(connection, value)
        case Sale() | Exchange() | Refund() | TenderChange() | Kuitansi() | LateEntry() | UnmatchedRefund():
            _apply_document(connection, value)
        case _:
            apply_terms(connection, value)


def _apply_cash(
    connection: Connection,
    value: CashMovement | BankDeposit | CashSwap | SafeCount | OutcomeNoted | DrawerOpened,
) -> None:
    match value:
        case CashMovement():
            write_cash_movement(connection, value)
        case BankDeposit():
            safe.insert_deposit(connection, value)
        case CashSwap():
            safe.insert_swap(connection, value)
        case SafeCount():
            write_count(connection, value)
        case OutcomeNoted():
            write_outcome(connection, value)
        case DrawerOpened():
            drawer.insert_opening(connection, value)


def _apply_document(
    connection: Connection,
    value: Sale | Exchange | Refund | TenderChange | Kuitansi | LateEntry | UnmatchedRefund,
) -> None:
    match value:
        case Sale():
            _apply_sale(connection, value)
        case Refund():
            _apply_refund(connection, value)
        case Exchange():
            _apply_refund(connection, value.refund)
            _apply_sale(connection, value.sale)
        case TenderChange():
            apply_change(connection, value)
        case UnmatchedRefund():
            register.next_number(connection, f"refund {series_of(value.header.number)}")
            write_rows(connection, value)
        case LateEntry():
            late_entries.insert_entry(connection, value)
        case Kuitansi():
            register.next_number(connection, f"kuitansi {series_of(value.number)}")
            kuitansi.insert_kuitansi(connection, value)


def _apply_deposit(connection: Connection, deposit: Deposit) -> None:
    register.next_number(connection, f"deposit {series_of(deposit.header.number)}")
    write_deposit_rows(connection, deposit)


def _apply_sale(connection: Connection, sale: Sale) -> None:
    register.next_number(connection, f"receipt {series_of(sale.header.number)}")
    write_sale_rows(connection, sale)


def _apply_refund(connection: Connection, refund: Refund) -> None:
    register.next_number(connection, f"refund {series_of(refund.header.number)}")
    write_refund_rows(connection, refund)


def apply_terms(connection: Connection, value: Value) -> None:
    """Write goods, prices, makers, settings and roles; other values write nothing."""
    match value:
        case MakerTerms():
            terms.apply_maker(connection, value)
        case Product():
            terms.apply_product(connection, value)
        case ProvisionalWire():
            terms.apply_product(connection, product_of(value))
        case CategoryTerms():
            terms.apply_category(connection, value)
        case PriceChange():
            terms.apply_price(connection, value)
        case SettingChange():
            register.save_setting(connection, value.key, shop.setting_text(value))
        case StaffChange():
            staff.set_role(connection, staff_id=value.user_id, role=value.role.value, active=value.active)
        case _:
            pass
