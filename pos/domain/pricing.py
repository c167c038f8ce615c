"""What a cart costs: line discounts, the cart's discount spread over lines, tax inside, split per line."""

from dataclasses import dataclass

from pos.domain.cart import Cart, CartLine
from pos.domain.commission import LineMoney, split_line
from pos.domain.discount import Bearer
from pos.domain.money import Rupiah, allocate
from pos.domain.tax import TaxRate, tax_of_lines


@dataclass(frozen=True, slots=True)
class PricedLine:
    line: CartLine
    money: LineMoney


@dataclass(frozen=True, slots=True)
class PricedCart:
    """Totals before tenders: net is what the buyer owes before cash rounding; tax is inside it."""

    lines: tuple[PricedLine, ...]
    gross: Rupiah
    discount: Rupiah
    net: Rupiah
    tax: Rupiah


def price(cart: Cart, tax_rate: TaxRate | None = None) -> PricedCart:
    """Price a cart exactly (domain.md §1.3, §2.3); `tax_rate` is None for a non-PKP outlet."""
    bearers = _discounts_by_bearer(cart)
    nets = tuple(line.gross - sum(borne.values()) for line, borne in zip(cart.lines, bearers, strict=True))
    taxes = tax_of_lines(nets, tax_rate) if tax_rate else tuple(0 for _ in nets)
    lines = tuple(
        PricedLine(line, _split(line, borne, tax))
        for line, borne, tax in zip(cart.lines, bearers, taxes, strict=True)
    )
    gross = cart.gross
    return PricedCart(lines, gross, gross - sum(nets), sum(nets), sum(taxes))


def _discounts_by_bearer(cart: Cart) -> list[dict[Bearer, Rupiah]]:
    borne: list[dict[Bearer, Rupiah]] = [
        {line.discount.bearer: line.discount.of(line.gross)} if line.discount else {} for line in cart.lines
    ]
    if cart.discount is None:
        return borne
    weights = [
        0 if line.product.no_discount or line.bundle else line.gross - sum(b.values())
        for line, b in zip(cart.lines, borne, strict=True)
    ]
    whole = cart.discount.of(sum(weights))
    for b, part in zip(borne, allocate(whole, weights), strict=True):
        b[cart.discount.bearer] = b.get(cart.discount.bearer, 0) + part
    return borne


def _split(line: CartLine, borne: dict[Bearer, Rupiah], tax: Rupiah) -> LineMoney:
    return split_line(
        line.product.rule.rule,
        quantity=line.quantity,
        unit_price=line.product.price,
        shared=borne.get(Bearer.SHARED, 0),
        outlet=borne.get(Bearer.OUTLET, 0),
        maker=borne.get(Bearer.MAKER, 0),
        tax=tax,
    )
