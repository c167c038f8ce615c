"""Whole tasks by keys alone through the real window, counted as ui.md §4.3 counts them."""

import pytest

from pos.domain.shift import CashMovementKind
from pos.domain.tender import TenderKind
from pos.services import holds, refunds, safe, shifts
from pos.ui.keys import Screen
from pos.ui.pay.shown import Phase
from pos.ui.widgets.plain_labels import ElidedLabel


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    stage.presses = 0
    return stage


def sale(till):
    return refunds.recent_sales(till.ctx, 1)[0].sale


def cart(till):
    return [(line.product.title, line.quantity) for line in till.window.screens.sell.open_cart.cart.lines]


def test_one_scanned_item_in_exact_cash_is_two_keys(till):
    """Scan, F9, Enter; the next scan begins the next sale."""
    mug, bros = till.product("Mug"), till.product("Bros Kain")
    till.scan(mug.code)
    till.key("F9")
    till.key("Return")
    assert till.presses == 2
    assert (sale(till).total, sale(till).change) == (mug.price, 0)
    till.scan(bros.code)
    assert till.front is Screen.SELL
    assert cart(till) == [(bros.title, 1)]


def test_three_items_split_between_cash_and_qris_are_four_keys(till):
    """F9, the amount, F6, Enter (the digits of a number count as one)."""
    for words in ("Mug", "Bros Kain", "Tas Rotan"):
        till.scan(till.product(words).code)
    till.key("F9")
    till.type("50000")
    till.key("F6")
    till.key("Return")
    assert till.presses == 4
    assert [t.kind for t in sale(till).tenders] == [TenderKind.CASH, TenderKind.QRIS]
    assert sale(till).tenders[0].amount == 50_000


def test_refund_one_line_after_scanning_the_receipt_is_three_presses(till):
    """Line, reason, Enter."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    number, code = sale(till).number, refunds.recent_sales(till.ctx, 1)[0].code
    till.scan(f"GERAI1:{number}:{code}")
    assert till.front is Screen.HISTORY
    till.presses = 0
    till.key("+")
    till.key("1")
    till.key("Return")
    assert till.presses == 3
    assert refunds.find_sale(till.ctx, number).refunded == {1: 1}


def test_a_wrong_tender_is_mended_in_three_keys(till):
    """F9 Enter by habit, the buyer paid by QRIS: F10, F6, Enter."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    till.key("Return")
    till.presses = 0
    till.key("F10")
    till.key("F6")
    till.key("Return")
    assert till.presses == 3
    assert [(t.kind, t.amount) for t in sale(till).tenders] == [(TenderKind.QRIS, sale(till).total)]
    assert shifts.totals(till.ctx).tender(TenderKind.CASH) == 0


def test_a_part_of_the_cash_was_by_card(till):
    """F7, the amount, Enter; the field takes the digits and the search field gets them back afterwards."""
    till.scan(till.product("Mug").code)
    for chord in ("F9", "Return", "Return", "F10", "F7"):
        till.key(chord)
    till.type("5000")
    till.key("Return")
    total = sale(till).total
    assert [(t.kind, t.amount) for t in sale(till).tenders] == [
        (TenderKind.CASH, total - 5_000),
        (TenderKind.DEBIT, 5_000),
    ]
    till.type("1")
    assert till.front_widget().search.text() == "1"


def test_a_sale_is_found_by_what_was_sold(till):
    """F10, a word, Down, Enter: the older of two; then plus and a reason work on it."""
    for words in ("Mug", "Mug", "Bros Kain"):
        till.scan(till.product(words).code)
        for chord in ("F9", "Return", "Return"):
            till.key(chord)
    till.key("F10")
    till.type("mug")
    till.key("Down")
    till.key("Return")
    assert till.window.screens.history.sale.sale.number.endswith("000001")
    assert till.front_widget().search.text() == ""
    till.key("+")
    till.key("1")
    till.key("Return")
    assert refunds.find_sale(till.ctx, "1").refunded == {1: 1}


