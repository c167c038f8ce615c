"""Reports of a shift on the screen: the same lines as on paper, and no cash for who will count blind."""

from dataclasses import replace
from random import Random

import pytest

from pos.domain.permissions import Role
from pos.errors import PrinterMissing, ShiftNotOpen
from pos.models import print_jobs, sync_state
from pos.printing.preview import as_rows, as_text
from pos.printing.profiles import find_profile
from pos.services import checkout, papers, shift_reports, shifts, shop, verify
from pos.services.record import tip_of
from pos.services.sign_in import Cashier
from tests.builders import sell
from tests.services.busy import Busy


def lines(rows):
    return {row.left: row.right for row in rows if row.right}


@pytest.fixture
def supervisor():
    return Cashier(1, "Rani", Role.SUPERVISOR)


def test_a_cashier_who_counts_blind_sees_no_cash(ctx, rani, ratna, supervisor, open_shift):
    """Counts of receipts, yes; no cash sales, no sum from which they follow. Supervisor and manager see all."""
    sell(ctx, rani)
    sell(ctx, ratna)
    blind = lines(shift_reports.rows_of(ctx, cashier=rani))
    assert blind["Jumlah nota"] == "2"
    assert not [value for value in blind.values() if "125" in value or "250" in value or "750" in value]
    for person in (supervisor, ratna):
        seen = lines(shift_reports.rows_of(ctx, cashier=person))
        assert (seen["Penjualan tunai"], seen["Uang menurut catatan"]) == ("250.000", "750.000")


def test_blind_can_be_switched_off(ctx, rani, open_shift):
    """Where owner and cashier are one; the setting is a record."""
    assert shift_reports.expected_now(ctx, rani) is None
    ctx.writer.call(shop.change_settings, ctx, {"cash.blind_count": False})
    assert shift_reports.expected_now(ctx, rani) == 500_000
    assert lines(shift_reports.rows_of(ctx, cashier=rani))["Uang menurut catatan"] == "500.000"
    assert verify.verify(ctx).findings == ()


def test_the_printed_report_shows_what_its_reader_may_know(ctx, rani, ratna, open_shift):
    """Printed as often as one likes, never headed as a copy, each for the person who asked."""
    with pytest.raises(PrinterMissing):
        ctx.writer.call(shift_reports.print_interim, ctx, cashier=rani)
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    for person in (rani, ratna):
        ctx.writer.call(shift_reports.print_interim, ctx, cashier=person)
    with ctx.store.read() as connection:
        texts = [
            as_text(papers.ops_of(ctx, connection, job, find_profile("58mm-32")), 32)
            for job in print_jobs.all_in(connection, ("queued",))
        ]
    assert ["menurut catatan" in text for text in texts] == [False, True]
    assert not [text for text in texts if "SALINAN" in text]


def test_the_screen_says_what_the_paper_says(ctx, rani, open_shift):
    """Line by line, of the closed shift too, also for who counted blind; a second print is a copy and a record."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    sell(ctx, rani)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=624_500)
    rows = shift_reports.rows_of(ctx, cashier=rani, shift_id=open_shift.id)
    with ctx.store.read() as connection:
        job = print_jobs.all_in(connection, ("queued",))[-1]
        assert rows == as_rows(papers.ops_of(ctx, connection, job, find_profile("80mm-42")))
    assert lines(rows)["SELISIH KURANG"] == "-Rp500"
    ctx.writer.call(shift_reports.print_again, ctx, cashier=rani, shift_id=open_shift.id)
    with ctx.store.read() as connection:
        again = print_jobs.all_in(connection, ("queued",))[-1]
        text = as_text(papers.ops_of(ctx, connection, again, find_profile("58mm-32")), 32)
    assert "SALINAN ke-1" in text
    assert verify.verify(ctx).findings == ()


def test_a_closed_shifts_report_says_what_the_closing_stated(ctx, rani, open_shift):
    """Also once all was sent, and once a sale of it came back from another copy of the register."""
    with ctx.store.write() as connection:
        sync_state.save(connection, replace(sync_state.load(connection), centre_url="http://centre"))
    sale = sell(ctx, rani).sale
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=625_000)
    before = shift_reports.rows_of(ctx, cashier=rani, shift_id=open_shift.id)
    assert int(lines(before)["Belum terkirim"]) > 1
    came = replace(sale, header=replace(sale.header, id=ctx.new_id(), number="GDK1-000099"))
    with ctx.store.write() as connection:
        sync_state.change(connection, mark=tip_of(ctx, connection).seq)
        checkout.write_sale_rows(connection, came)
    after = shift_reports.rows_of(ctx, cashier=rani, shift_id=open_shift.id)
    assert after == before


def test_without_a_shift_there_is_no_interim_report(ctx, rani):
    """Neither on the screen nor on paper."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    with pytest.raises(ShiftNotOpen):
        shift_reports.rows_of(ctx, cashier=rani)
    with pytest.raises(ShiftNotOpen):
        ctx.writer.call(shift_reports.print_interim, ctx, cashier=rani)
    assert shift_reports.expected_now(ctx, rani) is None


@pytest.mark.parametrize("seed", range(4))
def test_the_cash_on_the_paper_adds_up(ctx, rani, ratna, open_shift, seed):
    """Float, sales, refunds, movements, to the rupiah what the books expect; what was counted goes to safe and drawer."""
    busy = Busy(ctx, rani, ratna, Random(seed)).play(25)
    lies = 500_000 + busy.drawer
    counted = max(0, lies - 500)
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=counted)
    rows = shift_reports.rows_of(ctx, cashier=ratna, shift_id=open_shift.id)
    names = [row.left for row in rows]
    first, last = names.index("Modal awal"), names.index("Uang menurut catatan")
    assert sum(number(row.right) for row in rows[first:last]) == number(rows[last].right) == lies
    seen = lines(rows)
    assert (
        number(seen["Ke brankas"]) + number(seen["Ditinggal di laci"])
        == number(seen["Uang dihitung"])
        == counted
    )
    sold = [
        number(row.right)
        for row in rows[names.index("CARA BAYAR") + 1 : names.index("UANG DI LACI")]
        if row.right
    ]
    tendered = sum(t.amount for s in busy.sales for t in s.tenders) - sum(s.change for s in busy.sales)
    given = sum(t.amount for r in busy.refunds for t in r.tenders)
    assert sum(sold) == tendered - given


def number(words):
    return int(words.replace(".", "") or 0)
