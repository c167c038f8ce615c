"""Acts that went on without a second person (lanjut, diperiksa nanti): listed until a manager has looked at them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from pos.domain.events import Approval, ApprovalMethod
from pos.domain.money import Rupiah
from pos.domain.permissions import Permission, may_approve
from pos.domain.reason import Reason
from pos.errors import NotPermitted
from pos.models import staff
from pos.services.approvals import action_name
from pos.services.context import Context
from pos.services.rebuild import original_of
from pos.services.record import Stamp, newest_lines, record
from pos.services.sign_in import Cashier
from sync.protocol import envelope
from sync.protocol.kinds import Kind

SEEN_MAX = 2_000
"""So many approvals are looked through, newest first."""


@dataclass(frozen=True, slots=True)
class Review:
    """One act: which, by whom (first name), when (aware UTC), the document it made and the rupiah."""

    permission: Permission
    cashier: str
    at: datetime
    document_id: str
    amount: Rupiah


def to_look_at(ctx: Context) -> tuple[Review, ...]:
    """What nobody has looked at yet, oldest first."""
    with ctx.store.read() as connection:
        names = staff.names(connection)
        said = tuple(_approvals(connection))
    seen = {(value.action, value.document_id) for _, value in said if value.reason == Reason.LOOKED_AT}
    waiting = (
        Review(
            Permission(value.action),
            names.get(found.cashier_id, ""),
            found.at,
            value.document_id,
            value.amount,
        )
        for found, value in said
        if value.method is ApprovalMethod.LATER and (value.action, value.document_id) not in seen
    )
    return tuple(sorted(waiting, key=lambda review: review.at))


def looked_at(ctx: Context, review: Review, cashier: Cashier) -> None:
    """Record that this person has looked at it; raises NotPermitted. Writer thread."""
    if not may_approve(cashier.role, review.permission):
        raise NotPermitted(action=action_name(review.permission))
    at = ctx.clock.now()
    said = Approval(
        review.permission.value,
        cashier.id,
        document_id=review.document_id,
        amount=review.amount,
        reason=Reason.LOOKED_AT.value,
    )
    with ctx.store.write() as connection:
        record(ctx, connection, said, Stamp(ctx.ids.new(at), at, cashier.id))


def _approvals(connection: Connection) -> Iterator[tuple[envelope.Envelope, Approval]]:
    for line in newest_lines(connection, Kind.APPROVAL, SEEN_MAX):
        found, value = original_of(line)
        if isinstance(value, Approval):
            yield found, value
