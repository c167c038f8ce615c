"""Bodies of the safe and of differences that do not add up are refused; sound ones are in the golden files."""

from datetime import UTC, datetime

import pytest

from sync.protocol import bodies_outcome, bodies_safe
from sync.protocol.bodies import BodyInvalid, Facts
from sync.protocol.kinds import Kind

FACTS = Facts("r1", datetime(2026, 11, 14, tzinfo=UTC), 1, "s1", Kind.BANK_DEPOSIT)


@pytest.mark.parametrize(
    ("read", "body", "field"),
    [
        (bodies_safe.bank_deposit_from, {"a": 100_000, "pc": [["n50000", 1]]}, "pc"),
        (bodies_safe.bank_deposit_from, {"a": 0}, "a"),
        (bodies_safe.safe_count_from, {"ct": 100_000, "ex": 0, "pc": [["n50000", 1]]}, "pc"),
        (bodies_outcome.outcome_from, {"of": "s1", "k": "found", "a": 0}, "a"),
        (bodies_safe.cash_swap_from, {"i": [["n50000", 1]], "o": [["n20000", 2]]}, "o"),
    ],
)
def test_pieces_are_worth_what_is_stated(read, body, field):
    """And an amount is more than nothing."""
    with pytest.raises(BodyInvalid) as refused:
        read(FACTS, body)
    assert refused.value.field == field
