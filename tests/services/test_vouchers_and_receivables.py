"""A voucher is taken once; a sale on account names who owes, needs a word, and never comes out of the drawer."""

from dataclasses import replace

import pytest

from pos.domain.receipt import Letterhead, of_sale
from pos.domain.refund import RefundChoice
from pos.domain.shift import expected_cash
from pos.domain.tender import Tender, TenderKind
from pos.errors import ApprovalNeeded, DebtorMissing, VoucherNumberMissing, VoucherTwice, VoucherUsed
from pos.services import checkout, kuitansi, refunds, shifts, tender_changes, verify
from pos.services.holds import Approved
from tests.builders import a_cart, cash, sell


def voucher(number, amount=125_000):
    return Tender(TenderKind.VOUCHER, amount, number)


def owed(amount=125_000, who="DISPAR-BEKASI"):
    return Tender(TenderKind.RECEIVABLE, amount, who)


def drawer(ctx):
    return expected_cash(shifts.current_shift(ctx).opening_float, shifts.totals(ctx))


def void(ctx, sale, cashier):
    return ctx.writer.call(refunds.void_sale, ctx, sale_id=sale.id, reason="mistake", cashier=cashier)


def give_back(ctx, sale, cashier):
    return ctx.writer.call(
        refunds.refund_sale, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason="defect",
        cashier=cashier, as_cash=True,
    )  # fmt: skip


def test_a_voucher_is_taken_once(ctx, rani, ratna, open_shift):
    """The second buyer's is refused, named with the receipt of the first, however it is written; no sale is made."""
    first = sell(ctx, rani, pay=(voucher("ASN-00412"),)).sale
    with pytest.raises(VoucherUsed) as refused:
        sell(ctx, rani, pay=(voucher("asn-00412"),))
    assert refused.value.facts == {"voucher": "ASN-00412", "number": first.number}
    with pytest.raises(VoucherUsed):
        ctx.writer.call(
            checkout.take_tender, ctx, open_cart=a_cart(ctx, ("M03-001", 1)),
            tender=voucher("ASN-00412", 50_000), cashier=rani,
        )  # fmt: skip
    assert len(refunds.recent_sales(ctx)) == 1


def test_a_voided_sale_gives_its_voucher_back(ctx, rani, ratna, open_shift):
    """The buyer has it in the hand again."""
    void(ctx, sell(ctx, rani, pay=(voucher("ASN-00412"),)).sale, ratna)
    assert sell(ctx, rani, pay=(voucher("ASN-00412"),)).sale.total == 125_000


def test_a_refund_of_all_hands_the_voucher_back(ctx, rani, ratna, open_shift):
    """Not before the last piece came back, and not where its worth went out of the drawer in cash."""
    sale = sell(ctx, rani, ("M03-001", 2), pay=(voucher("ASN-00412", 250_000),)).sale
    for more, as_cash in ((True, False), (False, False)):
        ctx.writer.call(
            refunds.refund_sale, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason="defect",
            cashier=ratna, as_cash=as_cash,
        )  # fmt: skip
        if more:
            with pytest.raises(VoucherUsed):
                sell(ctx, rani, pay=(voucher("ASN-00412"),))
    again = sell(ctx, rani, pay=(voucher("asn-00412"),)).sale
    give_back(ctx, again, ratna)
    with pytest.raises(VoucherUsed) as refused:
        sell(ctx, rani, pay=(voucher("ASN-00412"),))
    assert refused.value.facts["number"] == again.number
    assert verify.verify(ctx).findings == ()


def test_the_receipt_says_the_voucher_and_who_owes(ctx, ratna, open_shift):
    """Which the issuer and the office ask for."""
    sale = sell(ctx, ratna, pay=(voucher("ASN-00412", 100_000), owed(25_000))).sale
    said = of_sale(sale, Letterhead("Galeri"), "ABCD")
    assert said.papers == ((TenderKind.VOUCHER, "ASN-00412"), (TenderKind.RECEIVABLE, "DISPAR-BEKASI"))


def test_a_kuitansi_knows_what_is_still_owed(ctx, ratna, open_shift):
    """Less what came back; nothing of a sale that was paid."""
    sale = sell(ctx, ratna, ("M03-001", 2), pay=(owed(200_000), cash(50_000))).sale
    assert kuitansi.cover(ctx, sale.id).owed == 200_000
    give_back(ctx, sale, ratna)
    assert kuitansi.cover(ctx, sale.id).owed == 75_000
    assert kuitansi.cover(ctx, sell(ctx, ratna).sale.id).owed == 0


def test_a_voucher_says_its_number_and_only_once(ctx, rani, open_shift):
    """Neither without one nor twice in one payment."""
    with pytest.raises(VoucherNumberMissing):
        sell(ctx, rani, pay=(voucher(""),))
    with pytest.raises(VoucherTwice):
        sell(ctx, rani, pay=(voucher("A-1", 100_000), voucher("a-1", 25_000)))
    assert refunds.recent_sales(ctx) == ()


def test_a_cashier_sells_on_account_with_a_managers_word_only(ctx, rani, ratna, open_shift):
    """Not before the money, not at its end, not for more than was agreed; a manager alone may."""
    open_cart = a_cart(ctx, ("M03-001", 1), tenders=(owed(),))
    with pytest.raises(ApprovalNeeded) as refused:
        ctx.writer.call(
            checkout.take_tender, ctx, open_cart=replace(open_cart, tenders=()), tender=owed(100_000),
            cashier=rani,
        )  # fmt: skip
    assert refused.value.facts["amount"] == 100_000
    with pytest.raises(ApprovalNeeded):
        ctx.writer.call(checkout.complete_sale, ctx, open_cart=open_cart, cashier=rani)
    short = replace(open_cart, approved=Approved(ratna, {"sell_on_account": 124_999}))
    with pytest.raises(ApprovalNeeded):
        ctx.writer.call(checkout.complete_sale, ctx, open_cart=short, cashier=rani)
    agreed = replace(open_cart, approved=Approved(ratna, {"sell_on_account": 125_000}))
    done = ctx.writer.call(checkout.complete_sale, ctx, open_cart=agreed, cashier=rani)
    assert done.sale.approval_id
    assert sell(ctx, ratna, pay=(owed(),)).sale.approval_id
    assert verify.verify(ctx).findings == ()


def test_on_account_says_who_owes(ctx, ratna, open_shift):
    """A claim on nobody is a loss."""
    with pytest.raises(DebtorMissing):
        sell(ctx, ratna, pay=(owed(who=""),))


def test_what_was_never_paid_leaves_no_drawer(ctx, ratna, open_shift):
    """A sale half in cash, half on account, taken back in cash: only the cash half goes out."""
    sale = sell(ctx, ratna, pay=(owed(100_000), cash(25_000))).sale
    back = give_back(ctx, sale, ratna).tenders
    assert [(t.kind, t.amount) for t in back] == [("receivable", 100_000), ("cash", 25_000)]
    assert drawer(ctx) == 500_000


def test_a_correction_cannot_put_a_sale_on_account_alone(ctx, rani, ratna, open_shift):
    """Else a cashier keeps the cash and writes it down as owed."""
    sale = sell(ctx, rani).sale

    def change(**facts):
        return ctx.writer.call(
            tender_changes.change_tender, ctx, seen=sale, old=sale.tenders[0], new=owed(), cashier=rani,
            **facts,
        )  # fmt: skip

    with pytest.raises(ApprovalNeeded):
        change()
    assert drawer(ctx) == 625_000
    assert change(approver=ratna).tenders == (owed(),)
    assert drawer(ctx) == 500_000
