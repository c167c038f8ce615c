"""Product, category, price, maker, agreement, setting and staff ↔ body, for records and for the catalogue sent down."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, field

from pos.domain.agreement import (
    Agreement,
    DiscountAuthority,
    LossPolicy,
    MakerTerms,
    PayPeriod,
    TaxForm,
    UnsoldPolicy,
)
from pos.domain.catalog import Bundle, BundlePart, Category, CategoryTerms, Maker, PriceChange, Product
from pos.domain.discount import Bearer
from pos.domain.events import SettingChange, StaffChange
from pos.domain.money import BPS_WHOLE
from pos.domain.permissions import Role
from pos.domain.story import STORY_CHARS_MAX, Story
from sync.protocol.bodies_base import (
    UNIT_MILLI,
    Body,
    Bps,
    Count,
    Facts,
    Id,
    Milli,
    Moment,
    Money,
    OptionalId,
    Text,
    Wire,
    from_body,
    milli,
    require,
    to_body,
    units,
)
from sync.protocol.bodies_rule import ChosenWire, RuleWire, chosen_from, chosen_wire, rule_from, rule_wire
from sync.protocol.limits import INTEGER_MAX

BUNDLE_PARTS_MAX = 20
Days = Annotated[int, Meta(ge=0, le=10_000)]
StoryText = Annotated[
    str,
    Meta(
        max_length=STORY_CHARS_MAX,
        pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*\Z",
    ),
]
"""One paragraph for buyers' eyes: no control characters, nothing that turns the direction of what stands beside it."""


class PartWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    quantity: Milli = field(name="q", default=UNIT_MILLI)


class BundleWire(Wire, frozen=True):
    """What makes a product a bundle: parts of any makers, and who bears what it costs less than they."""

    parts: Annotated[tuple[PartWire, ...], Meta(min_length=1, max_length=BUNDLE_PARTS_MAX)] = field(name="l")
    bearer: Bearer = field(name="br", default=Bearer.OUTLET)


class ProductWire(Wire, frozen=True):
    id: Id = field(name="p")
    code: Id = field(name="cd")
    name: Text = field(name="n")
    price: Money = field(name="u")
    category: Id = field(name="c")
    category_name: Text = field(name="cn")
    maker_id: Id = field(name="m")
    maker_name: Text = field(name="mn")
    rule: ChosenWire = field(name="r", default=ChosenWire())
    variant: Text = field(name="v", default="")
    unique: bool = field(name="uq", default=False)
    no_discount: bool = field(name="nd", default=False)
    retired: bool = field(name="x", default=False)
    family: Text = field(name="f", default="")
    aliases: Annotated[tuple[Id, ...], Meta(max_length=20)] = field(name="al", default=())
    bundle: BundleWire | None = field(name="bu", default=None)


class CategoryWire(Wire, frozen=True):
    code: Id = field(name="c")
    name: Text = field(name="cn")
    rule: RuleWire | None = field(name="r", default=None)


class PriceWire(Wire, frozen=True):
    product_id: Id = field(name="p")
    price: Money = field(name="u")
    effective_from: Moment = field(name="ef")
    approval_id: OptionalId = field(name="ap", default="")


class MakerWire(Wire, frozen=True):
    """Business name only; who the person is travels sealed (kind customer's way) or not at all."""

    code: Id = field(name="m")
    name: Text = field(name="mn")
    rule: RuleWire | None = field(name="r", default=None)
    paid_by: Id = field(name="pb", default="centre")
    pay_period: PayPeriod = field(name="pp", default=PayPeriod.TWICE_MONTHLY)
    min_payout: Money = field(name="mp", default=50_000)
    hold_days: Days = field(name="hd", default=7)
    is_pkp: bool = field(name="pk", default=False)
    tax_form: TaxForm = field(name="tf", default=TaxForm.INDIVIDUAL)
    no_discount: bool = field(name="nd", default=False)
    ended: bool = field(name="x", default=False)
    story: StoryText = field(name="si", default="")
    story_en: StoryText = field(name="se", default="")


