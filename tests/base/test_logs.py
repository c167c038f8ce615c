"""JSON lines; secret-looking facts are masked (DESIGN §3)."""

import json
import logging

import pytest

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
