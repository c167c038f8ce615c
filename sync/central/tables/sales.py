"""Sales, refunds, shifts, stock and maker entries as projected from the journal; rebuilt from it at any time."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from pos.columns import RupiahType, UtcMoment
from sync.central.tables.base import metadata, money, money_columns, outlet_key, text_key


def _document(name: str, *columns: SchemaItem) -> Table:
    """A counter document: who, where, when, its printed number.

    A number is unique within its register and epoch (domain.md §6, invariant 22): two registers may both have
    sold as GDK1 before they joined. The series is part of the number.
    """
    return Table(
        name,
        metadata,
        outlet_key(),
        text_key("id"),
        Column("register_id", String(36), nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("number", String(24), nullable=False),
        Column("shift_id", String(36), nullable=False),
        Column("business_date", Date, nullable=False),
        Column("at", UtcMoment, nullable=False),
        Column("cashier_id", BigInteger, nullable=False),
        *columns,
        UniqueConstraint("outlet_id", "register_id", "epoch", "number"),
        Index(f"ix_{name}_day", "outlet_id", "business_date", "at"),
        Index(f"ix_{name}_register", "outlet_id", "register_id", "business_date"),
    )


def _lines(name: str, parent: str, *columns: SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        outlet_key(),
        text_key(f"{parent}_id"),
        Column("line_no", Integer, primary_key=True, autoincrement=False),
        Column("product_id", String(64), nullable=False),
        Column("title", String(320), nullable=False),
        Column("maker_id", String(64), nullable=False),
        Column("quantity", Integer, nullable=False),
        *money_columns(),
        *columns,
        ForeignKeyConstraint(["outlet_id", f"{parent}_id"], [f"{parent}.outlet_id", f"{parent}.id"]),
        Index(f"ix_{name}_maker", "outlet_id", "maker_id"),
    )


def _tenders(name: str, parent: str) -> Table:
    return Table(
        name,
        metadata,
        outlet_key(),
        text_key(f"{parent}_id"),
        Column("tender_no", Integer, primary_key=True, autoincrement=False),
        Column("kind", String(24), nullable=False),
        money("amount"),
        Column("reference", String(64), nullable=False),
        Column("state", String(24), nullable=False),
        ForeignKeyConstraint(["outlet_id", f"{parent}_id"], [f"{parent}.outlet_id", f"{parent}.id"]),
    )


sale = _document(
    "sale",
    money("gross"),
    money("discount"),
    money("net"),
    money("tax"),
    money("rounding"),
    money("total"),
    money("change"),
)
sale_line = _lines(
    "sale_line",
    "sale",
    Column("category", String(64), nullable=False),
    money("unit_price"),
    Column("bundle_id", String(64), nullable=False),
    Column("bundle_no", Integer, nullable=False),
)
"""Sold lines; part of the `bundle_no`th bundle of its sale, 0 of none."""
tender = _tenders("tender", "sale")

tender_change = Table(
    "tender_change",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("sale_id", String(36), nullable=False),
    Column("shift_id", String(36), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("cashier_id", BigInteger, nullable=False),
    Column("change_no", Integer, nullable=False),
    money("old_change"),
    money("new_change"),
    Column("reason", String(36), nullable=False),
    ForeignKeyConstraint(["outlet_id", "sale_id"], ["sale.outlet_id", "sale.id"]),
    Index("ix_tender_change_sale", "outlet_id", "sale_id"),
)
"""Corrected payments; `tender` and a sale's `change` are those of its newest correction."""
changed_tender = Table(
    "changed_tender",
    metadata,
    outlet_key(),
    text_key("change_id"),
    Column("side", String(3), primary_key=True),
    Column("tender_no", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(24), nullable=False),
    money("amount"),
    Column("reference", String(64), nullable=False),
    Column("state", String(24), nullable=False),
    ForeignKeyConstraint(["outlet_id", "change_id"], ["tender_change.outlet_id", "tender_change.id"]),
)

refund = _document(
    "refund",
    Column("sale_id", String(36), nullable=False),
    money("net"),
    money("rounding"),
    money("total"),
    Column("void", Boolean, nullable=False),
)
refund_line = _lines("refund_line", "refund", Column("to_shelf", Boolean, nullable=False))
refund_tender = _tenders("refund_tender", "refund")

unmatched_refund = Table(
    "unmatched_refund",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("number", String(64), nullable=False),
    Column("shift_id", String(36), nullable=False),
    Column("business_date", Date, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("cashier_id", BigInteger, nullable=False),
    Column("receipt_number", String(64), nullable=False),
    Column("receipt_code", String(64), nullable=False),
    Column("receipt_outlet", String(64), nullable=False),
    Column("title", String(320), nullable=False),
    money("total"),
    Column("cause", String(24), nullable=False),
    Index("ix_unmatched_refund_receipt", "outlet_id", "receipt_number"),
)
"""Cash that an outlet gave back for another one's receipt (or one that it did not know); no part of its sales."""

shift = Table(
    "shift",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("business_date", Date, nullable=False),
    Column("opened_at", UtcMoment, nullable=False),
    Column("opened_by", BigInteger, nullable=False),
    money("opening_float"),
    Column("closed_at", UtcMoment),
    Column("expected", RupiahType),
    Column("counted", RupiahType),
    Column("grand_total", RupiahType),
    Column("to_safe", RupiahType),
)

cash_movement = Table(
    "cash_movement",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("shift_id", String(36), nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("kind", String(24), nullable=False),
    money("amount"),
)

bank_deposit = Table(
    "bank_deposit",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("at", UtcMoment, nullable=False),
    money("amount"),
    Column("bank", String(300), nullable=False),
    Column("slip_number", String(300), nullable=False),
)

safe_count = Table(
    "safe_count",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("at", UtcMoment, nullable=False),
    money("counted"),
    money("expected"),
)

deposit = Table(
    "deposit",
    metadata,
    outlet_key(),
    text_key("id"),
    Column("register_id", String(36), nullable=False),
    Column("number", String(64), nullable=False),
    Column("shift_id", String(36), nullable=False),
    Column("business_date", Date, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Column("cashier_id", BigInteger, nullable=False),
    Column("act", String(24), nullable=False),
    money("amount"),
    Column("deposit_id", String(64), nullable=False),
    Column("sale_id", String(64), nullable=False),
    Column("maker_id", String(64), nullable=False),
    Column("due_on", Date),
    Index("ix_deposit_of", "outlet_id", "deposit_id"),
)
"""Deposits on orders: a liability from the act that took one to the act that ends it; no part of the sales."""

stock_movement = Table(
    "stock_movement",
    metadata,
    outlet_key(),
    text_key("document_id"),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    Column("product_id", String(64), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Index("ix_stock_movement_product", "outlet_id", "product_id"),
)

maker_entry = Table(
    "maker_entry",
    metadata,
    outlet_key(),
    text_key("document_id"),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    Column("maker_id", String(64), nullable=False),
    Column("kind", String(24), nullable=False),
    money("amount"),
    Column("business_date", Date, nullable=False),
    Column("at", UtcMoment, nullable=False),
    Index("ix_maker_entry_maker", "outlet_id", "maker_id"),
)

PROJECTED = (
    sale,
    sale_line,
    tender,
    tender_change,
    changed_tender,
    refund,
    refund_line,
    refund_tender,
    unmatched_refund,
    shift,
    cash_movement,
    bank_deposit,
    safe_count,
    deposit,
    stock_movement,
    maker_entry,
)
"""In the order of their foreign keys."""
