"""Two calls on one path, both beside the event loop: each answers by itself."""

import inspect

import pytest
import urllib3

from sync.central.api import thread
from sync.central.app import REGISTER_CALLS


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_two_verbs_on_one_path_both_answer(centre):
    """Litestar 2 wraps a synchronous handler twice where its path has two; ours are asynchronous themselves."""
    assert inspect.iscoroutinefunction(thread.answered)
    path = f"{centre.url}/v1/registers/{'0' * 36}/journal"
    for verb in ("GET", "POST"):
        answer = urllib3.request(verb, path, headers={"Gerai-Protocol": "1"})
        assert (answer.status, answer.json()["code"]) == (401, "token")


def test_every_call_of_a_register_waits_for_room():
    """None gets round the places and the time for its body."""
    for handler in REGISTER_CALLS:
        for path in handler.paths:
            assert not thread._is_not_a_registers({"path": path.replace("{", "x").replace("}", "x")}), path
