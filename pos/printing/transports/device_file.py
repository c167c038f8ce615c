"""Printing into a file: a device such as /dev/usb/lp0, or a plain file in which papers gather one after another.

One-way: nothing is read. A device is opened without blocking, so that a printer that takes nothing ends in a
stall instead of a hung thread. Losing the last paper of a plain file in a power cut is harmless: no sync.
"""

import os
import select
import stat
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from pos.errors import PrinterGone, PrinterStalled
from pos.printing.address import FileAddress
from pos.printing.transports.transport import Limits

_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class DeviceFileTransport:
    """One writing of one file."""

    two_way = False

    def __init__(
        self, address: FileAddress, limits: Limits, seconds: Callable[[], float] = monotonic
    ) -> None:
        """`seconds` is a clock that only runs forward."""
        self._path = address.path
        self._limits = limits
        self._seconds = seconds
        self._handle: int | None = None

    def open(self) -> None:
        flags = os.O_WRONLY | _BINARY | (_NO_WAITING if self._is_device() else os.O_APPEND | os.O_CREAT)
        try:
            self._handle = os.open(self._path, flags, 0o600)
        except OSError as fault:
            raise PrinterGone(detail=str(fault)) from fault

    def write(self, data: bytes) -> None:
        handle = self._open_handle()
        until = self._seconds() + self._limits.write_s
        view, accepted = memoryview(data), 0
        while accepted < len(data):
            left = min(self._limits.stall_s, until - self._seconds())
            try:
                accepted += _write_some(handle, view[accepted : accepted + self._limits.chunk_bytes], left)
            except OSError as fault:
                raise _broken(accepted, fault) from fault

    def read(self, budget_s: float) -> bytes:  # noqa: ARG002 - a one-way link has nothing to wait for
        return b""

    def finish(self, budget_s: float) -> bool:  # noqa: ARG002 - the system has taken every byte
        return True

    def close(self) -> None:
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None

    def _is_device(self) -> bool:
        """Whether the path is there and is no plain file: nothing is created then."""
        try:
            return not stat.S_ISREG(self._path.stat().st_mode)
        except OSError:
            return False

    def _open_handle(self) -> int:
        assert self._handle is not None
        return self._handle


def _write_some(handle: int, piece: memoryview, seconds: float) -> int:
    """Write what fits now, waiting for room at most `seconds`; only devices ever make it wait."""
    try:
        return os.write(handle, piece)
    except BlockingIOError:
        if seconds <= 0 or not select.select([], [handle], [], seconds)[1]:
            raise TimeoutError from None
        return os.write(handle, piece)


def _broken(accepted: int, fault: OSError) -> PrinterGone | PrinterStalled:
    detail = str(fault) or type(fault).__name__
    return PrinterStalled(accepted=accepted, detail=detail) if accepted else PrinterGone(detail=detail)
