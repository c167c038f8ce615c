"""A seeded counter where everything of a whole day happens: all that `Busy` does, and what only some shops do some days."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pos.domain.cash import value_of
from pos.domain.catalog import Bundle, BundlePart, Maker, Product
from pos.domain.deposit import Deposit
from pos.domain.discount import Discount
from pos.domain.kuitansi import KuitansiTexts
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.safe import SwapWith
from pos.domain.shift import CashMovement, CashMovementKind, Shift
from pos.domain.tender import Tender, TenderKind
from pos.domain.unmatched import Cause, UnmatchedRefund
from pos.errors import (
    KuitansiNotAllowed,
    LateEntryNotAllowed,
    NotEnoughInDrawer,
    NotEnoughInSafe,
    NothingToSplit,
    UnmatchedAgain,
)
from pos.services import (
    checkout,
    holds,
    kuitansi,
    late_entries,
    lookup,
    open_items,
    orders,
    receivables,
    refunds,
    safe,
    shifts,
    splits,
    terms,
    unmatched,
)
from pos.services.holds import Approved, OpenCart
from pos.services.sign_in import Approver
from tests.builders import BY_ID, a_cart, cash, ean
from tests.services.busy import GOODS, Busy

TEXTS = KuitansiTexts("Dinas Koperasi", "=HYPERLINK('x')", "Bekasi", "Ratna", "Manajer")
SMALL = (("n1000", 10), ("c500", 20))


HAMPER = replace(
    BY_ID["OWN-001"], id="PKT-001", code=ean("200099000009"), name="Paket Oleh-oleh Bekasi", price=183_333, no_discount=False,
    bundle=Bundle((BundlePart("M18-002"), BundlePart("M10-003", 2), BundlePart("M03-001"))),
)  # fmt: skip


def a_hamper(ctx) -> Product:
    """The bundle as the catalogue has it; put there by its first sale."""
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, HAMPER)
    return lookup.find_by_code(ctx, HAMPER.code)


@dataclass
class WholeDay(Busy):
    """`safe_holds` is what the test's own hand put into the safe; `hand` what it counts in the drawer,
    `confirmed` what kuitansi confirm, `deposits` the cash that came for orders less what went back, and for what was owed; rupiah.
    """

    unmatched: list[UnmatchedRefund] = field(default_factory=list)
    waiting: OpenCart | None = None
    deposit: Deposit | None = None
    deposits: Rupiah = 0
    safe_holds: Rupiah = 0
    confirmed: Rupiah = 0
    shift: Shift | None = None
    _at_opening: Rupiah = 0

    def open(self, opening_float: Rupiah) -> None:
        self.shift = self.call(shifts.open_shift, cashier=self.rani, opening_float=opening_float)
        self._at_opening = self._moved()

    def close(self, *, wrong_by: Rupiah = 0) -> shifts.ClosedShift:
        """Count by hand, perhaps wrongly; what is not left for tomorrow lies in the safe."""
        closed = self.call(shifts.close_shift, cashier=self.ratna, counted=self.hand + wrong_by)
        self.safe_holds += closed.to_safe
        return closed

    @property
    def hand(self) -> Rupiah:
        assert self.shift is not None
        return self.shift.opening_float + self._moved() - self._at_opening

    def _moved(self) -> Rupiah:
        lies = self.waiting.cash_taken if self.waiting else 0
        return self.drawer - sum(r.total for r in self.unmatched) + lies + self.deposits

    def play(self, turns: int) -> "WholeDay":
        usual = (self.sell, self.refund, self.void, self.exchange, self.correct)
        rare = (
            self.sell_cheaply, self.sell_after_holding, self.sell_in_two, self.sell_unlabelled, self.wait, self.wait,
            self.give_back_unmatched, self.write_kuitansi, self.write_kuitansi, self.mark_late, self.swap, self.bank, self.count_safe,
            self.drop, self.take_from_safe, self.sell_on_paper, self.sell_on_paper, self.order, self.order, self.sell_hampers, self.collect, self.collect,
        )  # fmt: skip
        for _ in range(turns):
            self.random.choice(usual if self.random.random() < 0.5 else rare)()
        return self

    def _pay(self, open_cart: OpenCart) -> None:
        net = checkout.price_cart(self.ctx, open_cart.cart).net
        paid = replace(open_cart, tenders=self.tenders(net))
        seller = self.random.choice((self.rani, self.ratna))
        self.sales.append(self.call(checkout.complete_sale, open_cart=paid, cashier=seller).sale)

    def sell_on_paper(self) -> None:
        """By voucher, or on account, and perhaps some of it in cash."""
        open_cart = self._some_cart()
        net = checkout.price_cart(self.ctx, open_cart.cart).net
        kind = self.random.choice((TenderKind.VOUCHER, TenderKind.RECEIVABLE))
        part = self.random.choice((net, net // 3 + 1))
        rest = (cash(net),) if part < net else ()
        paid = replace(open_cart, tenders=(Tender(kind, part, f"ASN-{len(self.sales):05d}"), *rest))
        self.sales.append(self.call(checkout.complete_sale, open_cart=paid, cashier=self.ratna).sale)

    def collect(self) -> None:
        """Somebody pays what is owed, wholly or in part."""
        listed = receivables.open_ones(self.ctx)
        if listed:
            one = self.random.choice(listed)
            kind = self.random.choice((TenderKind.CASH, TenderKind.TRANSFER))
            amount = self.random.choice((one.owed, one.owed // 3 + 1))
            self.call(
                receivables.take_payment, payment_id=self.ctx.new_id(), sale_id=one.sale_id,
                tender=Tender(kind, amount), cashier=self.rani,
            )  # fmt: skip
            self.deposits += amount if kind is TenderKind.CASH else 0

    def sell_hampers(self) -> None:
        """One or two of the same bundle beside other goods; a part may be changed, or the receipt be split."""
        hamper = self.call(a_hamper)
        open_cart = self._some_cart()
        open_cart = replace(open_cart, cart=open_cart.cart.add(hamper, self.random.randint(1, 2)))
        whole = self.random.random()
        if whole < 0.3:
            open_cart = replace(
                open_cart, cart=open_cart.cart.with_quantity(len(open_cart.cart.lines) - 2, 2)
            )
        if whole < 0.7:
            self._pay(open_cart)
            return
        counts = tuple(self.random.randint(0, line.quantity) for line in open_cart.cart.lines)
        for part in open_cart.cart.split(counts):
            if part.lines:
                self._pay(OpenCart(self.ctx.new_id(), part))

    def order(self) -> None:
        """A deposit is taken; later a sale uses it, or it goes back."""
        if self.deposit is None:
            kind = self.random.choice((TenderKind.CASH, TenderKind.QRIS))
            self.deposit = self.call(
                orders.take, open_cart=self._some_cart(), tender=Tender(kind, 20_000), cashier=self.rani,
                due_on=self.ctx.today() + timedelta(days=9),
            )  # fmt: skip
            self.deposits += 20_000 if kind is TenderKind.CASH else 0
            return
        taken = self.deposit
        if self.random.random() < 0.3:
            with suppress(NotEnoughInDrawer):
                self.call(orders.cancel, deposit_id=taken.id, cashier=self.ratna)
                self.deposits -= 20_000 if taken.tenders[0].kind is TenderKind.CASH else 0
                self.deposit = None
            return
        if self.waiting is not None:
            return  # money lies in the open cart: nothing takes its place
        self.deposit = None
        open_cart = self.call(orders.settle, deposit_id=taken.id, cashier=self.rani)
        net = checkout.price_cart(self.ctx, open_cart.cart).net
        paid = replace(open_cart, tenders=(*open_cart.tenders, cash(net)))
        self.sales.append(self.call(checkout.complete_sale, open_cart=paid, cashier=self.rani).sale)

    def _some_cart(self) -> OpenCart:
        return a_cart(self.ctx, (self.random.choice(GOODS), 1), ("M18-002", self.random.randint(1, 4)))

    def _agreed(self, open_cart: OpenCart) -> OpenCart:
        demands = checkout.demands_of(self.ctx, open_cart.cart)
        person = Approver(self.ratna.id, self.ratna.name, self.ratna.role)
        return replace(open_cart, approved=Approved(person, {d.permission.value: d.amount for d in demands}))

    def sell_cheaply(self) -> None:
        """Far below what a cashier may give, with the manager's word."""
        open_cart = self._some_cart()
        cut = Discount(bps=self.random.choice((1500, 3333, 6000)))
        self._pay(self._agreed(replace(open_cart, cart=open_cart.cart.with_discount(cut))))

    def sell_after_holding(self) -> None:
        open_cart = self._some_cart()
        self.call(holds.hold, open_cart=open_cart)
        if self.waiting is None:
            self._pay(self.call(holds.resume, cart_id=open_cart.id))

    def sell_in_two(self) -> None:
        """Bagi nota, under a discount that was agreed for the whole."""
        open_cart = self._some_cart()
        cut = Discount(bps=self.random.choice((3333, 4000)))
        open_cart = self._agreed(replace(open_cart, cart=open_cart.cart.with_discount(cut)))
        counts = tuple(self.random.randint(0, line.quantity) for line in open_cart.cart.lines)
        before = {held.cart.id for held in holds.held(self.ctx)}
        with suppress(NothingToSplit):
            rest = self.call(splits.split, open_cart=open_cart, counts=counts)
            apart = next(held.cart for held in holds.held(self.ctx) if held.cart.id not in before)
            for part in (rest, apart):
                self._pay(part)

    def sell_unlabelled(self) -> None:
        product = self.call(
            open_items.make_open_item, cashier=self.rani, maker=Maker("M03", "Sanggar Lilin Malam"), name="Bros kain",
            price=self.random.randint(1, 90) * 1_111, reason=Reason.NO_LABEL, approver=self.ratna,
        )  # fmt: skip
        open_cart = holds.new_cart(self.ctx)
        self._pay(replace(open_cart, cart=open_cart.cart.add(product, self.random.randint(1, 3))))

    def wait(self) -> None:
        """Part of the money came; later the rest comes, or it goes back."""
        if self.waiting is None:
            kind = self.random.choice((TenderKind.CASH, TenderKind.CASH, TenderKind.QRIS))
            part, cart = Tender(kind, 20_000), a_cart(self.ctx, ("M18-002", 2))
            self.waiting = self.call(checkout.take_tender, open_cart=cart, tender=part, cashier=self.rani)
            return
        open_cart, self.waiting = self.waiting, None
        if self.random.random() < 0.4:
            self.call(checkout.drop_tender, open_cart=open_cart, index=0, cashier=self.ratna)
            return
        paid = replace(open_cart, tenders=(*open_cart.tenders, cash(150_000)))
        self.sales.append(self.call(checkout.complete_sale, open_cart=paid, cashier=self.ratna).sale)

    def give_back_unmatched(self) -> None:
        number = f"BLU1-{self.random.randint(1, 40):06d}"
        price = self.random.randint(1, 30) * 2_500
        asked = unmatched.Asked(number, "K7QW X2MN", "Tas rotan", price, Cause.MAKER)
        with suppress(UnmatchedAgain, NotEnoughInDrawer):
            self.unmatched.append(
                self.call(unmatched.refund_unmatched, asked=asked, cashier=self.rani, approver=self.ratna)
            )

    def write_kuitansi(self) -> None:
        chosen = self.random.sample(self.sales, min(self.random.randint(1, 2), len(self.sales)))
        if not chosen:
            return
        worth = sum(sale.total - self._given_back(sale.id) for sale in chosen)
        with suppress(KuitansiNotAllowed):
            made = self.call(
                kuitansi.make, kuitansi_id=self.ctx.new_id(), sale_ids=tuple(sale.id for sale in chosen),
                texts=TEXTS, cashier=self.rani,
            )  # fmt: skip
            assert 0 < made.total <= worth
            self.confirmed += made.total

    def _given_back(self, sale_id: str) -> Rupiah:
        return sum(refund.total for refund in self.refunds if refund.sale_id == sale_id)

    def mark_late(self) -> None:
        sale = self.random.choice(self.sales) if self.sales else None
        if sale is not None:
            with suppress(LateEntryNotAllowed):
                self.call(
                    late_entries.mark, sale_id=sale.id, pad_number=f"A-{self.random.randint(1, 90):03d}",
                    clock="07.30", days_ago=1, cashier=self.rani,
                )  # fmt: skip

    def swap(self) -> None:
        note = (("n20000", 1),)
        assert value_of(note) == value_of(SMALL)
        self.call(safe.swap, cashier=self.rani, taken_in=SMALL, given_out=note, swapped_with=SwapWith.SAFE)

    def bank(self) -> None:
        amount = self.random.randint(1, 20) * 50_000
        slip = self.ctx.new_id()
        with suppress(NotEnoughInSafe):
            self.call(
                safe.deposit, cashier=self.rani, amount=amount, bank="BJB", slip_number=slip, approver=self.ratna
            )  # fmt: skip
            self.safe_holds -= amount

    def count_safe(self) -> None:
        """Some coins are missing: the books hold what was counted."""
        self.safe_holds = max(0, self.safe_holds - self.random.choice((0, 0, 500)))
        self.call(safe.count, cashier=self.ratna, counted=self.safe_holds, reason="uang receh tercecer")

    def drop(self) -> None:
        amount = self.random.randint(1, 10) * 10_000
        with suppress(NotEnoughInDrawer):
            self._move(CashMovementKind.DROP, amount, Reason.TO_SAFE.value)
            self.safe_holds += amount

    def take_from_safe(self) -> None:
        amount = self.random.randint(1, 10) * 10_000
        with suppress(NotEnoughInSafe):
            self._move(CashMovementKind.PAY_IN, amount, Reason.FROM_SAFE.value)
            self.safe_holds -= amount

    def _move(self, kind: CashMovementKind, amount: Rupiah, reason: str) -> CashMovement:
        made = self.call(
            shifts.record_cash_movement, cashier=self.rani, kind=kind, amount=amount, reason=reason
        )
        self.movements.append(made)
        return made

    def refundable_left(self) -> int:
        """Units over all sales that could still come back; never below nothing."""
        found = [refunds.find_sale(self.ctx, sale.number) for sale in self.sales]
        left = [line.quantity - one.refunded.get(line.line_no, 0) for one in found for line in one.sale.lines]
        assert min(left, default=0) >= 0
        return sum(left)
