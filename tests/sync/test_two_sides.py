"""The real register against the real centre, on SQLite and PostgreSQL (sync.md §2)."""

from dataclasses import replace

import msgspec
import pytest
import sqlalchemy as sa

from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.tender import Tender, TenderKind
from pos.errors import (
    AlreadyEnrolled,
    CentreFault,
    CentreRefusedToken,
    CentreTipMismatch,
    CentreUnreachable,
    CopiedDisk,
    EnrolmentCodeInvalid,
    Forked,
    OutletMismatch,
)
from pos.models import journal, sync_state
from pos.services import refunds, sync_status
from sync.central.services import enrolment, reports
from sync.central.services import registers as central_registers
from sync.central.services import verify as central_verify
from sync.central.tables import journal as lines
from sync.central.tables import registers, sales
from sync.outlet.enrol import enrol
from sync.outlet.reconcile import compare
from sync.outlet.transport import HttpTransport
from tests.builders import cash, sell


def rows(centre, table):
    return centre.store.run(lambda k: list(k.execute(sa.select(table)).mappings()))


def state(ctx):
    with ctx.store.read() as connection:
        return sync_state.load(connection)


def set_state(ctx, **facts):
    with ctx.store.write() as connection:
        sync_state.save(connection, replace(sync_state.load(connection), **facts))


def test_a_shop_that_sold_before_sends_everything(ctx, rani, open_shift, centre, joined):
    """Enrolled after its first sales: the whole chain goes up, projected, totals equal."""
    for _ in range(3):
        sell(ctx, rani, ("M03-001", 1), ("M18-002", 2))
    outcome = joined.cycle()
    assert outcome.problem is None
    assert outcome.unsent == 0
    found = rows(centre, sales.sale)
    assert sorted(row["number"] for row in found) == ["GDK1-000001", "GDK1-000002", "GDK1-000003"]
    assert sum(row["total"] for row in found) == 3 * 295_000
    with ctx.store.read() as connection:
        ours = [line.line for line in journal.everything(connection)]
    theirs = [bytes(row["line"]) for row in sorted(rows(centre, lines.journal), key=lambda r: r["seq"])]
    assert theirs == ours
    assert rows(centre, lines.quarantine) == []
    assert sync_status.current(ctx).kind == "synced"


def test_both_sides_agree(ctx, rani, ratna, open_shift, centre, joined):
    """Sales of all kinds, a refund, a void: counts and totals per day are equal, nothing to find."""
    first = sell(ctx, rani, ("M03-005", 2), pay=(cash(70_000),)).sale
    second = sell(ctx, rani, pay=(Tender(TenderKind.QRIS, 100_000), cash(30_000))).sale
    sell(ctx, rani, ("OWN-001", 2), pay=(Tender(TenderKind.DEBIT, 10_000, "123456"),))
    call = ctx.writer.call
    call(
        refunds.refund_sale, ctx, sale_id=first.id, choices=(RefundChoice(1, 1),),
        reason=Reason.DEFECT, cashier=rani,
    )  # fmt: skip
    call(refunds.void_sale, ctx, sale_id=second.id, reason=Reason.MISTAKE, cashier=ratna)
    joined.cycle()
    found = compare(ctx, joined.transport, joined.credentials)
    assert found.findings == ()
    assert (found.sales_here, found.sales_there, found.unsent) == (3, 3, 0)
    assert found.total_here == found.total_there > 0


def test_a_lost_answer_is_no_second_sale(ctx, rani, open_shift, centre, joined):
    """The centre has it, the answer never came: sent again, everything is a duplicate, nothing changes."""
    sell(ctx, rani)
    before = state(ctx)
    joined.cycle()
    count = len(rows(centre, lines.journal))
    after = state(ctx)
    set_state(ctx, mark=before.mark, mark_hash=before.mark_hash)
    outcome = joined.cycle()
    assert outcome.problem is None
    assert len(rows(centre, lines.journal)) == count
    assert len(rows(centre, sales.sale)) == 1
    assert state(ctx).mark == after.mark


