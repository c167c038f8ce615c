"""Why something was done: a closed list of codes. Free text may name a person and never enters a record.

A value's `reason` holds either one of these codes or free text; the journal keeps the code, and of a
free text only that it exists, under the record's own id (DESIGN.md §3, personal data).
"""

from enum import StrEnum


class Reason(StrEnum):
    # refund, void, exchange
    DEFECT = "defect"
    WRONG_ITEM = "wrong_item"
    WRONG_SIZE = "wrong_size"
    CHANGED_MIND = "changed_mind"
    WRONG_PRICE = "wrong_price"
    WRONG_TENDER = "wrong_tender"
    MISTAKE = "mistake"
    # drawer
    SUPPLIES = "supplies"
    TRANSPORT = "transport"
    SMALL_CHANGE = "small_change"
    TO_SAFE = "to_safe"
    FROM_SAFE = "from_safe"
    TO_MAKER = "to_maker"
    CHECK_DRAWER = "check_drawer"
    # approvals that were put off
    LOOKED_AT = "looked_at"
    # goods
    DAMAGED = "damaged"
    LOST = "lost"
    FOUND = "found"
    EXPIRED = "expired"
    # prices and machine
    LABEL_DIFFERS = "label_differs"
    NO_LABEL = "no_label"
    NOT_LISTED = "not_listed"
    RESTORED = "restored"
    CLONED = "cloned"
    REPLACED = "replaced"
    POWER_CUT = "power_cut"
    OTHER = "other"


def code_of(text: str) -> Reason | None:
    """The listed code, or None for free text and for no reason at all."""
    return Reason(text) if text in _CODES else None


_CODES = frozenset(reason.value for reason in Reason)
