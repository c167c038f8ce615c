"""Small things that happen at a counter beside sales, as values: each is one journal record.

Which record, when, by whom and in which shift stands in the record's envelope, not here. They hold ids and
codes, never a person's name; free text is kept outside the journal (DESIGN.md §3).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.money import Rupiah
from pos.domain.permissions import Role
from pos.domain.tender import Tender


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A paper was printed again; `copy_no` 1 is the first copy."""

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

    `action` is a permission's value, `document_id` what it was for where one is known by then,
    `amount` rupiah at stake, `challenge` and `answer` the two numbers of an offline code.
    """

    action: str
    approver_id: int
    method: ApprovalMethod = ApprovalMethod.PIN
    document_id: str = ""
    amount: Rupiah = 0
    reason: str = ""
    challenge: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class AwaitingPayment:
    """Money was taken for a cart that is not a sale yet (Menunggu pembayaran).

    `sale_id` is the id that the sale will have, `total` what the cart costs in rupiah before cash rounding,
    `lines` what the buyer pays for as (product id, units); `qris_amount` is what a QRIS code asks for since
    `qris_shown_at` (aware UTC) and nobody has confirmed. Without tenders and code it was all given back.
    """

    sale_id: str
    total: Rupiah
    lines: tuple[tuple[str, int], ...] = ()
    tenders: tuple[Tender, ...] = ()
    qris_amount: Rupiah = 0
    qris_shown_at: datetime | None = None

    @property
    def received(self) -> Rupiah:
        return sum(tender.amount for tender in self.tenders)


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """A remark about a record; its text is kept outside the journal under this record's id."""

    document_id: str


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The device's clock went back or is far from the centre's; moments are aware UTC, the offset in ms."""

    before: datetime
    after: datetime
    offset_ms: int = 0


@dataclass(frozen=True, slots=True)
class EpochOpened:
    """A register's new epoch begins: after a restore, on a new device, or the first of all.

    `device_key` is the Ed25519 public key in 64 hex digits; `previous_*` say where the old chain was left;
    `outlet_code` and `register_code` say whose chain it is, so that it can be read on its own; shifts are numbered
    on from `shift_number`.
    """

    epoch: int
    device_key: str
    reason: str = ""
    previous_seq: int = 0
    previous_tip: str = ""
    outlet_code: str = ""
    register_code: str = ""
    shift_number: int = 0


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting got a value; never a secret, never a person's name."""

    key: str
    value: str | int | bool


@dataclass(frozen=True, slots=True)
class StaffChange:
    """What a user may do from now on; the name is kept outside the journal."""

    user_id: int
    role: Role
    active: bool = True
