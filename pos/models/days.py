"""Counts and rupiah totals per business date, for reconciling with the centre."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind
from pos.models.journal import JournalRow
from pos.models.refunds import RefundLineRow, RefundRow, RefundTenderRow
from pos.models.sales import SaleLineRow, SaleRow, TenderRow
from pos.models.tender_changes import TenderChangeRow


@dataclass(slots=True)
class Day:
    """Totals of one business date; refunds are subtracted in net, commission, maker's share and tenders."""

    business_date: date
    sale_count: int = 0
    sale_total: Rupiah = 0
    refund_count: int = 0
    refund_total: Rupiah = 0
    net: Rupiah = 0
    commission: Rupiah = 0
    maker_share: Rupiah = 0
    tenders: tuple[tuple[str, int, Rupiah], ...] = ()


def by_business_date(connection: Connection) -> list[Day]:
    """All days with a sale or refund, oldest first."""
    return _days(connection, None)


def of(connection: Connection, day: date) -> Day:
    """One business date, empty where nothing was sold; costs what the day costs, whatever the store's age."""
    return next(iter(_days(connection, day)), Day(day))


def touched_after(connection: Connection, epoch: int, seq: int) -> list[date]:
    """The business dates of sales, their corrections and refunds whose record stands in the journal after a place, oldest first."""
    later = (JournalRow.epoch > epoch) | ((JournalRow.epoch == epoch) & (JournalRow.seq > seq))
    found: set[date] = set()
    for row in (SaleRow, RefundRow):
        query = select(row.business_date).join(JournalRow, JournalRow.id == row.id).where(later)
        found.update(connection.execute(query.distinct()).scalars())
    corrected = select(SaleRow.business_date).join(TenderChangeRow, TenderChangeRow.sale_id == SaleRow.id)
    query = corrected.join(JournalRow, JournalRow.id == TenderChangeRow.id).where(later)
    found.update(connection.execute(query.distinct()).scalars())
    return sorted(found)


def _days(connection: Connection, day: date | None) -> list[Day]:
    days: dict[date, Day] = {}
    for on, count, total, net in _documents(connection, SaleRow, day):
        found = days.setdefault(on, Day(on))
        found.sale_count, found.sale_total, found.net = count, total, net
    for on, count, total, net in _documents(connection, RefundRow, day):
        found = days.setdefault(on, Day(on))
        found.refund_count, found.refund_total = count, total
        found.net -= net
    _shares(connection, days, day)
    _tenders(connection, days, day)
    return [days[on] for on in sorted(days)]


def _on(row: type[SaleRow] | type[RefundRow], day: date | None) -> ColumnElement[bool]:
    return true() if day is None else row.business_date == day


def _documents(
    connection: Connection, row: type[SaleRow] | type[RefundRow], day: date | None
) -> list[tuple[date, int, int, int]]:
    sums = select(row.business_date, func.count(), func.sum(row.total), func.sum(row.net))
    found = connection.execute(sums.where(_on(row, day)).group_by(row.business_date))
    return [(on, count, int(total), int(net)) for on, count, total, net in found]


def _shares(connection: Connection, days: dict[date, Day], day: date | None) -> None:
    sold = (
        select(SaleRow.business_date, func.sum(SaleLineRow.commission), func.sum(SaleLineRow.maker_share))
        .join(SaleLineRow, SaleLineRow.sale_id == SaleRow.id)
        .where(_on(SaleRow, day))
        .group_by(SaleRow.business_date)
    )
    back = (
        select(
            RefundRow.business_date, func.sum(RefundLineRow.commission), func.sum(RefundLineRow.maker_share)
        )
        .join(RefundLineRow, RefundLineRow.refund_id == RefundRow.id)
        .where(_on(RefundRow, day))
        .group_by(RefundRow.business_date)
    )
    for sign, query in ((1, sold), (-1, back)):
        for on, commission, share in connection.execute(query):
            days[on].commission += sign * int(commission)
            days[on].maker_share += sign * int(share)


def _tenders(connection: Connection, days: dict[date, Day], day: date | None) -> None:
    sums: dict[tuple[date, TenderKind], tuple[int, int]] = {}
    for query in (_sold_by_tender(day), _given_back_by_tender(day)):
        for on, kind, count, amount in connection.execute(query):
            counted, total = sums.get((on, kind), (0, 0))
            sums[on, kind] = (counted + count, total + int(amount))
    change = _change(connection, day)
    for (on, kind), (count, amount) in sorted(sums.items(), key=lambda item: item[0][1].value):
        kept = amount - (change.get(on, 0) if kind is TenderKind.CASH else 0)
        days[on].tenders = (*days[on].tenders, (kind.value, count, kept))


def _sold_by_tender(day: date | None) -> Select[date, TenderKind, int, int]:
    query = select(SaleRow.business_date, TenderRow.kind, func.count(), func.sum(TenderRow.amount))
    joined = query.join(TenderRow, TenderRow.sale_id == SaleRow.id)
    return joined.where(_on(SaleRow, day)).group_by(SaleRow.business_date, TenderRow.kind)


def _given_back_by_tender(day: date | None) -> Select[date, TenderKind, int, int]:
    row, tender = RefundRow, RefundTenderRow
    query = select(row.business_date, tender.kind, func.count(), -func.sum(tender.amount))
    joined = query.join(tender, tender.refund_id == row.id)
    return joined.where(_on(row, day)).group_by(row.business_date, tender.kind)


def _change(connection: Connection, day: date | None) -> dict[date, int]:
    query = select(SaleRow.business_date, func.sum(SaleRow.change))
    found = connection.execute(query.where(_on(SaleRow, day)).group_by(SaleRow.business_date))
    return {on: int(amount) for on, amount in found}
