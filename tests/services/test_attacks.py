"""Races, interrupted commits, absurd amounts, hostile texts, and what must never stand in the journal or the log."""

import json
import logging
import re
import threading
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from pos.domain.discount import Discount
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.shift import CashMovementKind
from pos.domain.tender import Tender, TenderKind
from pos.errors import (
    AmountNotAllowed,
    CartEmpty,
    DiscountNotAllowed,
    GeraiError,
    QuantityNotAllowed,
    RecordTooLarge,
    ReferenceNotAllowed,
    TenderShort,
)
from pos.logs import start_logging
from pos.models import journal, sales
from pos.services import checkout, holds, lookup, refunds, shifts, shop, sign_in, terms, verify
from pos.services.record import tip_of
from tests.builders import a_cart, a_product, cash, sell

HOSTILE = (
    "'; DROP TABLE sale; --", '"><script>alert(1)</script>', "{{7*7}}${7*7}<%= 7*7 %>", "%s%n{0}{x}", "\u202egnaro",
    "../../etc/passwd", "a\tb\r\nc", "\u0000", "NaN", "1e999", "-0", "١٢٣", "𝟭𝟮𝟯", "é" * 200, " " * 300,
)  # fmt: skip


def complete(ctx, open_cart, cashier):
    return ctx.writer.call(checkout.complete_sale, ctx, open_cart=open_cart, cashier=cashier)


def tip(ctx):
    with ctx.store.read() as connection:
        return tip_of(ctx, connection)


def count(ctx):
    with ctx.store.read() as connection:
        return len(sales.recent_ids(connection, 1000))


