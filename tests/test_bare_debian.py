"""The proof on a bare Debian runs as root: it must never remove what it has only mounted."""

import subprocess
import sys

import pytest

from tests.proof import bare_debian

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="debootstrap and bind mounts are Linux'")


@pytest.fixture
def bound(tmp_path):
    """A root, and this machine's folder mounted at its /dev."""
    root, ours = tmp_path / "root", tmp_path / "ours"
    (root / "dev").mkdir(parents=True)
    ours.mkdir()
    (ours / "null").touch()
    made = subprocess.run(["mount", "--bind", str(ours), str(root / "dev")], capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {made.stderr.decode()}")
    yield root, ours
    if bare_debian.mounted_below(root):
        subprocess.run(["umount", str(root / "dev")], check=True)


def test_nothing_is_removed_through_a_mount(bound):
    """Even where unmounting failed; afterwards the root goes, and what was mounted stays."""
    root, ours = bound
    assert bare_debian.mounted_below(root) == [root / "dev"]
    with pytest.raises(AssertionError, match="still mounted"):
        bare_debian.remove(root)
    assert (root / "dev/null").exists()
    subprocess.run(["umount", str(root / "dev")], check=True)
    bare_debian.remove(root)
    assert not root.exists()
    assert [path.name for path in ours.iterdir()] == ["null"]
