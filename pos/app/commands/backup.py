"""`gerai backup` and `gerai restore`: make, copy and try out backups; put one in the shop's place."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.app.commands.common import folder_of, say, say_json
from pos.errors import SettingNotAllowed
from pos.i18n import Texts
from pos.paths import ShopFolder

if TYPE_CHECKING:
    from pos.app.build import Till
    from pos.services.backup import Backup, Standing
    from pos.services.restore import Drill, Restored

PASSPHRASE_CHARS_MIN = 8
ASK = "-"


def passphrase_of(asked: argparse.Namespace) -> str:
    """The first line of --passphrase-file; '-' asks at the terminal; '' where none was named.

    Raises SettingNotAllowed for a file that cannot be read or a phrase that is too short.
    """
    named = asked.passphrase_file
    if not named:
        return ""
    if named == ASK:
        from getpass import getpass

        text = getpass("Frasa sandi: ")
    else:
        text = _first_line(Path(named))
    if len(text.strip()) < PASSPHRASE_CHARS_MIN:
        raise SettingNotAllowed(key="--passphrase-file", reason=f"≥ {PASSPHRASE_CHARS_MIN}")
    return text.strip()


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingNotAllowed(key="--passphrase-file", reason=str(path)) from error


def backup(asked: argparse.Namespace) -> int:
    """Make a checked backup now, and a copy of it in DIR; --drill tries the newest one out instead.

    Raises BackupNotMade, SecondFolderMissing, StoreBusy beside an open till.
    """
    if asked.drill:
        return _drill(asked)
    if asked.folder is None and (asked.passphrase_file or asked.each_close):
        raise SettingNotAllowed(key="DIR", reason="?")
    from pos.app.build import open_till
    from pos.services import backup as backups

    passphrase = passphrase_of(asked)
    till = open_till(folder_of(asked), purpose="gerai backup")
    try:
        now = backups.run(till.ctx, backups.Due.HOURLY)
        if now.problem and (trouble := backups.trouble_of(now)):
            raise trouble
        made = backups.made_of(till.ctx, now)
        copied = _copy(till, asked, made, passphrase) if asked.folder else None
    finally:
        till.close()
    _say_made(asked, made, copied)
    return 0


def _copy(till: "Till", asked: argparse.Namespace, made: "Backup", passphrase: str) -> "Standing":
    """Copy into DIR; with --each-close remember the folder and its passphrase for every close from now on."""
    from pos.services import backup as backups
    from pos.services import shop

    folder = asked.folder.expanduser().resolve()
    if asked.each_close:
        till.writer.call(shop.change_settings, till.ctx, {"backup.second_folder": str(folder)})
        till.credentials.keys.put(backups.SEAL_NAME, passphrase.encode())
    return backups.copied_to(till.ctx, made, folder, passphrase)


def _say_made(asked: argparse.Namespace, made: "Backup", copied: "Standing | None") -> None:
    if asked.json:
        copy = copied.copy if copied else ""
        say_json({"file": str(made.path), "records": made.records, "code": made.code, "copy": copy})
        return
    texts = Texts(asked.lang)
    words = texts._("Cadangan {file}: {n} catatan, sudah diperiksa.")
    say(words.format(file=made.path, n=made.records))
    if copied is not None:
        from pos.ui.status.backups import copy_sentence

        say(copy_sentence(copied, texts))


def _drill(asked: argparse.Namespace) -> int:
    """Restore the newest backup beside the shop, verify it, hold it against the live journal; exit 1 with findings."""
    from pos.app.build import look_at
    from pos.services import restore as restoring

    passphrase = passphrase_of(asked)
    looking = look_at(folder_of(asked))
    try:
        folder = asked.folder.expanduser().resolve() if asked.folder else looking.folder.backups
        newest = restoring.newest_backup(folder, looking.ctx.shop.register_code)
        tried = restoring.drill(looking.ctx, newest, passphrase)
    finally:
        looking.close()
    _say_drill(asked, tried)
    return 0 if tried.sound else 1


def _say_drill(asked: argparse.Namespace, tried: "Drill") -> None:
    texts = Texts(asked.lang)
    found = [f"{f.code}: {f.record_id} {f.detail}".strip() for f in tried.report.findings]
    if not tried.is_prefix:
        found.append(texts._("catatan cadangan bukan awal dari catatan gerai ini"))
    facts: dict[str, Any] = {
        "file": tried.path.name,
        "records": tried.snapshot.records,
        "sales": tried.report.sales,
        "live_records": tried.live_records,
    }
    if asked.json:
        say_json({**facts, "is_prefix": tried.is_prefix, "findings": found})
        return
    for line in found:
        say(line)
    verdict = texts._("{n} temuan").format(n=len(found)) if found else texts._("semua cocok")
    words = texts._(
        "Latihan pulih {file}: {records} dari {live_records} catatan, {sales} nota, diperiksa: {verdict}."
    )
    say(words.format(**facts, verdict=verdict))


def restore(asked: argparse.Namespace) -> int:
    """Put a backup in the shop's place; the shop that was there is kept and named. The folder must not be open.

    Raises StoreBusy, BackupDamaged, BackupNewer, PassphraseNeeded, PassphraseWrong, DiskFull, DiskFault.
    """
    from pos.clock import SystemClock
    from pos.ids import SystemIds, new_series_tag
    from pos.models import owner
    from pos.services import restore as restoring

    folder, passphrase = ShopFolder(folder_of(asked)), passphrase_of(asked)
    file = asked.file.expanduser().resolve()
    owned = owner.take(folder.owner_lock, "gerai restore")
    try:
        done = restoring.restore(
            folder, file, clock=SystemClock(), ids=SystemIds(), tag=new_series_tag(), passphrase=passphrase
        )
    finally:
        owned.release()
    _say_restored(asked, done, folder)
    return 0


def _say_restored(asked: argparse.Namespace, done: "Restored", folder: ShopFolder) -> None:
    texts = Texts(asked.lang)
    say(
        texts._("Gerai {register} dipulihkan: {n} catatan, {sales} nota, sudah diperiksa.").format(
            register=done.register_code, n=done.snapshot.records, sales=done.report.sales
        )
    )
    for finding in done.report.findings:
        say(f"{finding.code}: {finding.record_id} {finding.detail}".strip())
    if done.kept is not None:
        say(texts._("Data sebelumnya disimpan di {file}.").format(file=done.kept))
    if done.enrolled and not _has_key(folder):
        say(
            texts._(
                "Kunci meja kasir tidak ada di komputer ini: berjualan bisa; supaya pusat menerima, minta kode ke kantor, lalu: gerai enrol --as-new."
            )
        )


def _has_key(folder: ShopFolder) -> bool:
    from pos.key_store import open_key_store
    from pos.services.shop import DEVICE_KEY

    return open_key_store(folder.keys).get(DEVICE_KEY) is not None
