"""Loading python-escpos leaves nothing behind: no folder, no logging, no environment, no code page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOADING = """
import json, logging, os, sys, tempfile, threading
from pathlib import Path
sys.path.insert(0, {root!r})
before = sorted(os.environ.items())
original = tempfile.mkdtemp
import pos.printing.escpos_bytes, pos.printing.worker
early = [name for name in sys.modules if name.split(".")[0] in ("escpos", "PIL", "usb", "serial", "segno")]
from pos.printing import escpos_setup
from pos.printing.profiles import PAPER_58, PAPER_80
threads = [threading.Thread(target=escpos_setup.load) for _ in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
first, second = escpos_setup.new_job(PAPER_58), escpos_setup.new_job(PAPER_80)
second.text("Rp")
print(json.dumps(dict(
    early=early,
    left=[p.name for p in Path(tempfile.gettempdir()).iterdir()],
    handlers=len(logging.getLogger().handlers),
    environment=before == sorted(os.environ.items()),
    mkdtemp=tempfile.mkdtemp is original,
    fresh=first is not second and first.output == b"",
    text=second.output.hex(),
    columns=[first.profile.get_columns("a"), second.profile.get_columns("a")],
)))
"""


def test_loading_leaves_no_trace(tmp_path: Path) -> None:
    """Late, once for all threads, in a folder of its own that is gone afterwards; pure ASCII without ESC t."""
    root = str(Path(__file__).parents[2])
    environment = {
        "TMPDIR": str(tmp_path),
        "TEMP": str(tmp_path),
        "TMP": str(tmp_path),
        "PATH": "",
        "HOME": "/",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOADING.format(root=root)],
        capture_output=True, text=True, timeout=60, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout) == {
        "early": [],
        "left": [],
        "handlers": 0,
        "environment": True,
        "mkdtemp": True,
        "fresh": True,
        "text": b"Rp".hex(),
        "columns": [32, 48],
    }
