"""Refund by line, exactly; void within the shift. A refund uses the sold snapshot, never today's price (§1.3)."""

from dataclasses import dataclass
from datetime import date

from pos.domain.commission import LineMoney
from pos.domain.money import Rupiah, part_of_units
from pos.domain.sale import Header, Sale, SaleLine
from pos.domain.tender import Tender, TenderKind
from pos.errors import N_, NothingToRefund, VoidNotAllowed


@dataclass(frozen=True, slots=True)
class RefundChoice:
    """Which line, how many units, and whether the piece goes back to the shelf (else it is damaged)."""

    line_no: int
    quantity: int
    to_shelf: bool = True


@dataclass(frozen=True, slots=True)
class RefundLine:
    """Units given back with their exact part of each component of the sold line."""

    line_no: int
    product_id: str
    title: str
    maker_id: str
    quantity: int
    money: LineMoney
    to_shelf: bool


@dataclass(frozen=True, slots=True)
class RefundQuote:
    """What would be given back: net of the lines, the part of the sale's rounding that falls on it, the total."""

    lines: tuple[RefundLine, ...]
    net: Rupiah
    rounding: Rupiah

    @property
    def total(self) -> Rupiah:
        return self.net + self.rounding


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund document; amounts are positive and mean money out. `tenders` say how it is given back."""

    header: Header
    sale_id: str
    sale_number: str
    lines: tuple[RefundLine, ...]
    tenders: tuple[Tender, ...]
    net: Rupiah
    rounding: Rupiah
    total: Rupiah
    reason: str = ""
    void: bool = False
    exchange: bool = False
    approval_id: str = ""

    @property
    def cash_out(self) -> Rupiah:
        return sum(t.amount for t in self.tenders if t.kind is TenderKind.CASH)


def quote(sale: Sale, refunded: dict[int, int], choices: tuple[RefundChoice, ...]) -> RefundQuote:
    """Say exactly what the choices give back; `refunded` is units per line number refunded before.

    Raises NothingToRefund for more units than are left or no choice at all.
    """
    by_no = {line.line_no: line for line in sale.lines}
    if not choices or len({c.line_no for c in choices}) != len(choices):
        raise NothingToRefund(left=0)
    lines = tuple(_refund_line(by_no.get(c.line_no), refunded.get(c.line_no, 0), c) for c in choices)
    after = dict(refunded)
    for line in lines:
        after[line.line_no] = after.get(line.line_no, 0) + line.quantity
    net = sum(line.money.net for line in lines)
    return RefundQuote(lines, net, _given_back(sale, after) - _given_back(sale, refunded) - net)


def _given_back(sale: Sale, refunded: dict[int, int]) -> Rupiah:
    """Money back in all after these units: never more than was paid, all of it with the last unit (invariant 18).

    Two copies of a register may each have given the same piece back: then it counts once.
    """
    back = {line.line_no: min(line.quantity, refunded.get(line.line_no, 0)) for line in sale.lines}
    if all(back[line.line_no] == line.quantity for line in sale.lines):
        return sale.total
    net = sum(part_of_units(line.money.net, line.quantity, 0, back[line.line_no]) for line in sale.lines)
    return min(net, sale.total)


def _refund_line(line: SaleLine | None, before: int, choice: RefundChoice) -> RefundLine:
    if line is None or not 1 <= choice.quantity <= line.quantity - before:
        raise NothingToRefund(left=max(0, line.quantity - before) if line else 0)

    def part(component: int) -> int:
        return part_of_units(component, line.quantity, before, choice.quantity)

    m = line.money
    net, tax, share = part(m.net), part(m.tax), part(m.maker_share)
    shared, outlet, maker = part(m.shared_discount), part(m.outlet_discount), part(m.maker_discount)
    gross = net + shared + outlet + maker
    money = LineMoney(
        gross=gross,
        shared_discount=shared,
        outlet_discount=outlet,
        maker_discount=maker,
        net=net,
        tax=tax,
        base=gross - shared - tax,
        base_commission=part(m.base_commission),
        commission=net - tax - share,
        maker_share=share,
    )
    return RefundLine(
        line.line_no, line.product_id, line.title, line.maker_id, choice.quantity, money, choice.to_shelf
    )


def refund_tenders(
    sale: Sale,
    given_back: dict[TenderKind, Rupiah],
    total: Rupiah,
    deposit_as: TenderKind = TenderKind.CASH,
) -> tuple[Tender, ...]:
    """Give back to the original tenders, non-cash first, cash last (invariants 18, 20).

    A deposit was used up by its sale: what it brought goes back `deposit_as`, as its own way of coming allows.

    Raises NothingToRefund where that is more than is left of what was paid: a copy of the register gave it back already.
    """
    rest, out = total, []
    paid: dict[TenderKind, Rupiah] = {}
    for tender in sale.tenders:
        came_as = deposit_as if tender.kind is TenderKind.DEPOSIT else tender.kind
        paid[came_as] = paid.get(came_as, 0) + tender.amount
    if TenderKind.CASH in paid:
        paid[TenderKind.CASH] -= sale.change
    for kind in sorted(paid, key=lambda k: k is TenderKind.CASH):
        amount = min(rest, paid[kind] - given_back.get(kind, 0))
        if amount > 0:
            out.append(Tender(kind, amount))
            rest -= amount
    if rest:
        raise NothingToRefund(left=0)
    return tuple(out)


def out_of_drawer(back: tuple[Tender, ...]) -> tuple[Tender, ...]:
    """The same money in cash; what nobody has paid (Piutang) is owed no longer and leaves no drawer."""
    owed = tuple(t for t in back if t.kind is TenderKind.RECEIVABLE)
    cash = sum(t.amount for t in back) - sum(t.amount for t in owed)
    return (*owed, Tender(TenderKind.CASH, cash)) if cash else owed


def complete(
    header: Header,
    sale: Sale,
    quoted: RefundQuote,
    tenders: tuple[Tender, ...],
    *,
    reason: str,
    void: bool = False,
    exchange: bool = False,
    approval_id: str = "",
) -> Refund:
    """Turn a quote into a refund document."""
    assert sum(t.amount for t in tenders) == quoted.total
    return Refund(
        header=header,
        sale_id=sale.id,
        sale_number=sale.number,
        lines=quoted.lines,
        tenders=tenders,
        net=quoted.net,
        rounding=quoted.rounding,
        total=quoted.total,
        reason=reason,
        void=void,
        exchange=exchange,
        approval_id=approval_id,
    )


def check_void(
    sale: Sale,
    refunded: dict[int, int],
    open_shift_id: str,
    business_date: date,
    *,
    paid_to_makers: bool = False,
) -> None:
    """A void is only possible in the same open shift, before a refund and before a payout covers it (invariant 19).

    Raises VoidNotAllowed.
    """
    if sale.header.shift_id != open_shift_id or sale.header.business_date != business_date:
        raise VoidNotAllowed(number=sale.number, reason=N_("shift-nya sudah ditutup"))
    if any(refunded.values()):
        raise VoidNotAllowed(number=sale.number, reason=N_("sebagian barangnya sudah diretur"))
    if paid_to_makers:
        raise VoidNotAllowed(number=sale.number, reason=N_("pengrajinnya sudah dibayar"))
