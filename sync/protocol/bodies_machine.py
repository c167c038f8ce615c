"""Approval, note and a register's new epoch ↔ body (docs/protocol.md)."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, field

from pos.domain.events import Approval, ApprovalMethod, EpochOpened, NoteTaken
from pos.domain.reason import Reason
from sync.protocol.bodies_base import (
    Body,
    Count,
    Facts,
    Hash,
    Id,
    Money,
    OptionalId,
    Wire,
    coded,
    from_body,
    require,
    spoken,
    to_body,
)


class ApprovalWire(Wire, frozen=True):
    action: Id = field(name="ac")
    approver_id: Count = field(name="by", default=0)
    method: ApprovalMethod = field(name="k", default=ApprovalMethod.PIN)
    subject_id: OptionalId = field(name="of", default="")
    amount: Money = field(name="a", default=0)
    reason: Reason | None = field(name="rs", default=None)
    has_note: bool = field(name="nt", default=False)
    challenge: OptionalId = field(name="ch", default="")


class NoteWire(Wire, frozen=True):
    subject_id: Id = field(name="of")


class EpochWire(Wire, frozen=True):
    epoch: Annotated[int, Meta(ge=1, le=1_000_000)] = field(name="e")
    device_key: Hash = field(name="dk")
    reason: Reason | None = field(name="rs", default=None)
    has_note: bool = field(name="nt", default=False)
    previous_seq: Count = field(name="ps", default=0)
    previous_tip: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = field(name="pt", default="")


def approval_body(approval: Approval) -> Body:
    reason, has_note = coded(approval.reason)
    wire = ApprovalWire(
        action=approval.action,
        approver_id=approval.approver_id,
        method=approval.method,
        subject_id=approval.subject_id,
        amount=approval.amount,
        reason=reason,
        has_note=has_note,
        challenge=approval.challenge,
    )
    return to_body(wire)


def approval_from(facts: Facts, body: Mapping[str, object]) -> Approval:
    """Who agreed to what; only what is looked at later may lack the second person. Raises BodyInvalid."""
    wire = from_body(ApprovalWire, body)
    later = wire.method is ApprovalMethod.LATER
    require(later or wire.approver_id > 0, "rule", "by", "nobody approved")
    return Approval(
        stamp=facts.stamp,
        action=wire.action,
        approver_id=wire.approver_id,
        method=wire.method,
        subject_id=wire.subject_id,
        amount=wire.amount,
        reason=spoken(wire.reason),
        challenge=wire.challenge,
    )


def note_body(note: NoteTaken) -> Body:
    return to_body(NoteWire(subject_id=note.subject_id))


def note_from(facts: Facts, body: Mapping[str, object]) -> NoteTaken:
    return NoteTaken(facts.stamp, from_body(NoteWire, body).subject_id)


def epoch_open_body(opened: EpochOpened) -> Body:
    reason, has_note = coded(opened.reason)
    wire = EpochWire(
        epoch=opened.epoch,
        device_key=opened.device_key,
        reason=reason,
        has_note=has_note,
        previous_seq=opened.previous_seq,
        previous_tip=opened.previous_tip,
    )
    return to_body(wire)


def epoch_open_from(facts: Facts, body: Mapping[str, object]) -> EpochOpened:
    wire = from_body(EpochWire, body)
    return EpochOpened(
        stamp=facts.stamp,
        epoch=wire.epoch,
        device_key=wire.device_key,
        reason=spoken(wire.reason),
        previous_seq=wire.previous_seq,
        previous_tip=wire.previous_tip,
    )
