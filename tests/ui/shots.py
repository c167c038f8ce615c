"""Pictures of every screen and state, for eyes: `python -m tests.ui.shots [--out build/shots]`. Asserts nothing."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pos.app.demo import QRIS
from pos.domain.cart import Cart
from pos.domain.cash import note_counts
from pos.domain.finding import PRICE_BANDS
from pos.domain.permissions import Role
from pos.domain.reason import Reason
from pos.domain.reconciliation import Reconciliation
from pos.domain.shift import CashMovementKind, expected_cash
from pos.domain.tender import Tender, TenderKind
from pos.domain.unmatched import Cause
from pos.models import reconciliations, sync_state
from pos.services import backup, checkout, lookup, phone_codes, refunds, safe, shifts, shop, sign_in
from pos.services.record import tip_of
from pos.services.sign_in import Cashier
from tests.ui.stage import Stage, stage

USUAL, NARROW, WIDE = (1366, 768), (1024, 768), (1920, 1080)
WANTED = ("Kain Batik Cap", "Bros Kain", "Tas Rotan", "Anting Resin", "Mug", "Boneka Ondel")


def fill_cart(stage: Stage) -> None:
    sell = stage.window.screens.sell
    for words in WANTED:
        sell.add(stage.product(words))
    sell.add(stage.product("Bros Kain"))
    sell.mark(1)
    stage.settle()


def most_cash(pay) -> int:
    """The largest of the amounts that a buyer would hand over."""
    return pay._book.quick(pay.open_cart, pay.method)[-1]


def sell_some(stage: Stage, count: int = 6) -> None:
    """Paid sales, so that history and shift have something to say."""
    screens = stage.window.screens
    for n in range(count):
        for words in WANTED[n % 3 : n % 3 + 1 + n % 3]:
            screens.sell.add(stage.product(words, n % 3))
        screens.sell.pay()
        stage.settle()
        if n % 3 == 1:
            screens.pay.choose(TenderKind.QRIS)
            stage.settle()
        elif n % 3 == 2:
            screens.pay.quick(most_cash(screens.pay))
        screens.pay.confirm()
        stage.settle()
        screens.pay.next_sale()
        stage.clock.advance(minutes=11)
        stage.settle()
    stage.window.inside.toast.hide()


def opening(stage: Stage) -> None:
    """Nothing is read yet."""


def sign_in_page(stage: Stage) -> None:
    stage.attach()
    stage.type("12")


def sign_in_wrong(stage: Stage) -> None:
    stage.attach()
    stage.sign_in("0000")


def locked(stage: Stage) -> None:
    """Left alone with something in the cart."""
    sell_full(stage)
    stage.window._look_at_status()
    stage.clock.advance(minutes=6)
    stage.window._look_at_status()


def locked_out(stage: Stage) -> None:
    """Five wrong PINs."""
    sell_full(stage)
    stage.key("Ctrl+L")
    for _ in range(5):
        stage.type("0000")
        stage.key("Return")


def open_shift(stage: Stage) -> None:
    stage.attach()
    stage.sign_in()
    stage.type("300000")


def open_shift_counted(stage: Stage) -> None:
    """The float note by note; small change is short."""
    stage.attach()
    stage.sign_in()
    stage.key("Ctrl+P")
    for pieces in ("1", "", "", "4", "8", "6", "12", "3"):
        if pieces:
            stage.type(pieces)
        stage.key("Down")


def shift_forgotten(stage: Stage) -> None:
    """Nobody closed yesterday; somebody else signs in this morning."""
    sell_empty(stage)
    sell_some(stage, 2)
    stage.key("Ctrl+L")
    stage.clock.at += timedelta(hours=23)
    for _ in range(4):
        stage.key("Down")
    stage.sign_in("9999")


def sell_empty(stage: Stage) -> None:
    stage.begin()
    stage.window.inside.toast.hide()


def sell_full(stage: Stage) -> None:
    sell_empty(stage)
    fill_cart(stage)
    stage.window.inside.toast.hide()


def sell_bundle(stage: Stage) -> None:
    """A bundle in the cart below a piece of its own; its card among what its word finds."""
    sell_empty(stage)
    sell = stage.window.screens.sell
    sell.add(stage.product("Bros Kain"))
    sell.add(stage.product("paket oleh"))
    stage.type("paket")
    stage.settle()


def sell_category(stage: Stage) -> None:
    """One category, with the strip of the last change."""
    sell_empty(stage)
    sell = stage.window.screens.sell
    sell.finder.choose_category(sell.finder.filters.categories[0].code)
    sell.add(sell.finder.products[1])
    sell.pay()
    stage.settle()
    stage.key("Return")
    stage.key("Return")


def sell_unique(stage: Stage) -> None:
    """Unique pieces, one of them sold out, one in the cart."""
    sell_empty(stage)
    sell = stage.window.screens.sell
    sell.add(stage.product("tulis"))
    sell.pay()
    stage.settle()
    stage.key("Return")
    stage.key("Return")
    stage.type("tulis")
    sell.add(sell.finder.products[2])
    stage.settle()


def sell_discount(stage: Stage) -> None:
    sell_full(stage)
    sell = stage.window.screens.sell
    sell.discounts.ask(whole_cart=False)
    sell.discounts.give(bps=1000)
    sell.discounts.ask(whole_cart=True)
    sell.discounts.give(bps=500)
    stage.settle()


def sell_discount_panel(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F8")


def sell_filter(stage: Stage) -> None:
    """The filter panel with two choices made."""
    sell_full(stage)
    stage.key("Ctrl+F")
    finder = stage.window.screens.sell.finder
    finder.narrow(replace(finder.filters.narrowing, colour="Merah", band=PRICE_BANDS[1]))
    stage.settle()


def sell_variants(stage: Stage) -> None:
    """The variants of one thing, one marked; pins among the goods behind."""
    sell_full(stage)
    sell = stage.window.screens.sell
    lead = next(p for p in sell.finder.products if p.family == "Gelang Manik")
    sell.goods.pick(lead)
    stage.settle()


def sell_pinned(stage: Stage) -> None:
    """Two pinned cards before what sells."""
    sell_empty(stage)
    for words in ("Tas Rotan", "Mug"):
        stage.window.screens.sell.goods.toggle_pin(stage.product(words))
        stage.settle()
    stage.window.inside.toast.hide()


def sell_more(stage: Stage) -> None:
    sell_full(stage)
    stage.key("Shift+F2")


def sell_notes(stage: Stage) -> None:
    """A note on a line, one for the sale, a customer, and the panel of the next note."""
    sell_full(stage)
    stage.ctx.data_key = lambda: b"k" * 32
    sell = stage.window.screens.sell
    sell.change(
        lambda cart: cart.with_line_note(1, "kado, bungkus terpisah").with_note("Selamat menempuh hidup baru")
    )
    sell.customers.remember("Ibu Sari Wulandari", "081234567890", agreed=True)
    stage.settle()
    stage.key("Shift+F6")


def sell_customer(stage: Stage) -> None:
    """Somebody was found; a new one can be remembered."""
    sell_notes(stage)
    stage.key("Esc")
    stage.key("F3")
    stage.type("sari")
    stage.settle()


def sell_price(stage: Stage) -> None:
    sell_full(stage)
    stage.key("Shift+F5")
    stage.scan(stage.product("Tas Rotan").code)


def sell_open_item(stage: Stage) -> None:
    sell_full(stage)
    stage.key("Shift+F7")


def sell_split(stage: Stage) -> None:
    sell_full(stage)
    stage.key("Ctrl+S")
    stage.key("Down")


def help_sell(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F1")


def drawer_asked(stage: Stage) -> None:
    """The drawer is to be opened without a sale."""
    sell_full(stage)
    stage.key("Shift+F9")
    stage.key("Down")


def help_pay(stage: Stage) -> None:
    pay_cash(stage)
    stage.key("F1")


def reports(stage: Stage) -> None:
    """A day's sales, as the manager sees them."""
    stage.begin()
    sell_some(stage, 12)
    stage.key("Ctrl+L")
    for _ in range(4):
        stage.key("Down")
    stage.sign_in("9999")
    stage.key("Ctrl+0")


