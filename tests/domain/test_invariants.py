"""The shared checks: sound data has no findings, and each planted fault has its own."""

from dataclasses import replace

import pytest

from pos.domain import invariants, maker_ledger, stock
from pos.domain.cash import CashRounding
from pos.domain.invariants import Finding
from pos.domain.refund import RefundChoice, complete, quote, refund_tenders
from pos.domain.safe import BankDeposit, SafeCount
from pos.domain.shift import CashMovement, CashMovementKind, Shift, ShiftClose, ShiftTotals
from pos.domain.tender import Tender, TenderKind
from tests.domain import worked_day as day

SALE = day.receipts()[0]
MUGS = day.receipts()[2]
OPEN = Shift(day.SHIFT_ID, 1, day.DAY, day.OPENED, 3, 500_000)


def a_refund(units: int = 1, before: int = 0):
    quoted = quote(MUGS, {1: before}, (RefundChoice(1, units),))
    back = refund_tenders(MUGS, {}, quoted.total)
    return complete(day.a_header(7, series="R"), MUGS, quoted, back, reason="defect")


def with_line(**money):
    line = SALE.lines[0]
    return replace(SALE, lines=(replace(line, money=replace(line.money, **money)), SALE.lines[1]))


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_sound_day_has_no_findings():
    """Five receipts, their entries, stock, shift."""
    sales = day.receipts()
    entries = [entry for sale in sales for entry in maker_ledger.of_sale(sale)]
    moves = [move for sale in sales for move in stock.of_sale(sale)]
    assert all(invariants.check_sale(sale, day.ROUNDING) == [] for sale in sales)
    assert invariants.check_ledger(entries, sales, (), maker_ledger.balances(entries)) == []
    assert invariants.check_stock(moves, stock.on_hand(moves)) == []
    assert invariants.check_shifts([OPEN], sales) == []


FAULTY_SALES = {
    "sale_gross": replace(SALE, gross=SALE.gross + 1, discount=1),
    "sale_net": replace(SALE, net=SALE.net + 1, total=SALE.total + 1),
    "sale_tax": replace(SALE, tax=1),
    "sale_total": replace(SALE, total=SALE.total + 1, change=SALE.change - 1),
    "sale_tenders": replace(SALE, change=SALE.change + 1),
    "sale_change": replace(SALE, tenders=(Tender(TenderKind.QRIS, 200_000),)),
    "sale_rounding": replace(SALE, rounding=-100, total=SALE.total - 100, change=SALE.change + 100),
    "line_gross": with_line(gross=1),
    "line_net": with_line(net=1),
    "line_split": with_line(commission=1),
    "line_base": with_line(base=1),
    "line_maker_share": with_line(maker_share=-1, commission=125_001),
    "line_commission_unapproved": with_line(maker_share=125_001, commission=-1),
    "line_percent": with_line(base_commission=24_999),
    "line_own_stock": replace(SALE, lines=(replace(SALE.lines[0], maker_id="OWN"), SALE.lines[1])),
}


@pytest.mark.parametrize("code", FAULTY_SALES)
def test_each_fault_of_a_sale_is_found(code):
    """One planted fault, its finding by name and record."""
    found = invariants.check_sale(FAULTY_SALES[code], CashRounding())
    assert code in codes(found)
    assert {finding.record_id for finding in found} == {SALE.id}


def test_rounding_without_cash_is_found():
    """Invariant 2: no cash tender, no rounding."""
    wrong = replace(
        MUGS, rounding=-50, total=MUGS.total - 50, tenders=(Tender(TenderKind.QRIS, MUGS.total - 50),)
    )
    assert codes(invariants.check_sale(wrong)) == {"sale_rounding"}


def test_negative_commission_with_approval_is_sound():
    """Invariant 10: the approval record exists."""
    approved = replace(with_line(maker_share=125_001, commission=-1), approval_id="a")
    assert "line_commission_unapproved" not in codes(invariants.check_sale(approved))


def test_totals_that_do_not_split_are_found():
    """Invariant 8."""
    assert invariants.check_totals([SALE, MUGS]) == []
    assert codes(invariants.check_totals([with_line(commission=1), MUGS])) == {"totals_split"}


def test_ledger_faults_are_found():
    """Invariant 12: an entry missing, one too many, a stored balance that is not the sum."""
    entries = maker_ledger.of_sale(SALE)
    sums = maker_ledger.balances(entries)
    refund = a_refund()
    all_entries = [*maker_ledger.of_sale(MUGS), *maker_ledger.of_refund(refund)]
    assert invariants.check_ledger(all_entries, [MUGS], [refund], {"M18": 68_000}) == []
    assert codes(invariants.check_ledger(entries[1:], [SALE], (), {"M11": 29_600})) == {"ledger_missing"}
    assert codes(invariants.check_ledger(entries, [], (), sums)) == {"ledger_extra"}
    assert codes(invariants.check_ledger(entries, [SALE], (), sums | {"M03": 1})) == {"ledger_balance"}
    assert codes(invariants.check_ledger((), (), (), {"M99": 5})) == {"ledger_balance"}


