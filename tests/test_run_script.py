"""`run.sh` on computers that are not as it needs them: one sentence, exit 2, nothing made."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("sh", "dirname", "uname", "grep", "cat", "cksum")
OLD_PYTHON = """#!/bin/sh
case "$*" in
*version_info*) exit 1 ;;
-V) echo Python 3.10.12 ;;
esac
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="run.ps1 is Windows' own")


@pytest.fixture
def old_computer(tmp_path):
    """The script in a folder of its own, and nothing to call but an old Python."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in NEEDED:
        (commands / name).symlink_to(shutil.which(name))
    (commands / "python3").write_text(OLD_PYTHON)
    (commands / "python3").chmod(0o755)
    (tmp_path / "gerai").mkdir()
    shutil.copy(ROOT / "run.sh", tmp_path / "gerai")
    return tmp_path


@pytest.mark.parametrize("words", [[], ["test"], ["status"]])
def test_an_old_python_is_said(old_computer, words):
    """With the version that was found and those that will do."""
    done = subprocess.run(
        [str(old_computer / "bin/sh"), str(old_computer / "gerai/run.sh"), *words],
        env={"PATH": str(old_computer / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "3.11" in done.stderr
    assert "3.10.12" in done.stderr
    assert [path.name for path in (old_computer / "gerai").iterdir()] == ["run.sh"]


def test_each_script_has_the_same_verbs():
    """What run.sh does on Debian, run.ps1 does on Windows; none leaves a file in the tree."""
    shell, windows = ((ROOT / name).read_text() for name in ("run.sh", "run.ps1"))
    for verb in ("test", "check", "bench", "proof"):
        assert f"\n{verb})" in shell
        assert f'\n    "{verb}" {{' in windows
    assert ".tmp" not in shell
