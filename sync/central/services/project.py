"""Record → rows of the projected tables. A fault of meaning sets one record aside and stops nothing (sync.md §2.4)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, select, update

from pos.domain import maker_ledger
from pos.domain import stock as stock_rules
from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Product
from pos.domain.deposit import Deposit
from pos.domain.events import StaffChange
from pos.domain.exchange import Exchange
from pos.domain.refund import Refund
from pos.domain.safe import BankDeposit, SafeCount
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement, Shift, ShiftClose
from pos.domain.stock import StockDocument
from pos.domain.tender_change import TenderChange
from pos.domain.unmatched import UnmatchedRefund
from sync.central.services import rows as rows_of
from sync.central.services import tender_changes
from sync.central.services.registers import Caller
from sync.central.store import bulk_insert, upsert
from sync.central.tables import catalogue, sales
from sync.protocol import envelope
from sync.protocol.bodies import BodyInvalid, Facts, Value, decode
from sync.protocol.bodies_more import ReissueWire
from sync.protocol.kinds import Kind

T = TypeVar("T")
CashOrGoods: TypeAlias = Shift | CashMovement | BankDeposit | SafeCount | Deposit | StockDocument
"""Records of the drawer, the safe and the goods that are documents of their own."""
AfterSale: TypeAlias = TenderChange | UnmatchedRefund
"""Records about a sale of before that have an id of their own."""
_DOCUMENTS = (
    sales.sale,
    sales.refund,
    sales.shift,
    sales.cash_movement,
    sales.bank_deposit,
    sales.safe_count,
    sales.deposit,
    sales.tender_change,
    sales.unmatched_refund,
)
ID_CHARS_MAX = 36
NUMBER_CHARS_MAX = 24
LINE_NO_MAX = 1_000
YEARS = range(1900, 9_000)
_BAD_TEXT = re.compile(rb"\x00|\\u(0000|[dD][89a-fA-F])")


class Meaning(ValueError):
    """A record that is well formed and cannot be projected; `code` goes to quarantine."""

    def __init__(self, code: str, detail: str = "") -> None:
        """`code` such as unknown_product, missing_original, already_projected."""
        self.code = code
        self.detail = detail
        super().__init__(f"{code} {detail}")


@dataclass(slots=True)
class Rows:
    """Rows gathered per projected table, and the documents that this batch brings."""

    of: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: Table, row: dict[str, Any]) -> None:
        self.of.setdefault(table.name, []).append(row)


@dataclass(frozen=True, slots=True)
class Known:
    """What the centre knows of an outlet before a batch; `numbers` are those of one register and epoch."""

    products: set[str]
    makers: set[str]
    staff: set[int]
    sales: set[str]
    documents: set[str]
    shifts: set[str]
    numbers: set[str]


def value_of(line: bytes) -> tuple[envelope.Envelope, Value]:
    """Decode a line wholly; raises Meaning for all that a program of another version may have written."""
    record = _envelope_of(line)
    try:
        kind = Kind(record.kind)
    except ValueError as error:
        raise Meaning("unknown_kind", record.kind) from error
    facts = Facts(record.id, record.at, record.cashier_id, record.shift_id, kind, record.schema_version)
    try:
        return record, decode(facts, record.body)
    except BodyInvalid as error:
        raise Meaning(error.code, str(error)) from error


def original_of(line: bytes) -> bytes:
    """The line itself, or of a record that was issued again the line that it carries (sync.md §2.6)."""
    try:
        _, value = value_of(line)
    except Meaning:
        return line
    return value.line.encode() if isinstance(value, ReissueWire) else line


def unwrapped(record: envelope.Envelope, value: Value) -> tuple[envelope.Envelope, Value]:
    """What a record says: of one that was issued again the original, as of the register and epoch that carry it.

    Raises Meaning where the original is another record or is itself one that was issued again.
    """
    if not isinstance(value, ReissueWire):
        return record, value
    original, said = value_of(value.line.encode())
    if original.id != record.id or isinstance(said, ReissueWire):
        raise Meaning("bad_reissue", original.id)
    return replace(original, register_id=record.register_id, epoch=record.epoch, seq=record.seq), said


def _envelope_of(line: bytes) -> envelope.Envelope:
    """The envelope of a line in plain UTF-8 whose texts and moment a database and a page can keep."""
    try:
        line.decode()
        if _BAD_TEXT.search(line):
            raise Meaning("bad_text", "a character that no database keeps")
        record = envelope.decode(line)
    except UnicodeDecodeError as error:
        raise Meaning("bad_text", "not UTF-8") from error
    except envelope.EnvelopeInvalid as error:
        raise Meaning(error.code, str(error)) from error
    if max(len(record.id), len(record.shift_id)) > ID_CHARS_MAX:
        raise Meaning("bad_envelope", "id")
    if record.at.year not in YEARS:
        raise Meaning("bad_envelope", "at")
    return record


def known_of(connection: Connection, caller: Caller, values: Iterable[Value]) -> Known:
    """Look up what a register's records refer to and what of them is there already."""
    outlet_id = caller.outlet_id
    listed = list(values)
    documents = [document for value in listed for document in _documents(value)]
    ids = {d.header.id for d in documents}
    ids |= {value.id for value in listed if isinstance(value, CashOrGoods | AfterSale)}
    ids |= {value.shift.id for value in listed if isinstance(value, ShiftClose)}
    originals = {d.sale_id for d in documents if isinstance(d, Refund)}
    originals |= {value.sale_id for value in listed if isinstance(value, TenderChange)}
    numbers = {d.header.number for d in documents}
    found: set[str] = set()
    for table in _DOCUMENTS:
        found |= set(_among(connection, table.c.id, outlet_id, ids))
    found |= set(_among(connection, sales.stock_movement.c.document_id, outlet_id, ids))
    taken: set[str] = set()
    for table in (sales.sale, sales.refund):
        own = (table.c.register_id == caller.register_id) & (table.c.epoch == caller.epoch)
        taken |= set(_among(connection, table.c.number, outlet_id, numbers, own))
    return Known(
        products=set(_all(connection, catalogue.product.c.id, outlet_id)),
        makers=set(_all(connection, catalogue.maker.c.id, outlet_id)),
        staff=set(_all(connection, catalogue.staff.c.id, outlet_id)),
        sales=set(_among(connection, sales.sale.c.id, outlet_id, originals)),
        documents=found,
        shifts=set(_among(connection, sales.shift.c.id, outlet_id, ids)),
        numbers=taken,
    )


