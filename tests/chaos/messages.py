"""HTTP/1.1 messages as bytes, one at a time from a stream: as much as a proxy must know, and no more."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass

END_OF_HEAD = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\nContent-Length: *(\d+)\r\n", re.IGNORECASE)


class Broken(Exception):
    """The line ends here, in the middle of whatever was said."""


@dataclass(frozen=True)
class Message:
    """A whole request or answer, byte for byte."""

    head: bytes
    body: bytes

    @property
    def whole(self) -> bytes:
        return self.head + self.body

    @property
    def status(self) -> int:
        """Of an answer."""
        return int(self.head.split(b" ", 2)[1])

    @property
    def is_push(self) -> bool:
        """Whether this is a register's batch."""
        line = self.head.split(b"\r\n", 1)[0]
        return line.startswith(b"POST ") and b"/journal " in line


async def read_message(reader: asyncio.StreamReader) -> Message | None:
    """The next message; None where the other side hung up between two of them. Raises Broken within one."""
    try:
        head = await reader.readuntil(END_OF_HEAD)
        found = LENGTH.search(head)
        return Message(head, await reader.readexactly(int(found[1]) if found else 0))
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise Broken from error
        return None


class Upstream:
    """A connection to the centre, opened when it is needed; a centre that hung up meanwhile is called again."""

    def __init__(self, address: tuple[str, int], tally: Counter[str]) -> None:
        """`tally` counts answers by status, batches and the records that the centre knew already."""
        self._address, self._tally = address, tally
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def begin(self, part: bytes) -> asyncio.StreamReader:
        """Say something; raises OSError."""
        if self._streams is not None and self._streams[0].at_eof():
            self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection(*self._address)
        reader, writer = self._streams
        writer.write(part)
        await writer.drain()
        return reader

    async def ask(self, request: Message) -> Message:
        """A whole request for a whole answer; raises Broken, OSError."""
        answer = await read_message(await self.begin(request.whole))
        if answer is None:
            raise Broken
        self._tally[f"answered {answer.status}"] += 1
        if request.is_push:
            self._tally["batches answered"] += answer.status == 200
            self._tally["duplicate records"] += duplicates_in(answer)
        return answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


def duplicates_in(answer: Message) -> int:
    """How many records of a batch the centre knew already; 0 for any other answer."""
    if answer.status != 200:
        return 0
    return int(json.loads(answer.body).get("duplicates", 0))
