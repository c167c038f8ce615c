"""Hari ini: what refunds take back, and a page that is left open over midnight."""

from datetime import date

import pytest
import sqlalchemy as sa

from sync.central.services import reports, staff
from sync.central.tables.registers import centre as table
from tests.sync.central.line_maker import DAY, Register, begin, deposit_body, refund_body, sale_body
from tests.sync.central.test_page import basic, get


def of(central, outlet):
    day = date.fromisoformat(DAY)
    return next(o for o in central.look(lambda k: reports.today(k, day)) if o.outlet_id == outlet)


def test_refunds_and_voids_take_their_shares_back(central, clock):
    """Two sales, one refunded, one voided: nothing is left for gallery and maker; a third sale counts whole."""
    register = Register(central, clock)
    begin(register)
    for n, kind in ((1, "refund"), (2, "void")):
        seq = register.add("sale", sale_body(f"GDK1-{n:06d}"), sh="GDK1-s1", u=1)
        back = {**refund_body(f"GDK1-{seq:06d}", f"GDK1-R{n:05d}"), "on": f"GDK1-{n:06d}"}
        register.add(kind, back, sh="GDK1-s1", u=1)
    assert register.push().quarantined == ()
    found = of(central, "GDK")
    assert (found.net, found.refund_total, found.commission, found.maker_share) == (170_000, 170_000, 0, 0)
    register.add("sale", sale_body("GDK1-000003"), sh="GDK1-s1", u=1)
    register.push(len(register.lines))
    found = of(central, "GDK")
    assert (found.commission, found.maker_share) == (17_000, 68_000)
    (day,) = central.look(lambda k: reports.register_days(k, "GDK", register.id))
    assert (day.commission, day.maker_share) == (found.commission, found.maker_share)


def test_open_deposits_are_owed_and_no_sales(central, clock):
    """Two taken, one given back: the other is owed; the day's sales know nothing of it."""
    register = Register(central, clock)
    begin(register)
    for n, amount in ((1, 400_000), (2, 150_000)):
        seq = register.add("deposit", deposit_body(f"GDK1-UM{n:05d}", amount=amount), sh="GDK1-s1", u=1)
    back = deposit_body("GDK1-UM00003", "give_back", 150_000, of=f"GDK1-{seq:06d}")
    register.add("deposit", back, sh="GDK1-s1", u=1)
    assert register.push().quarantined == ()
    assert (of(central, "GDK").deposits_owed, of(central, "GDK").net) == (400_000, 0)
    assert of(central, "BLU").deposits_owed == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_page_left_open_turns_to_the_next_day(centre, central, clock):
    """Today's page polls without a day and its heading is renewed; a page of another day stays on it."""
    password, stored = staff.new_office_password()
    central.run(lambda k: k.execute(sa.update(table).values(office_password=stored)))

    def page(query, **headers):
        return get(f"{centre.url}/{query}", **basic(password), **headers).data.decode()

    whole = page("?lang=id")
    assert 'hx-get="/?lang=id"' in whole
    assert "hari=" not in whole
    assert "hx-swap-oob" not in whole
    first = page("?lang=id", **{"HX-Request": "true"})
    clock.advance(hours=24)
    second = page("?lang=id", **{"HX-Request": "true"})
    headings = [part.partition('hx-swap-oob="true">')[2].partition("</p>")[0] for part in (first, second)]
    assert headings[0] in whole
    assert headings[1]
    assert headings[0] != headings[1]
    old = page("?lang=en&hari=2026-01-02")
    assert 'hx-get="/?lang=en&amp;hari=2026-01-02"' in old
    assert 'href="/?lang=id&amp;hari=2026-01-02"' in old
