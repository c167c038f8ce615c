"""The paper's words for ways to pay, cash movements and reasons, and how a moment is written on paper."""

from datetime import datetime

from pos.domain.cash import FACES
from pos.domain.deposit import DepositAct
from pos.domain.money import Rupiah
from pos.domain.reason import Reason, code_of
from pos.domain.shift import CashMovementKind
from pos.domain.tender import TenderKind
from pos.domain.words import grouped
from pos.i18n import WIB, Texts

LONG_DATE_COLUMNS = 42
"""From this width on there is room for the full year and the time zone."""


def tender_words(texts: Texts) -> dict[TenderKind, str]:
    """Each way to pay as a buyer reads it."""
    return {
        TenderKind.CASH: texts._("Tunai"),
        TenderKind.QRIS: texts._("QRIS"),
        TenderKind.TRANSFER: texts._("Transfer bank"),
        TenderKind.DEBIT: texts._("Kartu debit"),
        TenderKind.CREDIT: texts._("Kartu kredit"),
        TenderKind.EWALLET: texts._("Dompet digital"),
        TenderKind.VOUCHER: texts._("Voucher belanja"),
        TenderKind.RECEIVABLE: texts._("Piutang"),
        TenderKind.DEPOSIT: texts._("Uang muka"),
    }


def movement_words(texts: Texts) -> dict[CashMovementKind, str]:
    """Each movement of cash beside sales; *setoran* is always qualified (users.md, words)."""
    return {
        CashMovementKind.PAY_IN: texts._("Uang masuk"),
        CashMovementKind.PAY_OUT: texts._("Uang keluar"),
        CashMovementKind.DROP: texts._("Setoran kasir"),
        CashMovementKind.MAKER_PAYOUT: texts._("Pembayaran pengrajin"),
    }


def deposit_words(texts: Texts) -> dict[DepositAct, str]:
    """What became of a deposit on an order."""
    return {
        DepositAct.TAKE: texts._("Diterima"),
        DepositAct.USE: texts._("Dipakai untuk pelunasan"),
        DepositAct.GIVE_BACK: texts._("Dikembalikan"),
        DepositAct.FORFEIT: texts._("Hangus"),
    }


def difference_word(difference: Rupiah, texts: Texts) -> str:
    """What a count found, before its amount."""
    if difference == 0:
        return texts._("SELISIH (pas)")
    return texts._("SELISIH LEBIH") if difference > 0 else texts._("SELISIH KURANG")


def face_words(face: str, texts: Texts) -> str:
    """The value of a note or coin; the coin of a value of which there is a note, too, says that it is one."""
    value = grouped(int(face[1:]))
    return texts._("{value} koin").format(value=value) if face in _COINS_LIKE_NOTES else value


_COINS_LIKE_NOTES = {face for face, _ in FACES if face.startswith("c") and f"n{face[1:]}" in dict(FACES)}


def reason_words(reason: str, texts: Texts) -> str:
    """Words of a listed reason; free text as it is."""
    code = code_of(reason)
    return reason_table(texts)[code] if code else reason


def reason_table(texts: Texts) -> dict[Reason, str]:
    """Each listed reason in words."""
    return {
        Reason.DEFECT: texts._("Barang cacat"),
        Reason.WRONG_ITEM: texts._("Salah barang"),
        Reason.WRONG_SIZE: texts._("Salah ukuran"),
        Reason.CHANGED_MIND: texts._("Pembeli berubah pikiran"),
        Reason.WRONG_PRICE: texts._("Salah harga"),
        Reason.WRONG_TENDER: texts._("Salah cara bayar"),
        Reason.MISTAKE: texts._("Salah input"),
        Reason.SUPPLIES: texts._("Belanja keperluan gerai"),
        Reason.TRANSPORT: texts._("Ongkos kirim"),
        Reason.SMALL_CHANGE: texts._("Tukar receh"),
        Reason.TO_SAFE: texts._("Setor ke brankas"),
        Reason.FROM_SAFE: texts._("Dari brankas"),
        Reason.TO_MAKER: texts._("Bayar pengrajin"),
        Reason.CHECK_DRAWER: texts._("Periksa laci"),
        Reason.LOOKED_AT: texts._("Sudah diperiksa"),
        Reason.DAMAGED: texts._("Rusak"),
        Reason.LOST: texts._("Hilang"),
        Reason.FOUND: texts._("Ditemukan"),
        Reason.EXPIRED: texts._("Masa titip habis"),
        Reason.LABEL_DIFFERS: texts._("Harga di label beda"),
        Reason.NO_LABEL: texts._("Label hilang"),
        Reason.NOT_LISTED: texts._("Belum didaftarkan"),
        Reason.RESTORED: texts._("Data dipulihkan"),
        Reason.CLONED: texts._("Disk disalin"),
        Reason.REPLACED: texts._("Komputer diganti"),
        Reason.POWER_CUT: texts._("Listrik padam"),
        Reason.OTHER: texts._("Lainnya"),
    }


def moment(at: datetime, columns: int) -> str:
    """Date and time in WIB, with the full year and the zone where the paper has room."""
    local = at.astimezone(WIB)
    return f"{local:%d/%m/%Y %H:%M} WIB" if columns >= LONG_DATE_COLUMNS else f"{local:%d/%m/%y %H:%M}"


def spaced_code(code: str) -> str:
    """A chain code in groups of four, to be read aloud: ABCD-EFGH."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
