"""A shift's cash: float, movements, expected, counted, difference. A difference is recorded, never fixed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from pos.domain.cash import Pieces
from pos.domain.day import end_of
from pos.domain.deposit import DepositAct
from pos.domain.money import RUPIAH_MAX, Rupiah
from pos.domain.tender import TenderKind
from pos.errors import AmountNotAllowed


class CashMovementKind(StrEnum):
    PAY_IN = "pay_in"
    PAY_OUT = "pay_out"
    DROP = "drop"
    MAKER_PAYOUT = "maker_payout"


OUTGOING = frozenset({CashMovementKind.PAY_OUT, CashMovementKind.DROP, CashMovementKind.MAKER_PAYOUT})

LATE_EVENING = timedelta(hours=4)
"""Until so long after midnight a shift of the evening before was not forgotten: it is being closed."""


@dataclass(frozen=True, slots=True)
class CashMovement:
    """Money into or out of the drawer beside sales; `amount` > 0, the kind gives the direction."""

    id: str
    shift_id: str
    at: datetime
    cashier_id: int
    kind: CashMovementKind
    amount: Rupiah
    reason: str

    @property
    def signed(self) -> Rupiah:
        return -self.amount if self.kind in OUTGOING else self.amount


@dataclass(frozen=True, slots=True)
class Shift:
    """An open or closed shift of one register; `business_date` belongs to it (invariant 23).

    `opening_counts` are the pieces of the float where it was counted by face; a shift read from its closing has none.
    """

    id: str
    number: int
    business_date: date
    opened_at: datetime
    opened_by: int
    opening_float: Rupiah
    closed_at: datetime | None = None
    closed_by: int | None = None
    expected: Rupiah | None = None
    counted: Rupiah | None = None
    opening_counts: Pieces = ()

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def difference(self) -> Rupiah | None:
        return None if self.counted is None or self.expected is None else self.counted - self.expected


@dataclass(frozen=True, slots=True)
class ShiftTotals:
    """Running totals of one shift, whole rupiah and counts; tender amounts are net of change.

    `waiting_cash` lies in the drawer for sales that are not finished (Menunggu pembayaran), `waiting_before`
    lay there so when the shift before closed: it is in the float, or went with that shift's cash.
    `deposits` are no sales: what was taken for orders, used, given back, forfeited; `deposit_tenders` the money that
    they moved, taken less given back. `receivables` is money for sales on account of before: no sales, either.
    """

    sale_count: int = 0
    refund_count: int = 0
    void_count: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    net: Rupiah = 0
    tax: Rupiah = 0
    rounding: Rupiah = 0
    total: Rupiah = 0
    commission: Rupiah = 0
    maker_share: Rupiah = 0
    refund_total: Rupiah = 0
    tenders: tuple[tuple[TenderKind, int, Rupiah], ...] = ()
    refund_tenders: tuple[tuple[TenderKind, int, Rupiah], ...] = ()
    movements: tuple[tuple[CashMovementKind, int, Rupiah], ...] = ()
    first_number: str = ""
    last_number: str = ""
    waiting_cash: Rupiah = 0
    waiting_before: Rupiah = 0
    deposits: tuple[tuple[DepositAct, int, Rupiah], ...] = ()
    deposit_tenders: tuple[tuple[TenderKind, int, Rupiah], ...] = ()
    receivables: tuple[tuple[TenderKind, int, Rupiah], ...] = ()

    def tender(self, kind: TenderKind) -> Rupiah:
        return sum(amount for k, _, amount in self.tenders if k is kind)

    def refund_tender(self, kind: TenderKind) -> Rupiah:
        return sum(amount for k, _, amount in self.refund_tenders if k is kind)

    def deposit_tender(self, kind: TenderKind) -> Rupiah:
        return sum(amount for k, _, amount in self.deposit_tenders if k is kind)

    def receivable(self, kind: TenderKind) -> Rupiah:
        return sum(amount for k, _, amount in self.receivables if k is kind)

    def movement(self, kind: CashMovementKind) -> Rupiah:
        return sum(amount for k, _, amount in self.movements if k is kind)


@dataclass(frozen=True, slots=True)
class ShiftClose:
    """What the closing of a shift states: the closed shift, its totals, and the anchors of the journal.

    `grand_total` is the register's perpetual total of sales less refunds (rupiah), `tip` the hash before
    this record (64 hex digits), `unsent` records not yet acknowledged, `counts` what lay in the drawer as
    (n or c for note or coin with the face value, such as n1000 or c1000; pieces); `first_counted` is the
    blind count before the one recount that is offered, where there was one; `forgotten` marks a shift that was
    closed on a later day than its own; `to_safe` went from the drawer to the safe, the rest stays for tomorrow.
    `signature` is the device's over all that (128 hex digits), '' where its key
    was out of reach.
    """

    shift: Shift
    totals: ShiftTotals
    grand_total: Rupiah
    tip: str
    unsent: int = 0
    counts: Pieces = ()
    first_counted: Rupiah | None = None
    forgotten: bool = False
    to_safe: Rupiah = 0
    signature: str = ""


def check_amount(amount: Rupiah, minimum: Rupiah = 1) -> None:
    """Refuse negative and absurd cash amounts."""
    if not minimum <= amount <= RUPIAH_MAX:
        raise AmountNotAllowed(amount=amount, minimum=minimum, maximum=RUPIAH_MAX)


def is_forgotten(shift: Shift, at: datetime) -> bool:
    """Whether a shift's own day had ended for good by a moment; such a shift is closed as it is, and marked."""
    return at >= end_of(shift.business_date) + LATE_EVENING


