"""Ed25519 by a known vector of RFC 8032."""

from pos.crypto import is_signed, new_device_key, public_key_of, sign

SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
SIGNED = bytes.fromhex(
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
)


def test_the_vector_of_rfc_8032():
    """Test 1: the empty message."""
    assert public_key_of(SECRET) == PUBLIC
    assert sign(SECRET, b"") == SIGNED
    assert is_signed(PUBLIC, SIGNED, b"")
    assert not is_signed(PUBLIC, SIGNED, b"x")


def test_fresh_keys_differ():
    """And sign for themselves."""
    one, other = new_device_key(), new_device_key()
    assert one != other
    assert is_signed(public_key_of(one), sign(one, b"m"), b"m")
