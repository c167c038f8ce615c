"""The demo shop: the facts of domain.md §4, the same every time, sound from its first record."""

import random
from collections import Counter

import pytest

from pos.app.build import look_at
from pos.app.demo import FOOTER, QRIS, make_demo_shop
from pos.app.demo_catalogue import OUTLETS, demo_catalogue
from pos.app.demo_staff import STAFF
from pos.domain import qris
from pos.domain.barcode import CodeKind, has_check_digit, parse
from pos.domain.commission import RuleKind, RuleSource
from pos.domain.footer import check_footer
from pos.domain.permissions import Role
from pos.ids import SystemIds
from pos.models import days, stock
from pos.services import lookup, sign_in, verify
from tests.conftest import FakeClock

CATALOGUE = demo_catalogue()
PRODUCTS = [item.product for item in CATALOGUE.products]
MAKERS = {terms.maker.code: terms for terms in CATALOGUE.makers}
OF_MAKERS = [item for item in CATALOGUE.products if item.product.maker.code != "OWN"]


def test_there_are_25_makers_and_the_gallery():
    """M01 to M25 and OWN, all different, all active."""
    assert sorted(MAKERS) == [*(f"M{n:02d}" for n in range(1, 26)), "OWN"]
    assert len({terms.maker.name for terms in CATALOGUE.makers}) == 26
    assert {p.maker.code for p in PRODUCTS} == set(MAKERS)


def test_there_are_300_goods_three_of_the_gallery_and_two_bundles():
    """86 are unique; ids and codes are distinct."""
    assert (len(OF_MAKERS), len(PRODUCTS)) == (300, 305)
    assert sum(item.product.unique for item in OF_MAKERS) == 86
    assert len({p.id for p in PRODUCTS}) == len({p.code for p in PRODUCTS}) == 305
    assert sorted(p.name for p in PRODUCTS if p.maker.code == "OWN" and not p.bundle) == [
        "Kantong Kertas",
        "Kartu Ucapan",
        "Kotak Hadiah",
    ]


def test_every_code_is_a_valid_in_store_ean():
    """Scanners read it, and it says whose it is and whether there is only one."""
    for product in PRODUCTS:
        assert parse(product.code).kind is CodeKind.EAN13
        assert has_check_digit(product.code)
        assert product.code[:2] == ("21" if product.unique else "20")
        number = 9999 if product.maker.code == "OWN" else int(product.maker.code[1:])
        assert product.code[2:6] == f"{number:04d}"


def test_a_unique_piece_lies_in_one_outlet():
    """The others in both permanent ones; nothing lies in the fair."""
    for item in CATALOGUE.products:
        if item.product.bundle:
            assert item.stock == {}
        elif item.product.unique:
            assert list(item.stock.values()) == [1]
            assert set(item.stock) <= {"GDK", "BLU"}
        else:
            assert set(item.stock) == {"GDK", "BLU"}
            assert min(item.stock.values()) >= 1
    assert all(
        any(code in item.stock for item in CATALOGUE.products if item.product.unique)
        for code in ("GDK", "BLU")
    )
    assert list(OUTLETS) == ["GDK", "BLU", "PMR"]


def test_some_names_are_hard_to_print():
    """Long ones, an accent, an ampersand."""
    titles = [p.title for p in PRODUCTS]
    assert sum(len(title) >= 40 for title in titles) >= 5
    words = " ".join(
        [*titles, *(p.category.name for p in PRODUCTS), *(t.maker.name for t in CATALOGUE.makers)]
    )
    assert "é" in words
    assert "&" in words


def test_prices_are_such_as_people_write():
    """Whole steps, from a few thousand to over a million."""
    for product in PRODUCTS:
        step = 500 if product.price < 50_000 else 1_000 if product.price < 100_000 else 5_000
        assert product.price % step == 0 or product.maker.code == "OWN"
        assert 2_500 <= product.price <= 2_500_000
    assert any(p.price > 1_000_000 for p in PRODUCTS)


def test_every_kind_of_rule_is_there():
    """Percent with and without minimum, fixed, memo, slab, own, nothing."""
    kinds = Counter(p.rule.rule.kind for p in PRODUCTS)
    assert set(kinds) == {RuleKind.PERCENT, RuleKind.FIXED, RuleKind.MEMO, RuleKind.SLAB, RuleKind.OWN}
    assert any(p.rule.rule.min_per_unit for p in PRODUCTS)
    assert any(p.rule.rule.bps == 0 for p in PRODUCTS if p.rule.rule.kind is RuleKind.PERCENT)
    for product in PRODUCTS:
        if product.rule.rule.kind is RuleKind.MEMO:
            assert product.rule.source is RuleSource.ITEM
            assert 0 < product.rule.rule.per_unit < product.price


def test_it_is_always_the_same():
    """By its seed; another seed is another catalogue."""
    assert demo_catalogue() == CATALOGUE
    assert demo_catalogue(1) != CATALOGUE


def test_the_sticker_and_the_footer_are_lawful():
    """A QRIS that parses, a footer that the guard lets through."""
    assert qris.parse(QRIS).merchant_name == "GALERI CONTOH BEKASI"
    check_footer(tuple(FOOTER))
    assert all(len(line) <= 32 for line in FOOTER)


def test_people_can_sign_in_and_two_of_them_manage(demo):
    """With the PINs that the demo's sign-in says."""
    looking = look_at(demo)
    found = {c.id: c for c in sign_in.cashiers(looking.ctx)}
    looking.close()
    assert [(i, n, r) for i, n, r, _ in STAFF] == [(c.id, c.name, c.role) for c in found.values()]
    assert sum(c.role is Role.MANAGER for c in found.values()) == 2


def test_the_shop_made_of_it_is_sound(demo):
    """Goods on hand as planned, in the journal and in the tables alike; nothing sold yet."""
    looking = look_at(demo)
    assert verify.verify(looking.ctx).findings == ()
    with looking.ctx.store.read() as connection:
        for item in CATALOGUE.products:
            assert stock.on_hand(connection, item.product.id) == item.stock.get("GDK", 0)
        assert days.by_business_date(connection) == []
    assert lookup.find_by_code(looking.ctx, PRODUCTS[0].code).price == PRODUCTS[0].price
    looking.close()


def kinds_in(root):
    looking = look_at(root)
    with looking.ctx.store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT kind, count(*) FROM journal GROUP BY kind ORDER BY kind"
        ).fetchall()
    code = looking.ctx.shop.outlet_code
    looking.close()
    return code, [tuple(row) for row in found]


@pytest.mark.parametrize("outlet", ["BLU", "PMR"])
def test_the_other_outlets_can_be_the_demo_too(tmp_path, demo, outlet):
    """With the same goods and people; what lies there differs."""
    make_demo_shop(tmp_path / "other", FakeClock(), SystemIds(random.Random(1).getrandbits), outlet=outlet)
    code, kinds = kinds_in(tmp_path / "other")
    _, at_gdk = kinds_in(demo)
    assert code == outlet
    assert {k: n for k, n in kinds if k != "stock_move"} | {"setting": 0} == {
        k: n for k, n in at_gdk if k != "stock_move"
    } | {"setting": 0}
