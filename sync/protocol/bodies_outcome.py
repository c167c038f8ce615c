"""What became of a shift's cash difference ↔ body (docs/protocol.md)."""

from collections.abc import Mapping

from msgspec import field

from pos.domain.difference_outcome import DifferenceOutcome, OutcomeNoted
from sync.protocol.bodies_base import (
    Body,
    Facts,
    Id,
    OptionalId,
    Reasoned,
    SignedMoney,
    coded,
    from_body,
    require,
    spoken,
    to_body,
)


class DifferenceOutcomeWire(Reasoned, frozen=True, kw_only=True):
    """The closed shift itself never changes."""

    shift_id: Id = field(name="of")
    outcome: DifferenceOutcome = field(name="k")
    amount: SignedMoney = field(name="a")
    approval_id: OptionalId = field(name="ap", default="")

    def check(self) -> None:
        require(self.amount != 0, "rule", "a", "nothing is explained")


def outcome_body(noted: OutcomeNoted) -> Body:
    reason, has_note = coded(noted.reason)
    wire = DifferenceOutcomeWire(
        shift_id=noted.shift_id,
        outcome=noted.outcome,
        amount=noted.amount,
        reason=reason,
        has_note=has_note,
        approval_id=noted.approval_id,
    )
    return to_body(wire)


def outcome_from(facts: Facts, body: Mapping[str, object]) -> OutcomeNoted:
    """Raises BodyInvalid."""
    wire = from_body(DifferenceOutcomeWire, body)
    return OutcomeNoted(
        id=facts.id,
        at=facts.at,
        cashier_id=facts.cashier_id,
        shift_id=wire.shift_id,
        outcome=wire.outcome,
        amount=wire.amount,
        reason=spoken(wire.reason),
        approval_id=wire.approval_id,
    )
