"""The payment's Qt-free half: exact cash, change, split, QRIS with its question, refusals, double presses."""

from dataclasses import replace

import pytest

from pos.domain.discount import Bearer, Discount
from pos.domain.tender import TenderKind, TenderState
from pos.errors import QrisLimit, QrisNotSet, TenderTooMuch
from pos.services import holds, refunds, shop
from pos.ui.keys import Screen
from pos.ui.pay.presenter import PayPresenter
from pos.ui.pay.shown import Phase
from pos.ui.ports import SaleDone
from tests.builders import a_cart
from tests.ui.doubles import made

STICKER = (
    "00020101021126680016ID.CO.CONTOH.WWW01189360099900000000160215GLR0000000000170303UMI51440014"
    "ID.CO.QRIS.WWW0215ID10990000000170303UMI5204594753033605802ID5920GALERI CONTOH BEKASI6006BEKASI"
    "61051714162070703A016304D23C"
)


@pytest.fixture
def pay(ctx, rani, open_shift):
    def build(ctx, view, **facts):
        return PayPresenter(ctx, view, sounds=facts["notices"], held=held.append, **facts)

    held = []
    ctx.writer.call(shop.change_settings, ctx, {"qris.static": STICKER})
    presenter, view, ports, tasks = made(build, ctx, rani)
    presenter.view, presenter.ports, presenter.tasks, presenter.held = view, ports, tasks, held
    return presenter


def begin(pay, ctx, *goods):
    pay.enter(a_cart(ctx, *(goods or (("M03-001", 1),))))
    return pay


def shown(pay):
    return pay.view.seen["show_pay"]


def sales(ctx):
    return [stored.sale for stored in refunds.recent_sales(ctx)]


def test_exact_cash_is_one_press(pay, ctx):
    """F9 has shown the exact amount; Enter closes the sale."""
    begin(pay, ctx)
    assert (shown(pay).amount, shown(pay).due, shown(pay).change) == (125_000, 125_000, 0)
    pay.confirm()
    assert shown(pay).phase is Phase.DONE
    assert [(s.total, s.change) for s in sales(ctx)] == [(125_000, 0)]


def test_more_cash_gives_change_and_its_notes(pay, ctx):
    """150.000 for 125.000: 25.000 back, said in notes."""
    begin(pay, ctx)
    pay.type_amount(150_000)
    assert shown(pay).change == 25_000
    pay.confirm()
    assert (shown(pay).done.change, shown(pay).done.notes) == (25_000, ((20_000, 1), (5_000, 1)))


def test_cash_is_rounded_down_and_said(pay, ctx):
    """33.325 in cash is 33.300; by card it is exact."""
    begin(pay, ctx, ("M03-005", 1))
    assert (shown(pay).due, shown(pay).rounding, shown(pay).total) == (33_300, -25, 33_300)
    pay.choose(TenderKind.DEBIT)
    assert (shown(pay).due, shown(pay).rounding, shown(pay).total) == (33_325, 0, 33_325)


def test_quick_amounts_follow_the_arrows(pay, ctx):
    """Right and left walk along what a person would hand over."""
    begin(pay, ctx)
    pay.move_quick(1)
    assert shown(pay).amount == shown(pay).quick[1]
    pay.move_quick(-1)
    pay.move_quick(-1)
    assert shown(pay).amount == 125_000


def test_a_second_press_pays_once(pay, ctx):
    """While the write runs, Enter does nothing; afterwards there is one sale."""
    begin(pay, ctx)
    pay.tasks.holding = True
    pay.confirm()
    pay.confirm()
    assert (len(pay.tasks.held), pay.phase) == (1, Phase.SAVING)
    pay.tasks.release()
    assert len(sales(ctx)) == 1


def test_short_cash_is_kept_and_the_rest_is_due(pay, ctx):
    """50.000 of 125.000 is noted at once: a power cut does not lose it."""
    begin(pay, ctx)
    pay.type_amount(50_000)
    pay.confirm()
    assert (shown(pay).due, shown(pay).partly_paid) == (75_000, True)
    assert [t.amount for t in holds.load_open_cart(ctx).tenders] == [50_000]


def test_a_smaller_amount_then_another_way_is_the_split(pay, ctx):
    """Cash 50.000, F6, Enter: two tenders, one sale, QRIS claimed."""
    begin(pay, ctx)
    pay.type_amount(50_000)
    pay.choose(TenderKind.QRIS)
    assert (shown(pay).phase, shown(pay).amount) == (Phase.CODE, 75_000)
    pay.confirm()
    sale = sales(ctx)[0]
    assert [(t.kind, t.amount, t.state) for t in sale.tenders] == [
        (TenderKind.CASH, 50_000, TenderState.RECORDED),
        (TenderKind.QRIS, 75_000, TenderState.CLAIMED),
    ]


