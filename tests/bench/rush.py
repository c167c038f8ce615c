"""Many registers at one centre in the same moment, on one thread: each sends its batches in order and waits as told.

Each keeps one connection, as a till does, and opens another one only after the old one is closed.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sync.protocol import answers, batch
from tests.sync.central.line_maker import Register
from tests.sync.central.test_http import headers_of

BATCHES = 2
JITTER_S = 1.0
"""What a register adds to the pause that it was asked for, at most."""
TRIES_MAX = 500
PATIENCE_S = 30
"""A till's own wait for an answer (sync.outlet.http)."""


@dataclass
class Notes:
    """What the callers saw; milliseconds from the first byte out to the last byte in."""

    accepted_ms: list[float] = field(default_factory=list)
    refused_ms: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    tries_max: int = 0
    took_s: float = 0.0


@dataclass(frozen=True)
class Answer:
    """Status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes


class Line:
    """One register's connection; opened when it is needed."""

    def __init__(self, address: tuple[str, int]) -> None:
        """Nothing is opened yet."""
        self._address = address
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> Answer:
        """Raises OSError and EOFError where the line breaks."""
        if self._open is None or self._open[0].at_eof():
            self.close()
            self._open = await asyncio.open_connection(*self._address)
        reader, writer = self._open
        writer.write(request)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = await reader.readexactly(int(headers["content-length"]))
        return Answer(int(head[0].split()[1]), headers, body)

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
        self._open = None


def rush(url: str, registers: Iterable[Register], at_once: int) -> Notes:
    """All registers send everything; `at_once` bounds how many are at it in the same moment."""
    return asyncio.run(_rush(url, list(registers), at_once))


async def _rush(url: str, registers: list[Register], at_once: int) -> Notes:
    host, port = url.removeprefix("http://").split(":")
    notes, places, chance = Notes(), asyncio.Semaphore(at_once), random.Random(7)
    started = time.perf_counter()

    async def one(register: Register) -> None:
        async with places:
            line = Line((host, int(port)))
            await _send_all(register, line, notes, chance)
            line.close()

    async with asyncio.TaskGroup() as group:
        for register in registers:
            group.create_task(one(register))
    notes.took_s = time.perf_counter() - started
    return notes


async def _send_all(register: Register, line: Line, notes: Notes, chance: random.Random) -> None:
    size = -(-len(register.lines) // BATCHES)
    for first in range(1, len(register.lines) + 1, size):
        last, tries = min(first + size - 1, len(register.lines)), 1
        while pause_s := await _send(register, first, last, line, notes):
            tries += 1
            assert tries <= TRIES_MAX, f"{register.code} starves: {notes.faults}"
            await asyncio.sleep(pause_s + chance.uniform(0, JITTER_S))
        notes.tries_max = max(notes.tries_max, tries)


async def _send(register: Register, first: int, last: int, line: Line, notes: Notes) -> float:
    """Send a batch once; gives the seconds to wait before the next try, 0 when it is acknowledged."""
    request = _request(register, first, last)
    started = time.perf_counter()
    try:
        answer = await asyncio.wait_for(line.ask(request), PATIENCE_S)
    except (OSError, EOFError) as error:
        line.close()
        notes.faults[type(error).__name__] += 1
        return JITTER_S
    took_ms = (time.perf_counter() - started) * 1000
    if answer.status == 200:
        ack = answers.decode(answer.body, answers.Ack)
        assert (ack.high_water, ack.tip) == (last, register.hash_at(last).hex())
        register.nonce = ack.nonce
        notes.accepted_ms.append(took_ms)
        return 0.0
    if answer.status == 503 and answer.headers.get("retry-after", "").isdigit():
        notes.refused_ms.append(took_ms)
        return float(answer.headers["retry-after"])
    notes.faults[f"{answer.status} {answer.body[:60]!r}"] += 1
    return JITTER_S


def _request(register: Register, first: int, last: int) -> bytes:
    pushed = register.batch(first, last)
    body = batch.pack(pushed.lines)
    head = {"Host": "centre", "Content-Length": str(len(body)), **headers_of(register, pushed)}
    lines = [f"POST /v1/registers/{register.id}/journal HTTP/1.1", *(f"{k}: {v}" for k, v in head.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
