"""What each outlet sells and who may sell there: as it is now, and as words under versions that go down to its tills."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from pos.columns import UtcMoment
from pos.domain.story import STORY_CHARS_MAX
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
    Column("story", String(STORY_CHARS_MAX), nullable=False),
    Column("story_en", String(STORY_CHARS_MAX), nullable=False),
)

staff = Table(
    "staff",
    metadata,
    outlet_key(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(24), nullable=False),
    Column("active", Boolean, nullable=False),
)

catalogue_version = Table(
    "catalogue_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("ver", BigInteger, nullable=False),
)
"""The one counter row. Whoever edits holds it to the commit, so that versions become visible in order (sync.md §2.9)."""

term = Table(
    "term",
    metadata,
    outlet_key(),
    text_key("kind", 40),
    text_key("id", 100),
    Column("ver", BigInteger, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("source", String(36), nullable=False),
    Index("ix_term_ver", "outlet_id", "ver"),
)
"""The last word on each thing of an outlet, as the body of a record; `source` is a register's id, or 'centre'."""

label_price = Table(
    "label_price",
    metadata,
    outlet_key(),
    text_key("product_id", 64),
    Column("effective_from", UtcMoment, primary_key=True),
    money("price"),
)
"""Every label price that anybody ever said, and from when it held."""
