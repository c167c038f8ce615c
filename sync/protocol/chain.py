"""The hash chain over raw lines (sync.md §2.2). Hash the bytes, never the object."""

import base64
import hashlib

SHORT_CODE_CHARS = 8


def first_hash(register_id: str, epoch: int, public_key: bytes) -> bytes:
    """h0: SHA-256 of the line gerai-j1/0, the register id, the epoch (each ended by LF) and the raw public key."""
    return hashlib.sha256(b"gerai-j1/0\n" + f"{register_id}\n{epoch}\n".encode() + public_key).digest()


def next_hash(previous: bytes, line: bytes) -> bytes:
    """hn: SHA-256 of the line gerai-j1 (ended by LF), the 32 raw bytes of h(n-1) and the raw line."""
    assert len(previous) == 32
    return hashlib.sha256(b"gerai-j1\n" + previous + line).digest()


def short_code(link: bytes) -> str:
    """First 8 base32 characters of a hash, for paper."""
    return base64.b32encode(link)[:SHORT_CODE_CHARS].decode()
