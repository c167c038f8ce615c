"""A shop sells and writes its records onto a stick, again and again: python -m tests.power.carry FOLDER SEED [careless]

`careless` gives the file its name before its content is durable, as nobody should: the oracle must see it.
"""

import os
import sys
from pathlib import Path
from random import Random

from pos.app.build import open_till
from pos.models import sync_state
from pos.models.sync_state import SyncState
from sync.outlet.carry import export
from sync.protocol.carry_check import CarryInvalid, head_of
from tests.power.opening import make_shop
from tests.power.till import SteppingClock, day
from tests.power.till_oracle import SHOP
from tests.power.verdict import Corrupt, Lost

TURNS, SALES = 5, 2
STICK = "stick"


def prepare(folder: Path) -> None:
    """A shop, and a stick with nothing on it."""
    make_shop(folder)
    (folder / STICK).mkdir()


def main(folder: str, seed: str, manner: str = "") -> None:
    """Sell, write, say so."""
    place, random = Path(folder), Random(int(seed))
    till = open_till(place / SHOP, purpose="power test", clock=SteppingClock())
    with till.ctx.store.write() as connection:
        sync_state.save(connection, SyncState(centre_url="http://127.0.0.1:9"))
    acks = os.open(place / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    settle = {"settle": _trust} if manner == "careless" else {}
    for turn in range(TURNS):
        day(till, random, SALES)
        made = export(till.ctx, till.credentials.keys, place / STICK / f"{turn}.gerai", **settle)
        assert made is not None
        os.write(acks, f"{made.path.name} {made.head.records}\n".encode())
    till.close()
    os.close(acks)


def _trust(_file: Path) -> None:
    """Whoever wrote it will have it."""


class CarryOracle:
    """A file that was acknowledged is there, and whatever bears the name of one is whole."""

    acks = "acks"

    def __init__(self, _ended: Path) -> None:
        self._acknowledged: dict[str, int] = {}

    def hear(self, content: bytes) -> None:
        """One more file."""
        name, records = content.decode().split()
        self._acknowledged[name] = int(records)

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt."""
        del deep
        found = {path.name: _records(path) for path in (folder / STICK).glob("*.gerai")}
        for name, records in self._acknowledged.items():
            if found.get(name) != records:
                raise Lost(f"{name} with {records} records: {found.get(name)}")


def _records(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return head_of(file).records
    except CarryInvalid as fault:
        raise Corrupt(f"{path.name}: {fault}") from fault


if __name__ == "__main__":
    main(*sys.argv[1:])
