"""Kuitansi: once over a receipt, numbered without a gap, names outside the chain, copies marked, rebuilt alike."""

import pytest

from pos.domain.kuitansi import KuitansiTexts
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.errors import KuitansiIncomplete, KuitansiNotAllowed, PaperFolderUnwritable
from pos.models import journal, register
from pos.printing.kuitansi_pdf import PaperSize
from pos.services import kuitansi, refunds, verify
from sync.protocol.kinds import Kind
from tests.builders import a_cart, cash, sell

TEXTS = KuitansiTexts(
    "Dinas Koperasi Kota Bekasi", "Cenderamata rapat kerja", "Bekasi", "Ratna Dewi", "Kepala Gerai"
)


def make(ctx, cashier, *sales, texts=TEXTS, kuitansi_id=None):
    return ctx.writer.call(
        kuitansi.make,
        ctx,
        kuitansi_id=kuitansi_id or ctx.new_id(),
        sale_ids=tuple(sale.id for sale in sales),
        texts=texts,
        cashier=cashier,
    )


def give_back(ctx, cashier, sale, *units):
    choices = tuple(RefundChoice(n, count) for n, count in enumerate(units, 1) if count)
    return ctx.writer.call(
        refunds.refund_sale, ctx, sale_id=sale.id, choices=choices, reason=Reason.DEFECT, cashier=cashier
    )


def test_over_two_receipts(ctx, rani, open_shift):
    """Their sum, a number of its own, and the names beside the chain."""
    first, second = sell(ctx, rani).sale, sell(ctx, rani, ("M18-002", 2)).sale
    made = make(ctx, rani, first, second)
    assert (made.number, made.total, made.sale_ids) == ("GDK1-KW00001", 295_000, (first.id, second.id))
    assert make(ctx, rani, sell(ctx, rani).sale).number == "GDK1-KW00002"
    with ctx.store.read() as connection:
        lines = b"".join(stored.line for stored in journal.newest_of_kind(connection, Kind.KUITANSI.value))
        assert register.load_free_text(connection, made.id, "payer") == TEXTS.payer
    assert b"Dinas" not in lines
    assert b"Ratna" not in lines
    assert verify.verify(ctx).findings == ()


def test_a_receipt_stands_under_one_only(ctx, rani, open_shift):
    """Refused with the number of the one that has it; nothing is made, no number is lost."""
    sale, other = sell(ctx, rani).sale, sell(ctx, rani).sale
    made = make(ctx, rani, sale)
    with pytest.raises(KuitansiNotAllowed) as refused:
        make(ctx, rani, other, sale)
    assert refused.value.facts["other"] == made.number
    assert kuitansi.covering(ctx, sale.id) == made
    assert make(ctx, rani, other).number == "GDK1-KW00002"


def test_what_came_back_is_taken_off(ctx, rani, open_shift):
    """Half of it; all of it has no kuitansi."""
    sale = sell(ctx, rani, ("M18-002", 2)).sale
    give_back(ctx, rani, sale, 1)
    assert make(ctx, rani, sale).total == 85_000
    gone = sell(ctx, rani).sale
    give_back(ctx, rani, gone, 1)
    with pytest.raises(KuitansiNotAllowed):
        make(ctx, rani, gone)


def exchange(ctx, cashier, sale, *goods, pay=()):
    both, _ = ctx.writer.call(
        refunds.exchange, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason=Reason.DEFECT,
        open_cart=a_cart(ctx, *goods, tenders=pay), cashier=cashier,
    )  # fmt: skip
    return both.sale


def test_a_payment_that_was_carried_over_is_confirmed_once(ctx, rani, open_shift):
    """Changed for others, once and once more: only what was paid on top can go under another kuitansi."""
    scarf = sell(ctx, rani).sale
    first = make(ctx, rani, scarf)
    mug = exchange(ctx, rani, scarf, ("M18-002", 1))
    with pytest.raises(KuitansiNotAllowed) as refused:
        make(ctx, rani, mug)
    assert refused.value.facts["other"] == first.number
    two = exchange(ctx, rani, mug, ("M18-002", 2), pay=(cash(85_000),))
    assert make(ctx, rani, two).total == 85_000
    assert verify.verify(ctx).findings == ()


