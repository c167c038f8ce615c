"""Small things that happen at a counter beside sales, as values: each is one journal record.

They hold ids and codes, never a person's name; free text is kept outside the journal (DESIGN.md §3).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.permissions import Role
from pos.domain.tender import Tender


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which record, when (aware UTC), by whom, in which shift ('' outside of one)."""

    id: str
    at: datetime
    cashier_id: int
    shift_id: str = ""


@dataclass(frozen=True, slots=True)
class DrawerOpened:
    """The drawer was opened by hand, without a sale; `reason` a code or free text."""

    stamp: Stamp
    reason: str = ""
    approval_id: str = ""


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A paper was printed again; `copy_no` 1 is the first copy."""

    stamp: Stamp
    document_id: str
    number: str
    copy_no: int


class ApprovalMethod(StrEnum):
    """PIN at the till; CODE is the offline one-time code; LATER lets it pass, to be looked at."""

    PIN = "pin"
    CODE = "code"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person agreed; `approver_id` 0 while the method is LATER.

    `action` is a permission's value, `subject_id` the document it was for where one is known by then,
    `amount` rupiah at stake, `challenge` the till's number for an offline code.
    """

    stamp: Stamp
    action: str
    approver_id: int
    method: ApprovalMethod = ApprovalMethod.PIN
    subject_id: str = ""
    amount: Rupiah = 0
    reason: str = ""
    challenge: str = ""


@dataclass(frozen=True, slots=True)
class AwaitingLine:
    """What the buyer is paying for, one line; prices in rupiah, as they were when money was taken."""

    product_id: str
    title: str
    quantity: int
    unit_price: Rupiah
    discount: Rupiah = 0


@dataclass(frozen=True, slots=True)
class AwaitingPayment:
    """Money was taken for a cart that is not a sale yet (Menunggu pembayaran).

    `sale_id` is the id that the sale will have; `due` the total in rupiah; `qris_shown` what a QRIS code
    asks for and nobody has confirmed. No tenders and no `qris_shown` means that it was all given back.
    """

    stamp: Stamp
    sale_id: str
    due: Rupiah
    lines: tuple[AwaitingLine, ...]
    tenders: tuple[Tender, ...] = ()
    qris_shown: Rupiah = 0

    @property
    def received(self) -> Rupiah:
        return sum(t.amount for t in self.tenders)


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """A remark about a record; its text is kept outside the journal under this record's id."""

    stamp: Stamp
    subject_id: str


@dataclass(frozen=True, slots=True)
class EpochOpened:
    """A register's new epoch begins: after a restore, on a new device, or the first of all.

    `device_key` is the Ed25519 public key in 64 hex digits; `previous_*` say where the old chain was left.
    """

    stamp: Stamp
    epoch: int
    device_key: str
    reason: str = ""
    previous_seq: int = 0
    previous_tip: str = ""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting got a value; never a secret, never a person's name."""

    stamp: Stamp
    key: str
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What a user may do from now on; the name is kept outside the journal."""

    stamp: Stamp
    user_id: int
    role: Role
    active: bool = True
