"""Lays out the cashier's report: the interim one (X) of an open shift, the final one (Z) of a closed one.

Figures come from the shift and its totals (domain.md §5.1); nothing is computed here but signs and sums that
the paper shows. An interim report for someone who will count blind says nothing about cash (users.md).
"""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.cash import Pieces
from pos.domain.money import Rupiah
from pos.domain.shift import OUTGOING, Shift, ShiftTotals, expected_cash
from pos.domain.tender import TenderKind
from pos.domain.words import format_rupiah, grouped
from pos.i18n import Texts
from pos.printing.ops import Align, Columns, Cut, Op, Rule, Text
from pos.printing.parts import centred, heading, headline, mark, reason, section, signature_lines
from pos.printing.wording import (
    deposit_words,
    difference_word,
    face_words,
    moment,
    movement_words,
    spaced_code,
    tender_words,
)


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """What the report says beside the shift: names, the moment of printing, the state of sending.

    `unsent` counts records not yet acknowledged by the centre (None: there is no centre), `code` is the
    chain's short code, `count` the counted pieces by face, `first_counted` the count before a recount (None where there was
    none), `swaps` how often notes and coins were changed,
    `openings` how often the drawer was opened by hand, `show_cash` False
    keeps an interim report silent about cash; `cashiers` are all who sold, as (name, receipts, rupiah sold less given
    back), `to_safe` what of the count went to the safe, `left_before` what the shift before left in the drawer (None
    before the first), `forgotten` marks a close on a later day; `copy_no` n >= 1 heads it SALINAN ke-n.
    """

    outlet_name: str
    register: str
    opened_by: str
    printed_at: datetime
    unsent: int | None
    code: str = ""
    closed_by: str = ""
    reason: str = ""
    count: Pieces = ()
    first_counted: Rupiah | None = None
    swaps: int = 0
    openings: int = 0
    grand_total: Rupiah | None = None
    show_cash: bool = True
    cashiers: tuple[tuple[str, int, Rupiah], ...] = ()
    to_safe: Rupiah | None = None
    left_before: Rupiah | None = None
    forgotten: bool = False
    copy_no: int = 0
    training: bool = False


def lay_out(
    shift: Shift, totals: ShiftTotals, facts: ShiftFacts, columns: int, texts: Texts
) -> tuple[Op, ...]:
    """Say a shift in ops for paper of `columns` characters."""
    show_cash = facts.show_cash or not shift.is_open
    return (
        *_head(shift, facts, columns, texts),
        *_period(shift, totals, facts, columns, texts),
        *_sales(totals, facts, texts, show_cash=show_cash),
        *_by_tender(totals, texts, show_cash=show_cash),
        *_deposits(totals, texts, show_cash=show_cash),
        *_receivables(totals, texts, show_cash=show_cash),
        *_by_cashier(facts, texts, show_cash=show_cash),
        *(_cash(shift, totals, facts, columns, texts) if show_cash else _cash_hidden(texts)),
        *_anchors(facts, texts, show_cash=show_cash),
        *(() if shift.is_open else _signatures(columns, texts)),
        Cut(),
    )


def _head(shift: Shift, facts: ShiftFacts, columns: int, texts: Texts) -> tuple[Op, ...]:
    title = texts._("LAPORAN SEMENTARA") if shift.is_open else texts._("TUTUP KASIR")
    ops: list[Op] = [
        Text(facts.outlet_name, bold=True, align=Align.CENTER),
        heading(title, columns),
    ]
    if facts.training:
        ops.append(mark(texts._("LATIHAN"), columns))
    if facts.copy_no:
        ops.append(mark(texts._("SALINAN ke-{n}").format(n=facts.copy_no), columns))
        again = texts._("Dicetak ulang {moment}").format(moment=moment(facts.printed_at, columns))
        ops.append(centred(again))
    return (*ops, Rule())


def _period(
    shift: Shift, totals: ShiftTotals, facts: ShiftFacts, columns: int, texts: Texts
) -> tuple[Op, ...]:
    ops: list[Op] = [
        Columns(
            texts._("Meja kasir {register}").format(register=facts.register),
            texts._("Shift {number}").format(number=shift.number),
        ),
        Columns(texts._("Tanggal buku"), texts.day(shift.business_date)),
        Columns(texts._("Dibuka"), moment(shift.opened_at, columns)),
        Columns(texts._("Dibuka oleh"), facts.opened_by),
    ]
    if shift.closed_at:
        ops.append(Columns(texts._("Ditutup"), moment(shift.closed_at, columns)))
        ops.append(Columns(texts._("Ditutup oleh"), facts.closed_by or facts.opened_by))
    else:
        ops.append(Columns(texts._("Dicetak"), moment(facts.printed_at, columns)))
    if facts.forgotten:
        ops.append(Text(texts._("Ditutup terlambat: shift ini lupa ditutup pada harinya."), bold=True))
    if totals.first_number:
        ops.append(Columns(texts._("Nota pertama"), totals.first_number))
        ops.append(Columns(texts._("Nota terakhir"), totals.last_number))
    return tuple(ops)


