"""Sold and returned lines of a span of business dates, as the reports count them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from pos.domain.day import WIB
from pos.domain.report import LineFact
from pos.models.base import money_of
from pos.models.catalog import CategoryRow
from pos.models.refunds import RefundLineRow, RefundRow
from pos.models.sales import SaleLineRow, SaleRow
from pos.models.staff import names


def lines(connection: Connection, first: date, last: date) -> Iterator[LineFact]:
    """Every line sold and every line that came back, both dates included."""
    people = names(connection)
    categories = _category_names(connection)
    for row in connection.execute(_sold(first, last)):
        yield _fact(row, 1, row.category, row.maker_name, people, categories)
    for row in connection.execute(_returned(first, last)):
        yield _fact(row, -1, row.category or "", row.maker_name or row.maker_id, people, categories)


def _fact(
    row: Any, sign: int, category: str, maker_name: str, people: dict[int, str], categories: dict[str, str]
) -> LineFact:
    return LineFact(
        sign=sign,
        hour=row.at.astimezone(WIB).hour,
        category=categories.get(category, category),
        maker_id=row.maker_id,
        maker_name=maker_name,
        title=row.title,
        cashier=people.get(row.cashier_id, str(row.cashier_id)),
        quantity=row.quantity,
        money=money_of(row),
    )


def _sold(first: date, last: date) -> Any:
    query: Any = select(SaleLineRow.__table__, SaleRow.at, SaleRow.cashier_id)
    joined = query.join(SaleRow, SaleRow.id == SaleLineRow.sale_id)
    return joined.where(SaleRow.business_date.between(first, last))


def _returned(first: date, last: date) -> Any:
    """Category and maker as the piece was sold, read from the sale that it came back from."""
    sold = (
        select(
            SaleLineRow.sale_id,
            SaleLineRow.product_id,
            func.min(SaleLineRow.category).label("category"),
            func.min(SaleLineRow.maker_name).label("maker_name"),
        )
        .group_by(SaleLineRow.sale_id, SaleLineRow.product_id)
        .subquery()
    )
    query: Any = select(
        RefundLineRow.__table__, RefundRow.at, RefundRow.cashier_id, sold.c.category, sold.c.maker_name
    )
    joined = query.join(RefundRow, RefundRow.id == RefundLineRow.refund_id).outerjoin(
        sold, (sold.c.sale_id == RefundRow.sale_id) & (sold.c.product_id == RefundLineRow.product_id)
    )
    return joined.where(RefundRow.business_date.between(first, last))


def _category_names(connection: Connection) -> dict[str, str]:
    return {code: name for code, name in connection.execute(select(CategoryRow.code, CategoryRow.name))}  # noqa: C416 - rows are no pairs


def counts(connection: Connection, first: date, last: date) -> tuple[int, int]:
    """Sales and refunds of the span."""
    found = [
        connection.execute(
            select(func.count()).select_from(row).where(row.business_date.between(first, last))
        ).scalar_one()
        for row in (SaleRow, RefundRow)
    ]
    return int(found[0]), int(found[1])
