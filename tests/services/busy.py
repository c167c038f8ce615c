"""A seeded busy counter: sales of all kinds, refunds, voids, exchanges and cash movements through the services."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random

from pos.domain.discount import Discount
from pos.domain.exchange import Exchange
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.refund import Refund, RefundChoice
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement, CashMovementKind
from pos.domain.tender import Tender, TenderKind
from pos.domain.tender_change import changeable, worth
from pos.errors import TenderChangeNotAllowed, VoidNotAllowed
from pos.services import checkout, refunds, shifts, tender_changes
from tests.builders import BY_ID, a_cart, cash

GOODS = tuple(BY_ID)
REASONS = (Reason.DEFECT.value, Reason.WRONG_SIZE.value, "kata Bu Sri warnanya luntur")


@dataclass
class Busy:
    """All documents of the play, in their order."""

    ctx: object
    rani: object
    ratna: object
    random: Random
    sales: list[Sale] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    movements: list[CashMovement] = field(default_factory=list)

    def play(self, turns: int) -> "Busy":
        for _ in range(turns):
            turn = self.random.choices(
                (self.sell, self.refund, self.void, self.exchange, self.move_cash, self.correct),
                (12, 3, 1, 2, 2, 4),
            )
            turn[0]()
        return self

    def call(self, function, **facts):
        return self.ctx.writer.call(function, self.ctx, **facts)

    def sell(self) -> None:
        chosen = self.random.sample(GOODS, self.random.randint(1, 3))
        goods = [(p, 1 if BY_ID[p].unique else self.random.randint(1, 3)) for p in chosen]
        open_cart = a_cart(self.ctx, *goods)
        if self.random.random() < 0.3:
            discount = Discount(bps=self.random.choice((500, 1000, 3333, 7700)))
            open_cart = replace(open_cart, cart=open_cart.cart.with_discount(discount))
        net = checkout.price_cart(self.ctx, open_cart.cart).net
        open_cart = replace(open_cart, tenders=self.tenders(net))
        self.sales.append(self.call(checkout.complete_sale, open_cart=open_cart, cashier=self.ratna).sale)

    def tenders(self, net: Rupiah) -> tuple[Tender, ...]:
        """A way to pay: all cash with or without change, all by machine, or split."""
        other = Tender(self.random.choice((TenderKind.QRIS, TenderKind.DEBIT, TenderKind.TRANSFER)), net)
        split = replace(other, amount=max(1, net * self.random.randint(1, 9) // 10))
        ways = ((cash(net),), (cash(-(-net // 50_000) * 50_000 + 50_000),), (other,), (split, cash(net)))
        return ways[self.random.randrange(4)] if net else ()

    def refund(self) -> None:
        found = self._something_left()
        if found is not None:
            sale, choices = found
            self.refunds.append(
                self.call(
                    refunds.refund_sale, sale_id=sale.id, choices=choices, reason=self.random.choice(REASONS),
                    cashier=self.ratna, as_cash=self.random.random() < 0.3,
                )
            )  # fmt: skip

    def correct(self) -> None:
        """A sale was paid otherwise than it was recorded, wholly or in part."""
        at = self.random.randrange(len(self.sales)) if self.sales else 0
        sources = changeable(self.sales[at]) if self.sales else ()
        if not sources:
            return
        sale, old = self.sales[at], self.random.choice(sources)
        kind = TenderKind.CASH if old.kind is not TenderKind.CASH else TenderKind.DEBIT
        amount = self.random.choice((worth(old, sale), 1 + worth(old, sale) // 3))
        with suppress(TenderChangeNotAllowed):  # given back already
            new = Tender(kind, amount)
            self.sales[at] = self.call(
                tender_changes.change_tender, seen=sale, old=old, new=new, cashier=self.rani
            )

    def _something_left(self) -> tuple[Sale, tuple[RefundChoice, ...]] | None:
        """A sale, and some units of it that were not given back yet."""
        if not self.sales:
            return None
        sale = self.random.choice(self.sales)
        before = refunds.find_sale(self.ctx, sale.number).refunded
        left = {line.line_no: line.quantity - before.get(line.line_no, 0) for line in sale.lines}
        choices = tuple(
            RefundChoice(no, self.random.randint(1, units), to_shelf=self.random.random() < 0.7)
            for no, units in left.items()
            if units and self.random.random() < 0.7
        )
        return (sale, choices) if choices else None

    def void(self) -> None:
        if not self.sales:
            return
        sale = self.random.choice(self.sales)
        try:
            done = self.call(
                refunds.void_sale, sale_id=sale.id, reason=Reason.MISTAKE.value, cashier=self.ratna
            )
        except VoidNotAllowed:
            return
        self.refunds.append(done)

    def exchange(self) -> None:
        found = self._something_left()
        if found is None:
            return
        sale, choices = found
        back = refunds.quote(self.ctx, sale_id=sale.id, choices=choices).total
        open_cart = a_cart(self.ctx, (self.random.choice(GOODS), 1))
        more = checkout.price_cart(self.ctx, open_cart.cart).net - back
        if more > 0:
            open_cart = replace(open_cart, tenders=(cash(-(-more // 10_000) * 10_000),))
        both, _ = self.call(
            refunds.exchange, sale_id=sale.id, choices=choices, reason=self.random.choice(REASONS),
            open_cart=open_cart, cashier=self.ratna,
        )  # fmt: skip
        self.exchanges.append(both)
        self.refunds.append(both.refund)
        self.sales.append(both.sale)

    def move_cash(self) -> None:
        kind = self.random.choice((CashMovementKind.PAY_IN, CashMovementKind.PAY_OUT, CashMovementKind.DROP))
        self.movements.append(
            self.call(
                shifts.record_cash_movement, cashier=self.rani, kind=kind,
                amount=self.random.randint(1, 200) * 100, reason=self.random.choice(REASONS),
            )
        )  # fmt: skip

    @property
    def drawer(self) -> Rupiah:
        """Cash that really moved: naive, note by note; what an exchange carried moved nowhere."""
        into = sum(t.amount for s in self.sales for t in s.tenders if _moved_cash(t))
        change = sum(s.change for s in self.sales)
        out = sum(t.amount for r in self.refunds for t in r.tenders if _moved_cash(t))
        return into - change - out + sum(m.signed for m in self.movements)


def _moved_cash(tender: Tender) -> bool:
    return tender.kind is TenderKind.CASH and tender.state.value != "carried"
