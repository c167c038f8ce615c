"""Penjualan susulan: a sale is marked with its leaf and its real time, each leaf once; rebuilt alike; a pad is printed."""

import pytest

from pos.errors import LateEntryNotAllowed, ShiftNotOpen
from pos.i18n import Texts
from pos.models import journal
from pos.printing import pad_pdf
from pos.services import late_entries, receipts, shifts, verify
from sync.protocol.kinds import Kind
from tests.builders import sell


def mark(ctx, cashier, sale, pad="B-017", clock="07.30", days_ago=1):
    return ctx.writer.call(
        late_entries.mark,
        ctx,
        sale_id=sale.id,
        pad_number=pad,
        clock=clock,
        days_ago=days_ago,
        cashier=cashier,
    )


def test_a_sale_from_the_pad(ctx, rani, open_shift):
    """Its leaf and when it really was; the money is where it was; rebuilt alike."""
    sale = sell(ctx, rani).sale
    before = shifts.totals(ctx)
    entry = mark(ctx, rani, sale, pad="b17")
    assert (entry.pad_number, entry.happened_at < sale.header.at) == ("B-017", True)
    assert late_entries.of_sale(ctx, sale.id) == entry
    assert shifts.totals(ctx) == before
    with ctx.store.read() as connection:
        assert len(list(journal.newest_of_kind(connection, Kind.LATE_ENTRY.value))) == 1
        assert receipts.sale_receipt(ctx, connection, sale.id).late == entry
    assert verify.verify(ctx).findings == ()


def test_each_leaf_and_each_sale_once(ctx, rani, open_shift):
    """A second entry of a leaf is refused, so is a second leaf of a sale."""
    first, second = sell(ctx, rani).sale, sell(ctx, rani).sale
    mark(ctx, rani, first)
    for sale, pad in ((second, "B-17"), (first, "B-018")):
        with pytest.raises(LateEntryNotAllowed):
            mark(ctx, rani, sale, pad)
    assert mark(ctx, rani, second, "B-018").pad_number == "B-018"


@pytest.mark.parametrize(
    ("pad", "at_clock", "days_ago"),
    [
        ("17", "10.00", 1),
        ("B-000", "10.00", 1),
        ("B-017", "25.00", 1),
        ("B-017", "23.59", 0),
        ("B-017", "10.00", 99),
    ],
)
def test_what_cannot_be(ctx, rani, open_shift, pad, at_clock, days_ago):
    """No such leaf, no such time, a time that has not been, too long ago."""
    sale = sell(ctx, rani).sale
    with pytest.raises(LateEntryNotAllowed):
        mark(ctx, rani, sale, pad, at_clock, days_ago)
    assert late_entries.of_sale(ctx, sale.id) is None


def test_only_in_the_shift_that_entered_it(ctx, rani, open_shift):
    """A closed shift stays as it was counted."""
    sale = sell(ctx, rani).sale
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=0)
    with pytest.raises(ShiftNotOpen):
        mark(ctx, rani, sale)
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    with pytest.raises(LateEntryNotAllowed):
        mark(ctx, rani, sale)


def test_a_pad_s_bytes_are_its_content(ctx):
    """The same pad again is the same file; another one is not."""
    head = ctx.shop.letterhead
    one = pad_pdf.make(head, "GDK1", "A", Texts("id"))
    assert one == pad_pdf.make(head, "GDK1", "A", Texts("id")) != pad_pdf.make(head, "GDK1", "B", Texts("id"))


def test_pads_have_letters_of_their_own(ctx, rani, tmp_path):
    """A, then B; each a whole PDF; the books do not change."""
    paths = [ctx.writer.call(late_entries.print_pad, ctx, folder=tmp_path) for _ in range(2)]
    assert [path.name for path in paths] == ["blok-susulan-GDK1-A.pdf", "blok-susulan-GDK1-B.pdf"]
    assert paths[0].read_bytes()[:5] == b"%PDF-"
    assert paths[0].read_bytes().count(b"/Type /Page\n") == 13
    assert verify.verify(ctx).findings == ()
