"""The centre's database on both engines: whole transactions, retried as a whole; inserts that skip what is there."""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from pos.errors import DatabaseUnreachable, NoCentre, StoreDamaged, StoreNewer, UnknownOutlet
from pos.models.store import create_store
from sync.central import upgrade
from sync.central.services import enrolment, setup, staff
from sync.central.store import RETRY_S, TRIES_MAX, CentralStore, bulk_insert, open_central_store, upsert
from sync.central.tables import catalogue, journal, metadata, sales
from sync.central.tables import registers as register_tables
from tests import postgres

AT = datetime(2026, 11, 14, 3, tzinfo=UTC)


class Sqlstate(Exception):
    """A fault of the driver with its SQLSTATE."""

    def __init__(self, sqlstate):
        self.sqlstate = sqlstate
        super().__init__(sqlstate)


def failing(times, sqlstate, then=lambda connection: "done"):
    """Work that the database throws out some times first."""
    tries = []

    def work(connection):
        tries.append(connection.execute(sa.text("SELECT 1")).scalar())
        connection.execute(
            sa.insert(catalogue.staff).values(outlet_id="GDK", id=len(tries), role="cashier", active=True)
        )
        if len(tries) <= times:
            raise sa.exc.OperationalError("SELECT 1", {}, Sqlstate(sqlstate))
        return then(connection)

    return work, tries


@pytest.fixture
def hasty(central):
    """The same database, tried again without a pause; and the pauses that it would have made."""
    pauses = []
    store = CentralStore(central.engine, postgres=central.is_postgres, pause=pauses.append)
    return store, pauses


def staff_ids(central):
    return central.run(lambda k: sorted(k.execute(sa.select(catalogue.staff.c.id)).scalars()))


@pytest.mark.parametrize("sqlstate", ["40001", "40P01"])
def test_a_transaction_that_lost_a_race_is_run_again_as_a_whole(hasty, sqlstate):
    """What the first tries wrote is gone; the last one counts."""
    store, pauses = hasty
    work, tries = failing(2, sqlstate)
    assert store.run(work) == "done"
    assert len(tries) == 3
    assert staff_ids(store) == [3]
    assert 0 <= pauses[0] <= RETRY_S
    assert 0 <= pauses[1] <= 2 * RETRY_S


def test_other_faults_are_not_tried_again(hasty):
    """A unique violation does not go away by itself."""
    store, pauses = hasty
    work, tries = failing(1, "23505")
    with pytest.raises(sa.exc.OperationalError):
        store.run(work)
    assert (len(tries), pauses, staff_ids(store)) == (1, [], [])


def test_patience_has_an_end(hasty):
    """After the last try the fault rises; nothing is left."""
    store, pauses = hasty
    work, tries = failing(TRIES_MAX, "40001")
    with pytest.raises(sa.exc.OperationalError):
        store.run(work)
    assert len(tries) == TRIES_MAX
    assert sum(pauses) < 10
    assert staff_ids(store) == []


def test_a_real_serialisation_fault_is_survived(postgres_uri):
    """Two transactions that read and write the same row at the strictest level: both end, one after the other."""
    plain = open_central_store(postgres.new_database(postgres_uri))
    upgrade.lay_out(plain)
    strict = CentralStore(plain.engine.execution_options(isolation_level="SERIALIZABLE"), postgres=True)
    strict.run(
        lambda k: upsert(k, catalogue.staff, {"outlet_id": "GDK", "id": 1, "role": "0", "active": True})
    )
    meet, tries = threading.Barrier(2), []

    def add(connection):
        tries.append(1)
        found = int(connection.execute(sa.select(catalogue.staff.c.role)).scalar_one())
        if len(tries) <= 2:
            meet.wait(10)
        connection.execute(sa.update(catalogue.staff).values(role=str(found + 1)))

    threads = [threading.Thread(target=strict.run, args=(add,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tries) == 3
    assert plain.run(lambda k: k.execute(sa.select(catalogue.staff.c.role)).scalar()) == "2"
    plain.close()


def sale_row(n, **facts):
    money = dict.fromkeys(("gross", "discount", "net", "tax", "rounding", "total", "change"), 0)
    return {
        "outlet_id": "GDK", "id": f"s{n}", "register_id": "r", "epoch": 1, "number": f"N{n}", "shift_id": "", "at": AT,
        "business_date": date(2026, 11, 14), "cashier_id": 2**40, **money, "total": -(2**53), **facts,
    }  # fmt: skip


def test_only_new_rows_are_inserted_and_counted(central):
    """By the table's key; moments, dates, big and negative money come back as they were."""

    def work(connection):
        first = bulk_insert(connection, sales.sale, [sale_row(n) for n in range(3)])
        again = bulk_insert(connection, sales.sale, [sale_row(n, total=7) for n in range(1, 5)])
        return first, again, bulk_insert(connection, sales.sale, [])

    assert central.run(work) == (3, 2, 0)
    found = central.run(lambda k: list(k.execute(sa.select(sales.sale).order_by(sales.sale.c.id)).mappings()))
    assert [row["total"] for row in found] == [-(2**53)] * 3 + [7, 7]
    assert dict(found[0]) == sale_row(0)


def test_a_clash_outside_the_key_is_not_swallowed(central):
    """The same receipt number under another id: refused, never dropped in silence."""
    central.run(lambda k: bulk_insert(k, sales.sale, [sale_row(1)]))
    with pytest.raises(sa.exc.IntegrityError):
        central.run(lambda k: bulk_insert(k, sales.sale, [sale_row(2, number="N1")]))


def test_nulls_and_bytes_go_through_the_arrays(central):
    """Columns that may be empty, raw lines, booleans."""
    code = {
        "outlet_id": "GDK",
        "code_hash": "h",
        "expires_at": AT,
        "tries_left": 5,
        "used_at": None,
        "replaces": "",
    }
    line = {
        "outlet_id": "GDK", "register_id": "r", "epoch": 1, "seq": 1, "id": "", "kind": "?", "line": b"\x00\xff{}",
        "hash": bytes(32), "received_at": AT,
    }  # fmt: skip
    central.run(
        lambda k: (
            bulk_insert(k, register_tables.enrolment_code, [code]),
            bulk_insert(k, journal.journal, [line]),
        )
    )
    stored = central.run(lambda k: [dict(r) for r in k.execute(sa.select(journal.journal)).mappings()])
    assert [{**row, "line": bytes(row["line"]), "hash": bytes(row["hash"])} for row in stored] == [line]
    assert (
        central.run(lambda k: k.execute(sa.select(register_tables.enrolment_code.c.used_at)).scalar()) is None
    )


def test_a_row_is_put_in_place_of_the_old_one(central):
    """By its key."""
    row = {"outlet_id": "GDK", "id": 1, "role": "cashier", "active": True}
    central.run(lambda k: upsert(k, catalogue.staff, row))
    central.run(lambda k: upsert(k, catalogue.staff, {**row, "active": False}))
    assert central.run(lambda k: [tuple(r) for r in k.execute(sa.select(catalogue.staff))]) == [
        ("GDK", 1, "cashier", False)
    ]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite://",
        "mysql://u@h/d",
        "postgresql://u:secret@127.0.0.1:9/d",
        "postgresql://u:secret@nowhere.invalid/d",
    ],
)
def test_a_database_that_is_not_there_is_said_without_its_password(url):
    """One clear Trouble."""
    with pytest.raises(DatabaseUnreachable) as trouble:
        open_central_store(url)
    assert "secret" not in str(trouble.value)


