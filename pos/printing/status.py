"""What a printer answers, in words: DLE EOT, GS r and ASB bytes → PrinterState (hardware.md §3.1).

Bytes only: asks nothing and waits for nothing. The three kinds of answer share one line and are told apart
by their fixed bits; whatever fits none of them is noise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pos.errors import CoverOpen, PaperOut, PrinterGone, PrinterNotReady, Trouble

ASK_PAPER_QUEUED = b"\x1dr\x01"
"""GS r 1: answered only when everything before it has been printed, so the answer proves the paper."""

ASB_BYTES = 4


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What is known of a printer; `drawer_high` is the level of pin 3, whose meaning the drawer decides."""

    reachable: bool = True
    offline: bool = False
    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    error: bool = False
    drawer_high: bool = False

    @property
    def ready(self) -> bool:
        return self.trouble() is None

    def trouble(self) -> Trouble | None:
        """The one thing to tell a person, the most useful first; None while it can print."""
        if not self.reachable:
            return PrinterGone()
        if self.paper_out:
            return PaperOut()
        if self.cover_open:
            return CoverOpen()
        if self.error or self.offline:
            return PrinterNotReady()
        return None


GONE = PrinterState(reachable=False)


def ask_now(n: int) -> bytes:
    """DLE EOT n: answered at once, even without paper; n = 1 printer, 2 offline cause, 3 error, 4 paper."""
    assert 1 <= n <= 4
    return bytes((0x10, 0x04, n))


def from_answers(answers: Mapping[int, int]) -> PrinterState:
    """Join the answers to DLE EOT n, by n; those not asked say nothing."""
    printer, offline = answers.get(1, 0), answers.get(2, 0)
    fault, paper = answers.get(3, 0), answers.get(4, 0)
    return PrinterState(
        offline=bool(printer & 0x08),
        cover_open=bool(offline & 0x04),
        paper_out=bool(offline & 0x20 or paper & 0x60),
        paper_low=bool(paper & 0x0C),
        error=bool(offline & 0x40 or fault & 0x6C),
        drawer_high=bool(printer & 0x04),
    )


def from_asb(answer: bytes) -> PrinterState:
    """Read the four bytes of an automatic status (GS a)."""
    assert len(answer) == ASB_BYTES
    first, second, third, _ = answer
    return PrinterState(
        offline=bool(first & 0x08),
        cover_open=bool(first & 0x20),
        paper_out=bool(third & 0x0C),
        paper_low=bool(third & 0x03),
        error=bool(second & 0x6C),
        drawer_high=bool(first & 0x04),
    )


def from_paper_sensor(answer: int) -> PrinterState:
    """Read the byte of GS r 1."""
    return PrinterState(paper_out=bool(answer & 0x0C), paper_low=bool(answer & 0x03))


class ReplyKind(StrEnum):
    REALTIME = "realtime"
    SENSOR = "sensor"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer: a byte of DLE EOT, a byte of GS r, or the four of an automatic status."""

    kind: ReplyKind
    data: bytes


@dataclass(slots=True)
class ReplyReader:
    """Cuts what comes in, in any pieces, into replies; noise is dropped."""

    _automatic: bytes = field(default=b"")

    def feed(self, data: bytes) -> list[Reply]:
        """Take the next bytes and give the replies they complete."""
        return [reply for byte in data for reply in self._next(byte)]

    def _next(self, byte: int) -> list[Reply]:
        if self._automatic and byte & 0x90 == 0:
            self._automatic += bytes((byte,))
            if len(self._automatic) < ASB_BYTES:
                return []
            whole, self._automatic = self._automatic, b""
            return [Reply(ReplyKind.AUTOMATIC, whole)]
        self._automatic = b""
        if byte & 0x93 == 0x12:
            return [Reply(ReplyKind.REALTIME, bytes((byte,)))]
        if byte & 0x93 == 0x10:
            self._automatic = bytes((byte,))
            return []
        return [Reply(ReplyKind.SENSOR, bytes((byte,)))] if byte & 0x90 == 0 else []
