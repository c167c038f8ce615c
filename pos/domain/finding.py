"""Narrowing the goods: by category, maker, price band, colour and motif; families of variants. Reads no store.

A variant says colour, size and motif in one text, as makers write it ("Kawung Merah", "ukuran XL"); what is neither
a colour nor a size is its motif.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pos.domain.money import Rupiah

COLOURS: tuple[str, ...] = (
    "Merah",
    "Biru",
    "Hijau",
    "Kuning",
    "Hitam",
    "Putih",
    "Cokelat",
    "Coklat",
    "Krem",
    "Ungu",
    "Jingga",
    "Oranye",
    "Pink",
    "Abu-abu",
    "Emas",
    "Perak",
    "Tosca",
    "Nila",
    "Terakota",
    "Tan",
    "Alami",
    "Pelangi",
    "Bening",
)
"""Colour words that stand in variants, as the trade writes them."""

_SHADES = frozenset(("tua", "muda", "laut", "lumut", "tentara", "dongker", "botol", "marun", "bata", "doff"))
"""Words after a colour that make it a shade of it."""

_SIZE = re.compile(
    r"\d|ukuran\b|isi\b|^(?:xs|s|m|l|xl|xxl|kecil|sedang|besar|mini|tinggi|pendek)\b|dapat diatur",
    re.IGNORECASE,
)
MOTIFS_MAX = 18
MOTIF_PRODUCTS_MIN = 2


@dataclass(frozen=True, slots=True)
class PriceBand:
    """Label prices in rupiah, `low` included, `high` not; None is without end."""

    low: Rupiah = 0
    high: Rupiah | None = None


PRICE_BANDS: tuple[PriceBand, ...] = (
    PriceBand(0, 25_000),
    PriceBand(25_000, 50_000),
    PriceBand(50_000, 100_000),
    PriceBand(100_000, 250_000),
    PriceBand(250_000, 500_000),
    PriceBand(500_000, None),
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the goods are narrowed to; None and the empty word are all."""

    category: str | None = None
    maker: str | None = None
    band: PriceBand | None = None
    colour: str = ""
    motif: str = ""

    @property
    def panel_count(self) -> int:
        """How many choices of the filter panel hold (the category stands beside it)."""
        return sum(bool(part) for part in (self.maker, self.band, self.colour, self.motif))


@dataclass(frozen=True, slots=True)
class Family:
    """Variants of one thing by one maker: how many there are, and between which prices (rupiah)."""

    maker_code: str
    name: str
    count: int
    price_low: Rupiah
    price_high: Rupiah


@dataclass(frozen=True, slots=True)
class Facets:
    """Colours and motifs that the goods at hand have, the commonest first."""

    colours: tuple[str, ...] = ()
    motifs: tuple[str, ...] = ()


def closeness(name: str, typed: str) -> int:
    """How near a thing's name is to what was typed, for a stable sort: 0 begins with it, 1 has it at a word's start,
    2 was found by another word (its maker, its category) or in mid-word: "tas" means bags before bookmarks (pembatas).
    """
    wanted, said = typed.casefold().strip(), name.casefold()
    if said.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in said else 2


def facets(variants: Iterable[tuple[str, int]]) -> Facets:
    """Read the colours and motifs out of variant texts, each with its products; a motif counts from two on."""
    colours: Counter[str] = Counter()
    motifs: Counter[str] = Counter()
    for variant, products in variants:
        words = variant.split()
        found = [colour for colour in COLOURS if colour.casefold() in map(str.casefold, words)]
        colours.update(dict.fromkeys(found, products))
        motif = _motif(words)
        if motif:
            motifs[motif] += products
    common = [motif for motif, count in motifs.most_common(MOTIFS_MAX) if count >= MOTIF_PRODUCTS_MIN]
    return Facets(tuple(colour for colour, _ in colours.most_common()), tuple(common))


def _motif(words: list[str]) -> str:
    """What is left of a variant without its colour; nothing where it is a size."""
    known = {colour.casefold() for colour in COLOURS}
    rest = [word for word in words if word.casefold() not in known and word.casefold() not in _SHADES]
    text = " ".join(rest)
    return "" if not text or _SIZE.search(text) else text
