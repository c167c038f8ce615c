"""A sample of `./run.sh proof chaos`; the whole runs there. And each planted bug is seen."""

from tests.chaos import plants
from tests.chaos.world import running

HAPPENINGS = 3
SEED = 20261124


def test_a_few_kills_lose_nothing_and_planted_bugs_are_seen():
    """Two tills and a centre on PostgreSQL over bad lines come to rest equal; then one change after the other is named."""
    with running(SEED) as world:
        world.open()
        world.trouble(lambda count: count < HAPPENINGS)
        world.come_to_rest()
        assert world.findings() == []
        before: list[str] = []
        for name, plant in plants.AT_REST.items():
            plant(world)
            after = world.judged()
            assert set(after) - set(before), f"{name} was not seen"
            before = after
