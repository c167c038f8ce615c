"""New identities and the form of printed numbers. Never decides when a number is taken."""

import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pos.clock import millis

_EPOCH_LETTERS = "ABCDEFGHJKLMNPQSTUVWXYZ"  # without I, O (read as digits) and R (refunds)
_TAG_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAG_CHARS = 3


class Ids(Protocol):
    """Makes UUIDv7 texts."""

    def new(self, at: datetime) -> str:
        """A UUIDv7 (RFC 9562) as text, of this moment."""
        ...


class SystemIds:
    """UUIDv7 with 74 random bits; `random_bits` is handed in by tests and the seeded demo."""

    def __init__(self, random_bits: Callable[[int], int] = secrets.randbits) -> None:
        """Keep the source of chance."""
        self._random_bits = random_bits
        self._lock = threading.Lock()

    def new(self, at: datetime) -> str:
        with self._lock:
            a, b = self._random_bits(12), self._random_bits(62)
        value = (millis(at) & (2**48 - 1)) << 80 | 7 << 76 | a << 64 | 2 << 62 | b
        return str(UUID(int=value))


def receipt_series(epoch: int, tag: str = "") -> str:
    """What stands between register code and running number: '' in epoch 1, then its letters: B, C … (sync.md §2.1).

    `tag` marks the numbers that a restored register gives until the centre has opened its new epoch.
    """
    return (f"{tag}-" if tag else "") + _epoch_letters(epoch)


def refund_series(epoch: int, tag: str = "") -> str:
    """The same for refunds: R, BR …"""
    return f"{receipt_series(epoch, tag)}R"


def receipt_number(register_code: str, series: str, running: int) -> str:
    """GDK1-000121; from epoch 2 on GDK1-B000001 (domain.md §2.4)."""
    return f"{register_code}-{series}{running:06d}"


def refund_number(register_code: str, series: str, running: int) -> str:
    """GDK1-R00007; its own gapless series."""
    return f"{register_code}-{series}{running:05d}"


def kuitansi_series(epoch: int, tag: str = "") -> str:
    """The same for kuitansi: KW, BKW …"""
    return f"{receipt_series(epoch, tag)}KW"


def kuitansi_number(register_code: str, series: str, running: int) -> str:
    """GDK1-KW00009; its own gapless series."""
    return f"{register_code}-{series}{running:05d}"


def deposit_series(epoch: int, tag: str = "") -> str:
    """The same for deposits on orders (uang muka): UM, BUM …"""
    return f"{receipt_series(epoch, tag)}UM"


def deposit_number(register_code: str, series: str, running: int) -> str:
    """GDK1-UM00004; its own gapless series."""
    return f"{register_code}-{series}{running:05d}"


def series_of(number: str) -> str:
    """The series of a printed number: what its register code and its running digits leave."""
    return number.partition("-")[2].rstrip("0123456789")


def new_series_tag(random_bits: Callable[[int], int] = secrets.randbits) -> str:
    """Three characters for the numbers of a restored register, so that none is printed twice."""
    return "".join(_TAG_ALPHABET[random_bits(5)] for _ in range(_TAG_CHARS))


def _epoch_letters(epoch: int) -> str:
    """Nothing for 1, B for 2, … Z, AA: bijective, so that no two epochs share their letters."""
    assert epoch >= 1
    if epoch == 1:
        return ""
    letters, rest = "", epoch
    while rest:
        rest, digit = divmod(rest - 1, len(_EPOCH_LETTERS))
        letters = _EPOCH_LETTERS[digit] + letters
    return letters
