"""Power cuts: the disk of a real till, recorded and replayed with unsynced writes dropped and torn (sync.md §4c)."""

import argparse
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.power import scenarios
from tests.power.recording import can_record
from tests.power.replay import Effort, Figures

EFFORTS = {
    "sales": Effort(images=3400, deep=20),
    "checkpoints": Effort(images=2400, deep=12),
    "opening": Effort(images=500, deep=4),
    "upgrade": Effort(images=400, deep=0),
    "backup": Effort(images=600, deep=0),
    "carry": Effort(images=600, deep=0),
    "keys": Effort(images=1000, deep=0),
    "normal": Effort(images=500, deep=4),
}
STORES = ("sales", "checkpoints")
STORE_IMAGES_MIN = 3000
"""With something dropped or torn, of a till that trades with synchronous=FULL."""


@dataclass(slots=True)
class Tally:
    """The figures of all rounds, by scenario."""

    rounds: int = 0
    by_name: dict[str, list[Figures]] = field(default_factory=dict)

    def sum_of(self, figure: str, *names: str) -> int:
        return sum(getattr(f, figure) for name in names for f in self.by_name[name])


def run(asked: argparse.Namespace) -> str:
    """Gives the figures; a round for each seed until the minutes are over, at least one."""
    assert can_record(), "needs Linux and a C compiler"
    until, tally = time.monotonic() + 60 * asked.minutes, Tally()
    while not tally.rounds or time.monotonic() < until:
        _round(asked.seed + tally.rounds, tally)
    return _said(tally, asked.seed)


def _round(seed: int, tally: Tally) -> None:
    for name, effort in EFFORTS.items():
        place = Path(tempfile.mkdtemp(prefix=f"gerai-power-{name}-"))
        tally.by_name.setdefault(name, []).append(scenarios.run(name, place, seed, effort))
        shutil.rmtree(place)  # stays where the run failed: the message names it
    tally.rounds += 1
    enough = tally.sum_of("dropped", *STORES) >= STORE_IMAGES_MIN * tally.rounds
    assert enough, f"only {tally.sum_of('dropped', *STORES)} images of the store"


def _said(tally: Tally, seed: int) -> str:
    whole = [name for name in EFFORTS if not scenarios.SCENARIOS[name].weakened]
    others = ", ".join(f"{tally.sum_of('dropped', name)} of {name}" for name in whole if name not in STORES)
    return (
        f"{tally.sum_of('dropped', *STORES)} images of a trading store with unsynced writes dropped or torn "
        f"({others}; {tally.sum_of('images', *whole)} images in all, {tally.sum_of('deep', *whole)} rebuilt and sold on): "
        f"{tally.sum_of('lost', *whole)} lost what was acknowledged, {tally.sum_of('corrupt', *whole)} corrupt; "
        f"with synchronous=NORMAL {tally.sum_of('lost', 'normal')} of {tally.sum_of('dropped', 'normal')} lost, "
        f"{tally.sum_of('corrupt', 'normal')} corrupt; {tally.rounds} rounds from seed {seed}"
    )
