"""What the history shows, as plain values, and the reasons it offers. No Qt."""

from dataclasses import dataclass
from datetime import date, datetime

from pos.domain.late_entry import LateEntry
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.tender import Tender, TenderKind

CASH_KEY = "5"
"""After the reasons' own digits: money from the drawer although it came another way."""
REASONS = (Reason.DEFECT, Reason.WRONG_SIZE, Reason.WRONG_ITEM, Reason.CHANGED_MIND)


@dataclass(frozen=True, slots=True)
class SaleShown:
    """A row of the list; `other_day` is None for a sale of today."""

    number: str
    other_day: date | None
    at: datetime
    total: Rupiah
    piece_count: int
    first_title: str
    returned: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """A sold line with how many go back now and how many may."""

    line_no: int
    title: str
    maker: str
    sold: int
    left: int
    chosen: int
    net: Rupiah


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A tender that may have come another way: its kind, and what it brought of the total."""

    kind: TenderKind
    worth: Rupiah


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """Ubah cara bayar: `amount` rupiah of the marked tender came as `kind`.

    `becomes` are the tenders then, empty where that cannot be; `cash_moved` what the drawer holds more by it (or less).
    `fresh` says that the amount is pre-filled.
    """

    sources: tuple[SourceShown, ...]
    marked: int
    kinds: tuple[TenderKind, ...]
    kind: TenderKind
    amount: Rupiah
    fresh: bool
    becomes: tuple[Tender, ...]
    cash_moved: Rupiah


@dataclass(frozen=True, slots=True)
class CoveredShown:
    """A receipt under the kuitansi; `worth` rupiah is its total less what came back."""

    sale_id: str
    number: str
    what: str
    worth: Rupiah


@dataclass(frozen=True, slots=True)
class KuitansiShown:
    """The kuitansi that is being made; `number` is there once it is, of an older one for a copy too (`copying`)."""

    covered: tuple[CoveredShown, ...]
    total: Rupiah
    in_words: str
    needs_meterai: bool
    a4: bool
    busy: bool
    number: str = ""
    copying: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class SaleOpened:
    """The sale at the right: its lines, and what the choices give back.

    `as_cash` says whether money that did not come in cash is given back from the drawer; None: it all came in cash.
    `first_tenders` are those before a correction, empty without one; `late` the leaf that it was entered from,
    `customer` name and number of who bought.
    """

    number: str
    at: datetime
    cashier: str
    code: str
    total: Rupiah
    change: Rupiah
    tenders: tuple[Tender, ...]
    lines: tuple[LineShown, ...]
    marked: int
    reason: Reason | None
    to_shelf: bool
    back: Rupiah
    as_cash: bool | None
    refundable: bool
    may_void: bool
    void_asked: bool
    busy: bool
    first_tenders: tuple[Tender, ...] = ()
    late: LateEntry | None = None
    correction: CorrectionShown | None = None
    customer: str = ""