def test_an_exchange_before_any_kuitansi_is_covered_whole(ctx, rani, open_shift):
    """What came back is off the first receipt, so that both together confirm what was paid."""
    scarf = sell(ctx, rani).sale
    mugs = exchange(ctx, rani, scarf, ("M18-002", 2), pay=(cash(45_000),))
    assert make(ctx, rani, mugs).total == 170_000
    with pytest.raises(KuitansiNotAllowed):
        make(ctx, rani, scarf)


@pytest.mark.parametrize("missing", ["payer", "purpose", "place", "signer"])
def test_what_must_be_said(ctx, rani, open_shift, missing):
    """All but the post; the refusal names it."""
    from dataclasses import replace

    sale = sell(ctx, rani).sale
    with pytest.raises(KuitansiIncomplete):
        make(ctx, rani, sale, texts=replace(TEXTS, **{missing: "  "}))
    assert make(ctx, rani, sale, texts=replace(TEXTS, post="")).number == "GDK1-KW00001"


def test_a_double_press_makes_one(ctx, rani, open_shift):
    """The same id gives the same kuitansi; a receipt named twice counts once."""
    sale = sell(ctx, rani).sale
    kuitansi_id = ctx.new_id()
    made = make(ctx, rani, sale, sale, kuitansi_id=kuitansi_id)
    assert make(ctx, rani, sale, kuitansi_id=kuitansi_id) == made
    assert (made.total, made.sale_ids) == (125_000, (sale.id,))


def test_without_a_receipt_and_without_a_shift(ctx, rani, open_shift):
    """None is refused; an agency may ask when no shift is open."""
    from pos.services import shifts

    with pytest.raises(KuitansiIncomplete):
        make(ctx, rani)
    sale = sell(ctx, rani).sale
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
    made = make(ctx, rani, sale)
    assert (made.shift_id, made.business_date) == ("", ctx.today())
    assert verify.verify(ctx).findings == ()


def test_its_pdf_and_copies(ctx, rani, open_shift, tmp_path):
    """The original once more is a copy: headed so, counted, recorded; the next one's texts are proposed."""
    made = make(ctx, rani, sell(ctx, rani).sale)
    facts = {"kuitansi_id": made.id, "folder": tmp_path / "papers", "size": PaperSize.A5}
    path = ctx.writer.call(kuitansi.write_pdf, ctx, **facts)
    assert (path.name, path.read_bytes()[:5]) == ("kuitansi-GDK1-KW00001.pdf", b"%PDF-")
    copies = [ctx.writer.call(kuitansi.write_copy, ctx, cashier=rani, **facts).name for _ in range(2)]
    assert copies == ["kuitansi-GDK1-KW00001-salinan-1.pdf", "kuitansi-GDK1-KW00001-salinan-2.pdf"]
    assert sorted(p.suffix for p in path.parent.iterdir()) == [".pdf"] * 3
    with ctx.store.read() as connection:
        assert len(list(journal.newest_of_kind(connection, Kind.REPRINT.value))) == 2
    assert kuitansi.last_texts(ctx) == TEXTS
    assert verify.verify(ctx).findings == ()


def test_a_folder_that_cannot_be_written(ctx, rani, open_shift, tmp_path):
    """Said kindly; a copy that was not written is not recorded."""
    made = make(ctx, rani, sell(ctx, rani).sale)
    blocked = tmp_path / "file"
    blocked.write_text("x")
    facts = {"kuitansi_id": made.id, "folder": blocked / "papers", "size": PaperSize.A4}
    with pytest.raises(PaperFolderUnwritable):
        ctx.writer.call(kuitansi.write_copy, ctx, cashier=rani, **facts)
    with ctx.store.read() as connection:
        assert list(journal.newest_of_kind(connection, Kind.REPRINT.value)) == []
