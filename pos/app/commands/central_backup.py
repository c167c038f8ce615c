"""`gerai central backup|restore`: a centre's rows in one file, for either database."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pos import backups, crypto
from pos.app.commands.backup import passphrase_of
from pos.app.commands.central import key_for_reading, key_path, open_store
from pos.app.commands.common import folder_of, say, say_json
from pos.clock import SystemClock
from pos.errors import BackupDamaged, NoBackup, PassphraseNeeded, PassphraseWrong, SettingNotAllowed
from pos.i18n import Texts
from pos.paths import ShopFolder
from sync.central.services import backup as services
from sync.central.services.backup import Drill


def backup(asked: argparse.Namespace) -> int:
    """Make a backup in the data folder, and a copy in DIR; --drill restores the newest one beside the centre instead.

    Works beside `central serve`. Raises NoCentre, DatabaseUnreachable, DiskFull, DiskFault.
    """
    if asked.drill:
        return _drill(asked)
    if asked.folder is None and asked.passphrase_file:
        raise SettingNotAllowed(key="DIR", reason="?")
    passphrase = passphrase_of(asked)
    store = open_store(asked)
    try:
        made = services.make(store, _own_folder(asked), SystemClock().now())
    finally:
        store.close()
    copied = str(services.copy(made, _named_folder(asked), passphrase)) if asked.folder else ""
    if asked.json:
        say_json({"file": str(made.path), "rows": made.head.rows, "copy": copied})
        return 0
    texts = Texts(asked.lang)
    say(
        texts._("Cadangan pusat {file}: {n} baris, sudah diperiksa.").format(file=made.path, n=made.head.rows)
    )
    if copied:
        say(texts._("Cadangan selesai. Salinannya di {file}.").format(file=copied))
    if key_path(asked).exists():
        say(
            texts._(
                "Simpan juga berkas kunci {file}, di tempat lain: tanpanya data pribadi tidak terbuka."
            ).format(file=key_path(asked))
        )
    return 0


def _own_folder(asked: argparse.Namespace) -> Path:
    return ShopFolder(folder_of(asked)).backups


def _named_folder(asked: argparse.Namespace) -> Path:
    return Path(asked.folder).expanduser().resolve()


def _drill(asked: argparse.Namespace) -> int:
    """Restore the newest backup into a database of its own and verify each outlet there; exit 1 with findings."""
    folder = _named_folder(asked) if asked.folder else _own_folder(asked)
    listed = backups.listed(folder, services.WHO)
    if not listed:
        raise NoBackup(folder=str(folder))
    store = open_store(asked)
    try:
        with _opened(asked, listed[-1].path) as (file, work):
            tried = services.drill(store, file, work, key_for_reading(asked))
    finally:
        store.close()
    _say_drill(asked, listed[-1].path.name, tried)
    return 1 if tried.faults else 0


def _say_drill(asked: argparse.Namespace, name: str, tried: Drill) -> None:
    if asked.json:
        say_json({"file": name, "rows": tried.head.rows, "findings": list(tried.faults)})
        return
    texts = Texts(asked.lang)
    for fault in tried.faults:
        say(fault)
    verdict = texts._("semua cocok")
    if tried.faults:
        verdict = texts._("{n} temuan").format(n=len(tried.faults))
    words = texts._("Latihan pulih {file}: {n} baris, semua gerai diperiksa: {verdict}.")
    say(words.format(file=name, n=tried.head.rows, verdict=verdict))


@contextmanager
def _opened(asked: argparse.Namespace, file: Path) -> Iterator[tuple[Path, Path]]:
    """The file, unsealed where it is sealed, and an empty folder to work in; both are gone after the block."""
    passphrase, own = passphrase_of(asked), _own_folder(asked)
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=own) as folder:
        try:
            with file.open("rb") as source:
                sealed = crypto.is_sealed(source)
        except OSError as error:
            raise BackupDamaged(file=file.name, detail=str(error.strerror)) from error
        yield (_unsealed(file, Path(folder), passphrase) if sealed else file), Path(folder)


def _unsealed(file: Path, folder: Path, passphrase: str) -> Path:
    if not passphrase:
        raise PassphraseNeeded(file=file.name)
    plain = folder / file.name
    try:
        with file.open("rb") as source, plain.open("wb") as target:
            crypto.unseal(source, target, passphrase)
    except (BackupDamaged, PassphraseWrong) as refused:
        raise type(refused)(**{**refused.facts, "file": file.name}) from refused
    return plain


def restore(asked: argparse.Namespace) -> int:
    """Fill an empty database from a backup; the registers then send what it lacks.

    Raises CentreNotEmpty, BackupDamaged, BackupNewer, PassphraseNeeded, PassphraseWrong, DatabaseUnreachable.
    """
    named = Path(asked.file).expanduser().resolve()
    with _opened(asked, named) as (file, _):
        head = services.check(file)
        store = open_store(asked)
        try:
            services.restore(store, file)
        finally:
            store.close()
    texts = Texts(asked.lang)
    say(
        texts._("Pusat dipulihkan: {n} baris. Yang lebih baru dikirim ulang oleh meja kasir.").format(
            n=head.rows
        )
    )
    return 0
