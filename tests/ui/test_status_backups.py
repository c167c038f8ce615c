"""What the till says of its backups: the last ones, what is missing, and when the stick may be pulled out."""

from datetime import UTC, datetime

import pytest

from pos.i18n import Texts
from pos.services import backup
from pos.services.backup import Standing
from pos.ui.status.backups import backup_sentence, copy_sentence, has_news
from pos.ui.status.presenter import StatusPresenter
from tests.ui.doubles import InstantTasks, Remembered, View

AT = datetime(2026, 11, 14, 14, 32, tzinfo=UTC)
ID = Texts("id")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (Standing(), "Belum ada cadangan; yang pertama dibuat sendiri."),
        (Standing(at=AT), "Cadangan terakhir 14 Nov 2026 21.32, sudah diperiksa."),
        (
            Standing(at=AT, copied_at=AT, removable=True),
            "Cadangan terakhir 14 Nov 2026 21.32, sudah diperiksa. Salinan di flashdisk 14 Nov 2026 21.32.",
        ),
        (
            Standing(at=AT, copy_problem="SecondFolderMissing", copy_facts={"folder": "E:\\"}),
            "Flashdisk cadangan tidak terpasang (E:\\). Cadangan di komputer ini tetap dibuat. Pasang flashdisknya; salinannya dibuat sendiri dalam satu menit.",
        ),
    ],
)
def test_the_sentence(now, said):
    """When, or what is missing and what to do."""
    assert backup_sentence(now, ID) == said


def test_only_a_stick_may_be_pulled_out():
    """A folder on the shop's own disk is none."""
    assert (
        copy_sentence(Standing(copy="x", removable=True), ID) == "Cadangan selesai. Flashdisk aman dicabut."
    )
    assert copy_sentence(Standing(copy="x"), ID) == "Cadangan selesai. Salinannya di x."


def test_news_is_told_once():
    """Not at the first look, not while nothing is new, not for a copy that failed."""
    assert not has_news(None, Standing(copied_at=AT))
    assert not has_news(Standing(copied_at=AT), Standing(copied_at=AT, copy_problem="BackupNotMade"))
    assert has_news(Standing(), Standing(copied_at=AT))


def test_the_cashier_is_told_wherever_she_is(ctx, ratna, tmp_path):
    """The copy is made in the background; the next look says so, once, and the sheet keeps the sentence."""
    view, ports = View(), Remembered()
    presenter = StatusPresenter(
        ctx,
        (view,),
        tasks=InstantTasks(ctx, ports.problem),
        notices=ports,
        texts=ID,
        cashier=lambda: ratna,
    )
    presenter.refresh()
    made = backup.make(ctx)
    (tmp_path / "stick").mkdir()
    path = backup.copy(ctx, made, tmp_path / "stick")
    backup.keep_standing(ctx, Standing(at=made.at, copied_at=made.at, copy=str(path), removable=True))
    for _ in range(3):
        presenter.refresh()
    assert ports.told == ["Cadangan selesai. Flashdisk aman dicabut."]
