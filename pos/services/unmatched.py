"""Retur belum dicocokkan: cash back for a piece whose sale this register does not know, with a manager's word. Offline."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from pos.domain import unmatched as rules
from pos.domain.catalog import Product
from pos.domain.permissions import Permission
from pos.domain.reason import Reason
from pos.domain.shift import expected_cash
from pos.domain.tender import Tender, TenderKind
from pos.domain.unmatched import Cause, UnmatchedLine, UnmatchedRefund
from pos.errors import NotEnoughInDrawer, UnmatchedAgain, UnmatchedKnown
from pos.models import sales, shifts, unmatched
from pos.services import approvals, print_queue
from pos.services.checkout import stamp_of
from pos.services.context import Context
from pos.services.record import record
from pos.services.refunds import next_header, numbers_of
from pos.services.shifts import keep_free_text, reason_code, require_open
from pos.services.sign_in import Approver, Cashier

TEXT_CHARS_MAX = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """What the buyer's paper and the piece's label say; `product` where the label is known here."""

    receipt_number: str
    receipt_code: str
    title: str
    price: int
    cause: Cause
    product: Product | None = None


def refund_unmatched(
    ctx: Context, *, asked: Asked, cashier: Cashier, approver: Approver | None = None
) -> UnmatchedRefund:
    """Give the label price back in cash; the same piece of a receipt once.

    Raises ShiftNotOpen, UnmatchedIncomplete, UnmatchedLimit, UnmatchedKnown, UnmatchedAgain, NotEnoughInDrawer,
    ApprovalNeeded.
    """
    number, code = rules.plain_number(asked.receipt_number), _clean(asked.receipt_code).upper()
    line = _line(asked)
    rules.check(number, line, int(ctx.shop.get("refund.unmatched_limit")))
    with ctx.store.write() as connection:
        _check_fresh(ctx, connection, number, line)
        shift = require_open(connection)
        if line.price > expected_cash(shift.opening_float, shifts.totals(connection, shift.id)):
            raise NotEnoughInDrawer(amount=line.price)
        header = next_header(ctx, connection, cashier, ctx.clock.now())
        subject = approvals.Subject(header.id, header.shift_id, line.price)
        approval = approvals.approve(ctx, connection, cashier, Permission.REFUND_UNMATCHED, subject, approver)
        refund = UnmatchedRefund(
            header=header,
            receipt_number=number,
            receipt_code=code,
            outlet_code=rules.outlet_of(number),
            lines=(line,),
            tenders=(Tender(TenderKind.CASH, line.price),),
            total=line.price,
            cause=asked.cause,
            reason=Reason.DEFECT.value,
            approval_id=approval,
        )
        write_rows(connection, refund)
        record(ctx, connection, refund, stamp_of(header))
        keep_free_text(connection, header.id, refund.reason)
        print_queue.queue_unmatched(ctx, connection, refund)
    ctx.wake_printer()
    ctx.wake_sync()
    return refund


def write_rows(connection: Connection, refund: UnmatchedRefund) -> None:
    """The rows, with the reason's code only; the same that a rebuild makes."""
    unmatched.insert_refund(connection, replace(refund, reason=reason_code(refund.reason)))


def _line(asked: Asked) -> UnmatchedLine:
    product = asked.product
    ids = (product.id, product.maker.code) if product else ("", "")
    return UnmatchedLine(_clean(asked.title), asked.price, *ids)


def _clean(text: str) -> str:
    return rules.visible(text.encode(errors="replace").decode())[:TEXT_CHARS_MAX]


def _check_fresh(ctx: Context, connection: Connection, number: str, line: UnmatchedLine) -> None:
    """A sale that is known here goes back the exact way; a piece that came back here does not come back again."""
    own = number.removeprefix(ctx.shop.register_code).lstrip("-")
    for meant in (number, *numbers_of(ctx, own)):
        if sales.load_by_number(connection, meant) is not None:
            raise UnmatchedKnown(number=meant)
    before = unmatched.of_receipt(connection, number, line.title)
    if before:
        raise UnmatchedAgain(number=number, name=line.title, refund=before)
