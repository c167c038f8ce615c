"""PPN inside and outside the price (domain.md §2.3; invariant 38)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.pricing import price
from pos.domain.tax import TaxRate, inside, outside, rate_on, tax_of_lines
from tests.domain.strategies import PPN, amounts, carts, thousand
from tests.domain.vectors import load

VECTORS = load("tax")
LUXURY = TaxRate(date(2025, 1, 1), 12, 100)


@pytest.mark.parametrize("case", VECTORS["inside"], ids=str)
def test_inside_vectors(case):
    """Price-inclusive: PPN first, DPP nilai lain for display."""
    parts = inside(case["total"], PPN)
    assert (parts.tax, parts.net_of_tax, parts.dpp) == (case["tax"], case["net_of_tax"], case["dpp"])


@pytest.mark.parametrize("case", VECTORS["outside"], ids=str)
def test_outside_vectors(case):
    """On top of an exclusive price."""
    assert outside(case["net"], PPN) == case["tax"]


@pytest.mark.parametrize("case", VECTORS["luxury"], ids=str)
def test_luxury_vectors(case):
    """12 % in full, DPP equal to H."""
    parts = inside(case["total"], LUXURY)
    assert parts.tax == case["tax"]
    assert parts.dpp == parts.net_of_tax


def test_dpp_cannot_be_used_to_find_the_tax_again():
    """Why PPN is the primary figure: 12 % of the shown DPP is off by one for 9,9 % of totals up to 200.000."""
    off = sum(
        1
        for total in range(1, 200_001, 10)
        if (2 * inside(total, PPN).dpp * 12 + 100) // 200 != inside(total, PPN).tax
    )
    assert off == pytest.approx(1_982, abs=40)


def test_rate_follows_the_business_date():
    """The newest rate that is already in force; none before the first."""
    old, new = TaxRate(date(2022, 4, 1), 11, 100), TaxRate(date(2025, 1, 1), 11, 100, 11, 12)
    assert rate_on((new, old), date(2022, 3, 31)) is None
    assert rate_on((new, old), date(2024, 12, 31)) is old
    assert rate_on((new, old), date(2025, 1, 1)) is new


@thousand
@given(amounts)
def test_net_and_tax_are_the_total(total):
    """Invariant 38: H + PPN = T, and PPN is within half a rupiah of exact."""
    parts = inside(total, PPN)
    assert parts.tax + parts.net_of_tax == total
    assert abs(2 * (parts.tax * 111 - total * 11)) <= 111


@thousand
@given(st.lists(amounts, min_size=1, max_size=8))
def test_line_taxes_sum_to_the_receipt_tax(nets):
    """Invariant 38: rounded once, then spread; no line's tax above its net."""
    taxes = tax_of_lines(tuple(nets), PPN)
    assert sum(taxes) == inside(sum(nets), PPN).tax
    assert all(0 <= tax <= net for tax, net in zip(taxes, nets, strict=True))


@thousand
@given(carts(3))
def test_outlet_outside_ppn_has_no_tax_anywhere(cart):
    """Invariant 38: without a rate no line and no total carries tax; with it the lines carry exactly the total's."""
    plain, taxed = price(cart), price(cart, PPN)
    assert plain.tax == 0 == sum(line.money.tax for line in plain.lines)
    assert taxed.tax == inside(taxed.net, PPN).tax == sum(line.money.tax for line in taxed.lines)
    assert taxed.net == plain.net
