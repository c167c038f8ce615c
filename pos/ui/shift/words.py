"""The shift screen's words for kinds and reasons. No Qt."""

from pos.domain.difference_outcome import DifferenceOutcome
from pos.domain.reason import Reason
from pos.domain.shift import CashMovementKind, CashPart
from pos.i18n import Texts


def movement_name(kind: CashMovementKind, texts: Texts) -> str:
    """Pay-in, pay-out, drop (domain.md §3)."""
    _ = texts._
    names = {
        CashMovementKind.PAY_IN: _("Uang masuk"),
        CashMovementKind.PAY_OUT: _("Uang keluar"),
        CashMovementKind.DROP: _("Setoran kasir"),
        CashMovementKind.MAKER_PAYOUT: _("Bayar pengrajin"),
    }
    return names[kind]


def cash_part_name(part: CashPart, kind: CashMovementKind | None, texts: Texts) -> str:
    """What a part of the drawer's cash came from or went to."""
    _ = texts._
    if kind is not None:
        return movement_name(kind, texts)
    names = {
        CashPart.FLOAT: _("Modal awal"),
        CashPart.SALES: _("Penjualan tunai"),
        CashPart.REFUNDS: _("Retur tunai"),
        CashPart.DEPOSITS: _("Uang muka tunai"),
        CashPart.RECEIVABLES: _("Piutang dibayar tunai"),
        CashPart.WAITING: _("Tunai nota belum selesai"),
        CashPart.WAITED_BEFORE: _("Sudah diterima shift lalu"),
    }
    return names[part]


def outcome_name(outcome: DifferenceOutcome, texts: Texts) -> str:
    """What became of a difference."""
    _ = texts._
    names = {
        DifferenceOutcome.FOUND: _("Sebabnya ditemukan"),
        DifferenceOutcome.BORNE: _("Ditanggung galeri"),
        DifferenceOutcome.REPAID: _("Sudah diganti"),
        DifferenceOutcome.UNEXPLAINED: _("Tidak diketahui"),
    }
    return names[outcome]


def reason_name(reason: Reason, texts: Texts) -> str:
    """Why money went in or out of the drawer."""
    _ = texts._
    names = {
        Reason.SMALL_CHANGE: _("Uang receh"),
        Reason.SUPPLIES: _("Belanja keperluan"),
        Reason.TRANSPORT: _("Ongkos kirim"),
        Reason.TO_SAFE: _("Ke brankas"),
        Reason.FROM_SAFE: _("Dari brankas"),
        Reason.OTHER: _("Lain-lain"),
    }
    return names.get(reason, reason.value)
