"""What carried records come to: sales, refunds, numbers; the same however a record came."""

from sync.protocol.carry_totals import Totals
from tests.sync.central.line_maker import DAY, refund_body, sale_body
from tests.sync.protocol import carry_samples as samples


def counted(*lines) -> Totals:
    totals = Totals()
    for line in lines:
        totals.count(line)
    return totals


SALE = samples.line(1, k="sale", b=sale_body("GDK1-000001", 2))
NEXT = samples.line(2, k="sale", b=sale_body("GDK1-000002"))
REFUND = samples.line(3, k="refund", b=refund_body("s", "GDK1-R00001"))


def test_sales_and_refunds_are_added_up():
    """With the numbers of the first and the last sale."""
    assert counted(SALE, NEXT, REFUND) == Totals(2, 255_000, 1, 85_000, "GDK1-000001", "GDK1-000002")


def test_a_record_that_was_issued_again_counts_as_what_it_says():
    """As in the centre's books."""
    again = samples.line(1, 2, k="reissue", b={"e": 1, "h": "5f" * 32, "ln": SALE.decode(), "sq": 1})
    assert counted(again) == counted(SALE)


def test_what_has_no_meaning_here_counts_nothing():
    """A newer kind, a broken body, no JSON at all: the centre decides about them."""
    odd = (
        samples.line(1, k="hologram"),
        samples.line(2, k="sale", b={"bd": DAY}),
        b"\xff",
        samples.line(3, k="sale", sv=9),
    )
    assert counted(*odd) == Totals()
