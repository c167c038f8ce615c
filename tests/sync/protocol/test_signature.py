"""A device's signature binds register, epoch, seq and tip."""

from pos.crypto import new_device_key, public_key_of
from sync.protocol.signature import close_is_signed, sign_close, sign_tip, tip_is_signed

GOLDEN_CLOSE = (
    "fa1f48e21ced25a9d084478ad5b670b9a47faa65ef831d73dc5547107351e650"
    "d34487c363d3101b655eb1acbd8019aa4650302b4c564cf25419fc778532c50c"
)


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


def test_a_closing_is_signed_as_a_whole():
    """Golden: key, register, epoch and body give these bytes for ever; any other figure, place or key is refused."""
    key, body = bytes(range(32)), {"ct": 669_000, "ex": 669_500, "tip": "5f" * 32, "un": 6}
    made = sign_close(key, "0193", 1, body)
    assert made == GOLDEN_CLOSE
    signed, public = {**body, "sg": made}, public_key_of(key)
    assert close_is_signed(public, "0193", 1, signed)
    for register, epoch, changed in (
        ("0194", 1, signed),
        ("0193", 2, signed),
        ("0193", 1, {**signed, "ct": 669_001}),
        ("0193", 1, {**signed, "c1": 1}),
        ("0193", 1, {**signed, "sg": "00" * 64}),
        ("0193", 1, {**signed, "sg": "no hex"}),
        ("0193", 1, body),
    ):
        assert not close_is_signed(public, register, epoch, changed)
    assert not close_is_signed(public_key_of(new_device_key()), "0193", 1, signed)
