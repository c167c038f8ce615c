"""`gerai` and `python -m pos`: arguments, one command; exit code 0, 1 (findings), 2 (one clear line), 70 (a bug)."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pos import __version__
from pos.errors import GeraiError, PartMissing

Command = Callable[[argparse.Namespace], int]
EXIT_REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; a bug is shown with its stack and never looks like findings."""
    from pos.app import crash

    asked = _parser().parse_args(arguments)
    return crash.exit_code(lambda: _run(asked))


def _run(asked: argparse.Namespace) -> int:
    try:
        return int(asked.run(asked))
    except ModuleNotFoundError as error:
        if _is_ours(error):
            raise
        return _refuse(PartMissing(module=str(error.name)), asked.lang)
    except GeraiError as error:
        return _refuse(error, asked.lang)
    except BrokenPipeError:
        return EXIT_REFUSED
    except OSError as error:
        from pos.database import disk_trouble_of

        return _refuse(disk_trouble_of(error), asked.lang)
    except KeyboardInterrupt:
        return 130


def _is_ours(error: ModuleNotFoundError) -> bool:
    return str(error.name).partition(".")[0] in {"pos", "sync"}


def _refuse(error: GeraiError, language: str) -> int:
    from pos.i18n import Texts

    sys.stderr.write(Texts(language).explain(error).replace("\n", " ") + "\n")
    return EXIT_REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gerai", description="Kasir galeri yang tetap berjualan tanpa internet."
    )
    parser.add_argument("--version", action="version", version=f"gerai {__version__}")
    _common(parser, default=True)
    parser.set_defaults(run=_late("till", "run"))
    verbs = parser.add_subparsers(title="perintah", metavar="PERINTAH")
    _shop_verbs(verbs)
    _sync_verbs(verbs)
    _backup_verbs(verbs)
    _central_verbs(verbs)
    return parser


def _common(parser: argparse.ArgumentParser, *, default: bool = False) -> None:
    """--data and --lang are known before and after the verb."""
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=None if default else argparse.SUPPRESS,
        help="folder data gerai",
    )
    parser.add_argument(
        "--lang", choices=("id", "en"), default="id" if default else argparse.SUPPRESS, help="bahasa pesan"
    )


Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _verb(
    verbs: "Verbs[argparse.ArgumentParser]", name: str, help_: str, run: Command
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=help_, description=help_)
    _common(parser)
    parser.set_defaults(run=run)
    return parser


