"""Penjualan susulan: a sale that was written on the numbered emergency pad, entered once the power was back.

The sale itself is an ordinary one of the shift that entered it; this says from which leaf, and when it really was.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pos.domain.day import WIB
from pos.errors import N_, LateEntryNotAllowed

PAD_LEAVES = 50
DAYS_BACK = 14
"""A leaf is entered within so many days; an older one is asked of the office."""
_PAD = re.compile(r"[A-Z]{1,3}-\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class LateEntry:
    """`pad_number` such as B-017 is entered once in an outlet's register; `happened_at` (aware UTC) is when it was sold."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str
    sale_id: str
    pad_number: str
    happened_at: datetime


def pad_number(series: str, leaf: int) -> str:
    """B-017."""
    return f"{series}-{leaf:03d}"


def read_pad_number(text: str) -> str:
    """A typed number as it is printed: b17, B-17 and B-017 are one leaf; raises LateEntryNotAllowed."""
    found = re.fullmatch(r"([A-Za-z]{1,3})\s*-?\s*0*(\d{1,3})", text.strip(), re.ASCII)
    number = pad_number(found[1].upper(), int(found[2])) if found else ""
    if not _PAD.fullmatch(number) or number.endswith("-000"):
        raise LateEntryNotAllowed(number=text.strip(), reason=N_("nomornya harus seperti B-017"))
    return number


def moment_of(clock: str, today: date, entered: datetime, days_ago: int = 0) -> datetime:
    """The real time of a leaf: 10.32 of today or of some days ago; never after it was entered.

    Raises LateEntryNotAllowed.
    """
    found = re.fullmatch(r"([01]?\d|2[0-3])[.:]([0-5]\d)", clock.strip(), re.ASCII)
    if found is None or not 0 <= days_ago <= DAYS_BACK:
        raise LateEntryNotAllowed(number=clock.strip(), reason=N_("jamnya harus seperti 10.32"))
    day = today - timedelta(days=days_ago)
    happened = datetime.combine(day, time(int(found[1]), int(found[2])), WIB)
    if happened > entered:
        raise LateEntryNotAllowed(number=clock.strip(), reason=N_("jam itu belum lewat"))
    return happened
