"""A device's signature binds register, epoch, seq and tip."""

from pos.crypto import new_device_key, public_key_of
from sync.protocol.signature import sign_tip, tip_is_signed


def test_only_the_signed_facts_pass():
    """Any other register, epoch, seq, tip or key is refused."""
    key = new_device_key()
    public = public_key_of(key)
    signed = sign_tip(key, "reg", 1, 9, b"t" * 32)
    assert tip_is_signed(public, signed, "reg", 1, 9, b"t" * 32)
    assert not tip_is_signed(public, signed, "reg2", 1, 9, b"t" * 32)
    assert not tip_is_signed(public, signed, "reg", 2, 9, b"t" * 32)
    assert not tip_is_signed(public, signed, "reg", 1, 10, b"t" * 32)
    assert not tip_is_signed(public, signed, "reg", 1, 9, b"u" * 32)
    assert not tip_is_signed(public_key_of(new_device_key()), signed, "reg", 1, 9, b"t" * 32)
    assert not tip_is_signed(public, b"", "reg", 1, 9, b"t" * 32)
    assert not tip_is_signed(b"short", signed, "reg", 1, 9, b"t" * 32)
