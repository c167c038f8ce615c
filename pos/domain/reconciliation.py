"""How the till's books of a business date compared with the centre's (sync.md §6)."""

from dataclasses import dataclass
from datetime import date, datetime

from pos.domain.money import Rupiah


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Sales and refunds of a day on both sides: how many, and rupiah taken less rupiah given back.

    `differing` names what is not the same ("sale_count tenders"), '' where all is.
    """

    business_date: date
    at: datetime
    count_here: int
    count_there: int
    total_here: Rupiah
    total_there: Rupiah
    differing: str = ""