class AgreementWire(Wire, frozen=True):
    number: Id = field(name="no")
    maker_id: Id = field(name="m")
    starts_on: date = field(name="st")
    ends_on: date | None = field(name="en", default=None)
    rule: RuleWire | None = field(name="r", default=None)
    category: OptionalId = field(name="c", default="")
    period_days: Days = field(name="dy", default=90)
    no_discounts: bool = field(name="nd", default=False)
    max_discount_bps: Bps = field(name="md", default=BPS_WHOLE)
    bearer: Bearer = field(name="br", default=Bearer.OUTLET)
    loss: LossPolicy = field(name="lo", default=LossPolicy.GALLERY)
    shrink_bps: Bps = field(name="sk", default=BPS_WHOLE)
    unsold: UnsoldPolicy = field(name="us", default=UnsoldPolicy.WITHDRAW)
    shelf_fee: Money = field(name="fe", default=0)


class SettingWire(Wire, frozen=True):
    """Exactly one of text, number and truth says the value; none is the empty text."""

    key: Id = field(name="y")
    text: Annotated[str, Meta(max_length=8_000)] | None = field(name="t", default=None)
    number: Annotated[int, Meta(ge=-INTEGER_MAX, le=INTEGER_MAX)] | None = field(name="i", default=None)
    truth: bool | None = field(name="b", default=None)


class StaffWire(Wire, frozen=True):
    """Never a name: only what the user may do."""

    user_id: Count = field(name="id")
    role: Role = field(name="ro", default=Role.CASHIER)
    ended: bool = field(name="x", default=False)


def product_body(product: Product) -> Body:
    """All but what is on hand, which follows from movements."""
    return to_body(ProductWire(**product_facts(product)))


def product_facts(product: Product) -> dict[str, Any]:
    """The fields of a product's wire, for the kinds that say one."""
    return {
        "id": product.id,
        "code": product.code,
        "name": product.name,
        "price": product.price,
        "category": product.category.code,
        "category_name": product.category.name,
        "maker_id": product.maker.code,
        "maker_name": product.maker.name,
        "rule": chosen_wire(product.rule),
        "variant": product.variant,
        "unique": product.unique,
        "no_discount": product.no_discount,
        "retired": not product.active,
        "family": product.family,
        "aliases": product.aliases,
        "bundle": bundle_wire(product.bundle) if product.bundle else None,
    }


def product_from(_facts: Facts, body: Mapping[str, object]) -> Product:
    return product_of(from_body(ProductWire, body))


def product_of(wire: ProductWire) -> Product:
    """The product that a wire says."""
    return Product(
        id=wire.id,
        code=wire.code,
        name=wire.name,
        price=wire.price,
        category=Category(wire.category, wire.category_name),
        maker=Maker(wire.maker_id, wire.maker_name),
        rule=chosen_from(wire.rule, "r"),
        variant=wire.variant,
        unique=wire.unique,
        no_discount=wire.no_discount,
        active=not wire.retired,
        family=wire.family,
        aliases=wire.aliases,
        bundle=bundle_from(wire.bundle) if wire.bundle else None,
    )


def bundle_wire(bundle: Bundle) -> BundleWire:
    parts = tuple(PartWire(part.product_id, milli(part.quantity)) for part in bundle.parts)
    return BundleWire(parts=parts, bearer=bundle.bearer)


def bundle_from(wire: BundleWire) -> Bundle:
    return Bundle(
        tuple(BundlePart(part.product_id, units(part.quantity)) for part in wire.parts), wire.bearer
    )


def category_body(terms: CategoryTerms) -> Body:
    wire = CategoryWire(
        code=terms.category.code,
        name=terms.category.name,
        rule=rule_wire(terms.rule) if terms.rule else None,
    )
    return to_body(wire)


def category_from(_facts: Facts, body: Mapping[str, object]) -> CategoryTerms:
    wire = from_body(CategoryWire, body)
    return CategoryTerms(Category(wire.code, wire.name), rule_from(wire.rule, "r") if wire.rule else None)


def price_body(change: PriceChange) -> Body:
    wire = PriceWire(
        product_id=change.product_id,
        price=change.price,
        effective_from=change.effective_from,
        approval_id=change.approval_id,
    )
    return to_body(wire)


