"""The worked day of domain.md §5 to the last rupiah: five receipts, the shift, the makers."""

import pytest

from pos.domain import maker_ledger
from pos.domain.invariants import check_sale, check_tender_totals, check_totals
from pos.domain.shift import CashMovementKind, Shift, ShiftTotals, close
from pos.domain.tender import TenderKind
from tests.domain import worked_day as day
from tests.domain.vectors import load

VECTORS = load("worked_day")
SALES = day.receipts()


@pytest.mark.parametrize("case", VECTORS["lines"], ids=lambda case: f"{case['number']}/{case['line']}")
def test_each_line(case):
    """Net, commission and maker's share of each sold line."""
    sale = next(sale for sale in SALES if sale.number == case["number"])
    money = sale.lines[case["line"] - 1].money
    assert (money.net, money.commission, money.maker_share) == (
        case["net"],
        case["commission"],
        case["maker_share"],
    )


def test_each_receipt():
    """Net of the five receipts, each sound."""
    assert [sale.net for sale in SALES] == VECTORS["nets"]
    assert [finding for sale in SALES for finding in check_sale(sale, day.ROUNDING)] == []


def test_the_day():
    """Ringkasan 14 Nov 2026: gross, discounts by bearer, net, makers, commission, own stock."""
    money = [(line.maker_id, line.money) for sale in SALES for line in sale.lines]
    assert sum(m.gross for _, m in money) == VECTORS["gross"]
    assert sum(m.shared_discount for _, m in money) == VECTORS["shared"]
    assert sum(m.outlet_discount for _, m in money) == VECTORS["outlet"]
    assert sum(m.maker_discount for _, m in money) == VECTORS["maker"]
    assert sum(m.net for _, m in money) == VECTORS["net"]
    assert sum(m.maker_share for _, m in money) == VECTORS["maker_share"]
    assert sum(m.commission for maker, m in money if maker != "OWN") == VECTORS["commission"]
    assert sum(m.commission for maker, m in money if maker == "OWN") == VECTORS["own"]
    assert check_totals(SALES) == []


def totals() -> ShiftTotals:
    by_kind = {TenderKind(kind): amount for kind, amount in VECTORS["tenders"].items()}
    pay_out = VECTORS["shift"]["pay_out"]
    return ShiftTotals(
        sale_count=len(SALES),
        tenders=tuple((kind, 1, amount) for kind, amount in by_kind.items()),
        movements=((CashMovementKind.PAY_OUT, 1, pay_out),),
    )


def test_the_shift():
    """Tutup kasir GDK1: 669.500 expected, 669.000 counted, 500 short."""
    facts = VECTORS["shift"]
    shift = Shift(day.SHIFT_ID, 1, day.DAY, day.OPENED, day.CASHIER_ID, facts["float"])
    closed = close(shift, totals(), counted=facts["counted"], at=day.OPENED, cashier_id=3)
    assert (closed.expected, closed.difference) == (facts["expected"], facts["difference"])
    assert check_tender_totals(totals(), SALES, ()) == []


def test_the_makers():
    """What each maker is owed at the end of the day."""
    entries = [entry for sale in SALES for entry in maker_ledger.of_sale(sale)]
    assert maker_ledger.balances(entries) == VECTORS["makers"]
