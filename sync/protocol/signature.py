"""A device signs the tip of each batch (software grade of the TSE idea, sync.md §2.2)."""

from collections.abc import Mapping

from pos.crypto import is_signed, sign
from sync.protocol import canonical

_CONTEXT = b"gerai-tip/1\n"
_REFRESH = b"gerai-refresh/1\n"
_CLOSE = b"gerai-close/1\n"
_CARRY = b"gerai-carry/1\n"
SIGNATURE_KEY = "sg"
"""Where a closing's body keeps its signature."""


def sign_tip(private_key: bytes, register_id: str, epoch: int, seq: int, tip: bytes) -> bytes:
    """Signature over register, epoch, last seq and tip."""
    return sign(private_key, _message(register_id, epoch, seq, tip))


def tip_is_signed(
    public_key: bytes, signature: bytes, register_id: str, epoch: int, seq: int, tip: bytes
) -> bool:
    """Whether the register's key signed this tip."""
    return is_signed(public_key, signature, _message(register_id, epoch, seq, tip))


def _message(register_id: str, epoch: int, seq: int, tip: bytes) -> bytes:
    return _CONTEXT + f"{register_id}\n{epoch}\n{seq}\n".encode() + tip


def sign_refresh(private_key: bytes, register_id: str, token: str) -> str:
    """Signature over register and refresh token, hex: the device itself asks (sync.md §2.7)."""
    return sign(private_key, _REFRESH + f"{register_id}\n{token}".encode()).hex()


def refresh_is_signed(public_key: bytes, signature: str, register_id: str, token: str) -> bool:
    """Whether the device's key signed this request; False for anything malformed."""
    try:
        given = bytes.fromhex(signature)
    except ValueError:
        return False
    return is_signed(public_key, given, _REFRESH + f"{register_id}\n{token}".encode())


def sign_close(private_key: bytes, register_id: str, epoch: int, body: Mapping[str, object]) -> str:
    """Signature over a shift's closing as its body says it, without the signature itself; hex (sync.md §2.2)."""
    return sign(private_key, _close(register_id, epoch, body)).hex()


def close_is_signed(public_key: bytes, register_id: str, epoch: int, body: Mapping[str, object]) -> bool:
    """Whether the epoch's key signed this closing; one without a signature is not signed."""
    try:
        given = bytes.fromhex(str(body.get(SIGNATURE_KEY, "")))
    except ValueError:
        return False
    return is_signed(public_key, given, _close(register_id, epoch, body))


def _close(register_id: str, epoch: int, body: Mapping[str, object]) -> bytes:
    said = {key: value for key, value in body.items() if key != SIGNATURE_KEY}
    return _CLOSE + f"{register_id}\n{epoch}\n".encode() + canonical.encode(said)


def sign_carry(private_key: bytes, register_id: str, digest: bytes) -> bytes:
    """Signature over register and SHA-256 of a carry file up to its end."""
    return sign(private_key, _CARRY + f"{register_id}\n".encode() + digest)


def carry_is_signed(public_key: bytes, signature: bytes, register_id: str, digest: bytes) -> bool:
    """Whether the register's key signed this file."""
    return is_signed(public_key, signature, _CARRY + f"{register_id}\n".encode() + digest)