def test_choosing_another_way_without_typing_takes_no_money(pay, ctx):
    """The pre-filled amount is no tender."""
    begin(pay, ctx)
    pay.choose(TenderKind.DEBIT)
    assert shown(pay).tenders == ()
    assert holds.load_open_cart(ctx) is None


def test_a_tender_can_be_handed_back(pay, ctx):
    """The bin beside a tender frees its amount."""
    begin(pay, ctx)
    pay.type_amount(50_000)
    pay.confirm()
    pay.drop(0)
    assert (shown(pay).due, shown(pay).tenders) == (125_000, ())


def test_qris_is_durable_before_the_buyer_sees_it(pay, ctx):
    """The code's amount and moment are in the store when the code is shown."""
    begin(pay, ctx)
    pay.tasks.holding = True
    pay.choose(TenderKind.QRIS)
    assert shown(pay).code is None
    pay.tasks.release()
    kept = holds.load_open_cart(ctx)
    assert (kept.qris_amount, kept.qris_shown_at is not None) == (125_000, True)
    assert "5406125000" in shown(pay).code.payload
    assert shown(pay).code.nmid.startswith("ID")


def test_money_that_did_not_come_is_due_again(pay, ctx):
    """Belum masuk: no sale, the whole amount due, nothing asked at the next start."""
    begin(pay, ctx)
    pay.choose(TenderKind.QRIS)
    pay.not_arrived()
    assert (shown(pay).phase, shown(pay).due) == (Phase.TENDERING, 125_000)
    assert holds.load_open_cart(ctx).qris_shown_at is None
    assert sales(ctx) == []


def test_after_a_power_cut_one_plain_question(pay, ctx):
    """The code was shown at 09.30; the till asks with that time and takes the answer."""
    begin(pay, ctx)
    pay.choose(TenderKind.QRIS)
    pay.enter(holds.load_open_cart(ctx))
    assert (shown(pay).phase, shown(pay).question, shown(pay).amount) == (Phase.CODE, "09.30", 125_000)
    pay.confirm()
    assert sales(ctx)[0].tenders[0].kind is TenderKind.QRIS


def test_typing_another_amount_takes_the_code_away(pay, ctx):
    """Part by QRIS: type, Enter shows the new code, Enter takes it, the rest is due."""
    begin(pay, ctx)
    pay.choose(TenderKind.QRIS)
    pay.type_amount(100_000)
    assert (shown(pay).phase, shown(pay).amount, shown(pay).method) == (
        Phase.TENDERING,
        100_000,
        TenderKind.QRIS,
    )
    pay.confirm()
    pay.confirm()
    assert (shown(pay).due, shown(pay).tenders[0].amount) == (25_000, 100_000)


def test_esc_keeps_what_was_taken_and_asked(pay, ctx):
    """Back on the sale screen the cart still waits for its QRIS money."""
    begin(pay, ctx)
    pay.choose(TenderKind.QRIS)
    pay.back()
    screen, cart = pay.ports.went[-1]
    assert (screen, cart.qris_amount) == (Screen.SELL, 125_000)


def test_too_much_by_card_is_refused(pay, ctx):
    """Change comes from cash only."""
    begin(pay, ctx)
    pay.choose(TenderKind.DEBIT)
    pay.type_amount(200_000)
    pay.confirm()
    assert isinstance(pay.ports.problems[-1], TenderTooMuch)
    assert pay.phase is Phase.TENDERING


def test_qris_above_its_limit_says_to_split(pay, ctx):
    """Rp10.000.000 is the most at once."""
    begin(pay, ctx, ("M18-002", 200))
    pay.choose(TenderKind.QRIS)
    assert isinstance(pay.ports.problems[-1], QrisLimit)
    pay.type_amount(10_000_000)
    pay.confirm()
    assert shown(pay).phase is Phase.CODE


def test_without_a_sticker_qris_is_refused_kindly(pay, ctx):
    """Not set up: another way is chosen, nothing is written."""
    ctx.writer.call(shop.change_settings, ctx, {"qris.static": ""})
    begin(pay, ctx)
    pay.choose(TenderKind.QRIS)
    assert isinstance(pay.ports.problems[-1], QrisNotSet)
    assert holds.load_open_cart(ctx) is None


def test_card_keeps_its_reference(pay, ctx):
    """What is typed beside a card goes onto the tender."""
    begin(pay, ctx)
    pay.choose_other()
    pay.view.ref = "A12345"
    pay.confirm()
    tender = sales(ctx)[0].tenders[0]
    assert (tender.kind, tender.reference, tender.state) == (TenderKind.DEBIT, "A12345", TenderState.RECORDED)