def _counted(words: str, count: int) -> str:
    return f"{words} ({grouped(count)})"


def _sales(totals: ShiftTotals, facts: ShiftFacts, texts: Texts, *, show_cash: bool) -> tuple[Op, ...]:
    ops: list[Op] = [
        *section(texts._("PENJUALAN")),
        Columns(texts._("Jumlah nota"), grouped(totals.sale_count)),
    ]
    if show_cash:
        ops += _amounts(totals, texts)
    ops.append(Columns(texts._("Retur"), grouped(totals.refund_count)))
    ops.append(Columns(texts._("Nota dibatalkan"), grouped(totals.void_count)))
    if facts.openings:
        ops.append(Columns(texts._("Laci dibuka tanpa nota"), grouped(facts.openings)))
    if totals.refund_total and show_cash:
        ops.append(Columns(texts._("Dikembalikan ke pembeli"), grouped(-totals.refund_total)))
    return tuple(ops)


def _amounts(totals: ShiftTotals, texts: Texts) -> list[Op]:
    ops: list[Op] = [Columns(texts._("Omzet bruto"), grouped(totals.gross))]
    if totals.discount:
        ops.append(Columns(texts._("Diskon"), grouped(-totals.discount)))
    ops.append(Columns(texts._("Penjualan bersih"), grouped(totals.net), bold=True))
    if totals.tax:
        ops.append(Columns(texts._("Termasuk PPN"), grouped(totals.tax)))
    if totals.rounding:
        ops.append(Columns(texts._("Pembulatan"), grouped(totals.rounding)))
        ops.append(Columns(texts._("Dibayar pembeli"), grouped(totals.total)))
    return ops


def _by_tender(totals: ShiftTotals, texts: Texts, *, show_cash: bool) -> tuple[Op, ...]:
    words = tender_words(texts)
    shown = [Columns(_counted(words[k], n), grouped(a)) for k, n, a in totals.tenders if _shown(k, show_cash)]
    shown += [
        Columns(_counted(texts._("Retur {tender}").format(tender=words[k]), n), grouped(-a))
        for k, n, a in totals.refund_tenders
        if _shown(k, show_cash)
    ]
    return (*section(texts._("CARA BAYAR")), *shown) if shown else ()


def _deposits(totals: ShiftTotals, texts: Texts, *, show_cash: bool) -> tuple[Op, ...]:
    """Deposits on orders: no sales, so they stand apart; without rupiah where cash is hidden."""
    if not totals.deposits:
        return ()
    words = deposit_words(texts)
    lines = (
        Columns(_counted(words[act], count), grouped(amount) if show_cash else "")
        for act, count, amount in totals.deposits
    )
    return (*section(texts._("UANG MUKA PESANAN")), *lines)


def _receivables(totals: ShiftTotals, texts: Texts, *, show_cash: bool) -> tuple[Op, ...]:
    """Money for sales on account of before: no sales of this shift, so it stands apart."""
    words = tender_words(texts)
    paid = [
        Columns(_counted(words[k], n), grouped(a)) for k, n, a in totals.receivables if _shown(k, show_cash)
    ]
    return (*section(texts._("PIUTANG DIBAYAR")), *paid) if paid else ()


def _by_cashier(facts: ShiftFacts, texts: Texts, *, show_cash: bool) -> tuple[Op, ...]:
    """Each person's share, where several sold in the shift; without rupiah where cash is hidden."""
    if len(facts.cashiers) < 2:
        return ()
    lines = (
        Columns(_counted(name, count), grouped(amount) if show_cash else "")
        for name, count, amount in facts.cashiers
    )
    return (*section(texts._("KASIR")), *lines)


def _shown(kind: TenderKind, show_cash: bool) -> bool:
    return show_cash or kind is not TenderKind.CASH