def test_refund_faults_are_found():
    """Invariant 17: too many units, a line that was not sold, parts that do not sum, money that does not add up."""
    one, other = a_refund(), a_refund(before=1)
    assert invariants.check_refunds(MUGS, [one, other]) == []
    assert codes(invariants.check_refunds(MUGS, [one, other, one])) == {"refund_units"}
    strange = replace(one, lines=(replace(one.lines[0], line_no=9),))
    assert codes(invariants.check_refunds(MUGS, [strange])) == {"refund_units"}
    line = one.lines[0]
    skewed = replace(one, lines=(replace(line, money=replace(line.money, maker_share=1)),))
    assert codes(invariants.check_refunds(MUGS, [skewed, other])) == {"refund_parts"}
    assert codes(invariants.check_refunds(MUGS, [replace(one, total=1)])) == {"refund_total"}
    assert codes(invariants.check_refunds(MUGS, [replace(one, tenders=())])) == {"refund_total"}


def test_gap_in_numbers_is_found():
    """Invariant 21: strictly +1 from 1."""
    assert invariants.check_numbers([("a", 1), ("b", 2)]) == []
    assert invariants.check_numbers([("a", 1), ("b", 3)]) == [Finding("number_gap", "b", "3, expected 2")]
    assert codes(invariants.check_numbers([("a", 1), ("b", 1)])) == {"number_gap"}


def test_shift_faults_are_found():
    """Invariants 24 and 25: expected cash, two open shifts, unknown shift, another date."""
    totals = ShiftTotals(movements=((CashMovementKind.PAY_OUT, 1, 35_000),))
    assert invariants.check_shift(OPEN, totals) == []
    assert invariants.check_shift(replace(OPEN, expected=465_000), totals) == []
    assert codes(invariants.check_shift(replace(OPEN, expected=465_001), totals)) == {"shift_expected"}
    second = replace(OPEN, id="s2")
    assert codes(invariants.check_shifts([OPEN, second], ())) == {"shift_two_open"}
    assert codes(invariants.check_shifts([second], [SALE])) == {"shift_unknown"}
    other_day = replace(OPEN, business_date=day.DAY.replace(day=15))
    assert codes(invariants.check_shifts([other_day], [SALE, a_refund()])) == {"shift_date"}


def test_tender_totals_that_are_not_the_sales_are_found():
    """Invariant 26: by kind, net of change, refunds apart."""
    totals = ShiftTotals(
        tenders=((TenderKind.CASH, 1, 162_000), (TenderKind.QRIS, 1, 153_000)),
        refund_tenders=((TenderKind.QRIS, 1, 76_500),),
    )
    assert invariants.check_tender_totals(totals, [SALE, MUGS], [a_refund()]) == []
    assert codes(invariants.check_tender_totals(totals, [SALE], [a_refund()])) == {"tender_total"}
    assert codes(invariants.check_tender_totals(totals, [SALE, MUGS], [])) == {"refund_tender"}


def test_stock_that_is_not_its_movements_is_found():
    """Invariant 27: a wrong number, and one without movements."""
    moves = stock.of_sale(SALE)
    assert codes(invariants.check_stock(moves, {"SKU-0301": -1, "SKU-1101": -1})) == {"stock_on_hand"}
    assert codes(invariants.check_stock((), {"SKU-1": 5})) == {"stock_on_hand"}


def test_what_a_count_of_the_safe_expects_must_follow():
    """Drop, close, deposit, then a count: a stated sum that does not follow is named, and so is money that was not there."""
    books = invariants.SafeBooks()
    closed = ShiftClose(replace(OPEN, counted=900_000), ShiftTotals(), 0, "", to_safe=400_000)
    drop = CashMovement("m1", "s1", day.OPENED, 1, CashMovementKind.DROP, 100_000, "to_safe")
    assert books.look_at(drop) + books.look_at(closed) + books.look_at(closed) == []
    assert books.look_at(BankDeposit("b1", day.OPENED, 1, 450_000)) == []
    assert books.look_at(SafeCount("n1", day.OPENED, 1, counted=49_500, expected=50_000)) == []
    (fault,) = books.look_at(SafeCount("n2", day.OPENED, 1, counted=49_500, expected=50_000))
    assert (fault.code, fault.record_id, fault.detail) == ("safe_expected", "n2", "50000 of 49500")
    (fault,) = books.look_at(BankDeposit("b2", day.OPENED, 1, 49_501))
    assert (fault.code, fault.detail) == ("safe_negative", "-1")
