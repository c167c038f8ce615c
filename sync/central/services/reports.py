"""Counts and rupiah totals from the projected tables: today per outlet, and days of one register for reconciling."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, FromClause, Table, exists, func, literal, select, tuple_

from pos.domain.deposit import DepositAct
from sync.central.services import incidents
from sync.central.services.incidents import Incident
from sync.central.tables import journal, registers, sales
from sync.protocol.answers import DayTotals, TenderTotal

Condition = Callable[[Table], Any]


@dataclass(frozen=True, slots=True)
class OutletToday:
    """One outlet on one business date, rupiah; `contacts` are its registers with their last contact.

    `net` is what was sold, `refund_total` what went back; commission and makers' share are what is left of both.
    `deposits_owed` is what buyers have paid for orders that are open now: a liability, no part of the sales.
    """

    outlet_id: str
    name: str
    sale_count: int
    net: int
    refund_total: int
    commission: int
    maker_share: int
    last_sale_at: datetime | None
    contacts: tuple[tuple[str, datetime, bool], ...]
    quarantined: int
    deposits_owed: int = 0
    incidents: tuple[Incident, ...] = ()


def today(connection: Connection, day: date) -> tuple[OutletToday, ...]:
    """All outlets, in the order of their codes."""
    outlet = registers.outlet
    listed = connection.execute(select(outlet.c.outlet_id, outlet.c.name).order_by(outlet.c.outlet_id)).all()

    def of_day(table: Table) -> Any:
        # outlets by name, so that the key (outlet, date) is used: no whole table
        return (table.c.business_date == day) & table.c.outlet_id.in_([row.outlet_id for row in listed])

    sold = _by_outlet(
        connection, sales.sale, of_day, [func.count(), func.sum(sales.sale.c.net), func.max(sales.sale.c.at)]
    )
    back = _by_outlet(connection, sales.refund, of_day, [func.sum(sales.refund.c.total)])
    shares = _shares_by_outlet(connection, of_day)
    contacts = _contacts(connection)
    waiting = _quarantined(connection)
    noted = incidents.listed(connection)
    owed = _deposits_owed(connection)
    found = []
    for outlet_id, name in listed:
        count, net, last = sold.get(outlet_id, (0, 0, None))
        commission, share = shares.get(outlet_id, (0, 0))
        found.append(
            OutletToday(
                outlet_id=outlet_id,
                name=name,
                sale_count=count,
                net=int(net or 0),
                refund_total=int(back.get(outlet_id, (0,))[0] or 0),
                commission=commission,
                maker_share=share,
                last_sale_at=last,
                contacts=tuple(contacts.get(outlet_id, ())),
                quarantined=waiting.get(outlet_id, 0),
                deposits_owed=owed.get(outlet_id, 0),
                incidents=tuple(one for one in noted if one.outlet_id == outlet_id),
            )
        )
    return tuple(found)


def _by_outlet(
    connection: Connection, table: Table, wanted: Condition, sums: list[Any]
) -> dict[str, tuple[Any, ...]]:
    query = select(table.c.outlet_id, *sums).where(wanted(table)).group_by(table.c.outlet_id)
    return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


def _shares_by_outlet(connection: Connection, wanted: Condition) -> dict[str, tuple[int, int]]:
    """Commission and makers' share of a day's sales less those of its refunds and voids."""
    found: dict[str, tuple[int, int]] = {}
    for sign, parent, line in ((1, sales.sale, sales.sale_line), (-1, sales.refund, sales.refund_line)):
        same = (line.c.outlet_id == parent.c.outlet_id) & (line.c[f"{parent.name}_id"] == parent.c.id)
        query = (
            select(parent.c.outlet_id, func.sum(line.c.commission), func.sum(line.c.maker_share))
            .join(line, same)
            .where(wanted(parent))
            .group_by(parent.c.outlet_id)
        )
        for outlet_id, commission, share in connection.execute(query):
            before = found.get(outlet_id, (0, 0))
            found[outlet_id] = (before[0] + sign * int(commission), before[1] + sign * int(share))
    return found


def _contacts(connection: Connection) -> dict[str, list[tuple[str, datetime, bool]]]:
    table = registers.register
    query = select(table.c.outlet_id, table.c.register_code, table.c.last_contact_at, table.c.revoked)
    found: dict[str, list[tuple[str, datetime, bool]]] = {}
    for outlet_id, code, at, revoked in connection.execute(query.order_by(table.c.register_code)):
        found.setdefault(outlet_id, []).append((code, at, revoked))
    return found


def _quarantined(connection: Connection) -> dict[str, int]:
    quarantine = journal.quarantine
    query = select(quarantine.c.outlet_id, func.count()).group_by(quarantine.c.outlet_id)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _deposits_owed(connection: Connection) -> dict[str, int]:
    """What was taken for orders and not ended, by outlet."""
    taken, later = sales.deposit, sales.deposit.alias()
    ended = exists().where(later.c.outlet_id == taken.c.outlet_id, later.c.deposit_id == taken.c.id)
    query = select(taken.c.outlet_id, func.sum(taken.c.amount)).where(
        taken.c.act == DepositAct.TAKE.value, ~ended
    )
    return {row[0]: int(row[1]) for row in connection.execute(query.group_by(taken.c.outlet_id))}


def register_days(
    connection: Connection, outlet_id: str, register_id: str, only: date | None = None
) -> tuple[DayTotals, ...]:
    """Every business date of one register, or `only` one, in the shape that its till computes for itself."""

    def mine(table: Table) -> Any:
        own = _of_register(table, outlet_id, register_id)
        return own if only is None else own & (table.c.business_date == only)

    days: dict[date, dict[str, Any]] = {}
    for day, count, total, net in _documents(connection, sales.sale, mine):
        days[day] = {**_empty(), "sale_count": count, "sale_total": int(total), "net": int(net)}
    for day, count, total, net in _documents(connection, sales.refund, mine):
        found = days.setdefault(day, _empty())
        found.update(refund_count=count, refund_total=int(total), net=found["net"] - int(net))
    _add_shares(connection, days, mine, only)
    tenders = _tenders(connection, mine)
    return tuple(
        DayTotals(business_date=day.isoformat(), tenders=tenders.get(day, ()), **days[day])
        for day in sorted(days)
    )


def register_day(connection: Connection, outlet_id: str, register_id: str, day: date) -> DayTotals:
    """One business date of one register, zeros where nothing is known of it."""
    found = register_days(connection, outlet_id, register_id, day)
    return found[0] if found else DayTotals(business_date=day.isoformat(), tenders=(), **_empty())


def _of_register(table: Table, outlet_id: str, register_id: str) -> Any:
    """What a register says that it did: also what another register said first, of which its disk is a copy."""
    own = (table.c.register_id == register_id) | _said_by(table, register_id)
    if table is sales.refund:
        own |= _exchanged_by(register_id)
    return (table.c.outlet_id == outlet_id) & own


def _said_by(table: FromClause, register_id: str) -> Any:
    line = journal.journal.c
    return exists().where(
        line.outlet_id == table.c.outlet_id, line.id == table.c.id, line.register_id == register_id
    )


def _exchanged_by(register_id: str) -> Any:
    """The refund half of an exchange: its record has the id of the other half, which was sold in the same moment."""
    back, sold = sales.refund.c, sales.sale.alias("sold")
    names = ("outlet_id", "business_date", "at", "shift_id", "register_id")
    same = [sold.c[name] == back[name] for name in names]
    return exists().where(*same, _said_by(sold, register_id))


def _empty() -> dict[str, int]:
    names = ("sale_count", "sale_total", "refund_count", "refund_total", "net", "commission", "maker_share")
    return dict.fromkeys(names, 0)


def _documents(connection: Connection, table: Table, mine: Condition) -> list[Any]:
    columns = (table.c.business_date, func.count(), func.sum(table.c.total), func.sum(table.c.net))
    query = select(*columns).where(mine(table)).group_by(table.c.business_date)
    return list(connection.execute(query))


def _add_shares(
    connection: Connection, days: dict[date, dict[str, Any]], mine: Condition, only: date | None
) -> None:
    for sign, parent, line in ((1, sales.sale, sales.sale_line), (-1, sales.refund, sales.refund_line)):
        for day, commission, share in connection.execute(_shares_query(parent, line, mine, only)):
            if commission is not None:
                days[day]["commission"] += sign * int(commission)
                days[day]["maker_share"] += sign * int(share)


def _shares_query(parent: Table, line: Table, mine: Condition, only: date | None) -> Any:
    """Shares by day; those of one day from its documents on: SQLite would else go through all lines of the outlet."""
    place = (line.c.outlet_id, line.c[f"{parent.name}_id"])
    sums = (func.sum(line.c.commission), func.sum(line.c.maker_share))
    if only is not None:
        of_day = select(parent.c.outlet_id, parent.c.id).where(mine(parent))
        return select(literal(only, Date), *sums).where(tuple_(*place).in_(of_day))
    same = (place[0] == parent.c.outlet_id) & (place[1] == parent.c.id)
    by_day = select(parent.c.business_date, *sums).join(line, same).where(mine(parent))
    return by_day.group_by(parent.c.business_date)


def _tenders(connection: Connection, mine: Condition) -> dict[date, tuple[TenderTotal, ...]]:
    sums: dict[tuple[date, str], tuple[int, int]] = {}
    for sign, parent, tender in ((1, sales.sale, sales.tender), (-1, sales.refund, sales.refund_tender)):
        same = (tender.c.outlet_id == parent.c.outlet_id) & (tender.c[f"{parent.name}_id"] == parent.c.id)
        query = (
            select(parent.c.business_date, tender.c.kind, func.count(), func.sum(tender.c.amount))
            .join(tender, same)
            .where(mine(parent))
            .group_by(parent.c.business_date, tender.c.kind)
        )
        for day, kind, count, amount in connection.execute(query):
            counted, total = sums.get((day, kind), (0, 0))
            sums[day, kind] = (counted + count, total + sign * int(amount))
    sale = sales.sale
    changes = (
        select(sale.c.business_date, func.sum(sale.c.change)).where(mine(sale)).group_by(sale.c.business_date)
    )
    for day, change in connection.execute(changes):
        if (day, "cash") in sums:
            count, amount = sums[day, "cash"]
            sums[day, "cash"] = (count, amount - int(change))
    found: dict[date, tuple[TenderTotal, ...]] = {}
    for (day, kind), (count, amount) in sorted(sums.items(), key=lambda item: (item[0][0], item[0][1])):
        found[day] = (*found.get(day, ()), TenderTotal(kind, count, amount))
    return found
