"""Two tills, a centre, PostgreSQL, all killed at random over bad lines; in the end both sides are equal (tests/chaos)."""

import argparse
import time
from collections import Counter

from tests.chaos import books, judge, plants
from tests.chaos.parts import Violation
from tests.chaos.proxy import Toxic
from tests.chaos.world import World, running

MINUTES = 2.0
"""Where nothing else is asked."""


def run(asked: argparse.Namespace) -> str:
    """Gives the figures; raises Violation with the seed and what differs, as it must with `asked.plant`."""
    assert asked.plant in ("", *plants.PLANTS), f"--plant is one of {', '.join(plants.PLANTS)}"
    try:
        return _play(asked)
    except AssertionError as broken:
        raise Violation(f"SEED={asked.seed} {broken}") from broken


def _play(asked: argparse.Namespace) -> str:
    with running(asked.seed) as world:
        if asked.plant in plants.AT_START:
            plants.AT_START[asked.plant](world)
        world.open()
        end = time.monotonic() + 60 * (asked.minutes or MINUTES)
        world.trouble(lambda _: time.monotonic() < end)
        cycles = world.come_to_rest()
        if asked.plant in plants.AT_REST:
            plants.AT_REST[asked.plant](world)
        found = world.findings()
        assert not found, "; ".join(found)
        return f"{_figures(world)}; at rest after {cycles} rounds, seed {asked.seed}"


def _figures(world: World) -> str:
    centre = books.central_books(world.database.engine)
    lines = sum((till.line.tally for till in world.tills), Counter())
    acked = Counter(kind for till in world.tills for kind, _ in till.acked())
    both = judge.sold_at_both((books.till_books(t.name, t.store) for t in world.tills), centre.unique)
    told = Counter(code for code, _ in centre.incidents)
    kills = sum(till.kills for till in world.tills)
    assert min(acked["S"], kills, lines["batches answered"]) > 0, "nothing happened"
    return (
        f"{acked['S']} sales and {acked['R']} refunds acknowledged, {centre.sales.total()} sales on both sides, "
        f"Rp{sum(row[-1] for row in centre.sales)} equal by tender, maker and product; "
        f"{sum(len(till.surplus) for till in world.tills)} stored and not told; {_told(world.tally)}, "
        f"centre without database {world.centre.starts_again}; "
        f"{_told(Counter({toxic: lines[toxic] for toxic in Toxic}))}; {_told(lines - Counter({t: lines[t] for t in Toxic}))}; "
        f"{both} unique pieces sold at both tills, incidents {dict(told)}"
    )


def _told(tally: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(tally.items()))
