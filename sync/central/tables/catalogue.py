"""What each outlet sells and who may sell there, as adopted from its records or loaded at the centre."""

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, String, Table

from pos.columns import UtcMoment
from sync.central.tables.base import metadata, money, outlet_key, text_key

product = Table(
    "product",
    metadata,
    outlet_key(),
    text_key("id", 64),
    Column("code", String(64), nullable=False),
    Column("name", String(300), nullable=False),
    Column("variant", String(300), nullable=False),
    Column("category", String(64), nullable=False),
    Column("maker_id", String(64), nullable=False),
    money("price"),
    Column("unique_piece", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
)

maker = Table(
    "maker",
    metadata,
    outlet_key(),
    text_key("id", 64),
    Column("name", String(300), nullable=False),
    Column("paid_by", String(64), nullable=False),
    Column("active", Boolean, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    outlet_key(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(24), nullable=False),
    Column("active", Boolean, nullable=False),
)

term_load = Table(
    "term_load",
    metadata,
    outlet_key(),
    text_key("kind", 40),
    text_key("id", 64),
    Column("body", LargeBinary, nullable=False),
    Column("at", UtcMoment, nullable=False),
)
"""What the centre itself put into the three tables above, as the body of a record, so that they can be verified."""
