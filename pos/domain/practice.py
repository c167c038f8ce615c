"""Latihan 20 menit: six buyers, what each of them wants, and what the records say of how they were served.

Judges what was recorded since a buyer came; records nothing itself.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pos.domain.events import Reprinted
from pos.domain.exchange import Exchange
from pos.domain.money import Rupiah
from pos.domain.refund import Refund, RefundLine
from pos.domain.sale import Sale, SaleLine
from pos.domain.tender import TenderKind
from pos.domain.tender_change import TenderChange


class Buyer(StrEnum):
    """The six, in their order."""

    CASH = "cash"
    QRIS = "qris"
    SPLIT = "split"
    EXCHANGE = "exchange"
    WRONG_TENDER = "wrong_tender"
    PAPER = "paper"


class Slip(StrEnum):
    """A mistake that the records show."""

    OTHER_GOODS = "other_goods"
    OTHER_TENDER = "other_tender"
    OTHER_CASH = "other_cash"
    GIVEN_BACK = "given_back"
    TWO_PAPERS = "two_papers"
    OTHER_RECEIPT = "other_receipt"
    SOLD_AGAIN = "sold_again"


class Step(StrEnum):
    """How far a buyer is served; PUT_RIGHT where something went wrong on purpose and is to be mended."""

    SERVE = "serve"
    PUT_RIGHT = "put_right"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Units of one product."""

    product_id: str
    title: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """What a buyer wants. `cash` is the money handed over (CASH) or the part paid in cash (SPLIT), rupiah.

    `back` is what an exchange brings back, of the sale `of_sale` with the printed number `of_number`.
    """

    buyer: Buyer
    goods: tuple[Wanted, ...]
    cash: Rupiah = 0
    back: Wanted | None = None
    of_sale: str = ""
    of_number: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`slips` were made, put right or not; `now` stands in the way of being done; `sale` is the one that counts."""

    step: Step
    slips: frozenset[Slip] = frozenset()
    now: Slip | None = None
    sale: Sale | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """A buyer who has gone: with which slips, passed over or not, with help or without."""

    buyer: Buyer
    slips: frozenset[Slip] = frozenset()
    skipped: bool = False
    helped: bool = False
    sale: Sale | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A whole run; moments are aware UTC."""

    served: tuple[Served, ...]
    begun_at: datetime
    ended_at: datetime

    @property
    def done(self) -> int:
        return sum(not one.skipped for one in self.served)

    @property
    def slips(self) -> int:
        return sum(len(one.slips) for one in self.served)

    @property
    def minutes(self) -> int:
        """Begun minutes count whole."""
        return max(1, -int((self.begun_at - self.ended_at).total_seconds() // 60))

    @property
    def to_practise(self) -> tuple[Buyer, ...]:
        """Who was passed over, served with a slip, or only with help."""
        return tuple(one.buyer for one in self.served if one.skipped or one.slips or one.helped)


Record = Sale | Exchange | Refund | TenderChange | Reprinted
Records = tuple[Record, ...]

_KINDS = {
    Buyer.CASH: frozenset({TenderKind.CASH}),
    Buyer.QRIS: frozenset({TenderKind.QRIS}),
    Buyer.SPLIT: frozenset({TenderKind.CASH, TenderKind.QRIS}),
    Buyer.WRONG_TENDER: frozenset({TenderKind.CASH}),
}
_LATER_ONLY = frozenset({Slip.OTHER_CASH})
"""Slips that keep nobody from going on: the sale and its money are right."""


def judge(task: Task, records: Records) -> Judgement:
    """Say how a buyer was served by what was recorded since, in the order of the records."""
    match task.buyer:
        case Buyer.EXCHANGE:
            return _exchange(task, records)
        case Buyer.WRONG_TENDER:
            return _wrong_tender(task, records)
        case Buyer.PAPER:
            return _paper(task, records)
        case _:
            return _served(task, records)


def standing(records: Records) -> tuple[Sale, ...]:
    """Sales of which nothing was given back, each as its newest correction says."""
    back = {record.sale_id for record in records if isinstance(record, Refund)}
    found = {s.id: s for s in records if isinstance(s, Sale) and s.id not in back}
    for record in records:
        if isinstance(record, TenderChange) and record.sale_id in found:
            sale = found[record.sale_id]
            found[sale.id] = replace(sale, tenders=record.new_tenders, change=record.new_change)
    return tuple(found.values())


def _served(task: Task, records: Records) -> Judgement:
    """Cash, QRIS, both: right goods, right tenders, right money."""
    slips = frozenset(fault for s in records if isinstance(s, Sale) for fault in _faults(task, s))
    now = None
    for sale in standing(records):
        faults = _faults(task, sale)
        if not faults - _LATER_ONLY:
            return Judgement(Step.DONE, slips, sale=sale)
        now = min(faults - _LATER_ONLY)
    return Judgement(Step.SERVE, slips, now)


def _wrong_tender(task: Task, records: Records) -> Judgement:
    """Cash first, as it seemed; then the same sale as QRIS, by a correction and not by giving money back."""
    sales = [s for s in records if isinstance(s, Sale)]
    slips = {fault for sale in sales[:1] for fault in _faults(task, sale)}
    ours = {sale.id for sale in sales if _has(sale, task.goods)}
    given_back = any(isinstance(r, Refund) and r.sale_id in ours for r in records)
    if given_back:
        slips.add(Slip.GIVEN_BACK)
    corrected = {r.sale_id for r in records if isinstance(r, TenderChange)}
    now = Slip.GIVEN_BACK if given_back else None
    for sale in standing(records):
        if not _has(sale, task.goods):
            now = Slip.OTHER_GOODS
        elif _kinds(sale) == {TenderKind.CASH}:
            return Judgement(Step.PUT_RIGHT, frozenset(slips), sale=sale)
        elif _kinds(sale) == {TenderKind.QRIS} and (given_back or sale.id in corrected):
            return Judgement(Step.DONE, frozenset(slips), sale=sale)
        else:
            now = Slip.OTHER_TENDER
    step = Step.PUT_RIGHT if given_back and Slip.OTHER_TENDER not in slips else Step.SERVE
    return Judgement(step, frozenset(slips), now)


def _paper(task: Task, records: Records) -> Judgement:
    """Sold once; the receipt that did not come out is printed again, nothing is sold again for it."""
    slips = {Slip.OTHER_GOODS for s in records if isinstance(s, Sale) and not _has(s, task.goods)}
    sold = [sale for sale in standing(records) if _has(sale, task.goods)]
    if not sold:
        return Judgement(Step.SERVE, frozenset(slips), Slip.OTHER_GOODS if standing(records) else None)
    now = Slip.SOLD_AGAIN if len(sold) > 1 else None
    if now is not None:
        slips.add(now)
    again = {record.document_id for record in records if isinstance(record, Reprinted)}
    printed = any(sale.id in again for sale in sold)
    step = Step.DONE if printed else Step.PUT_RIGHT
    return Judgement(step, frozenset(slips), now, sale=sold[0])


def _exchange(task: Task, records: Records) -> Judgement:
    """One document for both ways, of the receipt that the buyer has; a wrong piece is exchanged once more."""
    slips: set[Slip] = set()
    ours, now = {task.of_sale}, None
    for record in records:
        if isinstance(record, Exchange):
            if record.refund.sale_id not in ours:
                slips.add(Slip.OTHER_RECEIPT)
                now = Slip.OTHER_RECEIPT
                continue
            if record.refund.sale_id == task.of_sale and not _brings(record.refund, task.back):
                slips.add(Slip.OTHER_GOODS)
            if _has(record.sale, task.goods):
                return Judgement(Step.DONE, frozenset(slips), sale=record.sale)
            ours.add(record.sale.id)
            slips.add(Slip.OTHER_GOODS)
            now = Slip.OTHER_GOODS
        elif isinstance(record, Refund) and record.sale_id in ours:
            slips.add(Slip.TWO_PAPERS)
            now = Slip.TWO_PAPERS
    if Slip.TWO_PAPERS in slips:
        sold = next((sale for sale in standing(records) if _has(sale, task.goods)), None)
        if sold is not None:
            return Judgement(Step.DONE, frozenset(slips), sale=sold)
    return Judgement(Step.SERVE, frozenset(slips), now)


def _faults(task: Task, sale: Sale) -> frozenset[Slip]:
    """What is wrong with a sale as it stands; of other goods the payment is not looked at."""
    if not _has(sale, task.goods):
        return frozenset({Slip.OTHER_GOODS})
    wanted = _KINDS.get(task.buyer)
    if wanted is not None and _kinds(sale) != wanted:
        return frozenset({Slip.OTHER_TENDER})
    cash = sum(tender.amount for tender in sale.tenders if tender.kind is TenderKind.CASH)
    handed = cash - sale.change if task.buyer is Buyer.SPLIT else cash
    return frozenset({Slip.OTHER_CASH} if task.cash and handed != task.cash else ())


def _kinds(sale: Sale) -> frozenset[TenderKind]:
    return frozenset(tender.kind for tender in sale.tenders)


def _has(sale: Sale, goods: tuple[Wanted, ...]) -> bool:
    return _pieces(sale.lines) == Counter({wanted.product_id: wanted.quantity for wanted in goods})


def _brings(refund: Refund, back: Wanted | None) -> bool:
    return back is not None and _pieces(refund.lines) == Counter({back.product_id: back.quantity})


def _pieces(lines: tuple[SaleLine, ...] | tuple[RefundLine, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines:
        found[line.product_id] += line.quantity
    return found
