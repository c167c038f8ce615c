"""What was sold in a span, by hour, category, maker, item, way to pay and cashier (domain.md §5.2). Reads no store.

Refunds are taken off where the piece was sold: its category, maker and item. A page is the one shape for screen,
paper, PDF and tables: words and figures, laid out by whoever shows them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pos.domain.commission import LineMoney
from pos.domain.money import Rupiah

OWN = "OWN"
TOP_ITEMS_MAX = 20


class Part(StrEnum):
    """What a section is about."""

    HOUR = "hour"
    CATEGORY = "category"
    MAKER = "maker"
    ITEM = "item"
    TENDER = "tender"
    CASHIER = "cashier"


@dataclass(frozen=True, slots=True)
class LineFact:
    """A sold line (sign 1) or one that came back (-1), with what it is counted by; `hour` is in WIB."""

    sign: int
    hour: int
    category: str
    maker_id: str
    maker_name: str
    title: str
    cashier: str
    quantity: int
    money: LineMoney


@dataclass(frozen=True, slots=True)
class TenderFact:
    """Money by one way to pay, net of change and of what was given back; `count` of payments."""

    kind: str
    count: int
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces (payments, for ways to pay) and net rupiah of one name."""

    name: str
    count: int
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Summary:
    """The sums of a span; net = maker_share + commission + own + tax (invariant 8 of domain.md §6).

    `unmatched` went out in cash for pieces whose sale is not known here: it stands beside the net, not in it.
    """

    sale_count: int = 0
    refund_count: int = 0
    pieces: int = 0
    gross: Rupiah = 0
    shared_discount: Rupiah = 0
    outlet_discount: Rupiah = 0
    maker_discount: Rupiah = 0
    net: Rupiah = 0
    tax: Rupiah = 0
    maker_share: Rupiah = 0
    commission: Rupiah = 0
    own: Rupiah = 0
    unmatched: Rupiah = 0

    @property
    def average(self) -> Rupiah:
        """Net per sale, half up; 0 without sales."""
        return (2 * self.net + self.sale_count) // (2 * self.sale_count) if self.sale_count else 0


@dataclass(frozen=True, slots=True)
class Report:
    """A span's figures, dates included; each section's rows in the order in which they are shown."""

    first: date
    last: date
    summary: Summary
    sections: Mapping[Part, tuple[Row, ...]] = field(default_factory=dict)


def report(
    first: date,
    last: date,
    lines: Iterable[LineFact],
    tenders: Iterable[TenderFact],
    *,
    sale_count: int,
    refund_count: int,
    unmatched: Rupiah = 0,
) -> Report:
    """Count and add; hours in their order, all else by its money, the largest first, ties by name."""
    facts = tuple(lines)
    sections = {
        Part.HOUR: tuple(sorted(_grouped(facts, "hour"), key=lambda row: row.name)),
        Part.CATEGORY: _by_money(_grouped(facts, "category")),
        Part.MAKER: _by_money(_grouped(facts, "maker_name")),
        Part.ITEM: _by_money(_grouped(facts, "title"))[:TOP_ITEMS_MAX],
        Part.TENDER: _by_money(Row(t.kind, t.count, t.amount) for t in tenders),
        Part.CASHIER: _by_money(_grouped(facts, "cashier")),
    }
    return Report(
        first, last, replace(_summary(facts, sale_count, refund_count), unmatched=unmatched), sections
    )


def _grouped(facts: tuple[LineFact, ...], by: str) -> list[Row]:
    sums: dict[str, tuple[int, Rupiah]] = {}
    for fact in facts:
        key = getattr(fact, by)
        name = f"{key:02d}" if isinstance(key, int) else key
        count, amount = sums.get(name, (0, 0))
        sums[name] = (count + fact.sign * fact.quantity, amount + fact.sign * fact.money.net)
    return [Row(name, count, amount) for name, (count, amount) in sums.items()]


def _by_money(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))


def _summary(facts: tuple[LineFact, ...], sale_count: int, refund_count: int) -> Summary:
    def total(name: str, *, own: bool | None = None) -> Rupiah:
        chosen = (f for f in facts if own is None or (f.maker_id == OWN) is own)
        return sum(fact.sign * getattr(fact.money, name) for fact in chosen)

    made = Summary(
        sale_count=sale_count,
        refund_count=refund_count,
        pieces=sum(fact.sign * fact.quantity for fact in facts),
        gross=total("gross"),
        shared_discount=total("shared_discount"),
        outlet_discount=total("outlet_discount"),
        maker_discount=total("maker_discount"),
        net=total("net"),
        tax=total("tax"),
        maker_share=total("maker_share"),
        commission=total("commission", own=False),
        own=total("commission", own=True),
    )
    assert made.maker_share + made.commission + made.own + made.tax == made.net
    return made


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading with its rows; `count_word` heads the counts, `chart` says whether bars help."""

    title: str
    count_word: str
    rows: tuple[Row, ...]
    chart: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The one shape of a report: words and figures; `facts` are (words, rupiah), `counts` (words, number)."""

    title: str
    subtitle: str
    counts: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, Rupiah], ...]
    sections: tuple[PageSection, ...]