def test_a_centre_that_lost_its_newest_records_gets_them_again(ctx, rani, open_shift, centre, joined):
    """Restored from an older backup: answered as a gap, the register rewinds and sends again (sync.md §2.6)."""
    sell(ctx, rani)
    joined.cycle()
    mark = state(ctx)
    sell(ctx, rani)
    sell(ctx, rani)
    joined.cycle()

    def forget(connection):
        later = lines.journal.c.seq > mark.mark
        ids = sa.select(lines.journal.c.id).where(later)
        for child in (sales.tender, sales.sale_line):
            connection.execute(sa.delete(child).where(child.c.sale_id.in_(ids)))
        for child in (sales.maker_entry, sales.stock_movement):
            connection.execute(sa.delete(child).where(child.c.document_id.in_(ids)))
        connection.execute(sa.delete(sales.sale).where(sales.sale.c.id.in_(ids)))
        connection.execute(sa.delete(lines.journal).where(later))
        connection.execute(sa.update(registers.register_tip).values(seq=mark.mark, hash=mark.mark_hash))

    centre.store.run(forget)
    outcome = joined.cycle()
    assert outcome.problem is None
    assert len(rows(centre, sales.sale)) == 3
    assert compare(ctx, joined.transport, joined.credentials).findings == ()


class LyingTransport:
    """A centre whose receipt names another tip, or a mark beyond what we have."""

    def __init__(self, real, **lie):
        self.real, self.lie = real, lie

    def push(self, batch, **facts):
        return msgspec.structs.replace(self.real.push(batch, **facts), **self.lie)

    def __getattr__(self, name):
        return getattr(self.real, name)


@pytest.mark.parametrize(
    ("lie", "problem", "moved"),
    [
        ({"tip": "00" * 32}, CentreTipMismatch, 0),
        ({"high_water": 10_000}, Forked, 1),
        ({"epoch": 2}, CentreFault, 0),
    ],
)
def test_the_mark_moves_only_on_our_own_hash(ctx, rani, open_shift, centre, joined, lie, problem, moved):
    """An answer whose tip is not ours moves nothing; after an absurd mark the list of epochs is asked, and believed."""
    joined.cycle()
    mark = state(ctx).mark
    sell(ctx, rani)
    joined.transport = LyingTransport(joined.transport, **lie)
    assert isinstance(joined.cycle().problem, problem)
    assert state(ctx).mark == mark + moved


def test_a_record_without_meaning_is_set_aside_and_blocks_nothing(ctx, rani, open_shift, centre, joined):
    """A sale of a product that the centre does not know: quarantined, counted, the next one goes through."""
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.text("DELETE FROM product WHERE id = 'M18-002'")))
    sell(ctx, rani, ("M18-002", 1))
    sell(ctx, rani, ("M03-001", 1))
    outcome = joined.cycle()
    assert outcome.problem is None
    assert outcome.unsent == 0
    assert [row["number"] for row in rows(centre, sales.sale)] == ["GDK1-000002"]
    aside = rows(centre, lines.quarantine)
    assert [(row["code"], row["detail"]) for row in aside] == [("unknown_product", "M18-002")]
    assert state(ctx).quarantined == 1
    codes = [f.code for f in compare(ctx, joined.transport, joined.credentials).findings]
    assert "centre_quarantine" in codes


@pytest.mark.parametrize("table", ["journal", "sale", "sale_line", "tender", "maker_entry"])
def test_a_change_at_the_centre_is_named(ctx, rani, open_shift, centre, joined, table):
    """One byte of a line or one figure of a projected row: the comparison names the record."""
    sale = sell(ctx, rani).sale
    joined.cycle()
    change = {
        "journal": "UPDATE journal SET kind = 'refund' WHERE id = :id",
        "sale": "UPDATE sale SET total = total + 1 WHERE id = :id",
        "sale_line": "UPDATE sale_line SET commission = commission + 1 WHERE sale_id = :id",
        "tender": "UPDATE tender SET amount = amount + 1 WHERE sale_id = :id",
        "maker_entry": "UPDATE maker_entry SET amount = amount + 1 WHERE document_id = :id",
    }[table]
    if table == "journal":
        line = next(row for row in rows(centre, lines.journal) if row["id"] == sale.id)
        changed = bytes(line["line"]).replace(b"Syal", b"Syak")
        assert changed != bytes(line["line"])
        statement = sa.update(lines.journal).where(lines.journal.c.id == sale.id).values(line=changed)
        centre.store.run(lambda k: k.execute(statement))
    else:
        centre.store.run(lambda k: k.execute(sa.text(change), {"id": sale.id}))
    found = compare(ctx, joined.transport, joined.credentials).findings
    assert any(f.code == "centre_fault" and sale.id in f.detail for f in found), found


