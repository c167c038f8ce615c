"""Notes, customers, price check, items without a label, Bagi nota, redo: by keys on the real window."""

import pytest
from PySide6.QtWidgets import QPushButton

from pos.domain.customer import identity
from pos.models import sales
from pos.services import customers, holds, receipts
from pos.services.sign_in import cashiers
from pos.ui.keys import Screen


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    stage.ctx.data_key = lambda: b"k" * 32
    return stage


def sell(till):
    return till.window.screens.sell


def cart(till):
    return sell(till).open_cart.cart


def sheet(till):
    return till.front_widget().sheets.front


def press(till, text):
    button = next(b for b in sheet(till).findChildren(QPushButton) if b.text() == text and b.isVisible())
    button.click()
    till.settle()


def paid_receipt(till):
    """What the paper of the sale that is paid now will say."""
    sale_id = sell(till).open_cart.id
    till.key("F9")
    till.key("Return")
    till.key("Return")
    with till.ctx.store.read() as connection:
        return receipts.sale_receipt(till.ctx, connection, sale_id)


def test_notes_reach_the_paper_and_are_undone(till):
    """Shift+F6 on the line, Ctrl+U for the sale; Ctrl+Z takes a note off, Ctrl+Y puts it back."""
    till.scan(till.product("Mug").code)
    till.key("Shift+F6")
    till.type("kado")
    till.key("Return")
    assert cart(till).lines[0].note == "kado"
    till.key("Ctrl+U")
    till.type("Selamat menikah")
    till.key("Return")
    assert sheet(till) is None
    till.key("Ctrl+Z")
    assert cart(till).note == ""
    till.key("Ctrl+Y")
    assert cart(till).note == "Selamat menikah"
    receipt = paid_receipt(till)
    assert (receipt.lines[0].note, receipt.note) == ("kado", "Selamat menikah")


def test_a_note_is_taken_off(till):
    """By the red button; Esc would have left it."""
    till.scan(till.product("Mug").code)
    till.key("Shift+F6")
    till.type("kado")
    till.key("Return")
    till.key("Shift+F6")
    till.key("Esc")
    assert cart(till).lines[0].note == "kado"
    till.key("Shift+F6")
    press(till, "Hapus")
    assert cart(till).lines[0].note == ""


def test_a_new_customer_needs_the_tick(till):
    """Without it nothing is stored; with it the name stands over the cart, and the sale carries the id."""
    till.scan(till.product("Mug").code)
    till.key("F3")
    panel = sheet(till)
    panel.name.setText("Ibu Sari")
    panel.phone.setText("0812-3456-7890")
    till.key("Return")
    assert sheet(till) is panel
    assert customers.find_customers(till.ctx, "sari") == ()
    panel.agreed.click()
    till.key("Return")
    assert sheet(till) is None
    assert "Ibu Sari" in till.front_widget()._whose.text()
    sale_id = sell(till).open_cart.id
    paid_receipt(till)
    with till.ctx.store.read() as connection:
        bought = sales.load(connection, sale_id).customer_id
    assert customers.load_customer(till.ctx, bought).identity.phone == "+6281234567890"


def test_a_known_customer_is_found_by_four_digits(till):
    """F3, the digits, Enter; the number itself is not shown."""
    seller = cashiers(till.ctx)[0]
    for name, phone in (("Ibu Sari", "081234567890"), ("Pak Budi", "081234561111")):
        till.ctx.writer.call(
            customers.add_customer,
            till.ctx,
            cashier=seller,
            identity=identity(name, phone),
            consent_version="1",
        )
    till.scan(till.product("Mug").code)
    till.key("F3")
    till.type("7890")
    till.settle()
    assert [b.text().strip() for b in sheet(till)._people] == ["Ibu Sari · ••••7890"]
    till.key("Return")
    assert "Ibu Sari" in till.front_widget()._whose.text()
    till.key("F3")
    press(till, "Tanpa nama")
    assert sell(till).open_cart.customer_id == ""


def test_a_late_answer_opens_nothing(till):
    """The search answers after Esc: the sheet stays away."""
    till.scan(till.product("Mug").code)
    till.key("F3")
    sell(till).customers.typed("sari")
    till.window.screens.sell.ask(None)
    till.settle()
    assert sheet(till) is None


def test_a_price_check_sells_nothing(till):
    """Shift+F5, scans; Enter puts the last one in, Esc nothing."""
    till.key("Shift+F5")
    till.scan(till.product("Mug").code)
    till.scan(till.product("Tas Rotan").code)
    assert cart(till).lines == ()
    assert "Rp" in sheet(till)._price.text()
    till.key("Return")
    assert [line.product.name for line in cart(till).lines] == [till.product("Tas Rotan").name]
    till.key("Shift+F5")
    till.key("Esc")
    till.scan(till.product("Mug").code)
    assert len(cart(till).lines) == 2


