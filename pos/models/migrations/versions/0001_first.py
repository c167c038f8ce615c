"""The outlet's first schema: selling, journal, paper, the way to the centre."""

import sqlalchemy as sa
from alembic import op

from pos import columns
from pos.models import search

revision = "0001"
down_revision = None


def upgrade() -> None:
    _approval_codes()
    _cart()
    _catalogue_pull()
    _catalogue_staged()
    _category()
    _central_term()
    _counter()
    _customer()
    _customer_key()
    _free_text()
    _journal()
    _maker()
    _maker_entry()
    _price_word()
    _print_job()
    _reconciliation()
    _register()
    _setting()
    _shift()
    _staff()
    _stock_movement()
    _superseded()
    _sync_state()
    _cash_movement()
    _safe()
    _drawer_opening()
    _first_count()
    _difference_outcome()
    _product()
    _sale()
    _product_code()
    _refund()
    _sale_line()
    _receivable_payment()
    _tender()
    _refund_line()
    _refund_tender()
    _after_the_sale()
    _search()


def _after_the_sale() -> None:
    _tender_change()
    _changed_tender()
    _unmatched_refund()
    _unmatched_line()
    _kuitansi()
    _kuitansi_sale()
    _late_entry()
    _deposit()
    _deposit_parts()


def _approval_codes() -> None:
    op.create_table(
        "approval_challenge",
        sa.Column("challenge", sa.String(length=8), nullable=False),
        sa.Column("permission", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("made_at", columns.UtcMoment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", columns.UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("challenge", name=op.f("pk_approval_challenge")),
    )
    op.create_table(
        "phone_secret",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_phone_secret")),
    )


def _cart() -> None:
    op.create_table(
        "cart",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("money_taken", sa.Boolean(), nullable=False),
        sa.Column("cash_taken", columns.RupiahType(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart")),
    )
    op.create_index(op.f("ix_cart_state"), "cart", ["state"], unique=False)


def _category() -> None:
    op.create_table(
        "category",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_category")),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )


def _customer() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("consent_version", sa.String(length=64), nullable=False),
        sa.Column("consent_at", columns.UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
    )


def _customer_key() -> None:
    op.create_table(
        "customer_key",
        sa.Column("key_id", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.String(length=64), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_customer_key")),
    )


def _free_text() -> None:
    op.create_table(
        "free_text",
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "field", name=op.f("pk_free_text")),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("epoch", "seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_id", "journal", ["id"], unique=False)
    op.create_index("ix_journal_kind", "journal", ["kind", "epoch", "seq"], unique=False)


def _catalogue_pull() -> None:
    op.create_table(
        "catalogue_pull",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_pull")),
    )


def _catalogue_staged() -> None:
    op.create_table(
        "catalogue_staged",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("ver", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_catalogue_staged")),
    )
    op.create_index("ix_catalogue_staged_waiting", "catalogue_staged", ["used", "ver"], unique=False)


def _central_term() -> None:
    op.create_table(
        "central_term",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("ver", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("understood", sa.Boolean(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_central_term")),
    )
    op.create_index("ix_central_term_subject", "central_term", ["kind", "id"], unique=False)


def _price_word() -> None:
    op.create_table(
        "price_word",
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("effective_from", columns.UtcMoment(), nullable=False),
        sa.Column("price", columns.RupiahType(), nullable=False),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("product_id", "effective_from", name=op.f("pk_price_word")),
    )


def _kuitansi() -> None:
    op.create_table(
        "kuitansi",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kuitansi")),
    )
    op.create_index("ix_kuitansi_at", "kuitansi", ["at"], unique=False)


def _kuitansi_sale() -> None:
    op.create_table(
        "kuitansi_sale",
        sa.Column("kuitansi_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["kuitansi_id"], ["kuitansi.id"], name=op.f("fk_kuitansi_sale_kuitansi_id_kuitansi")
        ),
        sa.PrimaryKeyConstraint("kuitansi_id", "place", name=op.f("pk_kuitansi_sale")),
    )
    op.create_index("ix_kuitansi_sale_sale", "kuitansi_sale", ["sale_id"], unique=False)


def _late_entry() -> None:
    op.create_table(
        "late_entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("pad_number", sa.String(length=64), nullable=False),
        sa.Column("happened_at", columns.UtcMoment(), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_late_entry_sale_id_sale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_entry")),
    )
    op.create_index("ix_late_entry_pad", "late_entry", ["pad_number"], unique=False)
    op.create_index("ix_late_entry_sale", "late_entry", ["sale_id"], unique=False)


def _maker() -> None:
    op.create_table(
        "maker",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("is_pkp", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("paid_by", sa.String(length=24), nullable=False),
        sa.Column("story", sa.String(length=200), nullable=False),
        sa.Column("story_en", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_maker")),
    )


def _maker_entry() -> None:
    op.create_table(
        "maker_entry",
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "line_no", name=op.f("pk_maker_entry")),
    )
    op.create_index("ix_maker_entry_maker", "maker_entry", ["maker_id", "business_date"], unique=False)


def _print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("payload_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("bytes_accepted", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=60), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.UtcMoment(), nullable=False),
        sa.Column("asked_at", columns.UtcMoment(), nullable=False),
        sa.Column("sent_at", columns.UtcMoment(), nullable=True),
        sa.Column("done_at", columns.UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("sort", name=op.f("pk_print_job")),
        sa.UniqueConstraint("id", name=op.f("uq_print_job_id")),
        sa.UniqueConstraint(
            "document_id", "kind", "copy_no", name=op.f("uq_print_job_document_id_kind_copy_no")
        ),
    )
    op.create_index("ix_print_job_waiting", "print_job", ["state", "sort"], unique=False)


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("outlet_code", sa.String(length=8), nullable=False),
        sa.Column("register_code", sa.String(length=12), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("created_at", columns.UtcMoment(), nullable=False),
        sa.Column("series_tag", sa.String(length=4), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _shift() -> None:
    op.create_table(
        "shift",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("opened_at", columns.UtcMoment(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opening_float", columns.RupiahType(), nullable=False),
        sa.Column("closed_at", columns.UtcMoment(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("expected", columns.RupiahType(), nullable=True),
        sa.Column("counted", columns.RupiahType(), nullable=True),
        sa.Column("grand_total", columns.RupiahType(), nullable=True),
        sa.Column("waiting_cash", columns.RupiahType(), nullable=True),
        sa.Column("turnover", columns.RupiahType(), nullable=True),
        sa.Column("opening_counts", columns.PiecesText(), nullable=False),
        sa.Column("to_safe", columns.RupiahType(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index("ix_shift_day", "shift", ["business_date"], unique=False)


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", columns.UtcMoment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )


def _stock_movement() -> None:
    op.create_table(
        "stock_movement",
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "line_no", name=op.f("pk_stock_movement")),
    )
    op.create_index("ix_stock_movement_on_hand", "stock_movement", ["product_id", "quantity"], unique=False)


def _superseded() -> None:
    op.create_table(
        "superseded",
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", "seq", "hash", name=op.f("pk_superseded")),
    )
    op.create_index("ix_superseded_id", "superseded", ["id"], unique=False)


def _reconciliation() -> None:
    op.create_table(
        "reconciliation",
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("count_here", sa.Integer(), nullable=False),
        sa.Column("count_there", sa.Integer(), nullable=False),
        sa.Column("total_here", columns.RupiahType(), nullable=False),
        sa.Column("total_there", columns.RupiahType(), nullable=False),
        sa.Column("differing", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("business_date", name=op.f("pk_reconciliation")),
    )


def _sync_state() -> None:
    op.create_table(
        "sync_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_url", sa.String(length=300), nullable=False),
        sa.Column("centre_id", sa.String(length=36), nullable=False),
        sa.Column("outlet_id", sa.String(length=24), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("mark_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("batch_records", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", columns.UtcMoment(), nullable=True),
        sa.Column("last_success_at", columns.UtcMoment(), nullable=True),
        sa.Column("offset_ms", sa.Integer(), nullable=False),
        sa.Column("quarantined", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.Column("problem_fact", sa.String(length=200), nullable=False),
        sa.Column("epoch_needed", sa.String(length=24), nullable=False),
        sa.Column("missing_epoch", sa.Integer(), nullable=False),
        sa.Column("missing_after", sa.Integer(), nullable=False),
        sa.Column("catalogue", sa.Integer(), nullable=False),
        sa.Column("reconciled_epoch", sa.Integer(), nullable=False),
        sa.Column("reconciled_seq", sa.Integer(), nullable=False),
        sa.Column("customer_keys", sa.Integer(), nullable=False),
        sa.Column("life", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_state")),
    )


def _cash_movement() -> None:
    op.create_table(
        "cash_movement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_cash_movement_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_movement")),
    )
    op.create_index("ix_cash_movement_shift", "cash_movement", ["shift_id"], unique=False)


def _difference_outcome() -> None:
    op.create_table(
        "difference_outcome",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_difference_outcome_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference_outcome")),
    )
    op.create_index("ix_difference_outcome_shift", "difference_outcome", ["shift_id"], unique=False)


def _drawer_opening() -> None:
    op.create_table(
        "drawer_opening",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawer_opening")),
    )
    op.create_index("ix_drawer_opening_shift", "drawer_opening", ["shift_id"], unique=False)


def _first_count() -> None:
    op.create_table(
        "first_count",
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("counted", columns.RupiahType(), nullable=False),
        sa.Column("expected", columns.RupiahType(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.PrimaryKeyConstraint("shift_id", name=op.f("pk_first_count")),
    )


def _safe() -> None:
    op.create_table(
        "bank_deposit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("bank", sa.String(length=300), nullable=False),
        sa.Column("slip_number", sa.String(length=300), nullable=False),
        sa.Column("shift_ids", sa.String(), nullable=False),
        sa.Column("counts", columns.PiecesText(), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_deposit")),
    )
    op.create_index("ix_bank_deposit_slip", "bank_deposit", ["slip_number"], unique=False)
    op.create_table(
        "cash_swap",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("taken_in", columns.PiecesText(), nullable=False),
        sa.Column("given_out", columns.PiecesText(), nullable=False),
        sa.Column("swapped_with", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_cash_swap_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_swap")),
    )
    op.create_index("ix_cash_swap_shift", "cash_swap", ["shift_id"], unique=False)
    op.create_table(
        "safe_count",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("counted", columns.RupiahType(), nullable=False),
        sa.Column("expected", columns.RupiahType(), nullable=False),
        sa.Column("counts", columns.PiecesText(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_count")),
    )


def _product() -> None:
    op.create_table(
        "product",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=120), nullable=False),
        sa.Column("price", columns.RupiahType(), nullable=False),
        sa.Column("category_code", sa.String(length=24), nullable=False),
        sa.Column("maker_code", sa.String(length=24), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("unique_piece", sa.Boolean(), nullable=False),
        sa.Column("no_discount", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("popularity", sa.Integer(), nullable=False),
        sa.Column("bundle", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["category_code"], ["category.code"], name=op.f("fk_product_category_code_category")
        ),
        sa.ForeignKeyConstraint(["maker_code"], ["maker.code"], name=op.f("fk_product_maker_code_maker")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_product")),
        sa.UniqueConstraint("id", name=op.f("uq_product_id")),
    )
    op.create_index("ix_product_browse", "product", ["active", "popularity", "id"], unique=False)
    op.create_index("ix_product_category", "product", ["category_code", "popularity"], unique=False)
    op.create_index("ix_product_maker", "product", ["maker_code", "popularity"], unique=False)
    op.create_index("ix_product_family", "product", ["maker_code", "family", "active", "price"], unique=False)
    op.create_table(
        "pinned_product",
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_pinned_product_product_id_product")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_pinned_product")),
    )


def _sale() -> None:
    op.create_table(
        "sale",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("shift_number", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("gross", columns.RupiahType(), nullable=False),
        sa.Column("discount", columns.RupiahType(), nullable=False),
        sa.Column("net", columns.RupiahType(), nullable=False),
        sa.Column("tax", columns.RupiahType(), nullable=False),
        sa.Column("rounding", columns.RupiahType(), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("change", columns.RupiahType(), nullable=False),
        sa.Column("customer_id", sa.String(length=36), nullable=False),
        sa.Column("exchange_of", sa.String(length=36), nullable=False),
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_sale_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale")),
    )
    op.create_index("ix_sale_at", "sale", ["at"], unique=False)
    op.create_index(
        "ix_sale_customer",
        "sale",
        ["customer_id"],
        unique=False,
        sqlite_where=sa.text("customer_id <> ''"),
    )
    op.create_index("ix_sale_day", "sale", ["business_date", "at"], unique=False)
    op.create_index("ix_sale_number", "sale", ["number"], unique=False)
    op.create_index("ix_sale_shift", "sale", ["shift_id"], unique=False)
    op.create_index("ix_sale_total", "sale", ["total"], unique=False)


def _product_code() -> None:
    op.create_table(
        "product_code",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_code_product_id_product")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_product_code")),
    )
    op.create_index(op.f("ix_product_code_product_id"), "product_code", ["product_id"], unique=False)


def _refund() -> None:
    op.create_table(
        "refund",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("sale_number", sa.String(length=24), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("shift_number", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("net", columns.RupiahType(), nullable=False),
        sa.Column("rounding", columns.RupiahType(), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("exchange", sa.Boolean(), nullable=False),
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_refund_sale_id_sale")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_refund_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund")),
    )
    op.create_index("ix_refund_day", "refund", ["business_date"], unique=False)
    op.create_index("ix_refund_number", "refund", ["number"], unique=False)
    op.create_index("ix_refund_sale", "refund", ["sale_id"], unique=False)
    op.create_index("ix_refund_shift", "refund", ["shift_id"], unique=False)


def _sale_line() -> None:
    op.create_table(
        "sale_line",
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=320), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("maker_id", sa.String(length=24), nullable=False),
        sa.Column("maker_name", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("list_price", columns.RupiahType(), nullable=False),
        sa.Column("unit_price", columns.RupiahType(), nullable=False),
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
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rule_source", sa.String(length=24), nullable=False),
        sa.Column("rule_source_id", sa.String(length=36), nullable=False),
        sa.Column("unique_piece", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("bundle_id", sa.String(length=36), nullable=False),
        sa.Column("bundle_name", sa.String(length=320), nullable=False),
        sa.Column("bundle_no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_sale_line_sale_id_sale")),
        sa.PrimaryKeyConstraint("sale_id", "line_no", name=op.f("pk_sale_line")),
    )
    op.create_index("ix_sale_line_maker", "sale_line", ["maker_id"], unique=False)
    op.create_index("ix_sale_line_product", "sale_line", ["product_id"], unique=False)


def _receivable_payment() -> None:
    op.create_table(
        "receivable_payment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shift.id"], name=op.f("fk_receivable_payment_shift_id_shift")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receivable_payment")),
    )
    op.create_index("ix_receivable_payment_sale", "receivable_payment", ["sale_id"], unique=False)
    op.create_index("ix_receivable_payment_shift", "receivable_payment", ["shift_id"], unique=False)


def _tender() -> None:
    op.create_table(
        "tender",
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("tender_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_tender_sale_id_sale")),
        sa.PrimaryKeyConstraint("sale_id", "tender_no", name=op.f("pk_tender")),
    )
    op.create_index("ix_tender_voucher", "tender", ["reference"], sqlite_where=sa.text("kind = 'voucher'"))


def _refund_line() -> None:
    op.create_table(
        "refund_line",
        sa.Column("refund_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=320), nullable=False),
        sa.Column("maker_id", sa.String(length=24), nullable=False),
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
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_refund_line_refund_id_refund")),
        sa.PrimaryKeyConstraint("refund_id", "line_no", name=op.f("pk_refund_line")),
    )


def _refund_tender() -> None:
    op.create_table(
        "refund_tender",
        sa.Column("refund_id", sa.String(length=36), nullable=False),
        sa.Column("tender_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name=op.f("fk_refund_tender_refund_id_refund")),
        sa.PrimaryKeyConstraint("refund_id", "tender_no", name=op.f("pk_refund_tender")),
    )


def _tender_change() -> None:
    op.create_table(
        "tender_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("change_no", sa.Integer(), nullable=False),
        sa.Column("old_change", columns.RupiahType(), nullable=False),
        sa.Column("new_change", columns.RupiahType(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_tender_change_sale_id_sale")),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_tender_change_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender_change")),
    )
    op.create_index(op.f("ix_tender_change_sale"), "tender_change", ["sale_id"], unique=False)
    op.create_index(op.f("ix_tender_change_shift"), "tender_change", ["shift_id"], unique=False)


def _changed_tender() -> None:
    op.create_table(
        "changed_tender",
        sa.Column("change_id", sa.String(length=36), nullable=False),
        sa.Column("side", sa.String(length=3), nullable=False),
        sa.Column("tender_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["tender_change.id"], name=op.f("fk_changed_tender_change_id_tender_change")
        ),
        sa.PrimaryKeyConstraint("change_id", "side", "tender_no", name=op.f("pk_changed_tender")),
    )


def _unmatched_refund() -> None:
    op.create_table(
        "unmatched_refund",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("shift_number", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("receipt_number", sa.String(length=64), nullable=False),
        sa.Column("receipt_code", sa.String(length=64), nullable=False),
        sa.Column("outlet_code", sa.String(length=64), nullable=False),
        sa.Column("total", columns.RupiahType(), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_unmatched_refund_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmatched_refund")),
    )
    op.create_index("ix_unmatched_refund_receipt", "unmatched_refund", ["receipt_number"], unique=False)
    op.create_index("ix_unmatched_refund_shift", "unmatched_refund", ["shift_id"], unique=False)


def _unmatched_line() -> None:
    op.create_table(
        "unmatched_line",
        sa.Column("refund_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=320), nullable=False),
        sa.Column("price", columns.RupiahType(), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("to_shelf", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["unmatched_refund.id"], name=op.f("fk_unmatched_line_refund_id_unmatched_refund")
        ),
        sa.PrimaryKeyConstraint("refund_id", "line_no", name=op.f("pk_unmatched_line")),
    )


def _deposit() -> None:
    op.create_table(
        "deposit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("shift_id", sa.String(length=36), nullable=False),
        sa.Column("shift_number", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("at", columns.UtcMoment(), nullable=False),
        sa.Column("cashier_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("deposit_id", sa.String(length=36), nullable=False),
        sa.Column("sale_id", sa.String(length=36), nullable=False),
        sa.Column("customer_id", sa.String(length=64), nullable=False),
        sa.Column("maker_id", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("change", columns.RupiahType(), nullable=False),
        sa.Column("reason", sa.String(length=36), nullable=False),
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name=op.f("fk_deposit_shift_id_shift")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit")),
    )
    op.create_index("ix_deposit_number", "deposit", ["number"], unique=False)
    op.create_index("ix_deposit_of", "deposit", ["deposit_id"], unique=False)
    op.create_index("ix_deposit_shift", "deposit", ["shift_id"], unique=False)


def _deposit_parts() -> None:
    op.create_table(
        "deposit_line",
        sa.Column("deposit_id", sa.String(length=36), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("price", columns.RupiahType(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_deposit_line_deposit_id_deposit")
        ),
        sa.PrimaryKeyConstraint("deposit_id", "line_no", name=op.f("pk_deposit_line")),
    )
    op.create_table(
        "deposit_tender",
        sa.Column("deposit_id", sa.String(length=36), nullable=False),
        sa.Column("tender_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("amount", columns.RupiahType(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["deposit.id"], name=op.f("fk_deposit_tender_deposit_id_deposit")
        ),
        sa.PrimaryKeyConstraint("deposit_id", "tender_no", name=op.f("pk_deposit_tender")),
    )


def _search() -> None:
    for statement in search.DDL:
        op.execute(statement)