def test_ten_receipts_and_a_kuitansi_by_keys(till):
    """Shift+F12 on the newest, nine numbers with Enter, the payer and the signer: then only Enter is missing."""
    for _ in range(10):
        till.scan(till.product("Mug").code)
        for chord in ("F9", "Return", "Return"):
            till.key(chord)
    till.presses = 0
    till.key("F10")
    till.key("Shift+F12")
    for n in range(9, 0, -1):
        till.type(str(n))
        till.key("Return")
    assert till.presses == 20
    form = till.window.screens.history.kuitansi
    panel = till.front_widget()._kuitansi
    panel.payer.setFocus()
    till.type("dinas")
    assert panel.texts().payer == "dinas"
    assert len(form._covered) == 10


def test_another_outlet_s_receipt_goes_back_by_keys(till):
    """Scan the paper, scan the label, choose by Tab and Space, Enter: the manager is asked."""
    till.key("F10")
    till.scan("GERAI1:BLU1-000417:K7QWX2MN")
    till.scan(till.product("Mug").code)
    panel = till.front_widget()._unmatched
    for chord in ("Tab", "Tab", "Space"):
        till.key(chord)
    assert [chip.isChecked() for chip in panel._causes.values()] == [True, False, False]
    panel._title.setFocus()
    till.key("Return")
    assert till.front is Screen.APPROVAL


def test_an_exchange_by_keys(till):
    """Of the newest sale: plus, Ctrl+G, scan, F9, Enter; the next Enter is back on the sale screen with its cart."""
    till.scan(till.product("Bros Kain").code)
    for chord in ("F9", "Return", "Return"):
        till.key(chord)
    till.scan(till.product("Tas Rotan").code)
    till.presses = 0
    for chord in ("F10", "+", "Ctrl+G"):
        till.key(chord)
    assert till.front is Screen.EXCHANGE
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    assert till.presses == 5
    assert sale(till).exchange_of
    till.key("Return")
    assert till.front is Screen.SELL
    assert [title for title, _ in cart(till)] == [till.product("Tas Rotan").title]


def test_closing_is_three_keys_and_the_counts(till):
    """Ctrl+P from the sale, counts, Enter, Enter: where it agrees nothing more is asked."""
    till.key("Ctrl+P")
    till.type("3")
    till.key("Return")
    till.key("Return")
    assert till.presses == 3 + 1
    assert shifts.current_shift(till.ctx) is None


@pytest.mark.parametrize("typed", ["+", "-", "+5", "1.000", "1,5", "\u0665"])
def test_a_count_takes_digits_only(till, typed):
    """The keypad's plus lies beside its digits: it is no number, and nothing breaks."""
    till.key("Ctrl+P")
    field = till.window.focusWidget()
    till.type(typed)
    assert field.pieces == int("".join(c for c in typed if c in "0123456789") or 0)
    assert field.text() == "".join(c for c in typed if c in "0123456789")


