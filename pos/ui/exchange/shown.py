"""What the exchange shows, as plain values. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.tender import Tender, TenderKind


class Phase(StrEnum):
    """PICKING chooses the new goods; PAYING settles the difference; DONE shows what goes over the counter."""

    PICKING = "picking"
    PAYING = "paying"
    SAVING = "saving"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BackShown:
    """Units that come back, worth so much."""

    title: str
    quantity: int
    worth: Rupiah


@dataclass(frozen=True, slots=True)
class TakenShown:
    """A line of the new goods."""

    title: str
    maker: str
    quantity: int
    net: Rupiah


@dataclass(frozen=True, slots=True)
class FoundShown:
    """A product that may be taken."""

    product_id: str
    title: str
    maker: str
    price: Rupiah
    on_hand: int


@dataclass(frozen=True, slots=True)
class ExchangeShown:
    """The whole screen; `due` is what the chosen way has to bring, `change` what goes back of the amount given.

    `give_back` really leaves the till; `code` is the text of the QRIS code, '' where none is shown.
    """

    phase: Phase
    sale_number: str
    back: tuple[BackShown, ...]
    back_total: Rupiah
    taken: tuple[TakenShown, ...]
    taken_total: Rupiah
    marked: int
    to_pay: Rupiah
    give_back: tuple[Tender, ...]
    kinds: tuple[TenderKind, ...]
    kind: TenderKind
    due: Rupiah
    amount: Rupiah
    fresh: bool
    change: Rupiah
    code: str
    merchant: str
    number: str = ""
