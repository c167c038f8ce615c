"""Every setting declared once: key, type, default, label. Stored in the shop's database as JSON text.

A TOML file in the data folder is for bootstrap only (printer or centre address before the first start)
and is never written by the program (DESIGN.md §3).
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pos.errors import N_, SettingNotAllowed


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `choices` empty means any value of the type, `bounds` the least and the largest number.

    `local` ones belong to this computer only.
    The others are the shop's terms: their changes are journal records.
    """

    key: str
    kind: type
    default: Any
    label: str
    choices: tuple[Any, ...] = ()
    local: bool = False
    bounds: tuple[int, int] | None = None


SETTINGS: dict[str, Setting] = {
    s.key: s
    for s in (
        Setting("outlet.name", str, "", N_("Nama gerai")),
        Setting("outlet.address", list, [], N_("Alamat")),
        Setting("outlet.phone", str, "", N_("Nomor WhatsApp")),
        Setting("outlet.npwp", str, "", N_("NPWP")),
        Setting("outlet.is_pkp", bool, False, N_("Pengusaha kena pajak (PKP)")),
        Setting("receipt.footer", list, [], N_("Kaki struk")),
        Setting("receipt.language", str, "id", N_("Bahasa struk"), ("id", "en")),
        Setting("receipt.story", bool, False, N_("Cerita pengrajin di struk")),
        Setting("receipt.printing", bool, True, N_("Cetak struk setelah bayar"), local=True),
        Setting("ui.language", str, "id", N_("Bahasa layar"), ("id", "en"), local=True),
        Setting("ui.theme", str, "light", N_("Tema"), ("light", "dark", "sun"), local=True),
        Setting("ui.sound", int, 70, N_("Volume bunyi (0 = mati)"), local=True, bounds=(0, 100)),
        Setting(
            "display.buyer",
            str,
            "second",
            N_("Layar pembeli"),
            ("second", "window", "off"),
            local=True,
        ),
        Setting(
            "ui.idle_minutes",
            int,
            5,
            N_("Kunci sendiri setelah menit (0 = tidak pernah)"),
            local=True,
            bounds=(0, 240),
        ),
        Setting("ui.keys", list, [], N_("Tombol yang diganti"), local=True),
        Setting("shop.training", bool, False, N_("Gerai latihan"), local=True),
        Setting("approval.later", list, [], N_("Boleh lanjut, diperiksa nanti")),
        Setting("cash.rounding_unit", int, 100, N_("Pembulatan tunai"), (1, 100, 500, 1000)),
        Setting("cash.rounding_direction", str, "down", N_("Arah pembulatan"), ("down", "nearest", "up")),
        Setting("cash.blind_count", bool, True, N_("Hitung laci tanpa melihat uang menurut catatan")),
        Setting(
            "cash.float",
            int,
            0,
            N_("Modal yang ditinggal di laci (0 = seperti saat dibuka)"),
            bounds=(0, 100_000_000),
        ),
        Setting(
            "commission.outlet_bps", int, 2000, N_("Komisi bawaan gerai (basis poin)"), bounds=(0, 10_000)
        ),
        Setting("pad.printed", int, 0, N_("Blok susulan yang sudah dicetak"), local=True, bounds=(0, 10_000)),
        Setting(
            "refund.unmatched_limit",
            int,
            500_000,
            N_("Batas retur belum dicocokkan (rupiah)"),
            bounds=(0, 10_000_000),
        ),
        Setting("discount.enabled", bool, True, N_("Diskon diizinkan")),
        Setting(
            "discount.cashier_bps",
            int,
            1000,
            N_("Batas diskon kasir (basis poin dari harga barang)"),
            bounds=(0, 10_000),
        ),
        Setting(
            "discount.supervisor_bps",
            int,
            2500,
            N_("Batas diskon supervisor (basis poin dari harga barang)"),
            bounds=(0, 10_000),
        ),
        Setting("printer.address", str, "", N_("Alamat printer struk"), local=True),
        Setting(
            "printer.profile",
            str,
            "58mm-32",
            N_("Jenis printer"),
            ("58mm-32", "80mm-48", "80mm-42"),
            local=True,
        ),
        Setting("printer.known", str, "", N_("Yang sudah diketahui tentang printer"), local=True),
        Setting("backup.second_folder", str, "", N_("Folder cadangan kedua (flashdisk)"), local=True),
        Setting("drawer.on_cash", bool, True, N_("Buka laci pada penjualan tunai"), local=True),
        Setting("qris.static", str, "", N_("Kode QRIS (isi stiker)")),
        Setting("qris.nmid", str, "", N_("NMID QRIS")),
        Setting("qris.mode", str, "12+54", N_("Bentuk QRIS"), ("12+54", "11+54", "static")),
    )
}
LOCAL = frozenset(s.key for s in SETTINGS.values() if s.local)
"""Keys of this computer's own settings, which are no records."""


def _allows(setting: Setting, value: Any) -> bool:
    fits = type(value) is setting.kind and (not setting.choices or value in setting.choices)
    if fits and setting.bounds is not None:
        fits = setting.bounds[0] <= value <= setting.bounds[1]
    return fits and (setting.kind is not list or all(isinstance(part, str) for part in value))


def encode(key: str, value: Any) -> str:
    """Check a value against its declaration and give its stored text; raises SettingNotAllowed."""
    setting = SETTINGS.get(key)
    if setting is None:
        raise SettingNotAllowed(key=key, reason="?")
    if not _allows(setting, value):
        raise SettingNotAllowed(key=key, reason=repr(value))
    return msgspec.json.encode(value).decode()


def decode(key: str, text: str | None) -> Any:
    """The value of a stored text; the default where there is none, or none that this program understands."""
    setting = SETTINGS[key]
    if text is None:
        return setting.default
    try:
        value: Any = msgspec.json.decode(text, type=setting.kind)
    except msgspec.DecodeError:  # a damaged text must not keep a shop from selling; verify names it
        return setting.default
    return value if _allows(setting, value) else setting.default


def read_bootstrap(path: Path) -> tuple[dict[str, Any], tuple[SettingNotAllowed, ...]]:
    """Flat settings of the TOML file that are allowed, and what is wrong with the others; absent is empty.

    A wrong line never keeps a shop from selling, so nothing is raised.
    """
    if not path.is_file():
        return {}, ()
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, (SettingNotAllowed(key=path.name, reason=str(error)),)
    flat = {
        f"{area}.{name}" if isinstance(values, dict) else area: value
        for area, values in tree.items()
        for name, value in (values.items() if isinstance(values, dict) else (("", values),))
    }
    wrong: dict[str, SettingNotAllowed] = {}
    for key, value in flat.items():
        try:
            encode(key, value)
        except SettingNotAllowed as refused:
            wrong[key] = refused
    return {key: value for key, value in flat.items() if key not in wrong}, tuple(wrong.values())
