"""The centre's backup: every row of one moment, readable by either database, and nothing damaged gets in."""

import gzip
import hashlib
import json
import threading

import pytest
import sqlalchemy as sa

from pos.errors import BackupDamaged, BackupNewer, CentreNotEmpty, NoCentre
from sync.central.services import backup, life, registers, verify
from sync.central.store import open_central_store
from sync.central.tables import metadata
from tests import postgres
from tests.builders import sell

WAIT_S = 30


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """Another, empty database of either kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'other.db'}"
    else:
        url = postgres.new_database(request.getfixturevalue("postgres_uri"))
    store = open_central_store(url)
    yield store
    store.close()


@pytest.fixture
def filled(ctx, rani, open_shift, centre, joined):
    """A centre with a till's catalogue, sales, an open and a spent code, an incident, a record set aside."""
    sell(ctx, rani, ("M18-002", 2))
    assert joined.cycle().problem is None
    centre.store.run(lambda k: k.execute(sa.text("DELETE FROM product WHERE id = 'M10-003'")))
    sell(ctx, rani, ("M10-003", 1))
    assert joined.cycle().problem is None
    return centre.store


def everything(store):
    """All rows of all tables."""

    def work(connection):
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for table in metadata.sorted_tables
        }

    return store.look(work)


def lines(path):
    return gzip.decompress(path.read_bytes()).splitlines()


def test_every_row_comes_back_in_either_database(filled, empty, clock, tmp_path):
    """From SQLite or PostgreSQL into SQLite or PostgreSQL; the nonces alone are forgotten, and the life is a new one."""
    made = backup.make(filled, tmp_path / "backups", clock.now())
    head = backup.restore(empty, made.path)
    there, here = everything(filled), everything(empty)
    assert here.pop("register") != there.pop("register")
    assert here.pop("centre") != there.pop("centre")
    assert here == there
    assert set(here) | {"register", "centre"} == set(metadata.tables)
    assert head.rows == sum(map(len, here.values())) + 2
    assert len(here["quarantine"]) == 1
    nonces = empty.look(lambda k: k.execute(sa.text("SELECT nonce, nonce_before FROM register")).all())
    assert [tuple(row) for row in nonces] == [("", "")]
    for outlet_id in ("GDK", "BLU"):
        faults = [
            store.look(lambda k: verify.faults_of_outlet(k, outlet_id))  # noqa: B023 - called at once
            for store in (filled, empty)
        ]
        assert faults[0] == faults[1]


def test_a_backup_of_the_restored_one_is_the_same(filled, empty, clock, tmp_path, monkeypatch):
    """Line for line, whatever the databases; but for the moment, the nonces and the centre's life."""
    filled.run(life.begin_anew)
    monkeypatch.setattr(life, "new_secret", lambda _: filled.look(life.current))
    one = backup.make(filled, tmp_path / "a", clock.now())
    backup.restore(empty, one.path)
    other = backup.make(empty, tmp_path / "b", clock.now())
    assert replace_at(other.head, one.head) == one.head
    assert sorted(lines(other.path)[1:-1]) == sorted(lines(one.path)[1:-1])
    assert one.path.name.startswith("pusat-20261114-0930")


def replace_at(head, like):
    return type(head)(head.format, head.revision, head.centre, like.at, head.tables)


def test_a_backup_is_of_one_moment(filled, clock, tmp_path):
    """Rows that come while it is written are in none of its tables; the writer does not wait for it."""
    began, written = threading.Event(), threading.Event()
    found = []

    class Slow(list):
        def write(self, line):
            self.append(line)
            if len(self) == 2:
                began.set()
                assert written.wait(WAIT_S)
            return len(line)

    target = Slow()

    def dump():
        found.append(filled.look(lambda k: backup._dump(k, target, clock.now())))

    before = everything(filled)
    dumping = threading.Thread(target=dump, daemon=True)
    dumping.start()
    assert began.wait(WAIT_S)
    filled.run(lambda k: registers.add_outlet(k, "PMR", "Pameran", clock.now()))
    filled.run(lambda k: k.execute(sa.text("DELETE FROM quarantine")))
    written.set()
    dumping.join(WAIT_S)
    assert found
    assert len(target) == sum(map(len, before.values())) + 2
    assert not any(b"Pameran" in line for line in target)


def test_a_database_that_holds_something_is_not_filled(filled, central, clock, tmp_path):
    """Not even one that was only made: two centres in one would be worse than none."""
    made = backup.make(filled, tmp_path / "backups", clock.now())
    before = everything(filled)
    with pytest.raises(CentreNotEmpty):
        backup.restore(filled, made.path)
    assert everything(filled) == before


def test_no_centre_no_backup(empty, clock, tmp_path):
    """An empty database is said to be one."""
    with pytest.raises(NoCentre):
        backup.make(empty, tmp_path / "backups", clock.now())
    assert not (tmp_path / "backups").exists()


