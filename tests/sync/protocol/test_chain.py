"""The chain: fixed vectors, and no byte of any line can change unseen (sync.md §2.2)."""

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from sync.protocol import chain

REGISTER = "01939f5e-7a00-7000-8000-000000000001"


def test_fixed_vectors():
    """Golden values, computed here from the definition by another path."""
    first = chain.first_hash(REGISTER, 1, b"\x01" * 32)
    assert first == hashlib.sha256(b"gerai-j1/0\n" + REGISTER.encode() + b"\n1\n" + b"\x01" * 32).digest()
    second = chain.next_hash(first, b'{"a":1}')
    assert second == hashlib.sha256(b"gerai-j1\n" + first + b'{"a":1}').digest()
    assert chain.short_code(b"\x00" * 32) == "AAAAAAAA"


def test_register_epoch_and_key_bind_the_chain():
    """A line cannot be replayed under another register, epoch or key."""
    starts = {
        chain.first_hash(REGISTER, 1, b"\x01" * 32),
        chain.first_hash(REGISTER, 2, b"\x01" * 32),
        chain.first_hash(REGISTER, 1, b"\x02" * 32),
        chain.first_hash(REGISTER[:-1] + "2", 1, b"\x01" * 32),
    }
    assert len(starts) == 4


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=8), st.data())
def test_any_changed_byte_changes_the_tip(lines, data):
    """One flipped bit anywhere gives another tip."""

    def tip(run):
        link = chain.first_hash(REGISTER, 1, b"k" * 32)
        for line in run:
            link = chain.next_hash(link, line)
        return link

    n = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[n]) - 1))
    changed = list(lines)
    changed[n] = lines[n][:at] + bytes([lines[n][at] ^ 1]) + lines[n][at + 1 :]
    assert tip(changed) != tip(lines)
