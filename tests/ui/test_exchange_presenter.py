"""Tukar barang, the Qt-free half: pieces back, others taken, the difference paid or given, one document."""

import pytest

from pos.domain.reason import Reason
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.errors import TenderShort, UniquePieceTaken
from pos.services import refunds, shifts, shop, verify
from pos.ui.exchange.presenter import ExchangePresenter
from pos.ui.exchange.shown import Phase
from pos.ui.keys import Screen
from tests.builders import BY_ID, cash, sell
from tests.ui.doubles import made
from tests.ui.test_pay_presenter import STICKER
from tests.ui.test_refund_presenter import history_of

CASH, QRIS, DEBIT = TenderKind.CASH, TenderKind.QRIS, TenderKind.DEBIT


def begun(ctx, person):
    """One piece of the newest sale comes back; the history hands it over."""
    history = history_of(ctx, person)
    history.giving.change(1, 1)
    history.giving.choose_reason(Reason.WRONG_SIZE)
    history.exchange()
    screen, asked = history.ports.went[-1]
    assert screen is Screen.EXCHANGE
    presenter, view, ports, tasks = made(ExchangePresenter, ctx, person, sounds=(sounds := history.ports))
    presenter.view, presenter.ports, presenter.tasks, presenter.sounds = view, ports, tasks, sounds
    presenter.enter(asked)
    return presenter


@pytest.fixture
def exchange(ctx, rani, open_shift):
    sell(ctx, rani, ("M03-001", 1), pay=(cash(150_000),))
    return begun(ctx, rani)


def shown(exchange):
    return exchange.view.seen["show_exchange"]


def newest(ctx):
    return refunds.recent_sales(ctx, 1)[0].sale


def scan(exchange, product_id):
    exchange.scan(BY_ID[product_id].code)


def test_a_dearer_piece_is_paid_for(exchange, ctx):
    """Scan, F9, the note, Enter: the difference is paid, change is given, one document."""
    scan(exchange, "M18-002")
    scan(exchange, "M18-002")
    assert (shown(exchange).back_total, shown(exchange).taken_total, shown(exchange).to_pay) == (
        125_000,
        170_000,
        45_000,
    )
    exchange.pay()
    exchange.type_amount(50_000)
    assert shown(exchange).change == 5_000
    exchange.confirm()
    assert (shown(exchange).phase, shown(exchange).change) == (Phase.DONE, 5_000)
    sale = newest(ctx)
    assert [(t.kind, t.amount, t.state) for t in sale.tenders] == [
        (CASH, 125_000, TenderState.CARRIED),
        (CASH, 50_000, TenderState.RECORDED),
    ]
    assert sale.exchange_of
    assert refunds.find_sale(ctx, "1").refunded == {1: 1}
    assert verify.verify(ctx).findings == ()
    exchange.confirm()
    assert exchange.ports.went[-1][0] is Screen.SELL


def test_a_cheaper_piece_gives_money_back(exchange, ctx):
    """Nothing to pay: Enter, and the drawer gives the rest."""
    scan(exchange, "M18-002")
    assert (shown(exchange).to_pay, [t.amount for t in shown(exchange).give_back]) == (0, [40_000])
    exchange.pay()
    exchange.confirm()
    assert shown(exchange).phase is Phase.DONE
    totals = shifts.totals(ctx)
    assert totals.tender(CASH) - totals.refund_tender(CASH) == 85_000
    assert verify.verify(ctx).findings == ()


def test_a_qris_difference_shows_its_code_first(exchange, ctx, rani):
    """Uang sudah masuk: claimed until the bank says so."""
    ctx.writer.call(shop.change_settings, ctx, {"qris.static": STICKER})
    scan(exchange, "M18-002")
    scan(exchange, "M18-002")
    exchange.pay()
    exchange.choose(QRIS)
    assert shown(exchange).code.startswith(STICKER[:10])
    exchange.confirm()
    assert newest(ctx).tenders[-1] == Tender(QRIS, 45_000, state=TenderState.CLAIMED)


def test_too_little_money_writes_nothing(exchange, ctx):
    """The screen stays, the sale too."""
    scan(exchange, "M18-002")
    scan(exchange, "M18-002")
    exchange.pay()
    exchange.type_amount(10_000)
    exchange.confirm()
    assert isinstance(exchange.ports.problems[-1], TenderShort)
    assert (shown(exchange).phase, newest(ctx).number) == (Phase.PAYING, "GDK1-000001")


def test_goods_are_found_counted_and_taken_away(exchange):
    """Words and Enter; plus and minus; a unique piece once."""
    exchange.typed("mug")
    exchange.confirm()
    exchange.change(None, 1)
    assert shown(exchange).taken[0].quantity == 2
    exchange.change(0, -1)
    exchange.change(0, -1)
    assert shown(exchange).taken == ()
    scan(exchange, "M01-014")
    scan(exchange, "M01-014")
    assert isinstance(exchange.ports.problems[-1], UniquePieceTaken)


def test_nothing_taken_is_no_exchange(exchange, ctx):
    """F9 and Enter do nothing; Esc goes back to the sale."""
    exchange.pay()
    exchange.confirm()
    assert shown(exchange).phase is Phase.PICKING
    exchange.back()
    assert exchange.ports.went[-1] == (Screen.HISTORY, "GDK1-000001")


def test_a_scan_while_paying_is_refused(exchange):
    """The goods are settled; one low sound."""
    scan(exchange, "M18-002")
    exchange.pay()
    scan(exchange, "M10-003")
    assert (len(shown(exchange).taken), exchange.sounds.heard[-1]) == (1, "unknown")


def test_a_double_enter_writes_once(exchange, ctx):
    """The second meets a busy screen."""
    scan(exchange, "M18-002")
    exchange.pay()
    exchange.tasks.holding = True
    exchange.confirm()
    exchange.confirm()
    assert len(exchange.tasks.held) == 1
    exchange.tasks.release()
    assert newest(ctx).number == "GDK1-000002"


def test_the_history_asks_for_a_piece_first(ctx, rani, open_shift):
    """No choice, no exchange."""
    sell(ctx, rani)
    history = history_of(ctx, rani)
    history.exchange()
    assert history.ports.went == []
    assert "Pilih" in history.ports.told[-1]
