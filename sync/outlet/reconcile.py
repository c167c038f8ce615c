"""Compares this register's books with the centre's projected tables, by business date (sync.md §6).

After each exchange the days that it touched (`reconcile`), for `gerai verify --centre` everything (`compare`).
"""

import logging
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import Connection

from pos.domain.invariants import Finding
from pos.domain.reconciliation import Reconciliation
from pos.models import days, reconciliations, sync_state
from pos.models.days import Day
from pos.models.sync_state import SyncState
from pos.services.context import Context
from pos.services.record import hash_at
from sync.outlet import batch as batches
from sync.outlet.credentials import Credentials
from sync.outlet.epochs import look_for_late
from sync.outlet.transport import Transport
from sync.protocol.answers import DayAnswer, DayTotals, RegisterState, TenderTotal

log = logging.getLogger("gerai.sync")
DAYS_ONE_BY_ONE_MAX = 14
"""Beyond that many days one answer with all of them is shorter."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides' counts and what differs; `unsent` records are named but are no fault."""

    sales_here: int
    sales_there: int
    total_here: int
    total_there: int
    unsent: int
    quarantined: int
    findings: tuple[Finding, ...]


def compare(ctx: Context, transport: Transport, credentials: Credentials) -> Comparison:
    """Ask the centre for its state of this register and hold it against our own; raises Trouble of the way."""
    there = _ask(ctx, transport, credentials, faults=True)
    with ctx.store.read() as connection:
        state = sync_state.load(connection)
        here = own_days(connection)
        unsent = batches.unsent(connection, state)
        findings = [Finding("centre_fault", there.register_id, fault) for fault in there.faults]
        findings += _tip(ctx, connection, there)
    if not unsent:
        findings += day_differences(here, there.days)
    findings += [Finding("centre_quarantine", f"{there.epoch}/{q.seq}", q.code) for q in there.quarantined]
    return Comparison(
        sales_here=sum(d.sale_count for d in here),
        sales_there=sum(d.sale_count for d in there.days),
        total_here=sum(d.sale_total for d in here),
        total_there=sum(d.sale_total for d in there.days),
        unsent=unsent,
        quarantined=len(there.quarantined),
        findings=tuple(findings),
    )


def _ask(ctx: Context, transport: Transport, credentials: Credentials, *, faults: bool) -> RegisterState:
    shop = ctx.shop
    return credentials.ask(
        transport,
        lambda token: transport.register_state(shop.register_id, shop.epoch, token=token, faults=faults),
    )


def _tip(ctx: Context, connection: Connection, there: RegisterState) -> list[Finding]:
    own = hash_at(ctx, connection, there.epoch, there.high_water)
    if own is None or own.hex() != there.tip:
        return [Finding("centre_tip", f"{there.epoch}/{there.high_water}", there.tip[:16])]
    return []


def own_days(connection: Connection) -> tuple[DayTotals, ...]:
    """Our own counts and totals per business date, in the wire's shape."""
    return tuple(_wire(found) for found in days.by_business_date(connection))


def _wire(found: Day) -> DayTotals:
    return DayTotals(
        business_date=found.business_date.isoformat(),
        sale_count=found.sale_count,
        sale_total=found.sale_total,
        refund_count=found.refund_count,
        refund_total=found.refund_total,
        net=found.net,
        commission=found.commission,
        maker_share=found.maker_share,
        tenders=tuple(TenderTotal(kind, count, amount) for kind, count, amount in found.tenders),
    )


def day_differences(here: tuple[DayTotals, ...], there: tuple[DayTotals, ...]) -> list[Finding]:
    """What differs between the two sides, day by day."""
    ours, theirs = ({d.business_date: d for d in side} for side in (here, there))
    return [
        Finding("day_differs", day, f"{ours.get(day)} ≠ {theirs.get(day)}")
        for day in sorted(ours.keys() | theirs.keys())
        if ours.get(day) != theirs.get(day)
    ]


