"""A database that a newer program laid out: every verb refuses it in one clear line and touches nothing."""

import pytest
import sqlalchemy as sa

from pos.__main__ import main
from sync.central import upgrade
from sync.central.tables import metadata

VERBS = {
    "init": ["init"],
    "init --demo": ["init", "--demo"],
    "serve": ["serve", "--port", "0"],
    "enrol": ["enrol", "--outlet", "GDK"],
    "enrol --name": ["enrol", "--outlet", "NEW", "--name", "Baru"],
    "verify": ["verify"],
    "verify --json": ["verify", "--json"],
}


def everything(central):
    return central.run(lambda k: {t.name: len(list(k.execute(sa.select(t)))) for t in metadata.sorted_tables})


@pytest.mark.parametrize("verb", VERBS)
def test_a_newer_database_is_refused(central, database_url, capfd, verb):
    """Exit 2, the revision named, nothing printed that a script could take for an answer, nothing written."""
    central.run(lambda k: k.execute(sa.text("UPDATE alembic_version SET version_num = '9999'")))
    before = everything(central)
    assert main(["central", *VERBS[verb], "--database", database_url]) == 2
    said = capfd.readouterr()
    assert "Gerai yang lebih baru (9999)" in said.err
    assert said.out == ""
    assert everything(central) == before


def test_the_known_one_is_not_refused(central, database_url, capfd):
    """So that the refusals above are not for another reason."""
    assert upgrade.NEWEST in upgrade.KNOWN
    assert main(["central", "verify", "--database", database_url]) == 0
    assert capfd.readouterr().err == ""
