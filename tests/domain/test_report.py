"""The day report of the worked day, to the last rupiah (domain.md §5.2), and with what came back."""

from pos.domain.report import LineFact, Part, Row, TenderFact, report
from tests.domain import worked_day


def facts(sales, sign=1):
    return [
        LineFact(
            sign, sale.header.at.hour + 7, line.category, line.maker_id, line.maker_name, line.title, "Rani",
            line.quantity, line.money,
        )
        for sale in sales for line in sale.lines
    ]  # fmt: skip


def the_day(lines, refunds=0):
    tenders = [
        TenderFact("qris", 2, 1_340_500),
        TenderFact("cash", 2, 204_500),
        TenderFact("debit", 1, 202_500),
    ]
    return report(worked_day.DAY, worked_day.DAY, lines, tenders, sale_count=5, refund_count=refunds)


def test_the_worked_day():
    """Gross, discounts by bearer, net and who gets it: the table of domain.md §5.2."""
    summary = the_day(facts(worked_day.receipts())).summary
    assert summary.gross == 1_849_500
    assert (summary.shared_discount, summary.outlet_discount, summary.maker_discount) == (
        62_500,
        17_000,
        22_500,
    )
    assert (summary.net, summary.maker_share) == (1_747_500, 1_463_975)
    assert (summary.commission, summary.own) == (278_525, 5_000)
    assert summary.average == 349_500


def test_makers_stand_by_their_money():
    """The largest first; the counts are pieces."""
    makers = the_day(facts(worked_day.receipts())).sections[Part.MAKER]
    assert [row.amount for row in makers] == sorted((row.amount for row in makers), reverse=True)
    assert makers[0].amount == 1_187_500
    assert sum(row.amount for row in makers) == 1_747_500


def test_what_came_back_is_taken_off_where_it_was_sold():
    """One receipt back: its lines leave every section but the way to pay, which the caller counts."""
    sales = worked_day.receipts()
    found = the_day(facts(sales) + facts(sales[:1], sign=-1), refunds=1)
    assert found.summary.net == 1_747_500 - 162_000
    assert sum(row.amount for row in found.sections[Part.CATEGORY]) == found.summary.net
    assert found.summary.refund_count == 1


def test_ways_to_pay_are_counted_in_payments():
    """As the caller found them, the largest first."""
    assert the_day([]).sections[Part.TENDER][0] == Row("qris", 2, 1_340_500)


def test_a_day_without_sales():
    """Noughts, and no division by them."""
    empty = report(worked_day.DAY, worked_day.DAY, [], [], sale_count=0, refund_count=0)
    assert (empty.summary.net, empty.summary.average) == (0, 0)
    assert empty.sections[Part.HOUR] == ()
