"""Colours and motifs read out of variants as makers write them."""

from pos.domain.finding import PRICE_BANDS, Narrowing, PriceBand, closeness, facets


def test_colour_and_motif_stand_in_one_text():
    """Both orders, shades and sizes of the demo catalogue (domain.md §4.4)."""
    texts = [
        "Kawung Merah",
        "Kawung Biru",
        "Mega Mendung Merah",
        "Mega Mendung Biru",
        "Hijau Lumut",
        "Kawung",
    ]
    found = facets((text, 1) for text in texts)
    assert found.colours == ("Merah", "Biru", "Hijau")
    assert found.motifs == ("Kawung", "Mega Mendung")


def test_a_size_is_no_motif():
    """Neither is a count, a length, or a shade of a colour."""
    texts = ["ukuran XL", "isi 3", "100 cm", "Kecil", "Besar Alami", "dapat diatur", "Cokelat Tua", "XL"]
    assert facets((text, 3) for text in texts).motifs == ()


def test_a_motif_of_one_product_is_a_name():
    """One piece called Teratai Rawa gives no chip."""
    assert facets([("Teratai Rawa", 1), ("Capung Sawah", 1)]).motifs == ()


def test_price_bands_meet_without_gap():
    """Each price lies in exactly one band."""
    assert PRICE_BANDS[0].low == 0
    assert PRICE_BANDS[-1].high is None
    assert [band.high for band in PRICE_BANDS[:-1]] == [band.low for band in PRICE_BANDS[1:]]


def test_the_panel_counts_its_own_choices():
    """The category stands beside it."""
    assert Narrowing(category="batik").panel_count == 0
    assert Narrowing(maker="M01", band=PriceBand(), colour="Merah", motif="Kawung").panel_count == 4


def test_what_begins_with_the_word_comes_first():
    """Who types tas wants a bag, not a bookmark (pembatas), and not a strap before a bag."""
    names = ["Pembatas Buku", "Tali Tas Makrame", "Tas Rotan", "Clutch Rotan", "tas Makrame"]
    ranked = sorted(names, key=lambda name: closeness(name, "Tas"))
    assert ranked == ["Tas Rotan", "tas Makrame", "Tali Tas Makrame", "Pembatas Buku", "Clutch Rotan"]
