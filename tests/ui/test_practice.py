"""Latihan 20 menit: six buyers, judged by what the training store recorded; nothing of it reaches a real shop."""

import shutil
from dataclasses import replace

import pytest

from pos.domain.permissions import Role
from pos.domain.practice import Buyer, Slip
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.i18n import Texts
from pos.services import checkout, holds, lookup, receipts, refunds, shifts, shop, tender_changes
from pos.services.holds import OpenCart
from pos.services.sign_in import Cashier
from pos.ui.keys import PLAIN
from pos.ui.practice.presenter import HINT_AFTER, PracticePresenter
from pos.ui.practice.shown import Tone
from tests.ui.doubles import View
from tests.ui.stage import demo_shop

RANI = Cashier(1, "Rani", Role.CASHIER)
BOSS = Cashier(5, "Ibu Ratna", Role.MANAGER)


class Trainee:
    """A run over a training shop without a window; serves by the services that the screens use."""

    def __init__(self, ctx, clock):
        self.ctx, self.clock, self.view = ctx, clock, View()
        self.presenter = PracticePresenter(ctx, self.view, texts=Texts("id"), keys=PLAIN)

    @property
    def shown(self):
        return self.view.seen["show_practice"]

    @property
    def run(self):
        return self.presenter.run

    @property
    def task(self):
        return self.run.task

    def call(self, service, **facts):
        return self.ctx.writer.call(service, self.ctx, **facts)

    def open_shift(self):
        self.call(shifts.open_shift, cashier=RANI, opening_float=300_000)
        self.presenter.look()

    def cart(self, goods):
        cart = holds.new_cart(self.ctx).cart
        for wanted in goods:
            cart = cart.add(self.product(wanted.product_id), wanted.quantity)
        return cart

    def product(self, product_id):
        return next(p for p in lookup.search(self.ctx, "") if p.id == product_id)

    def sell(self, *tenders, goods=None):
        """Tenders are (kind, amount); None is what is left."""
        cart = self.cart(goods or self.task.goods)
        rest = checkout.price_cart(self.ctx, cart).net
        paid = []
        for kind, amount in tenders:
            paid.append(Tender(kind, rest if amount is None else amount, state=_state(kind)))
            rest -= paid[-1].amount
        open_cart = OpenCart(holds.new_cart(self.ctx).id, cart, tuple(paid))
        sale = self.call(checkout.complete_sale, open_cart=open_cart, cashier=RANI).sale
        self.presenter.look()
        return sale

    def correct(self, sale, kind):
        old = sale.tenders[0]
        new = Tender(kind, sale.total, state=_state(kind))
        self.call(tender_changes.change_tender, seen=sale, old=old, new=new, cashier=RANI)
        self.presenter.look()

    def exchange(self, goods=None, pieces=1, of_sale=None):
        """Give pieces back against goods; the difference in cash."""
        cart, of_sale = self.cart(goods or self.task.goods), of_sale or self.task.of_sale
        choices = (RefundChoice(1, pieces),)
        unpaid = OpenCart(holds.new_cart(self.ctx).id, cart, ())
        quote = refunds.quote_exchange(self.ctx, sale_id=of_sale, choices=choices, open_cart=unpaid)
        due = quote.settlement.missing
        tenders = (Tender(TenderKind.CASH, due),) if due else ()
        both, _code = self.call(
            refunds.exchange,
            sale_id=of_sale,
            choices=choices,
            reason=Reason.CHANGED_MIND.value,
            open_cart=replace(unpaid, tenders=tenders),
            cashier=RANI,
        )
        self.presenter.look()
        return both

    def give_back(self, sale):
        self.call(refunds.void_sale, sale_id=sale.id, cashier=BOSS, reason=Reason.MISTAKE.value)
        self.presenter.look()

    def until(self, buyer):
        """Serve the first buyer well, let the others go."""
        self.sell((TenderKind.CASH, self.task.cash))
        while self.task.buyer is not buyer:
            self.presenter.pass_over()


def _state(kind):
    return TenderState.CLAIMED if kind is TenderKind.QRIS else TenderState.RECORDED


@pytest.fixture
def trainee(demo_folder, tmp_path):
    folder = tmp_path / "training"
    shutil.copytree(demo_folder, folder)
    with demo_shop(folder) as (ctx, clock):
        ctx.writer.call(shop.change_settings, ctx, {"shop.training": True})
        yield Trainee(ctx, clock)


@pytest.fixture
def first(trainee):
    """The first buyer stands there."""
    trainee.presenter.press()
    trainee.open_shift()
    return trainee


def test_it_waits_for_the_shift_and_then_the_first_buyer_comes(trainee):
    """Begun at the sign-in; what was sold before does not count."""
    trainee.presenter.press()
    assert trainee.shown.place == "0/6"
    assert not trainee.shown.passes
    trainee.open_shift()
    assert trainee.shown.place == "1/6"
    assert "Ini uangnya" in trainee.shown.says


def test_cash_with_change(first):
    """Right goods and the note that was handed over."""
    task = first.task
    sale = first.sell((TenderKind.CASH, task.cash))
    assert sale.change > 0
    assert first.task.buyer is Buyer.QRIS
    assert (first.shown.tone, first.run.served[0].slips) == (Tone.GOOD, frozenset())


def test_a_buyer_s_note_that_was_not_typed_is_a_slip(first):
    """Exact by habit: the sale is right, the change was not worked out."""
    first.sell((TenderKind.CASH, None))
    assert first.run.served[0].slips == {Slip.OTHER_CASH}
    assert first.shown.tone is Tone.SLIP


