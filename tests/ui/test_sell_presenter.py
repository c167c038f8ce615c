"""The sale's Qt-free half: scans, picks, `3*`, quantities, discounts, undo, and what it hands on."""

from dataclasses import replace

import pytest

from pos.domain.cart import Cart
from pos.domain.catalog import Bundle, BundlePart
from pos.domain.finding import Narrowing
from pos.domain.reason import Reason
from pos.domain.tender import Tender, TenderKind
from pos.errors import (
    BundlePriceSet,
    CartEmpty,
    CartLocked,
    DiscountNotAllowed,
    ShiftNotOpen,
    UniquePieceTaken,
    UnknownCode,
)
from pos.services import checkout, holds, orders, terms
from pos.services.holds import OpenCart
from pos.ui.keys import Screen
from pos.ui.ports import SaleDone
from pos.ui.sell.presenter import SellPresenter
from tests.builders import BY_ID, ean
from tests.ui.doubles import made


def _made(ctx, rani):
    def build(ctx, view, **facts):
        return SellPresenter(ctx, view, sounds=facts["notices"], **facts)

    return made(build, ctx, rani)


@pytest.fixture
def sell(ctx, rani):
    presenter, view, ports, tasks = _made(ctx, rani)
    presenter.start()
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    return presenter


def lines(sell):
    return [(line.product.id, line.quantity) for line in sell.open_cart.cart.lines]


def code(product_id):
    return BY_ID[product_id].code


def test_a_scan_becomes_a_line_and_is_saved_at_once(sell, ctx):
    """What was scanned survives a crash that happens right after."""
    sell.scan(code("M18-002"))
    assert lines(sell) == [("M18-002", 1)]
    assert sell.ports.heard == ["ok"]
    assert holds.load_open_cart(ctx).cart == sell.open_cart.cart


def test_scanning_twice_grows_the_line(sell):
    """Two pieces scanned on purpose are two."""
    sell.scan(code("M18-002"))
    sell.scan(code("M18-002"))
    assert lines(sell) == [("M18-002", 2)]


def test_three_times_before_a_scan(sell):
    """`3*` then a scan sells three and is forgotten afterwards."""
    sell.typed("3*")
    sell.scan(code("M18-002"))
    assert lines(sell) == [("M18-002", 3)]
    assert sell.view.seen["show_search"] == ""
    sell.scan(code("M03-005"))
    assert lines(sell)[-1] == ("M03-005", 1)


def test_an_unknown_code_says_so_and_changes_nothing(sell):
    """The low sound, the sentence, the same cart."""
    sell.scan(ean("899123456789"))
    assert lines(sell) == []
    assert isinstance(sell.ports.problems[-1], UnknownCode)
    assert sell.ports.heard == ["unknown"]


def test_a_receipt_code_opens_that_sale(sell):
    """A receipt is no item: it leads to the history."""
    sell.scan("GERAI1:GDK1-000121:AB12CD")
    assert sell.ports.went[-1] == (Screen.HISTORY, "GDK1-000121")
    assert lines(sell) == []


def test_a_unique_piece_is_sold_once(sell):
    """Hanya satu, scanned twice, stays one."""
    sell.scan(code("M01-014"))
    sell.scan(code("M01-014"))
    assert lines(sell) == [("M01-014", 1)]
    assert isinstance(sell.ports.problems[-1], UniquePieceTaken)


def test_enter_takes_the_only_result(sell):
    """A name that finds one thing needs no pointing."""
    sell.typed("mug")
    sell.confirm()
    assert lines(sell) == [("M18-002", 1)]
    assert sell.finder.text == ""


def test_enter_with_many_results_marks_the_first(sell):
    """Enter never guesses: it points, the next Enter takes what is pointed at."""
    sell.typed("a")
    sell.confirm()
    assert lines(sell) == []
    assert sell.view.first_marked == 1
    sell.view.picked = BY_ID["M03-005"]
    sell.confirm()
    assert lines(sell) == [("M03-005", 1)]


def test_enter_with_nothing_typed_does_nothing(sell):
    """A stray Enter on the sale screen is harmless."""
    sell.confirm()
    assert lines(sell) == []
    assert sell.ports.went == []


