"""What a receipt says, from stored documents only (domain.md §2.4, invariant 39)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from pos.domain.receipt import Letterhead, of_refund, of_sale, qr_text
from pos.domain.refund import RefundChoice, complete, quote, refund_tenders
from tests.domain import worked_day as day
from tests.domain.strategies import sales, thousand

HEAD = Letterhead("Galeri Dekranasda Kota Bekasi")


def test_sale_on_paper():
    """Lines with maker, totals, tenders, change, code."""
    receipt = of_sale(day.receipts()[0], HEAD, "K7QWX2MN")
    assert (receipt.kind, receipt.number, receipt.piece_count, receipt.total, receipt.change) == (
        "sale",
        "GDK1-000121",
        3,
        162_000,
        38_000,
    )
    assert [line.maker_name for line in receipt.lines] == ["Sanggar Lilin Malam", "Perca Lestari Ungu"]
    assert receipt.qr == qr_text("GDK1-000121", "K7QWX2MN") == "GERAI1:GDK1-000121:K7QWX2MN"


def test_own_stock_names_no_maker():
    """Kantong kertas has no 'karya …'."""
    assert [bool(line.maker_name) for line in of_sale(day.receipts()[3], HEAD, "x").lines] == [True, False]


@pytest.mark.parametrize("void", [True, False])
def test_refund_on_paper(void):
    """Refers to the original number; amounts as given back."""
    sale = day.receipts()[2]
    quoted = quote(sale, {}, (RefundChoice(1, 2),))
    refund = complete(
        day.a_header(7, series="R"),
        sale,
        quoted,
        refund_tenders(sale, {}, quoted.total),
        reason="defect",
        void=void,
    )
    receipt = of_refund(refund, HEAD, "x")
    assert (receipt.kind, receipt.sale_number, receipt.total, receipt.subtotal, receipt.discount) == (
        "void" if void else "refund",
        "GDK1-000123",
        153_000,
        170_000,
        17_000,
    )


def test_copy_is_the_original_with_its_mark():
    """Only the marks differ."""
    receipt = of_sale(day.receipts()[0], HEAD, "x")
    copy = receipt.copy(2, datetime(2026, 11, 14, 9, tzinfo=UTC), "Rani")
    assert (copy.copy_no, copy.copied_by, copy.lines, copy.total) == (2, "Rani", receipt.lines, receipt.total)
    with pytest.raises(AssertionError):
        receipt.copy(0, datetime(2026, 11, 14, 9, tzinfo=UTC), "Rani")


@thousand
@given(sales(3))
def test_printed_lines_sum_to_the_printed_total(sale):
    """Invariant 39: lines less discounts plus rounding = total = tenders less change."""
    receipt = of_sale(sale, HEAD, "x")
    assert sum(line.total - line.discount for line in receipt.lines) + receipt.rounding == receipt.total
    assert sum(amount for _, amount in receipt.tenders) - receipt.change == receipt.total
