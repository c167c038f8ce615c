"""Ubah cara bayar: the books follow to the rupiah, nothing is refunded, and verify rebuilds it."""

from dataclasses import replace
from random import Random

import pytest

from pos.domain.permissions import Role
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.shift import expected_cash
from pos.domain.tender import Tender, TenderKind
from pos.domain.tender_change import changeable, worth
from pos.errors import NotPermitted, ReferenceNotAllowed, ShiftNotOpen, TenderChangeNotAllowed
from pos.models import tender_changes as rows
from pos.services import rebuild, receipts, refunds, shifts, shop, tender_changes, verify
from tests.builders import cash, sell

CASH, QRIS, DEBIT = TenderKind.CASH, TenderKind.QRIS, TenderKind.DEBIT


def correct(ctx, sale, cashier, new, old=None, **facts):
    return ctx.writer.call(
        tender_changes.change_tender,
        ctx,
        seen=sale,
        old=old or changeable(sale)[0],
        new=new,
        cashier=cashier,
        **facts,
    )


def drawer(ctx):
    return expected_cash(shifts.current_shift(ctx).opening_float, shifts.totals(ctx))


def stored(ctx, sale):
    return refunds.find_sale(ctx, sale.number).sale


def paper(ctx, sale):
    with ctx.store.read() as connection:
        return receipts.sale_receipt(ctx, connection, sale.id)


def test_cash_by_habit_was_qris(ctx, rani, open_shift):
    """Drawer, X and receipt follow; the sale and its number stay; nothing was given back."""
    before = drawer(ctx)
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    assert drawer(ctx) == before + 125_000
    now = correct(ctx, sale, rani, Tender(QRIS, 125_000))
    assert (now.tenders, now.change, now.total) == ((Tender(QRIS, 125_000),), 0, 125_000)
    assert stored(ctx, sale) == now
    totals = shifts.totals(ctx)
    assert (drawer(ctx), totals.tender(QRIS), totals.tender(CASH)) == (before, 125_000, 0)
    assert (totals.total, totals.sale_count, totals.refund_count) == (125_000, 1, 0)
    assert [kind for kind, *_ in paper(ctx, sale).tenders] == [QRIS]
    assert verify.verify(ctx).findings == ()


def test_a_rounded_sale_keeps_its_total(ctx, rani, open_shift):
    """Rp33.325 rounded to Rp33.300 in cash: the buyer was asked for Rp33.300, by whatever way it came."""
    ctx.writer.call(shop.change_settings, ctx, {"cash.rounding_unit": 100})
    sale = sell(ctx, rani, ("M03-005", 1), pay=(cash(33_400),)).sale
    assert (sale.total, sale.rounding) == (33_300, -25)
    now = correct(ctx, sale, rani, Tender(QRIS, 33_300))
    assert (now.total, now.rounding, now.cash_in) == (33_300, -25, 0)
    assert verify.verify(ctx).findings == ()


def test_two_corrections_in_a_row(ctx, rani, open_shift):
    """QRIS, no, the card: each is kept, the second holds, and the first tenders are still known."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    second = correct(ctx, sale, rani, Tender(QRIS, 125_000))
    third = correct(ctx, second, rani, Tender(DEBIT, 125_000, "4411"))
    assert stored(ctx, sale).tenders == third.tenders == (Tender(DEBIT, 125_000, "4411"),)
    with ctx.store.read() as connection:
        assert rows.first_tenders(connection, sale.id) == sale.tenders
        assert rows.count_of_shift(connection, open_shift.id) == 2
    assert verify.verify(ctx).findings == ()


def test_an_older_correction_that_comes_back_later_does_not_win(ctx, rani, open_shift):
    """As after a restore: the rows of the second are there, the first is applied again after it."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    second = correct(ctx, sale, rani, Tender(QRIS, 125_000))
    correct(ctx, second, rani, Tender(DEBIT, 125_000))
    with ctx.store.write() as connection:
        first = connection.exec_driver_sql(
            "SELECT line FROM journal WHERE kind = 'tender_change' ORDER BY seq LIMIT 1"
        ).scalar()
        connection.exec_driver_sql(
            "DELETE FROM changed_tender WHERE change_id = (SELECT id FROM tender_change WHERE change_no = 1)"
        )
        connection.exec_driver_sql("DELETE FROM tender_change WHERE change_no = 1")
        rebuild.apply_once(connection, bytes(first))
        rebuild.apply_once(connection, bytes(first))
    assert stored(ctx, sale).tenders == (Tender(DEBIT, 125_000),)
    assert verify.verify(ctx).findings == ()


