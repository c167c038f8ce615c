"""What may be imported when: nothing heavy before the first paint (ui.md §0.6, stack.md §3f)."""

import subprocess
import sys

import pytest

HEAVY = (
    "sqlalchemy", "alembic", "escpos", "reportlab", "argon2", "keyring", "urllib3", "segno", "openpyxl",
    "xlsxwriter", "litestar", "cryptography", "msgspec",
)  # fmt: skip


def loaded_after(code, among=HEAVY):
    probe = f"{code}\nimport sys\nprint(' '.join(m for m in {among!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    "code",
    [
        "import pos.__main__",
        "import pos.app.till",
        "import pos.ui.main_window",
        "import pos.domain.sale, pos.domain.qris, pos.domain.barcode",
    ],
)
def test_the_way_to_the_first_paint_is_light(code):
    """Neither the command line nor the window pulls a heavy library."""
    assert loaded_after(code) == []


def test_the_till_needs_nothing_of_the_centre():
    """A till installs no `central` extra."""
    assert "litestar" not in loaded_after("import pos.app.build, pos.app.play")


def test_what_threads_do_later_is_loaded_later():
    """The network's and the backups' modules wait for their first work; nobody waits for them at a start."""
    later = ("sync.outlet.cycle", "sync.outlet.pull", "pos.services.rebuild", "pos.services.backup")
    assert loaded_after("import pos.app.build", later) == []
    assert loaded_after("import sync.outlet.cycle", later)