def test_the_last_digits_of_a_label_find_the_piece(sell):
    """No scanner: the digits printed large are enough."""
    sell.typed(code("M18-002")[-5:])
    sell.confirm()
    assert lines(sell) == [("M18-002", 1)]


def test_typing_what_is_not_there_says_so(sell):
    """No result and Enter: one sentence, no line."""
    sell.typed("wayang")
    sell.confirm()
    assert "wayang" in sell.ports.told[-1]


def test_plus_minus_and_never_below_one(sell):
    """Quantity keys change the marked line; removing is Del's business."""
    sell.scan(code("M18-002"))
    sell.lines.change_quantity(1)
    sell.lines.change_quantity(-1)
    sell.lines.change_quantity(-1)
    assert lines(sell) == [("M18-002", 1)]


def test_remove_offers_undo_and_undo_brings_it_back(sell, ctx):
    """Del, then Urungkan: the same line at the same place."""
    for product in ("M18-002", "M03-005", "M10-003"):
        sell.scan(code(product))
    before = sell.open_cart.cart
    sell.mark(1)
    sell.lines.remove()
    assert [product for product, _ in lines(sell)] == ["M18-002", "M10-003"]
    sell.ports.undo()
    assert sell.open_cart.cart == before
    assert holds.load_open_cart(ctx).cart == before


def test_undo_walks_back_change_by_change(sell):
    """Ctrl+Z takes the newest change first and stops at the empty cart."""
    sell.scan(code("M18-002"))
    sell.lines.change_quantity(1)
    sell.lines.clear()
    sell.lines.undo()
    assert lines(sell) == [("M18-002", 2)]
    sell.lines.undo()
    assert lines(sell) == [("M18-002", 1)]
    sell.lines.undo()
    sell.lines.undo()
    assert lines(sell) == []


def test_line_discount_and_cart_discount_are_told_apart(sell):
    """The view hears both sums; the total is after both."""
    sell.scan(code("M03-001"))
    sell.discounts.ask(whole_cart=False)
    sell.discounts.give(bps=500)
    sell.discounts.ask(whole_cart=True)
    sell.discounts.give(amount=2_500)
    shown = sell.view.seen["show_cart"]
    assert (shown.subtotal, shown.line_discount, shown.cart_discount) == (125_000, 6_250, 2_500)
    assert shown.total == 116_250
    assert sell.view.seen["show_discount"] is None


def test_no_discount_on_what_is_marked_so(sell):
    """Tanpa diskon is refused when asked, not when paid."""
    sell.scan(code("OWN-001"))
    sell.discounts.ask(whole_cart=False)
    assert isinstance(sell.ports.problems[-1], DiscountNotAllowed)
    assert "show_discount" not in sell.view.seen


def test_more_discount_than_the_price_is_refused(sell):
    """An absurd amount leaves the price alone and the panel open."""
    sell.scan(code("M03-001"))
    sell.discounts.ask(whole_cart=False)
    sell.discounts.give(amount=130_000)
    assert sell.view.seen["show_cart"].total == 125_000
    assert isinstance(sell.ports.problems[-1], DiscountNotAllowed)


def test_paying_needs_goods_and_a_shift(sell):
    """F9 on an empty cart, then without a shift: a sentence each, and the way to the shift."""
    sell.pay()
    assert isinstance(sell.ports.problems[-1], CartEmpty)
    sell.scan(code("M18-002"))
    sell.pay()
    assert isinstance(sell.ports.problems[-1], ShiftNotOpen)
    assert sell.ports.went[-1][0] is Screen.SHIFT


def test_paying_hands_the_cart_over(sell, open_shift):
    """The payment gets exactly the open cart."""
    sell.scan(code("M18-002"))
    sell.pay()
    assert sell.ports.went[-1] == (Screen.PAY, sell.open_cart)
    assert sell.view.seen["show_change"] is None, "the old change leaves when new money comes"


def test_a_cart_with_money_in_it_cannot_be_changed(sell, ctx, rani, open_shift):
    """Menunggu pembayaran: lines stay as they were when the money was taken."""
    sell.scan(code("M03-001"))
    taken = ctx.writer.call(
        checkout.take_tender,
        ctx,
        open_cart=sell.open_cart,
        tender=Tender(TenderKind.CASH, 50_000),
        cashier=rani,
    )
    sell.enter(taken)
    for change in (sell.lines.remove, sell.lines.clear, sell.lines.undo, lambda: sell.scan(code("M18-002"))):
        change()
        assert isinstance(sell.ports.problems[-1], CartLocked)
    assert lines(sell) == [("M03-001", 1)]
    assert sell.view.seen["show_cart"].locked


