"""Lays out the small papers of the counter: the slip of a cash movement. Decides no amount."""

from dataclasses import dataclass

from pos.domain.shift import CashMovement, CashMovementKind
from pos.domain.words import format_rupiah
from pos.i18n import Texts
from pos.printing.ops import Align, Columns, Cut, Feed, Op, Rule, Text
from pos.printing.parts import heading, headline, mark, reason, signature_lines
from pos.printing.wording import moment, movement_words


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """What the slip says beside the movement; `copy_no` n >= 1 heads it SALINAN ke-n."""

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
        Text(facts.outlet_name, bold=True, align=Align.CENTER),
        heading(title, columns),
        *(mark(words, columns) for words in _marks(facts, texts)),
        Rule(),
        Columns(
            texts._("Meja kasir {register}").format(register=facts.register),
            texts._("Shift {number}").format(number=facts.shift_number),
        ),
        Columns(texts._("Waktu"), moment(movement.at, columns)),
        Columns(texts._("Kasir"), facts.cashier_name),
        Rule(),
        headline(texts._("Jumlah"), format_rupiah(movement.amount), columns),
        *reason(movement.reason, texts),
        *_signatures(movement, columns, texts),
        Feed(),
        Cut(),
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