def test_no_centre_no_harm(ctx, rani, open_shift, joined, clock):
    """Unreachable: noted with the time of the next try, selling goes on, everything is sent later."""
    real = joined.transport
    joined.transport = HttpTransport("http://127.0.0.1:9")
    sell(ctx, rani)
    outcome = joined.cycle()
    assert isinstance(outcome.problem, CentreUnreachable)
    assert sync_status.current(ctx).kind == "offline"
    assert state(ctx).next_attempt_at is not None
    joined.transport = real
    assert joined.cycle().unsent == 0
    assert state(ctx).problem == ""


def test_an_expired_token_is_renewed_once(ctx, rani, open_shift, joined, clock):
    """After an hour the access token is renewed by itself."""
    joined.cycle()
    clock.advance(hours=2)
    sell(ctx, rani)
    before = joined.credentials.access_token()
    assert joined.cycle().problem is None
    assert joined.credentials.access_token() != before


def test_a_revoked_register_keeps_selling(ctx, rani, open_shift, centre, joined):
    """Refused by the centre: one clear state, no hot loop, selling goes on."""
    centre.store.run(lambda k: k.execute(sa.update(registers.register).values(revoked=True)))
    sell(ctx, rani)
    assert isinstance(joined.cycle().problem, CentreRefusedToken)
    assert sync_status.current(ctx).kind == "attention"
    assert sell(ctx, rani).sale.number == "GDK1-000002"


def test_a_code_works_once_and_for_its_outlet(ctx, centre, keys, clock, joined):
    """Used, wrong, expired, of another outlet: each refused with its own sentence."""
    store = centre.store
    used = enrolment.new_code(store, "GDK", clock.now())
    with pytest.raises(AlreadyEnrolled):
        enrol(ctx, joined.transport, joined.credentials, url="https://other.example", code=used)
    enrol(ctx, joined.transport, joined.credentials, url=centre.url, code=used)
    other = replace_identity(ctx)
    with pytest.raises(EnrolmentCodeInvalid):
        enrol(other, joined.transport, joined.credentials, url=centre.url, code="00000000")
    code = enrolment.new_code(store, "BLU", clock.now())
    with pytest.raises(OutletMismatch):
        enrol(other, joined.transport, joined.credentials, url=centre.url, code=code)
    clock.advance(minutes=16)
    with pytest.raises(EnrolmentCodeInvalid):
        enrol(other, joined.transport, joined.credentials, url=centre.url, code=used)


def replace_identity(ctx):
    """Forget that this shop is enrolled, as a copied disk would."""
    set_state(ctx, centre_url="")
    return ctx


def test_five_wrong_tries_spend_the_codes(ctx, centre, keys, clock, joined):
    """Guessing is not worth it."""
    other = replace_identity(ctx)
    good = enrolment.new_code(centre.store, "GDK", clock.now())
    for guess in range(5):
        with pytest.raises(EnrolmentCodeInvalid):
            enrol(other, joined.transport, joined.credentials, url=centre.url, code=f"GUESS{guess:03d}")
    with pytest.raises(EnrolmentCodeInvalid):
        enrol(other, joined.transport, joined.credentials, url=centre.url, code=good)


def test_a_copied_disk_is_refused(ctx, centre, clock, joined):
    """The same register id with another key is a copy, not a register."""
    other = replace_identity(ctx)
    other.shop = replace(other.shop, public_key=b"k" * 32)
    code = enrolment.new_code(centre.store, "GDK", clock.now())
    with pytest.raises(CopiedDisk):
        enrol(other, joined.transport, joined.credentials, url=centre.url, code=code)


def test_today_shows_all_outlets(ctx, rani, open_shift, centre, joined):
    """The figures of the minimal page."""
    sell(ctx, rani, ("M18-002", 2))
    joined.cycle()
    found = centre.store.run(lambda k: reports.today(k, open_shift.business_date))
    gdk = next(o for o in found if o.outlet_id == "GDK")
    assert (gdk.sale_count, gdk.net, gdk.maker_share, gdk.commission) == (1, 170_000, 136_000, 34_000)
    assert [o.sale_count for o in found if o.outlet_id == "BLU"] == [0]


def test_the_centre_finds_its_own_projection_sound(ctx, rani, open_shift, centre, joined):
    """Every projected row follows from a raw line, and every line has its rows."""
    sell(ctx, rani)
    joined.cycle()
    callers = centre.store.run(central_registers.callers)
    assert [centre.store.run(lambda k, c=c: central_verify.faults_of(k, c)) for c in callers] == [()]