@pytest.fixture
def vanishing(postgres_uri):
    """A store, and what makes its database go away for good."""
    url = postgres.new_database(postgres_uri)
    store = open_central_store(url)
    office = sa.create_engine(postgres_uri, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)

    def vanish():
        with office.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {sa.make_url(url).database} WITH (FORCE)")

    yield store, vanish
    store.close()


@pytest.mark.parametrize("way", ["look", "run"])
def test_a_database_that_goes_away_later_is_no_bug(vanishing, way):
    """Within a transaction and before the next one: the same clear Trouble as at the start."""
    store, vanish = vanishing

    def work(connection):
        vanish()
        connection.execute(sa.text("SELECT 1"))

    with pytest.raises(DatabaseUnreachable):
        getattr(store, way)(work)
    with pytest.raises(DatabaseUnreachable):
        getattr(store, way)(lambda connection: None)


def test_an_empty_database_is_no_centre(database_url):
    """Until one is made there; making it twice changes nothing."""
    store = open_central_store(database_url)
    with pytest.raises(NoCentre):
        setup.centre_id(store)
    assert upgrade.lay_out(store) is True
    with pytest.raises(NoCentre):
        setup.centre_id(store)
    password = store.run(lambda k: setup.make_centre(k, AT))
    centre = setup.centre_id(store)
    assert upgrade.lay_out(store) is False
    assert store.run(lambda k: setup.make_centre(k, AT)) is None
    assert setup.centre_id(store) == centre
    assert store.run(lambda k: staff.matches(staff.stored_password(k), password))
    assert not store.run(lambda k: staff.matches(staff.stored_password(k), password + "x"))
    store.run(lambda k: k.execute(sa.text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(StoreNewer):
        upgrade.lay_out(store)
    with pytest.raises(UnknownOutlet):
        enrolment.new_code(store, "NOPE", AT)
    store.close()


def test_a_tills_file_is_no_centre(tmp_path):
    """Named by mistake: refused, not filled with the centre's tables."""
    create_store(tmp_path / "gerai.db").close()
    store = open_central_store(f"sqlite:///{tmp_path / 'gerai.db'}")
    with pytest.raises(StoreDamaged):
        upgrade.lay_out(store)
    with pytest.raises(NoCentre):
        setup.centre_id(store)
    store.close()


def shape(engine):
    """What an engine knows of a schema."""
    inspector, found = sa.inspect(engine), {}
    for table in inspector.get_table_names():
        found[table] = {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)
            ),
            "key": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted(
                (tuple(f["constrained_columns"]), f["referred_table"])
                for f in inspector.get_foreign_keys(table)
            ),
            "unique": sorted(tuple(u["column_names"]) for u in inspector.get_unique_constraints(table)),
            "indexes": sorted(
                (i["name"], tuple(i["column_names"]), i["unique"]) for i in inspector.get_indexes(table)
            ),
        }
    return found


def test_the_first_script_makes_the_same_schema(central, database_url, tmp_path, request):
    """Made at once or by the scripts: alike on each engine."""
    if central.is_postgres:
        url = postgres.new_database(request.getfixturevalue("postgres_uri"))
    else:
        url = f"sqlite:///{tmp_path / 'by_script.db'}"
    store = open_central_store(url)
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))

    def run_scripts(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, upgrade.NEWEST)

    store.run(run_scripts)
    assert shape(store.engine) == shape(central.engine)
    assert set(shape(store.engine)) == {*metadata.tables, "alembic_version"}
    assert upgrade.lay_out(store) is False
    store.close()