def test_a_difference_costs_one_key_more_and_shows_its_causes(till):
    """The recount is offered, Enter closes; the report is a key away; Enter, and the next day can be opened."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    number = sale(till).number
    till.key("Return")
    till.key("Ctrl+P")
    till.type("3")
    for _ in range(2):
        till.key("Return")
    assert shifts.current_shift(till.ctx) is not None
    till.key("Return")
    assert shifts.current_shift(till.ctx) is None
    assert any(number in words for words in till.window.screens.shift._result.causes)
    till.key("Ctrl+E")
    till.key("Escape")
    till.key("Return")
    till.key("Ctrl+P")
    till.type("3")
    till.key("Return")
    assert shifts.current_shift(till.ctx).opening_counts == (("n100000", 3),)


def test_a_deposit_by_keys_with_a_second_person(till):
    """Shift, safe, Enter takes all that is there; the manager types a PIN, and it is done."""
    till.ctx.writer.call(
        shifts.record_cash_movement, till.ctx, cashier=till.window._person.cashier,
        kind=CashMovementKind.DROP, amount=200_000, reason="to_safe",
    )  # fmt: skip
    till.key("Ctrl+6")
    till.key("Ctrl+B")
    till.key("Return")
    assert till.front is Screen.APPROVAL
    for digit in "9999":
        till.key(digit)
    till.key("Return")
    assert till.front is Screen.SAFE
    assert safe.state(till.ctx).held == 0


def test_notes_and_coins_are_swapped_by_keys(till):
    """A hundred out, fifty twos in: Tab changes the side, the arrows the face."""
    till.key("Ctrl+6")
    till.key("Ctrl+T")
    till.key("Tab")
    till.type("1")
    till.key("Shift+Tab")
    for _ in range(6):
        till.key("Down")
    till.type("50")
    till.key("Return")
    assert till.front is Screen.SHIFT
    with till.ctx.store.read() as connection:
        (swap,) = connection.exec_driver_sql("SELECT taken_in, given_out FROM cash_swap").all()
    assert tuple(swap) == ("n2000x50", "n100000x1")


def test_a_name_typed_and_entered_sells(till):
    """No scanner: words, Enter."""
    till.type("liontin")
    till.key("Down")
    till.key("Return")
    assert len(cart(till)) == 1
    assert "Liontin" in cart(till)[0][0]
    assert till.front_widget().goods.search.text() == ""


def test_three_times_then_a_scan(till):
    """`3*` and the scanner."""
    mug = till.product("Mug")
    till.type("3*")
    till.scan(mug.code)
    assert cart(till) == [(mug.title, 3)]


def test_quantity_remove_undo_and_clear_by_keys(till):
    """+, -, Del, Ctrl+Z, Ctrl+Del, Ctrl+Z: back where it was."""
    mug, bros = till.product("Mug"), till.product("Bros Kain")
    till.scan(mug.code)
    till.scan(bros.code)
    till.key("Up")
    for chord in ("+", "+", "-"):
        till.key(chord)
    assert cart(till) == [(mug.title, 2), (bros.title, 1)]
    till.key("Del")
    assert cart(till) == [(bros.title, 1)]
    assert "dihapus" in till.window.inside.toast.text
    till.key("Ctrl+Z")
    till.key("Ctrl+Del")
    assert cart(till) == []
    till.key("Ctrl+Z")
    assert cart(till) == [(mug.title, 2), (bros.title, 1)]


def test_a_line_discount_by_keys(till):
    """F8, the amount, Enter; Del inside the panel empties the amount, not the cart."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("F8")
    till.type("1000")
    till.key("Del")
    till.type("2000")
    till.key("Return")
    assert cart(till) == [(mug.title, 1)]
    till.key("F9")
    till.key("Return")
    assert sale(till).total == mug.price - 2_000


def test_esc_never_clears_a_cart(till):
    """One step back, as often as one likes."""
    till.scan(till.product("Mug").code)
    for _ in range(4):
        till.key("Esc")
    till.key("F9")
    till.key("Esc")
    till.key("Esc")
    assert len(cart(till)) == 1


def test_a_double_f9_pays_nothing(till):
    """F9 in the payment means nothing."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("F9")
    assert refunds.recent_sales(till.ctx, 1) == ()
    assert till.front is Screen.PAY


def test_a_scan_sells_from_the_search_field_the_grid_and_nowhere(till):
    """Whatever has the focus on the sale screen."""
    mug = till.product("Mug")
    till.front_widget().goods.search.setFocus()
    till.scan(mug.code)
    till.front_widget().goods.grid.setFocus()
    till.scan(mug.code)
    till.front_widget().goods.grid.clearFocus()
    till.scan(mug.code)
    assert cart(till) == [(mug.title, 3)]


def test_a_scan_into_the_amount_is_refused(till):
    """Neither sold nor typed: the amount stays exact, one low sound."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("F9")
    till.sounds.heard.clear()
    till.scan(mug.code)
    assert till.sounds.heard == ["unknown"]
    till.key("Return")
    assert (sale(till).total, len(sale(till).lines), sale(till).change) == (mug.price, 1, 0)


