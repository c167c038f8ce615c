"""Why a drawer may not agree: the likely mistakes behind a difference, ranked. Pure; names no person, mends nothing.

Each kind of mistake says which differences it can make on this day, and how many; a kind that explains the difference
and could hardly have made another one ranks before one that explains anything (weight × share of its possibilities).
Weights are integers: how often a kind happens at a counter, beside the others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from pos.domain.cash import FACES, NOTES, Pieces, note_counts
from pos.domain.money import Rupiah
from pos.domain.shift import CashMovement, CashMovementKind

NAMED_MAX = 3
"""Documents that one cause names at most."""
CAUSES_MAX = 3
NEAR = 500
"""Rupiah by which a few lost coins may blur a mistake."""
EXACT_FIT, NEAR_FIT = 24, 1
TWIN_WITHIN = timedelta(minutes=15)
SCALE = 1_000_000


class CauseKind(StrEnum):
    """What may have happened; the sign of the difference tells its direction."""

    NONCASH_AS_CASH = "noncash_as_cash"
    CASH_AS_NONCASH = "cash_as_noncash"
    CHANGE_NOTE = "change_note"
    CHANGE_TWICE = "change_twice"
    CHANGE_KEPT = "change_kept"
    TENDER_MISREAD = "tender_misread"
    KEYED_TWICE = "keyed_twice"
    WRONG_PRICE = "wrong_price"
    SALE_NOT_KEYED = "sale_not_keyed"
    REFUND_NOT_BOOKED = "refund_not_booked"
    REFUND_NOT_PAID = "refund_not_paid"
    PAY_IN_NOT_BOOKED = "pay_in_not_booked"
    PAY_OUT_NOT_BOOKED = "pay_out_not_booked"
    DROP_NOT_BOOKED = "drop_not_booked"
    MOVEMENT_WRONG_WAY = "movement_wrong_way"
    MOVEMENT_MISTYPED = "movement_mistyped"
    MOVEMENT_TWICE = "movement_twice"
    MOVEMENT_NOT_DONE = "movement_not_done"
    FLOAT_WRONG = "float_wrong"
    COUNT_ROW_OFF = "count_row_off"
    COUNT_TEN_TIMES = "count_ten_times"
    COUNT_ONE_PIECE = "count_one_piece"
    COINS_LEFT_OUT = "coins_left_out"
    SMALL_CHANGE_ROUNDED = "small_change_rounded"


WEIGHTS: dict[CauseKind, int] = {
    CauseKind.NONCASH_AS_CASH: 12,
    CauseKind.CASH_AS_NONCASH: 9,
    CauseKind.CHANGE_NOTE: 12,
    CauseKind.CHANGE_TWICE: 4,
    CauseKind.CHANGE_KEPT: 4,
    CauseKind.TENDER_MISREAD: 7,
    CauseKind.KEYED_TWICE: 7,
    CauseKind.WRONG_PRICE: 8,
    CauseKind.SALE_NOT_KEYED: 6,
    CauseKind.REFUND_NOT_BOOKED: 5,
    CauseKind.REFUND_NOT_PAID: 4,
    CauseKind.PAY_IN_NOT_BOOKED: 6,
    CauseKind.PAY_OUT_NOT_BOOKED: 12,
    CauseKind.DROP_NOT_BOOKED: 7,
    CauseKind.MOVEMENT_WRONG_WAY: 5,
    CauseKind.MOVEMENT_MISTYPED: 6,
    CauseKind.MOVEMENT_TWICE: 3,
    CauseKind.MOVEMENT_NOT_DONE: 3,
    CauseKind.FLOAT_WRONG: 8,
    CauseKind.COUNT_ROW_OFF: 8,
    CauseKind.COUNT_TEN_TIMES: 5,
    CauseKind.COUNT_ONE_PIECE: 6,
    CauseKind.COINS_LEFT_OUT: 5,
    CauseKind.SMALL_CHANGE_ROUNDED: 5,
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sale as the drawer saw it, rupiah: `cash` stayed there, `tendered` was handed over in cash, `change` went back.

    `noncash` was paid otherwise; `goods` are the unit prices of its lines.
    """

    number: str
    at: datetime
    total: Rupiah
    cash: Rupiah
    tendered: Rupiah = 0
    change: Rupiah = 0
    noncash: Rupiah = 0
    goods: tuple[Rupiah, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A refund or void, with what left the drawer for it."""

    number: str
    cash: Rupiah


@dataclass(frozen=True, slots=True)
class DrawerStory:
    """All that is known of a closed shift's drawer; `prices` are those of the goods in the shop.

    `left_before` is what the shift before left there, None where it is not known; `counts` the pieces of the final count.
    """

    opening_float: Rupiah
    receipts: tuple[Receipt, ...] = ()
    given_back: tuple[GivenBack, ...] = ()
    movements: tuple[CashMovement, ...] = ()
    counts: Pieces = ()
    opening_counts: Pieces = ()
    left_before: Rupiah | None = None
    prices: tuple[Rupiah, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A mistake that explains the difference; `documents` are receipts' numbers or movements' ids, likeliest first, the
    first few of `document_count` that fit.

    `booked` and `meant` are rupiah of the document; `faces` the note or coin that was taken, and the one meant.
    """

    kind: CauseKind
    amount: Rupiah
    documents: tuple[str, ...] = ()
    document_count: int = 0
    booked: Rupiah = 0
    meant: Rupiah = 0
    faces: tuple[str, ...] = ()
    score: int = 0


@dataclass(frozen=True, slots=True)
class _Guess:
    """One way in which a kind makes `amount` rupiah of difference; `share` weighs it among the others of its kind."""

    amount: Rupiah
    documents: tuple[str, ...] = ()
    booked: Rupiah = 0
    meant: Rupiah = 0
    faces: tuple[str, ...] = ()
    share: int = 1


def likely_causes(story: DrawerStory, difference: Rupiah) -> tuple[Cause, ...]:
    """The likeliest causes of a difference (counted less expected), best first, at most three; none for none."""
    if difference == 0:
        return ()
    found = [cause for kind in CauseKind if (cause := _judge(kind, story, difference)) is not None]
    found.sort(key=lambda cause: -cause.score)
    return tuple(found[:CAUSES_MAX])


def _judge(kind: CauseKind, story: DrawerStory, difference: Rupiah) -> Cause | None:
    total, matching = 0, []
    for guess in _SOURCES[kind](story):
        total += guess.share
        fit = _fit(guess.amount, difference)
        if fit:
            matching.append((fit * guess.share, guess))
    if not matching:
        return None
    matching.sort(key=lambda item: -item[0])
    best = matching[0][1]
    documents = dict.fromkeys(document for _, guess in matching for document in guess.documents)
    return Cause(
        kind=kind,
        amount=best.amount,
        documents=tuple(documents)[:NAMED_MAX],
        document_count=len(documents),
        booked=best.booked,
        meant=best.meant,
        faces=best.faces,
        score=SCALE * WEIGHTS[kind] * sum(fit for fit, _ in matching) // (EXACT_FIT * max(total, _LEAST)),
    )


_LEAST = 4
"""A kind with one or two possibilities on a day is no certainty yet."""


def _fit(amount: Rupiah, difference: Rupiah) -> int:
    """How well an amount explains the difference; a mistake never turns its sign round."""
    if amount == difference:
        return EXACT_FIT
    near = abs(amount - difference) <= NEAR and abs(amount) > 2 * NEAR
    return NEAR_FIT if near and (amount > 0) == (difference > 0) else 0


# --- receipts


def _noncash_as_cash(story: DrawerStory) -> Iterator[_Guess]:
    """Paid by QRIS or card, booked as cash: the exact amount by habit (F9, Enter) far more often than with change."""
    for r in story.receipts:
        if r.cash > 0:
            yield _Guess(-r.cash, (r.number,), booked=r.cash, share=1 if r.change else 4)


def _cash_as_noncash(story: DrawerStory) -> Iterator[_Guess]:
    return (_Guess(r.noncash, (r.number,), booked=r.noncash) for r in story.receipts if r.noncash > 0)


def _change_note(story: DrawerStory) -> Iterator[_Guess]:
    """One note of the change was another one; neighbours in value and notes with the same first digit mix up most."""
    given: dict[Rupiah, list[str]] = {}
    for r in story.receipts:
        for note, _pieces in note_counts(r.change):
            given.setdefault(note, []).append(r.number)
    for note, numbers in given.items():
        for other in NOTES:
            if note in NOTES and other != note:
                faces, share = (f"n{other}", f"n{note}"), (3 if _alike(note, other) else 1) * len(numbers)
                yield _Guess(note - other, tuple(numbers), other, note, faces, share)


def _alike(one: Rupiah, other: Rupiah) -> bool:
    neighbours = abs(NOTES.index(one) - NOTES.index(other)) == 1
    return neighbours or max(one, other) == 10 * min(one, other)


def _change_twice(story: DrawerStory) -> Iterator[_Guess]:
    return (_Guess(-r.change, (r.number,), r.change) for r in story.receipts if r.change > 0)


def _change_kept(story: DrawerStory) -> Iterator[_Guess]:
    return (_Guess(r.change, (r.number,), r.change) for r in story.receipts if r.change > 0)


def _tender_misread(story: DrawerStory) -> Iterator[_Guess]:
    """The buyer handed over another note than was written: change was given for money that never came."""
    for r in story.receipts:
        if r.change > 0 and r.tendered in NOTES:
            for other in NOTES:
                if other != r.tendered and _alike(r.tendered, other):
                    yield _Guess(other - r.tendered, (r.number,), r.tendered, other)


def _keyed_twice(story: DrawerStory) -> Iterator[_Guess]:
    """Two cash sales of the same goods shortly after one another."""
    for before, after in _twins(story.receipts):
        if after.cash > 0 and before.goods == after.goods:
            yield _Guess(-after.cash, (after.number,), after.cash)


def _twins(receipts: tuple[Receipt, ...]) -> Iterator[tuple[Receipt, Receipt]]:
    last: dict[Rupiah, Receipt] = {}
    for receipt in receipts:
        before = last.get(receipt.total)
        if before is not None and receipt.at - before.at <= TWIN_WITHIN:
            yield before, receipt
        last[receipt.total] = receipt


def _wrong_price(story: DrawerStory) -> Iterator[_Guess]:
    """A piece was sold as another one, so at another price of the shop; or two digits of a price changed places."""
    prices = sorted(set(story.prices))
    sold: dict[Rupiah, list[str]] = {}
    for r in story.receipts:
        if r.cash == r.total:
            for booked in r.goods:
                sold.setdefault(booked, []).append(r.number)
    for booked, numbers in sold.items():
        for meant in (*_beside(booked, prices), *_mistyped(booked)):
            yield _Guess(meant - booked, tuple(numbers), booked, meant, share=len(numbers))


def _beside(price: Rupiah, prices: list[Rupiah]) -> Iterator[Rupiah]:
    """Prices for which a piece could pass: not less than half, not more than twice."""
    return (other for other in prices if other != price and price <= 2 * other and other <= 2 * price)


def _sale_not_keyed(story: DrawerStory) -> Iterator[_Guess]:
    return (_Guess(price, meant=price) for price in story.prices)


def _refund_not_booked(story: DrawerStory) -> Iterator[_Guess]:
    """Money was given back for a receipt of the day, or for one piece of it, and nothing was written."""
    for r in story.receipts:
        amounts = {*r.goods, r.total}
        yield from (_Guess(-amount, (r.number,), meant=amount) for amount in sorted(amounts))


def _refund_not_paid(story: DrawerStory) -> Iterator[_Guess]:
    return (_Guess(g.cash, (g.number,), g.cash) for g in story.given_back if g.cash > 0)


# --- movements


def _round_amounts(
    step: Rupiah, most: Rupiah, roundness: tuple[tuple[Rupiah, int], ...]
) -> Iterator[tuple[Rupiah, int]]:
    """Amounts in steps, each weighed by the roundest step that it is a multiple of."""
    for amount in range(step, most + 1, step):
        yield amount, next(share for multiple, share in roundness if amount % multiple == 0)


def _pay_in_not_booked(_story: DrawerStory) -> Iterator[_Guess]:
    for amount, share in _round_amounts(10_000, 500_000, ((50_000, 4), (10_000, 1))):
        yield _Guess(amount, meant=amount, share=share)


def _pay_out_not_booked(_story: DrawerStory) -> Iterator[_Guess]:
    steps = ((50_000, 8), (10_000, 6), (5_000, 4), (1_000, 2), (500, 1))
    for amount, share in _round_amounts(500, 200_000, steps):
        yield _Guess(-amount, meant=amount, share=share)


def _drop_not_booked(_story: DrawerStory) -> Iterator[_Guess]:
    for amount, share in _round_amounts(50_000, 2_000_000, ((100_000, 3), (50_000, 1))):
        yield _Guess(-amount, meant=amount, share=share)


def _movement_wrong_way(story: DrawerStory) -> Iterator[_Guess]:
    """A pay-out booked as a pay-in, or the reverse: the difference is twice the amount."""
    turned = {CashMovementKind.PAY_IN, CashMovementKind.PAY_OUT}
    return (_Guess(-2 * m.signed, (m.id,), m.amount, m.amount) for m in story.movements if m.kind in turned)


def _movement_mistyped(story: DrawerStory) -> Iterator[_Guess]:
    """A nought too many or too few, or two digits that changed places."""
    for m in story.movements:
        sign = 1 if m.signed > 0 else -1
        yield from (
            _Guess(sign * (meant - m.amount), (m.id,), m.amount, meant) for meant in _mistyped(m.amount)
        )


def _mistyped(amount: Rupiah) -> Iterator[Rupiah]:
    """What may have been meant by a typed amount."""
    yield amount * 10
    if amount % 10 == 0:
        yield amount // 10
    digits = str(amount)
    for n, (one, other) in enumerate(pairwise(digits)):
        if one != other and not (n == 0 and other == "0"):
            yield int(digits[:n] + other + one + digits[n + 2 :])


def _movement_twice(story: DrawerStory) -> Iterator[_Guess]:
    """The same again: one of the two was booked only."""
    seen: set[tuple[CashMovementKind, Rupiah]] = set()
    for m in story.movements:
        if (m.kind, m.amount) in seen:
            yield _Guess(-m.signed, (m.id,), m.amount)
        seen.add((m.kind, m.amount))


def _movement_not_done(story: DrawerStory) -> Iterator[_Guess]:
    """Booked, but the money stayed where it was."""
    return (_Guess(-m.signed, (m.id,), m.amount) for m in story.movements)


# --- counts


def _float_wrong(story: DrawerStory) -> Iterator[_Guess]:
    """The float was not what was booked: not what was left there before, mistyped, or counted in a wrong row."""
    booked = story.opening_float
    if story.left_before is not None:
        yield _Guess(story.left_before - booked, booked=booked, meant=story.left_before, share=6)
    if story.opening_counts:
        yield from (
            replace(guess, booked=booked, meant=booked + guess.amount)
            for guess in _rows_off(story.opening_counts, 1)
        )
    else:
        yield from (_Guess(meant - booked, booked=booked, meant=meant) for meant in _mistyped(booked))


def _count_row_off(story: DrawerStory) -> Iterator[_Guess]:
    """The final count: what was written in a row lay one row higher or lower; so the drawer is right, not the count."""
    return (replace(guess, amount=-guess.amount) for guess in _rows_off(story.counts, 1))


def _rows_off(counts: Pieces, share: int) -> Iterator[_Guess]:
    """Each row whose pieces may belong into an empty neighbour; `amount` is meant less booked."""
    pieces = dict(counts)
    order = list(FACES)
    for at, (face, value) in enumerate(order):
        n = pieces.get(face, 0)
        for other, worth in (*order[max(0, at - 1) : at], *order[at + 1 : at + 2]):
            if n and not pieces.get(other) and worth != value:
                yield _Guess(
                    n * (worth - value), booked=n * value, meant=n * worth, faces=(face, other), share=share
                )


def _count_ten_times(story: DrawerStory) -> Iterator[_Guess]:
    """A nought too many or too few at the pieces of one face."""
    for face, n in story.counts:
        value = int(face[1:])
        if n % 10 == 0:
            yield _Guess((n - n // 10) * value, booked=n, meant=n // 10, faces=(face,), share=2)
        if n < 20:
            yield _Guess(-9 * n * value, booked=n, meant=10 * n, faces=(face,))


def _count_one_piece(story: DrawerStory) -> Iterator[_Guess]:
    """One note or coin too many or too few in a bundle; more likely the more of them there are."""
    for face, n in story.counts:
        value = int(face[1:])
        for by in (-1, 1):
            yield _Guess(by * value, booked=n, meant=n - by, faces=(face,), share=min(4, 1 + n // 5))


COINS_WORTH_MAX = 20_000


def _coins_left_out(story: DrawerStory) -> Iterator[_Guess]:
    """No coin was counted at all: what is missing may be them."""
    if not any(n for face, n in story.counts if face.startswith("c")):
        yield from (_Guess(-amount) for amount in range(100, COINS_WORTH_MAX + 1, 100))


def _small_change_rounded(story: DrawerStory) -> Iterator[_Guess]:
    """Change was rounded for want of coins, a few hundred rupiah over the day."""
    most = min(1_000, 100 * sum(1 for r in story.receipts if r.change % 1_000))
    for amount in range(100, most + 1, 100):
        yield _Guess(-amount, share=2)
        yield _Guess(amount)


_SOURCES: dict[CauseKind, Callable[[DrawerStory], Iterable[_Guess]]] = {
    CauseKind.NONCASH_AS_CASH: _noncash_as_cash,
    CauseKind.CASH_AS_NONCASH: _cash_as_noncash,
    CauseKind.CHANGE_NOTE: _change_note,
    CauseKind.CHANGE_TWICE: _change_twice,
    CauseKind.CHANGE_KEPT: _change_kept,
    CauseKind.TENDER_MISREAD: _tender_misread,
    CauseKind.KEYED_TWICE: _keyed_twice,
    CauseKind.WRONG_PRICE: _wrong_price,
    CauseKind.SALE_NOT_KEYED: _sale_not_keyed,
    CauseKind.REFUND_NOT_BOOKED: _refund_not_booked,
    CauseKind.REFUND_NOT_PAID: _refund_not_paid,
    CauseKind.PAY_IN_NOT_BOOKED: _pay_in_not_booked,
    CauseKind.PAY_OUT_NOT_BOOKED: _pay_out_not_booked,
    CauseKind.DROP_NOT_BOOKED: _drop_not_booked,
    CauseKind.MOVEMENT_WRONG_WAY: _movement_wrong_way,
    CauseKind.MOVEMENT_MISTYPED: _movement_mistyped,
    CauseKind.MOVEMENT_TWICE: _movement_twice,
    CauseKind.MOVEMENT_NOT_DONE: _movement_not_done,
    CauseKind.FLOAT_WRONG: _float_wrong,
    CauseKind.COUNT_ROW_OFF: _count_row_off,
    CauseKind.COUNT_TEN_TIMES: _count_ten_times,
    CauseKind.COUNT_ONE_PIECE: _count_one_piece,
    CauseKind.COINS_LEFT_OUT: _coins_left_out,
    CauseKind.SMALL_CHANGE_ROUNDED: _small_change_rounded,
}
