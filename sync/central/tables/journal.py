"""Raw journal lines as they came, their hashes, and the quarantine of records that could not be projected."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from pos.columns import UtcMoment
from sync.central.tables.base import metadata, outlet_key, text_key

journal = Table(
    "journal",
    metadata,
    outlet_key(),
    text_key("register_id"),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("received_at", UtcMoment, nullable=False),
    Index("ix_journal_outlet_id_id", "outlet_id", "id"),
)

quarantine = Table(
    "quarantine",
    metadata,
    outlet_key(),
    text_key("register_id"),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("code", String(40), nullable=False),
    Column("detail", String(300), nullable=False),
    Column("first_seen_at", UtcMoment, nullable=False),
)
