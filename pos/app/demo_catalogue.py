"""The demo catalogue of domain.md §4: 25 makers, 300 products, the gallery's own three and two bundles, seeded, always the same.

Shared by the demo shop at a till and by `gerai central init --demo`. Draws nothing, writes nothing.
"""

import csv
from dataclasses import dataclass
from random import Random

from pos.domain.agreement import MakerTerms
from pos.domain.barcode import StockUnit, mint
from pos.domain.catalog import Bundle, BundlePart, Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource, Tier
from pos.domain.money import Rupiah
from pos.domain.story import Story
from pos.paths import asset

SEED = 17141
OUTLETS = {"GDK": "Galeri Dekranasda", "BLU": "Toko UMKM Blu Plaza", "PMR": "Pameran"}
GDK_SHARE = 0.55
_OWN = (("Kantong Kertas", 5_000), ("Kotak Hadiah", 15_000), ("Kartu Ucapan", 7_500))
_BUNDLES = (
    ("Paket Oleh-oleh Bekasi", 75_000, ("M20-240", "M09-116", "M19-229")),
    ("Paket Ngopi Sore", 139_000, ("M18-214", "M07-089", "M19-232")),
)
"""Name, price and parts, each of three makers."""
_BUNDLE_WEIGHT = 1_500
_ZERO_COMMISSION = "Pembatas Buku Resin"


@dataclass(frozen=True, slots=True)
class DemoProduct:
    """A product with its stock per outlet code and how often it sells (an integer weight)."""

    product: Product
    stock: dict[str, int]
    weight: int


@dataclass(frozen=True, slots=True)
class DemoCatalogue:
    makers: tuple[MakerTerms, ...]
    products: tuple[DemoProduct, ...]


def demo_catalogue(seed: int = SEED) -> DemoCatalogue:
    """Build the whole catalogue; the same seed gives the same one."""
    random = Random(seed)
    makers = {terms.maker.code: terms for terms in _makers()}
    products: list[DemoProduct] = []
    with asset("demo", "families.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            products += _family(random, row, makers[row["maker"]], len(products))
    products += _own(makers["OWN"], len(products))
    products += _bundles(makers["OWN"], len(products))
    return DemoCatalogue(tuple(makers.values()), tuple(products))


def _makers() -> list[MakerTerms]:
    with asset("demo", "makers.csv").open(encoding="utf-8", newline="") as file:
        return [
            MakerTerms(
                Maker(row["code"], row["name"]),
                _maker_rule(row["rule"]),
                no_discount=row["code"] == "M16",
                story=Story(row["story"], row["story_en"]),
            )
            for row in csv.DictReader(file)
        ]


def _maker_rule(text: str) -> CommissionRule | None:
    """The maker's default; memo is agreed per item, so such a maker has none of its own."""
    kind, _, rest = text.partition(":")
    match kind:
        case "percent":
            bps, _, least = rest.partition(":")
            return CommissionRule(RuleKind.PERCENT, bps=int(bps), min_per_unit=int(least or 0))
        case "fixed":
            return CommissionRule(RuleKind.FIXED, per_unit=int(rest))
        case "slab":
            pairs = (part.split("=") for part in rest.split(";"))
            return CommissionRule(RuleKind.SLAB, tiers=tuple(Tier(int(a), int(b)) for a, b in pairs))
        case "own":
            return CommissionRule(RuleKind.OWN)
        case _:
            return None


def _family(random: Random, row: dict[str, str], terms: MakerTerms, before: int) -> list[DemoProduct]:
    low, high, unique = int(row["low"]), int(row["high"]), row["unique"] == "1"
    category = Category(_code(row["category"]), row["category"])
    made = []
    for n, variant in enumerate(row["variants"].split("|"), 1):
        price = _price(random, low, high)
        serial = before + n
        product = Product(
            id=f"{terms.maker.code}-{serial:03d}",
            code=mint(StockUnit.UNIQUE if unique else StockUnit.REPEAT, int(terms.maker.code[1:]), serial),
            name=row["family"],
            variant=variant,
            family=row["family"],
            price=price,
            category=category,
            maker=terms.maker,
            rule=_rule(terms, row["family"], price),
            unique=unique,
            no_discount=terms.no_discount,
        )
        made.append(DemoProduct(product, _stock(random, unique), _weight(price, unique)))
    return made


def _rule(terms: MakerTerms, family: str, price: Rupiah) -> ChosenRule:
    if family == _ZERO_COMMISSION:
        return ChosenRule(CommissionRule(RuleKind.PERCENT, bps=0), RuleSource.ITEM)
    if terms.rule is None:
        memo = price * 7 // 10 // 500 * 500
        return ChosenRule(CommissionRule(RuleKind.MEMO, per_unit=memo), RuleSource.ITEM)
    return ChosenRule(terms.rule, RuleSource.MAKER, terms.maker.code)


def _code(category: str) -> str:
    return category.split(" ", maxsplit=1)[0].lower()


def _price(random: Random, low: Rupiah, high: Rupiah) -> Rupiah:
    price = random.randint(low, high)
    step = 500 if price < 50_000 else 1_000 if price < 100_000 else 5_000
    return min(high, max(low, price // step * step))


def _stock(random: Random, unique: bool) -> dict[str, int]:
    if unique:
        here = "GDK" if random.random() < GDK_SHARE else "BLU"
        return {here: 1}
    total = random.randint(2, 12)
    at_gdk = max(1, round(total * GDK_SHARE))
    return {"GDK": at_gdk, "BLU": total - at_gdk}


def _weight(price: Rupiah, unique: bool) -> int:
    """Choice weight of domain.md §4.5 in thousandths; no money path."""
    weight: float = (350 if unique else 1000) * (100_000 / price) ** 0.6
    return max(1, round(weight))


def _own(terms: MakerTerms, before: int) -> list[DemoProduct]:
    rule = ChosenRule(CommissionRule(RuleKind.OWN), RuleSource.MAKER, terms.maker.code)
    made = []
    for n, (name, price) in enumerate(_OWN, 1):
        serial = before + n
        product = Product(
            id=f"OWN-{serial:03d}",
            code=mint(StockUnit.REPEAT, 9999, serial),
            name=name,
            price=price,
            category=Category("kemasan", "Kemasan"),
            maker=terms.maker,
            rule=rule,
            no_discount=True,
            family=name,
        )
        made.append(DemoProduct(product, {"GDK": 200, "BLU": 200}, 2000))
    return made


def _bundles(terms: MakerTerms, before: int) -> list[DemoProduct]:
    """The gallery's hampers; what is on hand of them follows from their parts."""
    rule = ChosenRule(CommissionRule(RuleKind.OWN), RuleSource.MAKER, terms.maker.code)
    made = []
    for n, (name, price, parts) in enumerate(_BUNDLES, 1):
        product = Product(
            id=f"PKT-{n:03d}",
            code=mint(StockUnit.REPEAT, 9999, before + n),
            name=name,
            price=price,
            category=Category("paket", "Paket"),
            maker=terms.maker,
            rule=rule,
            bundle=Bundle(tuple(BundlePart(part) for part in parts)),
        )
        made.append(DemoProduct(product, {}, _BUNDLE_WEIGHT))
    return made
