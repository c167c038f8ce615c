"""The way to one printer, as the worker sees it: open, write in counted pieces, read, close without loss.

A transport is made for one connection and used by one thread. Every wait has a limit.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds a transport may wait, and the largest piece it writes at once (hardware.md §3.3)."""

    connect_s: float = 3.0
    stall_s: float = 5.0
    write_s: float = 120.0
    chunk_bytes: int = 4096


class Transport(Protocol):
    """One connection to one printer."""

    @property
    def two_way(self) -> bool:
        """Whether a printer can answer at all on this link."""
        ...

    def open(self) -> None:
        """Connect within `connect_s`. Raises PrinterGone."""
        ...

    def write(self, data: bytes) -> None:
        """Hand over all of `data`.

        Raises PrinterGone when not one byte was accepted, PrinterStalled(accepted=n) after n bytes; a stall
        is `stall_s` without progress. Accepted means taken by the link, not printed.
        """
        ...

    def read(self, budget_s: float) -> bytes:
        """What has come in, as soon as there is something; b'' when nothing came within `budget_s`.

        Raises PrinterGone once the printer has closed or broken the connection.
        """
        ...

    def finish(self, budget_s: float) -> bool:
        """Say that nothing more will be written and wait until the printer has taken everything.

        True when the printer closed in its turn, False when it had not within `budget_s`. Raises PrinterGone
        when it broke the connection instead.
        """
        ...

    def close(self) -> None:
        """Let go; never raises, harmless when called twice."""
        ...
