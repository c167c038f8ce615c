"""The safe's words for its changes. No Qt."""

from pos.domain.safe import SafeEntryKind, SwapWith
from pos.i18n import Texts


def entry_name(kind: SafeEntryKind, texts: Texts) -> str:
    """What changed the safe's content (users.md, Brankas)."""
    _ = texts._
    names = {
        SafeEntryKind.DROP: _("Setoran kasir"),
        SafeEntryKind.CLOSE: _("Tutup kasir"),
        SafeEntryKind.TO_DRAWER: _("Kembali ke laci"),
        SafeEntryKind.DEPOSIT: _("Setor ke bank"),
        SafeEntryKind.COUNT: _("Selisih hitungan"),
    }
    return names[kind]


def whom_name(whom: SwapWith, texts: Texts) -> str:
    """With whom notes and coins are changed."""
    _ = texts._
    return {SwapWith.SAFE: _("Brankas"), SwapWith.BANK: _("Bank"), SwapWith.PERSON: _("Orang lain")}[whom]


def waiting_words(days: int, shift_count: int, texts: Texts) -> str:
    """How long the oldest money has waited for the bank, and of how many shifts it is."""
    said = (
        texts.ngettext("Belum disetor {n} hari", "Belum disetor {n} hari", days).format(n=days)
        if days
        else texts._("Belum disetor, dari hari ini")
    )
    shifts = texts.ngettext("{n} shift", "{n} shift", shift_count).format(n=shift_count)
    return f"{said} · {shifts}" if shift_count else said