def test_other_goods_wait_for_the_right_ones(first):
    """The slip is said at once and stays in the result, though it was put right."""
    wrong = (replace(first.task.goods[0], quantity=1),)
    sale = first.sell((TenderKind.CASH, None), goods=wrong)
    assert first.task.buyer is Buyer.CASH
    assert "Barang atau jumlahnya lain" in first.shown.more
    first.give_back(sale)
    assert first.task.buyer is Buyer.CASH
    first.sell((TenderKind.CASH, first.task.cash))
    assert first.run.served[0].slips == {Slip.OTHER_GOODS}


def test_a_wrong_tender_stands_in_the_way_until_it_is_corrected(first):
    """Ubah cara bayar is enough."""
    first.presenter.pass_over()
    sale = first.sell((TenderKind.CASH, None))
    assert first.task.buyer is Buyer.QRIS
    assert first.shown.tone is Tone.SLIP
    first.correct(sale, TenderKind.QRIS)
    assert first.task.buyer is Buyer.SPLIT
    assert first.run.served[1].slips == {Slip.OTHER_TENDER}


def test_a_split_wants_both_and_the_said_part(first):
    """All of it by one tender is not what was asked for; another part is a slip, and still a sale."""
    first.until(Buyer.SPLIT)
    whole = first.sell((TenderKind.QRIS, None))
    assert first.shown.tone is Tone.SLIP
    first.give_back(whole)
    first.sell((TenderKind.CASH, first.task.cash + 5_000), (TenderKind.QRIS, None))
    assert first.run.served[-1].slips == {Slip.OTHER_TENDER, Slip.OTHER_CASH}


def test_an_exchange_is_one_document_of_the_right_receipt(first):
    """Another buyer's receipt, then a wrong piece, then the right one by exchanging that."""
    first.until(Buyer.QRIS)
    other = first.sell((TenderKind.QRIS, None))
    first.presenter.pass_over()
    task = first.task
    assert (task.buyer, task.of_number) == (Buyer.EXCHANGE, first.run.served[0].sale.number)
    first.exchange(of_sale=other.id)
    assert "nota pembeli lain" in first.shown.more
    both = first.exchange(goods=first.run.coming[-1].goods)
    assert first.task is task
    first.exchange(of_sale=both.sale.id)
    assert first.run.served[-1].slips == {Slip.OTHER_RECEIPT, Slip.OTHER_GOODS}


def test_a_refund_and_a_new_sale_serve_the_exchange_but_not_well(first):
    """Money is right; the books have two papers for one thing."""
    first.until(Buyer.EXCHANGE)
    first.call(
        refunds.refund_sale,
        sale_id=first.task.of_sale,
        choices=(RefundChoice(1, 1),),
        reason=Reason.CHANGED_MIND.value,
        cashier=BOSS,
    )
    first.presenter.look()
    assert first.shown.tone is Tone.SLIP
    first.sell((TenderKind.CASH, None))
    assert first.run.served[-1].slips == {Slip.TWO_PAPERS}


def test_cash_by_habit_is_put_right_without_giving_money_back(first):
    """The buyer says so only after the sale is done."""
    first.until(Buyer.WRONG_TENDER)
    sale = first.sell((TenderKind.CASH, None))
    assert "bukan tunai" in first.shown.says
    first.correct(sale, TenderKind.QRIS)
    assert first.task.buyer is Buyer.PAPER
    assert first.run.served[-1].slips == frozenset()


def test_money_given_back_for_a_wrong_tender_is_a_slip(first):
    """It is sold anew as QRIS then, and the result says what would have been enough."""
    first.until(Buyer.WRONG_TENDER)
    first.give_back(first.sell((TenderKind.CASH, None)))
    assert "cukup Ubah cara bayar" in first.shown.more
    first.sell((TenderKind.QRIS, None))
    assert first.run.served[-1].slips == {Slip.GIVEN_BACK}


def test_paper_out_is_a_reprint_and_no_second_sale(first):
    """Who sells again for the paper is told; the copy still serves the buyer, and the run ends."""
    first.until(Buyer.PAPER)
    first.sell((TenderKind.CASH, None))
    assert "Kertas habis" in first.shown.says
    first.sell((TenderKind.CASH, None))
    assert "dua kali" in first.shown.more
    first.call(receipts.reprint, cashier=RANI)
    first.presenter.look()
    result = first.run.result
    assert result.served[-1].slips == {Slip.SOLD_AGAIN}
    assert (result.done, result.slips) == (2, 1)
    assert "2 dari 6" in first.shown.says
    assert "tunai dengan kembalian" not in first.shown.more


def test_hints_come_after_a_while_or_when_asked_for(first):
    """Asked for, the result says what to practise; a hint by itself costs nothing."""
    assert first.shown.more == ""
    first.clock.advance(seconds=HINT_AFTER.total_seconds())
    first.presenter.look()
    assert "F9" in first.shown.more
    assert not first.run.helped
    first.presenter.press()
    assert first.run.helped


def test_passing_over_all_leaves_no_exchange(first):
    """Without a sale there is no receipt to bring back; the result counts who was served."""
    for _ in range(5):
        first.presenter.pass_over()
    result = first.run.result
    assert (result.done, len(result.served), len(result.to_practise)) == (0, 6, 6)
    assert "0 dari 6" in first.shown.says
    first.presenter.press()
    assert first.run.result is None
    assert first.shown.place == "1/6"


def test_it_can_be_left_at_any_time(first):
    """And begins afresh."""
    first.presenter.leave()
    assert first.shown is None
    assert first.run is None
    first.presenter.look()
    assert first.shown is None


def test_nobody_practises_in_a_real_shop(ctx, open_shift):
    """It is refused by the service, whatever the screen offers."""
    presenter = PracticePresenter(ctx, View(), texts=Texts("id"), keys=PLAIN)
    with pytest.raises(AssertionError):
        presenter.press()
