"""Counts and rupiah totals per business date, for reconciling with the centre."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind
from pos.models.refunds import RefundLineRow, RefundRow, RefundTenderRow
from pos.models.sales import SaleLineRow, SaleRow, TenderRow


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
    days: dict[date, Day] = {}
    for day, count, total, net in _documents(connection, SaleRow):
        found = days.setdefault(day, Day(day))
        found.sale_count, found.sale_total, found.net = count, total, net
    for day, count, total, net in _documents(connection, RefundRow):
        found = days.setdefault(day, Day(day))
        found.refund_count, found.refund_total = count, total
        found.net -= net
    _shares(connection, days)
    _tenders(connection, days)
    return [days[day] for day in sorted(days)]


def _documents(
    connection: Connection, row: type[SaleRow] | type[RefundRow]
) -> list[tuple[date, int, int, int]]:
    sums = select(row.business_date, func.count(), func.sum(row.total), func.sum(row.net))
    found = connection.execute(sums.group_by(row.business_date))
    return [(day, count, int(total), int(net)) for day, count, total, net in found]


def _shares(connection: Connection, days: dict[date, Day]) -> None:
    sold = (
        select(SaleRow.business_date, func.sum(SaleLineRow.commission), func.sum(SaleLineRow.maker_share))
        .join(SaleLineRow, SaleLineRow.sale_id == SaleRow.id)
        .group_by(SaleRow.business_date)
    )
    back = (
        select(
            RefundRow.business_date, func.sum(RefundLineRow.commission), func.sum(RefundLineRow.maker_share)
        )
        .join(RefundLineRow, RefundLineRow.refund_id == RefundRow.id)
        .group_by(RefundRow.business_date)
    )
    for sign, query in ((1, sold), (-1, back)):
        for day, commission, share in connection.execute(query):
            days[day].commission += sign * int(commission)
            days[day].maker_share += sign * int(share)


def _tenders(connection: Connection, days: dict[date, Day]) -> None:
    sold = (
        select(SaleRow.business_date, TenderRow.kind, func.count(), func.sum(TenderRow.amount))
        .join(TenderRow, TenderRow.sale_id == SaleRow.id)
        .group_by(SaleRow.business_date, TenderRow.kind)
    )
    back = (
        select(RefundRow.business_date, RefundTenderRow.kind, func.count(), -func.sum(RefundTenderRow.amount))
        .join(RefundTenderRow, RefundTenderRow.refund_id == RefundRow.id)
        .group_by(RefundRow.business_date, RefundTenderRow.kind)
    )
    change = {
        day: int(amount)
        for day, amount in connection.execute(
            select(SaleRow.business_date, func.sum(SaleRow.change)).group_by(SaleRow.business_date)
        )
    }
    sums: dict[tuple[date, TenderKind], tuple[int, int]] = {}
    for query in (sold, back):
        for day, kind, count, amount in connection.execute(query):
            counted, total = sums.get((day, kind), (0, 0))
            sums[day, kind] = (counted + count, total + int(amount))
    for day, found in days.items():
        found.tenders = tuple(
            (kind.value, count, amount - (change.get(day, 0) if kind is TenderKind.CASH else 0))
            for (d, kind), (count, amount) in sorted(sums.items(), key=lambda item: item[0][1].value)
            if d == day
        )
