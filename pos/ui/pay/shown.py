"""What the payment screen shows, as plain values. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.pricing import PricedCart
from pos.domain.tender import Tender, TenderKind


class Phase(StrEnum):
    """TENDERING takes amounts; CODE shows a QRIS code and waits for the answer; SAVING; DONE shows the change."""

    TENDERING = "tendering"
    CODE = "code"
    SAVING = "saving"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BoughtShown:
    """A line of what is being paid for."""

    title: str
    quantity: int
    net: Rupiah


@dataclass(frozen=True, slots=True)
class CodeShown:
    """The QRIS code before the buyer, with the names that guard against a swapped sticker."""

    payload: str
    merchant: str
    nmid: str
    carries_amount: bool


@dataclass(frozen=True, slots=True)
class DoneShown:
    """A paid sale: `notes` are the fewest notes and coins that make the change, face and count."""

    number: str
    code: str
    total: Rupiah
    change: Rupiah
    notes: tuple[tuple[Rupiah, int], ...]


@dataclass(frozen=True, slots=True)
class PayShown:
    """The whole payment screen; money in rupiah. `due` is what the chosen method still has to bring."""

    phase: Phase
    method: TenderKind
    bought: tuple[BoughtShown, ...]
    piece_count: int
    subtotal: Rupiah
    discount: Rupiah
    rounding: Rupiah
    total: Rupiah
    due: Rupiah
    tenders: tuple[Tender, ...]
    amount: Rupiah
    change: Rupiah
    missing: Rupiah
    quick: tuple[Rupiah, ...]
    asks_code: bool = False
    code: CodeShown | None = None
    question: str = ""
    done: DoneShown | None = None

    @property
    def partly_paid(self) -> bool:
        return bool(self.tenders)


def bought(priced: PricedCart) -> tuple[BoughtShown, ...]:
    """Say the lines that are being paid for."""
    return tuple(BoughtShown(x.line.product.title, x.line.quantity, x.money.net) for x in priced.lines)
