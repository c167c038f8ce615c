"""A printer on a real TCP socket that keeps all bytes and can misbehave in every way that hurt others.

It can refuse, stall or reset after n bytes, close early, never close, answer status, answer late, in pieces,
with noise, or not at all, and hold the paper until told (hardware.md §4.2, §7). Nothing here sleeps: tests wait
for what happened.
"""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

READY = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12}
PAPER_OUT = {1: 0x1E, 2: 0x32, 3: 0x12, 4: 0x7E}
COVER_OPEN = {1: 0x1E, 2: 0x16, 3: 0x12, 4: 0x12}
NEAR_END = {1: 0x16, 2: 0x12, 3: 0x12, 4: 0x1E}

PROOF_REQUEST = b"\x1dr\x01"

WAIT_S = 10.0


@dataclass(frozen=True)
class Manners:
    """How the printer behaves on a connection; counts are of bytes received on it."""

    answers: dict[int, int] = field(default_factory=dict)
    proves: bool = False
    stall_at: int | None = None
    reset_at: int | None = None
    close_at: int | None = None
    close_after_host: bool = True
    greeting: bytes = b""
    noise: bytes = b""
    receive_buffer: int | None = None


@dataclass
class Visit:
    """One connection: the bytes of the host without its real-time questions, and those questions."""

    data: bytearray = field(default_factory=bytearray)
    questions: list[int] = field(default_factory=list)
    proved: bool = False
    host_finished: bool = False
    ended: bool = False


class BadPrinter:
    """Serves one connection after another on 127.0.0.1, on a port of the system's choice."""

    def __init__(self, manners: Manners = Manners()) -> None:
        self.manners = manners
        self.visits: list[Visit] = []
        self.changed = threading.Condition()
        self._nudge, self._nudged = socket.socketpair()
        self._listener = socket.create_server(("127.0.0.1", 0))
        if manners.receive_buffer:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, manners.receive_buffer)
        self._thread = threading.Thread(target=self._serve, name="bad-printer", daemon=True)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._nudge.close()
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive()
        self._nudged.close()
        self._listener.close()

    def behave(self, **changes: object) -> None:
        """Change manners at once, also for the connection that is open: the cover is closed, paper is put in."""
        with self.changed:
            self.manners = replace(self.manners, **changes)
            self.changed.notify_all()
        self._nudge.sendall(b"!")

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Block until something that the printer has seen makes `condition` true."""
        with self.changed:
            assert self.changed.wait_for(condition, WAIT_S), [bytes(v.data[:80]) for v in self.visits]

    def papers(self) -> list[bytes]:
        """What was printed on each connection that brought anything to print."""
        with self.changed:
            return [bytes(visit.data) for visit in self.visits if visit.data not in (b"", PROOF_REQUEST)]

    def _serve(self) -> None:
        while True:
            ready, _, _ = select.select([self._listener, self._nudged], [], [])
            if self._nudged in ready and self._leaving():
                return
            if self._listener in ready:
                connection, _ = self._listener.accept()
                with connection:
                    self._visit(connection)

    def _leaving(self) -> bool:
        """Take in a nudge: manners have changed, or the test is over."""
        return not self._nudged.recv(1)

    def _note(self, change: Callable[[], object]) -> None:
        with self.changed:
            change()
            self.changed.notify_all()

    def _visit(self, connection: socket.socket) -> None:
        visit = Visit()
        self._note(lambda: self.visits.append(visit))
        try:
            if self.manners.greeting:
                connection.sendall(self.manners.greeting)
            while self._step(connection, visit):
                pass
        except OSError:
            pass
        self._note(lambda: setattr(visit, "ended", True))

    def _step(self, connection: socket.socket, visit: Visit) -> bool:
        """Take the next bytes; False ends the connection."""
        received = len(visit.data)
        if self.manners.reset_at is not None and received >= self.manners.reset_at:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if self.manners.close_at is not None and received >= self.manners.close_at:
            return False
        stalled = self.manners.stall_at is not None and received >= self.manners.stall_at
        silent = stalled or visit.host_finished
        ready, _, _ = select.select([self._nudged] if silent else [connection, self._nudged], [], [])
        if self._nudged in ready:
            if self._leaving():
                return False
            self._answer_owed(connection, visit)
        if connection not in ready:
            return not (visit.host_finished and self.manners.close_after_host)
        data = connection.recv(self._appetite(received))
        if not data:
            self._note(lambda: setattr(visit, "host_finished", True))
            return not self.manners.close_after_host
        self._take(connection, visit, data)
        return True

    def _appetite(self, received: int) -> int:
        """Read up to the byte at which something is to happen."""
        limits = (self.manners.stall_at, self.manners.reset_at, self.manners.close_at)
        return max(1, min((limit - received for limit in limits if limit is not None), default=4096))

    def _take(self, connection: socket.socket, visit: Visit, data: bytes) -> None:
        """Answer real-time questions at once, keep the rest; a question never falls apart in these tests."""
        at = 0
        while (
            (found := data.find(b"\x10\x04", at)) >= 0 and found + 2 < len(data) and data[found + 2] in READY
        ):
            self._keep(visit, data[at:found])
            question = data[found + 2]
            self._note(lambda q=question: visit.questions.append(q))
            self._reply(connection, self.manners.answers.get(question))
            at = found + 3
        self._keep(visit, data[at:])
        self._answer_owed(connection, visit)

    def _keep(self, visit: Visit, data: bytes) -> None:
        if data:
            self._note(lambda: visit.data.extend(data))

    def _answer_owed(self, connection: socket.socket, visit: Visit) -> None:
        """GS r 1 is answered when all before it is printed: not while the printer lacks something."""
        healthy = not self.manners.answers or self.manners.answers.get(2) == READY[2]
        if self.manners.proves and healthy and not visit.proved and visit.data.endswith(PROOF_REQUEST):
            self._note(lambda: setattr(visit, "proved", True))
            self._reply(connection, 0x00)

    def _reply(self, connection: socket.socket, byte: int | None) -> None:
        if byte is None:
            return
        if self.manners.noise:
            connection.sendall(self.manners.noise)
        connection.sendall(bytes((byte,)))