def test_the_change_stays_while_the_next_sale_begins(till):
    """Kembalian tadi, above the total, until the next payment."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("F9")
    till.type("100000")
    till.key("Return")
    till.scan(till.product("Bros Kain").code)
    strip = till.front_widget().change
    assert strip.isVisible()
    assert strip._amount.text() == f"Rp{100_000 - mug.price:,}".replace(",", ".")
    till.key("F9")
    till.key("Esc")
    assert not strip.isVisible()


def test_the_plug_is_pulled_while_a_code_is_shown(till, on_stage):
    """The next start asks one plain question, and Enter answers it."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("F9")
    till.key("F6")
    assert till.window.screens.pay.phase is Phase.CODE
    till.window.attach(till.ctx)
    till.settle()
    till.sign_in()
    assert till.front is Screen.PAY
    assert "Uang sudah masuk?" in till.front_widget()._code._question.text()
    till.key("Return")
    assert sale(till).tenders[0].kind is TenderKind.QRIS
    assert holds.load_open_cart(till.ctx) is None


def test_lock_and_another_cashier(till):
    """Ctrl+L, the next person's PIN: the cart waits, the sale is hers."""
    till.scan(till.product("Mug").code)
    till.key("Ctrl+L")
    assert till.front is Screen.SIGN_IN
    till.key("Down")
    till.sign_in("2222")
    assert till.front is Screen.SELL
    till.key("F9")
    till.key("Return")
    assert sale(till).header.cashier_name == "Bayu"


def test_a_lock_on_the_done_page_leads_to_an_empty_cart(till):
    """The paid cart is not offered again."""
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    till.key("Ctrl+L")
    till.sign_in()
    assert till.front is Screen.SELL
    assert cart(till) == []


def test_tab_reaches_buttons_and_enter_presses_them(till):
    """Nothing is for the mouse only."""
    till.scan(till.product("Mug").code)
    seen = set()
    for _ in range(40):
        till.key("Tab")
        focus = till.app.focusWidget()
        seen.add(focus.accessibleName() or getattr(focus, "text", str)())
        if focus is till.front_widget().totals.pay:
            break
    till.key("Return")
    assert till.front is Screen.PAY


def test_theme_and_language_change_at_once_and_keep_the_cart(till):
    """Dark and English by two chips; the cart, the cashier and the shift stay."""
    mug = till.product("Mug")
    till.scan(mug.code)
    till.key("Ctrl+7")
    till.window.screens.status.wish("ui.theme", "dark")
    till.settle()
    till.window.screens.status.wish("ui.language", "en")
    till.settle()
    assert (till.window.look.theme.mode, till.window.look.texts.language) == ("dark", "en")
    assert till.front is Screen.STATUS
    till.key("F2")
    assert cart(till) == [(mug.title, 1)]


def test_closing_with_an_open_shift_asks_twice(till):
    """Alt+F4 by accident costs nothing."""
    till.window.close()
    assert till.window.isVisible()
    assert "Shift" in till.window.inside.toast.text


def test_a_sale_on_a_laptop_without_an_f_row(on_stage):
    """Alt+B, Enter: two chords, as with F9."""
    stage = on_stage()
    stage.begin()
    stage.scan(stage.product("Mug").code)
    stage.presses = 0
    stage.key("Alt+B")
    stage.key("Return")
    assert stage.window.screens.pay.sale_done is not None
    assert stage.presses == 2


def sold_one(till):
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    assert till.front is Screen.PAY


def test_a_name_typed_on_the_change_begins_the_next_sale(till):
    """Nobody must press Enter first, and no letter is lost."""
    sold_one(till)
    till.type("tas")
    assert till.front is Screen.SELL
    assert till.front_widget().goods.search.text() == "tas"
    assert till.window.screens.sell.finder.text == "tas"


