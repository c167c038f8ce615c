"""Pictures of every finished screen and paper into build/shots, for eyes; nothing is judged by a machine here."""

import argparse
import subprocess
import sys
from pathlib import Path

OUT = Path("build/shots")


def run(asked: argparse.Namespace) -> str:
    """Gives how many pictures were made."""
    del asked
    for module in ("tests.ui.shots", "tests.printing.shots"):
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
