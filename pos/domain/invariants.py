"""The rules of domain.md §6 as checks over values that return findings; verify, tests and simulation share them.

Reads only, mends nothing, raises nothing for wrong data: what does not hold is a Finding.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import add

from pos.domain.cash import CashRounding
from pos.domain.commission import LineMoney, RuleKind, base_commission
from pos.domain.deposit import Deposit, DepositAct, used_by
from pos.domain.maker_ledger import OWN_STOCK, EntryKind, MakerEntry, balances
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.refund import Refund
from pos.domain.safe import BankDeposit, SafeCount
from pos.domain.sale import Sale, SaleLine
from pos.domain.shift import CashMovement, CashMovementKind, Shift, ShiftClose, ShiftTotals, expected_cash
from pos.domain.stock import StockMovement, on_hand
from pos.domain.tender import TenderKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must hold and does not: a stable code, the record it is about, the facts in short."""

    code: str
    record_id: str
    detail: str = ""


def check_sale(sale: Sale, rounding: CashRounding | None = None) -> list[Finding]:
    """Invariants 1, 2, 3, 7, 10 and 11 of one sale; with the outlet's rounding also its bound."""
    found = [Finding(code, sale.id, detail) for code, detail in _sale_faults(sale, rounding)]
    for line in sale.lines:
        found += (
            Finding(code, sale.id, f"line {line.line_no}") for code in _line_faults(line, sale.approval_id)
        )
    return found


def _sale_faults(sale: Sale, rounding: CashRounding | None) -> Iterator[tuple[str, str]]:
    cash = sum(t.amount for t in sale.tenders if t.kind is TenderKind.CASH)
    other = sum(t.amount for t in sale.tenders if t.kind is not TenderKind.CASH)
    if sum(line.money.gross for line in sale.lines) != sale.gross:
        yield "sale_gross", str(sale.gross)
    if sum(line.money.net for line in sale.lines) != sale.net or sale.gross - sale.discount != sale.net:
        yield "sale_net", str(sale.net)
    if sum(line.money.tax for line in sale.lines) != sale.tax:
        yield "sale_tax", str(sale.tax)
    if sale.net + sale.rounding != sale.total:
        yield "sale_total", str(sale.total)
    if cash + other - sale.change != sale.total:
        yield "sale_tenders", f"{cash} + {other} - {sale.change}"
    if not 0 <= sale.change <= cash or other > sale.total:
        yield "sale_change", str(sale.change)
    if sale.rounding and not cash:
        yield "sale_rounding", "no cash"
    if rounding is not None and abs(sale.rounding) >= rounding.unit and sale.rounding:
        yield "sale_rounding", str(sale.rounding)


def _line_faults(line: SaleLine, approval_id: str) -> Iterator[str]:
    money = line.money
    if money.gross != line.unit_price * line.quantity or not 0 <= money.discount <= money.gross:
        yield "line_gross"
    if money.net != money.gross - money.discount:
        yield "line_net"
    if money.maker_share + money.commission + money.tax != money.net:
        yield "line_split"
    if money.base != money.gross - money.shared_discount - money.tax:
        yield "line_base"
    if line.maker_id == OWN_STOCK and money.maker_share != 0:
        yield "line_own_stock"
    if money.maker_share < 0:
        yield "line_maker_share"
    if money.commission < 0 and not approval_id and line.bundle is None:
        yield "line_commission_unapproved"
    rule = line.rule.rule
    if rule.kind is RuleKind.PERCENT and money.base_commission != base_commission(
        rule, money.base, line.quantity, line.unit_price
    ):
        yield "line_percent"


def check_totals(sales: Iterable[Sale]) -> list[Finding]:
    """Invariant 8: maker's shares + commission + own stock + tax = net sales, over any set of sales."""
    net = parts = 0
    for sale in sales:
        net += sale.net
        parts += sum(x.money.maker_share + x.money.commission + x.money.tax for x in sale.lines)
    return [] if net == parts else [Finding("totals_split", "", f"{parts} of {net}")]


