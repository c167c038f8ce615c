"""Search while typing: starts and middles of words, several terms, accents, filters, and nothing ever raises."""

from random import Random

import pytest

from pos.domain.catalog import Category, Maker
from pos.domain.finding import Narrowing
from pos.models import search
from pos.models.catalog import MakerRow, upsert_rows
from pos.services import lookup, terms
from tests.builders import a_product, ean

CATEGORIES = (Category("batik", "Batik"), Category("keramik", "Keramik"))
NASTY = (
    "\"'*()[]{}:^+-~\\/%_.,;?!&|<>=@#$`\0\n\t\r\x1b ²½ǅßﬁ\u0301\u200b\u202e\ufeff\ud800\U0001f9f6日本語عربي"
)
SYNTAX = (
    '"', '""', '"*', "*", "a*", 'a"b', "a AND b", "NOT a", "a NEAR b", "NEAR(a b, 2)", "words:a", "{words}:a",
    "^a", "-a", "a OR", "(", ")", "(a", "rowid:1", "'; DROP TABLE product; --", "a' OR '1'='1", "%", "_", "\\",
    "AND", "OR", "NOT", "{{7*7}}", "${x}", "%s%s%s%n", "\0", "a\0b", "𝒌𝒂𝒊𝒏", "İ", "ı", "ŉ", "ß",
)  # fmt: skip


@pytest.fixture
def shop(ctx):
    """The goods of the shop and some with names that are hard to find."""
    extra = (
        ("X1", "Café & Kopi Bali", "é", "keramik"),
        ("X2", "Kain Songket Palembang Motif Bungo Cino Benang Emas Tenun Tangan", "", "batik"),
        ("X3", "Tas Rajut", "Merah-Putih (besar)", "batik"),
    )
    with ctx.store.write() as connection:
        for n, (product_id, name, variant, category) in enumerate(extra):
            product = a_product(
                product_id, code=ean(f"20009000{n:04d}"), name=name, variant=variant,
                category=next(c for c in CATEGORIES if c.code == category),
            )  # fmt: skip
            terms.add_product(ctx, connection, product, popularity=n)
    return ctx


def ids(ctx, text, **filters):
    return {product.id for product in lookup.search(ctx, text, Narrowing(**filters))}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("syal", {"M03-001"}),
        ("SYAL", {"M03-001"}),
        ("sy", {"M03-001"}),
        ("jumputan biru", {"M03-001"}),
        ("biru syal", {"M03-001"}),
        ("mpu", {"M03-001", "M18-002"}),
        ("lasi", {"M18-002"}),
        ("ngket mbang", {"X2"}),
        ("cafe", {"X1"}),
        ("café", {"X1"}),
        ("CAFÉ", {"X1"}),
        ("kopi & bali", {"X1"}),
        ("merah putih", {"X3"}),
        ("merah-putih (besar)", {"X3"}),
        ("lempung", {"M18-002"}),
        ("kera", {"M18-002", "X1"}),
        ("kain bali", set()),
        ("zzz", set()),
        ("m18-002", set()),
        ("emas tenun tangan motif benang cino", {"X2"}),
    ],
)
def test_what_is_typed_is_found(shop, typed, found):
    """Word starts first, then middles; every term must be there; maker and category count as words."""
    assert ids(shop, typed) == found


def test_a_filter_holds(shop):
    """By category, by maker, by both; also for the list without words."""
    assert ids(shop, "k", category="keramik") == {"M18-002", "X1"}
    assert ids(shop, "k", category="keramik", maker="M18") == {"M18-002"}
    assert ids(shop, "k", maker="M10") == {"M10-003"}
    assert ids(shop, "", category="kemasan") == {"OWN-001"}
    assert ids(shop, "", category="kemasan", maker="M18") == set()
    assert ids(shop, "k", category="' OR 1=1 --") == set()


def test_a_filter_is_no_matter_of_luck(ctx):
    """Among far more hits than are looked at, those of a rare category are found all the same."""
    with ctx.store.write() as connection:
        for n in range(400):
            category = CATEGORIES[n == 399]
            product = a_product(
                f"K{n}", code=ean(f"20004000{n:04d}"), name="Kalung", variant=f"{n}", category=category
            )
            terms.apply_product(connection, product)
    assert ids(ctx, "kalung", category="keramik") == {"K399"}
    assert ids(ctx, "alun", category="keramik") == {"K399"}
    assert len(lookup.search(ctx, "kalung")) == lookup.RESULTS_MAX


def test_the_popular_come_first(shop):
    """By how often they sell, at equal words."""
    found = [product.id for product in lookup.search(shop, "a") if product.id.startswith("X")]
    assert found == sorted(found, reverse=True)


def test_a_retired_product_is_in_no_list(shop):
    """Neither by words nor by label nor in the browsing list; its new name replaces the old one."""
    product = lookup.find_by_code(shop, ean("200090000000"))
    renamed = a_product("X3", code=ean("200090000002"), name="Topi Pandan", variant="")
    with shop.store.write() as connection:
        terms.apply_product(connection, type(product)(**{**_fields(product), "active": False}))
        terms.apply_product(connection, renamed)
    assert ids(shop, "cafe") == ids(shop, "caf") == ids(shop, "afé") == set()
    assert "X1" not in ids(shop, "")
    assert "X1" not in ids(shop, product.code[-5:])
    assert ids(shop, "rajut") == set()
    assert ids(shop, "topi") == {"X3"}


def _fields(product):
    return {name: getattr(product, name) for name in product.__dataclass_fields__}


@pytest.mark.parametrize("typed", SYNTAX)
def test_the_index_language_is_nobodys_business(shop, typed):
    """Quotes, operators, column filters and statements are words like any other."""
    ids(shop, typed)
    assert ids(shop, "syal") == {"M03-001"}


def test_a_thousand_hostile_texts_never_raise(shop):
    """Seeded: whatever a keyboard or a scanner may send, the answer is a list."""
    random = Random(20261114)
    for n in range(1000):
        typed = "".join(random.choice(NASTY + "kainbtulis 0123456789") for _ in range(random.randint(1, 40)))
        assert isinstance(lookup.search(shop, typed), tuple), (n, typed)
    assert ids(shop, "k" * 100_000) == set()
    assert ids(shop, "kain " * 10_000) == ids(shop, "kain")


def test_names_may_be_hostile_too(ctx):
    """A product is called like a statement: stored and found as it is."""
    name = 'Robert\'); DROP TABLE product;-- "x" <script>alert(1)</script> {{7*7}}'
    with ctx.store.write() as connection:
        upsert_rows(connection, MakerRow, "code", [
            {"code": "M66", "name": "'\"); --", "rule": None, "is_pkp": False, "active": True, "paid_by": "centre"},
        ])  # fmt: skip
        terms.add_product(
            ctx, connection, a_product("X9", name=name, code="X9", maker=Maker("M66", "'\"); --"))
        )
    found = lookup.search(ctx, "robert drop")
    assert [(p.id, p.name, p.maker.name) for p in found] == [("X9", name, "'\"); --")]


def test_words_of_a_product_replace_the_old_ones(ctx):
    """Indexed again, found once."""
    with ctx.store.write() as connection:
        for _ in range(3):
            search.index_product(connection, 1, "Syal Jumputan Biru")
        again = connection.exec_driver_sql(
            "SELECT count(*) FROM product_words WHERE product_words MATCH 'syal'"
        )
        assert again.scalar() == 1
