"""What is recorded and who judges it. Add one: a module that works on a folder and acknowledges, an oracle, a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.power import backup, carry, upgrade
from tests.power.keys import KeysOracle
from tests.power.opening import OpeningOracle, make_shop
from tests.power.recording import begin, record
from tests.power.replay import Effort, Figures, Replay, require_whole
from tests.power.till_oracle import TillOracle
from tests.power.verdict import Oracle


@dataclass(frozen=True, slots=True)
class Scenario:
    """`words` follow folder and seed; `weakened`: it must lose what was acknowledged, else the proof proves nothing."""

    module: str
    prepare: Callable[[Path], None]
    oracle: Callable[[Path], Oracle]
    words: tuple[str, ...] = ()
    weakened: bool = False


def _nothing(folder: Path) -> None:
    """It begins with an empty folder."""


def _trading(sales: int, synchronous: str, pages: int, *, weakened: bool = False) -> Scenario:
    words = (str(sales), synchronous, str(pages))
    return Scenario("tests.power.till", make_shop, TillOracle, words, weakened)


SCENARIOS = {
    "sales": _trading(120, "FULL", 1000),
    "checkpoints": _trading(60, "FULL", 40),
    "normal": _trading(60, "NORMAL", 1000, weakened=True),
    "opening": Scenario("tests.power.opening", _nothing, OpeningOracle, ("8", "FULL", "1000")),
    "upgrade": Scenario("tests.power.upgrade", upgrade.prepare, upgrade.UpgradeOracle),
    "backup": Scenario("tests.power.backup", backup.prepare, backup.BackupOracle),
    "carry": Scenario("tests.power.carry", carry.prepare, carry.CarryOracle),
    "keys": Scenario("tests.power.keys", _nothing, KeysOracle),
    "a-few-sales": _trading(6, "FULL", 40),
    "a-few-normal": _trading(6, "NORMAL", 1000, weakened=True),
}


def run(name: str, place: Path, seed: int, effort: Effort) -> Figures:
    """Prepare, record, replay in an empty folder; a weakened scenario that loses nothing is an AssertionError."""
    scenario, recording = SCENARIOS[name], begin(place)
    scenario.prepare(recording.folder)
    record(recording, scenario.module, str(seed), *scenario.words)
    require_whole(recording)
    figures = Replay(recording, scenario.oracle(recording.folder), seed, name).run(effort)
    if scenario.weakened:
        assert figures.lost, f"{name} lost nothing: the harness is blind"
    else:
        assert not figures.lost, figures.first_loss
    assert not figures.corrupt, figures.first_corruption
    return figures
