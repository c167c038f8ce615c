"""What may go wrong, as one tree; anything that is not in it is a bug and rises to the one handler.

    GeraiError
    ├── Refused   the user can act on it: unknown code, tender short
    └── Trouble   the surroundings: paper, disk, network, another program

Every leaf says, in Indonesian (the gettext source text), what happened, what is safe, what to do.
`pos.i18n.explain` turns it into one sentence chain in the chosen language.
"""

from collections.abc import Mapping
from typing import ClassVar


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a text for the catalogue without translating it."""
    return text


class GeraiError(Exception):
    """Base of all expected failures; `facts` fill the placeholders of the three texts.

    `keycaps` are the keys that the texts name, by the placeholder of their action, as the program comes; a till on which
    they were changed says its own (pos.i18n.Texts).
    """

    happened: ClassVar[str] = ""
    safe: ClassVar[str] = ""
    to_do: ClassVar[str] = ""
    keycaps: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **facts: object) -> None:
        """Keep the facts by name; they are formatted when the error is shown."""
        self.facts = facts
        super().__init__(f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in facts.items())})")

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders in tests and tools: keep the facts."""
        return _revive, (type(self), self.facts)


def _revive(kind: type[GeraiError], facts: dict[str, object]) -> GeraiError:
    return kind(**facts)


class Refused(GeraiError):
    """The person in front of the screen can act on it."""


class Trouble(GeraiError):
    """The surroundings failed: disk, paper, network, another program."""


# --- selling -----------------------------------------------------------------


class UnknownCode(Refused):
    happened = N_("Kode {code} tidak dikenal.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Pindai sekali lagi atau cari nama barangnya.")


class WrongCheckDigit(Refused):
    happened = N_("Kode {code} terbaca salah: angka pengecek tidak cocok.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Pindai sekali lagi; bila tetap gagal, ketik 4–6 angka terakhir pada label.")


class NotAnItemCode(Refused):
    happened = N_("Itu kode {what}, bukan kode barang.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Pindai barcode pada label barang.")


class ReceiptCode(Refused):
    happened = N_("Itu kode nota {number}.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Buka Riwayat untuk mencetak ulang atau retur.")


class UniquePieceTaken(Refused):
    happened = N_("{name} hanya satu dan sudah ada di keranjang.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Periksa apakah barang ini terpindai dua kali.")


class NothingOwed(Refused):
    happened = N_("Piutang nota ini sudah lunas atau barangnya sudah kembali.")
    safe = N_("Belum ada uang yang dicatat.")
    to_do = N_("Buka daftar piutang sekali lagi.")


class ProductRetired(Refused):
    happened = N_("{name} sudah tidak dijual.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Tanyakan kepada penanggung jawab gerai.")


class BundleNotSellable(Refused):
    happened = N_("{name} tidak bisa dijual sebagai paket: {reason}.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Jual isinya satu per satu, dan beri tahu kantor.")


class BundlePriceSet(Refused):
    happened = N_("{name} sudah berharga paket.")
    safe = N_("Harga tidak berubah.")
    to_do = N_("Untuk diskon lain, lepas dulu paketnya dengan menghapus satu isinya.")


class QuantityNotAllowed(Refused):
    happened = N_("Jumlah {quantity} tidak bisa dipakai.")
    safe = N_("Keranjang tidak berubah.")
    to_do = N_("Isi jumlah 1 sampai {maximum}.")


class DiscountNotAllowed(Refused):
    happened = N_("Diskon ini tidak bisa dipakai pada {name}.")
    safe = N_("Harga tidak berubah.")
    to_do = N_("Isi diskon 0 sampai {maximum}, atau lepaskan diskonnya.")


class DiscountTooSmall(Refused):
    happened = N_("Potongan Rp{amount} terlalu kecil.")
    safe = N_("Harga tidak berubah.")
    to_do = N_("Untuk persen ketik {amount}%, atau isi potongan mulai Rp{minimum}.")


class AmountNotAllowed(Refused):
    happened = N_("Jumlah uang Rp{amount} tidak bisa dipakai.")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Isi Rp{minimum} sampai Rp{maximum}.")


class CartEmpty(Refused):
    happened = N_("Keranjang masih kosong.")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Pindai atau pilih barang dahulu.")


class HeldCartGone(Refused):
    happened = N_("Nota yang ditahan itu sudah dilanjutkan atau dihapus.")
    safe = N_("Nota lain yang ditahan tetap ada.")
    to_do = N_("Pilih nota lain dari daftar.")


class NothingToSplit(Refused):
    happened = N_("Tiap nota harus berisi barang.")
    safe = N_("Keranjang tetap utuh.")
    to_do = N_("Pilih sebagian barang saja untuk nota yang lain.")