def reports_refused(stage: Stage) -> None:
    """A cashier reads none."""
    sell_empty(stage)
    stage.key("Ctrl+0")


def sell_removed(stage: Stage) -> None:
    sell_full(stage)
    stage.key("Del")


def sell_search(stage: Stage) -> None:
    sell_full(stage)
    stage.type("kulit")
    stage.key("Down")


def sell_nothing_found(stage: Stage) -> None:
    sell_empty(stage)
    stage.type("wayang golek")


def sell_unknown(stage: Stage) -> None:
    sell_full(stage)
    stage.scan("8991234567895")


def sell_after(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.window.screens.pay.quick(most_cash(stage.window.screens.pay))
    stage.key("Return")
    stage.key("Return")


def pay_cash(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.key("Right")


def pay_five(stage: Stage) -> None:
    """Five quick amounts above a million: the fullest row."""
    sell_full(stage)
    screens = stage.window.screens
    for _ in range(5):
        screens.sell.add(stage.product("Kain Batik Cap"))
    stage.key("F9")
    stage.type(str(screens.pay._due() - 1_123_400))
    stage.key("Return")


def pay_short(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.type("200000")


def pay_qris(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.key("F6")


def pay_split(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.type("200000")
    stage.key("Return")


def pay_card(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.key("F7")


def pay_voucher(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    for _ in range(4):
        stage.key("F7")


def pay_on_account(stage: Stage) -> None:
    pay_voucher(stage)
    stage.key("F7")
    stage.type("DISPAR-BEKASI")


def pay_on_account_asks(stage: Stage) -> None:
    pay_on_account(stage)
    stage.key("Return")


def pay_done(stage: Stage) -> None:
    pay_cash(stage)
    stage.key("Right")
    stage.key("Return")


def pay_done_exact(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.key("Return")


def waiting(stage: Stage) -> None:
    """The plug was pulled while a QRIS code was shown."""
    pay_qris(stage)
    stage.clock.at += timedelta(hours=6)
    stage.window._rebuild()
    stage.settle()
    stage.window.inside.router.welcome(stage.window._person.cashier)


def history(stage: Stage) -> None:
    sell_empty(stage)
    sell_some(stage)
    stage.key("F10")


def history_refund(stage: Stage) -> None:
    history(stage)
    screens = stage.window.screens
    screens.history.giving.change(1, 1)
    screens.history.giving.choose_reason(Reason.DEFECT)


def history_refunded(stage: Stage) -> None:
    history_refund(stage)
    stage.key("Return")


def history_manager(stage: Stage) -> None:
    sell_empty(stage)
    sell_some(stage, 3)
    stage.key("Ctrl+L")
    stage.window.screens.open_since()
    for _ in range(4):
        stage.key("Down")
    stage.sign_in("9999")
    stage.key("F10")


def history_qris(stage: Stage) -> None:
    """A sale that was paid by QRIS goes back in cash."""
    sell_empty(stage)
    sell_some(stage, 2)
    stage.scan(stage.product("Mug").code)
    stage.key("F9")
    stage.key("F6")
    stage.key("Return")
    stage.key("Return")
    stage.key("F10")
    stage.key("+")
    stage.key("1")
    stage.key("5")


def history_correct(stage: Stage) -> None:
    """Cash by habit, QRIS in truth."""
    history(stage)
    stage.key("F6")


def history_correct_split(stage: Stage) -> None:
    """Two tenders; a part of one came by card."""
    sell_empty(stage)
    sell_some(stage, 2)
    for words in ("Mug", "Tas Rotan"):
        stage.scan(stage.product(words).code)
    stage.key("F9")
    stage.type("100000")
    for chord in ("F6", "Return", "Return", "F10", "F7"):
        stage.key(chord)
    stage.type("60000")
    stage.window.inside.toast.hide()


def history_corrected(stage: Stage) -> None:
    history_correct(stage)
    stage.key("Return")


def exchange(stage: Stage) -> None:
    """A piece comes back, dearer ones are chosen."""
    history(stage)
    stage.key("+")
    stage.key("4")
    stage.key("Ctrl+G")
    stage.scan(stage.product("Tas Rotan").code)
    stage.scan(stage.product("Mug").code)
    stage.window.inside.toast.hide()


def exchange_search(stage: Stage) -> None:
    exchange(stage)
    stage.type("batik")
    stage.key("Down")


def exchange_pay(stage: Stage) -> None:
    exchange(stage)
    stage.key("F9")
    stage.type("300000")


def exchange_qris(stage: Stage) -> None:
    exchange(stage)
    stage.key("F9")
    stage.key("F6")


def exchange_cheaper(stage: Stage) -> None:
    """Money goes back."""
    history(stage)
    stage.key("+")
    stage.key("Ctrl+G")
    stage.scan(stage.product("Bros Kain").code)
    stage.key("F9")


def exchange_done(stage: Stage) -> None:
    exchange_cheaper(stage)
    stage.key("Return")


def history_search(stage: Stage) -> None:
    """By a piece's name; the second find is open."""
    history(stage)
    stage.type("kain")
    stage.key("Down")


def history_customer(stage: Stage) -> None:
    """By the last digits of a customer's number."""
    sell_notes(stage)
    stage.key("Esc")
    for chord in ("F9", "Return", "Return"):
        stage.key(chord)
    stage.key("F10")
    stage.type("7890")
    stage.settle()


def history_nothing_found(stage: Stage) -> None:
    history(stage)
    stage.type("wayang golek")


def kuitansi(stage: Stage) -> None:
    """Over four receipts, above Rp5 million."""
    sell_empty(stage)
    for _ in range(3):
        for _ in range(2):
            stage.window.screens.sell.add(stage.product("Kain Batik Tulis", 1))
            stage.window.screens.sell.add(stage.product("Tas Rotan", 1))
        for chord in ("F9", "Return", "Return"):
            stage.key(chord)
    stage.key("F10")
    stage.key("Shift+F12")
    for n in ("2", "1"):
        stage.type(n)
        stage.key("Return")
    panel = stage.front_widget()._kuitansi
    panel.payer.setText("Dinas Koperasi dan UKM Kota Bekasi")
    for field, text in zip(
        panel._fields()[2:], ("Bekasi", "Ratna Dewi Lestari", "Kepala Gerai"), strict=True
    ):
        field.setText(text)
    stage.window.inside.toast.hide()


def kuitansi_made(stage: Stage) -> None:
    kuitansi(stage)
    stage.key("Return")


def unmatched(stage: Stage) -> None:
    """Another outlet's receipt and a label that is known here."""
    history(stage)
    stage.scan("GERAI1:BLU1-000417:K7QWX2MN")
    stage.scan(stage.product("Mug").code)
    stage.window.screens.history.unmatched.choose(Cause.MAKER)
    stage.window.inside.toast.hide()


def late_entry(stage: Stage) -> None:
    """A sale from the emergency pad."""
    history(stage)
    stage.key("Shift+F10")
    stage.type("B-017")
    stage.key("Tab")
    stage.type("07.30")
    stage.window.inside.toast.hide()


def late_entered(stage: Stage) -> None:
    late_entry(stage)
    stage.key("Return")


def held_empty(stage: Stage) -> None:
    sell_empty(stage)
    stage.key("Shift+F4")


def held(stage: Stage) -> None:
    sell_empty(stage)
    for words in (
        ("Mug", "Bros Kain"),
        ("Tas Rotan",),
        ("Liontin", "Mug", "Kain Batik Cap 2 m Kawung Merah"),
    ):
        for word in words:
            stage.scan(stage.product(word).code)
        if len(words) == 1:
            stage.ctx.data_key = lambda: b"k" * 32
            stage.window.screens.sell.customers.remember("Ibu Sari Wulandari", "081234567890", agreed=True)
            stage.settle()
        stage.key("F4")
        stage.clock.advance(minutes=7)
    stage.window.inside.toast.hide()
    stage.key("Shift+F4")


def orders_empty(stage: Stage) -> None:
    sell_empty(stage)
    stage.key("Ctrl+O")


def orders_take(stage: Stage) -> None:
    """A new order beside two that wait."""
    orders_list(stage)
    stage.key("Escape")
    for words in ("Liontin", "Tas Rotan"):
        stage.scan(stage.product(words).code)
    stage.key("Ctrl+O")
    stage.key("F6")


def orders_list(stage: Stage) -> None:
    """Three orders, one of them late."""
    sell_empty(stage)
    for n, goods in enumerate(
        (("Mug", "Bros Kain"), ("Tas Rotan",), ("Kain Batik Cap 2 m Kawung Merah", "Mug"))
    ):
        for words in goods:
            stage.scan(stage.product(words).code)
        stage.key("Ctrl+O")
        for _ in range(6 - n):
            stage.key("Up")
        stage.key("Return")
    stage.clock.advance(hours=70)
    stage.key("Ctrl+O")
    stage.window.inside.toast.hide()


def receivables_empty(stage: Stage) -> None:
    sell_empty(stage)
    stage.key("Ctrl+Shift+P")


def receivables_list(stage: Stage) -> None:
    """Three sales on account, two of one debtor, the oldest of some weeks ago."""
    sell_empty(stage)
    for n, who in enumerate(("DISPAR-BEKASI", "KORPRI", "DISPAR-BEKASI")):
        cart = stage.window.screens.sell.open_cart
        sold = replace(cart, id=stage.ctx.new_id(), cart=Cart().add(stage.product(WANTED[n]), 1))
        owed = Tender(TenderKind.RECEIVABLE, sold.cart.gross, who)
        manager = Cashier(5, "Ratna", Role.MANAGER)
        paid = replace(sold, tenders=(owed,))
        stage.ctx.writer.call(checkout.complete_sale, stage.ctx, open_cart=paid, cashier=manager)
        stage.clock.advance(minutes=9)
    stage.key("Ctrl+Shift+P")
    stage.window.inside.toast.hide()


def receivables_part(stage: Stage) -> None:
    """A part of it by transfer."""
    receivables_list(stage)
    stage.key("F7")
    stage.type("50000")


def orders_cancel(stage: Stage) -> None:
    orders_list(stage)
    stage.key("Del")


def approval(stage: Stage) -> None:
    history(stage)
    for _ in range(2):
        stage.window.screens.history.void()
    stage.settle()


def enrolled(stage: Stage) -> str:
    """Ibu Ratna's phone has a code; gives its text."""
    ratna = next(person for person in sign_in.cashiers(stage.ctx) if person.id == 5)
    return str(stage.ctx.writer.call(phone_codes.enrol, stage.ctx, ratna).text)


def approval_phone(stage: Stage) -> None:
    """The manager is not there: what the cashier reads out, and half of the answer."""
    enrolled(stage)
    stage.ctx.writer.call(shop.change_settings, stage.ctx, {"approval.later": ["void"]})
    approval(stage)
    stage.key("Ctrl+H")
    stage.type("4061")


def approval_phone_wrong(stage: Stage) -> None:
    approval_phone(stage)
    stage.type("50")
    stage.key("Return")


def approvals(stage: Stage) -> None:
    """As a cashier sees it: one act went on without a second person."""
    stage.ctx.writer.call(shop.change_settings, stage.ctx, {"approval.later": ["void"]})
    approval(stage)
    stage.key("Ctrl+N")
    stage.key("Ctrl+8")


def approvals_code(stage: Stage) -> None:
    """The manager makes a code for the phone."""
    approvals(stage)
    stage.key("Ctrl+L")
    stage.key("r")
    stage.sign_in("9999")
    stage.key("Ctrl+8")
    stage.key("Ctrl+K")


def approvals_empty(stage: Stage) -> None:
    sell_empty(stage)
    stage.key("Ctrl+8")


def approval_wrong(stage: Stage) -> None:
    approval(stage)
    stage.key("Down")
    stage.type("0000")
    stage.key("Return")


def shift_open(stage: Stage) -> None:
    sell_empty(stage)
    sell_some(stage)
    stage.window.screens.shift.move_cash(CashMovementKind.PAY_IN, 50_000, Reason.SMALL_CHANGE)
    stage.settle()
    stage.key("Ctrl+6")
    stage.window.inside.toast.hide()


def shift_count(stage: Stage) -> None:
    shift_open(stage)
    stage.window.screens.shift.begin_count()
    stage.settle()
    for pieces in ("3", "", "4", "2", "7"):
        if pieces:
            stage.type(pieces)
        stage.key("Down")
    stage.key("Return")


def shift_recount(stage: Stage) -> None:
    shift_count(stage)
    stage.key("Return")


def shift_result(stage: Stage) -> None:
    shift_recount(stage)
    stage.key("Return")


def shift_causes(stage: Stage) -> None:
    """A cash sale of the day was paid by QRIS."""
    shift_open(stage)
    shift = stage.window.screens.shift
    totals = shifts.totals(stage.ctx)
    lies = expected_cash(300_000, totals) - refunds.recent_sales(stage.ctx, 1)[0].sale.total
    shift.begin_count()
    for value, pieces in note_counts(lies):
        shift.count(f"{'n' if value >= 1000 else 'c'}{value}", pieces)
    for _ in range(3):
        stage.key("Return")


def shift_report_blind(stage: Stage) -> None:
    shift_open(stage)
    stage.key("Ctrl+E")


def shift_report_final(stage: Stage) -> None:
    shift_result(stage)
    stage.key("Ctrl+E")


def safe_books(stage: Stage) -> None:
    """Two evenings in the safe, part of it at the bank, a new day."""
    shift_open(stage)
    screens = stage.window.screens
    for amount in (300_000, 150_000):
        screens.shift.move_cash(CashMovementKind.DROP, amount, Reason.TO_SAFE)
        stage.settle()
        stage.clock.advance(hours=2)
    stage.ctx.writer.call(
        shifts.close_shift, stage.ctx, cashier=stage.window._person.cashier, counted=1_204_500
    )
    stage.clock.advance(days=1)
    manager = Cashier(5, "Ibu Ratna", Role.MANAGER)
    stage.ctx.writer.call(
        safe.deposit, stage.ctx, cashier=manager, amount=200_000, bank="BJB", slip_number="0099120"
    )
    stage.clock.advance(days=2)
    screens.shift.enter()
    screens.shift.open(300_000)
    stage.settle()
    stage.key("Ctrl+6")
    stage.key("Ctrl+B")
    stage.window.inside.toast.hide()


def safe_empty(stage: Stage) -> None:
    sell_empty(stage)
    stage.key("Ctrl+6")
    stage.key("Ctrl+B")


def safe_count(stage: Stage) -> None:
    safe_books(stage)
    stage.key("Ctrl+P")
    for pieces in ("10", "", "2", "", "5"):
        if pieces:
            stage.type(pieces)
        stage.key("Down")
    stage.key("Return")


def safe_swap(stage: Stage) -> None:
    safe_books(stage)
    stage.key("Ctrl+T")
    stage.key("Tab")
    stage.type("1")
    for _ in range(6):
        stage.key("Down")
    stage.key("Shift+Tab")
    stage.type("25")


def shift_open_manager(stage: Stage) -> None:
    """All that a manager sees of a running shift, money in the safe among it."""
    shift_open(stage)
    stage.window.screens.shift.move_cash(CashMovementKind.DROP, 150_000, Reason.TO_SAFE)
    stage.settle()
    stage.key("Ctrl+L")
    for _ in range(4):
        stage.key("Down")
    stage.sign_in("9999")
    stage.key("Ctrl+6")
    stage.window.inside.toast.hide()


def shift_outcomes(stage: Stage) -> None:
    """The manager looks at the differences of before."""
    shift_causes(stage)
    stage.key("Return")
    for opened, counted in ((300_000, 299_000), (300_000, 350_000)):
        stage.clock.advance(days=1)
        stage.window.screens.shift.enter()
        stage.window.screens.shift.open(opened)
        stage.settle()
        cashier = stage.window._person.cashier
        stage.ctx.writer.call(shifts.close_shift, stage.ctx, cashier=cashier, counted=counted)
    stage.key("Ctrl+L")
    for _ in range(4):
        stage.key("Down")
    stage.sign_in("9999")
    stage.key("Ctrl+W")
    stage.key("Down")
    stage.key("Down")


def shift_open_waiting(stage: Stage) -> None:
    """Half of a sale was paid in cash, the rest has not come."""
    pay_split(stage)
    stage.key("Escape")
    stage.settle()
    stage.key("Ctrl+6")


def shift_result_waiting(stage: Stage) -> None:
    shift_open_waiting(stage)
    stage.window.screens.shift.begin_count()
    stage.settle()
    stage.type("3")
    stage.key("Down")
    for _ in range(3):  # sure, counted once more, closed
        stage.key("Return")


def status_no_stick(stage: Stage) -> None:
    """The second folder's stick is not there."""
    sell_empty(stage)
    stage.ctx.writer.call(shop.change_settings, stage.ctx, {"backup.second_folder": "/media/flashdisk/gerai"})
    backup.run(stage.ctx, backup.Due.CLOSE)
    stage.key("Ctrl+7")


def _compare(stage: Stage, day: date, **there: int) -> None:
    """As after an exchange with a centre that has all, or that lacks something."""
    found = Reconciliation(day, stage.ctx.clock.now(), 128, 128, 17_450_000, 17_450_000)
    differing = "sale_count sale_total" if there else ""
    with stage.ctx.store.write() as connection:
        tip = tip_of(stage.ctx, connection).seq
        sync_state.change(
            connection, centre_url="http://pusat", mark=tip, last_success_at=stage.ctx.clock.now()
        )
        reconciliations.save(connection, replace(found, differing=differing, **there))


def shift_result_compared(stage: Stage) -> None:
    """All that was sold is at the centre, moments after the close."""
    shift_result(stage)
    stage.settle()
    stage.ctx.writer.call(_compare, stage, stage.ctx.today())
    stage.window._look_at_status()  # as its timer does


def status_compared(stage: Stage) -> None:
    sell_empty(stage)
    stage.ctx.writer.call(_compare, stage, stage.ctx.today())
    stage.key("Ctrl+7")


def status_differs(stage: Stage) -> None:
    """The centre lacks a sale."""
    sell_empty(stage)
    stage.ctx.writer.call(lambda: _compare(stage, stage.ctx.today(), count_there=127, total_there=17_405_000))
    stage.key("Ctrl+7")


def status(stage: Stage) -> None:
    sell_empty(stage)
    stage.key("Ctrl+7")


def settings_footer(stage: Stage) -> None:
    """The manager writes what may not stand there."""
    sell_empty(stage)
    stage.key("Ctrl+L")
    stage.key("r")
    stage.sign_in("9999")
    stage.key("Ctrl+9")
    stage.type("kaki")
    stage.key("Return")


def settings_forbidden(stage: Stage) -> None:
    settings_footer(stage)
    screen = stage.front_widget()
    screen.editor.fields[0].setText("Barang yang sudah dibeli tidak dapat dikembalikan")
    screen.editor._typed()


def settings_words(stage: Stage) -> None:
    """As a cashier sees it: the theme is free, the rest is the manager's."""
    sell_empty(stage)
    stage.key("Ctrl+9")
    stage.type("komputer")


def settings_qris(stage: Stage) -> None:
    settings_footer(stage)
    stage.key("Esc")
    stage.front_widget().search.field.setText("qris")


def settings_sticker(stage: Stage) -> None:
    """A sticker is about to be read from its photo."""
    settings_footer(stage)
    stage.key("Esc")
    stage.front_widget().search.field.setText("stiker")
    stage.key("Return")
    stage.key("Down")


def settings_sticker_damaged(stage: Stage) -> None:
    settings_sticker(stage)
    screen = stage.front_widget()
    screen.presenter._take(QRIS[:-1] + "0")


def settings_key_swap(stage: Stage) -> None:
    """The key that was pressed belongs to another action."""
    settings_footer(stage)
    stage.key("Esc")
    stage.key("Esc")
    stage.type("f9")
    for chord in ("Return", "Return", "F5"):
        stage.key(chord)


def settings_key_refused(stage: Stage) -> None:
    settings_key_swap(stage)
    stage.front_widget().editor.take_focus()
    stage.key("Return")
    stage.key("b")


def training_sign_in(stage: Stage) -> None:
    stage.attach()


def training_sale(stage: Stage) -> None:
    sell_full(stage)


def practice_begin(stage: Stage) -> None:
    """Begun at the sign-in: nobody is there yet."""
    stage.attach()
    stage.click(stage.front_widget().train)


def practice_hint(stage: Stage) -> None:
    """The first buyer, with the hint."""
    sell_empty(stage)
    stage.key("Shift+F1")
    stage.key("Shift+F1")


def practice_slip(stage: Stage) -> None:
    """Other goods were sold than asked for."""
    practice_hint(stage)
    stage.scan(stage.product("Tas Rotan").code)
    for chord in ("F9", "Return"):
        stage.key(chord)
    stage.window.training.look()


def practice_exchange(stage: Stage) -> None:
    """A buyer with a receipt; the history is open."""
    practice_hint(stage)
    run = stage.window.training.strip.presenter.run
    for wanted in (run.task.goods[0],) * 2:
        stage.window.screens.sell.add(
            next(p for p in lookup.search(stage.ctx, "") if p.id == wanted.product_id)
        )
    stage.key("F9")
    stage.type(str(run.task.cash))
    for chord in ("Return", "Return"):
        stage.key(chord)
    stage.window.training.look()
    for _ in range(2):
        stage.window.training.strip.presenter.pass_over()
    stage.key("Shift+F1")
    stage.key("F10")


def practice_result(stage: Stage) -> None:
    practice_exchange(stage)
    for _ in range(3):
        stage.window.training.strip.presenter.pass_over()


TRAINING = (
    training_sign_in,
    training_sale,
    practice_begin,
    practice_hint,
    practice_slip,
    practice_exchange,
    practice_result,
)
"""In the training till."""


def buyer_greeting(stage: Stage) -> None:
    stage.begin()


def buyer_cart(stage: Stage) -> None:
    sell_full(stage)
    stage.window.screens.sell.add(stage.product("Tas Rotan"))
    stage.settle()


def buyer_discount(stage: Stage) -> None:
    sell_discount(stage)


def buyer_code(stage: Stage) -> None:
    buyer_cart(stage)
    stage.key("F9")
    stage.key("F6")


def buyer_split(stage: Stage) -> None:
    buyer_cart(stage)
    stage.key("F9")
    stage.type("100000")
    stage.key("Return")


def buyer_thanks(stage: Stage) -> None:
    sell_full(stage)
    stage.key("F9")
    stage.window.screens.pay.quick(most_cash(stage.window.screens.pay))
    stage.key("Return")


BUYER = (buyer_greeting, buyer_cart, buyer_discount, buyer_code, buyer_split, buyer_thanks)
"""What the buyer sees, on a display of its own."""

STATES: tuple[Callable[[Stage], None], ...] = (
    opening,
    sign_in_page,
    sign_in_wrong,
    locked,
    locked_out,
    open_shift,
    open_shift_counted,
    shift_forgotten,
    sell_empty,
    sell_full,
    sell_bundle,
    sell_category,
    sell_unique,
    sell_discount,
    sell_discount_panel,
    sell_filter,
    sell_variants,
    sell_pinned,
    sell_more,
    sell_notes,
    sell_customer,
    sell_price,
    sell_open_item,
    sell_split,
    help_sell,
    drawer_asked,
    help_pay,
    reports,
    reports_refused,
    sell_removed,
    sell_search,
    sell_nothing_found,
    sell_unknown,
    sell_after,
    pay_cash,
    pay_five,
    pay_short,
    pay_qris,
    pay_split,
    pay_card,
    pay_voucher,
    pay_on_account,
    pay_on_account_asks,
    pay_done,
    pay_done_exact,
    waiting,
    history,
    history_refund,
    history_refunded,
    history_manager,
    history_qris,
    history_correct,
    history_correct_split,
    history_corrected,
    history_search,
    history_customer,
    history_nothing_found,
    kuitansi,
    kuitansi_made,
    unmatched,
    late_entry,
    late_entered,
    exchange,
    exchange_search,
    exchange_pay,
    exchange_qris,
    exchange_cheaper,
    exchange_done,
    held,
    held_empty,
    orders_empty,
    orders_take,
    orders_list,
    orders_cancel,
    receivables_empty,
    receivables_list,
    receivables_part,
    approval,
    approval_wrong,
    approval_phone,
    approval_phone_wrong,
    approvals,
    approvals_code,
    approvals_empty,
    shift_open,
    shift_count,
    shift_recount,
    shift_result,
    shift_causes,
    shift_open_manager,
    shift_outcomes,
    shift_report_blind,
    shift_report_final,
    safe_books,
    safe_empty,
    safe_count,
    safe_swap,
    shift_open_waiting,
    shift_result_waiting,
    shift_result_compared,
    status_compared,
    status_differs,
    status,
    status_no_stick,
    settings_footer,
    settings_forbidden,
    settings_words,
    settings_qris,
    settings_sticker,
    settings_sticker_damaged,
    settings_key_swap,
    settings_key_refused,
    *TRAINING,
    *BUYER,
)
LOOKS = (("light", "id"), ("dark", "id"), ("light", "en"), ("dark", "en"))
BIG = (sell_full, pay_cash, pay_done)


def main() -> None:
    """Make the chosen pictures; each from a shop of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/shots"))
    parser.add_argument("--only", default="", help="states whose name begins so")
    parser.add_argument(
        "--looks", default="light-id,dark-id,light-en,dark-en", help="mode-language, with commas"
    )
    parser.add_argument("--sizes", default="usual,narrow,wide")
    wanted = parser.parse_args()
    sizes = {"usual": USUAL, "narrow": NARROW, "wide": WIDE}
    for mode, language in (look.split("-") for look in wanted.looks.split(",")):
        for size in (sizes[name] for name in wanted.sizes.split(",")):
            for state in STATES:
                if state.__name__.startswith(wanted.only) and (size is not WIDE or state in BIG):
                    make(state, size, mode, language, wanted.out)


def make(state: Callable[[Stage], None], size: tuple[int, int], mode: str, language: str, out: Path) -> None:
    width, height = size
    name = f"{state.__name__}-{mode}-{language}-{width}x{height}.png"
    shown = "window" if state in BUYER else "off"
    with stage(
        width,
        height,
        ui_theme=mode,
        ui_language=language,
        display_buyer=shown,
        shop_training=state in TRAINING,
    ) as built:
        state(built)
        if state in BUYER:
            built.buyer_shot(out / name)
        else:
            built.shot(out / name)
    print(out / name)


if __name__ == "__main__":
    main()
