"""Why a drawer may not agree: the true cause of a planted mistake is among the first three that are named."""

from datetime import UTC, datetime, timedelta

import pytest

from pos.domain.cash import value_of
from pos.domain.difference_causes import (
    CAUSES_MAX,
    NAMED_MAX,
    WEIGHTS,
    CauseKind,
    DrawerStory,
    Receipt,
    likely_causes,
)
from tests.domain.drawer_days import BOOKED, COUNTED, planted

SEEDS = 40
AT = datetime(2026, 11, 14, 3, tzinfo=UTC)


def found_in(kind):
    """In how many of the seeded days the planted mistake is named; and in how many with its document."""
    named = with_document = 0
    for seed in range(SEEDS):
        case = planted(kind, seed)
        causes = [c for c in likely_causes(case.story, case.difference) if c.kind is kind]
        named += bool(causes)
        with_document += any(not case.document or case.document in cause.documents for cause in causes)
    return named, with_document


def test_the_true_cause_is_in_the_first_three_in_four_days_of_five():
    """24 kinds of mistakes, 40 days each; the document that it happened at must be named, too."""
    by_kind = {kind: found_in(kind) for kind in (*BOOKED, *COUNTED)}
    assert set(by_kind) == set(CauseKind)
    days = SEEDS * len(by_kind)
    named, whole = (100 * sum(found[n] for found in by_kind.values()) // days for n in (0, 1))
    worst = sorted(
        (100 * whole // SEEDS, 100 * named // SEEDS, kind.value) for kind, (named, whole) in by_kind.items()
    )
    print(f"true cause in the first three: {whole} % with its document, {named} % by kind")
    print(", ".join(f"{kind} {whole}/{named}" for whole, named, kind in worst))
    assert whole >= 80
    assert [kind for _, named, kind in worst if named < 50] == [], (
        "no kind of mistake is lost among the others"
    )


def test_the_example_of_the_design():
    """Rp7.000 too little: receipt 118, 18.000 written as 25.000."""
    receipts = (
        Receipt("117", AT, 85_000, 85_000, 100_000, 15_000, goods=(85_000,)),
        Receipt("118", AT, 25_000, 25_000, 25_000, goods=(25_000,)),
        Receipt("119", AT, 162_000, 0, noncash=162_000, goods=(162_000,)),
    )
    story = DrawerStory(300_000, receipts, prices=(18_000, 25_000, 85_000, 162_000))
    cause = next(c for c in likely_causes(story, -7_000) if c.kind is CauseKind.WRONG_PRICE)
    assert (cause.documents, cause.booked, cause.meant) == (("118",), 25_000, 18_000)


def test_a_qris_sale_booked_as_cash_comes_first():
    """The exact amount of one cash receipt is missing."""
    receipts = tuple(
        Receipt(str(n), AT + timedelta(hours=n), total, total, total, goods=(total,))
        for n, total in enumerate((85_000, 123_500, 47_000, 225_000), 118)
    )
    best = likely_causes(DrawerStory(300_000, receipts), -123_500)[0]
    assert (best.kind, best.documents, best.amount) == (CauseKind.NONCASH_AS_CASH, ("119",), -123_500)


def test_no_difference_has_no_cause_and_an_odd_one_may_have_none():
    """Nothing is invented; at most three are named, with at most three documents each."""
    assert likely_causes(DrawerStory(300_000), 0) == ()
    assert likely_causes(DrawerStory(300_000), 1_234_567_123) == ()
    case = planted(CauseKind.CHANGE_NOTE, 1)
    causes = likely_causes(case.story, case.difference)
    assert 1 <= len(causes) <= CAUSES_MAX
    assert all(len(cause.documents) <= NAMED_MAX <= max(NAMED_MAX, cause.document_count) for cause in causes)


@pytest.mark.parametrize("kind", CauseKind)
def test_every_cause_explains_the_difference_in_its_direction(kind):
    """To the rupiah or but for a few coins; never with the opposite sign; every kind has its weight."""
    case = planted(kind, 99)
    for cause in likely_causes(case.story, case.difference):
        assert abs(cause.amount - case.difference) <= 500
        assert (cause.amount > 0) == (case.difference > 0)
        assert cause.score > 0
    assert WEIGHTS[kind] > 0


def test_the_days_are_true_to_themselves():
    """What is counted less what the books expect is the planted difference."""
    for kind in CauseKind:
        case = planted(kind, 7)
        story = case.story
        booked = story.opening_float + sum(r.cash for r in story.receipts)
        booked += sum(m.signed for m in story.movements) - sum(g.cash for g in story.given_back)
        assert value_of(story.counts) - booked == case.difference != 0
