"""What the six buyers say, how each is served, and what went wrong, in a cashier's words."""

from pos.domain.practice import Buyer, Result, Slip, Step, Task, Wanted
from pos.domain.words import format_rupiah
from pos.i18n import Texts
from pos.ui.keys import Action, KeyMap


def says(texts: Texts, task: Task, step: Step) -> str:
    """What the buyer says now."""
    _ = texts._
    first = {
        Buyer.CASH: _("“Saya ambil {goods}. Ini uangnya, {cash}.”"),
        Buyer.QRIS: _("“{goods}. Bayarnya pakai QRIS, ya.”"),
        Buyer.SPLIT: _("“{goods}. {cash} tunai, sisanya QRIS.”"),
        Buyer.EXCHANGE: _("“Dari nota {number}: satu {back} saya tukar dengan {goods}.”"),
        Buyer.WRONG_TENDER: _("“{goods}. Tunai, uang pas.”"),
        Buyer.PAPER: _("“{goods}. Minta struknya, ya.”"),
    }
    then = {
        Buyer.WRONG_TENDER: _("“Maaf, tadi saya bayar lewat QRIS, bukan tunai. Ini buktinya.”"),
        Buyer.PAPER: _("Kertas habis di tengah struk. “Struk saya mana?”"),
    }
    template = then[task.buyer] if step is Step.PUT_RIGHT and task.buyer in then else first[task.buyer]
    return template.format(
        goods=" + ".join(_piece(wanted) for wanted in task.goods),
        cash=format_rupiah(task.cash),
        number=task.of_number,
        back=task.back.title if task.back is not None else "",
    )


def _piece(wanted: Wanted) -> str:
    return wanted.title if wanted.quantity == 1 else f"{wanted.quantity} × {wanted.title}"


def hint(texts: Texts, keys: KeyMap, task: Task, step: Step) -> str:
    """How it is done, with this computer's keys."""
    _ = texts._
    first = {
        Buyer.CASH: _(
            "Masukkan barangnya, {pay}, {cash_key}, ketik {cash}, Enter; lalu serahkan kembaliannya."
        ),
        Buyer.QRIS: _(
            "Masukkan barangnya, {pay}, {qris}. Uang masuk di aplikasi gerai? Tekan Uang sudah masuk."
        ),
        Buyer.SPLIT: _("{pay}, ketik {cash}, Enter: sebagian tunai. Sisanya {qris}."),
        Buyer.EXCHANGE: _(
            "{history}, cari nota {number}, + pada barangnya, alasan, {exchange}; pindai barang baru, {pay}."
        ),
        Buyer.WRONG_TENDER: _("Masukkan barangnya, {pay}, Enter: tunai uang pas."),
        Buyer.PAPER: _("Masukkan barangnya, {pay}, lalu bayar seperti biasa."),
    }
    then = {
        Buyer.WRONG_TENDER: _("{history}, lalu {qris} dan Enter: Ubah cara bayar. Jangan diretur."),
        Buyer.PAPER: _("Penjualan sudah tersimpan: pasang kertas, lalu {reprint}. Jangan dijual lagi."),
    }
    template = then[task.buyer] if step is Step.PUT_RIGHT and task.buyer in then else first[task.buyer]
    return template.format(
        pay=keys.keycap(Action.PAY),
        cash_key=keys.keycap(Action.QUICK_CASH_TENDER),
        qris=keys.keycap(Action.QRIS_TENDER),
        history=keys.keycap(Action.HISTORY),
        exchange=keys.keycap(Action.EXCHANGE),
        reprint=keys.keycap(Action.REPRINT),
        cash=format_rupiah(task.cash),
        number=task.of_number,
    )


def slip_words(texts: Texts, slip: Slip) -> str:
    """What went wrong, and what to do where it still stands."""
    _ = texts._
    return {
        Slip.OTHER_GOODS: _("Barang atau jumlahnya lain. Batalkan nota itu, lalu jual yang diminta."),
        Slip.OTHER_TENDER: _("Cara bayarnya lain dari yang diminta. Betulkan di riwayat: Ubah cara bayar."),
        Slip.OTHER_CASH: _("Jumlah tunainya lain dari yang diserahkan pembeli."),
        Slip.GIVEN_BACK: _("Uang dikembalikan; cukup Ubah cara bayar. Jual lagi barangnya dengan QRIS."),
        Slip.TWO_PAPERS: _("Diretur tersendiri; Tukar barang membuat satu nota. Jual barang penggantinya."),
        Slip.OTHER_RECEIPT: _("Itu nota pembeli lain. Cari nomor nota yang disebut."),
        Slip.SOLD_AGAIN: _("Barangnya terjual dua kali; yang kedua perlu dibatalkan."),
    }[slip]


def done_words(texts: Texts, slips: frozenset[Slip]) -> str:
    """How the buyer before was served."""
    _ = texts._
    if not slips:
        return _("Betul. Pembeli berikutnya sudah menunggu.")
    short = {
        Slip.OTHER_GOODS: _("barangnya sempat lain"),
        Slip.OTHER_TENDER: _("cara bayarnya sempat lain"),
        Slip.OTHER_CASH: _("jumlah tunainya lain dari yang diserahkan"),
        Slip.GIVEN_BACK: _("uang dikembalikan, padahal cukup Ubah cara bayar"),
        Slip.TWO_PAPERS: _("retur dan nota baru, padahal cukup Tukar barang"),
        Slip.OTHER_RECEIPT: _("nota pembeli lain sempat ditukar"),
        Slip.SOLD_AGAIN: _("barangnya terjual dua kali"),
    }
    return _("Selesai, dengan catatan: {slips}.").format(
        slips=", ".join(short[slip] for slip in sorted(slips))
    )


def result_words(texts: Texts, result: Result) -> tuple[str, str]:
    """Time and mistakes; what to practise again."""
    _ = texts._
    slips = texts.ngettext("{count} kesalahan", "{count} kesalahan", result.slips).format(count=result.slips)
    minutes = texts.ngettext("{count} menit", "{count} menit", result.minutes).format(count=result.minutes)
    said = _("Latihan selesai: {done} dari {all} pembeli · {minutes} · {slips}").format(
        done=result.done, all=len(result.served), minutes=minutes, slips=slips
    )
    if not result.to_practise:
        return said, _("Semua langsung benar. Anda siap di kasir sungguhan.")
    names = buyer_words(texts)
    again = ", ".join(names[buyer] for buyer in result.to_practise)
    return said, _("Latih lagi: {what}.").format(what=again)


def buyer_words(texts: Texts) -> dict[Buyer, str]:
    """What is practised with each."""
    _ = texts._
    return {
        Buyer.CASH: _("tunai dengan kembalian"),
        Buyer.QRIS: _("QRIS"),
        Buyer.SPLIT: _("bayar campur"),
        Buyer.EXCHANGE: _("tukar barang"),
        Buyer.WRONG_TENDER: _("ubah cara bayar"),
        Buyer.PAPER: _("cetak ulang"),
    }