class ConsentMissing(Refused):
    happened = N_("Persetujuan pelanggan belum dicentang.")
    safe = N_("Data pelanggan belum disimpan.")
    to_do = N_("Bacakan kalimatnya; centang bila pelanggan setuju, atau lanjutkan tanpa nama.")


class OpenItemNotAllowed(Refused):
    happened = N_("Barang tanpa label perlu nama, pengrajin, dan harga.")
    safe = N_("Keranjang tetap ada.")
    to_do = N_("Isi nama barang, pilih pengrajin dan alasan, lalu isi harganya.")


class NothingToRepeat(Refused):
    happened = N_("Tidak ada barang dari nota {number} yang bisa dijual lagi.")
    safe = N_("Keranjang yang terbuka tetap ada.")
    to_do = N_("Pilih barang lain di layar Jual.")


class CartLocked(Refused):
    happened = N_("Nota ini sudah menerima sebagian uang.")
    safe = N_("Uang yang diterima tetap tercatat.")
    to_do = N_("Selesaikan pembayaran, atau kembalikan uangnya dahulu di layar Bayar.")


class CartSold(Refused):
    happened = N_("Nota ini sudah dibayar.")
    safe = N_("Penjualannya tetap tercatat.")
    to_do = N_("Mulai nota baru, lalu scan lagi barang yang belum dibayar.")


class OrderOfBundle(Refused):
    happened = N_("Paket belum bisa dipesan.")
    safe = N_("Keranjang tetap seperti semula.")
    to_do = N_("Ubah jumlah satu barangnya supaya paketnya lepas, lalu pesan barangnya satu-satu.")


class OrderDiscounted(Refused):
    happened = N_("Pesanan dicatat dengan harga tanpa diskon.")
    safe = N_("Keranjang tetap seperti semula.")
    to_do = N_("Hapus diskonnya dahulu; diskon bisa diberikan di nota lain saat barang diambil.")


class OrderDueBefore(Refused):
    happened = N_("Tanggal ambil {day} sudah lewat.")
    safe = N_("Pesanan belum dicatat.")
    to_do = N_("Pilih hari ini atau sesudahnya.")


class OrderClosed(Refused):
    happened = N_("Uang muka {number} sudah dipakai, dikembalikan, atau hangus.")
    safe = N_("Tidak ada uang yang dicatat dua kali.")
    to_do = N_("Lihat daftar pesanan; kalau ada di keranjang, keluarkan uang mukanya di layar Bayar.")


class OrderGoodsGone(Refused):
    happened = N_("Barang pesanan {number} tidak ada lagi di katalog.")
    safe = N_("Pesanan dan uang mukanya tetap tercatat.")
    to_do = N_("Hubungi kantor, atau kembalikan uang mukanya.")


class ForfeitTooEarly(Refused):
    happened = N_("Uang muka baru bisa hangus setelah tanggal ambil {day} lewat.")
    safe = N_("Pesanan tetap terbuka.")
    to_do = N_("Kembalikan uang mukanya, atau tunggu sampai tanggal itu lewat.")


class ApprovalNeeded(Refused):
    happened = N_("{action} perlu persetujuan penanggung jawab.")
    safe = N_("Belum ada yang berubah.")
    to_do = N_("Minta orang kedua yang boleh menyetujuinya mengetik PIN-nya.")


class ApprovalCodeWrong(Refused):
    happened = N_("Jawaban itu bukan untuk angka ini.")
    safe = N_("Belum ada yang berubah.")
    to_do = N_("Bacakan lagi tindakan, rupiah dan angkanya; sisa percobaan {left}.")


class ApprovalCodeSpent(Refused):
    happened = N_("Angka ini tidak berlaku lagi.")
    safe = N_("Belum ada yang berubah.")
    to_do = N_("Minta angka baru, lalu bacakan lagi kepada penanggung jawab.")


class PhoneCodeUnavailable(Refused):
    happened = N_("Kunci kode di ponsel tidak terbaca di komputer ini.")
    safe = N_("Semua data aman; persetujuan dengan PIN tetap bisa.")
    to_do = N_("Penanggung jawab memasang kode baru di menu Status, Persetujuan.")


class NotPermitted(Refused):
    happened = N_("{action} tidak termasuk tugas peran ini.")
    safe = N_("Belum ada yang berubah.")
    to_do = N_("Minta kasir atau penanggung jawab masuk dengan PIN-nya ({key_lock}).")
    keycaps: ClassVar[Mapping[str, str]] = {"key_lock": "Ctrl+L"}


# --- paying ------------------------------------------------------------------


class TenderShort(Refused):
    happened = N_("Uang masih kurang Rp{missing}.")
    safe = N_("Nota belum ditutup.")
    to_do = N_("Tambah uang atau cara bayar lain.")


