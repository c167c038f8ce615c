"""Outlets, registers with their tokens, one-time codes, tips, incidents, the ingest log."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from pos.columns import UtcMoment
from sync.central.tables.base import metadata, outlet_key, text_key

centre = Table(
    "centre",
    metadata,
    text_key("id"),
    Column("created_at", UtcMoment, nullable=False),
    Column("office_password", String(200), nullable=False),
    Column("life", String(64), nullable=False),
)

outlet = Table(
    "outlet",
    metadata,
    outlet_key(),
    Column("name", String(120), nullable=False),
    Column("created_at", UtcMoment, nullable=False),
)

register = Table(
    "register",
    metadata,
    outlet_key(),
    text_key("register_id"),
    Column("register_code", String(12), nullable=False),
    Column("device_id", String(36), nullable=False),
    Column("public_key", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("access_hash", String(64), nullable=False),
    Column("access_until", UtcMoment, nullable=False),
    Column("refresh_hash", String(64), nullable=False),
    Column("refresh_before", String(64), nullable=False),
    Column("refresh_until", UtcMoment, nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("nonce_before", String(64), nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("enrolled_at", UtcMoment, nullable=False),
    Column("last_contact_at", UtcMoment, nullable=False),
    UniqueConstraint("outlet_id", "register_code"),
    Index("ix_register_register_id", "register_id"),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    outlet_key(),
    text_key("code_hash", 64),
    Column("expires_at", UtcMoment, nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("used_at", UtcMoment),
    Column("replaces", String(12), nullable=False),
)

register_tip = Table(
    "register_tip",
    metadata,
    outlet_key(),
    text_key("register_id"),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("public_key", String(64), nullable=False),
    Column("reason", String(24), nullable=False),
    Column("opened_at", UtcMoment, nullable=False),
    Column("previous_epoch", Integer, nullable=False),
    Column("previous_seq", Integer, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("code", String(40), nullable=False),
    Column("detail", String(300), nullable=False),
    Column("closed_at", UtcMoment),
)

spent_token = Table(
    "spent_token",
    metadata,
    outlet_key(),
    text_key("register_id"),
    text_key("token_hash", 64),
    Column("spent_at", UtcMoment, nullable=False),
)
"""Refresh tokens that were traded in and whose successor was used: seen again, two copies live (sync.md §2.7)."""

ingest_log = Table(
    "ingest_log",
    metadata,
    outlet_key(),
    text_key("register_id"),
    Column("epoch", Integer, primary_key=True, autoincrement=False),
    Column("first_seq", Integer, primary_key=True, autoincrement=False),
    Column("last_seq", Integer, primary_key=True, autoincrement=False),
    Column("received_at", UtcMoment, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
)