class CashPart(StrEnum):
    """What the cash of a drawer is made of; money that went out is negative."""

    FLOAT = "float"
    SALES = "sales"
    REFUNDS = "refunds"
    DEPOSITS = "deposits"
    RECEIVABLES = "receivables"
    WAITING = "waiting"
    WAITED_BEFORE = "waited_before"
    MOVED = "moved"


def cash_parts(
    opening_float: Rupiah, totals: ShiftTotals
) -> tuple[tuple[CashPart, CashMovementKind | None, Rupiah], ...]:
    """float + cash sales + cash of deposits + cash for sales on account + pay-ins - pay-outs - cash refunds - drops - cash payouts (invariant 24).

    Cash of unfinished sales counts in the shift that took it: what waits now is added, what waited when the
    shift before closed is taken off again, whether its sale was finished or its money handed back (users.md).
    A movement's part names its kind.
    """
    cash = TenderKind.CASH
    return (
        (CashPart.FLOAT, None, opening_float),
        (CashPart.SALES, None, totals.tender(cash)),
        (CashPart.REFUNDS, None, -totals.refund_tender(cash)),
        (CashPart.DEPOSITS, None, totals.deposit_tender(cash)),
        (CashPart.RECEIVABLES, None, totals.receivable(cash)),
        (CashPart.WAITING, None, totals.waiting_cash),
        (CashPart.WAITED_BEFORE, None, -totals.waiting_before),
        *(
            (CashPart.MOVED, kind, -amount if kind in OUTGOING else amount)
            for kind, _count, amount in totals.movements
        ),
    )


def expected_cash(opening_float: Rupiah, totals: ShiftTotals) -> Rupiah:
    """What must lie in the drawer: the sum of its parts."""
    return sum(amount for _part, _kind, amount in cash_parts(opening_float, totals))


def close(shift: Shift, totals: ShiftTotals, *, counted: Rupiah, at: datetime, cashier_id: int) -> Shift:
    """Close with the counted cash; cannot be refused but for an absurd count."""
    assert shift.is_open
    check_amount(counted, minimum=0)
    return replace(
        shift,
        opening_counts=(),
        closed_at=at,
        closed_by=cashier_id,
        expected=expected_cash(shift.opening_float, totals),
        counted=counted,
    )
