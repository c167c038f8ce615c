"""`gerai verify`: chain, tables rebuilt from the journal against the stored ones, money invariants.

Reads only; returns findings that name the record. Never mends anything.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import IntegrityError

from pos import settings
from pos.database import memory_engine
from pos.domain import invariants
from pos.domain.exchange import Exchange
from pos.domain.invariants import Finding
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.shift import ShiftClose
from pos.errors import GeraiError
from pos.models import (
    Base,
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
    superseded,
    sync_state,
    tender_changes,
    unmatched,
)
from pos.models.catalog import CategoryRow, MakerRow, ProductCodeRow, ProductRow
from pos.models.customers import CustomerRow
from pos.models.ledger import MakerEntryRow
from pos.models.prices import PriceWordRow
from pos.models.store import lay_out_schema
from pos.services import central_terms, closing, rebuild
from pos.services.context import Context
from pos.services.record import first_hash_at, first_hash_of
from sync.protocol import chain, envelope
from sync.protocol.bodies import BodyInvalid, Value
from sync.protocol.kinds import Kind

FINDINGS_MAX = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found; sound when there are no findings."""

    records: int
    sales: int
    tip: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A table to compare by key, with the columns that the journal does not carry left out."""

    row_type: type[Base]
    left_out: frozenset[str] = frozenset()


_COMPARED = (
    _Compared(sales.SaleRow),
    _Compared(sales.SaleLineRow, frozenset({"note"})),
    _Compared(sales.TenderRow),
    _Compared(tender_changes.TenderChangeRow),
    _Compared(tender_changes.ChangedTenderRow),
    _Compared(unmatched.UnmatchedRefundRow),
    _Compared(unmatched.UnmatchedLineRow),
    _Compared(kuitansi.KuitansiRow, frozenset({"copies"})),
    _Compared(kuitansi.KuitansiSaleRow),
    _Compared(late_entries.LateEntryRow),
    _Compared(deposits.DepositRow),
    _Compared(deposits.DepositLineRow),
    _Compared(deposits.DepositTenderRow),
    _Compared(receivables.ReceivablePaymentRow),
    _Compared(refunds.RefundRow),
    _Compared(refunds.RefundLineRow),
    _Compared(refunds.RefundTenderRow),
    _Compared(shifts.ShiftRow),
    _Compared(shifts.CashMovementRow),
    _Compared(safe.BankDepositRow),
    _Compared(safe.CashSwapRow),
    _Compared(safe.SafeCountRow),
    _Compared(drawer.DifferenceOutcomeRow),
    _Compared(drawer.DrawerOpeningRow),
    _Compared(stock.StockMovementRow),
    _Compared(MakerEntryRow),
    _Compared(MakerRow),
    _Compared(CategoryRow),
    _Compared(ProductRow, frozenset({"popularity", "number"})),
    _Compared(ProductCodeRow),
    _Compared(PriceWordRow),
    _Compared(CustomerRow),
    _Compared(staff.StaffRow, frozenset({"name", "pin_hash", "failed_tries", "locked_until"})),
)


def verify(ctx: Context) -> Report:
    """Look at everything; the store may be in use by a till meanwhile."""
    engine = memory_engine()
    findings: list[Finding] = []
    with ctx.store.read() as stored, engine.begin() as rebuilt:
        lay_out_schema(rebuilt)
        count, tip = _replay(ctx, stored, rebuilt, findings)
        for compared in _COMPARED:
            findings += _differences(stored, rebuilt, compared)
        findings += _settings(stored, rebuilt)
        findings += _counters(stored, rebuilt)
        findings += _mark(stored)
        findings += (
            Finding("receivable_overpaid", sale_id, str(amount))
            for sale_id, amount in receivables.overpaid(stored)
        )
        sale_count = _count(stored, sales.SaleRow)
    engine.dispose()
    return Report(count, sale_count, tip.hex(), tuple(findings[:FINDINGS_MAX]))


def _count(connection: Connection, row_type: type[Base]) -> int:
    return int(connection.execute(select(func.count()).select_from(row_type)).scalar_one())


def _replay(
    ctx: Context, stored: Connection, rebuilt: Connection, findings: list[Finding]
) -> tuple[int, bytes]:
    previous, seq, epoch, count, money = first_hash_of(ctx), 0, 0, 0, _Money()
    words = central_terms.Replay(stored, rebuilt)
    for line in journal.everything(stored):
        words.before(line.epoch, line.seq)
        if line.epoch != epoch:
            previous, seq, epoch = first_hash_at(ctx, stored, line.epoch), 0, line.epoch
        count += 1
        findings += _chain_faults(ctx, line, previous, seq)
        findings += _signature_faults(ctx, stored, line)
        previous, seq = line.hash, line.seq
        findings += _apply(rebuilt, line, money)
    words.rest()
    findings += money.at_the_end()
    findings += _left_behind(stored)
    return count, previous


def _left_behind(stored: Connection) -> Iterator[Finding]:
    """Each line of a branch that was left must have been issued again, word for word (sync.md §2.6)."""
    for line in superseded.everything(stored):
        again = journal.find(stored, line.id)
        if again is None or rebuild.original_line(again.line) != rebuild.original_line(line.line):
            yield Finding("not_reissued", line.id, f"{line.epoch}/{line.seq} {line.kind}")


def _chain_faults(ctx: Context, line: journal.StoredLine, previous: bytes, seq: int) -> Iterator[Finding]:
    where = f"{line.epoch}/{line.seq} {line.kind}"
    if line.seq != seq + 1:
        yield Finding("journal_gap", line.id, f"{where}: setelah {seq}")
    if chain.next_hash(previous, line.line) != line.hash:
        yield Finding("journal_chain", line.id, where)
    try:
        found = envelope.decode(line.line)
    except envelope.EnvelopeInvalid as error:
        yield Finding("journal_line", line.id, f"{where}: {error.code}")
        return
    stated = (found.register_id, found.epoch, found.seq, found.id, found.kind)
    if stated != (ctx.shop.register_id, line.epoch, line.seq, line.id, line.kind):
        yield Finding("journal_columns", line.id, where)


def _signature_faults(ctx: Context, stored: Connection, line: journal.StoredLine) -> Iterator[Finding]:
    if line.kind in {Kind.SHIFT_CLOSE, Kind.REISSUE}:
        with suppress(envelope.EnvelopeInvalid, BodyInvalid):  # named where they are applied
            for place in closing.unsigned_closings(ctx, stored, rebuild.original_line(line.line)):
                yield Finding("close_signature", line.id, place)


def _apply(rebuilt: Connection, line: journal.StoredLine, money: "_Money") -> Iterator[Finding]:
    """Apply one record; what cannot be applied is a finding, and the others go on."""
    try:
        if line.kind == Kind.REISSUE:
            money.forget_order()
        yield from money.look_at(rebuild.original_of(line.line)[1])
        with rebuilt.begin_nested():
            rebuild.apply_line(rebuilt, line.line)
    except (envelope.EnvelopeInvalid, BodyInvalid, IntegrityError, AssertionError, GeraiError) as error:
        yield Finding("record_meaning", line.id, f"{line.epoch}/{line.seq} {line.kind}: {error}")


class _Money:
    """The money invariants over the records as they pass (domain.md §6)."""

    def __init__(self) -> None:
        """Nothing has passed yet; only sales with refunds are kept."""
        self._refunds: dict[str, list[Refund]] = {}
        self._sales: dict[str, Sale] = {}
        self._deposits = invariants.DepositBooks()
        self._safe: invariants.SafeBooks | None = invariants.SafeBooks()

    def look_at(self, value: Value) -> Iterator[Finding]:
        """What one record breaks by itself."""
        for document in (value.refund, value.sale) if isinstance(value, Exchange) else (value,):
            if isinstance(document, Sale):
                yield from invariants.check_sale(document)
                self._sales[document.id] = document
            elif isinstance(document, Refund):
                self._refunds.setdefault(document.sale_id, []).append(document)
        if isinstance(value, ShiftClose):
            yield from invariants.check_shift(value.shift, value.totals)
        self._deposits.look_at(value)
        if self._safe is not None:
            yield from self._safe.look_at(value)

    def forget_order(self) -> None:
        """Records were issued again: what the safe's counts knew of then no longer follows from the order."""
        self._safe = None

    def at_the_end(self) -> Iterator[Finding]:
        """What refunds break together, and deposits."""
        for sale_id, found in self._refunds.items():
            sale = self._sales.get(sale_id)
            if sale is not None:
                yield from invariants.check_refunds(sale, found)
        yield from self._deposits.faults()


