"""Raw printing over TCP, port 9100: half close, read to the end, close.

Closing a socket with unread input makes the system send a reset, which destroys what the printer has not
read yet (hardware.md §1.6, row 1): so everything is read before it is let go.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from pos.errors import PrinterGone, PrinterStalled
from pos.printing.address import TcpAddress
from pos.printing.transports.transport import Limits

READ_BYTES = 4096


class TcpTransport:
    """One connection to a network printer."""

    two_way = True

    def __init__(self, address: TcpAddress, limits: Limits, seconds: Callable[[], float] = monotonic) -> None:
        """`seconds` is a clock that only runs forward."""
        self._address = address
        self._limits = limits
        self._seconds = seconds
        self._socket: socket.socket | None = None

    def open(self) -> None:
        where = (self._address.host, self._address.port)
        try:
            self._socket = socket.create_connection(where, timeout=self._limits.connect_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, UnicodeError) as fault:
            self.close()
            raise PrinterGone(detail=str(fault)) from fault

    def write(self, data: bytes) -> None:
        connection = self._open_socket()
        until = self._seconds() + self._limits.write_s
        view, accepted = memoryview(data), 0
        while accepted < len(data):
            left = min(self._limits.stall_s, until - self._seconds())
            try:
                accepted += _send(connection, view[accepted : accepted + self._limits.chunk_bytes], left)
            except OSError as fault:
                raise _broken(accepted, fault) from fault

    def read(self, budget_s: float) -> bytes:
        connection = self._open_socket()
        try:
            connection.settimeout(max(budget_s, 0))
            data = connection.recv(READ_BYTES)
        except (TimeoutError, BlockingIOError):
            return b""
        except OSError as fault:
            raise PrinterGone(detail=str(fault)) from fault
        if not data:
            raise PrinterGone(detail="closed by the printer")
        return data

    def finish(self, budget_s: float) -> bool:
        connection = self._open_socket()
        until = self._seconds() + budget_s
        try:
            connection.shutdown(socket.SHUT_WR)
            while (left := until - self._seconds()) > 0:
                connection.settimeout(left)
                if not connection.recv(READ_BYTES):
                    return True
        except TimeoutError:
            return False
        except OSError as fault:
            raise PrinterGone(detail=str(fault)) from fault
        return False

    def close(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.close()
            self._socket = None

    def _open_socket(self) -> socket.socket:
        assert self._socket is not None
        return self._socket


def _send(connection: socket.socket, piece: memoryview, seconds: float) -> int:
    if seconds <= 0:
        raise TimeoutError
    connection.settimeout(seconds)
    return connection.send(piece)


def _broken(accepted: int, fault: OSError) -> PrinterGone | PrinterStalled:
    detail = str(fault) or type(fault).__name__
    return PrinterStalled(accepted=accepted, detail=detail) if accepted else PrinterGone(detail=detail)
