"""Likely causes of a difference in a cashier's words: documents and amounts, never a person. No Qt."""

from collections.abc import Callable

from pos.domain.difference_causes import Cause, CauseKind
from pos.domain.shift import CashMovement
from pos.domain.words import format_rupiah
from pos.i18n import Texts, clock
from pos.services.differences import Explained
from pos.ui.shift.words import movement_name


def cause_sentences(explained: Explained, texts: Texts) -> tuple[str, ...]:
    """One sentence for each cause, best first."""
    return tuple(_sentence(cause, explained, texts) for cause in explained.causes)


def _sentence(cause: Cause, explained: Explained, texts: Texts) -> str:
    words = _words(texts)[cause.kind]
    said = words.format(
        document=_documents(cause, explained, texts),
        amount=format_rupiah(abs(cause.amount)),
        booked=format_rupiah(cause.booked),
        meant=format_rupiah(cause.meant),
        given=_face(cause.faces, 0, texts),
        right=_face(cause.faces, 1, texts),
        pieces=cause.booked,
        pieces_meant=cause.meant,
    )
    return said[:1].upper() + said[1:]


def _face(faces: tuple[str, ...], at: int, texts: Texts) -> str:
    """A note or coin, with its kind only where both kinds exist."""
    if at >= len(faces):
        return ""
    value = format_rupiah(int(faces[at][1:]))
    return texts._("koin {value}").format(value=value) if faces[at].startswith("c") else value


def _documents(cause: Cause, explained: Explained, texts: Texts) -> str:
    """The receipts or movements that fit; where more fit than are named, how many."""
    _ = texts._
    moved = [explained.movements[found] for found in cause.documents if found in explained.movements]
    named = [_movement(movement, texts) for movement in moved]
    numbers = [found for found in cause.documents if found not in explained.movements]
    if numbers:
        named.append(_("nota {number}").format(number=" / ".join(numbers)))
    more = cause.document_count - len(cause.documents)
    said = ", ".join(named)
    return _("{documents} (atau {n} lain)").format(documents=said, n=more) if more else said


def _movement(movement: CashMovement, texts: Texts) -> str:
    return texts._("{what} {amount} pukul {at}").format(
        what=movement_name(movement.kind, texts), amount=format_rupiah(movement.amount), at=clock(movement.at)
    )


def _words(texts: Texts) -> dict[CauseKind, str]:
    return _of_sales(texts._) | _of_movements(texts._) | _of_counts(texts._)


def _of_sales(_: Callable[[str], str]) -> dict[CauseKind, str]:
    return {
        CauseKind.NONCASH_AS_CASH: _("{document} dicatat tunai, tetapi dibayar QRIS atau kartu."),
        CauseKind.CASH_AS_NONCASH: _("{document} dicatat QRIS atau kartu, tetapi dibayar tunai."),
        CauseKind.CHANGE_NOTE: _(
            "Kembalian tertukar lembar: {given} terberi, seharusnya {right}; {document}."
        ),
        CauseKind.CHANGE_TWICE: _("Kembalian {amount} diberikan dua kali; {document}."),
        CauseKind.CHANGE_KEPT: _("Kembalian {amount} belum diberikan; {document}."),
        CauseKind.TENDER_MISREAD: _("Pembeli memberi {meant}, tetapi ditulis {booked}; {document}."),
        CauseKind.KEYED_TWICE: _("Penjualan yang sama tercatat dua kali; {document}."),
        CauseKind.WRONG_PRICE: _("{document}: {meant} dicatat {booked}."),
        CauseKind.SALE_NOT_KEYED: _("Barang seharga {meant} terjual, tetapi belum dicatat."),
        CauseKind.REFUND_NOT_BOOKED: _("Uang {meant} dikembalikan tanpa dicatat retur; {document}."),
        CauseKind.REFUND_NOT_PAID: _("Retur tercatat, uangnya belum diberikan; {document}."),
    }


def _of_movements(_: Callable[[str], str]) -> dict[CauseKind, str]:
    return {
        CauseKind.PAY_IN_NOT_BOOKED: _("Uang masuk {meant} belum dicatat, misalnya uang receh."),
        CauseKind.PAY_OUT_NOT_BOOKED: _("Uang keluar {meant} belum dicatat, misalnya belanja."),
        CauseKind.DROP_NOT_BOOKED: _("Setoran ke brankas {meant} belum dicatat."),
        CauseKind.MOVEMENT_WRONG_WAY: _(
            "{document} tercatat terbalik: masuk menjadi keluar, atau sebaliknya."
        ),
        CauseKind.MOVEMENT_MISTYPED: _("{document} salah ketik; mungkin {meant}."),
        CauseKind.MOVEMENT_TWICE: _("{document} tercatat dua kali."),
        CauseKind.MOVEMENT_NOT_DONE: _("{document} tercatat, tetapi uangnya tidak jadi dipindah."),
    }


def _of_counts(_: Callable[[str], str]) -> dict[CauseKind, str]:
    return {
        CauseKind.FLOAT_WRONG: _("Modal awal dicatat {booked}; mungkin {meant}."),
        CauseKind.COUNT_ROW_OFF: _("Hitungan tertulis di baris {given}, padahal {right}."),
        CauseKind.COUNT_TEN_TIMES: _("{given}: tertulis {pieces}, mungkin {pieces_meant}."),
        CauseKind.COUNT_ONE_PIECE: _("{given}: terhitung {pieces}, mungkin {pieces_meant}."),
        CauseKind.COINS_LEFT_OUT: _("Koin belum dihitung."),
        CauseKind.SMALL_CHANGE_ROUNDED: _("Kembalian dibulatkan karena receh tidak cukup."),
    }