def test_a_double_press_corrects_once(ctx, rani, open_shift):
    """The second one saw a sale that is no longer so."""
    sale = sell(ctx, rani, pay=(cash(150_000),)).sale
    correct(ctx, sale, rani, Tender(QRIS, 25_000))
    with pytest.raises(TenderChangeNotAllowed):
        correct(ctx, sale, rani, Tender(QRIS, 25_000))
    assert stored(ctx, sale).tenders == (Tender(CASH, 100_000), Tender(QRIS, 25_000))


def test_a_refund_goes_back_the_corrected_way(ctx, rani, open_shift):
    """No cash for what was QRIS after all."""
    sale = correct(ctx, sell(ctx, rani).sale, rani, Tender(QRIS, 125_000))
    refund = ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=sale.id,
        choices=(RefundChoice(1, 1),),
        reason="defect",
        cashier=rani,
    )
    assert (refund.cash_out, [t.kind for t in refund.tenders]) == (0, [QRIS])
    with pytest.raises(TenderChangeNotAllowed):
        correct(ctx, sale, rani, Tender(DEBIT, 125_000))


def test_not_after_the_shift_and_not_by_everybody(ctx, rani, open_shift):
    """A closed shift's counts stand; an auditor only looks; a card number fits nowhere."""
    sale = sell(ctx, rani).sale
    with pytest.raises(NotPermitted):
        correct(ctx, sale, replace(rani, role=Role.AUDITOR), Tender(QRIS, 125_000))
    with pytest.raises(ReferenceNotAllowed):
        correct(ctx, sale, rani, Tender(DEBIT, 125_000, "4111111111111111"))
    ctx.writer.call(shifts.close_shift, ctx, cashier=rani, counted=425_000)
    with pytest.raises(ShiftNotOpen):
        correct(ctx, sale, rani, Tender(QRIS, 125_000))
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=300_000)
    with pytest.raises(TenderChangeNotAllowed):
        correct(ctx, sale, rani, Tender(QRIS, 125_000))
    assert stored(ctx, sale).tenders == sale.tenders


def test_a_reason_in_words_stays_outside_the_chain(ctx, rani, open_shift):
    """It may name a person; the row and the record hold a code."""
    sale = sell(ctx, rani).sale
    correct(ctx, sale, rani, Tender(QRIS, 125_000), reason="Bu Tuti lupa bilang")
    with ctx.store.read() as connection:
        lines = connection.exec_driver_sql("SELECT group_concat(CAST(line AS TEXT)) FROM journal").scalar()
        reason = connection.exec_driver_sql("SELECT reason FROM tender_change").scalar()
        kept = connection.exec_driver_sql("SELECT text FROM free_text").scalar()
    assert ("Tuti" in lines, reason, kept) == (False, Reason.OTHER.value, "Bu Tuti lupa bilang")
    assert verify.verify(ctx).findings == ()


@pytest.mark.parametrize("seed", range(6))
def test_a_day_of_corrections_at_random(ctx, rani, open_shift, seed):
    """Sales, corrections, refunds: tender totals make the sales, the drawer has the cash that came, rebuilt alike."""
    random, by_hand = Random(seed), drawer(ctx)
    listed = []
    for _ in range(12):
        if listed and random.random() < 0.6:
            at = random.randrange(len(listed))
            sale = listed[at]
            old = random.choice(changeable(sale))
            kind = random.choice([k for k in (CASH, QRIS, DEBIT, TenderKind.TRANSFER) if k is not old.kind])
            amount = random.choice((worth(old, sale), random.randint(1, worth(old, sale))))
            listed[at] = correct(ctx, sale, rani, Tender(kind, amount), old)
        else:
            pay = random.choice(
                ((cash(150_000),), (Tender(QRIS, 25_000), cash(100_000)), (Tender(DEBIT, 125_000),))
            )
            listed.append(sell(ctx, rani, pay=pay).sale)
    totals = shifts.totals(ctx)
    assert sum(amount for _, _, amount in totals.tenders) == totals.total == 125_000 * len(listed)
    assert drawer(ctx) == by_hand + sum(sale.cash_in for sale in listed)
    assert [stored(ctx, sale) for sale in listed] == listed
    assert verify.verify(ctx).findings == ()
