"""Training: a shop of its own beside the real one, with sample goods; it is made when it is first opened."""

import subprocess
import sys
from pathlib import Path

from pos.clock import SystemClock
from pos.ids import SystemIds
from pos.paths import ShopFolder


def is_training(root: Path) -> bool:
    """Whether this folder is the training folder of a shop."""
    beside = ShopFolder(root.parent)
    return beside.training.root == root and beside.database.is_file()


def make_training_shop(root: Path) -> None:
    """Make it where there is none; raises StoreBusy, DiskFull, DiskFault."""
    from pos.app.demo import make_demo_shop

    if not ShopFolder(root).database.is_file():
        make_demo_shop(root, SystemClock(), SystemIds(), training=True)


def command_of(root: Path) -> list[str]:
    """What opens the training till of a shop."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "pos"]
    return [*program, "--data", str(ShopFolder(root).training.root)]


def start_training(root: Path) -> None:
    """Open it as a program of its own: the real till stays as it is."""
    subprocess.Popen(command_of(root), stdin=subprocess.DEVNULL)  # noqa: S603 - our own program