def price_from(_facts: Facts, body: Mapping[str, object]) -> PriceChange:
    wire = from_body(PriceWire, body)
    return PriceChange(wire.product_id, wire.price, wire.effective_from, wire.approval_id)


def maker_body(terms: MakerTerms) -> Body:
    wire = MakerWire(
        code=terms.maker.code,
        name=terms.maker.name,
        rule=rule_wire(terms.rule) if terms.rule else None,
        paid_by=terms.paid_by,
        pay_period=terms.pay_period,
        min_payout=terms.min_payout,
        hold_days=terms.hold_days,
        is_pkp=terms.is_pkp,
        tax_form=terms.tax_form,
        no_discount=terms.no_discount,
        ended=not terms.active,
        story=terms.story.id,
        story_en=terms.story.en,
    )
    return to_body(wire)


def maker_from(_facts: Facts, body: Mapping[str, object]) -> MakerTerms:
    wire = from_body(MakerWire, body)
    return MakerTerms(
        maker=Maker(wire.code, wire.name),
        rule=rule_from(wire.rule, "r") if wire.rule else None,
        paid_by=wire.paid_by,
        pay_period=wire.pay_period,
        min_payout=wire.min_payout,
        hold_days=wire.hold_days,
        is_pkp=wire.is_pkp,
        tax_form=wire.tax_form,
        no_discount=wire.no_discount,
        active=not wire.ended,
        story=Story(wire.story, wire.story_en),
    )


def agreement_body(agreement: Agreement) -> Body:
    wire = AgreementWire(
        number=agreement.number,
        maker_id=agreement.maker_id,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        rule=rule_wire(agreement.rule) if agreement.rule else None,
        category=agreement.category,
        period_days=agreement.period_days,
        no_discounts=not agreement.discounts.allowed,
        max_discount_bps=agreement.discounts.max_bps,
        bearer=agreement.discounts.bearer,
        loss=agreement.loss,
        shrink_bps=agreement.shrink_bps,
        unsold=agreement.unsold,
        shelf_fee=agreement.shelf_fee,
    )
    return to_body(wire)


def agreement_from(facts: Facts, body: Mapping[str, object]) -> Agreement:
    """The agreement under its own id, which is the record's. Raises BodyInvalid."""
    wire = from_body(AgreementWire, body)
    require(wire.ends_on is None or wire.starts_on <= wire.ends_on, "rule", "en", "ends before it starts")
    return Agreement(
        id=facts.id,
        number=wire.number,
        maker_id=wire.maker_id,
        starts_on=wire.starts_on,
        ends_on=wire.ends_on,
        rule=rule_from(wire.rule, "r") if wire.rule else None,
        category=wire.category,
        period_days=wire.period_days,
        discounts=DiscountAuthority(not wire.no_discounts, wire.max_discount_bps, wire.bearer),
        loss=wire.loss,
        shrink_bps=wire.shrink_bps,
        unsold=wire.unsold,
        shelf_fee=wire.shelf_fee,
    )


def setting_body(change: SettingChange) -> Body:
    match change.value:
        case bool():
            return to_body(SettingWire(key=change.key, truth=change.value))
        case int():
            return to_body(SettingWire(key=change.key, number=change.value))
        case _:
            return to_body(SettingWire(key=change.key, text=change.value or None))


def setting_from(_facts: Facts, body: Mapping[str, object]) -> SettingChange:
    wire = from_body(SettingWire, body)
    values = [value for value in (wire.text, wire.number, wire.truth) if value is not None]
    require(len(values) <= 1, "rule", "t", "more than one value")
    return SettingChange(wire.key, values[0] if values else "")


def staff_body(change: StaffChange) -> Body:
    return to_body(StaffWire(user_id=change.user_id, role=change.role, ended=not change.active))


def staff_from(_facts: Facts, body: Mapping[str, object]) -> StaffChange:
    wire = from_body(StaffWire, body)
    return StaffChange(wire.user_id, wire.role, not wire.ended)