def test_f7_goes_round_the_other_ways(pay, ctx):
    """Each press the next one, then the first again."""
    begin(pay, ctx)
    seen = []
    for _ in range(6):
        pay.choose_other()
        seen.append(shown(pay).method)
    assert seen[0] is seen[5] is TenderKind.DEBIT
    assert len(set(seen)) == 5


def test_a_cart_that_costs_nothing_needs_no_money(pay, ctx, ratna):
    """All discounted away, where the shop sets no limit: Enter closes it without a tender."""
    with ctx.store.write() as connection:
        shop.save_settings(
            ctx, connection, {"discount.cashier_bps": 10_000, "discount.supervisor_bps": 10_000}
        )
    ctx.reload_shop()
    cart = a_cart(ctx, ("M03-001", 1))
    free = cart.cart.with_discount(Discount(Bearer.MAKER, bps=10_000))
    pay.enter(replace(cart, cart=free))
    assert (shown(pay).due, shown(pay).quick) == (0, ())
    pay.confirm()
    assert (pay.ports.problems, [s.total for s in sales(ctx)]) == ([], [0])


def test_the_next_sale_hears_number_and_change(pay, ctx):
    """Enter on the done page, or a scan, begins the next sale."""
    begin(pay, ctx)
    pay.type_amount(150_000)
    pay.confirm()
    pay.scan("2000030000016")
    screen, done = pay.ports.went[-1]
    assert (screen, done) == (Screen.SELL, SaleDone("GDK1-000001", 25_000, "2000030000016"))


def test_the_done_state_is_left_once(pay, ctx):
    """A lock on the done page: the next person comes to an empty cart, once."""
    begin(pay, ctx)
    pay.confirm()
    assert pay.sale_done is not None
    pay.next_sale()
    assert pay.sale_done is None


def test_a_scan_while_paying_is_refused_with_a_sound(pay, ctx):
    """Goods are not added while money is being counted."""
    begin(pay, ctx)
    pay.scan("2000030000016")
    assert pay.ports.heard[-1] == "unknown"
    assert pay.ports.went == []


def test_each_write_of_money_is_told_on(pay, ctx):
    """Who makes the sale hears of tenders and codes: what is on disk is what everyone holds."""
    begin(pay, ctx)
    pay.type_amount(50_000)
    pay.choose(TenderKind.QRIS)
    assert pay.held[-1] == pay.open_cart == holds.load_open_cart(ctx)
    assert pay.held[-1].qris_amount == 75_000


def test_what_nobody_agreed_to_before_is_asked_at_the_payment(pay, ctx, ratna):
    """A manager gave the discount and went; the cashier who takes the money is asked, and the next Enter sells."""
    cart = a_cart(ctx, ("M18-002", 1))
    pay.enter(replace(cart, cart=cart.cart.with_line_discount(0, Discount(bps=5000))))
    pay.confirm()
    screen, asked = pay.ports.went[-1]
    assert (screen, sales(ctx)) == (Screen.APPROVAL, [])
    asked.then(ratna)
    assert shown(pay).phase is Phase.TENDERING
    pay.confirm()
    assert [s.total for s in sales(ctx)] == [42_500]


def test_an_approval_that_nobody_gave_leaves_the_payment(pay, ctx):
    """Nothing taken, nothing lost; another press asks again."""
    cart = a_cart(ctx, ("M18-002", 1))
    pay.enter(replace(cart, cart=cart.cart.with_line_discount(0, Discount(bps=5000))))
    pay.confirm()
    pay.ports.went[-1][1].given_up()
    assert shown(pay).phase is Phase.TENDERING
    assert sales(ctx) == []


def test_a_sale_on_account_asks_and_keeps_what_was_typed(pay, ctx, ratna):
    """The manager agrees at the till; amount and debtor stand as typed, the next Enter notes them, cash pays the rest."""
    begin(pay, ctx)
    pay.choose(TenderKind.RECEIVABLE)
    pay.view.ref = "dispar bekasi"
    pay.type_amount(100_000)
    pay.confirm()
    screen, asked = pay.ports.went[-1]
    assert (screen, asked.subject) == (Screen.APPROVAL, "Nota Rp125.000; piutang Rp100.000")
    asked.then(ratna)
    assert (shown(pay).amount, shown(pay).method) == (100_000, TenderKind.RECEIVABLE)
    pay.confirm()
    assert shown(pay).due == 25_000
    pay.confirm()
    assert [(t.kind, t.reference) for t in sales(ctx)[0].tenders] == [
        (TenderKind.RECEIVABLE, "DISPAR-BEKASI"),
        (TenderKind.CASH, ""),
    ]
