"""Ed25519 by a known vector of RFC 8032; files sealed with a passphrase."""

import io
import os

import pytest

from pos import crypto
from pos.crypto import is_signed, new_device_key, public_key_of, sign
from pos.errors import BackupDamaged, PassphraseWrong

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


CHUNK = 100
HEAD = len(crypto.MAGIC) + 1 + 16 + 7 + 16


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Small chunks and a cheap key, so that many can be tried."""
    monkeypatch.setattr(crypto, "CHUNK_BYTES", CHUNK)
    monkeypatch.setattr(crypto, "COST_LOG2", 4)


def sealed(content, passphrase="kopi tubruk"):
    target = io.BytesIO()
    crypto.seal(io.BytesIO(content), target, passphrase)
    return target.getvalue()


def opened(content, passphrase="kopi tubruk"):
    target = io.BytesIO()
    crypto.unseal(io.BytesIO(content), target, passphrase)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 950])
def test_what_is_sealed_opens_again(size):
    """Whatever its length; the content is nowhere in it, and twice the same is not the same."""
    content = os.urandom(size)
    one = sealed(content)
    assert opened(one) == content
    assert len(one) == HEAD + size + 16 * max(1, -(-size // CHUNK))
    assert size < 16 or content[:16] not in one
    assert one != sealed(content)
    assert crypto.is_sealed(io.BytesIO(one))
    assert not crypto.is_sealed(io.BytesIO(content))


def test_a_wrong_passphrase_is_said_as_such():
    """Not as damage; the same letters in another spelling of Unicode are the same."""
    with pytest.raises(PassphraseWrong):
        opened(sealed(b"x"), "kopi  tubruk")
    assert opened(sealed(b"x", "caf\u00e9 pagi"), "cafe\u0301 pagi") == b"x"


def test_no_bit_can_be_changed():
    """Neither in the head nor in a chunk."""
    whole = sealed(os.urandom(250))
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises((BackupDamaged, PassphraseWrong)):
            opened(bytes(changed))


def test_chunks_keep_their_place():
    """None swapped, left out, doubled, cut off or taken from another file of the same passphrase."""
    whole, other = sealed(os.urandom(300)), sealed(os.urandom(300))
    head, size = whole[:HEAD], CHUNK + 16
    a, b, c = (whole[HEAD + n * size :][:size] for n in range(3))
    theirs = other[HEAD:][:size]
    for chunks in ((b, a, c), (a, c), (a, b), (a,), (), (a, a, b, c), (a, b, c, c), (theirs, b, c)):
        with pytest.raises(BackupDamaged):
            opened(head + b"".join(chunks))
    for cut in range(len(whole)):
        with pytest.raises(BackupDamaged):
            opened(whole[:cut])


def test_a_head_cannot_ask_for_all_the_memory():
    """The cost that a file names is bounded."""
    whole = bytearray(sealed(b"x"))
    whole[len(crypto.MAGIC)] = 40
    with pytest.raises(BackupDamaged):
        opened(bytes(whole))


def test_the_real_cost_is_heavy(monkeypatch):
    """A guess costs 64 MiB of memory."""
    monkeypatch.undo()
    assert crypto.COST_LOG2 == 16
    assert opened(sealed(b"x")) == b"x"
