"""Receipts from stored rows: what is said on them, and copies headed SALINAN."""

from dataclasses import replace

from sqlalchemy import Connection

from pos.domain import receipt as contents
from pos.domain.events import Reprinted
from pos.domain.receipt import Receipt
from pos.errors import SaleNotFound
from pos.models import late_entries, print_jobs, refunds, register, sales, shifts, unmatched
from pos.services import print_queue, stories
from pos.services.checkout import NOTE_FIELD
from pos.services.context import Context
from pos.services.record import Stamp, code_of, record
from pos.services.sign_in import Cashier


def sale_receipt(ctx: Context, connection: Connection, sale_id: str) -> Receipt:
    """The receipt of a stored sale; of an exchange with what came back."""
    sale = sales.load(connection, sale_id)
    assert sale is not None
    code = code_of(connection, sale.id)
    back = refunds.load(connection, sale.exchange_of) if sale.exchange_of else None
    if back is not None:
        made = contents.of_exchange(sale, back, ctx.shop.letterhead, code, sale.language)
    else:
        made = contents.of_sale(sale, ctx.shop.letterhead, code, sale.language)
    note = register.load_free_text(connection, sale.id, NOTE_FIELD)
    story = stories.for_receipt(ctx, connection, sale)
    late = late_entries.of_sale(connection, sale.id)
    return replace(made, note=note, training=ctx.shop.training, story=story, late=late)


def refund_receipt(ctx: Context, connection: Connection, refund_id: str) -> Receipt:
    """The receipt of a stored refund or void."""
    refund = refunds.load(connection, refund_id)
    assert refund is not None
    code = code_of(connection, refund.header.id)
    made = contents.of_refund(refund, ctx.shop.letterhead, code, str(ctx.shop.get("receipt.language")))
    return replace(made, training=ctx.shop.training)


def unmatched_receipt(ctx: Context, connection: Connection, refund_id: str) -> Receipt:
    """The receipt of a refund whose sale is not known here."""
    refund = unmatched.load(connection, refund_id)
    assert refund is not None
    code = code_of(connection, refund_id)
    return contents.of_unmatched(refund, ctx.shop.letterhead, code, str(ctx.shop.get("receipt.language")))


def reprint(ctx: Context, *, cashier: Cashier, number: str | None = None) -> None:
    """Queue a copy of a sale's receipt, the newest without a number; recorded in the shift that is open, if any.

    Raises SaleNotFound. The first print of a sale that never had a paper is a copy too: it says so.
    """
    with ctx.store.write() as connection:
        sale_id = _which(connection, number)
        sale = sales.load(connection, sale_id)
        assert sale is not None
        copy_no = max(0, print_jobs.copies(connection, sale_id, print_queue.RECEIPT)) + 1
        at = ctx.clock.now()
        shift = shifts.open_shift(connection)
        stamp = Stamp(ctx.ids.new(at), at, cashier.id, shift.id if shift else "")
        print_queue.queue_copy(ctx, connection, sale_id, copy_no, cashier.id, at)
        record(ctx, connection, Reprinted(sale_id, sale.number, copy_no), stamp)
    ctx.wake_printer()


def _which(connection: Connection, number: str | None) -> str:
    if number is None:
        newest = sales.recent_ids(connection, 1)
        if not newest:
            raise SaleNotFound(number="–")
        return newest[0]
    sale = sales.load_by_number(connection, number)
    if sale is None:
        raise SaleNotFound(number=number)
    return sale.id
