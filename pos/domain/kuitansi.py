"""A kuitansi: a signed receipt over one or more sales, for an agency's books. Moves no money.

Who paid, what for and who signs are texts about people: they are kept outside the journal and can be erased.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime

from pos.domain.money import Rupiah
from pos.errors import N_, KuitansiIncomplete, KuitansiNotAllowed

METERAI_ABOVE: Rupiah = 5_000_000
"""Above this a kuitansi needs an e-meterai of Rp10.000; the paper only says so (domain.md §2.8)."""
SALES_MAX = 100
TEXT_CHARS_MAX = 160


@dataclass(frozen=True, slots=True)
class Kuitansi:
    """`number` is of a gapless series of its own; `total` rupiah is what the sales cost less what came back before."""

    id: str
    number: str
    business_date: date
    at: datetime
    cashier_id: int
    shift_id: str
    sale_ids: tuple[str, ...]
    total: Rupiah


@dataclass(frozen=True, slots=True)
class KuitansiTexts:
    """What a person writes on it; `day` is the date that stands over the signature."""

    payer: str
    purpose: str
    place: str
    signer: str
    post: str = ""

    def cleaned(self) -> "KuitansiTexts":
        """Without stray space and half characters, each at most TEXT_CHARS_MAX long."""
        return KuitansiTexts(*(_clean(getattr(self, field.name)) for field in fields(self)))

    def check(self) -> None:
        """All but the post must be there; raises KuitansiIncomplete with the first that is missing."""
        needed = {
            N_("nama pembayar atau instansi"): self.payer,
            N_("keperluan"): self.purpose,
            N_("tempat"): self.place,
            N_("nama penanda tangan"): self.signer,
        }
        for name, text in needed.items():
            if not text:
                raise KuitansiIncomplete(what=name)


def _clean(text: str) -> str:
    return " ".join(text.encode(errors="replace").decode().split())[:TEXT_CHARS_MAX]


def needs_meterai(total: Rupiah) -> bool:
    return total > METERAI_ABOVE


def check_sale(number: str, worth: Rupiah, under: str) -> None:
    """A sale stands under one kuitansi only, and something of it must be paid; raises KuitansiNotAllowed.

    `worth` is its total less what came back, `under` the number of the kuitansi that covers it already.
    """
    if under:
        raise KuitansiNotAllowed(number=number, reason=N_("sudah ada di kuitansi lain"), other=under)
    if worth <= 0:
        raise KuitansiNotAllowed(number=number, reason=N_("semua barangnya sudah dikembalikan"), other="")