@pytest.mark.parametrize(
    ("chord", "front"), [("F10", Screen.HISTORY), ("Ctrl+6", Screen.SHIFT), ("F2", Screen.SELL)]
)
def test_keys_of_the_frame_hold_on_the_change(till, chord, front):
    """The payment is over: what follows it is one key away, and the change stays on the strip."""
    sold_one(till)
    till.key(chord)
    assert till.front is front
    assert till.window.screens.pay.sale_done is None
    till.key("F2")
    assert cart(till) == []
    assert till.front_widget().change.isVisible()


def test_arrows_leave_the_change_standing(till):
    """A slip on a key takes the change from nobody."""
    sold_one(till)
    for chord in ("Up", "Left", "PgDown", "+", "Del"):
        till.key(chord)
    assert till.front is Screen.PAY


def test_a_discount_in_percent_by_keys(till):
    """F8, 10, %: ten percent of the line, not ten rupiah."""
    till.scan(till.product("Kain Batik Cap").code)
    line = till.window.screens.sell.open_cart.cart.lines[0]
    till.key("F8")
    till.type("10%")
    till.key("Return")
    discount = till.window.screens.sell.open_cart.cart.lines[0].discount
    assert (discount.bps, discount.amount) == (1_000, 0), line


def test_cash_in_by_keys(till):
    """Left to Uang masuk, the amount, Down to its reason, Enter."""
    till.key("Ctrl+6")
    till.key("Left")
    till.type("50000")
    till.key("Down")
    till.key("Down")
    till.key("Up")
    till.key("Return")
    with till.ctx.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, amount, reason FROM cash_movement").all()
    assert rows == [("pay_in", 50_000, "small_change")]


def test_pieces_are_chosen_right_after_the_words_that_found_the_sale(till):
    """F10, the word, plus: no Enter between them."""
    sold_one(till)
    till.key("F10")
    till.type("mug")
    till.key("+")
    history = till.window.screens.history
    assert (history.giving.chosen, till.front_widget().search.text()) == ({1: 1}, "")


def test_words_that_find_nothing_leave_the_list(till):
    """The problem is said; the newest sales stand there again."""
    sold_one(till)
    till.key("F10")
    till.type("zebra")
    till.key("Return")
    assert till.window.screens.history.sale is not None
    assert len(till.window.screens.history.finding.listed) == 1


def test_sales_and_lines_are_walked_by_arrows(till):
    """Down the next sale, Right its next line; once a piece is chosen Down keeps to the lines."""
    sold_one(till)
    till.scan(till.product("Bros Kain").code)
    till.scan(till.product("Mug").code)
    till.key("F9")
    till.key("Return")
    till.key("F10")
    history = till.window.screens.history
    newest = history.sale.sale.number
    till.key("Down")
    assert history.sale.sale.number != newest
    till.key("Up")
    till.key("Right")
    assert (history.sale.sale.number, history.giving.marked) == (newest, 1)
    till.key("Left")
    till.key("+")
    till.key("Down")
    till.key("+")
    assert (history.sale.sale.number, history.giving.chosen) == (newest, {1: 1, 2: 1})


def test_the_payment_names_what_is_bought(till):
    """Each time anew, whatever the payment before showed: more lines, then fewer."""

    def named():
        labels = till.front_widget().findChildren(ElidedLabel)
        return [label.text() for label in labels if label.isVisible() and " × " in label.text()]

    mug, bros = till.product("Mug"), till.product("Bros Kain")
    till.scan(mug.code)
    till.scan(bros.code)
    till.key("F9")
    assert named() == [f"1 × {mug.title}", f"1 × {bros.title}"]
    till.key("Return")
    till.scan(bros.code)
    till.key("F9")
    assert named() == [f"1 × {bros.title}"]
