"""How a total is settled (domain.md §2.1; invariants 2, 3, 4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cash import CashRounding, RoundingDirection
from pos.domain.tender import Tender, TenderKind, check_tender, require_paid, settle
from pos.errors import AmountNotAllowed, QrisLimit, TenderShort, TenderTooMuch
from tests.domain.strategies import NON_CASH, amounts, roundings, tenders, thousand

DOWN = CashRounding()
UP = CashRounding(100, RoundingDirection.UP)


def cash(amount: int) -> Tender:
    return Tender(TenderKind.CASH, amount)


def qris(amount: int) -> Tender:
    return Tender(TenderKind.QRIS, amount)


def test_cash_rounds_down_and_gives_change():
    """12.765 paid with 20.000: rounding -65, change 7.300."""
    found = settle(12_765, (cash(20_000),), DOWN)
    assert (found.rounding, found.total, found.change, found.missing) == (-65, 12_700, 7_300, 0)


def test_non_cash_is_exact():
    """QRIS pays every rupiah, without rounding."""
    found = settle(12_765, (qris(12_765),), DOWN)
    assert (found.rounding, found.total, found.change, found.paid) == (0, 12_765, 0, True)


def test_split_rounds_only_what_cash_pays():
    """Non-cash first, then the rest is rounded."""
    found = settle(12_765, (cash(3_000), qris(10_000)), DOWN)
    assert (found.rounding, found.total, found.change) == (-65, 12_700, 300)


def test_short_tender_says_what_is_missing_either_way():
    """In cash the rounded rest, by any other tender the exact one."""
    found = settle(12_765, (qris(10_000),), DOWN)
    assert (found.missing, found.missing_exact, found.paid, found.rounding) == (2_700, 2_765, False, 0)
    assert settle(12_765, (cash(5_000),), DOWN).missing == 7_700


def test_rest_that_rounds_to_nothing_is_still_due():
    """Invariant 2: no rounding without cash, so 49 left after QRIS is not forgiven by itself."""
    found = settle(12_749, (qris(12_700),), DOWN)
    assert (found.paid, found.missing, found.missing_exact, found.rounding) == (False, 49, 49, 0)
    assert not settle(49, (), DOWN).paid
    with pytest.raises(TenderShort):
        require_paid(settle(49, (), DOWN))


def test_any_cash_closes_a_rest_that_rounds_to_nothing():
    """The cash is given back whole, the rest is rounding."""
    found = settle(12_749, (qris(12_700), cash(100)), DOWN)
    assert (found.paid, found.rounding, found.total, found.change) == (True, -49, 12_700, 100)


def test_nothing_due_is_paid():
    """A wholly discounted receipt closes without a tender."""
    found = settle(0, (), DOWN)
    assert (found.paid, found.total, found.change, found.missing) == (True, 0, 0, 0)


def test_rounding_up_asks_for_more_in_cash_only():
    """UP: 12.765 is 12.800 in cash, 12.765 by QRIS."""
    assert settle(12_765, (cash(12_765),), UP).missing == 35
    assert settle(12_765, (qris(12_765),), UP).paid


def test_non_cash_above_the_total_is_refused():
    """No change out of non-cash."""
    with pytest.raises(TenderTooMuch):
        settle(10_000, (qris(10_001),), DOWN)


@pytest.mark.parametrize(
    ("tender", "due", "refusal"),
    [
        (cash(0), 100, AmountNotAllowed),
        (cash(10**12), 100, AmountNotAllowed),
        (qris(10_000_001), 20_000_000, QrisLimit),
        (qris(101), 100, TenderTooMuch),
        (Tender(TenderKind.VOUCHER, 101), 100, TenderTooMuch),
    ],
)
def test_tenders_that_may_not_be_added(tender, due, refusal):
    """Absurd amounts, QRIS above its limit, non-cash above what is due."""
    with pytest.raises(refusal):
        check_tender(tender, due)


@pytest.mark.parametrize(
    "tender", [cash(1_000_000), qris(10_000_000), qris(1), Tender(TenderKind.DEBIT, 10_000_000)]
)
def test_tenders_that_may_be_added(tender):
    """Cash above what is due gives change; the QRIS limit itself is allowed (invariant 37)."""
    check_tender(tender, 10_000_000)


@thousand
@given(amounts, roundings, st.data())
def test_paid_settlement_adds_up(net, rounding, data):
    """Invariants 2, 3, 4 for tenders that pay."""
    given_ = data.draw(tenders(net, rounding))
    found = settle(net, given_, rounding)
    in_cash = sum(t.amount for t in given_ if t.kind is TenderKind.CASH)
    assert found.paid
    assert found.total == net + found.rounding
    assert abs(found.rounding) < rounding.unit
    assert found.rounding == 0 or in_cash
    assert found.tendered - found.change == found.total
    assert 0 <= found.change <= in_cash
    assert found.tendered - in_cash <= found.total
    if in_cash:
        assert (found.total - (found.tendered - in_cash)) % rounding.unit == 0
        assert in_cash % rounding.unit or found.change % rounding.unit == 0


@thousand
@given(
    amounts,
    roundings,
    st.lists(st.tuples(st.sampled_from((TenderKind.CASH, *NON_CASH)), amounts), max_size=3),
)
def test_missing_is_what_would_pay(net, rounding, wanted):
    """Adding exactly `missing` in cash, or `missing_exact` otherwise, closes the receipt."""
    given_ = tuple(
        Tender(kind, amount)
        for kind, wish in wanted
        if (amount := wish // rounding.unit * rounding.unit if kind is TenderKind.CASH else wish)
    )
    if sum(t.amount for t in given_ if t.kind is not TenderKind.CASH) > net:
        with pytest.raises(TenderTooMuch):
            settle(net, given_, rounding)
        return
    found = settle(net, given_, rounding)
    assert found.paid == (found.missing == 0)
    if not found.paid:
        assert settle(net, (*given_, cash(found.missing)), rounding).paid
        assert found.missing_exact > 0
        assert settle(net, (*given_, Tender(TenderKind.DEBIT, found.missing_exact)), rounding).paid