def test_two_threads_and_one_cart_are_one_sale(ctx, rani, open_shift):
    """Both complete it at the same moment, past the writer: one sale, one number, the same answer for both."""
    for n in range(1, 6):
        open_cart = a_cart(ctx, ("M03-001", 1), tenders=(cash(125_000),))
        start, done = threading.Barrier(4), []

        def press(open_cart=open_cart, start=start, done=done):
            start.wait()
            done.append(checkout.complete_sale(ctx, open_cart=open_cart, cashier=rani))

        threads = [threading.Thread(target=press) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(done) == 4
        assert len({d.sale.number for d in done}) == len({d.code for d in done}) == 1
        assert count(ctx) == n
    assert verify.verify(ctx).findings == ()


def test_many_threads_and_many_carts_have_gapless_numbers(ctx, rani, open_shift):
    """Sales, movements and refusals at once: numbers without a gap, the chain whole."""
    start = threading.Barrier(6)

    def sell_some(n):
        start.wait()
        for k in range(6):
            open_cart = a_cart(ctx, ("M18-002", 1 + k % 3), tenders=(cash(300_000 if k % 4 else 1),))
            try:
                checkout.complete_sale(ctx, open_cart=open_cart, cashier=rani)
            except TenderShort:
                shifts.record_cash_movement(
                    ctx, cashier=rani, kind=CashMovementKind.PAY_IN, amount=1_000 + n, reason="x"
                )

    threads = [threading.Thread(target=sell_some, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ctx.store.read() as connection:
        numbers = sorted(connection.exec_driver_sql("SELECT number FROM sale").scalars())
    assert numbers == [f"GDK1-{n:06d}" for n in range(1, 25)]
    assert verify.verify(ctx).findings == ()


@pytest.mark.parametrize(
    "table", ["sale", "sale_line", "tender", "stock_movement", "maker_entry", "journal", "print_job"]
)
def test_a_commit_interrupted_anywhere_leaves_nothing(ctx, rani, open_shift, table):
    """The database refuses at each table in turn: no row, no number, no record, no paper; then all goes well."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://127.0.0.1:9"})
    open_cart = a_cart(ctx, ("M03-001", 2), ("M18-002", 1), tenders=(cash(400_000),))
    ctx.writer.call(holds.save_open_cart, ctx, open_cart)
    before = tip(ctx)
    with ctx.store.write() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER stop BEFORE INSERT ON {table} BEGIN SELECT raise(ABORT, 'stop'); END"
        )
    with pytest.raises(IntegrityError):
        complete(ctx, open_cart, rani)
    with ctx.store.read() as connection:
        for name in ("sale", "sale_line", "tender", "maker_entry", "print_job"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() == 0, name
    assert tip(ctx) == before
    assert holds.load_open_cart(ctx) == open_cart
    with ctx.store.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER stop")
    assert complete(ctx, open_cart, rani).sale.number == "GDK1-000001"
    assert verify.verify(ctx).findings == ()


def test_absurd_tenders_are_refused_everywhere(ctx, rani, open_shift):
    """Negative, nothing, beyond any till: at completion, when noted, when a code is shown."""
    open_cart = a_cart(ctx, ("M03-001", 1))
    before = tip(ctx)
    for amount in (0, -1, -125_000, 10**12, 10**30):
        for kind in TenderKind:
            tender = Tender(kind, amount)
            with pytest.raises(GeraiError):
                complete(ctx, replace(open_cart, tenders=(cash(125_000), tender)), rani)
            with pytest.raises(GeraiError):
                ctx.writer.call(checkout.take_tender, ctx, open_cart=open_cart, tender=tender, cashier=rani)
        if amount:
            with pytest.raises(GeraiError):
                ctx.writer.call(checkout.show_qris, ctx, open_cart=open_cart, amount=amount, cashier=rani)
    with pytest.raises(AmountNotAllowed):
        complete(ctx, replace(open_cart, tenders=(cash(10**12 - 1), cash(10**12 - 1))), rani)
    assert tip(ctx) == before
    assert count(ctx) == 0


@pytest.mark.parametrize("index", [-1, 1, 2, 99])
def test_a_tender_that_is_not_there_is_not_dropped(ctx, rani, open_shift, index):
    """A wrong place never doubles the money that was noted."""
    taken = ctx.writer.call(
        checkout.take_tender, ctx, open_cart=a_cart(ctx, ("M03-001", 1)), tender=cash(50_000), cashier=rani
    )
    with pytest.raises(AssertionError):
        ctx.writer.call(checkout.drop_tender, ctx, open_cart=taken, index=index, cashier=rani)
    assert holds.load_open_cart(ctx) == taken


def test_absurd_discounts_and_quantities_never_reach_a_sale(ctx):
    """Refused while they are typed."""
    cart = a_cart(ctx, ("M03-001", 1)).cart
    for facts in ({"bps": -1}, {"bps": 10_001}, {"amount": -1}, {"bps": 1, "amount": 1}):
        with pytest.raises(DiscountNotAllowed):
            Discount(**facts)
    with pytest.raises(DiscountNotAllowed):
        cart.with_line_discount(0, Discount(amount=125_001))
    for quantity in (0, -1, 1_000, 10**30):
        with pytest.raises(QuantityNotAllowed):
            cart.with_quantity(0, quantity)


def test_everything_for_nothing_is_still_a_sale(ctx, ratna, open_shift):
    """A gift: 100 percent off, no tender, approved by a manager, sound in the books."""
    open_cart = a_cart(ctx, ("M18-002", 1))
    open_cart = replace(open_cart, cart=open_cart.cart.with_discount(Discount(bps=10_000)))
    done = complete(ctx, open_cart, ratna)
    assert (done.sale.total, done.sale.tenders, done.sale.lines[0].money.maker_share) == (0, (), 68_000)
    refund = ctx.writer.call(
        refunds.refund_sale,
        ctx,
        sale_id=done.sale.id,
        choices=(RefundChoice(1, 1),),
        reason="x",
        cashier=ratna,
    )
    assert (refund.total, refund.tenders) == (0, ())
    assert verify.verify(ctx).findings == ()


def test_a_cart_too_large_for_a_record_is_refused_whole(ctx, rani, open_shift):
    """200 lines with long names: too large is said before anything is written, and half of it goes."""
    with ctx.store.write() as connection:
        for n in range(200):
            product = a_product(
                f"B{n:03d}", code=f"B{n:03d}", name=f"{n:03d} " + "Kain " * 39, variant="x" * 90
            )
            terms.add_product(ctx, connection, product)
    products = lookup.search(ctx, "", limit=400)
    open_cart = holds.new_cart(ctx)
    cart = open_cart.cart
    for product in [p for p in products if p.id.startswith("B")]:
        cart = cart.add(product)
    before = tip(ctx)
    with pytest.raises(RecordTooLarge) as refused:
        complete(ctx, replace(open_cart, cart=cart, tenders=(cash(25_000_000),)), rani)
    assert refused.value.facts["size"] > 65_536
    assert tip(ctx) == before
    assert count(ctx) == 0
    half = replace(open_cart, cart=replace(cart, lines=cart.lines[:90]), tenders=(cash(25_000_000),))
    assert complete(ctx, half, rani).sale.number == "GDK1-000001"
    assert verify.verify(ctx).findings == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_texts(ctx, rani, open_shift, text):
    """As reference, reason and name they are kept or refused, never run, and the books stay sound."""
    open_cart = a_cart(ctx, ("M03-001", 1), tenders=(Tender(TenderKind.DEBIT, 125_000, text),))
    try:
        sale = complete(ctx, open_cart, rani).sale
        assert sale.tenders[0].reference == text
    except ReferenceNotAllowed:
        assert len(text) > 40 or not re.fullmatch(r"[A-Za-z0-9./-]*", text)
    sale = sell(ctx, rani).sale
    ctx.writer.call(
        refunds.refund_sale, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason=text, cashier=rani
    )
    ctx.writer.call(
        shifts.record_cash_movement,
        ctx,
        cashier=rani,
        kind=CashMovementKind.PAY_IN,
        amount=1_000,
        reason=text,
    )
    assert verify.verify(ctx).findings == ()


def test_nothing_personal_stands_in_journal_or_log(ctx, ratna, tmp_path):
    """PINs, tokens, names, reasons in words: neither in the chain nor in the log of a busy, faulty day."""
    secrets = {"PIN": "739146", "nama": "Sekar Wangi", "alasan": "Bu Tuti minta ganti", "kasir": "Ratna"}
    handler = start_logging(tmp_path / "logs", logging.DEBUG)
    try:
        with ctx.store.write() as connection:
            shop.add_staff(
                ctx, connection, staff_id=9, name=secrets["nama"], role=ratna.role, pin=secrets["PIN"]
            )
        sekar = ctx.writer.call(sign_in.sign_in, ctx, cashier_id=9, pin=secrets["PIN"])
        with pytest.raises(GeraiError):
            ctx.writer.call(sign_in.sign_in, ctx, cashier_id=9, pin="739147")
        ctx.writer.call(shifts.open_shift, ctx, cashier=sekar, opening_float=500_000)
        sale = sell(ctx, sekar).sale
        with pytest.raises(CartEmpty):
            complete(ctx, a_cart(ctx), sekar)
        ctx.writer.call(
            refunds.refund_sale, ctx, sale_id=sale.id, choices=(RefundChoice(1, 1),), reason=secrets["alasan"],
            cashier=sekar,
        )  # fmt: skip
        ctx.writer.call(
            shifts.record_cash_movement, ctx, cashier=sekar, kind=CashMovementKind.PAY_OUT, amount=1_000,
            reason=secrets["alasan"],
        )  # fmt: skip
        second = sell(ctx, sekar).sale
        ctx.writer.call(refunds.void_sale, ctx, sale_id=second.id, reason=Reason.MISTAKE.value, cashier=sekar)
        ctx.writer.call(shifts.close_shift, ctx, cashier=sekar, counted=0)
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(logging.WARNING)
        handler.close()
    log = tmp_path / "logs" / "gerai.log"
    written = log.read_bytes() if log.exists() else b""
    with ctx.store.read() as connection:
        chain = b"\n".join(line.line for line in journal.everything(connection))
    for what, secret in secrets.items():
        assert secret.encode() not in chain, what
        assert secret.encode() not in written, what
    assert all(json.loads(line) for line in written.splitlines())
