"""Lays out the small papers of the counter: a cash movement, a deposit at the bank or on an order, a count of the safe. Decides no amount."""

from dataclasses import dataclass
from datetime import datetime

from pos.domain.deposit import Deposit, DepositAct
from pos.domain.safe import BankDeposit, SafeCount
from pos.domain.shift import CashMovement, CashMovementKind
from pos.domain.words import format_rupiah, grouped
from pos.i18n import Texts
from pos.printing.ops import Align, Columns, Cut, Feed, Op, Rule, Text
from pos.printing.parts import heading, headline, mark, reason, signature_lines
from pos.printing.wording import difference_word, face_words, moment, movement_words, tender_words


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """What a slip says beside its document; `shift_number` 0 is outside a shift, `copy_no` n >= 1 heads it SALINAN ke-n."""

    outlet_name: str
    register: str
    shift_number: int
    cashier_name: str
    copy_no: int = 0
    training: bool = False


def lay_out_movement(
    movement: CashMovement, facts: MovementFacts, columns: int, texts: Texts
) -> tuple[Op, ...]:
    """Say one cash movement in ops, with room for who gives and who takes."""
    title = movement_words(texts)[movement.kind].upper()
    return (
        *_head(title, movement.at, facts, columns, texts),
        headline(texts._("Jumlah"), format_rupiah(movement.amount), columns),
        *reason(movement.reason, texts),
        *_signatures(movement, columns, texts),
        Feed(),
        Cut(),
    )


def lay_out_deposit(
    deposit: BankDeposit, shifts: tuple[int, ...], facts: MovementFacts, columns: int, texts: Texts
) -> tuple[Op, ...]:
    """Say a deposit at the bank in ops; `shifts` are the numbers of the shifts that it covers."""
    ops: list[Op] = [*_head(texts._("SETOR KE BANK"), deposit.at, facts, columns, texts)]
    if deposit.bank:
        ops.append(Columns(texts._("Bank"), deposit.bank))
    if deposit.slip_number:
        ops.append(Columns(texts._("Nomor slip"), deposit.slip_number))
    if shifts:
        ops.append(Columns(texts._("Untuk shift"), ", ".join(map(str, shifts))))
    return (
        *ops,
        headline(texts._("Jumlah"), format_rupiah(deposit.amount), columns),
        *signature_lines(texts._("Menyetor"), texts._("Penanggung jawab"), columns),
        Feed(),
        Cut(),
    )


def lay_out_order(
    deposit: Deposit, titles: dict[str, str], facts: MovementFacts, columns: int, texts: Texts
) -> tuple[Op, ...]:
    """Say a deposit that was taken, given back or forfeited; `titles` are goods by id. No tax and no sale stands on it."""
    header = deposit.header
    return (
        *_head(_order_title(deposit.act, texts), header.at, facts, columns, texts),
        Columns(texts._("Nomor"), header.number),
        *(
            Columns(
                f"{line.quantity} x {titles.get(line.product_id, line.product_id)}",
                grouped(line.price * line.quantity),
            )
            for line in deposit.lines
        ),
        *(_promise(deposit, texts) if deposit.act is DepositAct.TAKE else ()),
        *(Columns(tender_words(texts)[t.kind], grouped(t.amount)) for t in deposit.tenders),
        headline(texts._("Uang muka"), format_rupiah(deposit.amount), columns),
        *(_rest(deposit, texts) if deposit.act is DepositAct.TAKE else ()),
        *reason(deposit.reason, texts),
        *signature_lines(texts._("Kasir"), texts._("Pembeli"), columns),
        Feed(),
        Cut(),
    )


def _order_title(act: DepositAct, texts: Texts) -> str:
    titles = {
        DepositAct.TAKE: texts._("TANDA TERIMA UANG MUKA"),
        DepositAct.GIVE_BACK: texts._("UANG MUKA KEMBALI"),
        DepositAct.FORFEIT: texts._("UANG MUKA HANGUS"),
    }
    return titles[act]


def _promise(deposit: Deposit, texts: Texts) -> tuple[Op, ...]:
    ops: list[Op] = [Rule(), Columns(texts._("Total pesanan"), grouped(deposit.total))]
    if deposit.due_on is not None:
        ops.append(Columns(texts._("Diambil"), texts.day(deposit.due_on), bold=True))
    return tuple(ops)


def _rest(deposit: Deposit, texts: Texts) -> tuple[Op, ...]:
    return (
        Columns(texts._("Sisa saat diambil"), grouped(deposit.rest), bold=True),
        Text(texts._("Bukan nota penjualan. Bawa tanda terima ini saat mengambil barang.")),
    )


def lay_out_safe_count(count: SafeCount, facts: MovementFacts, columns: int, texts: Texts) -> tuple[Op, ...]:
    """Say a count of the safe in ops: by the books, counted, the difference, the pieces."""
    pieces = (
        Columns(f"{face_words(face, texts)} x {grouped(n)}", grouped(int(face[1:]) * n))
        for face, n in count.counts
    )
    return (
        *_head(texts._("HITUNG BRANKAS"), count.at, facts, columns, texts),
        *pieces,
        *((Rule(),) if count.counts else ()),
        Columns(texts._("Uang menurut catatan"), grouped(count.expected)),
        Columns(texts._("Uang dihitung"), grouped(count.counted)),
        headline(difference_word(count.difference, texts), format_rupiah(count.difference), columns),
        *reason(count.reason, texts),
        *signature_lines(texts._("Menghitung"), texts._("Penanggung jawab"), columns),
        Feed(),
        Cut(),
    )


def _head(title: str, at: datetime, facts: MovementFacts, columns: int, texts: Texts) -> tuple[Op, ...]:
    number = facts.shift_number
    return (
        Text(facts.outlet_name, bold=True, align=Align.CENTER),
        heading(title, columns),
        *(mark(words, columns) for words in _marks(facts, texts)),
        Rule(),
        Columns(
            texts._("Meja kasir {register}").format(register=facts.register),
            texts._("Shift {number}").format(number=number) if number else "",
        ),
        Columns(texts._("Waktu"), moment(at, columns)),
        Columns(texts._("Kasir"), facts.cashier_name),
        Rule(),
    )


def _marks(facts: MovementFacts, texts: Texts) -> list[str]:
    marks = [texts._("LATIHAN")] if facts.training else []
    if facts.copy_no:
        marks.append(texts._("SALINAN ke-{n}").format(n=facts.copy_no))
    return marks


def _signatures(movement: CashMovement, columns: int, texts: Texts) -> tuple[Op, ...]:
    cashier = texts._("Kasir")
    if movement.kind is CashMovementKind.PAY_IN:
        return signature_lines(texts._("Menyerahkan"), cashier, columns)
    return signature_lines(cashier, texts._("Menerima"), columns)
