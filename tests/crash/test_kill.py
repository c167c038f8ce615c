"""A sample of `./run.sh proof kill`; the whole runs there."""

from tests.crash import kill


def test_a_few_kills_lose_nothing():
    """Six kills at random moments, a printer and a centre beside it."""
    found = kill.run(kills=6, seed=20261124)
    assert found["kills"] == 6
    assert found["sales"] == found["at_centre"]
