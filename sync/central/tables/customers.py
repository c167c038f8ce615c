"""Keys of customers' sealed identities, wrapped under the centre's key file; the identities lie in the raw lines."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table

from pos.columns import UtcMoment
from sync.central.tables.base import metadata, outlet_key, text_key

customer_key = Table(
    "customer_key",
    metadata,
    outlet_key(),
    text_key("key_id", 64),
    Column("customer_id", String(64), nullable=False),
    Column("wrapped", LargeBinary),
    Column("ver", BigInteger, nullable=False),
    Column("changed_at", UtcMoment, nullable=False),
    Index("ix_customer_key_ver", "outlet_id", "ver"),
)
"""`wrapped` is NULL once the key was destroyed, for ever; `ver` counts with the catalogue's counter."""
