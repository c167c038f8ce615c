"""A shift's cash (domain.md §5.1; invariant 24)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.shift import (
    CashMovement,
    CashMovementKind,
    Shift,
    ShiftTotals,
    cash_parts,
    check_amount,
    close,
    expected_cash,
    is_forgotten,
)
from pos.domain.tender import TenderKind
from pos.errors import AmountNotAllowed
from tests.domain import worked_day as day
from tests.domain.strategies import amounts, thousand

OPEN = Shift("s", 1, day.DAY, day.OPENED, 3, 500_000)


def movement(kind: CashMovementKind, amount: int) -> CashMovement:
    return CashMovement("m", "s", day.OPENED, 3, kind, amount, "supplies")


@pytest.mark.parametrize(
    ("kind", "signed"),
    [
        (CashMovementKind.PAY_IN, 5_000),
        (CashMovementKind.PAY_OUT, -5_000),
        (CashMovementKind.DROP, -5_000),
        (CashMovementKind.MAKER_PAYOUT, -5_000),
    ],
)
def test_kind_gives_the_direction(kind, signed):
    """The amount itself is always positive."""
    assert movement(kind, 5_000).signed == signed


def test_open_shift_has_no_difference():
    """Nothing was counted yet."""
    assert OPEN.is_open
    assert OPEN.difference is None


def test_difference_is_recorded_never_fixed():
    """500 short stays 500 short."""
    closed = close(OPEN, ShiftTotals(), counted=499_500, at=day.OPENED, cashier_id=4)
    assert not closed.is_open
    assert (closed.expected, closed.counted, closed.difference, closed.closed_by) == (
        500_000,
        499_500,
        -500,
        4,
    )
    with pytest.raises(AssertionError):
        close(closed, ShiftTotals(), counted=0, at=day.OPENED, cashier_id=4)


@pytest.mark.parametrize(("amount", "minimum"), [(0, 1), (-1, 0), (10**12, 1)])
def test_absurd_amounts_are_refused(amount, minimum):
    """Negative, nothing where something is meant, above the largest amount."""
    with pytest.raises(AmountNotAllowed):
        check_amount(amount, minimum)


def test_counting_nothing_is_allowed():
    """An empty drawer is a count too."""
    assert close(OPEN, ShiftTotals(), counted=0, at=day.OPENED, cashier_id=3).difference == -500_000


flows = st.lists(
    st.tuples(
        st.sampled_from(("sale", "refund", *CashMovementKind)),
        st.sampled_from((TenderKind.CASH, TenderKind.QRIS)),
        amounts,
    ),
    max_size=8,
)


@thousand
@given(amounts, flows)
def test_expected_cash_is_what_went_through_the_drawer(opening, happened):
    """Invariant 24: float + cash sales + pay-ins - pay-outs - cash refunds - drops - cash payouts."""
    drawer = opening
    tenders, refunds, movements = [], [], []
    for what, kind, amount in happened:
        sign = 1 if what in ("sale", CashMovementKind.PAY_IN) else -1
        if isinstance(what, CashMovementKind):
            movements.append((what, 1, amount))
            drawer += sign * amount
        else:
            (tenders if what == "sale" else refunds).append((kind, 1, amount))
            drawer += sign * amount if kind is TenderKind.CASH else 0
    totals = ShiftTotals(tenders=tuple(tenders), refund_tenders=tuple(refunds), movements=tuple(movements))
    assert expected_cash(opening, totals) == drawer


@pytest.mark.parametrize(
    ("at", "forgotten"),
    [
        (datetime(2026, 11, 14, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 14, 20, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 14, 21, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 16, 2, 0, tzinfo=UTC), True),
    ],
)
def test_a_shift_is_forgotten_once_its_night_is_over(at, forgotten):
    """Counting after midnight is a late evening; from four in the morning (WIB) it was left open."""
    shift = Shift("s1", 1, date(2026, 11, 14), datetime(2026, 11, 14, 1, tzinfo=UTC), 1, 0)
    assert is_forgotten(shift, at) is forgotten


def test_the_parts_name_what_the_drawer_is_made_of():
    """A closed shift shows them one under the other: each with its sign, together what was expected."""
    totals = ShiftTotals(
        tenders=((TenderKind.CASH, 4, 509_500), (TenderKind.QRIS, 1, 9_490)),
        refund_tenders=((TenderKind.CASH, 2, 255_000),),
        deposit_tenders=((TenderKind.CASH, 1, 330_000),),
        receivables=((TenderKind.CASH, 2, 90_000), (TenderKind.TRANSFER, 1, 70_000)),
        movements=((CashMovementKind.PAY_IN, 1, 300_000), (CashMovementKind.DROP, 1, 100_000)),
        waiting_cash=20_000,
        waiting_before=5_000,
    )
    said = [(part.value, kind and kind.value, amount) for part, kind, amount in cash_parts(0, totals)]
    assert said == [
        ("float", None, 0), ("sales", None, 509_500), ("refunds", None, -255_000), ("deposits", None, 330_000),
        ("receivables", None, 90_000),
        ("waiting", None, 20_000), ("waited_before", None, -5_000),
        ("moved", "pay_in", 300_000), ("moved", "drop", -100_000),
    ]  # fmt: skip
    assert expected_cash(0, totals) == 889_500
