"""Holds both sides and what was acknowledged against one another. Values in, sentences out: [] is the only good verdict."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields

from tests.chaos.books import CentralBooks, Documents, TillBooks, raw_sums, standing, without_nought
from tests.simulation.oracle import Sums

NAMED_MAX = 3
HARMLESS = {"sold_twice", "clone"}
"""Both sides of a piece sold twice stand; a request that comes once more later looks like a second living copy."""


def findings(tills: Iterable[tuple[TillBooks, Documents, Documents]], centre: CentralBooks) -> list[str]:
    """Each till with what it acknowledged and the surplus of its kills; every sentence names what differs."""
    tills = list(tills)
    found: list[str] = []
    for books, acked, surplus in tills:
        found += _at_the_till(books, acked, surplus)
        found += _differ(
            f"{books.name}: records", books.lines, centre.lines.get(books.register_id, Counter()), _place
        )
    for kind in ("sales", "refunds"):
        ours = sum((getattr(books, kind) for books, _, _ in tills), Counter())
        found += _differ(kind, ours, getattr(centre, kind), str)
    lines = [line for books, _, _ in tills for _, _, line in books.lines]
    found += _sums(
        raw_sums(lines), raw_sums(line for all_of in centre.lines.values() for _, _, line in all_of), centre
    )
    found += _conflicts(lines, centre)
    found += [f"set aside at the centre: {code} {detail}" for code, detail in centre.quarantined]
    return found


def _at_the_till(books: TillBooks, acked: Documents, surplus: Documents) -> Iterator[str]:
    """Every acknowledged sale and refund is there once, and nothing that neither was told nor cut off by a kill."""
    wanted = Counter(
        (books.register_id, i, *facts) for (kind, i), facts in (acked | surplus).items() if kind == "S"
    )
    yield from _differ(f"{books.name}: acknowledged and stored sales", wanted, books.sales, str)
    wanted = Counter(
        (books.register_id, i, *facts) for (kind, i), facts in (acked | surplus).items() if kind == "R"
    )
    yield from _differ(f"{books.name}: acknowledged and stored refunds", wanted, books.refunds, str)
    for number, count in Counter(row[2] for row in books.sales.elements()).items():
        if count > 1:
            yield f"{books.name}: number {number} {count} times"


def _differ(what: str, ours: Counter, theirs: Counter, named) -> Iterator[str]:
    """Counted on both sides, so that a double is as bad as a loss."""
    for side, rest in (("missing", ours - theirs), ("too many", theirs - ours)):
        if rest:
            some = ", ".join(named(key) for key in sorted(rest)[:NAMED_MAX])
            yield f"{what}: {rest.total()} {side}: {some}"


def _place(key: tuple[int, int, bytes]) -> str:
    return f"{key[0]}/{key[1]} {key[2][:60]!r}"


def _sums(here: Sums, there: Sums, centre: CentralBooks) -> Iterator[str]:
    """Rupiah by sale and refund, by way to pay, by maker; goods by product: raw lines of both sides and the rows there."""
    for field in fields(Sums):
        ours, theirs = (without_nought(getattr(sums, field.name)) for sums in (here, there))
        yield from _unequal(f"raw {field.name}", ours, theirs)
    yield from _unequal(
        "sales in sum", {"rupiah": sum(here.sales.values())}, {"rupiah": _total(centre.sales)}
    )
    yield from _unequal(
        "refunds in sum", {"rupiah": sum(here.refunds.values())}, {"rupiah": _total(centre.refunds)}
    )
    for name in ("tenders", "makers", "goods"):
        yield from _unequal(name, without_nought(getattr(here, name)), getattr(centre, name))


def _total(rows: Counter) -> int:
    return sum(row[-1] * count for row, count in rows.items())


def _unequal(what: str, ours: dict[str, int], theirs: dict[str, int]) -> Iterator[str]:
    keys = sorted(key for key in ours.keys() | theirs.keys() if ours.get(key, 0) != theirs.get(key, 0))
    if keys:
        yield f"{what}: " + ", ".join(f"{k} {ours.get(k, 0)} ≠ {theirs.get(k, 0)}" for k in keys[:NAMED_MAX])


def _conflicts(lines: list[bytes], centre: CentralBooks) -> Iterator[str]:
    """A unique piece that stands sold more than once is told once, with all its numbers; and nothing else is told."""
    still, ever = standing(lines, centre.unique)
    told = Counter(_piece(detail) for code, detail in centre.incidents if code == "sold_twice")
    for product, numbers in still.items():
        times = told[product, frozenset(numbers)]
        if len(numbers) > 1 and times != 1:
            yield f"{product} stands sold as {sorted(numbers)} and was told {times} times"
    for product, numbers in told:
        if not numbers <= ever.get(product, set()) or len(numbers) < 2:
            yield f"told that {product} was sold as {sorted(numbers)}"
    yield from (f"incident {code}: {detail}" for code, detail in centre.incidents if code not in HARMLESS)


def _piece(detail: str) -> tuple[str, frozenset[str]]:
    product, _, numbers = detail.partition(": ")
    return product, frozenset(numbers.split(", "))


def sold_at_both(tills: Iterable[TillBooks], unique: frozenset[str]) -> int:
    """For the figures: unique pieces that every till sold."""
    pieces = [set(standing([line for _, _, line in books.lines], unique)[1]) for books in tills]
    return len(set.intersection(*pieces))
