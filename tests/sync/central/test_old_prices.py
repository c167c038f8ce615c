"""What was sold at an old price is listed as it stands; what was sold at the price of its moment is not."""

from datetime import UTC, datetime, timedelta

from pos.domain.catalog import Category, Maker
from pos.i18n import Texts
from sync.central.pages.old_prices import old_price_line
from sync.central.services import catalogue
from sync.central.services.old_prices import sold_at_an_old_price
from tests.builders import a_product
from tests.sync.central.line_maker import AT, SHIFT, Register, begin, sale_body

DAY = datetime(2026, 11, 13, 17, tzinfo=UTC)
"""Midnight in WIB, as the business date of the sales begins."""


def sold(register, number, at, price=85_000):
    """A sale of one mug at 85.000, made at a moment."""
    assert price == 85_000
    register.add(
        "sale", sale_body(f"GDK1-{number:06d}"), sh=f"GDK1-{SHIFT}", u=1, at=at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    )  # fmt: skip


def listed(central):
    return central.look(lambda k: sold_at_an_old_price(k, "GDK"))


def test_only_what_was_sold_after_the_change_at_the_price_before_is_listed(central, clock):
    """An offline till went on at 85.000 after the price was 90.000: that line; not the one before, nor of other goods."""
    register = Register(central, clock)
    begin(register)
    register.push()
    same = a_product("P1", price=85_000, maker=Maker("M18", "Asih"), category=Category("BTK", "Batik"))
    central.run(lambda k: catalogue.put_terms(k, "GDK", [same], DAY))
    central.run(lambda k: catalogue.change_price(k, "GDK", "P1", 90_000, AT + timedelta(hours=2)))
    first = len(register.lines) + 1
    sold(register, 1, AT + timedelta(hours=1))
    sold(register, 2, AT + timedelta(hours=3))
    assert register.push(first).quarantined == ()
    (line,) = listed(central)
    assert (line.number, line.charged, line.in_force) == ("GDK1-000002", 85_000, 90_000)
    assert (
        old_price_line(line, Texts("id"))
        == "GDK: dijual dengan harga lama: GDK1-000002/1 Mug: Rp85.000, berlaku Rp90.000"
    )
    assert "sold at an old price" in old_price_line(line, Texts("en"))


def test_a_shift_beyond_midnight_may_sell_at_either_days_price(central, clock):
    """The plan holds from the next day; the shift of the day before is still open as it comes."""
    register = Register(central, clock)
    begin(register)
    register.push()
    same = a_product("P1", price=85_000, maker=Maker("M18", "Asih"), category=Category("BTK", "Batik"))
    central.run(lambda k: catalogue.put_terms(k, "GDK", [same], DAY))
    tomorrow = DAY + timedelta(days=1)
    central.run(
        lambda k: catalogue.change_price(
            k, "GDK", "P1", 90_000, DAY + timedelta(hours=1), effective_from=tomorrow
        )
    )
    first = len(register.lines) + 1
    sold(register, 1, tomorrow + timedelta(minutes=30))
    assert register.push(first).quarantined == ()
    assert listed(central) == ()
    central.run(lambda k: catalogue.change_price(k, "GDK", "P1", 88_000, AT + timedelta(hours=2)))
    assert [line.in_force for line in listed(central)] == [90_000]
