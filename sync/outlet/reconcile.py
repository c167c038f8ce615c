"""Compares this register's books with the centre's projected tables, by business date (sync.md §6, step `days`)."""

from dataclasses import dataclass

from sqlalchemy import Connection

from pos.domain.invariants import Finding
from pos.models import days, sync_state
from pos.services.context import Context
from pos.services.record import hash_at
from sync.outlet import batch as batches
from sync.outlet.credentials import Credentials
from sync.outlet.transport import Transport
from sync.protocol.answers import DayTotals, RegisterState, TenderTotal


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
    there = _ask(ctx, transport, credentials)
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


def _ask(ctx: Context, transport: Transport, credentials: Credentials) -> RegisterState:
    shop = ctx.shop
    return credentials.ask(
        transport, lambda token: transport.register_state(shop.register_id, shop.epoch, token=token)
    )


def _tip(ctx: Context, connection: Connection, there: RegisterState) -> list[Finding]:
    own = hash_at(ctx, connection, there.epoch, there.high_water)
    if own is None or own.hex() != there.tip:
        return [Finding("centre_tip", f"{there.epoch}/{there.high_water}", there.tip[:16])]
    return []


def own_days(connection: Connection) -> tuple[DayTotals, ...]:
    """Our own counts and totals per business date, in the wire's shape."""
    return tuple(
        DayTotals(
            business_date=d.business_date.isoformat(),
            sale_count=d.sale_count,
            sale_total=d.sale_total,
            refund_count=d.refund_count,
            refund_total=d.refund_total,
            net=d.net,
            commission=d.commission,
            maker_share=d.maker_share,
            tenders=tuple(TenderTotal(kind, count, amount) for kind, count, amount in d.tenders),
        )
        for d in days.by_business_date(connection)
    )


def day_differences(here: tuple[DayTotals, ...], there: tuple[DayTotals, ...]) -> list[Finding]:
    """What differs between the two sides, day by day."""
    ours, theirs = ({d.business_date: d for d in side} for side in (here, there))
    return [
        Finding("day_differs", day, f"{ours.get(day)} ≠ {theirs.get(day)}")
        for day in sorted(ours.keys() | theirs.keys())
        if ours.get(day) != theirs.get(day)
    ]
