"""What the screen of receivables shows, as plain values. No Qt."""

from dataclasses import dataclass
from datetime import date

from pos.domain.money import Rupiah
from pos.domain.tender import TenderKind


@dataclass(frozen=True, slots=True)
class OwedShown:
    """One sale on account: who owes, since when (`days`), what is left of it."""

    number: str
    debtor: str
    sold_on: date
    days: int
    owed: Rupiah


@dataclass(frozen=True, slots=True)
class ReceivablesShown:
    """The whole screen; `amount` and `method` are of the marked one, `total` is all that is owed."""

    rows: tuple[OwedShown, ...]
    marked: int
    total: Rupiah
    debtor_total: Rupiah
    amount: Rupiah
    method: TenderKind
    busy: bool = False

    @property
    def row(self) -> OwedShown | None:
        return self.rows[self.marked] if self.rows else None
