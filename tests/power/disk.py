"""What a disk may hold when the power goes: events of a recording in, possible images out.

The model of sync.md §4c. A file's bytes are durable when that file was synced; until then each 512-byte sector of
each write may have arrived or not. Names are a journalling file system's: the sync of any file or folder makes all
earlier changes of names durable; until then any number of them, oldest first, may have arrived.
A file is known by its inode, not by its name: what was unlinked does not come back under a new file's name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.power.recording import Event

SECTOR = 512
SHARED_BYTES = 32768
KEPT_SHARES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Change:
    """Bytes at an offset or, where `data` is None, a new size."""

    offset: int
    data: bytes | None

    def apply(self, content: bytearray) -> None:
        if self.data is None:
            del content[self.offset :]
            content.extend(bytes(self.offset - len(content)))
            return
        content.extend(bytes(max(0, self.offset - len(content))))
        content[self.offset : self.offset + len(self.data)] = self.data


@dataclass(slots=True, eq=False)
class File:
    """One inode: its bytes on the disk, as the running process sees it, and what lies between."""

    durable: bytearray = field(default_factory=bytearray)
    live: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)

    def change(self, change: Change) -> None:
        change.apply(self.live)
        self.pending.append(change)

    def sync(self) -> None:
        for change in self.pending:
            change.apply(self.durable)
        self.pending.clear()

    def torn(self, random: Random) -> bytes:
        """Some of what was not synced arrived: whole, not at all, or in sectors."""
        content = bytearray(self.durable)
        share = random.choice(KEPT_SHARES)
        for change in self.pending:
            for arrived in _arrived(change, share, random):
                arrived.apply(content)
        return bytes(content)


def _arrived(change: Change, share: float, random: Random) -> Iterator[Change]:
    whole = random.random() < share
    if change.data is None or random.random() < 0.5:
        if whole:
            yield change
        return
    for start in range(0, len(change.data), SECTOR):
        if random.random() < share:
            yield Change(change.offset + start, change.data[start : start + SECTOR])


@dataclass(frozen=True, slots=True)
class Naming:
    """One change of names: `path` stands for the file, or for none."""

    path: str
    file: File | None
    freed: str = ""

    def apply(self, names: dict[str, File]) -> None:
        if self.freed:
            names.pop(self.freed, None)
        if self.file is None:
            names.pop(self.path, None)
        else:
            names[self.path] = self.file


Image = dict[str, bytes]


class Disk:
    """Takes the events one after another; gives the images that a power cut at this moment may leave."""

    def __init__(self, base: Image) -> None:
        """`base` lay on the disk, synced, before the first event."""
        self._durable = {path: File(bytearray(content), bytearray(content)) for path, content in base.items()}
        self._names = dict(self._durable)
        self._namings: list[Naming] = []
        self._inodes: dict[int, File] = {}

    def apply(self, event: Event) -> None:
        """Do what the process did."""
        match event.op:
            case "O":
                self._inodes[event.inode] = self._names[event.path]
            case "C":
                self._inodes[event.inode] = file = File()
                self._rename(Naming(event.path, file))
            case "W":
                self._inodes[event.inode].change(Change(event.offset, event.data))
            case "T":
                self._inodes[event.inode].change(Change(event.offset, None))
            case "S":
                self._sync(event.inode)
            case "U":
                self._rename(Naming(event.path, None))
            case "R":
                self._rename(Naming(event.other, self._names[event.path], freed=event.path))
            case "D":
                pass  # a folder is there as soon as a file in it is
            case _:
                raise AssertionError(f"not recorded: {event}")

    def _rename(self, naming: Naming) -> None:
        naming.apply(self._names)
        self._namings.append(naming)

    def _sync(self, inode: int) -> None:
        if inode in self._inodes:  # else it is a folder
            self._inodes[inode].sync()
        for naming in self._namings:
            naming.apply(self._durable)
        self._namings.clear()

    def nothing_kept(self) -> Image:
        """Only what was synced."""
        return {path: bytes(file.durable) for path, file in self._durable.items()}

    def all_kept(self) -> Image:
        """As if the process had died and the disk had gone on."""
        return {path: bytes(file.live) for path, file in self._names.items()}

    def torn(self, random: Random) -> Image:
        """Some of the rest; the same random gives the same image."""
        names = dict(self._durable)
        for naming in self._namings[: random.randint(0, len(self._namings))]:
            naming.apply(names)
        return {path: self._content(path, file, random) for path, file in sorted(names.items())}

    @staticmethod
    def _content(path: str, file: File, random: Random) -> bytes:
        """What SQLite keeps in memory may lie on the disk from any moment: as good as rubbish."""
        return random.randbytes(SHARED_BYTES) if path.endswith("-shm") else file.torn(random)

    def is_written(self, path: str, event: Event) -> bool:
        """Whether this event wrote to the file that has this name now."""
        return event.op == "W" and self._names.get(path) is self._inodes[event.inode]