def _differences(stored: Connection, rebuilt: Connection, compared: _Compared) -> Iterator[Finding]:
    table: Table = compared.row_type.__table__  # type: ignore[assignment]
    keys = [c.name for c in table.primary_key.columns] if "number" not in compared.left_out else ["id"]
    columns = [c for c in table.columns if c.name not in compared.left_out]
    query = select(*columns).order_by(*(table.c[key] for key in keys))
    ours = {tuple(getattr(row, k) for k in keys): row for row in rebuilt.execute(query)}
    for row in stored.execute(query):
        key = tuple(getattr(row, k) for k in keys)
        other = ours.pop(key, None)
        if other is None:
            yield Finding("row_without_record", str(key[0]), f"{table.name} {key}")
        elif tuple(other) != tuple(row):
            yield Finding("row_differs", str(key[0]), f"{table.name} {key}: {_columns(row, other)}")
    for key in ours:
        yield Finding("row_missing", str(key[0]), f"{table.name} {key}")


def _columns(row: Any, other: Any) -> str:
    changed = [
        f"{name} {value!r} ≠ {getattr(other, name)!r}"
        for name, value in row._asdict().items()
        if getattr(other, name) != value
    ]
    return ", ".join(changed)


def _settings(stored: Connection, rebuilt: Connection) -> Iterator[Finding]:
    here, there = register.load_settings(stored), register.load_settings(rebuilt)
    for key in sorted(here.keys() | there.keys()):
        if key not in settings.LOCAL and here.get(key) != there.get(key):
            yield Finding("row_differs", key, f"setting {here.get(key)} ≠ {there.get(key)}")


def _counters(stored: Connection, rebuilt: Connection) -> Iterator[Finding]:
    query = select(register.CounterRow.name, register.CounterRow.value)
    there = {row.name: row.value for row in rebuilt.execute(query)}
    for row in stored.execute(query):
        if row.name != "boot" and there.get(row.name, 0) != row.value:
            yield Finding("series_gap", row.name, f"{row.value} ≠ {there.get(row.name, 0)}")


def _mark(stored: Connection) -> Iterator[Finding]:
    state = sync_state.load(stored)
    if state.mark and journal.hash_at(stored, state.epoch, state.mark) != state.mark_hash:
        yield Finding("mark_hash", f"{state.epoch}/{state.mark}", "sync_state")
