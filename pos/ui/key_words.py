"""What each key does and what each screen is for, in a cashier's words: for the help, the key card and the settings."""

from pos.i18n import Texts
from pos.ui.keys import KEY_MAP, SECOND_CHORDS, Action, KeyMap, Screen

ARROWS = frozenset({Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT, Action.PAGE_UP, Action.PAGE_DOWN})


def action_words(texts: Texts) -> dict[Action, str]:
    """Each action in a few words."""
    return {**_at_the_sale(texts), **_elsewhere(texts)}


def _at_the_sale(texts: Texts) -> dict[Action, str]:
    _ = texts._
    return {
        Action.HELP: _("Bantuan layar ini"),
        Action.SELL: _("Siap berjualan: cari atau pindai"),
        Action.QUICK_CASH_TENDER: _("Bayar tunai"),
        Action.QRIS_TENDER: _("Bayar QRIS"),
        Action.OTHER_TENDER: _("Cara bayar lain"),
        Action.LINE_DISCOUNT: _("Diskon barang yang ditandai"),
        Action.CART_DISCOUNT: _("Diskon seluruh nota"),
        Action.PAY: _("Bayar"),
        Action.HISTORY: _("Riwayat dan retur"),
        Action.FULL_SCREEN: _("Layar penuh"),
        Action.REPRINT: _("Cetak ulang struk terakhir"),
        Action.VOID: _("Batalkan nota terakhir"),
        Action.REPEAT: _("Ulangi nota: barang yang sama"),
        Action.EXCHANGE: _("Tukar barang"),
        Action.KUITANSI: _("Buat kuitansi"),
        Action.LATE_ENTRY: _("Penjualan susulan"),
        Action.CONFIRM: _("Lanjut, setuju, pilih yang ditandai"),
        Action.BACK: _("Mundur satu langkah; keranjang tetap ada"),
        Action.UP: _("Pindah tanda"),
        Action.DOWN: _("Pindah tanda"),
        Action.LEFT: _("Pindah tanda"),
        Action.RIGHT: _("Pindah tanda"),
        Action.PAGE_UP: _("Halaman sebelumnya"),
        Action.PAGE_DOWN: _("Halaman berikutnya"),
        Action.MORE: _("Tambah jumlah"),
        Action.FEWER: _("Kurangi jumlah"),
        Action.REMOVE: _("Hapus yang ditandai"),
        Action.UNDO: _("Urungkan"),
        Action.REDO: _("Ulangi lagi"),
        Action.CLEAR: _("Kosongkan keranjang"),
        Action.HOLD: _("Tahan nota ini"),
        Action.HELD: _("Nota ditahan"),
    }


def _elsewhere(texts: Texts) -> dict[Action, str]:
    _ = texts._
    return {
        Action.BY_PIECES: _("Hitung per pecahan"),
        Action.OPEN_DRAWER: _("Buka laci tanpa nota"),
        Action.SAFE: _("Brankas"),
        Action.SWAP: _("Tukar receh"),
        Action.REPORT: _("Laporan sementara shift"),
        Action.DIFFERENCES: _("Selisih yang belum diputuskan"),
        Action.RAIL_SELL: _("Layar Jual"),
        Action.RAIL_HELD: _("Layar Nota ditahan"),
        Action.RAIL_HISTORY: _("Layar Riwayat"),
        Action.RAIL_SHIFT: _("Layar Shift"),
        Action.RAIL_STATUS: _("Layar Status"),
        Action.RAIL_APPROVALS: _("Layar Persetujuan"),
        Action.RAIL_SETTINGS: _("Layar Atur"),
        Action.RAIL_REPORTS: _("Layar Laporan"),
        Action.LOCK: _("Kunci atau ganti kasir"),
        Action.FILTER: _("Saring barang"),
        Action.CUSTOMER: _("Pelanggan"),
        Action.EXTRAS: _("Lainnya: catatan, bagi nota, cek harga"),
        Action.LINE_NOTE: _("Catatan barang"),
        Action.SALE_NOTE: _("Ucapan di struk"),
        Action.OPEN_ITEM: _("Barang tanpa label"),
        Action.PRICE_CHECK: _("Cek harga"),
        Action.SPLIT: _("Bagi nota"),
        Action.ORDERS: _("Pesanan dan uang muka"),
        Action.RECEIVABLES: _("Piutang yang belum dibayar"),
        Action.PRACTICE: _("Latihan: mulai, lalu petunjuk"),
        Action.PIN: _("Sematkan di depan"),
        Action.BY_PHONE: _("Kode approval lewat telepon"),
        Action.LATER: _("Lanjut, diperiksa nanti"),
        Action.NEW_CODE: _("Kode baru untuk ponsel"),
    }