class TenderTooMuch(Refused):
    happened = N_("Rp{amount} melebihi sisa tagihan Rp{due}.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_("Isi paling banyak Rp{due}; kembalian hanya dari uang tunai.")


class QrisLimit(Refused):
    happened = N_("QRIS hanya menerima Rp1 sampai Rp10.000.000 sekali bayar.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_("Bagi pembayaran: sebagian QRIS, sisanya cara lain.")


class QrisInvalid(Refused):
    happened = N_("Kode QRIS tidak sah: {reason}.")
    safe = N_("QRIS lama tetap dipakai.")
    to_do = N_("Ambil foto stiker QRIS yang jelas, lalu coba lagi.")


class PictureUnreadable(Refused):
    happened = N_("Berkas {name} bukan gambar yang bisa dibuka.")
    safe = N_("QRIS lama tetap dipakai.")
    to_do = N_("Pilih PNG atau JPG; dari PDF atau HEIC, buat tangkapan layarnya dulu.")


class PictureWithoutCode(Refused):
    happened = N_("Tidak ada kode QR yang terbaca di gambar itu.")
    safe = N_("QRIS lama tetap dipakai.")
    to_do = N_("Foto stikernya dari depan, tanpa pantulan, dengan seluruh kode kelihatan.")


class PictureNotQris(Refused):
    happened = N_("Kode QR di gambar itu bukan QRIS.")
    safe = N_("QRIS lama tetap dipakai.")
    to_do = N_("Pilih foto stiker QRIS gerai ini.")


class PictureTwoQris(Refused):
    happened = N_("Ada lebih dari satu QRIS di gambar itu.")
    safe = N_("QRIS lama tetap dipakai.")
    to_do = N_("Potong gambarnya sampai tinggal stiker gerai ini.")


class QrisNotSet(Refused):
    happened = N_("Kode QRIS gerai ini belum diatur.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_(
        "Pilih cara bayar lain; penanggung jawab mengisi isi stiker QRIS di settings.toml ([qris] static)."
    )


class ReferenceNotAllowed(Refused):
    happened = N_("Nomor referensi itu tidak bisa dipakai.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_(
        "Isi huruf dan angka dari struk EDC atau aplikasi, paling banyak {maximum}, tanpa spasi; jangan nomor kartu, nama, atau nomor HP."
    )


class VoucherNumberMissing(Refused):
    happened = N_("Nomor voucher belum diisi.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_("Isi nomor yang tercetak di voucher, lalu tekan Enter.")


class VoucherUsed(Refused):
    happened = N_("Voucher {voucher} sudah dipakai untuk nota {number}.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_("Periksa nomornya; kalau memang sama, minta cara bayar lain.")


class VoucherTwice(Refused):
    happened = N_("Voucher {voucher} sudah ada di pembayaran ini.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_("Isi nomor voucher yang lain, atau pilih cara bayar lain.")


class DebtorMissing(Refused):
    happened = N_("Instansi atau agen yang berutang belum diisi.")
    safe = N_("Pembayaran ini belum dicatat.")
    to_do = N_("Isi kode atau nama singkatnya, misalnya DISPAR-BEKASI, lalu tekan Enter.")


# --- shifts ------------------------------------------------------------------


class ShiftNotOpen(Refused):
    happened = N_("Kasir belum dibuka.")
    safe = N_("Keranjang tetap tersimpan.")
    to_do = N_("Buka kasir dengan modal awal dahulu.")


class ShiftAlreadyOpen(Refused):
    happened = N_("Kasir ini sudah dibuka sejak {since}.")
    safe = N_("Shift yang berjalan tidak berubah.")
    to_do = N_("Lanjutkan shift itu, atau tutup dahulu.")


class NotEnoughInDrawer(Refused):
    happened = N_("Menurut catatan, uang di laci tidak cukup untuk Rp{amount}.")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Periksa jumlahnya, atau catat uang masuk dahulu.")


class NotEnoughInSafe(Refused):
    happened = N_("Menurut catatan, brankas hanya berisi Rp{held}; Rp{amount} tidak bisa keluar dari sana.")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Periksa jumlahnya. Kalau isinya memang lebih, hitung brankas dahulu; selisihnya dicatat.")


class SwapUneven(Refused):
    happened = N_("Uang yang masuk Rp{came}, yang keluar Rp{went}: tidak sama.")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Hitung lagi kedua sisinya; tukar receh harus sama nilainya.")


class OutcomeBeyondDifference(Refused):
    happened = N_("Dari selisih itu tersisa Rp{rest}; Rp{amount} tidak cocok.")
    safe = N_("Selisihnya tetap tercatat seperti semula.")
    to_do = N_("Tulis paling banyak sisanya.")


class SlipUsed(Refused):
    happened = N_("Slip {slip} dari {bank} sudah dicatat pada {day}.")
    safe = N_("Setoran itu tetap tercatat satu kali.")
    to_do = N_("Periksa nomor slipnya.")


# --- after the sale ----------------------------------------------------------


class SaleNotFound(Refused):
    happened = N_("Nota {number} tidak ada di komputer ini.")
    safe = N_("Belum ada yang berubah.")
    to_do = N_("Periksa nomornya, atau tanyakan gerai asal.")


class NothingToRefund(Refused):
    happened = N_("Jumlah retur melebihi yang masih bisa diretur ({left}).")
    safe = N_("Nota asal tidak berubah.")
    to_do = N_("Kurangi jumlahnya.")


class VoidNotAllowed(Refused):
    happened = N_("Nota {number} tidak bisa dibatalkan: {reason}.")
    safe = N_("Nota asal tidak berubah.")
    to_do = N_("Pakai Retur.")


class TenderChangeNotAllowed(Refused):
    happened = N_("Cara bayar nota {number} tidak bisa diubah: {reason}.")
    safe = N_("Catatan nota tidak berubah.")
    to_do = N_("Bila uangnya memang lain, catat lewat retur atau tanyakan penanggung jawab.")


class UnmatchedIncomplete(Refused):
    happened = N_("Nomor nota, nama barang dan harga label belum lengkap.")
    safe = N_("Belum ada uang yang dikembalikan.")
    to_do = N_("Isi ketiganya, atau pindai label barangnya.")


class UnmatchedLimit(Refused):
    happened = N_("Retur tanpa nota di sini paling banyak Rp{maximum}.")
    safe = N_("Belum ada uang yang dikembalikan.")
    to_do = N_("Minta pembeli ke gerai asalnya, atau hubungi kantor pusat.")


class UnmatchedKnown(Refused):
    happened = N_("Nota {number} ada di komputer ini.")
    safe = N_("Belum ada uang yang dikembalikan.")
    to_do = N_("Buka notanya di riwayat dan pakai retur biasa.")


class UnmatchedAgain(Refused):
    happened = N_("{name} dari nota {number} sudah diretur di sini dengan {refund}.")
    safe = N_("Belum ada uang yang dikembalikan.")
    to_do = N_("Periksa struk returnya bersama pembeli.")


class LateEntryNotAllowed(Refused):
    happened = N_("Lembar susulan {number} tidak bisa dicatat: {reason}.")
    safe = N_("Notanya tetap tersimpan seperti semula.")
    to_do = N_("Periksa nomor dan jam di lembarnya, lalu isi lagi.")


class KuitansiNotAllowed(Refused):
    happened = N_("Nota {number} tidak bisa masuk kuitansi ini: {reason} {other}.")
    safe = N_("Belum ada kuitansi yang dibuat.")
    to_do = N_("Lepaskan notanya; salinan kuitansi lama bisa dicetak dari notanya.")


class KuitansiIncomplete(Refused):
    happened = N_("Kuitansi belum lengkap: {what} belum diisi.")
    safe = N_("Belum ada kuitansi yang dibuat.")
    to_do = N_("Isi dahulu, lalu tekan Enter lagi.")


class PaperFolderUnwritable(Trouble):
    happened = N_("Berkas PDF tidak bisa ditulis ke {folder}.")
    safe = N_("Kuitansinya sudah tercatat dengan nomornya.")
    to_do = N_("Kosongkan ruang disk, lalu cetak salinannya dari nota.")


class FooterForbidden(Refused):
    happened = N_("Kalimat kaki struk itu dilarang UU 8/1999 pasal 18: pembeli berhak menukar barang cacat.")
    safe = N_("Kaki struk lama tetap dipakai.")
    to_do = N_("Tulis misalnya: Penukaran barang cacat: 7 hari dengan struk ini.")


# --- people ------------------------------------------------------------------


class PinWrong(Refused):
    happened = N_("PIN salah.")
    safe = N_("Keranjang dan shift tidak berubah.")
    to_do = N_("Coba lagi; sisa percobaan {left}.")


class PinLocked(Refused):
    happened = N_("Terlalu banyak PIN salah.")
    safe = N_("Semua data aman.")
    to_do = N_("Tunggu {seconds} detik, lalu coba lagi.")


# --- the outlet's file -------------------------------------------------------


class NoShop(Refused):
    happened = N_("Belum ada gerai di folder {folder}.")
    safe = N_("Tidak ada data yang hilang.")
    to_do = N_("Buat dengan: gerai init --outlet NAMA --code KODE, atau coba: gerai demo.")


class ShopExists(Refused):
    happened = N_("Di folder {folder} sudah ada gerai.")
    safe = N_("Gerai itu tidak disentuh.")
    to_do = N_("Pakai --data dengan folder lain.")


class NotADemoShop(Refused):
    happened = N_("Gerai di folder {folder} adalah gerai sungguhan; hari contoh tidak dimainkan di sana.")
    safe = N_("Gerai itu tidak disentuh.")
    to_do = N_("Pakai --data dengan folder lain.")


class PartMissing(Refused):
    happened = N_("Bagian Gerai untuk perintah ini belum terpasang ({module}).")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Pasang selengkapnya dengan ./run.sh, atau: pip install 'gerai[till,central]'.")


class SettingNotAllowed(Refused):
    happened = N_("Pengaturan {key} tidak bisa dipakai: {reason}.")
    safe = N_("Pengaturan lama tetap berlaku.")
    to_do = N_("Perbaiki nilainya, lalu coba lagi.")


class StoreBusy(Trouble):
    happened = N_("Data gerai sedang dipakai program lain ({owner}).")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Tutup dahulu program itu, lalu ulangi.")


class FolderNotWritable(Trouble):
    happened = N_("Folder data {folder} tidak bisa ditulisi.")
    safe = N_("Data tidak disentuh.")
    to_do = N_("Periksa izin folder itu dan apakah disknya terpasang hanya-baca, lalu buka Gerai lagi.")


class StoreNewer(Trouble):
    happened = N_("Data gerai dibuat oleh Gerai yang lebih baru ({revision}).")
    safe = N_("Data tidak disentuh.")
    to_do = N_("Pasang Gerai versi terbaru di komputer ini.")


class StoreOlder(Trouble):
    happened = N_("Data gerai masih berbentuk lama ({revision}).")
    safe = N_("Data tidak disentuh.")
    to_do = N_("Buka Gerai sekali di komputer ini supaya datanya diperbarui.")


class StoreDamaged(Trouble):
    happened = N_("Berkas data gerai rusak: {detail}.")
    safe = N_("Berkas asli tidak diubah; catatan yang sudah terkirim aman di pusat.")
    to_do = N_("Jangan hapus apa pun. Salin seluruh folder data, lalu hubungi kantor pusat.")


class StoreUnsafe(Trouble):
    happened = N_("Penyimpanan tidak memberi jaminan tahan mati listrik ({detail}).")
    safe = N_("Belum ada yang dijual.")
    to_do = N_("Pindahkan data ke disk lokal biasa, bukan jaringan atau folder awan.")


class DiskFull(Trouble):
    happened = N_("Disk penuh; perubahan terakhir tidak tersimpan.")
    safe = N_("Semua nota yang sudah selesai aman.")
    to_do = N_("Kosongkan disk, lalu ulangi.")


class DiskNearlyFull(Trouble):
    happened = N_("Disk komputer ini hampir penuh.")
    safe = N_("Semua nota aman, dan berjualan masih bisa.")
    to_do = N_("Hapus atau pindahkan berkas lain sampai ada 1 GB yang kosong.")


class DiskFault(Trouble):
    happened = N_("Disk gagal menulis ({detail}).")
    safe = N_("Semua nota yang sudah selesai aman; yang terakhir belum tersimpan.")
    to_do = N_("Tutup Gerai, nyalakan ulang komputer, lalu buka lagi.")


class BackupDamaged(Refused):
    happened = N_("Berkas {file} rusak atau bukan cadangan Gerai ({detail}).")
    safe = N_("Data yang sekarang tidak disentuh.")
    to_do = N_("Pakai berkas cadangan lain.")


class BackupNewer(Refused):
    happened = N_("Cadangan {file} dibuat oleh Gerai versi lain ({revision}).")
    safe = N_("Data yang sekarang tidak disentuh.")
    to_do = N_("Pasang versi Gerai yang membuat cadangan itu, atau yang terbaru, lalu ulangi.")


class PassphraseNeeded(Refused):
    happened = N_("Cadangan {file} terkunci dengan frasa sandi.")
    safe = N_("Data yang sekarang tidak disentuh.")
    to_do = N_("Ulangi dengan --passphrase-file BERKAS.")


class PassphraseWrong(Refused):
    happened = N_("Frasa sandi tidak cocok dengan cadangan {file}.")
    safe = N_("Data yang sekarang tidak disentuh.")
    to_do = N_("Ulangi dengan frasa sandi yang dipakai saat cadangan itu dibuat.")


class NoBackup(Refused):
    happened = N_("Belum ada cadangan di {folder}.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Buat dahulu dengan: gerai backup, atau sebut folder lain.")


class BackupNotMade(Trouble):
    happened = N_("Cadangan ke {folder} tidak jadi: {detail}.")
    safe = N_("Semua nota di komputer ini aman, dan berjualan boleh terus.")
    to_do = N_("Kosongkan tempat di sana atau pakai folder lain; Gerai mencobanya lagi sendiri.")


class SecondFolderMissing(Trouble):
    happened = N_("Flashdisk cadangan tidak terpasang ({folder}).")
    safe = N_("Cadangan di komputer ini tetap dibuat.")
    to_do = N_("Pasang flashdisknya; salinannya dibuat sendiri dalam satu menit.")


class CustomerNotAllowed(Refused):
    happened = N_("Nama atau nomor pelanggan ini tidak dapat disimpan ({reason}).")
    safe = N_("Keranjang tetap seperti semula; penjualan tidak perlu pelanggan.")
    to_do = N_("Tulis nama dan nomor WhatsApp, misalnya 0812 3456 7890.")


class CustomerUnknown(Refused):
    happened = N_("Pelanggan itu tidak dikenal di komputer ini.")
    safe = N_("Tidak ada yang dihapus.")
    to_do = N_("Hapus di meja kasir yang mencatatnya, atau minta kantor pusat.")


class DataKeyMissing(Trouble):
    happened = N_("Kunci data pribadi di komputer ini tidak terbaca.")
    safe = N_("Semua nota aman; hanya nama dan nomor pelanggan yang tidak dapat dibuka.")
    to_do = N_("Nyalakan ulang Gerai; bila berulang, hubungi kantor pusat.")


class RecordTooLarge(Trouble):
    happened = N_("Nota ini terlalu besar untuk satu catatan ({size} bita).")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Bagi menjadi dua nota.")


class RecordUnreadable(Trouble):
    happened = N_("Isi catatan ini tidak bisa disimpan ({detail}).")
    safe = N_("Belum ada yang dicatat.")
    to_do = N_("Periksa teks dan angkanya, lalu ulangi; bila tetap gagal, beri tahu kantor pusat.")


class ClockWrong(Trouble):
    happened = N_("Jam komputer salah.")
    safe = N_("Semua nota aman; urutannya tidak bergantung pada jam.")
    to_do = N_("Betulkan tanggal dan jam Windows atau Linux, lalu buka Gerai lagi.")


# --- paper -------------------------------------------------------------------


class PrinterAddressInvalid(Refused):
    happened = N_("Alamat printer {address} tidak dikenal.")
    safe = N_("Printer lama tetap dipakai.")
    to_do = N_("Pakai tcp://alamat:9100 atau file:///jalur.")


class PrinterLinkNotSupported(PrinterAddressInvalid):
    happened = N_("Sambungan printer {scheme} belum didukung.")


class PrinterGone(Trouble):
    happened = N_("Printer tidak menjawab.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Periksa kabel dan daya printer; struk menunggu dan keluar sendiri.")


class PrinterStalled(Trouble):
    happened = N_("Printer berhenti di tengah struk.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Periksa kertas dan tutup printer, lalu tekan Cetak ulang ({key_reprint}).")
    keycaps: ClassVar[Mapping[str, str]] = {"key_reprint": "F12"}


class PaperOut(Trouble):
    happened = N_("Kertas printer habis.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Ganti kertas; struk menunggu dan keluar sendiri.")


class CoverOpen(Trouble):
    happened = N_("Tutup printer terbuka.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Tutup printer; struk menunggu dan keluar sendiri.")


class PrinterNotReady(Trouble):
    happened = N_("Printer sedang tidak siap.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Periksa lampu printer, matikan lalu nyalakan lagi; struk menunggu dan keluar sendiri.")


class PrinterMissing(Refused):
    happened = N_("Belum ada printer yang diatur.")
    safe = N_("Laporan ini tetap bisa dilihat di layar.")
    to_do = N_("Atur printer struk dahulu, lalu cetak dari sini.")


class PapersHeld(Trouble):
    happened = N_("Ada struk yang sudah lebih dari 15 menit menunggu; tidak dicetak sendiri.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Tekan Cetak yang menunggu bila masih diperlukan.")


class PaperNotMade(Trouble):
    happened = N_("Satu struk tidak bisa disusun.")
    safe = N_("Penjualan sudah tersimpan.")
    to_do = N_("Beri tahu penanggung jawab; nota tetap bisa dilihat di Riwayat.")


# --- records on a stick ------------------------------------------------------


class CarryExists(Refused):
    happened = N_("Berkas {file} sudah ada; tidak ditimpa.")
    safe = N_("Berkas itu tidak berubah, dan semua catatan aman di komputer ini.")
    to_do = N_("Pakai nama lain, atau pindahkan dahulu berkas itu, lalu ulangi.")


class CarryNotWritten(Trouble):
    happened = N_("Berkas {file} tidak jadi ditulis: {detail}.")
    safe = N_("Semua catatan aman di komputer ini, dan berjualan boleh terus.")
    to_do = N_("Periksa apakah flashdisknya terpasang, bisa ditulisi, dan masih lega, lalu ulangi.")


class DeviceKeyMissing(Trouble):
    happened = N_("Kunci meja kasir tidak ada di komputer ini, jadi berkas tidak bisa ditandatangani.")
    safe = N_("Semua catatan aman di komputer ini, dan berjualan boleh terus.")
    to_do = N_("Minta kode baru ke kantor pusat, lalu: gerai enrol --as-new.")


class CarryUnreadable(Refused):
    happened = N_("Berkas {file} tidak bisa dibaca: {detail}.")
    safe = N_("Tidak ada yang hilang; berkas yang sama boleh dimasukkan berkali-kali.")
    to_do = N_("Periksa nama berkas dan flashdisknya, lalu ulangi.")


class NotACarryFile(Refused):
    happened = N_("Berkas {file} bukan berkas bawaan dari gerai carry export.")
    safe = N_("Di pusat tidak ada yang berubah.")
    to_do = N_("Sebut berkas yang dibuat di kasir dengan: gerai carry export BERKAS.gerai.")


class CarryNewer(Refused):
    happened = N_("Berkas {file} dibuat oleh Gerai yang lebih baru ({format}).")
    safe = N_("Di pusat tidak ada yang berubah.")
    to_do = N_("Perbarui Gerai di kantor pusat, lalu masukkan lagi berkas itu.")


class CarryDamaged(Refused):
    happened = N_("Berkas {file} terpotong, rusak, atau diubah ({detail}).")
    safe = N_("Tidak ada yang diambil darinya; catatannya tetap aman di komputer kasir.")
    to_do = N_("Salin sekali lagi dari flashdisk, atau buat lagi di kasir dengan: gerai carry export.")


class CarryForged(Refused):
    happened = N_("Berkas {file} tidak ditandatangani oleh meja kasir {register}.")
    safe = N_("Tidak ada yang diambil darinya; di pusat tidak ada yang berubah.")
    to_do = N_(
        "Tanyakan asal berkas itu; ambil lagi sendiri dari kasir dengan: gerai carry export. Kalau pusat dipulihkan dari cadangan dan komputer kasir itu diganti sesudahnya, gabungkan komputer baru itu sekali lagi."
    )


class CarryStranger(Refused):
    happened = N_("Meja kasir {register} dari berkas {file} tidak terdaftar di pusat ini.")
    safe = N_("Tidak ada yang diambil darinya; di pusat tidak ada yang berubah.")
    to_do = N_("Periksa --database, atau daftarkan dahulu meja kasir itu dengan: gerai central enrol.")


class CarryGap(Refused):
    happened = N_(
        "Pusat belum punya catatan {register} nomor {first}–{last} (riwayat {epoch}), dan berkas {file} mulai sesudahnya."
    )
    safe = N_("Tidak ada yang hilang: semuanya ada di komputer kasir; yang sudah diterima pusat tetap.")
    to_do = N_(
        "Buat di kasir berkas yang lengkap dengan: gerai carry export BERKAS.gerai --all, lalu masukkan."
    )


class CarryForked(Refused):
    happened = N_(
        "Catatan {register} di berkas {file} dan di pusat bercabang pada nomor {at} (riwayat {epoch})."
    )
    safe = N_("Tidak ada yang hilang atau ditimpa: kedua cabang tetap ada, dan kejadiannya dicatat.")
    to_do = N_(
        "Sambungkan kasir itu ke pusat supaya cabangnya diterbitkan ulang; lihat: gerai central incidents."
    )


# --- the way to the centre ---------------------------------------------------


class NotEnrolled(Refused):
    happened = N_("Gerai ini belum terhubung ke kantor pusat.")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_("Minta kode ke kantor pusat, lalu: gerai enrol --centre ALAMAT --code KODE.")


class AlreadyEnrolled(Refused):
    happened = N_("Gerai ini sudah terhubung ke {centre}.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Pakai: gerai sync untuk mengirim data.")


class EnrolmentCodeInvalid(Refused):
    happened = N_("Kode pendaftaran salah, sudah dipakai, atau kedaluwarsa.")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_("Minta kode baru ke kantor pusat (berlaku 15 menit).")


class CopiedDisk(Refused):
    happened = N_("Meja kasir ini sudah terdaftar dari komputer lain.")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_(
        "Salinan disk harus menjadi meja kasir baru: gerai enrol --as-new dengan kode baru dari kantor."
    )


class OutletMismatch(Refused):
    happened = N_("Kode pendaftaran itu milik gerai {outlet}, bukan gerai ini.")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_("Minta kode untuk gerai ini ke kantor pusat.")


class CentreUnreachable(Trouble):
    happened = N_("Kantor pusat tidak terjangkau.")
    safe = N_("Semua nota aman di komputer ini dan dikirim nanti.")
    to_do = N_("Lanjutkan berjualan; periksa internet bila lebih dari sehari.")


class CentreRefusedToken(Trouble):
    happened = N_("Kantor pusat menolak meja kasir ini.")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_("Lanjutkan berjualan dan hubungi kantor pusat untuk mendaftar ulang.")


class CentreTooNew(Trouble):
    happened = N_("Kantor pusat meminta Gerai yang lebih baru.")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_("Perbarui Gerai di komputer ini; berjualan boleh terus.")


class CentreBusy(Trouble):
    happened = N_("Kantor pusat sedang sibuk.")
    safe = N_("Semua nota aman di komputer ini dan dikirim nanti.")
    to_do = N_("Tidak perlu apa-apa; dicoba lagi otomatis.")


class CentreFault(Trouble):
    happened = N_("Kantor pusat menjawab di luar perjanjian ({detail}).")
    safe = N_("Semua nota aman di komputer ini.")
    to_do = N_("Lanjutkan berjualan dan beri tahu kantor pusat.")


class Forked(Trouble):
    happened = N_("Catatan komputer ini dan pusat bercabang sejak nomor {at}; pengiriman dihentikan.")
    safe = N_("Semua nota aman di komputer ini; berjualan boleh terus.")
    to_do = N_("Hubungi kantor pusat; jangan hapus apa pun.")


class EpochUnknown(Trouble):
    happened = N_(
        "Pusat tidak mengenal riwayat {at} dari meja kasir ini; pusat mungkin dipulihkan dari cadangan."
    )
    safe = N_("Semua nota aman di komputer ini; berjualan boleh terus.")
    to_do = N_("Tunggu sinkronisasi berikutnya: catatan lama dikirim ulang dengan sendirinya.")


class EpochNeedsOffice(Trouble):
    happened = N_(
        "Pusat menduga meja kasir ini berjalan di dua komputer; pengiriman menunggu persetujuan kantor."
    )
    safe = N_("Semua nota aman di komputer ini; berjualan boleh terus.")
    to_do = N_("Hubungi kantor pusat untuk memeriksa dan menutup kejadian itu.")


class CentreTipMismatch(Trouble):
    happened = N_("Tanda terima pusat tidak cocok dengan catatan komputer ini pada nomor {at}.")
    safe = N_("Semua nota aman di komputer ini; tidak ada yang dianggap terkirim.")
    to_do = N_("Lanjutkan berjualan dan hubungi kantor pusat.")


class CatalogueDiffers(Trouble):
    happened = N_("Katalog dari pusat tidak sama dengan katalog di komputer ini, juga setelah diunduh ulang.")
    safe = N_("Semua nota aman; berjualan boleh terus dengan katalog yang ada.")
    to_do = N_("Beri tahu kantor pusat.")


class DatabaseUnreachable(Trouble):
    happened = N_("Database pusat tidak terjangkau ({detail}).")
    safe = N_("Meja kasir tetap berjualan dan mengirim nanti.")
    to_do = N_("Periksa alamat --database dan server PostgreSQL.")


class NoCentre(Refused):
    happened = N_("Di database itu belum ada pusat.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Buat dahulu dengan: gerai central init --database ALAMAT.")


class CentreNotEmpty(Refused):
    happened = N_("Di database itu sudah ada data pusat.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Pulihkan ke database kosong: --database ALAMAT.")


class UnknownOutlet(Refused):
    happened = N_("Gerai {code} tidak ada di pusat.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Periksa kodenya, atau buat gerainya dahulu.")


class NotInCatalogue(Refused):
    happened = N_("{id} tidak ada di katalog gerai itu.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Periksa kodenya, misalnya M03 atau M03-001.")


class UnknownRegister(Refused):
    happened = N_("Meja kasir {code} tidak ada di gerai itu.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Periksa kodenya, misalnya GDK1.")


class UnknownIncident(Refused):
    happened = N_("Kejadian {id} tidak ada atau sudah ditutup.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Lihat daftarnya: gerai central incidents.")


class CentralKeyDamaged(Trouble):
    happened = N_("Berkas kunci pusat {file} rusak atau tidak terbaca.")
    safe = N_("Semua data di pusat utuh; tidak ada yang diubah.")
    to_do = N_("Kembalikan berkas itu dari cadangannya, atau sebut yang benar dengan --key.")


class PortBusy(Trouble):
    happened = N_("Alamat {host}:{port} sudah dipakai program lain.")
    safe = N_("Tidak ada yang berubah.")
    to_do = N_("Pilih --port lain.")
