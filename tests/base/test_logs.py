"""JSON lines; secret-looking facts are masked (DESIGN §3)."""

import json
import logging

import pytest
import sqlalchemy as sa

from pos.database import memory_engine, writer_engine
from pos.logs import start_logging


@pytest.fixture
def written(tmp_path):
    handler = start_logging(tmp_path)
    yield lambda: [json.loads(line) for line in (tmp_path / "gerai.log").read_text().splitlines()]
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
    handler.close()


def test_a_line_is_json_with_its_facts(written):
    """Record ids yes."""
    logging.getLogger("gerai.test").info("sold", extra={"fact_record": "0193", "fact_count": 3})
    line = written()[-1]
    assert (line["topic"], line["text"], line["record"], line["count"]) == ("gerai.test", "sold", "0193", 3)


@pytest.mark.parametrize(
    "name", ["pin", "access_token", "password", "phone", "bank_account", "nonce", "code"]
)
def test_secrets_are_masked(written, name):
    """PIN, token, phone, account never."""
    logging.getLogger("gerai.test").info("x", extra={f"fact_{name}": "778899"})
    assert "778899" not in json.dumps(written())


def test_a_trace_is_kept(written):
    """The stack of a bug stays on one line."""
    try:
        int("boom")
    except ValueError:
        logging.getLogger("gerai.test").exception("bug")
    assert "boom" in written()[-1]["trace"]


@pytest.mark.parametrize("engine_of", [writer_engine, lambda _path: memory_engine()], ids=["file", "memory"])
def test_a_refused_statement_is_logged_without_its_values(written, tmp_path, engine_of):
    """Neither the error's text nor the log's trace carries a name, a phone number or a hash."""
    engine = engine_of(tmp_path / "a.db")
    values = {"id": 1, "name": "Ibu Sari", "phone": "0812555000", "pin_hash": "$argon2id$v=19$x"}
    insert = sa.text("INSERT INTO person VALUES (:id, :name, :phone, :pin_hash)")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE person (id INTEGER PRIMARY KEY, name, phone, pin_hash)")
        connection.execute(insert, values)
        with pytest.raises(sa.exc.IntegrityError) as refused:
            connection.execute(insert, values)
    logging.getLogger("gerai.test").error("unexpected", exc_info=refused.value)
    engine.dispose()
    for said in (str(refused.value), written()[-1]["trace"]):
        assert "person.id" in said
        assert not [value for value in values.values() if isinstance(value, str) and value in said]
