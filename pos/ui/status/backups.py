"""What is said of backups, on the status sheet, in a passing note and at the command line. No Qt."""

from datetime import datetime

from pos.i18n import WIB, Texts, clock
from pos.services.backup import Standing, trouble_of


def backup_sentence(now: Standing, texts: Texts) -> str:
    """How the backups stand: what is missing and what to do, else when the last ones were made."""
    trouble, _ = trouble_of(now), texts._
    if trouble is not None:
        return texts.explain(trouble)
    if now.at is None:
        return _("Belum ada cadangan; yang pertama dibuat sendiri.")
    said = _("Cadangan terakhir {at}, sudah diperiksa.").format(at=moment(now.at, texts))
    if now.copied_at is None:
        return said
    copied = _("Salinan di flashdisk {at}.") if now.removable else _("Salinan di folder kedua {at}.")
    return f"{said} {copied.format(at=moment(now.copied_at, texts))}"


def moment(at: datetime, texts: Texts) -> str:
    """Day and time of day, as it is said in a sentence."""
    return f"{texts.day(at.astimezone(WIB).date())} {clock(at)}"


def copy_sentence(now: Standing, texts: Texts) -> str:
    """That the copy is done; that the stick may be pulled out only where it is one."""
    if now.removable:
        return texts._("Cadangan selesai. Flashdisk aman dicabut.")
    return texts._("Cadangan selesai. Salinannya di {file}.").format(file=now.copy)


def has_news(before: Standing | None, now: Standing) -> bool:
    """Whether a copy was made since the last look, so that somebody may wait for it."""
    return before is not None and now.copied_at is not None and now.copied_at != before.copied_at