def test_coming_back_from_payment_keeps_undo(sell):
    """Esc from the payment: nothing was changed, so undo still works."""
    sell.scan(code("M18-002"))
    sell.scan(code("M03-005"))
    sell.enter(sell.open_cart)
    sell.lines.undo()
    assert lines(sell) == [("M18-002", 1)]


def test_after_a_sale_the_change_stays_in_sight_and_the_cart_is_new(sell):
    """Kembalian tadi, while the next sale begins with the scan that was made on the done page."""
    sell.scan(code("M18-002"))
    old = sell.open_cart.id
    sell.enter(SaleDone("GDK1-000007", 5_000, scanned=code("M03-005")))
    assert lines(sell) == [("M03-005", 1)]
    assert sell.open_cart.id != old
    assert sell.view.seen["show_change"].change == 5_000


def test_a_saved_cart_is_taken_up_again(ctx, rani, sell):
    """Closing the program with goods in the cart loses nothing."""
    sell.scan(code("M18-002"))
    again, _, _, _ = _made(ctx, rani)
    assert again.start().cart == sell.open_cart.cart


def test_a_reserved_piece_is_told_quietly(sell, ctx, rani, open_shift):
    """Another buyer's order waits for all of them: the line says so, and a person decides."""
    held = OpenCart(ctx.new_id(), Cart().add(BY_ID["M18-002"], 50))
    ctx.writer.call(
        orders.take,
        ctx,
        open_cart=held,
        tender=Tender(TenderKind.CASH, 1_000),
        due_on=ctx.today(),
        cashier=rani,
    )
    sell.enter(None)
    sell.scan(code("M18-002"))
    assert sell.view.seen["show_cart"].lines[0].warning == "dipesan pembeli lain"
    assert sell.ports.problems == []


def test_more_sold_than_known_is_a_quiet_word(sell):
    """Oversell: a warning on the line, no question."""
    sell.typed("60*")
    sell.scan(code("M18-002"))
    assert "50" in sell.view.seen["show_cart"].lines[0].warning
    assert sell.ports.problems == []


def test_categories_and_makers_narrow_the_goods(sell):
    """Both filters at once; taking them off shows all again."""
    sell.finder.choose_category("batik")
    assert {p.category.code for p in sell.finder.products} == {"batik"}
    sell.finder.narrow(replace(sell.finder.filters.narrowing, maker="M01"))
    assert {p.id for p in sell.finder.products} == {"M01-014"}
    sell.finder.choose_category(None)
    sell.finder.narrow(Narrowing())
    assert len(sell.finder.products) == 6


def half_off(sell):
    """Half the price off is more than the gallery earns: a second person is asked."""
    sell.scan(code("M18-002"))
    before = sell.open_cart.cart
    sell.discounts.ask(whole_cart=False)
    sell.discounts.give(bps=5000)
    screen, asked = sell.ports.went[-1]
    assert (screen, sell.open_cart.cart) == (Screen.APPROVAL, before)
    return asked


def test_a_discount_that_only_a_manager_may_give_asks_at_once(sell, ratna, open_shift):
    """Before the buyer hears it; agreed, it stands, the panel is closed, and the payment goes on without a word."""
    asked = half_off(sell)
    assert asked.subject == "Nota Rp42.500; galeri menanggung Rp25.500; diskon Rp42.500"
    asked.then(ratna)
    assert sell.open_cart.cart.lines[0].discount is not None
    assert sell.view.seen["show_discount"] is None
    sell.pay()
    assert sell.ports.went[-1][0] is Screen.PAY


def test_a_word_stands_while_the_cart_gives_away_no_more(sell, ratna, open_shift):
    """More goods do not ask again; a larger loss does."""
    half_off(sell).then(ratna)
    sell.scan(code("M03-001"))
    sell.pay()
    assert sell.ports.went[-1][0] is Screen.PAY
    sell.scan(code("M18-002"))
    sell.lines.change_quantity(1)
    sell.discounts.ask(whole_cart=False)
    sell.discounts.give(bps=6000)
    assert sell.ports.went[-1][0] is Screen.APPROVAL


