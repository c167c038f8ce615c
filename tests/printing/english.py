"""English for the papers' texts, as the tests lay them out: widths differ from Indonesian, so both are looked at."""

from __future__ import annotations

from pos.i18n import Texts

ENGLISH = {
    "Tunai": "Cash",
    "QRIS": "QRIS",
    "Bank": "Bank",
    "Transfer bank": "Bank transfer",
    "Kartu debit": "Debit card",
    "Kartu kredit": "Credit card",
    "Dompet digital": "E-wallet",
    "Voucher belanja": "Voucher",
    "Piutang": "Receivable",
    "Uang muka": "Deposit",
    "Uang masuk": "Pay-in",
    "Uang keluar": "Pay-out",
    "Setoran kasir": "Cash drop",
    "Pembayaran pengrajin": "Payout to maker",
    "Barang cacat": "Defective item",
    "Setor ke brankas": "To the safe",
    "Salah barang": "Wrong item",
    "Salah ukuran": "Wrong size",
    "Pembeli berubah pikiran": "Buyer changed mind",
    "Salah harga": "Wrong price",
    "Salah cara bayar": "Wrong tender",
    "Salah input": "Entry mistake",
    "Belanja keperluan gerai": "Supplies",
    "Ongkos kirim": "Transport",
    "Tukar receh": "Small change",
    "Bayar pengrajin": "Maker paid",
    "Periksa laci": "Drawer checked",
    "Rusak": "Damaged",
    "Hilang": "Lost",
    "Ditemukan": "Found",
    "Masa titip habis": "Consignment ended",
    "Harga di label beda": "Label price differs",
    "Data dipulihkan": "Data restored",
    "Disk disalin": "Disk copied",
    "Komputer diganti": "Computer replaced",
    "Listrik padam": "Power cut",
    "Lainnya": "Other",
    "NPWP {npwp}": "Tax ID {npwp}",
    "RETUR": "REFUND",
    "NOTA DIBATALKAN": "SALE VOIDED",
    "LATIHAN": "TRAINING",
    "Bukan bukti pembayaran": "Not a proof of payment",
    "SALINAN ke-{n}": "COPY no. {n}",
    "Dicetak ulang {moment}": "Reprinted {moment}",
    "oleh {name}": "by {name}",
    "No. {number}": "No. {number}",
    "Kasir: {name}": "Cashier: {name}",
    "Shift {number}": "Shift {number}",
    "Nota asal": "Original sale",
    "Diskon": "Discount",
    "karya {maker}": "made by {maker}",
    "Subtotal ({n} barang)": "Subtotal ({n} items)",
    "Pembulatan": "Rounding",
    "Sudah termasuk PPN": "VAT included",
    "TOTAL": "TOTAL",
    "TOTAL RETUR": "TOTAL REFUND",
    "TOTAL DIBATALKAN": "TOTAL VOIDED",
    "Dikembalikan lewat:": "Given back by:",
    "Kembali": "Change",
    "Alasan: {reason}": "Reason: {reason}",
    "Total {amount}": "Total {amount}",
    "LAPORAN SEMENTARA": "INTERIM REPORT",
    "TUTUP KASIR": "TILL CLOSED",
    "Meja kasir {register}": "Register {register}",
    "Tanggal buku": "Business date",
    "Dibuka": "Opened",
    "Dibuka oleh": "Opened by",
    "Ditutup": "Closed",
    "Ditutup oleh": "Closed by",
    "Dicetak": "Printed",
    "Nota pertama": "First receipt",
    "Nota terakhir": "Last receipt",
    "PENJUALAN": "SALES",
    "Jumlah nota": "Receipts",
    "Retur": "Refunds",
    "Nota dibatalkan": "Voided",
    "Dikembalikan ke pembeli": "Given back to buyers",
    "Omzet bruto": "Gross sales",
    "Penjualan bersih": "Net sales",
    "Termasuk PPN": "VAT included",
    "Dibayar pembeli": "Paid by buyers",
    "CARA BAYAR": "TENDERS",
    "Retur {tender}": "Refunds {tender}",
    "UANG DI LACI": "CASH IN DRAWER",
    "Modal awal": "Opening float",
    "Penjualan tunai": "Cash sales",
    "Retur tunai": "Cash refunds",
    "Uang menurut catatan": "Cash by the records",
    "Uang dihitung": "Cash counted",
    "Nota belum selesai": "Unfinished sales",
    "Diterima shift lalu": "Taken last shift",
    "SELISIH (pas)": "DIFFERENCE (none)",
    "SELISIH LEBIH": "OVER",
    "SELISIH KURANG": "SHORT",
    "RINCIAN HITUNGAN": "COUNT IN DETAIL",
    "Uang tunai baru dihitung saat tutup kasir.": "Cash is counted only when the till is closed.",
    "Belum terkirim": "Not yet sent",
    "Semua terkirim": "All sent",
    "Total sejak awal": "Running total",
    "Kode catatan": "Record code",
    "Kasir": "Cashier",
    "Penanggung jawab": "Manager",
    "Waktu": "Time",
    "Jumlah": "Amount",
    "Menyerahkan": "Handed over by",
    "Menerima": "Received by",
}


class EnglishTexts(Texts):
    """English by the table above; notes every text asked for that is not in it."""

    def __init__(self) -> None:
        super().__init__("en")
        self.missing: set[str] = set()
        self._catalogue = self._
        self._ = self.say
        self.ngettext = lambda one, many, n: self.say(one)
        self.pgettext = lambda context, text: self.say(text)

    def say(self, text: str) -> str:
        said = ENGLISH.get(text) or self._catalogue(text)
        if said == text and text not in ENGLISH:
            self.missing.add(text)
        return said
