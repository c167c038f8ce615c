"""What a process did to the files of one folder: recorded by recorder.c, read back as events.

A recording is a folder: `base/` as it was on the disk before, `events` from then on, `folder/` as it ended.
"""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("recorder.c")
HEADER = Path("/usr/include/dlfcn.h")
HEAD = struct.Struct("=cQQQHH")
RUN_S = 600


def compiler() -> str | None:
    """A C compiler of this computer, if it has one."""
    return shutil.which("cc") or shutil.which("gcc")


def can_record() -> bool:
    """LD_PRELOAD is Linux' own; a compiler without headers is of no use."""
    return sys.platform == "linux" and compiler() is not None and HEADER.exists()


@dataclass(frozen=True, slots=True)
class Event:
    """One call that changed the folder; `path` and `other` are relative to it. The letters stand in recorder.c."""

    op: str
    inode: int = 0
    offset: int = 0
    path: str = ""
    other: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Recording:
    """Kept as files, so that an image that failed can be built again."""

    place: Path

    @property
    def base(self) -> Path:
        return self.place / "base"

    @property
    def folder(self) -> Path:
        return self.place / "folder"

    def events(self) -> Iterator[Event]:
        """In the order in which the system did them."""
        raw, at = memoryview((self.place / "events").read_bytes()), 0
        root = str(self.folder)
        while at < len(raw):
            op, inode, offset, length, first, second = HEAD.unpack_from(raw, at)
            at += HEAD.size
            path, other = (
                str(raw[at : at + first], "utf-8"),
                str(raw[at + first : at + first + second], "utf-8"),
            )
            at += first + second
            yield Event(
                op.decode(),
                inode,
                offset,
                _below(root, path),
                _below(root, other),
                bytes(raw[at : at + length]),
            )
            at += length


def _below(root: str, path: str) -> str:
    return os.path.relpath(path, root) if path.startswith(root) else path


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file by its name relative to the folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def begin(place: Path) -> Recording:
    """An empty recording; fill `folder` with what lies on the disk before."""
    recording = Recording(place.resolve())
    recording.folder.mkdir(parents=True)
    return recording


def record(recording: Recording, module: str, *words: str) -> None:
    """Run `python -m module FOLDER words…` and record it; AssertionError with its last words where it fails."""
    shutil.copytree(recording.folder, recording.base)
    surroundings = os.environ | {
        "LD_PRELOAD": str(_library(recording.place)),
        "POWER_FOLDER": str(recording.folder),
        "POWER_RECORDING": str(recording.place / "events"),
    }
    command = [sys.executable, "-m", module, str(recording.folder), *words]
    done = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, timeout=RUN_S, check=False
    )
    assert done.returncode == 0, f"{module} ended with {done.returncode}: {done.stderr[-3000:].strip()}"


def _library(place: Path) -> Path:
    cc, library = compiler(), place / "recorder.so"
    assert cc is not None, "no C compiler"
    strict = ("-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror")
    subprocess.run([cc, *strict, "-o", str(library), str(SOURCE), "-ldl", "-pthread"], check=True)
    return library
