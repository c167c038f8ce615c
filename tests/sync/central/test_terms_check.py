"""Whose word on a price, a role or a maker counts."""

from datetime import UTC, datetime, timedelta

from pos.domain.events import StaffChange
from pos.domain.permissions import Role
from sync.central.services.terms_check import NEARLY, Terms

AT = datetime(2026, 11, 14, 3, tzinfo=UTC)
ROLE = ("staff", 1, "role")


def heard(*said):
    terms = Terms("GDK")
    for source, after, role in said:
        terms.hear(source, AT + after, StaffChange(1, role))
    return terms.allowed(ROLE)


def test_the_last_word_of_a_source_counts():
    """Its earlier ones do not, however close."""
    assert heard(("a", timedelta(0), Role.MANAGER), ("a", timedelta(0), Role.CASHIER)) == ["cashier"]


def test_two_sources_at_nearly_the_same_moment_may_both_be_right():
    """Which of two transactions came first is not recorded; a minute later it is plain."""
    near = heard(("a", timedelta(0), Role.MANAGER), ("b", NEARLY, Role.CASHIER))
    assert sorted(near) == ["cashier", "manager"]
    far = heard(("a", timedelta(0), Role.MANAGER), ("b", NEARLY + timedelta(seconds=1), Role.CASHIER))
    assert far == ["cashier"]
