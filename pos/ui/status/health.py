"""How this computer and its devices are, in plain words: state, since when, the next step. No Qt, no SQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pos.domain.words import grouped
from pos.errors import ClockWrong
from pos.i18n import Texts, clock
from pos.services import backup
from pos.services.health import BATTERY_EMPTY, BATTERY_LOW, DISK_FULL, DISK_LOW, Health
from pos.ui.status.backups import backup_sentence, moment
from pos.ui.status.shown import HealthRow, Tone

GIGA, MEGA = 1_000_000_000, 1_000_000


def health_rows(found: Health, scanned_at: datetime | None, texts: Texts) -> Iterator[HealthRow]:
    """A row for each; `scanned_at` is when the scanner read last since the till was opened."""
    yield _drawer(found, texts)
    yield _scanner(scanned_at, texts)
    yield _disk(found, texts)
    yield _database(found, texts)
    yield _backup(found, texts)
    yield _clock(found, texts)
    yield _battery(found, texts)


def _drawer(found: Health, texts: Texts) -> HealthRow:
    _, kick = texts._, found.kick

    def row(tone: Tone, said: str) -> HealthRow:
        return HealthRow("wallet", _("Laci uang"), tone, said)

    if not found.drawer_wished:
        return row(Tone.CALM, _("Laci tidak dibuka sendiri: begitu pengaturan komputer ini."))
    if not found.printer:
        return row(Tone.CALM, _("Laci dibuka lewat printer; belum ada printer."))
    if kick is None:
        return row(Tone.CALM, _("Belum pernah dibuka dari komputer ini."))
    at = moment(kick.at, texts)
    if kick.opened is False:
        said = _(
            "Perintah buka laci {at} tidak sampai. Buka dengan kunci, lalu periksa kabel laci ke printer."
        )
        return row(Tone.AMBER, said.format(at=at))
    return row(Tone.GREEN, _("Terakhir dibuka {at}.").format(at=at))


def _scanner(scanned_at: datetime | None, texts: Texts) -> HealthRow:
    _ = texts._
    if scanned_at is None:
        said = _(
            "Belum membaca sejak kasir dibuka. Pindai satu label; kalau diam, cabut dan pasang lagi kabelnya."
        )
        return HealthRow("scan-barcode", _("Pemindai"), Tone.CALM, said)
    said = _("Terakhir membaca {at}.").format(at=clock(scanned_at))
    return HealthRow("scan-barcode", _("Pemindai"), Tone.GREEN, said)


def _disk(found: Health, texts: Texts) -> HealthRow:
    _, free = texts._, found.disk_free
    if free >= DISK_LOW:
        said = _("Sisa {free} GB dari {total} GB.")
        sizes = {"free": grouped(free // GIGA), "total": grouped(found.disk_total // GIGA)}
        return HealthRow("hard-drive", _("Disk"), Tone.GREEN, said.format(**sizes))
    tone = Tone.AMBER if free >= DISK_FULL else Tone.RED
    said = _("Sisa tinggal {free} MB. Nota yang selesai aman; kosongkan tempat hari ini juga.")
    return HealthRow("hard-drive", _("Disk"), tone, said.format(free=grouped(free // MEGA)))


def _database(found: Health, texts: Texts) -> HealthRow:
    _, stands = texts._, found.backups
    trouble = backup.trouble_of(stands) if stands.problem == "StoreDamaged" else None
    if trouble is not None:
        return HealthRow("database", _("Data"), Tone.RED, texts.explain(trouble))
    if stands.at is None:
        said = _("Belum diperiksa; pemeriksaan pertama bersama cadangan pertama.")
        return HealthRow("database", _("Data"), Tone.CALM, said)
    said = _("Semua halaman diperiksa utuh {at}.").format(at=moment(stands.at, texts))
    return HealthRow("database", _("Data"), Tone.GREEN, said)


def _backup(found: Health, texts: Texts) -> HealthRow:
    _, stands = texts._, found.backups
    said = backup_sentence(stands, texts)
    if backup.trouble_of(stands) is not None:
        return HealthRow("save", _("Cadangan"), Tone.AMBER, said)
    if found.behind:
        late = _("{said} Yang sesudahnya belum dicadangkan; biarkan komputer menyala sebentar.")
        return HealthRow("save", _("Cadangan"), Tone.AMBER, late.format(said=said))
    return HealthRow("save", _("Cadangan"), Tone.CALM if stands.at is None else Tone.GREEN, said)


def _clock(found: Health, texts: Texts) -> HealthRow:
    _ = texts._
    if found.clock_doubted:
        return HealthRow("clock", _("Jam"), Tone.RED, texts.explain(ClockWrong()))
    if found.offset_ms is None:
        said = _("Tidak dibandingkan dengan pusat. Cocokkan sesekali dengan jam ponsel.")
        return HealthRow("clock", _("Jam"), Tone.CALM, said)
    seconds = abs(found.offset_ms) // 1000
    said = texts.ngettext("Selisih {n} detik dengan pusat.", "Selisih {n} detik dengan pusat.", seconds)
    return HealthRow("clock", _("Jam"), Tone.GREEN, said.format(n=seconds))


def _battery(found: Health, texts: Texts) -> HealthRow:
    _, battery = texts._, found.battery
    if battery is None:
        said = _("Komputer ini hidup dari listrik.")
        return HealthRow("battery", _("Baterai"), Tone.CALM, said)
    n = battery.percent
    if battery.plugged:
        return HealthRow("battery", _("Baterai"), Tone.GREEN, _("{n} %, terhubung listrik.").format(n=n))
    if n > BATTERY_LOW:
        return HealthRow("battery", _("Baterai"), Tone.CALM, _("{n} %, tanpa listrik.").format(n=n))
    tone = Tone.AMBER if n > BATTERY_EMPTY else Tone.RED
    said = _("Tinggal {n} %. Pasang pengisi daya; keranjang dan nota tetap tersimpan kalau mati.")
    return HealthRow("battery-warning", _("Baterai"), tone, said.format(n=n))


@dataclass(slots=True)
class Since:
    """When each row came into its tone, as far as this till has seen."""

    seen: dict[str, tuple[Tone, datetime]]

    def of(self, row: HealthRow, now: datetime) -> datetime | None:
        """Since when it needs a look; None while it needs none."""
        tone, at = self.seen.get(row.name, (None, now))
        if tone is not row.tone:
            at = now
        self.seen[row.name] = row.tone, at
        return at if row.tone in {Tone.AMBER, Tone.RED} else None
