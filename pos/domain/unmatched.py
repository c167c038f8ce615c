"""A refund of a sale that this register does not know (belum dicocokkan): torn bag, other outlet's receipt, no line.

The label price is given back in cash, with a second person and a limit; the centre holds it against the sale. The piece
stays here as damaged and does not come back on hand; nothing moves in a maker's ledger before it is matched.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from pos.domain.money import Rupiah
from pos.domain.sale import Header
from pos.domain.tender import Tender, TenderKind
from pos.errors import UnmatchedIncomplete, UnmatchedLimit

NUMBER_CHARS_MAX = 60
_NUMBER = re.compile(r"([A-Z]+\d+)-([A-Z]*)(\d{1,6})", re.ASCII)


class Cause(StrEnum):
    """Who the fault lies with, as far as the counter can say."""

    MAKER = "maker"
    GALLERY = "gallery"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class UnmatchedLine:
    """A piece with its label price in rupiah; ids only where the label is known here."""

    title: str
    price: Rupiah
    product_id: str = ""
    maker_id: str = ""
    quantity: int = 1
    to_shelf: bool = False


@dataclass(frozen=True, slots=True)
class UnmatchedRefund:
    """`receipt_number` and `receipt_code` as the buyer's paper says, `outlet_code` the outlet on it; money out in cash."""

    header: Header
    receipt_number: str
    receipt_code: str
    outlet_code: str
    lines: tuple[UnmatchedLine, ...]
    tenders: tuple[Tender, ...]
    total: Rupiah
    cause: Cause | None
    reason: str = ""
    approval_id: str = ""

    @property
    def id(self) -> str:
        return self.header.id

    @property
    def sale_number(self) -> str:
        return self.receipt_number

    @property
    def cash_out(self) -> Rupiah:
        return sum(t.amount for t in self.tenders if t.kind is TenderKind.CASH)


def visible(text: str) -> str:
    """One line without signs that nobody sees: two texts that look alike are alike."""
    plain = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in normalize("NFKC", text))
    return " ".join(plain.split())


def plain_number(typed: str) -> str:
    """A receipt's number as it is printed: blu1-417 is BLU1-000417; what has no such form stays as it was typed."""
    text = "-".join(visible(typed).upper().split())[:NUMBER_CHARS_MAX]
    found = _NUMBER.fullmatch(text)
    return f"{found[1]}-{found[2]}{int(found[3]):06d}" if found else text


def outlet_of(receipt_number: str) -> str:
    """BLU of BLU1-000417: the letters before the register's digits."""
    return receipt_number.partition("-")[0].rstrip("0123456789")


def check(receipt_number: str, line: UnmatchedLine, limit: Rupiah) -> None:
    """Number, piece and price must be there, and the sum within the outlet's limit.

    Raises UnmatchedIncomplete, UnmatchedLimit.
    """
    if not receipt_number or not line.title or line.price <= 0:
        raise UnmatchedIncomplete
    if line.price * line.quantity > limit:
        raise UnmatchedLimit(maximum=limit)
