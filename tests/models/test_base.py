"""Shapes that tables share: ten money columns that lose nothing, and inserts whose SQL is worked out once."""

from datetime import UTC, datetime

import pytest

from pos.domain.commission import LINE_MONEY_FIELDS, CommissionRule, RuleKind, split_line
from pos.models.base import Base, PreparedInsert, money_columns, money_of
from pos.models.ledger import MakerEntryRow
from pos.models.store import create_store

AT = datetime(2026, 11, 14, 3, 0, 0, 123_000, tzinfo=UTC)


class Row:
    """Whatever carries the ten columns."""

    def __init__(self, **columns):
        self.__dict__.update(columns)


@pytest.fixture
def store(tmp_path):
    made = create_store(tmp_path / "gerai.db")
    yield made
    made.close()


def entry(n, **facts):
    row = {
        "document_id": f"d{n}", "line_no": 1, "maker_id": "M03", "kind": "sale", "amount": -5, "at": AT,
        "business_date": AT.date(),
    }  # fmt: skip
    return {**row, **facts}


def test_a_lines_money_survives_its_columns():
    """All ten, by name."""
    money = split_line(
        CommissionRule(RuleKind.PERCENT, bps=2000),
        quantity=3,
        unit_price=33_325,
        shared=100,
        outlet=200,
        maker=300,
        tax=400,
    )
    columns = money_columns(money)
    assert tuple(columns) == LINE_MONEY_FIELDS
    assert money_of(Row(**columns)) == money


def test_prepared_rows_are_like_any_others(store):
    """Moments, dates and money through the same types; none is fine; a wrong type is a bug, not a row."""
    insert = PreparedInsert(MakerEntryRow)
    with store.write() as connection:
        insert.run(connection, [])
        insert.run(connection, [entry(1), entry(2, amount=2**40)])
    with store.read() as connection:
        found = connection.execute(MakerEntryRow.__table__.select().order_by("document_id")).mappings().all()
    assert [dict(row) for row in found] == [entry(1), entry(2, amount=2**40)]
    for wrong in ({"amount": 1.5}, {"amount": "5"}, {"at": datetime(2026, 11, 14)}):
        with pytest.raises(TypeError), store.write() as connection:
            insert.run(connection, [entry(3, **wrong)])


def test_every_constraint_has_a_name():
    """By which a migration finds it."""
    for table in Base.metadata.sorted_tables:
        assert all(constraint.name for constraint in table.constraints), table.name
