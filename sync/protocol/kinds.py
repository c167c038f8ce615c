"""Every kind of journal record and the schema version that today's code writes (sync.md §2.1).

Names only; what a body holds stands in the bodies modules and in docs/protocol.md.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a record says. Rule for the list: every fact made at an outlet has a kind."""

    # selling
    SALE = "sale"
    REFUND = "refund"
    EXCHANGE = "exchange"
    VOID = "void"
    NO_SALE = "no_sale"
    PRICE_OVERRIDE = "price_override"
    REPRINT = "reprint"
    # drawer and shift
    SHIFT_OPEN = "shift_open"
    SHIFT_CLOSE = "shift_close"
    CASH_MOVE = "cash_move"
    # goods
    STOCK_MOVE = "stock_move"
    PRODUCT_PROVISIONAL = "product_provisional"
    OWNERSHIP = "ownership"
    LABEL_PRINT = "label_print"
    # makers
    PAYOUT = "payout"
    ADVANCE = "advance"
    MAKER_ENTRY = "maker_entry"
    MAKER_VISIT = "maker_visit"
    # terms
    PRODUCT = "product"
    CATEGORY = "category"
    PRICE = "price"
    MAKER = "maker"
    AGREEMENT = "agreement"
    SETTING = "setting"
    # corrections and papers
    TENDER_CHANGE = "tender_change"
    KUITANSI = "kuitansi"
    BANK_DEPOSIT = "bank_deposit"
    CASH_SWAP = "cash_swap"
    LATE_ENTRY = "late_entry"
    AWAITING_PAYMENT = "awaiting_payment"
    UNMATCHED_REFUND = "unmatched_refund"
    QRIS_CHECK = "qris_check"
    DIFFERENCE_OUTCOME = "difference_outcome"
    SAFE_COUNT = "safe_count"
    MONTH_LOCK = "month_lock"
    # people
    CUSTOMER = "customer"
    STAFF = "staff"
    APPROVAL = "approval"
    ACCESS = "access"
    # money beside sales
    DEPOSIT = "deposit"
    CHANNEL_SALE = "channel_sale"
    RECEIVABLE = "receivable"
    # a fair away from home
    FAIR = "fair"
    # machine
    EPOCH_OPEN = "epoch_open"
    REISSUE = "reissue"
    CLOCK_CHANGE = "clock_change"
    NOTE = "note"


SCHEMA_VERSIONS: dict[Kind, int] = dict.fromkeys(Kind, 1)
"""The version written today; a change of meaning adds one, a new optional field does not (sync.md §2.10)."""
