"""One-time codes: wrong guesses spend the codes of the outlet that they name, and no other (sync.md §2.7)."""

import pytest

from pos.ids import SystemIds
from sync.central.services import enrolment
from sync.central.services.enrolment import CODE_TRIES
from sync.central.services.refusal import Refusal
from sync.protocol.answers import EnrolRequest


def enrol(central, clock, code, outlet):
    """A machine with an id of its own shows a code."""
    register_id = SystemIds().new(clock.now())
    request = EnrolRequest(code, register_id, "ab" * 32, "f" * 32, f"{outlet}1", outlet)
    return enrolment.enrol(central, request, clock.now(), "c" * 36)


def refused(central, clock, code, outlet):
    with pytest.raises(Refusal) as denied:
        enrol(central, clock, code, outlet)
    return denied.value.status, denied.value.code


def test_guesses_at_one_outlet_leave_the_others_alone(central, clock):
    """Anybody may guess; only the named outlet's codes die."""
    codes = {outlet: enrolment.new_code(central, outlet, clock.now()) for outlet in ("GDK", "BLU")}
    for n in range(CODE_TRIES):
        assert refused(central, clock, f"GUESS{n:03d}", "GDK") == (403, "code_invalid")
        assert refused(central, clock, f"GUESS{n:03d}", "NOWHERE") == (403, "code_invalid")
    assert refused(central, clock, codes["GDK"], "GDK") == (403, "code_invalid")
    assert enrol(central, clock, codes["BLU"], "BLU").register_code == "BLU1"


@pytest.mark.parametrize("outlet", ["", "\0", "GDK\0", "x" * 25, "é"])
def test_an_outlet_that_no_database_keeps_is_no_guess(central, clock, outlet):
    """Refused before a database is asked."""
    assert refused(central, clock, "GUESS000", outlet) == (422, "bad_request")


def test_a_code_at_the_wrong_outlet_says_so_and_wears_out(central, clock):
    """An honest mistake is named; as a way to guess it is as short as any other."""
    code = enrolment.new_code(central, "BLU", clock.now())
    other = enrolment.new_code(central, "GDK", clock.now())
    for _ in range(CODE_TRIES):
        assert refused(central, clock, code, "GDK") == (409, "outlet_mismatch")
    assert refused(central, clock, code, "GDK") == (403, "code_invalid")
    assert refused(central, clock, code, "BLU") == (403, "code_invalid")
    assert enrol(central, clock, other, "GDK").register_code == "GDK1"
