"""A shop sells, is backed up and copied to a second folder, again and again: python -m tests.power.backup FOLDER SEED"""

import os
import sys
from pathlib import Path
from random import Random

from sqlalchemy.exc import DatabaseError

from pos.app.build import open_till
from pos.backups import listed
from pos.errors import Trouble
from pos.models.store import open_read_only
from pos.services import backup
from tests.power.opening import make_shop
from tests.power.till import SteppingClock, day
from tests.power.till_oracle import JOURNAL, SHOP, journal_of
from tests.power.verdict import Corrupt, Lost

TURNS = 3
SALES = 3
PLACES = (f"{SHOP}/backups", "stick")
"""A stick is another disk, yet here on the same one: its own syncs are what is judged."""


def prepare(folder: Path) -> None:
    """A shop, and a second folder with nothing in it."""
    make_shop(folder)
    (folder / "stick").mkdir()


def main(folder: str, seed: str) -> None:
    """Sell, back up, say so; copy, say so."""
    place, random = Path(folder), Random(int(seed))
    till = open_till(place / SHOP, purpose="power test", clock=SteppingClock())
    acks = os.open(place / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for _ in range(TURNS):
        day(till, random, SALES)
        made = backup.make(till.ctx)
        os.write(acks, f"{PLACES[0]} {made.records}\n".encode())
        backup.copy(till.ctx, made, place / "stick")
        os.write(acks, f"{PLACES[1]} {made.records}\n".encode())
    till.close()
    os.close(acks)


class BackupOracle:
    """A backup with all that was acknowledged is there, and whatever bears a backup's name is whole."""

    acks = "acks"

    def __init__(self, ended: Path) -> None:
        """`ended` is the folder as the till left it."""
        self._journal = journal_of(ended / SHOP / "gerai.db")
        self._acknowledged: dict[str, int] = {}

    def hear(self, content: bytes) -> None:
        """One more backup."""
        place, records = content.decode().split()
        self._acknowledged[place] = int(records)

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt."""
        del deep
        for place in PLACES:
            held = max((_records(self._journal, one.path) for one in listed(folder / place)), default=0)
            if held < self._acknowledged.get(place, 0):
                raise Lost(
                    f"a backup of {self._acknowledged[place]} records in {place}: the fullest has {held}"
                )


def _records(journal: list[tuple[object, ...]], path: Path) -> int:
    """How many records a backup holds; it is a whole store, and its journal the shop's own."""
    try:
        store = open_read_only(path)
        with store.read() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
            held = [tuple(row) for row in connection.exec_driver_sql(JOURNAL)]
        store.close()
    except (Trouble, DatabaseError) as trouble:
        raise Corrupt(f"{path.name}: {trouble!r}") from trouble
    if sound != "ok" or held != journal[: len(held)]:
        raise Corrupt(f"{path.name}: {sound}, {len(held)} records")
    return len(held)


if __name__ == "__main__":
    main(*sys.argv[1:])
