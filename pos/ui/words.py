"""Words that several screens share. No Qt."""

from pos.domain.tender import TenderKind
from pos.i18n import Texts


def tender_name(kind: TenderKind, texts: Texts) -> str:
    """The screen's word for a way to pay (domain.md §3)."""
    _ = texts._
    names = {
        TenderKind.CASH: _("Tunai"),
        TenderKind.QRIS: _("QRIS"),
        TenderKind.DEBIT: _("Kartu debit"),
        TenderKind.CREDIT: _("Kartu kredit"),
        TenderKind.TRANSFER: _("Transfer bank"),
        TenderKind.EWALLET: _("Dompet digital"),
        TenderKind.VOUCHER: _("Voucher"),
        TenderKind.RECEIVABLE: _("Piutang"),
        TenderKind.DEPOSIT: _("Uang muka"),
    }
    return names[kind]
