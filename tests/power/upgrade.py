"""An older store is brought up to a newer revision: python -m tests.power.upgrade FOLDER SEED"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from pos.errors import Trouble
from pos.models.revision import OURS, Revisions
from pos.models.store import open_read_only
from pos.models.upgrade import bring_up
from pos.paths import ShopFolder
from tests.power.opening import make_shop
from tests.power.till_oracle import SHOP, journal_of
from tests.power.verdict import Corrupt, Lost

MORE = """
import sqlalchemy as sa
from alembic import op

revision = "more"
down_revision = "{newest}"


def upgrade():
    with op.batch_alter_table("counter") as table:
        table.add_column(sa.Column("note", sa.String(20), nullable=True))
"""
SALES = "6"


def revisions(folder: Path) -> Revisions:
    """Our scripts and one more, as a later program would have them; they lie beside the recorded folder."""
    return Revisions((*OURS.known, "more"), folder.parent / "scripts")


def prepare(folder: Path) -> None:
    """A shop with sales that nobody has sent; the newest of them lie in SQLite's log only, as after a crash."""
    make_shop(folder)
    words = [sys.executable, "-m", "tests.power.till", str(folder), "1", SALES, "FULL", "1000", "die"]
    subprocess.run(words, check=True)
    (folder / "acks").unlink()
    scripts = revisions(folder).scripts
    shutil.copytree(OURS.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "more.py").write_text(MORE.format(newest=OURS.newest))


def main(folder: str, seed: str) -> None:
    """Bring it up and say so."""
    del seed
    place = Path(folder)
    assert bring_up(ShopFolder(place / SHOP).database, revisions(place))
    acks = os.open(place / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(acks, b"up\n")
    os.close(acks)


class UpgradeOracle:
    """The old store or the new one lies at its place, each with every record; the next start ends what was begun."""

    acks = "acks"

    def __init__(self, ended: Path) -> None:
        """`ended` as the upgrade left it."""
        self._revisions = revisions(ended)
        self._journal = journal_of(ShopFolder(ended / SHOP).database)

    def hear(self, content: bytes) -> None:
        """Nothing more is promised by it: a store of either revision is whole."""

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt."""
        del deep
        database = ShopFolder(folder / SHOP).database
        try:
            self._look(database)
        except (Trouble, DatabaseError) as trouble:
            raise Corrupt(repr(trouble)) from trouble

    def _look(self, database: Path) -> None:
        was_older = bring_up(database, self._revisions)
        store = open_read_only(database, self._revisions)
        with store.read() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        store.close()
        if found != "ok":
            raise Corrupt(found)
        kept = database.with_suffix(".before-upgrade")
        for path in (database, kept):
            if journal_of(path) != self._journal:
                raise Lost(
                    f"records of {path.name}, which {'was' if was_older else 'was not'} brought up again"
                )


if __name__ == "__main__":
    main(*sys.argv[1:])
