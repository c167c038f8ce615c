"""A centre that was restored from a backup: the tills send what it lacks, and nobody is taken for two (sync.md §2.6)."""

from contextlib import ExitStack

import pytest

from pos.errors import CentreRefusedToken
from pos.services import shifts
from sync.central.services import backup, enrolment, incidents, verify
from sync.central.store import open_central_store
from sync.central.tables import journal, registers, sales
from sync.outlet.enrol import enrol
from sync.outlet.reconcile import compare
from tests import postgres
from tests.builders import sell
from tests.sync.conftest import joining, serving
from tests.sync.test_two_sides import rows
from tests.sync.tills import empty_till


@pytest.fixture(params=["sqlite", "postgresql"])
def restored_url(request, tmp_path):
    """Another, empty database for the restored centre: of either kind, whatever the lost one was."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.db'}"
    return postgres.new_database(request.getfixturevalue("postgres_uri"))


def sound(store):
    return [f for o in ("GDK", "BLU") for f in store.look(lambda k, o=o: verify.faults_of_outlet(k, o))]


def send(till):
    """Until nothing is left; what a new till must first fetch comes on the way."""
    for _ in range(3):
        outcome = till.cycle()
        assert outcome.problem is None
    assert outcome.unsent == 0


def content(centre):
    """Every line and every sale, without the moments of their coming."""
    lines = [
        (row["register_id"], row["epoch"], row["seq"], bytes(row["line"]))
        for row in rows(centre, journal.journal)
    ]
    return sorted(lines), sorted(tuple(sorted(map(str, row.items()))) for row in rows(centre, sales.sale))


def test_the_tills_refill_what_a_restored_centre_lacks(
    ctx, rani, open_shift, central, clock, keys, tmp_path, restored_url
):
    """Two tills sold on after the backup, and renewed their tokens: at the same address everything is there again.

    Answered as a gap, sent again; no incident, nothing set aside, both sides compare equal, and selling goes on.
    """
    with ExitStack() as opened:
        with serving(central, clock) as centre:
            port = int(centre.url.rpartition(":")[2])
            first = opened.enter_context(joining(ctx, centre, keys, clock))
            sell(ctx, rani)
            send(first)
            second = opened.enter_context(empty_till(tmp_path / "second", centre, clock))
            send(second)
            made = backup.make(central, tmp_path / "backups", clock.now())
            clock.advance(hours=2)
            second.ctx.writer.call(shifts.open_shift, second.ctx, cashier=rani, opening_float=100_000)
            sell(second.ctx, rani, ("M18-002", 1))
            sell(ctx, rani, ("M18-002", 2))
            send(first)
            send(second)
            before = content(centre)
        store = open_central_store(restored_url)
        opened.callback(store.close)
        backup.restore(store, made.path)
        with serving(store, clock, port) as restored:
            assert restored.url == centre.url
            assert len(rows(restored, sales.sale)) == 1
            for till in (first, second):
                send(till)
            assert content(restored) == before
            assert rows(restored, journal.quarantine) == []
            assert store.look(incidents.listed) == ()
            for till in (first, second):
                found = compare(till.ctx, till.transport, till.credentials)
                assert found.findings == ()
                assert found.sales_here == found.sales_there > 0
                sell(till.ctx, rani)
                send(till)
            assert sound(store) == []
            assert [row["revoked"] for row in rows(restored, registers.register)] == [False, False]


def test_a_till_that_the_backup_does_not_know_joins_again(
    ctx, rani, open_shift, central, clock, keys, tmp_path
):
    """It joined after the backup was made: selling goes on, and with a new code everything goes up."""
    with ExitStack() as opened:
        with serving(central, clock) as centre:
            port = int(centre.url.rpartition(":")[2])
            made = backup.make(central, tmp_path / "backups", clock.now())
            till = opened.enter_context(joining(ctx, centre, keys, clock))
            sell(ctx, rani)
            send(till)
            before = content(centre)
        store = open_central_store(f"sqlite:///{tmp_path / 'restored.db'}")
        opened.callback(store.close)
        backup.restore(store, made.path)
        with serving(store, clock, port) as restored:
            assert isinstance(till.cycle().problem, CentreRefusedToken)
            assert sell(ctx, rani).sale.number == "GDK1-000002"
            code = enrolment.new_code(store, "GDK", clock.now())
            enrol(ctx, till.transport, till.credentials, url=restored.url, code=code)
            send(till)
            lines, sold = content(restored)
            assert lines[: len(before[0])] == before[0]
            assert len(sold) == 2
            assert sound(store) == []
