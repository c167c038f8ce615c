"""Identity, settings, series, free text, and the one row about the centre."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pos.models import register, sync_state
from pos.models.store import create_store
from pos.models.sync_state import SyncState

AT = datetime(2026, 11, 14, 3, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    made = create_store(tmp_path / "gerai.db")
    yield made
    made.close()


def test_series_are_gapless_and_apart(store):
    """Each by itself, and a number of a transaction that failed comes again (invariant 21)."""
    with store.write() as connection:
        assert [register.next_number(connection, "receipt") for _ in range(3)] == [1, 2, 3]
        assert register.next_number(connection, "refund") == 1
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        assert register.next_number(connection, "receipt") / 0
    with store.write() as connection:
        assert register.next_number(connection, "receipt") == 4
        register.start_counter(connection, "receipt", 40)
        assert register.next_number(connection, "receipt") == 41
        register.start_counter(connection, "receipt", 7)
        assert register.next_number(connection, "receipt") == 42


def test_an_empty_store_belongs_to_nobody(store):
    """None, not a bug; then whoever it was given to."""
    row = register.RegisterRow(
        id="r",
        outlet_code="GDK",
        register_code="GDK1",
        epoch=1,
        public_key="ab",
        created_at=AT,
        series_tag="",
    )
    with store.write() as connection:
        assert register.load_register(connection) is None
        register.insert_register(connection, row)
        register.set_register_code(connection, "GDK2")
        register.set_series_tag(connection, "7QX")
        tagged = register.load_register(connection)
        register.set_epoch(connection, 2, bytes(32))
        found = register.load_register(connection)
    assert (found.id, found.outlet_code, found.register_code, found.created_at) == ("r", "GDK", "GDK2", AT)
    assert (tagged.epoch, tagged.series_tag) == (1, "7QX")
    assert (found.epoch, found.series_tag, found.public_key) == (2, "", "00" * 32)


def test_settings_and_texts_are_replaced_and_erasable(store):
    """By key; a text that was erased is an empty one."""
    with store.write() as connection:
        register.save_setting(connection, "a", "1")
        register.save_setting(connection, "a", "2")
        register.insert_free_text(connection, document_id="d", field="reason", text="Bu Ani")
        assert register.load_settings(connection) == {"a": "2"}
        assert register.load_free_text(connection, "d", "reason") == "Bu Ani"
        connection.exec_driver_sql("DELETE FROM free_text")
        assert register.load_free_text(connection, "d", "reason") == ""


def test_what_is_known_of_the_centre_is_one_row(store):
    """Nothing at first; then what was saved, also what was changed in part."""
    state = SyncState(centre_url="https://pusat.example", mark=7, mark_hash=b"h" * 32, next_attempt_at=AT)
    with store.write() as connection:
        assert sync_state.load(connection) == SyncState()
        assert not sync_state.load(connection).enrolled
        sync_state.save(connection, state)
        sync_state.save(connection, replace(state, mark=8))
        sync_state.change(connection, problem="Forked")
        assert sync_state.load(connection) == replace(state, mark=8, problem="Forked")
        assert sync_state.load(connection).enrolled
        assert connection.exec_driver_sql("SELECT count(*) FROM sync_state").scalar() == 1
