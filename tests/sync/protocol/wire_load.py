"""Realistic sales for the size of a batch: 300 products of 25 makers, baskets and tenders as in domain.md §4.5."""

import random
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pos.domain.cart import Cart
from pos.domain.cash import CashRounding, quick_cash, round_cash
from pos.domain.catalog import Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource
from pos.domain.discount import Bearer, Discount
from pos.domain.pricing import price
from pos.domain.sale import Header, Sale, complete
from pos.domain.tender import Tender, TenderKind, TenderState

_THINGS = (
    "Kain Batik Tulis", "Syal Jumputan", "Tikar Pandan Lipat", "Keranjang Pandan", "Tas Rotan Bulat",
    "Pouch Kanvas Batik", "Kalung Manik", "Gelang Manik", "Bros Kain Perca", "Anting Resin Bunga Kering",
    "Cincin Perak Ukir", "Talenan Kayu", "Puzzle Kayu", "Mug Glasir", "Celengan Gerabah", "Boneka Ondel-ondel",
    "Amigurumi Hewan", "Gantungan Pot Makrame", "Dompet Kulit", "Gantungan Kunci Kulit",
)  # fmt: skip
_LOOKS = ("Merah", "Biru", "Hijau Daun", "Melati", "Cokelat Tua", "Teratai Rawa", "S", "XL", "isi 3", "")
_NAMES = ("Rawa", "Daun", "Lilin", "Perca", "Pandan", "Bambu", "Eceng", "Rotan", "Kanvas", "Manik")


def products(rng: random.Random, count: int = 300) -> list[Product]:
    """Varied products, prices in steps of 500."""
    made = []
    for n in range(count):
        maker = f"M{n % 25 + 1:02d}"
        name = f"{_NAMES[n % 10]} {_NAMES[n * 7 % 10]} {n % 25:02d}"
        rule = CommissionRule(RuleKind.PERCENT, bps=rng.choice((1_500, 2_000, 2_000, 2_500)))
        made.append(
            Product(
                id=f"{maker}-{n:04d}",
                code=f"20{n:011d}",
                name=_THINGS[n % 20],
                variant=rng.choice(_LOOKS),
                price=rng.randint(20, 900) * 500,
                category=Category(_THINGS[n % 20][:3].upper(), "Kriya"),
                maker=Maker(maker, name),
                rule=ChosenRule(rule, RuleSource.MAKER, maker),
                unique=rng.random() < 0.28,
            )
        )
    return made


def uuid7(rng: random.Random, at: datetime) -> str:
    """A UUIDv7 with all its random bits."""
    ms = int(at.timestamp() * 1000)
    bits = rng.getrandbits(74)
    return str(uuid.UUID(int=ms << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits & (1 << 62) - 1))


def basket(rng: random.Random) -> int:
    """Lines in a sale: mean 1,74."""
    return rng.choices((1, 2, 3, 4, 6), (58, 24, 10, 5, 3))[0]


def _cart(rng: random.Random, goods: list[Product], size: int) -> Cart:
    cart = Cart()
    for product in rng.choices(goods, k=size):
        if not cart.quantity_of(product.id):
            cart = cart.add(product, 1 if product.unique or rng.random() < 0.8 else rng.randint(2, 5))
    if rng.random() < 0.08:
        cart = cart.with_discount(Discount(rng.choice(list(Bearer)), bps=rng.choice((500, 1_000))))
    return cart


def _tenders(rng: random.Random, net: int) -> tuple[Tender, ...]:
    reference = str(rng.randint(100_000, 999_999))
    match rng.choices(
        (TenderKind.QRIS, TenderKind.CASH, TenderKind.DEBIT, TenderKind.TRANSFER), (48, 40, 7, 5)
    )[0]:
        case TenderKind.QRIS:
            return (Tender(TenderKind.QRIS, net, reference, TenderState.CLAIMED),)
        case TenderKind.CASH:
            return (Tender(TenderKind.CASH, rng.choice(quick_cash(round_cash(net, CashRounding())))),)
        case other:
            return (Tender(other, net, reference),)


def sales(seed: int, count: int, size: Callable[[random.Random], int] = basket) -> list[Sale]:
    """A run of sales over shifts of eight, a few minutes apart."""
    rng = random.Random(seed)
    goods = products(rng)
    at = datetime(2026, 11, 14, 1, 0, tzinfo=UTC)
    shift_id, made = "", []
    for n in range(count):
        at += timedelta(milliseconds=rng.randint(60_000, 900_000))
        if n % 8 == 0:
            shift_id = uuid7(rng, at)
        priced = price(_cart(rng, goods, size(rng)))
        header = Header(
            uuid7(rng, at), f"GDK1-{n + 1:06d}", shift_id, n // 8 + 1, at.date(), at, rng.choice((2, 3)), ""
        )
        made.append(complete(header, priced, _tenders(rng, priced.net), CashRounding()))
    return made