def _all(connection: Connection, column: Column[T], outlet_id: str) -> list[T]:
    return list(connection.execute(select(column).where(column.table.c.outlet_id == outlet_id)).scalars())


def _among(
    connection: Connection, column: Column[T], outlet_id: str, among: set[T], *more: ColumnElement[bool]
) -> list[T]:
    if not among:
        return []
    query = select(column).where(column.table.c.outlet_id == outlet_id, column.in_(among), *more)
    return list(connection.execute(query).scalars())


def _documents(value: Value) -> tuple[Sale | Refund, ...]:
    match value:
        case Sale() | Refund():
            return (value,)
        case Exchange():
            return (value.refund, value.sale)
        case _:
            return ()


def gather(rows: Rows, known: Known, outlet_id: str, record: envelope.Envelope, value: Value) -> None:
    """Add a record's rows, or raise Meaning and add nothing."""
    if record.cashier_id and record.cashier_id not in known.staff:
        raise Meaning("unknown_cashier", str(record.cashier_id))
    where = {"outlet_id": outlet_id, "register_id": record.register_id}
    documents = _documents(value)
    for document in documents:
        _check(known, document)
    if len({document.header.id for document in documents}) < len(documents):
        raise Meaning("doubled_id", record.id)
    if isinstance(value, ShiftClose) and value.shift.id not in known.shifts:
        raise Meaning("missing_original", value.shift.id)
    for document in documents:
        _gather_document(rows, {**where, "epoch": record.epoch}, document)
        known.documents.add(document.header.id)
        known.numbers.add(document.header.number)
        if isinstance(document, Sale):
            known.sales.add(document.id)
    if isinstance(value, CashOrGoods | AfterSale):
        if value.id in known.documents:
            raise Meaning("already_projected", value.id)
        _gather_beside(rows, known, where, value)
        known.documents.add(value.id)
    _learn(known, value)


def _gather_beside(rows: Rows, known: Known, where: dict[str, str], value: CashOrGoods | AfterSale) -> None:
    match value:
        case Shift():
            rows.add(sales.shift, rows_of.shift_row(where, value))
            known.shifts.add(value.id)
        case CashMovement():
            rows.add(sales.cash_movement, rows_of.movement_row(where, value))
        case BankDeposit():
            rows.add(sales.bank_deposit, rows_of.deposit_row(where, value))
        case SafeCount():
            rows.add(sales.safe_count, rows_of.safe_count_row(where, value))
        case Deposit():
            rows.add(sales.deposit, rows_of.order_deposit_row(where, value))
        case StockDocument():
            _require_products(known, (move.product_id for move in value.moves))
            for n, move in enumerate(value.moves, 1):
                row = rows_of.stock_row(where["outlet_id"], value.id, n, move, value.at)
                rows.add(sales.stock_movement, row)
        case TenderChange():
            _gather_correction(rows, known, where, value)
        case UnmatchedRefund():
            rows.add(sales.unmatched_refund, rows_of.unmatched_row(where, value))


