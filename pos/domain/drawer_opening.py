"""The drawer opened by hand, without a sale: by whom, when, what for. Decides which reasons there are; moves no money."""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.reason import Reason

REASONS = (Reason.SMALL_CHANGE, Reason.MISTAKE, Reason.CHECK_DRAWER, Reason.OTHER)
"""A buyer's note is changed, change given is put right, the drawer is looked into (hardware.md §7.8)."""


@dataclass(frozen=True, slots=True)
class DrawerOpened:
    """`at` aware UTC; `shift_id` '' outside a shift; `reason` a code or free text."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str
    reason: str = ""
    approval_id: str = ""
