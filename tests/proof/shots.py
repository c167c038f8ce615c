"""Pictures of every finished screen and paper into build/shots, for eyes; and a walk over all with longer texts."""

import argparse
import subprocess
import sys
from pathlib import Path

OUT = Path("build/shots")


def run(asked: argparse.Namespace) -> str:
    """Gives how many pictures were made; asserts that texts a quarter longer find room on the smallest screen."""
    del asked
    for module in ("tests.ui.longer", "tests.ui.shots", "tests.printing.shots"):
        done = subprocess.run(
            [sys.executable, "-m", module],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{module}: {done.stdout[-800:]}"
    screens = sum(1 for path in OUT.glob("*.png"))
    papers = sum(1 for path in (OUT / "paper").glob("*.png"))
    return f"{screens} pictures of screens, {papers} of papers in {OUT}"
