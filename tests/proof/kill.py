"""200 kills of a till at random moments (see tests/crash/kill.py)."""

import argparse

from tests.crash import kill


def run(asked: argparse.Namespace) -> str:
    """Gives the figures; raises Violation with what broke."""
    found = kill.run(asked.kills, asked.seed)
    return (
        f"{found['kills']} kills, {found['sales']} sales, {found['at_centre']} at the centre, "
        f"{found['papers']} receipts on paper, phases {found['phases']}, seed {found['seed']}"
    )
