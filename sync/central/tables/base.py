"""Metadata of the centre and the column shapes that its tables share.

Distribution rules (stack.md §4): every ledger key begins with outlet_id; no sequence, identity or enum type.
"""

from typing import Any

from sqlalchemy import Column, ColumnElement, MetaData, String, Table, and_

from pos.columns import NAMING, RupiahType
from pos.domain.commission import LINE_MONEY_FIELDS

metadata = MetaData(naming_convention=NAMING)


def outlet_key() -> Column[str]:
    """The distribution column, first in every key."""
    return Column("outlet_id", String(24), primary_key=True)


def place(table: Table, **keys: str | int) -> ColumnElement[bool]:
    """Rows of a table at a place: outlet_id, register_id and, as far as they are named, epoch and seq."""
    return and_(*(table.c[name] == value for name, value in keys.items()))


def text_key(name: str, length: int = 36) -> Column[str]:
    return Column(name, String(length), primary_key=True)


def money(name: str) -> Column[int]:
    return Column(name, RupiahType, nullable=False)


def money_columns() -> list[Column[int]]:
    """The ten money columns of a line."""
    return [money(name) for name in LINE_MONEY_FIELDS]


def money_values(value: Any) -> dict[str, int]:
    """The ten figures of a LineMoney."""
    return {name: getattr(value, name) for name in LINE_MONEY_FIELDS}