def test_older_ones_go_by_the_rule(central, clock, tmp_path):
    """Of one day the newest stays; no half is left."""
    for _ in range(4):
        made = backup.make(central, tmp_path / "backups", clock.now())
        clock.advance(hours=1)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [made.path.name]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_damaged_gets_in(filled, clock, tmp_path):
    """No changed, missing, doubled or swapped line, no cut file, no other file; the database stays empty."""
    made = backup.make(filled, tmp_path / "backups", clock.now())
    whole, raw = lines(made.path), made.path.read_bytes()
    head, *rows, foot = whole
    changed = rows[-1].replace(b"1", b"2", 1)
    assert changed != rows[-1]
    texts = [
        [head, *rows[:-1], changed, foot],
        [head, *rows[:-1], foot],
        [head, *rows, rows[-1], foot],
        [head, rows[1], rows[0], *rows[2:], foot],
        [head, *rows],
        [head, *rows, foot, b"{}"],
        [*rows, foot],
        [head.replace(b"GDK", b"BLU"), *rows, b"{}"],
        [],
    ]
    files = [gzip.compress(b"".join(line + b"\n" for line in text)) for text in texts]
    files += [raw[:-9], raw[: len(raw) // 2], raw[:5], b"", b"nonsense" * 99, raw + b"x" * 20]
    other = open_central_store(f"sqlite:///{tmp_path / 'other.db'}")
    for n, content in enumerate(files):
        file = tmp_path / f"file{n}"
        file.write_bytes(content)
        with pytest.raises(BackupDamaged) as refused:
            backup.restore(other, file)
        assert refused.value.facts["file"] == file.name
    with pytest.raises(BackupDamaged):
        backup.check(tmp_path / "absent")
    assert sa.inspect(other.engine).get_table_names() == []
    other.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_another_programs_backup_is_refused(central, clock, tmp_path):
    """Its tables are not known here."""
    made = backup.make(central, tmp_path / "backups", clock.now())
    head, *rest = lines(made.path)
    newer = {**json.loads(head), "revision": "9999"}
    made.path.write_bytes(gzip.compress(b"\n".join([json.dumps(newer).encode(), *rest, b""])))
    with pytest.raises(BackupNewer) as refused:
        backup.check(made.path)
    assert "9999" in refused.value.facts["revision"]


def test_a_row_that_is_there_twice_is_refused_and_undone(empty, central, clock, tmp_path):
    """A file that somebody made, with the right hash: the whole restore is taken back."""
    made = backup.make(central, tmp_path / "backups", clock.now())
    head, *rows, _foot = lines(made.path)
    facts = json.loads(head)
    for table in facts["tables"]:
        if table["name"] == "outlet":
            table["rows"] += 1
    where = next(n for n, row in enumerate(rows) if b"Toko UMKM" in row)
    rows.insert(where, rows[where])
    body = b"".join(line + b"\n" for line in [json.dumps(facts).encode(), *rows])
    foot = json.dumps({"sha256": hashlib.sha256(body).hexdigest()}).encode() + b"\n"
    made.path.write_bytes(gzip.compress(body + foot))
    with pytest.raises(BackupDamaged, match="outlet"):
        backup.restore(empty, made.path)
    assert sa.inspect(empty.engine).get_table_names() == []


# --- the drill ---------------------------------------------------------------


def test_a_drill_finds_a_sound_backup_sound(ctx, rani, open_shift, centre, joined, clock, tmp_path):
    """Restored beside the centre, verified outlet by outlet, its chains held against the living ones."""
    sell(ctx, rani)
    joined.cycle()
    made = backup.make(centre.store, tmp_path / "backups", clock.now())
    sell(ctx, rani)
    joined.cycle()
    (tmp_path / "work").mkdir()
    tried = backup.drill(centre.store, made.path, tmp_path / "work")
    assert tried.faults == ()
    assert tried.head == made.head


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE sale SET total = total + 1", "sale "),
        ("DELETE FROM tender", "missing"),
    ],
)
def test_a_drill_names_what_is_wrong(
    ctx, rani, open_shift, centre, joined, clock, tmp_path, statement, named
):
    """What was wrong in the centre when the backup was made is found in the backup, too."""
    sell(ctx, rani)
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.text(statement)))
    made = backup.make(centre.store, tmp_path / "backups", clock.now())
    (tmp_path / "work").mkdir()
    faults = backup.drill(centre.store, made.path, tmp_path / "work").faults
    assert any(named in fault and fault.startswith("GDK") for fault in faults)


def test_a_drill_sees_that_the_living_centre_lost_something(
    ctx, rani, open_shift, centre, joined, clock, tmp_path
):
    """The backup is sound, and the newest record of its chain is no longer there: named, too."""
    sell(ctx, rani)
    joined.cycle()
    made = backup.make(centre.store, tmp_path / "backups", clock.now())
    centre.store.run(lambda k: k.execute(sa.text("DELETE FROM journal WHERE kind = 'sale'")))
    (tmp_path / "work").mkdir()
    (fault,) = backup.drill(centre.store, made.path, tmp_path / "work").faults
    assert ctx.shop.register_id in fault
