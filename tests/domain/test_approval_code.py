"""The offline code: what the till asks, what the phone answers, and what is no answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.approval_code import (
    SECRET_BYTES,
    Asked,
    agrees,
    answer_of,
    challenge_of,
    enrolment_text,
    is_challenge,
    readable,
    secret_in,
)
from pos.domain.permissions import Permission

SECRET = bytes(range(SECRET_BYTES))
ASKED = Asked("019a80e2", Permission.VOID, "sale-1", 45_000)


def test_vectors_that_the_page_counts_too():
    """Written down once; tests/services/test_approve_page.py holds the page against the same function."""
    assert challenge_of(ASKED, b"n" * 16) == "99931693"
    assert answer_of(SECRET, "99931693", Permission.VOID, 45_000) == "851741"


@given(st.binary(min_size=16, max_size=16), st.integers(0, 10**12), st.sampled_from(Permission))
def test_each_challenge_is_eight_digits_with_a_check(nonce, amount, permission):
    """One digit misheard is told; so are two neighbours that were changed over, but 0 and 9."""
    digits = challenge_of(Asked("r", permission, "d", amount), nonce)
    assert is_challenge(digits)
    for at, digit in enumerate(digits):
        other = str((int(digit) + 1) % 10)
        assert not is_challenge(digits[:at] + other + digits[at + 1 :])


@pytest.mark.parametrize(
    "text", ["", "1234567", "123456789", "１２３４５６７８", "1234 567", "abcdefgh", "-1234567"]
)
def test_anything_else_is_no_challenge(text):
    """Also digits of another script."""
    assert not is_challenge(text)


@given(st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES), st.integers(0, 10**12))
def test_an_answer_is_for_this_act_this_sum_and_this_secret(secret, amount):
    """Whoever agrees to Rp45.000 has not agreed to more, nor to another act."""
    asked = Asked("r", Permission.VOID, "d", amount)
    challenge = challenge_of(asked, b"x" * 16)
    right = answer_of(secret, challenge, Permission.VOID, amount)
    assert len(right) == 6
    assert agrees(secret, challenge, asked, right)
    others = [
        answer_of(secret, challenge, Permission.VOID, amount + 1),
        answer_of(secret, challenge, Permission.ADJUST_STOCK, amount),
        answer_of(bytes(b ^ 1 for b in secret), challenge, Permission.VOID, amount),
    ]
    assert sum(other == right for other in others) <= 1  # one in a million each
    assert not agrees(secret, challenge, asked, "")
    assert not agrees(secret, challenge, asked, "६६६६६६")


def test_what_is_asked_goes_into_the_digits():
    """Register, act, document, rupiah and the nonce."""
    asked = [
        ASKED,
        Asked("other", Permission.VOID, "sale-1", 45_000),
        Asked("019a80e2", Permission.ADJUST_STOCK, "sale-1", 45_000),
        Asked("019a80e2", Permission.VOID, "sale-2", 45_000),
        Asked("019a80e2", Permission.VOID, "sale-1", 45_001),
    ]
    digits = {challenge_of(one, b"n" * 16) for one in asked} | {challenge_of(ASKED, b"m" * 16)}
    assert len(digits) == 6


def test_the_enrolment_is_read_back():
    """As QR or pasted with a blank; cut off, of another shop's program or damaged it is nothing."""
    text = enrolment_text("GDK", 5, SECRET)
    assert secret_in(f" {text}\n") == SECRET
    for wrong in (
        text[:-1],
        text.replace("gerai1", "gerai2"),
        text + ".x",
        "gerai1.GDK.5.!",
        "",
        "https://x.y.z",
    ):
        assert secret_in(wrong) is None


def test_it_is_read_out_in_groups():
    """Four and four; three and three."""
    assert (readable("99931693"), readable("123456")) == ("9993 1693", "123 456")