def _gather_correction(rows: Rows, known: Known, where: dict[str, str], change: TenderChange) -> None:
    if change.sale_id not in known.sales:
        raise Meaning("missing_original", change.sale_id)
    rows.add(sales.tender_change, rows_of.tender_change_row(where, change))
    for row in rows_of.changed_tender_rows(where["outlet_id"], change):
        rows.add(sales.changed_tender, row)


def _learn(known: Known, value: Value) -> None:
    match value:
        case Product():
            known.products.add(value.id)
        case MakerTerms():
            known.makers.add(value.maker.code)
        case StaffChange():
            known.staff.add(value.user_id)
        case _:
            pass


def _check(known: Known, document: Sale | Refund) -> None:
    header = document.header
    if len(header.id) > ID_CHARS_MAX or len(header.number) > NUMBER_CHARS_MAX:
        raise Meaning("too_long", header.number)
    if document.header.id in known.documents or document.header.number in known.numbers:
        raise Meaning("already_projected", document.header.number)
    if isinstance(document, Sale):
        _require_products(known, (line.product_id for line in document.lines))
        missing = {line.maker_id for line in document.lines} - known.makers
        if missing:
            raise Meaning("unknown_maker", ", ".join(sorted(missing))[:200])
        return
    if document.sale_id not in known.sales:
        raise Meaning("missing_original", document.sale_number)
    line_nos = [line.line_no for line in document.lines]
    if len(set(line_nos)) < len(line_nos) or max(line_nos) > LINE_NO_MAX:
        raise Meaning("bad_lines", document.header.number)


def _require_products(known: Known, ids: Iterable[str]) -> None:
    missing = set(ids) - known.products
    if missing:
        raise Meaning("unknown_product", ", ".join(sorted(missing))[:200])


def _gather_document(rows: Rows, where: rows_of.Row, document: Sale | Refund) -> None:
    outlet_id = where["outlet_id"]
    if isinstance(document, Sale):
        rows.add(sales.sale, rows_of.sale_row(where, document))
        for line in document.lines:
            rows.add(sales.sale_line, rows_of.sale_line_row(outlet_id, document.id, line))
        entries, moves = maker_ledger.of_sale(document), stock_rules.of_sale(document)
        tenders = sales.tender
    else:
        rows.add(sales.refund, rows_of.refund_row(where, document))
        for back in document.lines:
            rows.add(sales.refund_line, rows_of.refund_line_row(outlet_id, document.header.id, back))
        entries, moves = maker_ledger.of_refund(document), stock_rules.of_refund(document)
        tenders = sales.refund_tender
    parent = "sale_id" if isinstance(document, Sale) else "refund_id"
    for n, t in enumerate(document.tenders, 1):
        rows.add(tenders, rows_of.tender_row(outlet_id, parent, document.header.id, n, t))
    for entry in entries:
        rows.add(sales.maker_entry, rows_of.entry_row(outlet_id, entry))
    for n, move in enumerate(moves, 1):
        rows.add(
            sales.stock_movement,
            rows_of.stock_row(outlet_id, document.header.id, n, move, document.header.at),
        )


def write(connection: Connection, rows: Rows) -> None:
    """Insert all gathered rows, parents first; each key is new, which is asserted."""
    for table in sales.PROJECTED:
        gathered = rows.of.get(table.name, [])
        inserted = bulk_insert(connection, table, gathered)
        assert inserted == len(gathered), f"{table.name}: a projected key was there already"


def write_terms(connection: Connection, outlet_id: str, values: Iterable[Value]) -> None:
    """Write goods, makers, staff, closes and corrected tenders, in the order of the records; prices: `services.catalogue`."""
    listed = list(values)
    tender_changes.give(connection, outlet_id, listed)
    for value in listed:
        match value:
            case Product():
                upsert(connection, catalogue.product, rows_of.product_row(outlet_id, value))
            case MakerTerms():
                upsert(connection, catalogue.maker, rows_of.maker_row(outlet_id, value))
            case StaffChange():
                upsert(connection, catalogue.staff, rows_of.staff_row(outlet_id, value))
            case ShiftClose():
                _close_shift(connection, outlet_id, value)
            case _:
                pass


def _close_shift(connection: Connection, outlet_id: str, close: ShiftClose) -> None:
    """Of two closes of one shift the earlier stands, whichever came first (sync.md §2.6)."""
    table = sales.shift
    later = table.c.closed_at.is_(None) | (table.c.closed_at > close.shift.closed_at)
    mine = (table.c.outlet_id == outlet_id) & (table.c.id == close.shift.id) & later
    connection.execute(
        update(table)
        .where(mine)
        .values(
            closed_at=close.shift.closed_at,
            expected=close.shift.expected,
            counted=close.shift.counted,
            grand_total=close.grand_total,
            to_safe=close.to_safe,
        )
    )