def test_nobody_agreed(sell):
    """The cart is as it was, and so is the panel."""
    before = len(sell.view.calls["show_discount"]) if "show_discount" in sell.view.calls else 0
    half_off(sell).given_up()
    assert sell.open_cart.cart.lines[0].discount is None
    assert len(sell.view.calls["show_discount"]) == before + 1


def test_a_scan_while_a_split_is_written_stays_in_the_open_cart(sell, ctx):
    """The writer is slow: what the buyer puts down meanwhile is neither lost nor doubled."""
    sell.scan(code("M18-002"))
    sell.scan(code("M18-002"))
    sell.scan(code("M03-005"))
    sell.tasks.holding = True
    sell.extras.split((1, 0))
    sell.scan(code("M03-001"))
    sell.tasks.release()
    assert sorted(lines(sell)) == [("M03-001", 1), ("M03-005", 1), ("M18-002", 1)]
    assert [kept.cart.cart.piece_count for kept in holds.held(ctx)] == [1]


def test_enter_twice_makes_one_item_without_a_label(sell, ctx, ratna, open_shift):
    """A key that bounces is one wish."""
    maker = BY_ID["M18-002"].maker
    sell._cashier = lambda: ratna
    sell.tasks.holding = True
    for _ in range(2):
        sell.extras.add_open_item(maker, "Vas", 60_000, Reason.NO_LABEL)
    sell.tasks.release()
    assert [quantity for _id, quantity in lines(sell)] == [1]


def test_the_next_sale_waits_for_no_search(sell):
    """The empty cart is there at once, the goods with what the sale left of them in a turn of their own."""
    sell.typed("mug")
    found = sell.finder.shelf
    sell.tasks.holding = True
    sell.enter(SaleDone("GDK1-000007", 5_000))
    assert (lines(sell), sell.finder.text, sell.finder.shelf) == ([], "", found)
    sell.tasks.release()
    assert len(sell.finder.products) > len(found.products)


@pytest.fixture
def bundle(ctx):
    """A mug and two key rings for 100.000 in place of 110.000."""
    parts = (BundlePart("M18-002"), BundlePart("M10-003", 2))
    made_of = replace(
        BY_ID["OWN-001"], id="PKT-001", code=ean("200099000009"), name="Paket Kopi", price=100_000,
        no_discount=False, bundle=Bundle(parts),
    )  # fmt: skip
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, made_of)
    return made_of


def test_a_scanned_bundle_brings_its_parts(sell, bundle):
    """One beep; its name stands above the first; undo takes all of it back."""
    sell.scan(bundle.code)
    assert lines(sell) == [("M18-002", 1), ("M10-003", 2)]
    shown = sell.view.seen["show_cart"]
    assert (shown.total, [line.opens_bundle for line in shown.lines]) == (100_000, [True, False])
    assert {line.bundle for line in shown.lines} == {"Paket Kopi"}
    sell.lines.undo()
    assert lines(sell) == []


def test_a_bundle_that_ends_says_so(sell, bundle):
    """By a quantity or a removed part; Urungkan makes it whole again."""
    for change in (lambda: sell.lines.change_quantity(1), lambda: sell.lines.remove(1)):
        sell.scan(bundle.code)
        change()
        assert "Paket Kopi dilepas: harga kembali ke label." in sell.ports.told[-1]
        assert not sell.open_cart.cart.bundles
        sell.ports.undo()
        assert sell.open_cart.cart.bundles
        sell.lines.clear()


def test_a_bundle_takes_no_other_discount(sell, bundle):
    """The panel does not even open: neither for a part nor, while nothing else is there, for the whole cart."""
    sell.scan(bundle.code)
    for whole in (False, True):
        sell.discounts.ask(whole_cart=whole)
        assert isinstance(sell.ports.problems.pop(), BundlePriceSet)
    sell.scan(code("M03-001"))
    sell.discounts.ask(whole_cart=True)
    assert sell.discounts.asked.gross == 125_000


def test_a_split_says_which_bundle_it_ended(sell, bundle):
    """And names none that stayed together."""
    sell.scan(bundle.code)
    sell.scan(code("M03-001"))
    sell.extras.split((1, 0, 0))
    assert "Paket Kopi dilepas" in sell.ports.told[-1]
