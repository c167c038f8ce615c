"""A sale of before is found by number, amount, time, day, item, maker and customer; at once, also among 100,000."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from pos.domain.customer import Identity
from pos.domain.day import WIB
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.tender import Tender, TenderKind
from pos.errors import SaleNotFound
from pos.models import sale_search as rows
from pos.services import customers, refunds, sale_search
from tests.builders import sell


@pytest.fixture
def sold(ctx, rani, open_shift):
    first = sell(ctx, rani, ("M03-001", 2), ("M18-002", 1)).sale
    ctx.clock.at += timedelta(hours=1)
    second = sell(ctx, rani, ("M18-002", 2), pay=(Tender(TenderKind.QRIS, 170_000),)).sale
    ctx.clock.at += timedelta(hours=1)
    third = sell(ctx, rani, ("M10-003", 1)).sale
    return first, second, third


def found(ctx, text):
    return [one.number[-1] for one in sale_search.search(ctx, text)]


def test_by_number(ctx, sold, rani):
    """Whole, its running part, and of a refund its own."""
    refund = ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sold[1].id,
        choices=(RefundChoice(1, 1),),
        reason=Reason.DEFECT,
        cashier=rani,
    )
    assert (found(ctx, "gdk1-000002"), found(ctx, "2"), found(ctx, "000002")) == (["2"], ["2"], ["2"])
    assert found(ctx, refund.header.number) == ["2"]
    assert [one.returned for one in sale_search.search(ctx, "")] == [False, True, False]


def test_by_amount_item_and_maker(ctx, sold):
    """Newest first; each word must fit, a word may be begun only."""
    assert (found(ctx, "170.000"), found(ctx, "170rb"), found(ctx, "335000")) == (["2"], ["2"], ["1"])
    assert (found(ctx, "mug"), found(ctx, "mug hij"), found(ctx, "mug biru")) == (["2", "1"], ["2", "1"], [])
    assert (found(ctx, "lempung"), found(ctx, "sanggar lilin")) == (["2", "1"], ["1"])


def test_by_customer(ctx, ratna, rani, open_shift):
    """By name or the number's last digits; goods of the same word keep their room; whoever is erased is not found."""
    sari = customers.add_customer(
        ctx, cashier=rani, identity=Identity("Ibu Mug Sari", "+6281234567890"), consent_version="1"
    )
    for _n in range(3):
        sell(ctx, rani, ("M18-002", 1), customer_id=sari.id)
    sell(ctx, rani, ("M18-002", 1))

    def of(text):
        ids = [one.id for one in customers.matching(customers.everybody(ctx), text)]
        return [one.number[-1] for one in sale_search.search(ctx, text, 4, customer_ids=ids)]

    assert (of("sari"), of("mug"), of("7890"), of("0812 3456 7890")) == (
        ["3", "2"],
        ["3", "2", "4"],
        ["3", "2"],
        ["3", "2"],
    )
    known = customers.everybody(ctx)
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    assert of("sari") == []
    stale = [one.id for one in customers.matching(known, "sari")]
    assert len(stale) == 1
    assert sale_search.search(ctx, "sari", customer_ids=stale) == ()


def test_by_time_and_day(ctx, sold):
    """About the time, and a business date."""
    at = sold[1].header.at.astimezone(WIB)
    assert found(ctx, f"{at.hour}.{at.minute:02d}") == ["2"]
    assert found(ctx, f"{at.hour}:{(at.minute + 9) % 60:02d}") in (["2"], [])
    assert found(ctx, f"{at.day}/{at.month}") == ["3", "2", "1"]
    assert found(ctx, "1/1") == []


def test_an_empty_text_lists_the_newest(ctx, sold):
    """As many as fit."""
    assert (found(ctx, " "), [one.number[-1] for one in sale_search.recent(ctx, 2)]) == (
        ["3", "2", "1"],
        ["3", "2"],
    )
    row = sale_search.recent(ctx, 3)[2]
    assert (row.piece_count, row.first_title, row.total) == (3, "Syal Jumputan Biru", 335_000)


def test_open_what_was_found(ctx, sold):
    """The whole sale; an id that is nobody's is refused."""
    assert sale_search.open_sale(ctx, sold[0].id).sale == sold[0]
    with pytest.raises(SaleNotFound):
        sale_search.open_sale(ctx, "nobody")


@pytest.mark.parametrize("text", ['"', "OR", "a*b", "NEAR(", "'; --", "\ud800", "%", "0" * 40])
def test_strange_texts_find_nothing(ctx, sold, text):
    """Nothing that is typed is a fault of the search."""
    assert found(ctx, text) == []


def test_no_way_walks_through_all_sales(ctx, sold):
    """Every statement goes down an index: SQLite says so."""
    asked = []
    with ctx.store.read() as connection:
        event.listen(
            connection,
            "before_cursor_execute",
            lambda _c, _k, sql, values, _x, _m: asked.append((sql, values)),
        )
        rows.by_numbers(connection, ["GDK1-000001"])
        rows.by_total(connection, 170_000, 40)
        rows.between(connection, sold[0].header.at, sold[2].header.at, 40)
        rows.on_day(connection, ctx.today(), 40)
        rows.by_words(connection, ("mug",), 40)
        rows.by_customers(connection, ["nobody"], 20)
        rows.summaries(connection, [sale.id for sale in sold])
        plans = [
            step[3]
            for sql, values in tuple(asked)
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    assert len(asked) > 7
    assert [
        step for step in plans if step.startswith("SCAN") and "VIRTUAL" not in step and "(" not in step
    ] == []
