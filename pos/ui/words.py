"""Words that several screens share. No Qt."""

from pos.domain.reconciliation import Reconciliation
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah, grouped
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


def compared_sentence(found: Reconciliation, texts: Texts) -> str:
    """How a business date compared with the centre: "128 dari 128 transaksi ada di pusat, semua cocok"."""
    _ = texts._
    said = _("{day}: {there} dari {here} transaksi ada di pusat").format(
        day=texts.day(found.business_date), there=grouped(found.count_there), here=grouped(found.count_here)
    )
    if not found.differing:
        return _("{said}, semua cocok.").format(said=said)
    gap = found.total_here - found.total_there
    what = _("selisih {amount}").format(amount=format_rupiah(abs(gap))) if gap else _("rinciannya berbeda")
    return _(
        "{said}, {what}. Semua catatan aman di komputer ini; mintalah kantor pusat memeriksa hari itu."
    ).format(said=said, what=what)


_BEFORE_NAMES = frozenset({"ibu", "pak", "bu", "bapak"})


def initials(name: str) -> str:
    """The first letters of at most two words of a name, without a form of address: Ibu Ratna is R."""
    words = [word for word in name.split() if word.casefold() not in _BEFORE_NAMES] or [name]
    return "".join(word[:1] for word in words[:2]).upper()
