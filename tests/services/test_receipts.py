"""Papers from stored rows: receipts, copies that say so, refunds, slips, shift reports; each decoded from its bytes."""

import re

import pytest

from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.shift import CashMovementKind
from pos.domain.tender import TenderKind
from pos.errors import SaleNotFound
from pos.models import journal, print_jobs
from pos.printing.profiles import find_profile
from pos.services import papers, rebuild, receipts, refunds, shifts, shop
from pos.services.record import code_of, tip_of
from sync.protocol import chain
from tests.builders import a_cart, cash, sell
from tests.printing.decoder import decode

COLUMNS = {"58mm-32": (32, 384), "80mm-48": (48, 576), "80mm-42": (42, 576)}


@pytest.fixture
def shop_with_printer(ctx, open_shift):
    values = {
        "printer.address": "tcp://127.0.0.1:9", "outlet.address": ["Jl. Ahmad Yani 1"],
        "receipt.footer": ["Penukaran barang cacat: 7 hari"],
    }  # fmt: skip
    ctx.writer.call(shop.change_settings, ctx, values)
    return ctx


def queued(ctx):
    with ctx.store.read() as connection:
        return print_jobs.all_in(connection, ("queued",))


def paper(ctx, job, profile="58mm-32"):
    """The text that comes out of a printer for a job."""
    columns, dots = COLUMNS[profile]
    printed = decode(papers.bytes_of(ctx, job, find_profile(profile)), columns, dots)
    assert printed.overflows == 0
    return printed


def spoken(code):
    """The chain's code as it stands on paper."""
    return f"{code[:4]}-{code[4:]}"


def text_of(ctx, job):
    return "\n".join(paper(ctx, job).text)


@pytest.mark.parametrize("profile", COLUMNS)
def test_a_receipt_says_what_the_rows_say(shop_with_printer, rani, profile):
    """Number, goods, totals, change, code: from the rows, at every width, without a word of a copy."""
    done = sell(shop_with_printer, rani, ("M03-001", 1), ("M18-002", 2), pay=(cash(300_000),))
    kick, job = queued(shop_with_printer)
    assert (kick.kind, job.kind) == ("drawer", "receipt")
    printed = paper(shop_with_printer, job, profile)
    text = "\n".join(printed.text)
    for part in (
        "Galeri Dekranasda",
        "Jl. Ahmad Yani 1",
        "GDK1-000001",
        "Rani",
        "295.000",
        "300.000",
        "5.000",
        spoken(done.code),
    ):
        assert part in text
    assert "SALINAN" not in text
    assert "PPN" not in text
    assert len(printed.happened("cut")) == (profile != "58mm-32")


def test_a_kick_prints_nothing(shop_with_printer, rani):
    """The drawer's job is a pulse, no paper."""
    sell(shop_with_printer, rani)
    printed = paper(shop_with_printer, queued(shop_with_printer)[0])
    assert printed.text == []
    assert len(printed.happened("drawer")) == 1


def test_copies_are_counted_and_say_so(shop_with_printer, rani, ratna, clock):
    """SALINAN with its number, time and who; the original figures; each recorded in the shift that is open."""
    ctx = shop_with_printer
    sale = sell(ctx, rani).sale
    call = ctx.writer.call
    call(shifts.close_shift, ctx, cashier=rani, counted=0)
    call(receipts.reprint, ctx, cashier=ratna, number=sale.number)
    again = call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    clock.advance(hours=2)
    call(receipts.reprint, ctx, cashier=ratna)
    copies = [job for job in queued(ctx) if job.copy_no]
    assert [job.copy_no for job in copies] == [1, 2]
    text = text_of(ctx, copies[1])
    assert re.search(r"SALINAN.*2", text)
    assert "GDK1-000001" in text
    assert "125.000" in text
    assert "Ratna" in text
    with ctx.store.read() as connection:
        seq = tip_of(ctx, connection).seq
        newest = journal.run(connection, 1, seq - 1, 1)[0]
        records = [x for x in journal.everything(connection) if x.kind == "reprint"]
    assert rebuild.value_of(newest.line).copy_no == 2
    shift_ids = [re.search(rb'"sh":"([^"]*)"', record.line)[1].decode() for record in records]
    assert shift_ids == ["", again.id]


def test_a_copy_of_nothing_is_refused(shop_with_printer, rani):
    """No sale yet, or another register's number: no record of it."""
    for number in (None, "GDK9-000001", "'; --"):
        with pytest.raises(SaleNotFound):
            shop_with_printer.writer.call(receipts.reprint, shop_with_printer, cashier=rani, number=number)
    assert queued(shop_with_printer) == ()


def test_a_refund_has_its_slip(shop_with_printer, rani, ratna):
    """What came back, from which sale, and its own code; a void says that it is one."""
    ctx = shop_with_printer
    first, second = (sell(ctx, rani, ("M18-002", 2)).sale for _ in range(2))
    call = ctx.writer.call
    refund = call(
        refunds.refund_sale, ctx, sale_id=first.id, choices=(RefundChoice(1, 1),), reason=Reason.DEFECT.value,
        cashier=rani,
    )  # fmt: skip
    call(refunds.void_sale, ctx, sale_id=second.id, reason=Reason.MISTAKE.value, cashier=ratna)
    slips = [text_of(ctx, job) for job in queued(ctx) if job.kind == "refund"]
    with ctx.store.read() as connection:
        code = code_of(connection, refund.header.id)
    for part in ("GDK1-R00001", "GDK1-000001", "85.000", spoken(code)):
        assert part in slips[0]
    assert "GDK1-R00002" in slips[1]
    assert "170.000" in slips[1]
    assert slips[0] != slips[1]


