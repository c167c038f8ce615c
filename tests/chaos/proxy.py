"""A bad line between a till and the centre, request by request, with toxics (sync.md §4d).

Toxics: cut a request or an answer after n bytes, delay, send a request twice at once or again later, reset, swallow
everything (blackhole), leave one side in the belief that the other one is still there (half-open), line down.
"""

import asyncio
import socket
import struct
import threading
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from enum import StrEnum
from random import Random
from typing import Self

from tests.chaos.messages import Broken, Message, Upstream, read_message

DELAY_S = (0.02, 1.5)
LATER_S = (0.05, 4.0)
SWALLOW_S = (0.2, 4.0)
HALF_OPEN_S = (1.0, 8.0)
HEAL_S = 30
RESET_AT_CLOSE = struct.pack("ii", 1, 0)


class Toxic(StrEnum):
    CUT_REQUEST = "cut request"
    CUT_ANSWER = "cut answer"
    DELAY = "delayed"
    TWICE = "sent twice at once"
    AGAIN_LATER = "sent again later"
    RESET_BEFORE = "reset before the centre"
    RESET_DURING = "reset while the centre works"
    RESET_AFTER = "reset after the centre"
    BLACKHOLE = "swallowed"
    HALF_OPEN_CENTRE = "half-open to the centre"
    HALF_OPEN_TILL = "half-open to the till"


class Line:
    """One till's line. Whoever stands outside sets `chances` and `down` at any moment; `tally` counts what happened."""

    def __init__(self, centre: tuple[str, int], random: Random) -> None:
        """A good line to begin with; `centre` is host and port."""
        self.centre, self.random = centre, random
        self.chances: dict[Toxic, float] = {}
        """From 0 to 1 for each request; at most one befalls it."""
        self.down = False
        self.tally: Counter[str] = Counter()
        self.port = 0
        self._healed = asyncio.Event()
        self._later: set[asyncio.Task[None]] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def begin(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def end(self) -> None:
        assert self._server is not None
        self._server.close()
        await self.drop()
        left = self._serving | self._later
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def drop(self) -> None:
        """Every open connection ends now, in both directions."""
        for writer in [*self._open]:
            _reset(writer)

    async def heal(self) -> None:
        """A good line, at once: nothing is held up or left half-open any more, what was to come later comes now."""
        self.chances, self.down = {}, False
        self._healed.set()
        await self.drop()
        if self._later:
            await asyncio.wait(self._later, timeout=HEAL_S)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream = Upstream(self.centre, self.tally)
        self._open.add(writer)
        self._note(self._serving, asyncio.current_task())
        try:
            while not self.down and (request := await read_message(reader)) is not None:
                self.tally["requests"] += 1
                writer.write((await self._carry(request, upstream)).whole)
                await writer.drain()
        except _Cut as cut:
            writer.write(cut.part)
            with suppress(OSError):
                await writer.drain()
            self.tally["broken"] += 1
        except (Broken, OSError, asyncio.CancelledError):  # the last where the whole line ends
            self.tally["broken"] += 1
        finally:
            self._open.discard(writer)
            upstream.close()
            writer.close()

    async def _carry(self, request: Message, upstream: Upstream) -> Message:
        """The centre's answer, if the line lets it through; raises Broken, OSError."""
        toxic = self._befalls()
        if toxic is not None:
            self.tally[toxic] += 1
        match toxic:
            case Toxic.CUT_REQUEST:
                await upstream.begin(self._part(request))
                raise Broken
            case Toxic.RESET_BEFORE:
                await self.drop()
                raise Broken
            case Toxic.RESET_DURING:
                await upstream.begin(request.whole)
                await self.drop()
                raise Broken
            case Toxic.BLACKHOLE:
                await self._hold(SWALLOW_S)
                raise Broken
            case Toxic.HALF_OPEN_CENTRE:
                self._go_on(self._leave_waiting(self._part(request)))
                raise Broken
            case Toxic.DELAY:
                await self._hold(DELAY_S)
            case Toxic.AGAIN_LATER:
                self._go_on(self._again(request, LATER_S))
            case Toxic.TWICE:
                self._go_on(self._again(request, (0, 0)))
        answer = await upstream.ask(request)
        return await self._bring(answer, toxic)

    async def _bring(self, answer: Message, toxic: Toxic | None) -> Message:
        """The centre has done its work; whether the till hears of it is another question."""
        match toxic:
            case Toxic.CUT_ANSWER:
                raise _Cut(self._part(answer))
            case Toxic.RESET_AFTER:
                await self.drop()
                raise Broken
            case Toxic.HALF_OPEN_TILL:
                await self._hold(HALF_OPEN_S)
                raise Broken
        return answer

    def _befalls(self) -> Toxic | None:
        chance = self.random.random()
        for toxic, share in self.chances.items():
            chance -= share
            if chance < 0:
                return toxic
        return None

    def _part(self, message: Message) -> bytes:
        """At least a byte of it, never the last one."""
        return message.whole[: self.random.randint(1, len(message.whole) - 1)]

    async def _hold(self, seconds: tuple[float, float]) -> None:
        """Nothing moves for a while, or until the line is healed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._healed.wait(), self.random.uniform(*seconds))

    def _go_on(self, work: Coroutine[object, object, None]) -> None:
        """Beside the till's own connection."""
        self._note(self._later, asyncio.ensure_future(work))

    def _note(self, tasks: set[asyncio.Task[None]], task: asyncio.Task[None]) -> None:
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    async def _again(self, request: Message, seconds: tuple[float, float]) -> None:
        """The very same bytes reach the centre once more, over a connection of their own."""
        await self._hold(seconds)
        upstream = Upstream(self.centre, self.tally)
        with suppress(Broken, OSError):
            await upstream.ask(request)
            self.tally["answers to a repeated request"] += 1
        upstream.close()

    async def _leave_waiting(self, part: bytes) -> None:
        """The centre waits for the rest of a request that never comes."""
        upstream = Upstream(self.centre, self.tally)
        with suppress(OSError):
            await upstream.begin(part)
            await self._hold(HALF_OPEN_S)
        upstream.close()


class _Cut(Exception):
    """This part of the answer is the last that the till gets."""

    def __init__(self, part: bytes) -> None:
        super().__init__()
        self.part = part


def _reset(writer: asyncio.StreamWriter) -> None:
    """RST instead of FIN, nothing more is sent; one that is closed already stays so."""
    with suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
    writer.transport.abort()


class Proxy:
    """All lines on one thread of their own."""

    def __init__(self) -> None:
        """Nothing runs before the `with`."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self.lines: list[Line] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for line in self.lines:
            self.run(line.end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def line(self, centre: tuple[str, int], random: Random) -> Line:
        """One more line that listens on a port of its own."""
        line = Line(centre, random)
        self.run(line.begin())
        self.lines.append(line)
        return line

    def run(self, work: Coroutine[object, object, None]) -> None:
        """On the proxy's thread, to its end."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result()
