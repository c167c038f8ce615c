"""How each setting is grouped, explained and its values are called. No Qt; what is not named here is not shown."""

import re

from pos.domain.permissions import MAY_WAIT, Permission
from pos.errors import N_
from pos.services.approvals import action_name
from pos.settings import SETTINGS

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Gerai"), ("outlet.name", "outlet.address", "outlet.phone", "outlet.npwp", "outlet.is_pkp")),
    (N_("Struk"), ("receipt.footer", "receipt.language", "receipt.story", "receipt.printing")),
    (N_("QRIS"), ("qris.static", "qris.mode")),
    (
        N_("Uang tunai"),
        ("cash.rounding_unit", "cash.rounding_direction", "cash.blind_count", "cash.float", "drawer.on_cash"),
    ),
    (
        N_("Diskon dan persetujuan"),
        (
            "discount.enabled",
            "discount.cashier_bps",
            "discount.supervisor_bps",
            "refund.unmatched_limit",
            "approval.later",
        ),
    ),
    (N_("Komisi"), ("commission.outlet_bps",)),
    (
        N_("Komputer ini"),
        ("ui.theme", "ui.language", "ui.sound", "ui.idle_minutes", "display.buyer"),
    ),
    (N_("Printer dan cadangan"), ("printer.address", "printer.profile", "backup.second_folder")),
)

LABELS = {
    "commission.outlet_bps": N_("Komisi bawaan gerai (%)"),
    "discount.cashier_bps": N_("Batas diskon kasir (%)"),
    "discount.supervisor_bps": N_("Batas diskon kepala kasir (%)"),
}
"""Where the declared name speaks of basis points: people think in percent."""

HINTS = {
    "outlet.npwp": N_("Dicetak hanya kalau gerai ini PKP."),
    "outlet.is_pkp": N_("Kalau bukan PKP, struk tidak menyebut PPN sama sekali."),
    "receipt.footer": N_("Larangan retur atau tukar dilarang undang-undang dan ditolak; batas waktu boleh."),
    "receipt.story": N_("Paling banyak dua baris tentang seorang pengrajin, di atas kaki struk."),
    "qris.static": N_(
        "Tempel teks stiker QRIS, atau ambil dari fotonya. Stiker baru mulai tanpa jumlah sampai pembayaran uji masuk."
    ),
    "qris.mode": N_("Pilih bentuk berjumlah hanya setelah satu pembayaran uji Rp1.000 benar-benar masuk."),
    "cash.rounding_unit": N_("Total tunai dibulatkan ke kelipatan ini; selisihnya tertulis di struk."),
    "cash.blind_count": N_("Matikan hanya kalau pemilik dan kasir orang yang sama."),
    "discount.cashier_bps": N_("Diskon di atasnya perlu orang kedua."),
    "discount.supervisor_bps": N_("Diskon di atasnya perlu penanggung jawab."),
    "approval.later": N_("Yang dipilih boleh jalan tanpa orang kedua; penanggung jawab memeriksanya nanti."),
    "commission.outlet_bps": N_("Dipakai kalau pengrajin dan kategori tidak punya aturan sendiri."),
    "ui.idle_minutes": N_("Keranjang tetap; tidak pernah mengunci saat pembayaran."),
    "display.buyer": N_("Monitor kedua memperlihatkan barang, total, dan QRIS kepada pembeli."),
    "printer.address": N_("tcp://alamat:9100 atau file:///dev/usb/lp0. Berlaku setelah kasir dibuka lagi."),
    "backup.second_folder": N_("Folder di flashdisk; setiap tutup kasir disalin ke sana."),
}

VALUES: dict[str, dict[str | int | bool, str]] = {
    "receipt.language": {"id": "Indonesia", "en": "English"},
    "ui.language": {"id": "Indonesia", "en": "English"},
    "ui.theme": {"light": N_("Terang"), "dark": N_("Gelap"), "sun": N_("Terik matahari")},
    "cash.rounding_unit": {1: N_("Tanpa"), 100: "Rp100", 500: "Rp500", 1000: "Rp1.000"},
    "cash.rounding_direction": {"down": N_("Ke bawah"), "nearest": N_("Terdekat"), "up": N_("Ke atas")},
    "display.buyer": {"second": N_("Monitor kedua"), "window": N_("Jendela"), "off": N_("Mati")},
    "printer.profile": {"58mm-32": "58 mm", "80mm-48": "80 mm", "80mm-42": N_("80 mm, 42 huruf")},
    "qris.mode": {
        "static": N_("Stiker apa adanya"),
        "12+54": N_("Dengan jumlah"),
        "11+54": N_("Dengan jumlah, bentuk lama"),
    },
}

BOOLEAN: dict[str | int | bool, str] = {True: N_("Ya"), False: N_("Tidak")}
PAPER = frozenset(
    {
        "outlet.name",
        "outlet.address",
        "outlet.phone",
        "outlet.npwp",
        "outlet.is_pkp",
        "receipt.footer",
        "receipt.language",
        "receipt.story",
    }
)
"""Settings that change how a receipt reads: it is shown beside them."""


def later_choices() -> tuple[tuple[str, str], ...]:
    """The acts that may go on to be looked at later, by their source text."""
    acts = sorted(MAY_WAIT, key=list(Permission).index)
    return tuple((act.value, action_name(act)) for act in acts)


_PERCENT = re.compile(r"(\d{1,3})(?:,(\d{1,2}))?")


def in_percent(key: str) -> bool:
    """Whether a setting is kept in basis points and typed in percent."""
    return key.endswith("_bps")


def percent_text(bps: int) -> str:
    """Basis points as percent, with a comma where there is a part: 1250 is 12,5."""
    whole, part = divmod(bps, 100)
    return f"{whole},{part:02d}".rstrip("0") if part else str(whole)


def bps_of(text: str) -> int | None:
    """The reverse; None for anything that is no percentage."""
    found = _PERCENT.fullmatch(text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found and text.isascii() else None


def label_of(key: str) -> str:
    """The source text of a setting's name."""
    return LABELS.get(key) or SETTINGS[key].label
