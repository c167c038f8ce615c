"""What the commands share: the shop's folder, and one printed line."""

import argparse
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from pos.paths import default_data_dir


def folder_of(asked: argparse.Namespace) -> Path:
    """--data, or the platform's folder."""
    return (asked.data or default_data_dir()).expanduser().resolve()


def file_of(text: str) -> Path:
    """A file that was named; `~` stands for a home folder where there is one of that name."""
    with suppress(RuntimeError):
        return Path(text).expanduser().resolve()
    return Path(text).absolute()


def say(text: str) -> None:
    """One line to the terminal."""
    print(text, flush=True)


def say_json(value: dict[str, Any]) -> None:
    """One JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str), flush=True)