def check_ledger(
    entries: Iterable[MakerEntry],
    sales: Iterable[Sale],
    refunds: Iterable[Refund],
    stored: Mapping[str, Rupiah],
) -> list[Finding]:
    """Invariant 12: each consigned line has its entry with its amount, and stored balances are the sums."""
    entries = tuple(entries)
    counted = (EntryKind.SALE, EntryKind.REFUND)
    have = Counter((e.document_id, e.maker_id, e.amount) for e in entries if e.kind in counted)
    want: Counter[tuple[str, str, Rupiah]] = Counter()
    for sale in sales:
        want.update((sale.id, x.maker_id, x.money.maker_share) for x in sale.lines if x.maker_id != OWN_STOCK)
    for refund in refunds:
        want.update(
            (refund.header.id, x.maker_id, -x.money.maker_share)
            for x in refund.lines
            if x.maker_id != OWN_STOCK
        )
    found = [Finding("ledger_missing", key[0], f"{key[1]} {key[2]}") for key in (want - have)]
    found += [Finding("ledger_extra", key[0], f"{key[1]} {key[2]}") for key in (have - want)]
    sums = balances(entries)
    found += [
        Finding("ledger_balance", maker, f"{stored.get(maker, 0)} of {sums.get(maker, 0)}")
        for maker in sorted(sums.keys() | stored.keys())
        if stored.get(maker, 0) != sums.get(maker, 0)
    ]
    return found


def check_refunds(sale: Sale, refunds: Iterable[Refund]) -> list[Finding]:
    """Invariant 17: refunded units never above sold units; all units refunded give back every component."""
    units: Counter[int] = Counter()
    back: dict[int, tuple[int, ...]] = {}
    found: list[Finding] = []
    for refund in refunds:
        if not _refund_adds_up(refund):
            found.append(Finding("refund_total", refund.header.id, str(refund.total)))
        for line in refund.lines:
            units[line.line_no] += line.quantity
            before = back.get(line.line_no, _NOTHING)
            back[line.line_no] = tuple(map(add, before, _components(line.money)))
    for sold in sale.lines:
        count = units.pop(sold.line_no, 0)
        if count > sold.quantity:
            found.append(Finding("refund_units", sale.id, f"line {sold.line_no}: {count}"))
        if count == sold.quantity and back[sold.line_no] != _components(sold.money):
            found.append(Finding("refund_parts", sale.id, f"line {sold.line_no}"))
    return found + [Finding("refund_units", sale.id, f"no line {line_no}") for line_no in units]


def _refund_adds_up(refund: Refund) -> bool:
    given = sum(tender.amount for tender in refund.tenders)
    net = sum(line.money.net for line in refund.lines)
    return net == refund.net and refund.net + refund.rounding == refund.total == given


_NOTHING = (0,) * 8


def _components(money: LineMoney) -> tuple[int, ...]:
    return (
        money.gross,
        money.shared_discount,
        money.outlet_discount,
        money.maker_discount,
        money.net,
        money.tax,
        money.commission,
        money.maker_share,
    )


def check_numbers(numbers: Iterable[tuple[str, int]]) -> list[Finding]:
    """Invariant 21: within one register, epoch and series numbers run 1, 2, 3 … in the order given.

    Items are (record id, number).
    """
    return [
        Finding("number_gap", record_id, f"{number}, expected {expected}")
        for expected, (record_id, number) in enumerate(numbers, 1)
        if number != expected
    ]


def check_shift(shift: Shift, totals: ShiftTotals) -> list[Finding]:
    """Invariant 24: expected cash follows from float and totals; the difference from expected and counted."""
    if shift.expected is None or shift.expected == expected_cash(shift.opening_float, totals):
        return []
    return [Finding("shift_expected", shift.id, str(shift.expected))]


