"""New identities and the form of printed numbers. Never decides when a number is taken."""

import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from pos.clock import millis

_EPOCH_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


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


def receipt_number(register_code: str, epoch: int, running: int) -> str:
    """GDK1-000121; from epoch 2 on with its letter: GDK1-B000122 (domain.md §2.4, sync.md §2.1)."""
    return f"{register_code}-{_epoch_letter(epoch)}{running:06d}"


def refund_number(register_code: str, epoch: int, running: int) -> str:
    """GDK1-R00007; its own gapless series."""
    return f"{register_code}-{_epoch_letter(epoch)}R{running:05d}"


def _epoch_letter(epoch: int) -> str:
    assert epoch >= 1
    return "" if epoch == 1 else _EPOCH_LETTERS[(epoch - 1) % len(_EPOCH_LETTERS)]