def test_something_without_a_label(till):
    """Name, price, maker; the manager's PIN; then it is in the cart with its maker."""
    till.key("Shift+F7")
    panel = sheet(till)
    panel.name.setText("Vas kecil")
    panel.price.prefill(60_000)
    press(till, "Keramik Lempung Asih")
    till.key("Return")
    assert till.front is Screen.APPROVAL
    till.type("9999")
    till.key("Return")
    assert till.front is Screen.SELL
    assert [(line.product.title, line.product.price) for line in cart(till).lines] == [("Vas kecil", 60_000)]
    assert sheet(till) is None


def test_a_missing_maker_is_said(till):
    """And the sheet keeps what was typed."""
    till.key("Shift+F7")
    sheet(till).name.setText("Vas kecil")
    till.key("Return")
    assert sheet(till).name.text() == "Vas kecil"
    assert till.window.inside.toast.isVisible()


def test_one_cart_becomes_two(till):
    """Ctrl+S: a piece of one line and all of another go; both carts together are the old one."""
    for words in ("Mug", "Mug", "Tas Rotan"):
        till.scan(till.product(words).code)
    before = cart(till)
    till.key("Ctrl+S")
    rows = sheet(till).rows
    rows[0].more.click()
    rows[1].more.click()
    till.key("Return")
    assert [(line.product.name, line.quantity) for line in cart(till).lines] == [("Mug Glasir", 1)]
    (kept,) = holds.held(till.ctx)
    assert kept.cart.cart.piece_count + cart(till).piece_count == before.piece_count
    till.key("Shift+F4")
    till.key("Return")
    assert cart(till).piece_count == 2


def test_a_scan_beneath_the_split_asks_anew(till):
    """The buyer adds a piece while the pieces are chosen: the question follows the cart, Enter splits what is seen."""
    for words in ("Mug", "Tas Rotan"):
        till.scan(till.product(words).code)
    till.key("Ctrl+S")
    till.scan(till.product("Bros Kain").code)
    assert len(sheet(till).rows) == 3
    sheet(till).rows[2].more.click()
    till.key("Return")
    (kept,) = holds.held(till.ctx)
    assert [line.product.name for line in kept.cart.cart.lines] == [till.product("Bros Kain").name]
    assert [line.product.name for line in cart(till).lines] == ["Mug Glasir", till.product("Tas Rotan").name]


@pytest.mark.parametrize("chord", ["Ctrl+S", "Shift+F6", "F8"])
def test_a_question_does_not_outlive_its_cart(till, chord):
    """Another cart is taken up: what was asked about a line of the first one is asked no more."""
    till.scan(till.product("Tas Rotan").code)
    till.key("F4")
    till.scan(till.product("Mug").code)
    till.key(chord)
    for key in ("Shift+F4", "Return"):
        till.key(key)
    assert till.front is Screen.SELL
    presenter = till.window.screens.sell
    assert (presenter.asked, presenter.discounts.asked) == (None, None)
    assert [line.product.name for line in cart(till).lines] == [till.product("Tas Rotan").name]


@pytest.mark.parametrize("chord", ["Shift+F6", "F8"])
def test_a_line_that_moved_is_asked_about_no_more(till, chord):
    """By touch the line before it goes, or the toast's Urungkan brings one back: no other piece gets note or discount."""
    for words in ("Mug", "Tas Rotan", "Bros Kain"):
        till.scan(till.product(words).code)
    presenter = till.window.screens.sell
    presenter.mark(1)
    till.key(chord)
    presenter.mark(0)
    presenter.lines.remove()
    till.settle()
    assert (presenter.asked, presenter.discounts.asked) == (None, None)
    till.key("Return")
    assert [(line.note, line.discount) for line in cart(till).lines] == [("", None), ("", None)]


def test_nothing_to_split_is_said(till):
    """All or nothing would leave an empty receipt."""
    till.scan(till.product("Mug").code)
    till.key("Ctrl+S")
    till.key("Return")
    assert till.window.inside.toast.isVisible()
    assert holds.held(till.ctx) == ()
    assert cart(till).piece_count == 1


def test_all_is_behind_one_button_too(till):
    """Shift+F2 shows each with its key; an arrow and Enter do it."""
    till.scan(till.product("Mug").code)
    till.key("Shift+F2")
    till.key("Down")
    till.key("Down")
    till.key("Return")
    assert type(sheet(till)).__name__ == "NotePanel"


def test_no_sheet_outlives_the_payment(till):
    """F9 pays whatever is asked; coming back, nothing is asked."""
    till.scan(till.product("Mug").code)
    till.key("Shift+F2")
    till.key("F9")
    assert till.front is Screen.PAY
    till.key("Esc")
    assert sheet(till) is None
