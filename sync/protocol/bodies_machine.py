"""Approval, note, a clock that jumped and a register's new epoch ↔ body (docs/protocol.md)."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from pos.domain.events import Approval, ApprovalMethod, ClockChange, EpochOpened, NoteTaken
from sync.protocol.bodies_base import (
    Body,
    Count,
    Facts,
    Hash,
    Id,
    Moment,
    Money,
    OptionalHash,
    OptionalId,
    Reasoned,
    Wire,
    coded,
    from_body,
    require,
    spoken,
    to_body,
)
from sync.protocol.limits import INTEGER_MAX


class ApprovalWire(Reasoned, frozen=True, kw_only=True):
    action: Id = field(name="ac")
    approver_id: Count = field(name="by", default=0)
    method: ApprovalMethod = field(name="k", default=ApprovalMethod.PIN)
    document_id: OptionalId = field(name="of", default="")
    amount: Money = field(name="a", default=0)
    challenge: OptionalId = field(name="ch", default="")
    answer: OptionalId = field(name="an", default="")


class NoteWire(Wire, frozen=True):
    document_id: Id = field(name="of")


class ClockWire(Wire, frozen=True):
    before: Moment = field(name="bf")
    after: Moment = field(name="af")
    offset_ms: Annotated[int, Meta(ge=-INTEGER_MAX, le=INTEGER_MAX)] = field(name="ms", default=0)


class EpochWire(Reasoned, frozen=True, kw_only=True):
    epoch: Annotated[int, Meta(ge=1, le=1_000_000)] = field(name="e")
    device_key: Hash = field(name="dk")
    previous_seq: Count = field(name="ps", default=0)
    previous_tip: OptionalHash = field(name="pt", default="")
    outlet_code: OptionalId = field(name="o", default="")
    register_code: OptionalId = field(name="g", default="")
    shift_number: Count = field(name="sn", default=0)


def approval_body(approval: Approval) -> Body:
    reason, has_note = coded(approval.reason)
    wire = ApprovalWire(
        action=approval.action,
        approver_id=approval.approver_id,
        method=approval.method,
        document_id=approval.document_id,
        amount=approval.amount,
        reason=reason,
        has_note=has_note,
        challenge=approval.challenge,
        answer=approval.answer,
    )
    return to_body(wire)


def approval_from(_facts: Facts, body: Mapping[str, object]) -> Approval:
    """Who agreed to what; only what is looked at later may lack the second person. Raises BodyInvalid."""
    wire = from_body(ApprovalWire, body)
    later = wire.method is ApprovalMethod.LATER
    require(later or wire.approver_id > 0, "rule", "by", "nobody approved")
    return Approval(
        action=wire.action,
        approver_id=wire.approver_id,
        method=wire.method,
        document_id=wire.document_id,
        amount=wire.amount,
        reason=spoken(wire.reason),
        challenge=wire.challenge,
        answer=wire.answer,
    )


def note_body(note: NoteTaken) -> Body:
    return to_body(NoteWire(document_id=note.document_id))


def note_from(_facts: Facts, body: Mapping[str, object]) -> NoteTaken:
    return NoteTaken(from_body(NoteWire, body).document_id)


def clock_change_body(change: ClockChange) -> Body:
    wire = ClockWire(before=change.before, after=change.after, offset_ms=change.offset_ms)
    return to_body(wire)


def clock_change_from(_facts: Facts, body: Mapping[str, object]) -> ClockChange:
    wire = from_body(ClockWire, body)
    return ClockChange(wire.before, wire.after, wire.offset_ms)


def epoch_open_body(opened: EpochOpened) -> Body:
    reason, has_note = coded(opened.reason)
    wire = EpochWire(
        epoch=opened.epoch,
        device_key=opened.device_key,
        reason=reason,
        has_note=has_note,
        previous_seq=opened.previous_seq,
        previous_tip=opened.previous_tip,
        outlet_code=opened.outlet_code,
        register_code=opened.register_code,
        shift_number=opened.shift_number,
    )
    return to_body(wire)


def epoch_open_from(_facts: Facts, body: Mapping[str, object]) -> EpochOpened:
    wire = from_body(EpochWire, body)
    return EpochOpened(
        epoch=wire.epoch,
        device_key=wire.device_key,
        reason=spoken(wire.reason),
        previous_seq=wire.previous_seq,
        previous_tip=wire.previous_tip,
        outlet_code=wire.outlet_code,
        register_code=wire.register_code,
        shift_number=wire.shift_number,
    )
