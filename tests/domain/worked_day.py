"""The worked day of domain.md §5 as values: five receipts at GDK on 14 Nov 2026, built by the domain itself."""

from datetime import UTC, date, datetime, timedelta

from pos.domain.cart import Cart
from pos.domain.cash import CashRounding
from pos.domain.catalog import Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource
from pos.domain.discount import Bearer, Discount
from pos.domain.pricing import price
from pos.domain.sale import Header, Sale, SaleFacts, complete
from pos.domain.tender import Tender, TenderKind, TenderState

DAY = date(2026, 11, 14)
OPENED = datetime(2026, 11, 14, 1, 2, tzinfo=UTC)
SHIFT_ID = "019a80e2-7f40-7000-8000-0000000000a1"
CASHIER_ID = 3
ROUNDING = CashRounding()

_20 = CommissionRule(RuleKind.PERCENT, bps=2_000)
_15 = CommissionRule(RuleKind.PERCENT, bps=1_500)
_FIXED = CommissionRule(RuleKind.FIXED, per_unit=2_000)
_OWN = CommissionRule(RuleKind.OWN)


def a_product(
    code: str, title: str, price_: int, maker: tuple[str, str], rule: CommissionRule, **more
) -> Product:
    """A product of the demo shop."""
    facts = {"category": Category("BTK", "Batik & ecoprint")} | more
    return Product(
        id=f"SKU-{code}",
        code=f"20{code:0>11}",
        name=title,
        price=price_,
        maker=Maker(*maker),
        rule=ChosenRule(rule, RuleSource.MAKER, maker[0]),
        **facts,
    )


SYAL = a_product("0301", "Syal Jumputan Biru", 125_000, ("M03", "Sanggar Lilin Malam"), _20)
BROS = a_product("1101", "Bros Kain Perca Melati", 18_500, ("M11", "Perca Lestari Ungu"), _20)
BATIK = a_product(
    "0101", "Kain Batik Tulis Teratai Rawa", 1_250_000, ("M01", "Batik Rawa Kembang"), _15, unique=True
)
MUG = a_product("1801", "Mug Glasir Hijau", 85_000, ("M18", "Keramik Lempung Asih"), _20)
MANIK = a_product("1001", "Gantungan Kunci Manik", 12_500, ("M10", "Manik Rinai"), _FIXED)
KANTONG = a_product("9901", "Kantong Kertas", 5_000, ("OWN", "Galeri"), _OWN)
DOMPET = a_product("2401", "Dompet Kulit", 225_000, ("M24", "Kulit Tapak Sancang"), _20)


def a_header(number: int, *, series: str = "", minutes: int = 0) -> Header:
    """A document's header on the worked day."""
    return Header(
        id=f"019a80e2-7f40-7000-8000-{number:012d}",
        number=f"GDK1-{series}{number:0{5 if series else 6}d}",
        shift_id=SHIFT_ID,
        shift_number=1,
        business_date=DAY,
        at=OPENED + timedelta(minutes=minutes or number),
        cashier_id=CASHIER_ID,
        cashier_name="",
    )


def a_sale(number: int, cart: Cart, tenders: tuple[Tender, ...], facts: SaleFacts | None = None) -> Sale:
    """A completed sale."""
    return complete(a_header(number), price(cart), tenders, ROUNDING, facts or SaleFacts())


def cash(amount: int) -> tuple[Tender, ...]:
    return (Tender(TenderKind.CASH, amount),)


def qris(amount: int) -> tuple[Tender, ...]:
    return (Tender(TenderKind.QRIS, amount, state=TenderState.CLAIMED),)


def receipts() -> tuple[Sale, ...]:
    """Receipts 121 to 125."""
    return (
        a_sale(121, Cart().add(SYAL).add(BROS, 2), cash(200_000)),
        a_sale(
            122,
            Cart().add(BATIK).with_line_discount(0, Discount(Bearer.SHARED, bps=500)),
            qris(1_187_500),
        ),
        a_sale(
            123, Cart().add(MUG, 2).with_line_discount(0, Discount(Bearer.OUTLET, bps=1_000)), qris(153_000)
        ),
        a_sale(124, Cart().add(MANIK, 3).add(KANTONG), cash(50_000)),
        a_sale(
            125,
            Cart().add(DOMPET).with_line_discount(0, Discount(Bearer.MAKER, bps=1_000)),
            (Tender(TenderKind.DEBIT, 202_500, "BRI 041277"),),
        ),
    )
