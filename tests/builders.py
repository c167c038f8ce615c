"""Valid things by default; a test changes what matters to it."""

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource
from pos.domain.permissions import Role
from pos.domain.stock import StockDocument, StockKind, StockMovement
from pos.domain.tender import Tender, TenderKind
from pos.services import checkout, holds, shop, terms
from pos.services.checkout import CompletedSale
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.sign_in import Cashier

PIN_HASH = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$invalid"
TWENTY = CommissionRule(RuleKind.PERCENT, bps=2000)
MAKERS = (
    MakerTerms(Maker("M01", "Batik Rawa Kembang"), CommissionRule(RuleKind.PERCENT, bps=1500)),
    MakerTerms(Maker("M03", "Sanggar Lilin Malam"), TWENTY),
    MakerTerms(Maker("M10", "Manik Rinai"), CommissionRule(RuleKind.FIXED, per_unit=2000)),
    MakerTerms(Maker("M18", "Keramik Lempung Asih"), TWENTY),
    MakerTerms(Maker("OWN", "Galeri Dekranasda"), CommissionRule(RuleKind.OWN)),
)
_RULES = {t.maker.code: t.rule for t in MAKERS}


def a_product(
    product_id: str = "M03-001",
    *,
    code: str = "2000030000010",
    name: str = "Syal Jumputan",
    variant: str = "Biru",
    price: int = 125_000,
    maker: Maker = Maker("M03", "Sanggar Lilin Malam"),  # noqa: B008 - a frozen value
    category: Category = Category("batik", "Batik"),  # noqa: B008 - a frozen value
    **facts,
) -> Product:
    rule = ChosenRule(_RULES.get(maker.code) or TWENTY, RuleSource.MAKER, maker.code)
    return Product(product_id, code, name, price, category, maker, rule, variant=variant, **facts)


def ean(twelve: str) -> str:
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(twelve))
    return twelve + str(-total % 10)


PRODUCTS = (
    a_product(code=ean("200003000001")),
    a_product(
        "M01-014", code=ean("210001000014"), name="Kain Batik Tulis", variant="Teratai Rawa", price=1_250_000,
        maker=Maker("M01", "Batik Rawa Kembang"), unique=True,
    ),
    a_product(
        "M18-002", code=ean("200018000002"), name="Mug Glasir", variant="Hijau", price=85_000,
        maker=Maker("M18", "Keramik Lempung Asih"), category=Category("keramik", "Keramik"),
    ),
    a_product(
        "M10-003", code=ean("200010000003"), name="Gantungan Kunci Manik", variant="Ikan", price=12_500,
        maker=Maker("M10", "Manik Rinai"), category=Category("aksesoris", "Aksesoris"),
    ),
    a_product(
        "M03-005", code=ean("200003000005"), name="Taplak", variant="", price=33_325,
    ),
    a_product(
        "OWN-001", code=ean("200099000001"), name="Kantong Kertas", variant="", price=5_000,
        maker=Maker("OWN", "Galeri Dekranasda"), category=Category("kemasan", "Kemasan"), no_discount=True,
    ),
)  # fmt: skip
BY_ID = {product.id: product for product in PRODUCTS}


def fill_shop(ctx: Context) -> None:
    """Settings, staff, makers, products and 50 of each (one of a unique piece)."""
    with ctx.store.write() as connection:
        shop.open_first_epoch(ctx, connection)
        shop.save_settings(ctx, connection, {"outlet.name": "Galeri Dekranasda"})
        for staff_id, name, role in ((1, "Rani", Role.CASHIER), (5, "Ratna", Role.MANAGER)):
            shop.add_staff_hashed(ctx, connection, staff_id=staff_id, name=name, role=role, pin_hash=PIN_HASH)
        for maker in MAKERS:
            terms.add_maker(ctx, connection, maker)
        for product in PRODUCTS:
            terms.add_product(ctx, connection, product)
        intake = ctx.new_id()
        moves = tuple(StockMovement(StockKind.INTAKE, p.id, 1 if p.unique else 50, intake) for p in PRODUCTS)
        document = StockDocument(intake, ctx.clock.now(), 5, "", StockKind.INTAKE, moves, number="NT-0001")
        terms.receive(ctx, connection, document)


def a_cart(ctx: Context, *goods: tuple[str, int], tenders: tuple[Tender, ...] = ()) -> OpenCart:
    """An open cart with goods by id and quantity."""
    open_cart = holds.new_cart(ctx)
    cart = open_cart.cart
    for product_id, quantity in goods:
        cart = cart.add(BY_ID[product_id], quantity)
    return OpenCart(open_cart.id, cart, tenders)


def cash(amount: int) -> Tender:
    return Tender(TenderKind.CASH, amount)


def sell(
    ctx: Context,
    cashier: Cashier,
    *goods: tuple[str, int],
    pay: tuple[Tender, ...] | None = None,
    customer_id: str = "",
) -> CompletedSale:
    """A durable sale, by default in cash with the exact amount."""
    open_cart = a_cart(ctx, *(goods or (("M03-001", 1),)))
    total = checkout.price_cart(ctx, open_cart.cart).net
    paid = OpenCart(open_cart.id, open_cart.cart, pay or (cash(total),), customer_id=customer_id)
    return ctx.writer.call(checkout.complete_sale, ctx, open_cart=paid, cashier=cashier)
