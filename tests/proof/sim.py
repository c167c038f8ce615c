"""The simulation over many seeds: registers, a centre, every fault at once; a failing seed replays exactly."""

import argparse
import logging
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice

from tests import compiled_once
from tests.simulation.test_simulation import play
from tests.simulation.world import GOODS_FROM, PEOPLE_FROM

AT_ONCE = 2
BATCH = 20


def run(asked: argparse.Namespace) -> str:
    """Seeds from --seed on for --minutes; with --minutes 0 that one seed."""
    if not asked.minutes:
        play(asked.seed)
        return f"seed {asked.seed} sound"
    until, done, broken = time.monotonic() + asked.minutes * 60, 0, []
    seeds = (seed for n in count(asked.seed) for seed in (n, PEOPLE_FROM + n, GOODS_FROM + n))
    with ProcessPoolExecutor(AT_ONCE, initializer=_begin) as pool:
        while time.monotonic() < until:
            broken += [text for text in pool.map(_told, islice(seeds, BATCH)) if text]
            done += BATCH
    assert not broken, f"{len(broken)} of {done} seeds: {'; '.join(broken[:9])}"
    return f"{done} seeds from {asked.seed}, {PEOPLE_FROM + asked.seed} and {GOODS_FROM + asked.seed} on, none lost or doubled a sale"


def _begin() -> None:
    logging.disable(logging.CRITICAL)
    compiled_once.share()


def _told(seed: int) -> str:
    """What a seed broke, or ''."""
    try:
        play(seed)
    except Exception as broken:  # a crash is a failing seed, too
        return f"SEED={seed} {type(broken).__name__} {str(broken)[:300]}"
    return ""
