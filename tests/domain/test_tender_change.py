"""A corrected payment: the total stays to the rupiah, what came is said anew, the newest correction holds."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.tender import Tender, TenderKind, TenderState
from pos.domain.tender_change import TenderChange, changeable, changed, check_possible, newest, worth
from pos.errors import AmountNotAllowed, QrisLimit, TenderChangeNotAllowed
from tests.domain import strategies
from tests.domain import worked_day as day

CASH, QRIS, DEBIT, CARRIED = TenderKind.CASH, TenderKind.QRIS, TenderKind.DEBIT, TenderState.CARRIED


def paid(*tenders, change=0):
    """A sale of Rp162.000 with these tenders."""
    sale = day.receipts()[0]
    assert sum(t.amount for t in tenders) - change == 162_000
    return replace(sale, tenders=tenders, change=change, total=162_000)


def test_cash_with_change_was_qris():
    """The vector of docs/protocol.md: Rp200.000 less Rp38.000 becomes QRIS over Rp162.000, and no change."""
    cash = Tender(CASH, 200_000)
    assert changed(paid(cash, change=38_000), cash, Tender(QRIS, 162_000)) == ((Tender(QRIS, 162_000),), 0)


def test_a_part_of_the_cash_was_qris():
    """What is left of the cash is what stayed in the drawer."""
    cash = Tender(CASH, 200_000)
    tenders, change = changed(paid(cash, change=38_000), cash, Tender(QRIS, 62_000))
    assert (tenders, change) == ((Tender(CASH, 100_000), Tender(QRIS, 62_000)), 0)


def test_one_tender_of_a_split_was_another_kind():
    """The cash and its change stay as they are."""
    cash, qris = Tender(CASH, 100_000), Tender(QRIS, 72_000)
    tenders, change = changed(paid(cash, qris, change=10_000), qris, Tender(DEBIT, 72_000, "77"))
    assert (tenders, change) == ((cash, Tender(DEBIT, 72_000, "77")), 10_000)


def test_cash_in_several_tenders_counts_as_one():
    """Two notes in two tenders: one entry, worth both less the change."""
    sale = paid(Tender(CASH, 100_000), Tender(QRIS, 2_000), Tender(CASH, 100_000), change=40_000)
    first = changeable(sale)[0]
    assert [worth(t, sale) for t in changeable(sale)] == [160_000, 2_000]
    assert changed(sale, first, Tender(DEBIT, 160_000)) == ((Tender(DEBIT, 160_000), Tender(QRIS, 2_000)), 0)


def test_what_an_exchange_carried_stays():
    """It moved nowhere, so it came no other way; nor did what the bank has confirmed."""
    sale = paid(
        Tender(CASH, 100_000, state=CARRIED),
        Tender(QRIS, 42_000, state=TenderState.VERIFIED),
        Tender(CASH, 20_000),
    )
    assert changeable(sale) == (Tender(CASH, 20_000),)
    with pytest.raises(TenderChangeNotAllowed):
        changed(sale, sale.tenders[0], Tender(QRIS, 100_000))


def test_neither_the_same_nor_more_nor_nothing():
    """Each refusal says which."""
    cash = Tender(CASH, 162_000)
    for new, error in (
        (Tender(CASH, 162_000), TenderChangeNotAllowed),
        (Tender(QRIS, 162_001), AmountNotAllowed),
        (Tender(QRIS, 0), AmountNotAllowed),
    ):
        with pytest.raises(error):
            changed(paid(cash), cash, new)


def test_qris_has_its_limit():
    """Rp10.000.000 in one code, also afterwards."""
    cash = Tender(CASH, 10_000_001)
    sale = replace(paid(Tender(CASH, 162_000)), tenders=(cash,), total=10_000_001)
    with pytest.raises(QrisLimit):
        changed(sale, cash, Tender(QRIS, 10_000_001))


def test_only_in_its_shift_as_it_was_seen_and_before_a_refund():
    """Else the sale stays, with the reason."""
    sale = paid(Tender(CASH, 162_000))
    check_possible(sale, sale.tenders, {1: 0}, sale.header.shift_id)
    for seen, refunded, shift, word in (
        (sale.tenders, {}, "another", "ditutup"),
        (sale.tenders, {1: 1}, sale.header.shift_id, "diretur"),
        ((Tender(QRIS, 162_000),), {}, sale.header.shift_id, "baru saja"),
    ):
        with pytest.raises(TenderChangeNotAllowed) as refused:
            check_possible(sale, seen, refunded, shift)
        assert word in refused.value.facts["reason"]


@given(strategies.sales(), st.integers(0, 2**32))
def test_the_total_stays_whatever_is_corrected(sale, seed):
    """Any run of corrections: tenders less change make the total, no tender is nought, change fits in the cash."""
    random = Random(seed)
    for _ in range(4):
        if not changeable(sale):  # nothing but money that went back as change
            return
        old = random.choice(changeable(sale))
        kinds = [kind for kind in (CASH, QRIS, DEBIT, TenderKind.TRANSFER) if kind is not old.kind]
        amount = random.randint(1, min(worth(old, sale), 10_000_000))
        kind, before = random.choice(kinds), sale
        tenders, change = changed(sale, old, Tender(kind, amount))
        sale = replace(sale, tenders=tenders, change=change)
        assert sum(t.amount for t in tenders) - change == sale.total
        assert all(t.amount > 0 for t in tenders)
        assert 0 <= change <= sum(t.amount for t in tenders if t.kind is CASH)
        moved_in = amount if kind is CASH else -amount if old.kind is CASH else 0
        assert sale.cash_in == before.cash_in + moved_in


def a_change(number, minutes, id_):
    tenders = (Tender(CASH, 162_000),)
    at = day.OPENED + timedelta(minutes=minutes)
    return TenderChange(id_, "sale", "shift", at, 1, number, tenders, tenders, 0, 0)


def test_the_newest_is_the_highest_number_then_the_latest():
    """A clock that was put back between two corrections changes nothing."""
    first, second, copy = a_change(1, 60, "a"), a_change(2, 10, "b"), a_change(2, 20, "c")
    for order in ((first, second, copy), (copy, second, first), (second, copy, first)):
        assert newest(order) is copy
    assert newest(()) is None
