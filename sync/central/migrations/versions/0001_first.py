"""The centre's first schema: registers, journal, projected tables."""

import sqlalchemy as sa
from alembic import op

from pos import columns

revision = "0001"
down_revision = None


def upgrade() -> None:
    _cash_movement()
    _safe()
    _centre()
    _customer_key()
    _enrolment_code()
    _incident()
    _ingest_log()
    _journal()
    _maker()
    _maker_entry()
    _outlet()
    _product()
    _quarantine()
    _refund()
    _register()
    _register_tip()
    _spent_token()
    _sale()
    _shift()
    _staff()
    _stock_movement()
    _refund_line()
    _refund_tender()
    _term()
    _catalogue_version()
    _label_price()
    _sale_line()
    _tender()
    _tender_change()
    _changed_tender()
    _unmatched_refund()
    _deposit()


def _cash_movement() -> None:
    op.create_table(
        "cash_movement",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_cash_movement")),
    )


def _safe() -> None:
    op.create_table(
        "bank_deposit",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("bank", sa.String(length=300), nullable=False),
        sa.Column("slip_number", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_bank_deposit")),
    )
    op.create_table(
        "safe_count",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("counted", columns.RupiahType(), nullable=False),
        sa.Column("expected", columns.RupiahType(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_safe_count")),
    )


def _centre() -> None:
    op.create_table(
        "centre",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("created_at", columns.UtcMoment(), nullable=False),
        sa.Column("office_password", sa.String(length=200), nullable=False),
        sa.Column("life", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_centre")),
    )


def _customer_key() -> None:
    op.create_table(
        "customer_key",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.String(length=64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "key_id", name=op.f("pk_customer_key")),
    )
    op.create_index("ix_customer_key_ver", "customer_key", ["outlet_id", "ver"], unique=False)


def _enrolment_code() -> None:
    op.create_table(
        "enrolment_code",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", columns.UtcMoment(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("used_at", columns.UtcMoment(), nullable=True),
        sa.Column("replaces", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "code_hash", name=op.f("pk_enrolment_code")),
    )


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("closed_at", columns.UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_incident")),
    )


def _ingest_log() -> None:
    op.create_table(
        "ingest_log",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("received_at", columns.UtcMoment(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("duplicates", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "outlet_id", "register_id", "epoch", "first_seq", "last_seq", name=op.f("pk_ingest_log")
        ),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("received_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "register_id", "epoch", "seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_outlet_id_id", "journal", ["outlet_id", "id"], unique=False)


def _maker() -> None:
    op.create_table(
        "maker",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("paid_by", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("story", sa.String(length=200), nullable=False),
        sa.Column("story_en", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_maker")),
    )


def _maker_entry() -> None:
    op.create_table(
        "maker_entry",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "document_id", "line_no", name=op.f("pk_maker_entry")),
    )
    op.create_index("ix_maker_entry_maker", "maker_entry", ["outlet_id", "maker_id"], unique=False)


def _outlet() -> None:
    op.create_table(
        "outlet",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", name=op.f("pk_outlet")),
    )


def _product() -> None:
    op.create_table(
        "product",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("variant", sa.String(length=300), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("price", columns.RupiahType(), nullable=False),
        sa.Column("unique_piece", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_product")),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("first_seen_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "register_id", "epoch", "seq", name=op.f("pk_quarantine")),
    )


def _refund() -> None:
    op.create_table(
        "refund",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.BigInteger(), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("net", columns.RupiahType(), nullable=False),
        sa.Column("rounding", columns.RupiahType(), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_refund")),
        sa.UniqueConstraint(
            "outlet_id",
            "register_id",
            "epoch",
            "number",
            name=op.f("uq_refund_outlet_id_register_id_epoch_number"),
        ),
    )
    op.create_index("ix_refund_day", "refund", ["outlet_id", "business_date", "at"], unique=False)
    op.create_index(
        "ix_refund_register", "refund", ["outlet_id", "register_id", "business_date"], unique=False
    )


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("register_code", sa.String(length=12), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("access_hash", sa.String(length=64), nullable=False),
        sa.Column("access_until", columns.UtcMoment(), nullable=False),
        sa.Column("refresh_hash", sa.String(length=64), nullable=False),
        sa.Column("refresh_before", sa.String(length=64), nullable=False),
        sa.Column("refresh_until", columns.UtcMoment(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("nonce_before", sa.String(length=64), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("enrolled_at", columns.UtcMoment(), nullable=False),
        sa.Column("last_contact_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "register_id", name=op.f("pk_register")),
        sa.UniqueConstraint("outlet_id", "register_code", name=op.f("uq_register_outlet_id_register_code")),
    )
    op.create_index("ix_register_register_id", "register", ["register_id"], unique=False)


def _register_tip() -> None:
    op.create_table(
        "register_tip",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("opened_at", columns.UtcMoment(), nullable=False),
        sa.Column("previous_epoch", sa.Integer(), nullable=False),
        sa.Column("previous_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "register_id", "epoch", name=op.f("pk_register_tip")),
    )


def _spent_token() -> None:
    op.create_table(
        "spent_token",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("spent_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "register_id", "token_hash", name=op.f("pk_spent_token")),
    )


def _sale() -> None:
    op.create_table(
        "sale",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.BigInteger(), nullable=False),
        sa.Column("gross", columns.RupiahType(), nullable=False),
        sa.Column("discount", columns.RupiahType(), nullable=False),
        sa.Column("net", columns.RupiahType(), nullable=False),
        sa.Column("tax", columns.RupiahType(), nullable=False),
        sa.Column("rounding", columns.RupiahType(), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("change", columns.RupiahType(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_sale")),
        sa.UniqueConstraint(
            "outlet_id",
            "register_id",
            "epoch",
            "number",
            name=op.f("uq_sale_outlet_id_register_id_epoch_number"),
        ),
    )
    op.create_index("ix_sale_day", "sale", ["outlet_id", "business_date", "at"], unique=False)
    op.create_index("ix_sale_register", "sale", ["outlet_id", "register_id", "business_date"], unique=False)


def _shift() -> None:
    op.create_table(
        "shift",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("opened_at", columns.UtcMoment(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("opening_float", columns.RupiahType(), nullable=False),
        sa.Column("closed_at", columns.UtcMoment(), nullable=True),
        sa.Column("expected", columns.RupiahType(), nullable=True),
        sa.Column("counted", columns.RupiahType(), nullable=True),
        sa.Column("grand_total", columns.RupiahType(), nullable=True),
        sa.Column("to_safe", columns.RupiahType(), nullable=True),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_shift")),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_staff")),
    )


def _stock_movement() -> None:
    op.create_table(
        "stock_movement",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "document_id", "line_no", name=op.f("pk_stock_movement")),
    )
    op.create_index("ix_stock_movement_product", "stock_movement", ["outlet_id", "product_id"], unique=False)


def _refund_line() -> None:
    op.create_table(
        "refund_line",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("refund_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=320), nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("gross", columns.RupiahType(), nullable=False),
        sa.Column("shared_discount", columns.RupiahType(), nullable=False),
        sa.Column("outlet_discount", columns.RupiahType(), nullable=False),
        sa.Column("maker_discount", columns.RupiahType(), nullable=False),
        sa.Column("net", columns.RupiahType(), nullable=False),
        sa.Column("tax", columns.RupiahType(), nullable=False),
        sa.Column("base", columns.RupiahType(), nullable=False),
        sa.Column("base_commission", columns.RupiahType(), nullable=False),
        sa.Column("commission", columns.RupiahType(), nullable=False),
        sa.Column("maker_share", columns.RupiahType(), nullable=False),
        sa.Column("to_shelf", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id", "refund_id"],
            ["refund.outlet_id", "refund.id"],
            name=op.f("fk_refund_line_outlet_id_refund_id_refund"),
        ),
        sa.PrimaryKeyConstraint("outlet_id", "refund_id", "line_no", name=op.f("pk_refund_line")),
    )
    op.create_index("ix_refund_line_maker", "refund_line", ["outlet_id", "maker_id"], unique=False)


def _refund_tender() -> None:
    op.create_table(
        "refund_tender",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("refund_id", sa.String(length=36), nullable=False),
        sa.Column("tender_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id", "refund_id"],
            ["refund.outlet_id", "refund.id"],
            name=op.f("fk_refund_tender_outlet_id_refund_id_refund"),
        ),
        sa.PrimaryKeyConstraint("outlet_id", "refund_id", "tender_no", name=op.f("pk_refund_tender")),
    )


def _term() -> None:
    op.create_table(
        "term",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("source", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "kind", "id", name=op.f("pk_term")),
    )
    op.create_index("ix_term_ver", "term", ["outlet_id", "ver"], unique=False)


def _catalogue_version() -> None:
    op.create_table(
        "catalogue_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_version")),
    )


def _label_price() -> None:
    op.create_table(
        "label_price",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("effective_from", columns.UtcMoment(), nullable=False),
        sa.Column("price", columns.RupiahType(), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "product_id", "effective_from", name=op.f("pk_label_price")),
    )


def _sale_line() -> None:
    op.create_table(
        "sale_line",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=320), nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("gross", columns.RupiahType(), nullable=False),
        sa.Column("shared_discount", columns.RupiahType(), nullable=False),
        sa.Column("outlet_discount", columns.RupiahType(), nullable=False),
        sa.Column("maker_discount", columns.RupiahType(), nullable=False),
        sa.Column("net", columns.RupiahType(), nullable=False),
        sa.Column("tax", columns.RupiahType(), nullable=False),
        sa.Column("base", columns.RupiahType(), nullable=False),
        sa.Column("base_commission", columns.RupiahType(), nullable=False),
        sa.Column("commission", columns.RupiahType(), nullable=False),
        sa.Column("maker_share", columns.RupiahType(), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("unit_price", columns.RupiahType(), nullable=False),
        sa.Column("bundle_id", sa.String(length=64), nullable=False),
        sa.Column("bundle_no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id", "sale_id"],
            ["sale.outlet_id", "sale.id"],
            name=op.f("fk_sale_line_outlet_id_sale_id_sale"),
        ),
        sa.PrimaryKeyConstraint("outlet_id", "sale_id", "line_no", name=op.f("pk_sale_line")),
    )
    op.create_index("ix_sale_line_maker", "sale_line", ["outlet_id", "maker_id"], unique=False)


def _tender() -> None:
    op.create_table(
        "tender",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("tender_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id", "sale_id"],
            ["sale.outlet_id", "sale.id"],
            name=op.f("fk_tender_outlet_id_sale_id_sale"),
        ),
        sa.PrimaryKeyConstraint("outlet_id", "sale_id", "tender_no", name=op.f("pk_tender")),
    )


def _tender_change() -> None:
    op.create_table(
        "tender_change",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.BigInteger(), nullable=False),
        sa.Column("change_no", sa.Integer(), nullable=False),
        sa.Column("old_change", columns.RupiahType(), nullable=False),
        sa.Column("new_change", columns.RupiahType(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id", "sale_id"],
            ["sale.outlet_id", "sale.id"],
            name=op.f("fk_tender_change_outlet_id_sale_id_sale"),
        ),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_tender_change")),
    )
    op.create_index("ix_tender_change_sale", "tender_change", ["outlet_id", "sale_id"], unique=False)


def _changed_tender() -> None:
    op.create_table(
        "changed_tender",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("side", sa.String(length=3), nullable=False),
        sa.Column("tender_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id", "change_id"],
            ["tender_change.outlet_id", "tender_change.id"],
            name=op.f("fk_changed_tender_outlet_id_change_id_tender_change"),
        ),
        sa.PrimaryKeyConstraint(
            "outlet_id", "change_id", "side", "tender_no", name=op.f("pk_changed_tender")
        ),
    )


def _unmatched_refund() -> None:
    op.create_table(
        "unmatched_refund",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.BigInteger(), nullable=False),
        sa.Column("receipt_number", sa.String(length=64), nullable=False),
        sa.Column("receipt_code", sa.String(length=64), nullable=False),
        sa.Column("receipt_outlet", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=320), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_unmatched_refund")),
    )
    op.create_index(
        "ix_unmatched_refund_receipt", "unmatched_refund", ["outlet_id", "receipt_number"], unique=False
    )


def _deposit() -> None:
    op.create_table(
        "deposit",
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("register_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("deposit_id", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("outlet_id", "id", name=op.f("pk_deposit")),
    )
    op.create_index("ix_deposit_of", "deposit", ["outlet_id", "deposit_id"], unique=False)
