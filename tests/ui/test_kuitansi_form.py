"""Kuitansi from the history: receipts come under it as they are opened or scanned; Enter makes it once."""

from functools import partial

import pytest

from pos.domain.kuitansi import KuitansiTexts
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.tender import Tender, TenderKind
from pos.errors import KuitansiIncomplete, KuitansiNotAllowed
from pos.services import kuitansi, refunds
from pos.ui.refund.presenter import HistoryPresenter
from tests.builders import sell
from tests.ui.doubles import made

TEXTS = KuitansiTexts("Dinas Koperasi", "Cenderamata rapat", "Bekasi", "Ratna Dewi", "Kepala Gerai")


@pytest.fixture
def history(ctx, rani, open_shift, tmp_path):
    for _ in range(3):
        sell(ctx, rani)
    presenter, view, ports, tasks = made(partial(HistoryPresenter, papers=tmp_path / "papers"), ctx, rani)
    presenter.view, presenter.ports, presenter.tasks = view, ports, tasks
    view.typed, view.opened = TEXTS, []
    view.kuitansi_texts = lambda: view.typed
    view.fill_kuitansi = lambda texts: setattr(view, "filled", texts)
    view.open_file = view.opened.append
    presenter.enter()
    return presenter


def shown(history):
    return history.view.seen["show_kuitansi"]


def numbers(history):
    return [one.number[-1] for one in shown(history).covered]


def test_over_several_receipts(history, ctx):
    """The open one, one by its number, one scanned; Enter makes it and opens the PDF."""
    history.kuitansi.begin()
    history.typed("2")
    history.take()
    history.scan("GERAI1:GDK1-000001:ABCDEF")
    assert (numbers(history), shown(history).total) == (["3", "2", "1"], 375_000)
    assert shown(history).in_words == "tiga ratus tujuh puluh lima ribu rupiah"
    history.confirm()
    assert (shown(history).number, len(history.view.opened)) == ("GDK1-KW00001", 1)
    assert history.view.opened[0].is_file()
    history.confirm()
    assert len(history.view.opened) == 2
    history.back()
    assert shown(history) is None


def test_typing_alone_puts_nothing_under_it(history):
    """A find is shown in the list; only Enter, a press or a scan takes it."""
    history.kuitansi.begin()
    history.typed("2")
    assert numbers(history) == ["3"]
    history.typed("")
    history.pick("GDK1-000001")
    history.pick("GDK1-000001")
    assert (numbers(history), "sudah ada" in history.ports.told[-1]) == (["3", "1"], True)
    history.kuitansi.remove(shown(history).covered[0].sale_id)
    assert numbers(history) == ["1"]


def test_what_is_missing_is_said_and_nothing_made(history, ctx):
    """The fields stay as they are."""
    history.view.typed = KuitansiTexts("", "x", "y", "z")
    history.kuitansi.begin()
    history.confirm()
    assert isinstance(history.ports.problems[-1], KuitansiIncomplete)
    assert (shown(history).number, shown(history).busy) == ("", False)
    history.view.typed = TEXTS
    history.confirm()
    assert shown(history).number == "GDK1-KW00001"


def test_a_receipt_under_one_is_refused_and_offers_its_copy(history, ctx):
    """Added to another: refused. Opened by itself: SALINAN."""
    history.kuitansi.begin()
    history.confirm()
    history.back()
    history.pick("GDK1-000002")
    history.kuitansi.begin()
    history.pick("GDK1-000003")
    assert isinstance(history.ports.problems[-1], KuitansiNotAllowed)
    assert numbers(history) == ["2"]
    history.back()
    history.pick("GDK1-000003")
    history.kuitansi.begin()
    assert (shown(history).copying, shown(history).number) == (True, "GDK1-KW00001")
    history.confirm()
    assert history.view.opened[-1].name == "kuitansi-GDK1-KW00001-salinan-1.pdf"


def test_place_and_signer_are_proposed_from_the_last(history, ctx):
    """Not the payer: that is another one each time."""
    history.kuitansi.begin()
    assert history.view.filled.signer == ""
    history.confirm()
    history.back()
    history.pick("GDK1-000001")
    history.kuitansi.begin()
    assert (history.view.filled.payer, history.view.filled.signer) == ("", "Ratna Dewi")


def test_a_double_enter_makes_one(history, ctx):
    """The second meets a busy form."""
    history.kuitansi.begin()
    history.tasks.holding = True
    history.confirm()
    history.confirm()
    assert len(history.tasks.held) == 1
    history.tasks.release()
    assert kuitansi.covering(ctx, history.sale.sale.id).number == "GDK1-KW00001"


def give_back(ctx, rani, sale_id):
    ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sale_id,
        choices=(RefundChoice(1, 1),),
        reason=Reason.DEFECT,
        cashier=rani,
    )


def test_what_came_back_is_said_before_and_after(history, ctx, rani):
    """Before it is made only the rest goes under it; a copy still states the first amount, which is said, too."""
    sale = sell(ctx, rani, ("M03-001", 2)).sale
    give_back(ctx, rani, sale.id)
    history.enter()
    history.kuitansi.begin()
    assert "Rp125.000 masuk kuitansi" in history.ports.told[-1]
    assert shown(history).total == 125_000
    history.confirm()
    history.back()
    give_back(ctx, rani, sale.id)
    history.enter()
    history.kuitansi.begin()
    assert shown(history).copying
    assert "sudah kembali" in history.ports.told[-1]


def test_a_whole_sale_is_put_under_it_without_a_word(history):
    """Nothing came back, nothing is said."""
    history.kuitansi.begin()
    assert history.ports.told == []


def test_what_is_still_owed_is_said(history, ctx, ratna):
    """A kuitansi confirms money: it is handed over once that is in."""
    sale = sell(ctx, ratna, pay=(Tender(TenderKind.RECEIVABLE, 125_000, "DISPAR-BEKASI"),)).sale
    history.enter(sale.number)
    history.kuitansi.begin()
    assert history.ports.told[-1] == (
        f"Rp125.000 dari {sale.number} masih piutang: serahkan kuitansi setelah uangnya masuk."
    )