def screen_words(texts: Texts, keys: KeyMap) -> dict[Screen, tuple[str, ...]]:
    """What a screen is for, and what to do first: two or three sentences."""
    _ = texts._
    return {
        Screen.SIGN_IN: (
            _("Pilih nama Anda, ketik PIN, lalu Enter."),
            _("Lima PIN salah mengunci nama itu sebentar."),
        ),
        Screen.SELL: (
            _("Pindai barcode, ketik nama, atau sentuh gambar; barang masuk ke keranjang."),
            _("Ketik 3* sebelum memindai untuk tiga buah."),
            _("{pay} lalu Enter: tunai uang pas. Keranjang tidak hilang walau listrik padam.").format(
                pay=keys.keycap(Action.PAY)
            ),
        ),
        Screen.PAY: (
            _(
                "Enter menerima jumlah yang tertulis. Jumlah lebih kecil, lalu cara bayar lain, membagi pembayaran."
            ),
            _("QRIS: tunjukkan kode, lihat uang masuk di aplikasi gerai, lalu tekan Uang sudah masuk."),
        ),
        Screen.HISTORY: (
            _("Pindai struk, atau cari nomor, jumlah, barang, pengrajin, atau jam."),
            _("Retur: pilih baris, pilih alasan, Enter."),
        ),
        Screen.EXCHANGE: (
            _("Barang lama sudah dipilih; pindai barang baru, lalu bayar atau kembalikan bedanya."),
        ),
        Screen.SHIFT: (
            _("Buka kasir dengan modal awal; tutup kasir dengan menghitung uang di laci."),
            _("Tutup kasir tidak pernah ditolak: selisih dicatat, bukan dipaksa cocok."),
        ),
        Screen.SAFE: (_("Uang dari laci masuk ke brankas dan disetor ke bank dari sini."),),
        Screen.HELD: (
            _("Enter melanjutkan nota yang ditandai; nota yang terbuka ditahan sebagai gantinya."),
        ),
        **_words_of_claims(texts),
        Screen.APPROVAL: (_("Orang kedua memilih namanya dan mengetik PIN; Anda tetap masuk."),),
        Screen.APPROVALS: (_("Yang disetujui belakangan menunggu dilihat di sini."),),
        Screen.STATUS: (
            _("Printer, cadangan, dan pengiriman data: keadaan, sejak kapan, dan langkah berikutnya."),
        ),
        Screen.SETTINGS: (_("Cari pengaturan dengan mengetik; Enter mengubah yang ditandai."),),
        Screen.REPORTS: (_("Panah kiri dan kanan mengganti hari; Enter mencetak."),),
    }


def _words_of_claims(texts: Texts) -> dict[Screen, tuple[str, ...]]:
    """Money before its sale, and after it."""
    _ = texts._
    return {
        Screen.ORDERS: (
            _(
                "Dari keranjang: Enter menerima pesanan dengan uang mukanya. Uang muka belum menjadi penjualan."
            ),
            _("Enter melunasi pesanan yang ditandai; Del membatalkannya, dengan persetujuan."),
        ),
        Screen.RECEIVABLES: (
            _(
                "Enter menerima uang untuk piutang yang ditandai; jumlahnya boleh sebagian. Uangnya bukan penjualan baru."
            ),
        ),
    }


def keys_of(screen: Screen, texts: Texts, keys: KeyMap) -> tuple[tuple[str, str], ...]:
    """Keycaps with their words on a screen, each action once, arrows as one."""
    words = action_words(texts)
    found: dict[str, str] = {}
    for binding in KEY_MAP:
        if screen in binding.screens:
            arrows = binding.action in ARROWS
            cap = "↑ ↓ ← →" if arrows and "page" not in binding.action.value else _cap(binding.action, keys)
            found.setdefault(cap, words[binding.action])
    return tuple(found.items())


def _cap(action: Action, keys: KeyMap) -> str:
    """The key, and the one for keyboards whose F-row is hard to reach."""
    second = SECOND_CHORDS.get(action)
    return f"{keys.keycap(action)} / {second}" if second else keys.keycap(action)