def _shop_verbs(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    init = _verb(verbs, "init", "buat gerai kosong", _late("commands.shop", "init"))
    init.add_argument("--outlet", required=True, metavar="NAMA")
    init.add_argument("--code", required=True, metavar="KODE")
    init.add_argument("--paper", type=int, choices=(58, 80), default=58)
    demo = _verb(verbs, "demo", "buat gerai contoh dan buka", _late("commands.shop", "demo"))
    demo.add_argument("--make-only", action="store_true")
    demo.set_defaults(open_till=_late("till", "run"))
    demo.add_argument("--outlet", choices=("GDK", "BLU", "PMR"), default="GDK")
    day = _verb(
        verbs, "day", "mainkan satu hari penuh lewat layar tanpa jendela", _late("commands.day", "run")
    )
    day.add_argument("--sales", type=int, default=20, metavar="N")
    day.add_argument("--seed", type=int, default=1, metavar="S")
    day.add_argument("--printer", metavar="URL")
    day.add_argument("--centre", metavar="URL")
    day.add_argument("--code", metavar="KODE_SEKALI_PAKAI")
    day.add_argument("--outlet", choices=("GDK", "BLU", "PMR"), default="GDK")
    paper = _verb(verbs, "print-test", "cetak halaman uji", _late("commands.printer", "print_test"))
    paper.add_argument("--printer", metavar="URL")


def _sync_verbs(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    enrol = _verb(verbs, "enrol", "hubungkan ke kantor pusat", _late("commands.sync", "enrol"))
    enrol.add_argument("--centre", required=True, metavar="URL")
    enrol.add_argument("--code", required=True, metavar="KODE_SEKALI_PAKAI")
    enrol.add_argument("--as-new", action="store_true", help="salinan disk menjadi meja kasir baru")
    enrol.add_argument("--take-place", action="store_true", help="komputer baru menggantikan yang hilang")
    sync = _verb(verbs, "sync", "kirim catatan ke kantor pusat", _late("commands.sync", "sync"))
    sync.add_argument("--once", action="store_true", help="satu putaran saja; begitu juga tanpa pilihan ini")
    _verb(verbs, "status", "keadaan gerai", _late("commands.sync", "status")).add_argument(
        "--json", action="store_true"
    )
    _carry_verb(verbs)
    verify = _verb(verbs, "verify", "periksa seluruh catatan", _late("commands.verify", "verify"))
    verify.add_argument("--centre", action="store_true", help="juga bandingkan dengan pusat")
    verify.add_argument("--json", action="store_true")


def _carry_verb(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    inner = _group(verbs, "carry", "bawa catatan ke pusat dengan flashdisk")
    export = _verb(
        inner, "export", "tulis catatan yang belum diterima pusat", _late("commands.carry", "export")
    )
    export.add_argument("file", type=Path, metavar="BERKAS.gerai")
    export.add_argument("--all", action="store_true", help="semua catatan, juga yang sudah diterima")
    export.add_argument("--json", action="store_true")


def _group(
    verbs: "Verbs[argparse.ArgumentParser]", name: str, help_: str
) -> "Verbs[argparse.ArgumentParser]":
    """A word that other verbs follow."""
    parser = verbs.add_parser(name, help=help_, description=help_)
    _common(parser)
    return parser.add_subparsers(title="perintah", metavar="PERINTAH", required=True)


def _backup_verbs(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    backup = _verb(verbs, "backup", "buat cadangan sekarang", _late("commands.backup", "backup"))
    _folder(backup, "salin juga ke folder ini, misalnya flashdisk")
    backup.add_argument("--each-close", action="store_true", help="mulai sekarang juga pada tiap tutup kasir")
    backup.add_argument("--drill", action="store_true", help="coba pulihkan cadangan terbaru, lalu periksa")
    backup.add_argument("--json", action="store_true")
    restore = _verb(verbs, "restore", "pulihkan gerai dari cadangan", _late("commands.backup", "restore"))
    restore.add_argument("file", type=Path, metavar="BERKAS")
    for parser in (backup, restore):
        _passphrase(parser)


def _folder(parser: argparse.ArgumentParser, help_: str) -> None:
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help=help_)


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file", metavar="BERKAS", help="frasa sandi di baris pertamanya; - bertanya di sini"
    )


def _central_verbs(verbs: "Verbs[argparse.ArgumentParser]") -> None:
    inner = _group(verbs, "central", "kantor pusat")
    init = _verb(inner, "init", "buat pusat", _late("commands.central", "init"))
    init.add_argument("--demo", action="store_true", help="dengan gerai dan katalog contoh")
    init.add_argument("--json", action="store_true")
    serve = _verb(inner, "serve", "jalankan pusat", _late("commands.central", "serve"))
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8765)
    enrol = _verb(inner, "enrol", "buat kode pendaftaran sekali pakai", _late("commands.central", "enrol"))
    enrol.add_argument("--outlet", required=True, metavar="KODE")
    enrol.add_argument("--name", metavar="NAMA", help="nama gerai baru")
    enrol.add_argument(
        "--replaces", default="", metavar="MEJA", help="meja kasir yang komputernya hilang: GDK1"
    )
    enrol.add_argument("--json", action="store_true")
    verify = _verb(inner, "verify", "periksa catatan semua meja kasir", _late("commands.central", "verify"))
    verify.add_argument("--json", action="store_true")
    backups = _central_backup_verbs(inner)
    for parser in (serve, verify, backups[0]):
        parser.add_argument("--key", metavar="BERKAS", help="berkas kunci pusat (semula central.key)")
    for parser in (init, serve, enrol, verify, *_office_verbs(inner), *backups):
        parser.add_argument("--database", metavar="URL", help="sqlite:///… atau postgresql://…")


def _office_verbs(inner: "Verbs[argparse.ArgumentParser]") -> tuple[argparse.ArgumentParser, ...]:
    incidents = _verb(
        inner, "incidents", "kejadian yang harus dilihat", _late("commands.central_office", "incidents")
    )
    incidents.add_argument("--close", metavar="ID", help="sudah dilihat: tutup")
    incidents.add_argument("--json", action="store_true")
    reproject = _verb(
        inner, "reproject", "coba lagi catatan yang disisihkan", _late("commands.central_office", "reproject")
    )
    reproject.add_argument("--outlet", metavar="KODE")
    reproject.add_argument("--json", action="store_true")
    revoke = _verb(
        inner, "revoke", "cabut meja kasir yang hilang", _late("commands.central_office", "revoke")
    )
    revoke.add_argument("--outlet", required=True, metavar="KODE")
    revoke.add_argument("--register", required=True, metavar="MEJA")
    carried = _verb(
        _group(inner, "carry", "catatan dari flashdisk"),
        "import",
        "masukkan berkas dari gerai carry export",
        _late("commands.central_carry", "bring_in"),
    )
    carried.add_argument("file", type=Path, metavar="BERKAS.gerai")
    carried.add_argument("--json", action="store_true")
    return incidents, reproject, revoke, carried


def _central_backup_verbs(
    inner: "Verbs[argparse.ArgumentParser]",
) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    backup = _verb(inner, "backup", "buat cadangan pusat", _late("commands.central_backup", "backup"))
    _folder(backup, "salin juga ke folder ini")
    backup.add_argument("--drill", action="store_true", help="coba pulihkan cadangan terbaru, lalu periksa")
    backup.add_argument("--json", action="store_true")
    restore = _verb(
        inner, "restore", "isi database kosong dari cadangan", _late("commands.central_backup", "restore")
    )
    restore.add_argument("file", type=Path, metavar="BERKAS")
    for parser in (backup, restore):
        _passphrase(parser)
    return backup, restore


def _late(module: str, function: str) -> Command:
    """A command that is imported only when it runs: nothing heavy loads for --help or for another verb."""

    def run(asked: argparse.Namespace) -> int:
        from importlib import import_module

        return int(getattr(import_module(f"pos.app.{module}"), function)(asked))

    return run


if __name__ == "__main__":
    sys.exit(main())
