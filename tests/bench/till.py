"""A day of 1,000 sales in the real window over 50,000 products: longest handlers, scan → painted, memory."""

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.row import FRAME_MS, Row

SALES = 1_000
MB_MAX = 250
HANDLER_MS_MAX = 16


def rows() -> Iterator[Row]:
    """The day runs in a process of its own; its slowest ten handlers are told with what was being done."""
    command = [sys.executable, "-m", "tests.bench.till_day", str(SALES)]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=quiet).stdout
    found = {}
    for line in said.splitlines():
        name, value, *what = line.split(maxsplit=2)
        if name == "slow":
            print(f"    {float(value):6.1f} ms  {' '.join(what)}")
        else:
            found[name] = float(value)
    yield Row(
        f"memory after {SALES} sales in the window", f"{found['MB']:.0f} MB", "–", None, f"≤ {MB_MAX} MB",
        found["MB"] <= MB_MAX,
    )  # fmt: skip
    for name, key in (("longest", "longest"), ("99.9 %", "p999")):
        yield Row(
            f"{name} handler of that day", f"{found[key]:.1f} ms", f"{FRAME_MS} ms", found[key] / FRAME_MS,
            f"≤ {HANDLER_MS_MAX} ms", found[key] <= HANDLER_MS_MAX,
        )  # fmt: skip
    yield Row(
        "scan → painted in that day, p99", f"{found['painted']:.1f} ms", f"{FRAME_MS} ms",
        found["painted"] / FRAME_MS, "≤ 1 frame", found["painted"] <= FRAME_MS,
    )  # fmt: skip
