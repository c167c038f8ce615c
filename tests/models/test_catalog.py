"""Products by code, alias and label digits; which commission rule a product has."""

from dataclasses import replace

import pytest

from pos.domain.catalog import Category, Maker
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource, Tier
from pos.models import catalog
from pos.models.catalog import CategoryRow, MakerRow, decode_rule, encode_rule, upsert_rows
from pos.services import lookup, terms
from tests.builders import BY_ID, PRODUCTS, a_product, ean

MAKERS_EAN = ean("899123456789")


def put(ctx, *products):
    with ctx.store.write() as connection:
        for product in products:
            terms.add_product(ctx, connection, product)


def by_code(ctx, code):
    with ctx.store.read() as connection:
        return catalog.product_by_code(connection, code, 2000)


def test_a_product_comes_back_as_it_was(ctx):
    """Name, price, maker, category, marks and rule; and what is on hand."""
    for product in PRODUCTS:
        found = by_code(ctx, product.code)
        assert found == replace(product, on_hand=1 if product.unique else 50)


def test_every_code_of_a_product_means_it(ctx):
    """Its own label, the maker's EAN, an old label."""
    product = a_product("A1", code=ean("200005000001"), aliases=(MAKERS_EAN, "OLD-7"))
    put(ctx, product)
    put(ctx, replace(product, code=ean("200005000002"), aliases=()))
    codes = (ean("200005000002"), ean("200005000001"), MAKERS_EAN, "OLD-7")
    assert [by_code(ctx, code).id for code in codes] == ["A1"] * 4
    assert lookup.find_by_code(ctx, " old-7\r").id == "A1"
    assert by_code(ctx, "NEVER") is None


@pytest.mark.parametrize("digits", [4, 5, 6])
def test_label_digits_find_the_piece(ctx, digits):
    """The last 4 to 6 printed digits, with or without the check digit at the end (users.md)."""
    code = BY_ID["M18-002"].code
    assert "M18-002" in [p.id for p in lookup.search(ctx, code[-digits:])]
    assert "M18-002" in [p.id for p in lookup.search(ctx, code[-digits - 1 : -1])]


def test_label_digits_are_digits_at_the_end(ctx):
    """Not in the middle; three are too few, seven are a number of something else."""
    put(ctx, a_product("A2", code="77712345000", name="Peti"))
    assert "A2" not in [p.id for p in lookup.search(ctx, "7771")]
    assert "A2" in [p.id for p in lookup.search(ctx, "5000")]
    assert [p.id for p in lookup.search(ctx, "000")] == []
    assert [p.id for p in lookup.search(ctx, "2345000")] == []


def test_no_list_is_endless(ctx):
    """As many as asked for, the popular first."""
    with ctx.store.write() as connection:
        for n in range(30):
            terms.apply_product(
                connection, a_product(f"P{n:02d}", code=f"99{n:02d}5555", name="Peti"), popularity=n
            )
    for typed in ("", "5555", "peti"):
        found = [p.id for p in lookup.search(ctx, typed, limit=5)]
        assert found == ["P29", "P28", "P27", "P26", "P25"], typed


@pytest.mark.parametrize(
    ("item", "maker", "category", "source"),
    [
        (3000, 2500, 1000, RuleSource.ITEM),
        (None, 2500, 1000, RuleSource.MAKER),
        (None, None, 1000, RuleSource.CATEGORY),
        (None, None, None, RuleSource.OUTLET),
    ],
)
def test_exactly_one_rule_is_chosen(ctx, item, maker, category, source):
    """Item before maker before category before outlet (domain.md §1.3)."""

    def rule(bps):
        return CommissionRule(RuleKind.PERCENT, bps=bps)

    with ctx.store.write() as connection:
        upsert_rows(connection, MakerRow, "code", [
            {"code": "M70", "name": "Uji", "rule": encode_rule(rule(maker)) if maker else None,
             "is_pkp": False, "active": True, "paid_by": "centre"},
        ])  # fmt: skip
        terms.apply_product(
            connection,
            a_product("A3", code="A3", maker=Maker("M70", "Uji"), category=Category("uji", "Uji"))
            if item is None
            else replace(
                a_product("A3", code="A3", maker=Maker("M70", "Uji"), category=Category("uji", "Uji")),
                rule=ChosenRule(rule(item), RuleSource.ITEM),
            ),
        )
        change = {
            "code": "uji",
            "name": "Uji",
            "rule": encode_rule(rule(category)) if category else None,
            "sort": 9,
        }
        upsert_rows(connection, CategoryRow, "code", [change])
    found = by_code(ctx, "A3").rule
    assert found.source is source
    assert found.rule.bps == next(b for b in (item, maker, category, 2000) if b is not None)


def test_rules_survive_their_column():
    """Every kind of rule, as JSON text and back."""
    for rule in (
        CommissionRule(RuleKind.PERCENT, bps=1750, min_per_unit=2000),
        CommissionRule(RuleKind.FIXED, per_unit=2000),
        CommissionRule(RuleKind.MEMO, per_unit=60_000),
        CommissionRule(RuleKind.SLAB, tiers=(Tier(0, 3000), Tier(100_000, 2500))),
        CommissionRule(RuleKind.OWN),
    ):
        assert decode_rule(encode_rule(rule)) == rule


def test_lists_for_the_filters(ctx):
    """Categories in their order, active makers by code."""
    with ctx.store.write() as connection:
        row = {
            "code": "M99",
            "name": "Sudah keluar",
            "rule": None,
            "is_pkp": False,
            "active": False,
            "paid_by": "",
        }
        upsert_rows(connection, MakerRow, "code", [row])
    assert [c.code for c in lookup.categories(ctx)] == ["batik", "keramik", "aksesoris", "kemasan"]
    assert [m.code for m in lookup.makers(ctx)] == ["M01", "M03", "M10", "M18", "OWN"]


def test_a_price_change_holds_from_then_on(ctx):
    """The label price alone changes."""
    with ctx.store.write() as connection:
        catalog.set_price(connection, "M18-002", 90_000)
    assert by_code(ctx, BY_ID["M18-002"].code) == replace(BY_ID["M18-002"], price=90_000, on_hand=50)
