"""Ed25519 signatures of a device, and files sealed with a passphrase; the only file that sees the cryptography package.

A sealed file: magic, cost, salt, nonce prefix and key check (the head), then AES-256-GCM chunks. The head, the
chunk's place and whether it is the last are authenticated: chunks cannot be changed, swapped, left out or cut off.
"""

import os
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from pos.errors import BackupDamaged, PassphraseWrong

MAGIC = b"GERAI-SEALED-1\n"
CHUNK_BYTES = 1 << 20
COST_LOG2 = 16
"""Scrypt's n: 64 MiB and about 0.2 s for each guess."""
COST_LOG2_MAX = 18
_SALT, _PREFIX, _CHECK, _TAG = 16, 7, 16, 16
_NONCE = 12


def new_device_key() -> bytes:
    """A fresh private key, 32 raw bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The public half, 32 raw bytes."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def sign(private_key: bytes, message: bytes) -> bytes:
    """Sign, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private_key).sign(message)


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is by the owner of the public key; False for any malformed input."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


class SealBroken(ValueError):
    """Sealed bytes that this key does not open, or that were changed."""


def new_secret_key() -> bytes:
    """A fresh key for `seal_bytes`, 32 raw bytes."""
    return AESGCM.generate_key(256)


def seal_bytes(key: bytes, plain: bytes, about: bytes) -> bytes:
    """Seal a few bytes with AES-256-GCM; `about` is bound to them, not hidden."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def open_bytes(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """The reverse; raises SealBroken for another key, other bytes or another `about`."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


class Target(Protocol):
    """Takes bytes in order."""

    def write(self, block: bytes, /) -> int: ...


@dataclass(frozen=True, slots=True)
class _Seal:
    """What opens the chunks of one file."""

    head: bytes
    prefix: bytes
    cipher: AESGCM

    def nonce(self, place: int, *, last: bool) -> bytes:
        return self.prefix + place.to_bytes(4, "big") + bytes([last])


def seal(source: BinaryIO, target: Target, passphrase: str) -> None:
    """Write `source` sealed into `target`, chunk by chunk."""
    salt, prefix = os.urandom(_SALT), os.urandom(_PREFIX)
    key, check = _derive(passphrase, salt, COST_LOG2)
    used = _Seal(MAGIC + bytes([COST_LOG2]) + salt + prefix + check, prefix, AESGCM(key))
    target.write(used.head)
    for place, chunk, last in _chunks(source, CHUNK_BYTES):
        target.write(used.cipher.encrypt(used.nonce(place, last=last), chunk, used.head))


def unseal(source: BinaryIO, target: Target, passphrase: str) -> None:
    """Write what was sealed into `target`; raises PassphraseWrong, BackupDamaged for anything that was changed."""
    used = _opened(source, passphrase)
    for place, chunk, last in _chunks(source, CHUNK_BYTES + _TAG):
        try:
            target.write(used.cipher.decrypt(used.nonce(place, last=last), chunk, used.head))
        except InvalidTag as error:
            raise BackupDamaged(detail=f"{place}") from error


def is_sealed(source: BinaryIO) -> bool:
    """Whether a file begins as a sealed one; reads its first bytes."""
    return source.read(len(MAGIC)) == MAGIC


def _opened(source: BinaryIO, passphrase: str) -> _Seal:
    size = len(MAGIC) + 1 + _SALT + _PREFIX + _CHECK
    head = source.read(size)
    if len(head) != size or not head.startswith(MAGIC):
        raise BackupDamaged(detail="GERAI-SEALED")
    cost, rest = head[len(MAGIC)], head[len(MAGIC) + 1 :]
    if not 1 <= cost <= COST_LOG2_MAX:
        raise BackupDamaged(detail=f"scrypt {cost}")
    salt, prefix, check = rest[:_SALT], rest[_SALT : _SALT + _PREFIX], rest[_SALT + _PREFIX :]
    key, ours = _derive(passphrase, salt, cost)
    if not secrets.compare_digest(ours, check):
        raise PassphraseWrong
    return _Seal(head, prefix, AESGCM(key))


def _derive(passphrase: str, salt: bytes, cost_log2: int) -> tuple[bytes, bytes]:
    """The key of 32 bytes, and a check that tells a wrong passphrase from a damaged file."""
    text = unicodedata.normalize("NFC", passphrase).encode()
    made = Scrypt(salt=salt, length=32 + _CHECK, n=1 << cost_log2, r=8, p=1).derive(text)
    return made[:32], made[32:]


def _chunks(source: BinaryIO, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Each chunk with its place and whether it is the last; an empty source has one, empty chunk."""
    place, chunk = 0, source.read(size)
    while True:
        following = source.read(size)
        yield place, chunk, not following
        if not following:
            return
        place, chunk = place + 1, following
