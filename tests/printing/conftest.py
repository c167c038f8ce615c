"""Printing tests: text snapshots, renewed with --update-snapshots, and a reader for codes on paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

SNAPSHOTS = Path(__file__).parent / "snapshots"


def _shared(parser: pytest.Parser, name: str, **attributes: object) -> None:
    """Add an option unless another folder's conftest already has it."""
    with suppress(ValueError):
        parser.addoption(name, **attributes)


def pytest_addoption(parser: pytest.Parser) -> None:
    _shared(parser, "--update-snapshots", action="store_true", default=False, help="renew text snapshots")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/printing/snapshots/NAME.txt, or write it with --update-snapshots."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if request.config.getoption("--update-snapshots", default=False):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), (
            f"{path.name} is missing: run pytest tests/printing --update-snapshots and read it"
        )
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def read_codes(tmp_path: Path) -> Callable[[Image.Image], list[str]]:
    """Read QR and bar codes in a picture with zbar, a reader that shares nothing with us."""
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is not installed (Debian: zbar-tools): codes on paper were not read back")

    def read(picture: Image.Image) -> list[str]:
        path = tmp_path / "paper.png"
        picture.save(path)
        found = subprocess.run(
            ["zbarimg", "-q", "--nodbus", "--raw", str(path)], capture_output=True, text=True, timeout=60
        )
        return found.stdout.splitlines()

    return read
