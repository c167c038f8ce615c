"""Orders on the real window by keys, and their Qt-free half: a deposit is taken in two keys, settled in two."""

import pytest

from pos.domain import qris
from pos.domain.tender import TenderKind
from pos.models import deposits, sales
from pos.services import holds, orders, verify
from pos.ui.keys import Screen
from pos.ui.orders.presenter import OrdersPresenter
from pos.ui.orders.shown import Step
from pos.ui.widgets.qr_picture import QrPicture
from tests.builders import a_cart
from tests.ui.doubles import made


@pytest.fixture
def till(on_stage):
    stage = on_stage()
    stage.begin()
    stage.presses = 0
    return stage


def owed(ctx):
    with ctx.store.read() as connection:
        return deposits.liability(connection)


def take(till, words="Tas Rotan"):
    till.scan(till.product(words).code)
    till.key("Ctrl+O")
    till.key("Return")


def test_an_order_by_keys(till):
    """Ctrl+O, Enter: half of it as deposit, due in a week; the counter is free for the next buyer."""
    price = till.product("Tas Rotan").price
    take(till)
    assert (till.presses, till.front, till.window.screens.sell.open_cart.is_empty) == (2, Screen.SELL, True)
    (order,) = orders.open_orders(till.ctx)
    assert price / 2 <= order.taken.amount < price / 2 + 1_000
    assert (order.taken.due_on - till.ctx.today()).days == 7
    assert "GDK1-UM00001" in till.window.inside.toast.text


def test_settled_by_keys(till):
    """Ctrl+O from an empty cart, Enter, and Enter takes the rest in cash; the deposit is owed no more."""
    take(till)
    till.presses = 0
    for chord in ("Ctrl+O", "Return"):
        till.key(chord)
    assert till.front is Screen.PAY
    till.key("Return")
    assert till.presses == 3
    with till.ctx.store.read() as connection:
        sale = sales.load(connection, sales.recent_ids(connection, 1)[0])
    assert [tender.kind for tender in sale.tenders] == [TenderKind.DEPOSIT, TenderKind.CASH]
    assert owed(till.ctx) == 0
    assert verify.verify(till.ctx).findings == ()


def test_the_deposit_is_typed_paid_otherwise_and_due_later(till):
    """Digits replace the half; F6 is QRIS with its number; an arrow moves the due date by a day."""
    till.scan(till.product("Tas Rotan").code)
    till.key("Ctrl+O")
    till.type("50000")
    till.key("F6")
    till.front_widget().form.reference.setText("AB12")
    till.key("Down")
    till.key("PgDown")
    till.key("Return")
    (order,) = orders.open_orders(till.ctx)
    (tender,) = order.taken.tenders
    assert (tender.kind, tender.amount, tender.reference) == (TenderKind.QRIS, 50_000, "AB12")
    assert (order.taken.due_on - till.ctx.today()).days == 7 + 1 + 7


def test_given_back_with_a_second_person(till):
    """Del asks, Enter gives back, a manager's PIN; Esc before that changes nothing."""
    take(till)
    till.key("Ctrl+O")
    till.key("Del")
    till.key("Escape")
    assert till.front is Screen.ORDERS
    till.key("Del")
    till.key("Return")
    assert till.front is Screen.APPROVAL
    for digit in "9999":
        till.key(digit)
    till.key("Return")
    assert (till.front, owed(till.ctx)) == (Screen.ORDERS, 0)
    assert "kembalikan" in till.window.inside.toast.text


def test_paid_in_full_beforehand(till):
    """A deposit of all of it: fetched with one more Enter, nothing is left to pay and no cash moves."""
    price = till.product("Tas Rotan").price
    till.scan(till.product("Tas Rotan").code)
    till.key("Ctrl+O")
    till.type(str(price))
    till.key("Return")
    for chord in ("Ctrl+O", "Return", "Return"):
        till.key(chord)
    with till.ctx.store.read() as connection:
        sale = sales.load(connection, sales.recent_ids(connection, 1)[0])
    assert ([tender.kind for tender in sale.tenders], sale.total, sale.change) == (
        [TenderKind.DEPOSIT],
        price,
        0,
    )
    assert owed(till.ctx) == 0


def test_a_deposit_that_is_taken_out_stays_open(till):
    """The buyer pays all of it after all: the bin beside the deposit, and the order still waits."""
    take(till)
    for chord in ("Ctrl+O", "Return"):
        till.key(chord)
    till.window.screens.pay.drop(0)
    till.settle()
    till.key("Return")
    (order,) = orders.open_orders(till.ctx)
    assert owed(till.ctx) == order.taken.amount
    assert verify.verify(till.ctx).findings == ()


def test_esc_keeps_the_cart(till):
    """A buyer who thinks again."""
    till.scan(till.product("Tas Rotan").code)
    till.key("Ctrl+O")
    till.key("Escape")
    assert till.front is Screen.SELL
    assert till.window.screens.sell.open_cart.cart.piece_count == 1


@pytest.fixture
def screen(ctx, ratna, open_shift):
    presenter, view, ports, tasks = made(OrdersPresenter, ctx, ratna)
    view.reference = lambda: ""
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    return presenter


def ordered(screen, ctx, days=7):
    cart = a_cart(ctx, ("M18-002", 2))
    ctx.writer.call(holds.save_open_cart, ctx, cart)
    screen.enter(cart)
    screen.choose_due(days)
    screen.confirm()


def seen(screen):
    return screen.view.seen["show_orders"]


def test_a_late_order_may_be_forfeited(screen, ctx, clock):
    """Del, Del: only once the due date has passed; the list says how late it is."""
    ordered(screen, ctx, days=1)
    screen.enter()
    screen.ask_cancel()
    screen.ask_cancel()
    assert (len(screen.ports.problems), owed(ctx)) == (1, 85_000)
    clock.advance(hours=72)
    screen.enter()
    assert (seen(screen).may_forfeit, seen(screen).order.days) == (True, -2)
    screen.ask_cancel()
    screen.ask_cancel()
    assert (owed(ctx), seen(screen).step, seen(screen).orders) == (0, Step.LIST, ())


def test_a_double_press_takes_one_order(screen, ctx):
    """The second Enter meets a busy screen."""
    cart = a_cart(ctx, ("M18-002", 2))
    screen.enter(cart)
    screen.tasks.holding = True
    screen.confirm()
    screen.confirm()
    assert len(screen.tasks.held) == 1


def test_the_due_date_and_the_way_stay_in_their_bounds(screen, ctx):
    """Never before today; F7 goes round the ways without the voucher."""
    screen.enter(a_cart(ctx, ("M18-002", 2)))
    screen.move(-99)
    assert seen(screen).take.days == 0
    ways = []
    for _ in range(3):
        screen.choose_other()
        ways.append(seen(screen).take.method)
    assert TenderKind.VOUCHER not in ways
    assert len(set(ways)) == 3


def test_a_deposit_by_qris_shows_its_code(till):
    """The code carries the deposit's amount and follows it; Enter says that the money was seen."""
    till.scan(till.product("Tas Rotan").code)
    till.key("Ctrl+O")
    till.key("F6")
    till.type("50000")
    shown = till.window.screens._orders.presenter._take_shown()
    assert (qris.parse(shown.code).amount, shown.merchant) == (50_000, "GALERI CONTOH BEKASI")
    assert till.front_widget().findChild(QrPicture).isVisible()
    till.key("F5")
    assert till.window.screens._orders.presenter._take_shown().code == ""
    assert not till.front_widget().findChild(QrPicture).isVisible()
