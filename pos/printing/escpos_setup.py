"""Loads python-escpos late and without its side effects; with escpos_bytes the only files that import it.

Version 3.1 makes a temporary folder at every import and leaves it, unpickles what lies in a folder, parses
96 KB of YAML and sets up the root logger (hardware.md §1.3). Here it gets a private folder that lives only as
long as the import, with our own small table of printers: nothing foreign is unpickled, nothing stays behind.
"""

import json
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pos.printing.profiles import PROFILES, Profile

CODE_PAGE = "CP437"
_FILE_VARIABLE = "ESCPOS_CAPABILITIES_FILE"
_FOLDER_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"
_LOADING = threading.Lock()


def load() -> None:
    """Import python-escpos unless it is there; takes about 0.2 s, so a printer's thread does it at its start."""
    with _LOADING:
        if "escpos.printer" in sys.modules:
            return
        with tempfile.TemporaryDirectory(prefix="gerai-escpos-") as folder:
            table = Path(folder) / "capabilities.json"
            table.write_text(json.dumps(_table()), encoding="ascii")
            variables = {_FILE_VARIABLE: str(table), _FOLDER_VARIABLE: folder}
            with _environment(variables), _one_temporary_folder(folder), _quiet_logging():
                import escpos.printer  # noqa: F401


def new_job(profile: Profile) -> Any:
    """Make a fresh python-escpos Dummy: it collects one job's bytes, in one code page that is never switched."""
    load()
    from escpos.printer import Dummy

    encoding = {"disabled": True, "encoding": CODE_PAGE}
    return Dummy(profile=_library_id(profile), magic_encode_args=encoding)


def _library_id(profile: Profile) -> str:
    """The library's table knows our kinds; a changed copy of one keeps its id."""
    return profile.id if any(known.id == profile.id for known in PROFILES) else "default"


def _table() -> dict[str, object]:
    """Our printers in the library's form; it needs one called default."""
    entries = {profile.id: _entry(profile) for profile in PROFILES}
    return {
        "profiles": {"default": _entry(PROFILES[0]), **entries},
        "encodings": {CODE_PAGE: {"name": CODE_PAGE, "python_encode": "cp437"}},
    }


def _entry(profile: Profile) -> dict[str, object]:
    return {
        "name": profile.id,
        "codePages": {"0": CODE_PAGE},
        "features": {"bitImageRaster": profile.raster, "paperPartCut": profile.cutter},
        "fonts": {"0": {"name": "Font A", "columns": profile.columns}},
        "media": {"width": {"pixels": profile.dots}},
    }


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _one_temporary_folder(folder: str) -> Iterator[None]:
    """Give this thread's mkdtemp() calls the folder that exists: the library asks for one it does not use."""
    original: Callable[..., str] = tempfile.mkdtemp
    importing = threading.get_ident()

    def existing(*args: Any, **named: Any) -> str:
        return folder if threading.get_ident() == importing else original(*args, **named)

    tempfile.mkdtemp = existing  # type: ignore[assignment]
    try:
        yield
    finally:
        tempfile.mkdtemp = original  # type: ignore[assignment]


@contextmanager
def _quiet_logging() -> Iterator[None]:
    """Keep logging.basicConfig() from adding its handler: it adds none where one exists."""
    root = logging.getLogger()
    placeholder = logging.NullHandler()
    root.addHandler(placeholder)
    try:
        yield
    finally:
        root.removeHandler(placeholder)