def _cash(shift: Shift, totals: ShiftTotals, facts: ShiftFacts, columns: int, texts: Texts) -> tuple[Op, ...]:
    words = movement_words(texts)
    ops: list[Op] = [
        *section(texts._("UANG DI LACI")),
        Columns(texts._("Modal awal"), grouped(shift.opening_float)),
        *_beside_before(shift, facts, texts),
        Columns(texts._("Penjualan tunai"), grouped(totals.tender(TenderKind.CASH))),
    ]
    if refunds := totals.refund_tender(TenderKind.CASH):
        ops.append(Columns(texts._("Retur tunai"), grouped(-refunds)))
    if deposits := totals.deposit_tender(TenderKind.CASH):
        ops.append(Columns(texts._("Uang muka tunai"), grouped(deposits)))
    if receivables := totals.receivable(TenderKind.CASH):
        ops.append(Columns(texts._("Piutang dibayar tunai"), grouped(receivables)))
    for kind, count, amount in totals.movements:
        signed = -amount if kind in OUTGOING else amount
        ops.append(Columns(_counted(words[kind], count), grouped(signed)))
    if facts.swaps:
        ops.append(Columns(_counted(texts._("Tukar receh"), facts.swaps), grouped(0)))
    if totals.waiting_cash:
        ops.append(Columns(texts._("Nota belum selesai"), grouped(totals.waiting_cash)))
    if totals.waiting_before:
        ops.append(Columns(texts._("Diterima shift lalu"), grouped(-totals.waiting_before)))
    if shift.expected is None or shift.counted is None:
        expected = expected_cash(shift.opening_float, totals)
        return (*ops, Columns(texts._("Uang menurut catatan"), grouped(expected), bold=True))
    return (*ops, *_difference(shift.expected, shift.counted, facts, columns, texts))


def _beside_before(shift: Shift, facts: ShiftFacts, texts: Texts) -> tuple[Op, ...]:
    """A float that is not what the shift before left in the drawer: nothing is mended, but it is said."""
    if facts.left_before is None or facts.left_before == shift.opening_float:
        return ()
    return (Text(texts._("(shift lalu meninggalkan {amount})").format(amount=grouped(facts.left_before))),)


def _difference(
    expected: Rupiah, counted: Rupiah, facts: ShiftFacts, columns: int, texts: Texts
) -> tuple[Op, ...]:
    difference = counted - expected
    ops: list[Op] = [
        Columns(texts._("Uang menurut catatan"), grouped(expected), bold=True),
        *_first_count(counted, facts, texts),
        Columns(texts._("Uang dihitung"), grouped(counted), bold=True),
        headline(difference_word(difference, texts), format_rupiah(difference), columns),
    ]
    return (*ops, *reason(facts.reason, texts), *_count(facts, texts), *_kept(counted, facts, texts))


def _kept(counted: Rupiah, facts: ShiftFacts, texts: Texts) -> tuple[Op, ...]:
    """Where the counted money went."""
    if facts.to_safe is None:
        return ()
    return (
        Rule(),
        Columns(texts._("Ke brankas"), grouped(facts.to_safe), bold=True),
        Columns(texts._("Ditinggal di laci"), grouped(counted - facts.to_safe)),
    )


def _first_count(counted: Rupiah, facts: ShiftFacts, texts: Texts) -> tuple[Op, ...]:
    """What was counted before the recount, where that was something else."""
    if facts.first_counted is None or facts.first_counted == counted:
        return ()
    return (Columns(texts._("Hitungan pertama"), grouped(facts.first_counted)),)


def _count(facts: ShiftFacts, texts: Texts) -> tuple[Op, ...]:
    """What lay in the drawer, by face value."""
    if not facts.count:
        return ()
    lines = (
        Columns(f"{face_words(face, texts)} x {grouped(n)}", grouped(int(face[1:]) * n))
        for face, n in facts.count
    )
    return (*section(texts._("RINCIAN HITUNGAN")), *lines)


def _cash_hidden(texts: Texts) -> tuple[Op, ...]:
    return Rule(), Text(texts._("Uang tunai baru dihitung saat tutup kasir."))


def _anchors(facts: ShiftFacts, texts: Texts, *, show_cash: bool) -> tuple[Op, ...]:
    """What ties the paper to the records: unsent count, running total, chain code."""
    ops: list[Op] = [Rule()]
    if facts.unsent:
        ops.append(Columns(texts._("Belum terkirim"), grouped(facts.unsent)))
    elif facts.unsent == 0:
        ops.append(Text(texts._("Semua terkirim")))
    if facts.grand_total is not None and show_cash:
        ops.append(Columns(texts._("Total sejak awal"), grouped(facts.grand_total)))
    if facts.code:
        ops.append(Columns(texts._("Kode catatan"), spaced_code(facts.code)))
    return tuple(ops)


def _signatures(columns: int, texts: Texts) -> tuple[Op, ...]:
    return signature_lines(texts._("Kasir"), texts._("Penanggung jawab"), columns)