def test_a_cash_movement_has_its_slip_with_its_reason(shop_with_printer, rani):
    """In words on paper, though not in the chain."""
    ctx = shop_with_printer
    ctx.writer.call(
        shifts.record_cash_movement, ctx, cashier=rani, kind=CashMovementKind.PAY_OUT, amount=35_000,
        reason="beli plastik di warung",
    )  # fmt: skip
    drawer, slip = queued(ctx)
    assert drawer.kind == "drawer"
    assert "35.000" in text_of(ctx, slip)
    assert "beli plastik di warung" in text_of(ctx, slip)


def test_a_shift_report_stays_what_it_was(shop_with_printer, rani, open_shift):
    """Printed again after more sales it shows the same totals and the same total since the beginning."""
    ctx = shop_with_printer
    sell(ctx, rani)
    counts = (("n100000", 6), ("n1000", 20), ("c1000", 5))
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=625_000, counts=counts)
    job = next(job for job in queued(ctx) if job.kind == "shift_report")
    with ctx.store.read() as connection:
        code = chain.short_code(tip_of(ctx, connection).hash)
    before = text_of(ctx, job)
    for part in ("125.000", "100.000 x 6", "1.000 x 20", "1.000 koin x 5", spoken(code)):
        assert part in before
    assert "erkirim" not in before, "a stand-alone shop sends nothing"
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    sell(ctx, rani)
    changed = set(text_of(ctx, job).splitlines()) ^ set(before.splitlines())
    assert changed == set()


def test_the_receipts_language_is_the_sales(shop_with_printer, rani):
    """English for the next sale only; the first stays Indonesian."""
    ctx = shop_with_printer
    sell(ctx, rani)
    ctx.writer.call(shop.change_settings, ctx, {"receipt.language": "en"})
    sell(ctx, rani)
    first, second = (text_of(ctx, job) for job in queued(ctx) if job.kind == "receipt")
    assert "Kembali" in first or "TOTAL" in first
    assert first.replace("000001", "") != second.replace("000002", "")


def test_hostile_names_come_out_as_plain_text(shop_with_printer, rani):
    """Control bytes, escape sequences and wide letters in a name never reach the printer as commands."""
    from pos.services import checkout, terms
    from tests.builders import a_cart, a_product

    ctx = shop_with_printer
    name = "Tas\x1bp\x00\x19\x1d\x56\x00 <b>é&日本</b>\x10\x14\r\n{{7*7}}"
    product = a_product("H1", code="H1", name=name.replace("\x00", ""))
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, product)
    open_cart = a_cart(ctx)
    open_cart = type(open_cart)(open_cart.id, open_cart.cart.add(product), (cash(125_000),))
    ctx.writer.call(checkout.complete_sale, ctx, open_cart=open_cart, cashier=rani)
    printed = paper(ctx, queued(ctx)[-1])
    assert printed.happened("drawer") == []
    assert printed.happened("cut") == []
    assert "{{7*7}}" in "".join(printed.text).replace(" ", "")


def test_an_exchange_has_one_receipt(ctx, rani, open_shift):
    """What was taken, what came back, and only the difference under the ways to pay."""
    old = sell(ctx, rani, ("M03-001", 1)).sale
    both, _code = ctx.writer.call(
        refunds.exchange,
        ctx,
        sale_id=old.id,
        choices=(RefundChoice(1, 1),),
        reason="wrong_size",
        open_cart=a_cart(ctx, ("M18-002", 2), tenders=(cash(50_000),)),
        cashier=rani,
    )
    with ctx.store.read() as connection:
        paper = receipts.sale_receipt(ctx, connection, both.sale.id)
    assert [(line.title, line.total) for line in paper.returned] == [("Syal Jumputan Biru", 125_000)]
    assert (paper.total, paper.returned_worth, paper.change) == (170_000, 125_000, 5_000)
    assert (paper.tenders, paper.given_back) == (((TenderKind.CASH, 50_000),), ())
    assert paper.sale_number == old.number


def test_every_paper_of_a_training_till_says_so(shop_with_printer, rani, ratna):
    """Receipts at head and foot, that they prove nothing; slips and reports at their head. A real one never."""
    ctx = shop_with_printer
    real = text_of(ctx, _receipt_of(ctx, rani))
    ctx.writer.call(shop.change_settings, ctx, {"shop.training": True})
    sold = sell(ctx, rani).sale
    ctx.writer.call(lambda: refunds.void_sale(ctx, sale_id=sold.id, reason="mistake", cashier=ratna))
    ctx.writer.call(
        lambda: shifts.record_cash_movement(
            ctx, cashier=rani, kind=CashMovementKind.PAY_IN, amount=50_000, reason=Reason.SMALL_CHANGE.value
        )
    )
    printed = {job.kind: text_of(ctx, job) for job in queued(ctx) if job.kind != "drawer"}
    assert {"receipt", "refund", "cash_slip"} <= set(printed)
    assert all("LATIHAN" in text for text in printed.values())
    assert printed["receipt"].count("Bukan bukti pembayaran") == 2
    assert "LATIHAN" not in real


def _receipt_of(ctx, rani):
    sell(ctx, rani)
    return next(job for job in queued(ctx) if job.kind == "receipt")