@dataclass(frozen=True, slots=True)
class _Due:
    """Our side of the days to compare, as of the moment when all was acknowledged up to `state`'s mark."""

    state: SyncState
    here: tuple[DayTotals, ...]


@dataclass(frozen=True, slots=True)
class _There:
    """The centre's side of them by date, and how many records of ours it has set aside."""

    days: dict[str, DayTotals]
    quarantined: int


def reconcile(ctx: Context, transport: Transport, credentials: Credentials) -> None:
    """Hold the days that were sent since the last time, and those that differed, against the centre's books.

    Only where nothing is unsent; what is found is kept in the store, and stops nothing. Raises Trouble of the way.
    """
    with ctx.store.read() as connection:
        due = _due(connection)
    if due is None:
        return
    there = _there(ctx, transport, credentials, due)
    if there is not None and ctx.writer.call(_keep, ctx, due, there):
        look_for_late(ctx, transport, credentials)


def _due(connection: Connection) -> _Due | None:
    state = sync_state.load(connection)
    if batches.unsent(connection, state) or state.missing_epoch:
        return None
    touched = set(days.touched_after(connection, state.reconciled_epoch, state.reconciled_seq))
    touched |= {found.business_date for found in reconciliations.differing(connection)}
    if not touched:
        return None
    return _Due(state, tuple(_wire(days.of(connection, day)) for day in sorted(touched)))


def _there(ctx: Context, transport: Transport, credentials: Credentials, due: _Due) -> _There | None:
    """The centre's side of the same days; None where it cannot say, or stands elsewhere by now."""
    if len(due.here) > DAYS_ONE_BY_ONE_MAX:
        state = _ask(ctx, transport, credentials, faults=False)
        days_there = {d.business_date: d for d in state.days}
        aside = due.state.quarantined if state.set_aside is None else state.set_aside
        known = _There(days_there, aside)
        return known if _is_at(due, state.epoch, state.high_water) else None
    found = _There({}, 0)
    for day in (d.business_date for d in due.here):
        answer = credentials.ask(transport, partial(_ask_day, ctx, transport, day, due.state.epoch))
        if answer is None or not _is_at(due, answer.epoch, answer.high_water):
            return None
        found = _There({**found.days, day: answer.day}, answer.quarantined)
    return found


def _is_at(due: _Due, epoch: int, high_water: int) -> bool:
    return (epoch, high_water) == (due.state.epoch, due.state.mark)


def _ask_day(ctx: Context, transport: Transport, day: str, epoch: int, token: str) -> DayAnswer | None:
    return transport.day(ctx.shop.register_id, day, epoch, token=token)


def _keep(ctx: Context, due: _Due, there: _There) -> bool:
    """Writer thread: keep how each day compared, and up to where that was done; whether any differs."""
    differs = False
    with ctx.store.write() as connection:
        for here in due.here:
            found = _judged(ctx, here, there.days.get(here.business_date))
            reconciliations.save(connection, found)
            if found.differing:
                differs = True
                log.warning("day differs", extra={"fact_day": here.business_date, "fact_in": found.differing})
        sync_state.change(
            connection,
            reconciled_epoch=due.state.epoch,
            reconciled_seq=due.state.mark,
            quarantined=there.quarantined,
        )
    return differs


def _judged(ctx: Context, here: DayTotals, there: DayTotals | None) -> Reconciliation:
    names = () if there is None else DayTotals.__struct_fields__
    differing = [name for name in names if getattr(here, name) != getattr(there, name)]
    return Reconciliation(
        business_date=date.fromisoformat(here.business_date),
        at=ctx.clock.now(),
        count_here=here.sale_count + here.refund_count,
        count_there=there.sale_count + there.refund_count if there else 0,
        total_here=here.sale_total - here.refund_total,
        total_there=there.sale_total - there.refund_total if there else 0,
        differing=" ".join(differing) if there else "sale_count",
    )