class SafeBooks:
    """Invariant 24 for the safe, record by record: drops + closings - deposits ± differences of counts.

    What a count states as expected must follow from all that came before it, and nothing goes out that is not there.
    """

    def __init__(self) -> None:
        """An empty safe."""
        self.held: Rupiah = 0
        self._closed: set[str] = set()

    def look_at(self, value: object) -> list[Finding]:
        """Book one record, of whatever kind; gives what does not follow."""
        match value:
            case CashMovement(kind=CashMovementKind.DROP):
                self.held += value.amount
            case CashMovement(kind=CashMovementKind.PAY_IN, reason=Reason.FROM_SAFE):
                return self._take(value.id, value.amount)
            case ShiftClose() if value.shift.id not in self._closed:
                self._closed.add(value.shift.id)
                self.held += value.to_safe
            case BankDeposit():
                return self._take(value.id, value.amount)
            case SafeCount():
                before, self.held = self.held, value.counted
                if value.expected != before:
                    return [Finding("safe_expected", value.id, f"{value.expected} of {before}")]
        return []

    def _take(self, record_id: str, amount: Rupiah) -> list[Finding]:
        self.held -= amount
        return [Finding("safe_negative", record_id, str(self.held))] if self.held < 0 else []


class DepositBooks:
    """Deposits as the records pass: each is ended at most once, by its whole amount, and by the sale that it pays."""

    def __init__(self) -> None:
        """Nothing has passed yet."""
        self._taken: dict[str, Deposit] = {}
        self._ended: list[Deposit] = []
        self._paid: Counter[tuple[str, Rupiah]] = Counter()

    def look_at(self, value: object) -> None:
        """Take note of a deposit's act, or of a sale that was paid with one."""
        if isinstance(value, Deposit):
            if value.act is DepositAct.TAKE:
                self._taken[value.id] = value
            else:
                self._ended.append(value)
        elif isinstance(value, Sale):
            self._paid.update((value.id, tender.amount) for tender in used_by(value.tenders))

    def faults(self) -> Iterator[Finding]:
        """What does not hold once all have passed."""
        times = Counter(act.deposit_id for act in self._ended)
        for act in self._ended:
            taken = self._taken.get(act.deposit_id)
            if taken is None or taken.amount != act.amount:
                yield Finding("deposit_amount", act.id, f"{act.amount} of {taken.amount if taken else 0}")
        yield from (Finding("deposit_twice", deposit_id) for deposit_id, n in times.items() if n > 1)
        used = Counter((act.sale_id, act.amount) for act in self._ended if act.act is DepositAct.USE)
        for sale_id, amount in (used - self._paid) | (self._paid - used):
            yield Finding("deposit_sale", sale_id, str(amount))


def check_shifts(shifts: Iterable[Shift], documents: Iterable[Sale | Refund]) -> list[Finding]:
    """Invariant 25: one shift for each document, within its time; at most one shift open."""
    known = {shift.id: shift for shift in shifts}
    still_open = [shift.id for shift in known.values() if shift.is_open]
    found = [Finding("shift_two_open", shift_id) for shift_id in still_open[1:]]
    for document in documents:
        header = document.header
        shift = known.get(header.shift_id)
        if shift is None:
            found.append(Finding("shift_unknown", header.id, header.shift_id))
        elif shift.business_date != header.business_date:
            found.append(Finding("shift_date", header.id, header.business_date.isoformat()))
    return found


def check_tender_totals(
    totals: ShiftTotals, sales: Iterable[Sale], refunds: Iterable[Refund]
) -> list[Finding]:
    """Invariant 26: a shift's tender totals, net of change, are those of its sales and refunds."""
    taken: Counter[TenderKind] = Counter()
    given: Counter[TenderKind] = Counter()
    for sale in sales:
        for tender in sale.tenders:
            taken[tender.kind] += tender.amount
        taken[TenderKind.CASH] -= sale.change
    for refund in refunds:
        for tender in refund.tenders:
            given[tender.kind] += tender.amount
    found = [Finding("tender_total", "", k.value) for k in TenderKind if totals.tender(k) != taken[k]]
    return found + [
        Finding("refund_tender", "", k.value) for k in TenderKind if totals.refund_tender(k) != given[k]
    ]


def check_stock(movements: Iterable[StockMovement], stored: Mapping[str, int]) -> list[Finding]:
    """Invariant 27: stored units on hand are the sums of the movements."""
    sums = on_hand(movements)
    return [
        Finding("stock_on_hand", product, f"{stored.get(product, 0)} of {sums.get(product, 0)}")
        for product in sorted(sums.keys() | stored.keys())
        if stored.get(product, 0) != sums.get(product, 0)
    ]
