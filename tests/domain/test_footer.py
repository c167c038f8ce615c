"""The footer guard: UU 8/1999 art. 18 bans clauses that deny return or exchange (domain.md §2.4)."""

import pytest

from pos.domain import footer
from pos.domain.receipt import check_footer
from pos.errors import FooterForbidden

BANNED = [
    "Barang yang sudah dibeli tidak dapat dikembalikan/ditukar",
    "BARANG YANG SUDAH DIBELI TIDAK DAPAT DITUKAR ATAU DIKEMBALIKAN",
    "Barang yg sdh dibeli tdk dpt ditukar",
    "barang yg telah dibeli tidak bisa di tukar lagi",
    "tdk. dpt. ditukar",
    "tidak dapat di-refund",
    "t i d a k  d a p a t  d i t u k a r",
    "Barang tidakdapatditukar",
    "T1dak dapat d1tuk4r",
    "Barang tidaak daapat ditukaar",
    "Tidak dpt dikembalikan",
    "Tidak boleh diretur",
    "Tidak menerima retur",
    "Kami tidak menerima pengembalian barang",
    "Tidak ada penukaran barang",
    "Tak bisa ditukar",
    "gak bisa dibalikin",
    "nggak bisa dikembalikan ya",
    "Barang dilarang ditukar",
    "Penukaran barang tidak dilayani",
    "Pengembalian uang tidak dapat dilakukan",
    "Retur tidak diterima",
    "Uang yang sudah dibayar tidak dapat diminta kembali",
    "Barang yang sudah dibeli tidak dapat ditukar setelah keluar toko",
    "Tanpa retur",
    "No refund",
    "NO RETURN NO EXCHANGE",
    "No cash refunds",
    "Non-refundable",
    "Goods sold are not returnable",
    "Goods cannot be returned or exchanged",
    "Sorry, we don't accept returns",
    "Sorry, we don’t do refunds",
    "All sales are final",
    "FINAL SALE",
    "Penjualan bersifat final",
]

ALLOWED = [
    "Penukaran barang cacat: 7 hari dengan struk ini",
    "Terima kasih, bangga karya lokal",
    "Barang dapat ditukar dalam 7 hari",
    "Barang tidak dapat ditukar setelah 7 hari",
    "Penukaran lewat 2 minggu tidak dilayani",
    "Penukaran tidak dilayani tanpa struk",
    "Tanpa struk, penukaran tidak dapat dilayani",
    "No returns after 14 days",
    "No exchange without receipt",
    "Tidak puas? Tukar dalam 7 hari",
    "Datang kembali ya!",
    "Barang cacat bisa ditukar, tidak perlu kartu",
    "Tidak ada biaya untuk penukaran",
    "Kembalian tidak dapat diganti permen",
    "Toko boleh tukar",
    "Nota ini bukti tukar barang",
    "Kami tidak menjual barang palsu. Tukar barang cacat 7 hari",
    "Toko tutup hari Minggu, tukar barang Senin",
    "Harga sudah termasuk pajak",
    "",
    "12345 !!! ...",
]


@pytest.mark.parametrize("text", BANNED)
def test_banned_clauses_are_refused(text):
    """Abbreviated, misspelt, spaced out, with look-alike signs, in English."""
    with pytest.raises(FooterForbidden):
        check_footer((text,))


@pytest.mark.parametrize("text", ALLOWED)
def test_other_footers_pass(text):
    """Conditions and time limits, and all that only sounds alike."""
    check_footer((text,))


def test_clause_broken_over_lines_is_refused():
    """The guard reads the footer as a buyer does."""
    with pytest.raises(FooterForbidden):
        check_footer(("Terima kasih", "Barang yang sudah dibeli tidak", "dapat ditukar atau dikembalikan"))


def test_sample_footer_of_the_receipt_passes():
    """domain.md §2.4, 58 mm."""
    check_footer(("Penukaran barang cacat: 7 hari", "dengan struk ini", "Terima kasih, bangga karya lokal"))


def test_receipt_offers_the_guard():
    """One guard, found where footers are."""
    assert check_footer is footer.check_footer
