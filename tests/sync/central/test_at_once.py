"""Batches of two registers of an outlet in the same moment: what cannot both be is seen, whoever commits first (§2.1)."""

import threading

import pytest
import sqlalchemy as sa

from sync.central import upgrade
from sync.central.services import incidents, registers, setup
from sync.central.store import CentralStore, open_central_store
from tests import postgres
from tests.sync.central.line_maker import PRODUCT, Register, begin, close_body, refund_body, sale_body

BLOCKED = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


class Pausing(CentralStore):
    """Does something else once, when all is written and nothing is committed yet."""

    before_commit = staticmethod(lambda: None)

    def run(self, work):
        def then_pause(connection):
            found = work(connection)
            self.before_commit()
            return found

        return super().run(then_pause)


@pytest.fixture
def store(postgres_uri, clock):
    """PostgreSQL alone: SQLite has one writer."""
    made = open_central_store(postgres.new_database(postgres_uri))
    upgrade.lay_out(made)
    made.run(lambda k: setup.make_centre(k, clock.now()))
    made.run(lambda k: registers.add_outlet(k, "GDK", "Galeri Dekranasda", clock.now()))
    yield made
    made.close()


@pytest.fixture
def pair(store, clock):
    """Two registers with goods and an open shift; the piece is there only once, and the first one has sold it."""
    first, second = Register(store, clock), Register(store, clock, code="GDK2")
    for register in (first, second):
        begin(register)
        register.add("product", PRODUCT | {"uq": True})
        register.push()
    return first, second


def push_at_once(store, first, second):
    """The second one's batch comes when the first one's is written; it commits, or waits for the first one's commit."""
    pausing = Pausing(store.engine, postgres=True)
    other = threading.Thread(target=second.push)

    def meanwhile():
        other.start()
        while other.is_alive() and not store.look(lambda k: k.execute(sa.text(BLOCKED)).scalar()):
            other.join(0.01)

    pausing.before_commit = meanwhile
    first.store = pausing
    first.push()
    other.join(20)


def told(store):
    return [(one.code, one.detail) for one in store.look(incidents.listed)]


def test_a_piece_that_both_sold(store, pair):
    """Told once, with both numbers."""
    for register in pair:
        register.add("sale", sale_body(f"{register.code}-000001"), sh=f"{register.code}-s1", u=1)
    push_at_once(store, *pair)
    assert told(store) == [("sold_twice", "P1: GDK1-000001, GDK2-000001")]


def test_a_sale_that_both_gave_back(store, pair):
    """Told once, by the sale's number."""
    first, _ = pair
    seq = first.add("sale", sale_body("GDK1-000001"), sh="GDK1-s1", u=1)
    first.push()
    for register in pair:
        body = refund_body(f"GDK1-{seq:06d}", f"{register.code}-R00001")
        register.add("refund", body, sh=f"{register.code}-s1", u=1)
    push_at_once(store, *pair)
    assert told(store) == [("over_refunded", "GDK1-000001")]


def test_a_shift_that_both_closed(store, pair):
    """Told once, by the shift's id."""
    for register in pair:
        register.add("shift_close", close_body(), sh="GDK1-s1", u=1)
    push_at_once(store, *pair)
    assert told(store) == [("closed_twice", "GDK1-s1")]
