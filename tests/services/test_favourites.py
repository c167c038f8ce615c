"""What stands first: pins by hand, then what sold lately; and variants of one thing as one card."""

from datetime import timedelta

import pytest

from pos.domain.finding import Narrowing, PriceBand
from pos.models import families, popularity
from pos.services import favourites, lookup, shifts, terms
from tests.builders import a_product, ean, sell


def family(ctx, count=4, unique=False):
    """Variants of one scarf, the later the more popular."""
    colours = ("Merah", "Biru", "Hijau", "Kuning", "Ungu")
    with ctx.store.write() as connection:
        for n in range(count):
            product = a_product(
                f"SYAL-{n}", code=ean(f"20007777{n:04d}"), name="Syal Sutra", variant=f"Kawung {colours[n]}",
                family="Syal Sutra", price=90_000 + n * 10_000, unique=unique,
            )  # fmt: skip
            terms.add_product(ctx, connection, product, popularity=50 + n)


def test_variants_stand_as_one_card(ctx):
    """The most popular one leads, with how many there are and from what price."""
    family(ctx)
    shelf = lookup.shelf(ctx, "")
    lead = next(p for p in shelf.products if p.family == "Syal Sutra")
    assert [p.family for p in shelf.products].count("Syal Sutra") == 1
    assert lead.id == "SYAL-3"
    found = shelf.families[lead.id]
    assert (found.count, found.price_low, found.price_high) == (4, 90_000, 120_000)
    assert [p.id for p in lookup.variants(ctx, found).products] == [f"SYAL-{n}" for n in range(4)]


def test_unique_pieces_stand_each_for_itself(ctx):
    """A buyer points at the one piece."""
    family(ctx, unique=True)
    shelf = lookup.shelf(ctx, "")
    assert [p.family for p in shelf.products].count("Syal Sutra") == 4
    assert not shelf.families


def test_words_and_narrowing_go_into_the_family(ctx):
    """Of four scarves the words find one: then it is that one, and no card of variants."""
    family(ctx)
    typed = lookup.shelf(ctx, "sutra merah")
    assert [p.id for p in typed.products] == ["SYAL-0"]
    assert not typed.families
    narrowed = lookup.shelf(ctx, "", Narrowing(band=PriceBand(100_000, 115_000), motif="kawung"))
    assert [p.id for p in narrowed.products] == ["SYAL-2"]
    assert narrowed.families["SYAL-2"].count == 2
    both = lookup.variants(ctx, narrowed.families["SYAL-2"], "", Narrowing(band=PriceBand(100_000, 115_000)))
    assert [p.id for p in both.products] == ["SYAL-1", "SYAL-2"]


def test_a_colour_narrows_what_is_typed_and_what_is_not(ctx):
    """Upper or lower case, with and without words."""
    family(ctx)
    merah = Narrowing(colour="Merah")
    assert {p.id for p in lookup.shelf(ctx, "syal", merah).products} == {"SYAL-0"}
    assert "SYAL-0" in {p.id for p in lookup.shelf(ctx, "", merah).products}
    assert "Merah" in lookup.facets(ctx, Narrowing()).colours


def test_pins_stand_first_in_their_order(ctx):
    """And only while nothing is typed."""
    favourites.toggle_pin(ctx, "M18-002")
    favourites.toggle_pin(ctx, "M01-014")
    shelf = lookup.shelf(ctx, "")
    assert [p.id for p in shelf.products[:2]] == ["M18-002", "M01-014"]
    assert shelf.pinned == {"M18-002", "M01-014"}
    assert len({p.id for p in shelf.products}) == len(shelf.products)
    assert favourites.toggle_pin(ctx, "M18-002") is False
    assert lookup.shelf(ctx, "").products[0].id == "M01-014"


def test_the_oldest_pin_gives_way(ctx):
    """No endless row of pins before the goods."""
    with ctx.store.write() as connection:
        for n in range(favourites.PINS_MAX + 1):
            product = a_product(f"P-{n}", code=ean(f"20006666{n:04d}"), name=f"Barang {n}")
            terms.add_product(ctx, connection, product)
    for n in range(favourites.PINS_MAX + 1):
        favourites.toggle_pin(ctx, f"P-{n}")
    with ctx.store.read() as connection:
        pinned = families.pinned(connection)
    assert lookup.shelf(ctx, "").pinned == pinned
    assert len(pinned) == favourites.PINS_MAX
    assert "P-0" not in pinned


@pytest.fixture
def trading(ctx, rani):
    shifts.open_shift(ctx, cashier=rani, opening_float=300_000)
    return ctx


def test_what_sells_comes_to_the_front_the_next_day(trading, rani):
    """Learnt once; learning again moves nothing."""
    sell(trading, rani, ("M18-002", 1))
    assert favourites.learn(trading) == 1
    assert lookup.shelf(trading, "").products[0].id == "M18-002"
    assert favourites.learn(trading) == 0


def test_what_sells_no_more_goes_back(trading, rani, clock):
    """After eight weeks the grid has forgotten it."""
    sell(trading, rani, ("M18-002", 1))
    favourites.learn(trading)
    clock.advance(days=favourites.LEARNT_DAYS + 1)
    with trading.store.read() as connection:
        since = trading.today() - timedelta(days=favourites.LEARNT_DAYS)
        assert popularity.scores(connection, since=since, recent=since) == {}
    assert favourites.learn(trading) == 1
    assert favourites.learn(trading) == 0


def test_the_last_week_counts_more(trading, rani, clock):
    """Two sales of today lie before seven of last month."""
    for _ in range(7):
        sell(trading, rani, ("M18-002", 1))
    clock.advance(days=30)
    shifts.close_shift(trading, cashier=rani, counted=0)
    shifts.open_shift(trading, cashier=rani, opening_float=300_000)
    for _ in range(2):
        sell(trading, rani, ("M03-005", 1))
    favourites.learn(trading)
    assert [p.id for p in lookup.shelf(trading, "").products[:2]] == ["M03-005", "M18-002"]


def test_among_found_goods_the_name_comes_before_popularity(ctx):
    """A thing whose name begins with the typed word stands before a better selling one that only contains it."""
    with ctx.store.write() as connection:
        for n, (name, popularity_) in enumerate(
            (("Pembatas Qoryza", 90), ("Batasan Biru", 10), ("Alas batas", 50))
        ):
            product = a_product(f"RANK-{n}", code=ean(f"20007788{n:04d}"), name=name)
            terms.add_product(ctx, connection, product, popularity=popularity_)
        gone = a_product("RANK-9", code=ean("200077889999"), name="Batas Tulis", unique=True)
        terms.add_product(ctx, connection, gone, popularity=99)
    found = [p.id for p in lookup.shelf(ctx, "batas").products]
    assert found == ["RANK-1", "RANK-9", "RANK-2", "RANK-0"], "a sold piece comes after what can be had"


def test_variants_say_that_they_are_one_thing(ctx):
    """Then a card need not repeat the thing's name, of which the difference would be cut off."""
    family(ctx)
    shelf = lookup.shelf(ctx, "")
    found = shelf.families[next(p.id for p in shelf.products if p.family == "Syal Sutra")]
    assert (shelf.opened, lookup.variants(ctx, found).opened) == (False, True)
