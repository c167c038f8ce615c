"""Counter days made up at random, each with one typical mistake planted: what was booked, what was counted, what it was.

Sales, notes handed over, change, movements and floats are drawn as a craft gallery sees them; in one day of five a few
coins are missing or left over besides.
"""

import csv
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from pos.domain.cash import FACES, NOTES, note_counts, quick_cash, value_of
from pos.domain.difference_causes import CauseKind, DrawerStory, GivenBack, Receipt
from pos.domain.shift import CashMovement, CashMovementKind

FAMILIES = Path(__file__).resolve().parents[2] / "assets" / "demo" / "families.csv"
OPENED = datetime(2026, 11, 14, 1, 30, tzinfo=UTC)


def shop_prices() -> tuple[int, ...]:
    """A price for each variant of the demo goods, between the lowest and the highest of its family."""
    prices = []
    with FAMILIES.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            low, high, count = int(row["low"]), int(row["high"]), len(row["variants"].split("|"))
            step = max(500, (high - low) // max(1, count) // 500 * 500)
            prices += [min(high, low + step * n) for n in range(count)]
    return tuple(prices)


PRICES = shop_prices()


@dataclass
class Day:
    """One version of a day: the true one, or the one in the books."""

    opening_float: int
    left_before: int | None
    opening_counts: tuple = ()
    receipts: list[Receipt] = field(default_factory=list)
    given_back: list[GivenBack] = field(default_factory=list)
    movements: list[CashMovement] = field(default_factory=list)

    @property
    def cash(self) -> int:
        sold = sum(r.cash for r in self.receipts) - sum(g.cash for g in self.given_back)
        return self.opening_float + sold + sum(m.signed for m in self.movements)

    def copy(self) -> "Day":
        return replace(
            self, receipts=[*self.receipts], given_back=[*self.given_back], movements=[*self.movements]
        )

    def story(self, counts) -> DrawerStory:
        return DrawerStory(
            self.opening_float,
            tuple(self.receipts),
            tuple(self.given_back),
            tuple(self.movements),
            counts,
            self.opening_counts,
            self.left_before,
            PRICES,
        )


@dataclass
class Planted:
    """A day with its mistake."""

    story: DrawerStory
    difference: int
    kind: CauseKind
    document: str = ""


def true_day(random: Random) -> Day:
    opening = random.choice((200_000, 300_000, 300_000, 500_000))
    counts = pieces_of(opening, random) if random.random() < 0.6 else ()
    day = Day(opening, opening if random.random() < 0.85 else None, counts)
    at = OPENED
    for n in range(random.randint(25, 80)):
        at += timedelta(minutes=random.randint(1, 14))
        day.receipts.append(a_receipt(random, n, at))
    for n in range(random.choice((0, 0, 1, 1, 2))):
        receipt = random.choice([r for r in day.receipts if r.cash and not r.noncash])
        day.given_back.append(GivenBack(f"R{n}", random.choice(receipt.goods)))
    for kind, how_many, amounts in (
        (
            CashMovementKind.PAY_OUT,
            random.choice((0, 1, 2, 3)),
            [500 * random.randint(8, 240) for _ in range(3)],
        ),
        (CashMovementKind.PAY_IN, random.choice((0, 0, 1)), [random.choice((50_000, 100_000, 200_000))]),
        (
            CashMovementKind.DROP,
            random.choice((0, 0, 1, 2)),
            [50_000 * random.randint(2, 16) for _ in range(2)],
        ),
    ):
        for amount in amounts[:how_many]:
            day.movements.append(a_movement(f"M{len(day.movements)}", kind, rounder(amount, random)))
    if day.cash < 50_000:
        day.movements = [m for m in day.movements if m.kind is not CashMovementKind.DROP]
    return day


def rounder(amount: int, random: Random) -> int:
    """People take out round sums more often than not."""
    step = random.choice((500, 1_000, 5_000, 5_000, 10_000, 10_000))
    return max(step, amount // step * step)


def a_receipt(random: Random, n: int, at: datetime) -> Receipt:
    weights = [max(1, 10_000_000 // price) for price in PRICES]
    goods = tuple(random.choices(PRICES, weights, k=random.choice((1, 1, 1, 2, 2, 3))))
    total, number = sum(goods), f"N{n:03}"
    if random.random() < 0.42:
        return Receipt(number, at, total, 0, noncash=total, goods=goods)
    tendered = random.choice(quick_cash(total)) if random.random() < 0.75 else total
    return Receipt(number, at, total, total, tendered, tendered - total, goods=goods)


def a_movement(key: str, kind: CashMovementKind, amount: int) -> CashMovement:
    return CashMovement(key, "s1", OPENED, 1, kind, amount, "")


def pieces_of(amount: int, random: Random) -> tuple:
    """Notes and coins that make up an amount as a drawer holds them: large notes now and then broken into small ones."""
    left: dict[int, int] = dict(note_counts(amount))
    for value, smaller in (
        (100_000, 50_000),
        (50_000, 10_000),
        (20_000, 5_000),
        (10_000, 2_000),
        (2_000, 1_000),
    ):
        broken = random.randint(0, min(3, left.get(value, 0)))
        if broken:
            left[value] -= broken
            left[smaller] = left.get(smaller, 0) + broken * (value // smaller)
    found = {f"{'n' if value >= 1_000 else 'c'}{value}": n for value, n in left.items() if n}
    if found.get("n1000", 0) > 2:
        coins = random.randint(0, found["n1000"])
        found["n1000"] -= coins
        found["c1000"] = coins
    return tuple((face, found[face]) for face, _ in FACES if found.get(face))


# --- mistakes: each changes the books or the true day, and says what it was


def with_change(day: Day, random: Random) -> Receipt:
    return random.choice([r for r in day.receipts if r.change >= 1_000])


def swap(receipts: list[Receipt], old: Receipt, new: Receipt) -> None:
    receipts[receipts.index(old)] = new


def noncash_as_cash(day, books, random):
    r = random.choice([r for r in day.receipts if r.noncash])
    swap(books.receipts, r, replace(r, cash=r.total, tendered=r.total, noncash=0))
    return 0, r.number


def cash_as_noncash(day, books, random):
    r = random.choice([r for r in day.receipts if r.cash])
    swap(books.receipts, r, replace(r, cash=0, tendered=0, change=0, noncash=r.total))
    return 0, r.number


def _note_mix(day, random, *, over):
    while True:
        r = with_change(day, random)
        note = random.choice([face for face, _ in note_counts(r.change) if face in NOTES])
        at = NOTES.index(note) + (-1 if over else 1)
        others = [NOTES[at]] if 0 <= at < len(NOTES) else []
        others += [n for n in NOTES if n == (note * 10 if over else note // 10)]
        if others:
            return note - random.choice(others), r.number


def change_note_over(day, _books, random):
    return _note_mix(day, random, over=True)


def change_note_under(day, _books, random):
    return _note_mix(day, random, over=False)


def change_twice(day, _books, random):
    r = with_change(day, random)
    return -r.change, r.number


def change_kept(day, _books, random):
    r = with_change(day, random)
    return r.change, r.number


def tender_misread(day, _books, random):
    noted = [r for r in day.receipts if r.change and r.tendered in NOTES[:-1]]
    r = random.choice(noted)
    return NOTES[NOTES.index(r.tendered) + 1] - r.tendered, r.number


def keyed_twice(day, books, random):
    r = random.choice([r for r in day.receipts if r.cash])
    twin = replace(r, number=f"{r.number}b", at=r.at + timedelta(minutes=1))
    books.receipts.insert(books.receipts.index(r) + 1, twin)
    return 0, twin.number


def wrong_price(day, books, random):
    r = random.choice([r for r in day.receipts if r.cash and r.tendered == r.total])
    n = random.randrange(len(r.goods))
    other = random.choice(
        [p for p in PRICES if p != r.goods[n] and p <= 2 * r.goods[n] and r.goods[n] <= 2 * p]
    )
    goods = (*r.goods[:n], other, *r.goods[n + 1 :])
    swap(books.receipts, r, replace(r, total=sum(goods), cash=sum(goods), tendered=sum(goods), goods=goods))
    return 0, r.number


def sale_not_keyed(day, books, random):
    r = random.choice([r for r in day.receipts if r.cash and len(r.goods) == 1])
    books.receipts.remove(r)
    return 0, ""


def refund_not_booked(day, _books, random):
    r = random.choice([r for r in day.receipts if r.cash])
    return -random.choice((r.total, random.choice(r.goods))), r.number


def refund_not_paid(day, books, random):
    if not books.given_back:
        r = random.choice([r for r in day.receipts if r.cash])
        books.given_back.append(GivenBack("R9", r.total))
        return 0, "R9"
    g = random.choice(books.given_back)
    return g.cash, g.number


def pay_in_not_booked(_day, _books, random):
    return random.choice((20_000, 50_000, 50_000, 100_000, 100_000, 200_000)), ""


def pay_out_not_booked(_day, _books, random):
    return -rounder(500 * random.randint(10, 300), random), ""


def drop_not_booked(_day, _books, random):
    return -random.choice((100_000, 200_000, 250_000, 300_000, 500_000, 500_000, 1_000_000)), ""


def _some_movement(day, books, random, kinds):
    chosen = [m for m in day.movements if m.kind in kinds]
    if not chosen:
        fresh = a_movement("M9", kinds[0], rounder(500 * random.randint(10, 200), random))
        day.movements.append(fresh)
        books.movements.append(fresh)
        return fresh
    return random.choice(chosen)


def movement_wrong_way(day, books, random):
    m = _some_movement(day, books, random, (CashMovementKind.PAY_OUT, CashMovementKind.PAY_IN))
    turned = {
        CashMovementKind.PAY_OUT: CashMovementKind.PAY_IN,
        CashMovementKind.PAY_IN: CashMovementKind.PAY_OUT,
    }
    books.movements[books.movements.index(m)] = replace(m, kind=turned[m.kind])
    return 0, m.id


def movement_mistyped(day, books, random):
    m = _some_movement(day, books, random, (CashMovementKind.PAY_OUT, CashMovementKind.PAY_IN))
    digits = str(m.amount)
    swapped = int(digits[1] + digits[0] + digits[2:])
    written = random.choice((m.amount * 10, m.amount // 10, swapped))
    if written in (m.amount, 0) or digits[1] == "0":
        written = m.amount // 10
    books.movements[books.movements.index(m)] = replace(m, amount=written)
    return 0, m.id


def movement_twice(day, books, random):
    m = _some_movement(day, books, random, tuple(CashMovementKind)[:3])
    books.movements.append(replace(m, id=f"{m.id}b"))
    return 0, f"{m.id}b"


def movement_not_done(day, books, random):
    m = _some_movement(day, books, random, (CashMovementKind.DROP, CashMovementKind.PAY_OUT))
    return -m.signed, m.id


def float_wrong(day, books, random):
    books.opening_float = day.opening_float + random.choice(
        (-50_000, -20_000, -10_000, 10_000, 20_000, 50_000)
    )
    books.opening_counts = ()
    day.left_before = books.left_before = day.opening_float
    return 0, ""


def small_change_rounded(_day, _books, random):
    return -100 * random.randint(2, 8), ""


BOOKED = {
    CauseKind.NONCASH_AS_CASH: (noncash_as_cash,),
    CauseKind.CASH_AS_NONCASH: (cash_as_noncash,),
    CauseKind.CHANGE_NOTE: (change_note_over, change_note_under),
    CauseKind.CHANGE_TWICE: (change_twice,),
    CauseKind.CHANGE_KEPT: (change_kept,),
    CauseKind.TENDER_MISREAD: (tender_misread,),
    CauseKind.KEYED_TWICE: (keyed_twice,),
    CauseKind.WRONG_PRICE: (wrong_price,),
    CauseKind.SALE_NOT_KEYED: (sale_not_keyed,),
    CauseKind.REFUND_NOT_BOOKED: (refund_not_booked,),
    CauseKind.REFUND_NOT_PAID: (refund_not_paid,),
    CauseKind.PAY_IN_NOT_BOOKED: (pay_in_not_booked,),
    CauseKind.PAY_OUT_NOT_BOOKED: (pay_out_not_booked,),
    CauseKind.DROP_NOT_BOOKED: (drop_not_booked,),
    CauseKind.MOVEMENT_WRONG_WAY: (movement_wrong_way,),
    CauseKind.MOVEMENT_MISTYPED: (movement_mistyped,),
    CauseKind.MOVEMENT_TWICE: (movement_twice,),
    CauseKind.MOVEMENT_NOT_DONE: (movement_not_done,),
    CauseKind.FLOAT_WRONG: (float_wrong,),
    CauseKind.SMALL_CHANGE_ROUNDED: (small_change_rounded,),
}


def row_off(counts, random):
    faces = [face for face, _ in FACES]
    have = dict(counts)
    found = [
        (face, faces[at + by])
        for face in have
        for at in (faces.index(face),)
        for by in (-1, 1)
        if 0 <= at + by < len(faces) and faces[at + by] not in have and face[1:] != faces[at + by][1:]
    ]
    if not found:
        return counts
    face, other = random.choice(found)
    return tuple((other if f == face else f, n) for f, n in counts)


def ten_times(counts, random):
    face, n = random.choice([(f, n) for f, n in counts if n < 20])
    written = n // 10 if n % 10 == 0 else n * 10
    return tuple((f, written if f == face else m) for f, m in counts)


def one_piece(counts, random):
    face, _ = random.choices(counts, [n for _, n in counts])[0]
    by = random.choice((-1, 1))
    return tuple((f, n + by if f == face else n) for f, n in counts)


def coins_left_out(counts, _random):
    return tuple((f, n) for f, n in counts if not f.startswith("c"))


COUNTED = {
    CauseKind.COUNT_ROW_OFF: row_off,
    CauseKind.COUNT_TEN_TIMES: ten_times,
    CauseKind.COUNT_ONE_PIECE: one_piece,
    CauseKind.COINS_LEFT_OUT: coins_left_out,
}


def planted(kind: CauseKind, seed: int) -> Planted:
    """A day with this mistake; the same for the same seed."""
    random = Random(f"{kind}/{seed}")
    while True:
        made = _plant(kind, random)
        if made is not None:
            return made


def _plant(kind: CauseKind, random: Random) -> Planted | None:
    day = true_day(random)
    books, extra, document = day.copy(), 0, ""
    if kind in BOOKED:
        extra, document = random.choice(BOOKED[kind])(day, books, random)
    lost = 100 * random.randint(-3, 3) if random.random() < 0.2 else 0
    lies = day.cash + extra + lost
    if lies < 20_000:
        return None
    counts = pieces_of(lies, random)
    if kind in COUNTED:
        counts = COUNTED[kind](counts, random)
    if kind is CauseKind.SMALL_CHANGE_ROUNDED:
        lies -= lost
        counts = pieces_of(lies, random)
    difference = value_of(counts) - books.cash
    unseen = lies - value_of(counts) if kind not in COUNTED else 0
    if difference == 0 or unseen or (kind in COUNTED and abs(difference - lost) < 100):
        return None
    return Planted(books.story(counts), difference, kind, document)
