"""Columns refuse what would lie later: naive moments, money that is no int."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from pos.columns import EnumText, PiecesText, RupiahType, UtcMoment
from pos.database import memory_engine


class Colour(StrEnum):
    RED = "red"


TABLE = sa.Table(
    "t",
    sa.MetaData(),
    sa.Column("at", UtcMoment),
    sa.Column("amount", RupiahType),
    sa.Column("colour", EnumText(Colour)),
)
GOOD = {"at": datetime(2026, 1, 2, 3, 4, 5, 6000, tzinfo=UTC), "amount": 12_500, "colour": Colour.RED}


@pytest.fixture
def connection():
    engine = memory_engine()
    with engine.begin() as open_connection:
        TABLE.metadata.create_all(open_connection)
        yield open_connection
    engine.dispose()


def test_values_come_back(connection):
    """Equal in value and type."""
    connection.execute(TABLE.insert(), GOOD)
    row = connection.execute(sa.select(TABLE)).one()
    assert row._asdict() == GOOD
    assert row.at.tzinfo is UTC
    assert isinstance(row.colour, Colour)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("amount", 1.0),
        ("amount", Decimal(1)),
        ("amount", True),
        ("amount", "1"),
        ("at", datetime(2026, 1, 1)),
    ],
)
def test_wrong_types_are_refused(connection, name, wrong):
    """Before they reach the file."""
    with pytest.raises(sa.exc.StatementError):
        connection.execute(TABLE.insert(), {**GOOD, name: wrong})


def test_pieces_come_back_as_they_went():
    """Faces and pieces in their order; none is none."""
    kind, dialect = PiecesText(), sqlite.dialect()
    for pieces in ((), (("n100000", 3), ("c500", 10))):
        stored = kind.process_bind_param(pieces, dialect)
        assert kind.process_result_value(stored, dialect) == pieces
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None
