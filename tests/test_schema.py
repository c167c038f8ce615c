"""The centre's schema keeps the doors open to engines that spread tables over machines (stack.md §4)."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.central.tables import metadata

CENTRE = Path(__file__).parents[1] / "sync" / "central"

UNSHARDED = {"centre", "catalogue_version"}
"""Small tables that every machine holds; all others are spread by outlet."""

TABLES = [table for table in metadata.sorted_tables if table.name not in UNSHARDED]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_key_begins_with_the_outlet(table):
    """Primary key: outlet_id first; unique and foreign keys: outlet_id among them."""
    assert next(iter(table.primary_key.columns)).name == "outlet_id"
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint | sa.ForeignKeyConstraint):
            assert "outlet_id" in [column.name for column in constraint.columns], constraint
    for index in table.indexes:
        assert not index.unique or "outlet_id" in index.columns, index.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_foreign_keys_stay_within_the_outlet(table):
    """outlet_id refers to outlet_id, and only to tables that are spread, too."""
    for constraint in table.foreign_key_constraints:
        pairs = {element.parent.name: element.column.name for element in constraint.elements}
        assert pairs["outlet_id"] == "outlet_id"
        assert constraint.referred_table.name not in UNSHARDED


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_no_number_comes_from_the_database(table):
    """No sequence, identity or server default; numbers are made where the fact is made."""
    for column in table.columns:
        assert column.default is None, column
        assert column.server_default is None, column
        assert column.identity is None, column
        assert column.autoincrement is not True, column
        integer_key = column.primary_key and isinstance(column.type, sa.Integer)
        assert not integer_key or column.autoincrement is False, f"{column} would become SERIAL"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_only_plain_types_and_named_constraints(table):
    """No enum type, no float, no array; every constraint has a name by which a migration finds it."""
    plain = (sa.String, sa.Integer, sa.BigInteger, sa.Boolean, sa.Date, sa.LargeBinary)
    for column in table.columns:
        kind = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
        assert isinstance(kind, plain), column
        assert not isinstance(kind, sa.Enum), column
    assert all(constraint.name for constraint in table.constraints)
    assert not any(
        isinstance(c, sa.CheckConstraint) and "deferr" in str(c.sqltext).lower() for c in table.constraints
    )


def test_no_two_indexes_share_a_name():
    """PostgreSQL keeps them in one space."""
    names = [index.name for table in metadata.sorted_tables for index in table.indexes]
    assert len(names) == len(set(names))


def test_a_broken_rule_would_be_seen():
    """The lint itself bites: a key without its outlet, a serial number."""
    broken = sa.Table(
        "broken",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("outlet_id", sa.String(8)),
    )
    with pytest.raises(AssertionError):
        test_every_key_begins_with_the_outlet(broken)
    with pytest.raises(AssertionError):
        test_no_number_comes_from_the_database(broken)


FORBIDDEN = re.compile(
    r"pg_advisory|pg_try_advisory|\bLISTEN\b|\bNOTIFY\b|CREATE TRIGGER|LOCK TABLE|ExcludeConstraint|DEFERRABLE|deferrable|initially="
)


@pytest.mark.parametrize("path", sorted(CENTRE.rglob("*.py")), ids=lambda path: str(path.relative_to(CENTRE)))
def test_the_centre_asks_for_nothing_that_others_lack(path):
    """No advisory locks, LISTEN/NOTIFY, triggers, exclusion or deferrable constraints, LOCK TABLE (stack.md §4, rule 3)."""
    assert not FORBIDDEN.findall(path.read_text("utf-8"))


def test_what_others_lack_would_be_seen():
    """That lint bites, too."""
    assert FORBIDDEN.search("SELECT pg_advisory_xact_lock(1)")
    assert FORBIDDEN.search("LISTEN sales")
