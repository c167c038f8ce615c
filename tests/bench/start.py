"""Start → first paint, → ready to sign in, against a bare PySide6 window and the same with SQLAlchemy imported."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from pos.app.demo import make_demo_shop
from pos.clock import SystemClock
from pos.ids import SystemIds
from tests.bench.row import Row

ROUNDS = 7


def rows() -> Iterator[Row]:
    """The three starts by turns, so that all feel the same machine; medians."""
    with TemporaryDirectory(prefix="gerai-bench-") as name:
        root = Path(name) / "shop"
        make_demo_shop(root, SystemClock(), SystemIds())
        found = {mode: [] for mode in ("bare", "store", "till")}
        for mode in found:
            _start(mode, root)  # byte code and disk cache are warm, as on every start but the first
        for _ in range(ROUNDS):
            for mode, seen in found.items():
                seen.append(_start(mode, root))
        paint, ready = (
            {m: statistics.median(x[k] for x in seen) for m, seen in found.items()}
            for k in ("paint", "ready")
        )
        for said, ours, bare in (
            ("start → first paint", paint["till"], paint["bare"]),
            ("start → ready to sign in", ready["till"], ready["store"]),
        ):
            ratio = ours / bare
            yield Row(said, f"{ours * 1000:.0f} ms", f"{bare * 1000:.0f} ms", ratio, "≤ 1.3 ×", ratio <= 1.3)


def _start(mode: str, root: Path) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "tests.bench.start_child", mode, str(time.time()), str(root)]
    said = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, env=environment, timeout=60, check=True
    ).stdout
    found = {}
    for line in said.splitlines():
        word, _, seconds = line.partition(" ")
        if word in {"paint", "ready"}:
            found.setdefault(word, float(seconds))
    return found
