"""What the chips say: calm alone, green, amber, red, paper out; and the wishes of this computer."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pos.domain.reconciliation import Reconciliation
from pos.i18n import Texts
from pos.services import sync_status
from pos.services.print_queue import PrinterSummary
from pos.services.sync_status import SyncKind, SyncStatus
from pos.ui.status.presenter import StatusPresenter, printer_cell, sync_cell
from pos.ui.status.shown import Tone
from pos.ui.words import compared_sentence
from tests.ui.doubles import InstantTasks, Remembered, View

AT = datetime(2026, 11, 14, 3, 32, tzinfo=UTC)
ID = Texts("id")


@pytest.mark.parametrize(
    ("kind", "tone", "said"),
    [
        (SyncKind.ALONE, Tone.CALM, "mandiri"),
        (SyncKind.SYNCED, Tone.GREEN, "10.32"),
        (SyncKind.SENDING, Tone.AMBER, "Mengirim 60/1.300"),
        (SyncKind.OFFLINE, Tone.AMBER, "1.240 belum terkirim"),
        (SyncKind.ATTENTION, Tone.RED, "1.240 belum terkirim"),
    ],
)
def test_the_sync_chip(kind, tone, said):
    """Offline is amber and calm; red only when a person must act (sync.md §2.11)."""
    cell = sync_cell(SyncStatus(kind, 1240, 1300, AT), ID)
    assert (cell.tone, said in cell.text) == (tone, True)
    assert cell.short


def test_the_printer_chip_is_silent_while_all_is_well():
    """No printer, or nothing waiting: no words in the header."""
    assert printer_cell(PrinterSummary(False, 0, ""), ID).text == ""
    assert printer_cell(PrinterSummary(True, 0, ""), ID).text == ""
    assert printer_cell(PrinterSummary(True, 1, ""), ID).text == "", "on its way is no trouble"


def test_paper_out_is_said_with_how_much_waits():
    """The sale went on; the strip says what to do."""
    cell = printer_cell(PrinterSummary(True, 3, "PaperOut"), ID)
    assert (cell.tone, cell.text) == (Tone.AMBER, "Kertas habis · 3 kertas menunggu")


@pytest.fixture
def status(ctx, ratna):
    view, ports = View(), Remembered()
    presenter = StatusPresenter(
        ctx,
        (view,),
        tasks=InstantTasks(ctx, ports.problem),
        notices=ports,
        texts=ID,
        cashier=lambda: ratna,
    )
    presenter.view, presenter.ports = view, ports
    presenter.enter()
    return presenter


def test_views_hear_only_of_changes(status):
    """A timer asks every three seconds; the header is not painted for nothing."""
    before = len(status.view.calls["show_status"])
    status.refresh()
    status.refresh()
    assert len(status.view.calls["show_status"]) == before


def test_a_wish_is_stored_and_told(status, ctx):
    """Dark, at once and at the next start."""
    status.wish("ui.theme", "dark")
    assert status.view.seen["show_wishes"].theme == "dark"
    assert ctx.shop.get("ui.theme") == "dark"


def test_sentences_name_the_trouble(status):
    """A known problem is explained in its three sentences, an unknown name never crashes the cell."""
    offline = SyncStatus(SyncKind.OFFLINE, 5, 9, AT, problem="CentreUnreachable")
    assert "aman" in status._sync_sentence(offline)
    assert "aman" in status._sync_sentence(replace(offline, problem="NoSuchThing"))


def test_send_now_does_not_wait_for_the_next_attempt(status, ctx):
    """A pause after failures ends at the press; a mere wake-up would be slept through."""
    asked = []
    ctx.sync_now = lambda: asked.append(1)
    status.send_now()
    assert asked == [1]


def test_records_set_aside_at_the_centre_are_said(status, monkeypatch):
    """Calmly: nothing is lost, and the office looks at them."""
    found = SyncStatus(SyncKind.SYNCED, 0, 1300, AT, quarantined=3)
    monkeypatch.setattr("pos.services.sync_status.current", lambda _ctx: found)
    status.enter()
    assert "3 catatan" in status.view.seen["show_status"].sync_sentence


SAME = Reconciliation(date(2026, 11, 14), AT, 128, 128, 17_450_000, 17_450_000)
FEWER = replace(SAME, count_there=127, total_there=17_405_000, differing="sale_count sale_total")
OTHERWISE = replace(SAME, differing="tenders")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (SAME, "14 Nov 2026: 128 dari 128 transaksi ada di pusat, semua cocok."),
        (FEWER, "14 Nov 2026: 127 dari 128 transaksi ada di pusat, selisih Rp45.000. "),
        (OTHERWISE, "14 Nov 2026: 128 dari 128 transaksi ada di pusat, rinciannya berbeda. "),
    ],
)
def test_how_a_day_compared(found, said):
    """Counts and rupiah of both sides; a difference says what is safe and who must look (sync.md §6)."""
    sentence = compared_sentence(found, ID)
    assert sentence.startswith(said)
    assert found is SAME or "aman di komputer ini" in sentence


@pytest.mark.parametrize(
    ("kind", "found", "said"),
    [
        (SyncKind.SYNCED, SAME, True),
        (SyncKind.OFFLINE, SAME, False),
        (SyncKind.OFFLINE, FEWER, True),
        (SyncKind.SYNCED, None, False),
    ],
)
def test_the_sheet_says_how_the_day_compared(status, monkeypatch, kind, found, said):
    """What agreed is said when all is sent; what differs always."""
    now = SyncStatus(kind, 0, 1300, AT, compared=found)
    monkeypatch.setattr(sync_status, "current", lambda _ctx: now)
    status.refresh()
    assert ("transaksi ada di pusat" in status.view.seen["show_status"].sync_sentence) is said
