"""Plays a whole day through the presenters that the screens use, without Qt (`gerai day`, e2e tests, benchmarks).

Seeded: the same seed makes the same buyers. It sees only what a cashier sees.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from pos.domain.cash import FACES
from pos.domain.catalog import Product
from pos.domain.commission import RuleKind
from pos.domain.kuitansi import KuitansiTexts
from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.domain.sale import Sale
from pos.domain.shift import CashMovementKind
from pos.domain.tender import QRIS_MAX, Tender, TenderKind
from pos.errors import GeraiError, Trouble
from pos.i18n import Texts
from pos.services import holds, lookup, refunds, shifts
from pos.services.context import Context
from pos.services.holds import OpenCart
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.pay.presenter import PayPresenter
from pos.ui.pay.shown import PayShown, Phase
from pos.ui.ports import Failed
from pos.ui.refund.late_form import LateTyped
from pos.ui.refund.presenter import HistoryPresenter
from pos.ui.refund.unmatched_form import UnmatchedTyped
from pos.ui.sell.presenter import SellPresenter
from pos.ui.shift.presenter import ShiftPresenter
from pos.ui.signin.presenter import SignInPresenter
from pos.ui.ways import OTHERS

T = TypeVar("T")
OPENING_FLOAT: Rupiah = 500_000
CLOSE_PRESSES_MAX = 3
"""The sum, the question, and once more where it does not agree."""
BASKETS = ((1, 58), (2, 24), (3, 10), (4, 5), (6, 3))
TENDERS = (
    (TenderKind.QRIS, 48),
    (TenderKind.CASH, 38),
    (TenderKind.DEBIT, 7),
    (TenderKind.TRANSFER, 5),
    (None, 2),
)
"""Shares in percent (domain.md §4.5); None is a split of cash and QRIS."""


class PlayFault(RuntimeError):
    """The day did not go as a day must: a defect, with the error that the screen showed."""


class InlineTasks:
    """Implements ports.Tasks for one thread: writes run on the writer thread and are waited for."""

    def __init__(
        self, ctx: Context, problem: Failed, wrote: Callable[[object], None] = lambda _value: None
    ) -> None:
        """`problem` takes expected failures that no caller wants; `wrote` hears what each write gave."""
        self._ctx, self._problem, self._wrote = ctx, problem, wrote

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        self._run(work, then, failed)

    def write(
        self, work: Callable[[], T], then: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        def durable() -> T:
            value = self._ctx.writer.call(work)
            self._wrote(value)
            return value

        self._run(durable, then, failed)

    def later(self, work: Callable[[], object]) -> None:
        self._run(work, None, None)

    def _run(self, work: Callable[[], T], then: Callable[[T], None] | None, failed: Failed | None) -> None:
        try:
            value = work()
        except GeraiError as error:
            (failed or self._problem)(error)
        else:
            if then is not None:
                then(value)


@dataclass(slots=True)
class Watcher:
    """All views and ports at once: keeps what the screens would show."""

    screen: Screen = Screen.SIGN_IN
    handed: object = None
    paying: PayShown | None = None
    problems: list[GeraiError] = field(default_factory=list)
    refunds_done: int = 0

    # ports: navigator, sounds, notices
    def go(self, screen: Screen, what: object = None) -> None:
        self.screen, self.handed = screen, what

    def scanned(self) -> None: ...
    def unknown(self) -> None: ...
    def problem(self, error: GeraiError) -> None:
        self.problems.append(error)

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None: ...

    # views
    def show_pay(self, shown: PayShown, *, fresh: bool) -> None:
        del fresh
        self.paying = shown

    def reference(self) -> str:
        return "123456"

    def marked_product(self) -> Product | None:
        return None

    def show_done(self, refund: object) -> None:
        self.refunds_done += refund is not None

    def show_cart(self, shown: object, cart: object) -> None: ...
    def show_shelf(self, shelf: object, text: str) -> None: ...
    def show_facets(self, facets: object) -> None: ...
    def is_filtering(self) -> bool:
        return False

    def show_asked(self, asked: object) -> None: ...
    def show_filters(self, filters: object) -> None: ...
    def show_search(self, text: str) -> None: ...
    def show_change(self, done: object) -> None: ...
    def show_discount(self, asked: object) -> None: ...
    def mark_first(self) -> None: ...
    def show_people(self, shown: object) -> None: ...
    def show_locked(self, why: str) -> None: ...
    def show_shift(self, shown: object) -> None: ...
    def clear_movement(self) -> None: ...
    def clear_count(self) -> None: ...
    def show_late(self, shown: object) -> None: ...
    def fill_late(self, typed: object) -> None: ...

    def late_typed(self) -> LateTyped:
        return LateTyped()

    def show_unmatched(self, shown: object) -> None: ...
    def fill_unmatched(self, typed: object) -> None: ...

    def unmatched_typed(self) -> UnmatchedTyped:
        return UnmatchedTyped()

    def show_kuitansi(self, shown: object) -> None: ...
    def fill_kuitansi(self, texts: object) -> None: ...
    def open_file(self, path: Path) -> None: ...

    def kuitansi_texts(self) -> KuitansiTexts:
        return KuitansiTexts("", "", "", "")

    def show_list(self, sales: object, number: str) -> None: ...
    def show_sale(self, sale: object) -> None: ...


@dataclass(slots=True)
class DayResult:
    """What was played; rupiah totals of the sales as the screens said them."""

    sales: int = 0
    pieces: int = 0
    total: Rupiah = 0
    refunds: int = 0
    voids: int = 0
    exchanges: int = 0
    discounts: int = 0
    cash_movements: int = 0
    refused: int = 0
    difference: Rupiah = 0


class Counter:
    """A cashier at the counter with all presenters; `paid` hears of each durable sale."""

    def __init__(
        self,
        ctx: Context,
        cashier: Cashier,
        paid: Callable[[Sale], None] = lambda _sale: None,
        wrote: Callable[[object], None] = lambda _value: None,
    ) -> None:
        """Build the presenters as the main window does; `wrote` hears what each write gave, once it is durable."""
        self.ctx, self.view, self.paid = ctx, Watcher(), paid
        self.tasks = InlineTasks(ctx, self.view.problem, wrote)
        texts = Texts("id")
        ports: dict[str, Any] = {
            "tasks": self.tasks,
            "navigator": self.view,
            "notices": self.view,
            "texts": texts,
            "cashier": lambda: cashier,
        }
        self.sell = SellPresenter(ctx, self.view, sounds=self.view, **ports)
        self.pay = PayPresenter(ctx, self.view, sounds=self.view, held=self.sell.hold, **ports)
        self.shift = ShiftPresenter(ctx, self.view, **ports)
        self.history = HistoryPresenter(ctx, self.view, papers=Path("papers"), **ports)
        self.cashier = cashier

    def take_problem(self) -> GeraiError | None:
        """The newest refusal that the screen showed, forgotten; raises Trouble, such as a full disk: the day is over."""
        problems, self.view.problems = self.view.problems, []
        for trouble in problems:
            if isinstance(trouble, Trouble):
                raise trouble
        return problems[-1] if problems else None

    def open(self) -> None:
        """Open the shift, or go on with the one that is open; take up the cart that was left."""
        self.shift.enter()
        self.shift.open(OPENING_FLOAT)
        self.take_problem()
        self.finish_waiting(self.sell.start())

    def finish_waiting(self, open_cart: OpenCart) -> None:
        """Money was in the cart when the till last stopped: answer the question and finish."""
        if not open_cart.money_taken:
            return
        self.pay.enter(open_cart)
        if self.pay.phase is Phase.CODE:
            self.pay.arrived()
        if self.pay.phase is not Phase.DONE:
            self.pay.choose(TenderKind.CASH)
            self.pay.confirm()
        self._done()

    def pay_with(self, kind: TenderKind | None, random: Random) -> Sale:
        """Pay what is in the cart and begin the next sale."""
        self.sell.pay()
        if self.view.screen is not Screen.PAY:
            raise PlayFault(repr(self.take_problem()))
        self.pay.enter(self.view.handed)
        assert self.view.paying is not None
        due = self.view.paying.due
        if kind is None or (kind is TenderKind.QRIS and due > QRIS_MAX):
            self._split(due)
        elif kind is TenderKind.QRIS:
            self.pay.choose(kind)
            self.pay.confirm()
        else:
            self._plain(kind, random)
        return self._done()

    def _plain(self, kind: TenderKind, random: Random) -> None:
        if kind is TenderKind.CASH:
            self.pay.choose(kind)
            assert self.view.paying is not None
            self.pay.quick(random.choice(self.view.paying.quick or (self.view.paying.due,)))
        while kind in OTHERS and self.pay.method is not kind:
            self.pay.choose_other()
        self.pay.confirm()

    def _split(self, due: Rupiah) -> None:
        """Cash first, then QRIS for the rest, within what QRIS may carry."""
        cash = max(due // 2 // 1000 * 1000, due - QRIS_MAX)
        self.pay.type_amount(max(1000, cash))
        self.pay.choose(TenderKind.QRIS)
        self.pay.confirm()

    def _done(self) -> Sale:
        shown = self.view.paying
        if self.pay.phase is not Phase.DONE or shown is None or shown.done is None:
            raise PlayFault(f"{self.pay.phase} {self.take_problem()!r}")
        sale = refunds.find_sale(self.ctx, shown.done.number).sale
        self.paid(sale)
        self.pay.next_sale()
        self.sell.enter(self.view.handed)
        return sale


class Day:
    """One seeded day of buyers at a counter."""

    def __init__(
        self,
        ctx: Context,
        cashier: Cashier,
        manager: Cashier,
        seed: int,
        counter: Counter | None = None,
        tenders: tuple[tuple[TenderKind | None, int], ...] = TENDERS,
        pace: int = 1,
    ) -> None:
        """`manager` does what a cashier may not do alone; `counter` is the cashier's own, if one is at hand.

        `tenders` are the shares of the ways to pay; `pace` n brings returns and cash drops n times as often.
        """
        self._tenders, self._pace = tenders, pace
        self.random = Random(seed)
        self.counter = counter or Counter(ctx, cashier)
        self.manager = Counter(ctx, manager)
        self.ctx = ctx
        self.result = DayResult()
        self.sold: list[Sale] = []

    def play(self, sales: int, between: Callable[[int], None] = lambda _n: None) -> DayResult:
        """Open, sell, refund, move cash, close; `between` is called after each buyer."""
        self.counter.open()
        self._move_cash(CashMovementKind.PAY_IN, 100_000, Reason.SMALL_CHANGE)
        for n in range(1, sales + 1):
            self._one_buyer(n)
            self._events(n * self._pace)
            between(n)
        self._move_cash(CashMovementKind.PAY_OUT, 35_000, Reason.SUPPLIES)
        self._close()
        return self.result

    def _one_buyer(self, n: int) -> None:
        if n % 40 == 7:
            self._bad_codes()
        if not self.counter.sell.open_cart.cart.lines:  # one that came back after a crash is paid as it is
            self._fill(self._weighted(BASKETS))
            if self.random.random() < 0.08:
                self._discount()
        sale = self.counter.pay_with(self._weighted(self._tenders), self.random)
        self.sold.append(sale)
        self.result.sales += 1
        self.result.pieces += sale.piece_count
        self.result.total += sale.total

    def _weighted(self, table: tuple[tuple[T, int], ...]) -> T:
        return self.random.choices([v for v, _ in table], [w for _, w in table])[0]

    def _fill(self, lines: int) -> None:
        shelf = lookup.search(self.ctx, "", limit=400)
        goods = [p for p in shelf if p.on_hand > 0] or [p for p in shelf if not p.unique]
        weights = [(0.35 if p.unique else 1.0) * (100_000 / max(p.price, 1)) ** 0.6 for p in goods]
        for product in self.random.choices(goods, weights, k=lines):
            if product.unique and self.counter.sell.open_cart.cart.quantity_of(product.id):
                continue
            if self.random.random() < 0.7:
                self.counter.sell.scan(product.code)
            else:
                self.counter.sell.add(product)
            problem = self.counter.take_problem()
            if problem is not None:
                raise PlayFault(repr(problem))

    def _bad_codes(self) -> None:
        """A torn label and a foreign code: refused, nothing added."""
        for code in ("2000010000013", "8991234567890"):
            self.counter.sell.scan(code)
            if self.counter.take_problem() is None:
                raise PlayFault(f"{code} was taken")
            self.result.refused += 1

    def _discount(self) -> None:
        """5 or 10 % on the whole cart, where the gallery's share can bear it."""
        bears = (RuleKind.PERCENT, RuleKind.SLAB, RuleKind.OWN)
        rules = [line.product.rule.rule for line in self.counter.sell.open_cart.cart.lines]
        if all(
            rule.kind in bears and (rule.bps >= 1000 or rule.kind is not RuleKind.PERCENT) for rule in rules
        ):
            self.counter.sell.discounts.ask(whole_cart=True)
            self.counter.sell.discounts.give(bps=self.random.choice((500, 1000)))
            self.counter.take_problem()
            self.result.discounts += 1

    def _events(self, n: int) -> None:
        if n % 50 == 0:
            self._refund()
        if n % 100 == 60:
            self._void()
        if n % 100 == 80:
            self._exchange()
        if n % 120 == 100:
            self._move_cash(CashMovementKind.DROP, 100_000, Reason.TO_SAFE)

    def _refund(self) -> None:
        sale = self.random.choice(self.sold)
        self.counter.history.enter(sale.number)
        self.counter.history.giving.change(1, +1)
        self.counter.history.giving.choose_reason(Reason.WRONG_SIZE)
        before = self.counter.view.refunds_done
        self.counter.history.confirm()
        self.counter.take_problem()
        self.result.refunds += self.counter.view.refunds_done - before

    def _void(self) -> None:
        """The manager voids the newest sale."""
        refund = self.ctx.writer.call(
            refunds.void_sale,
            self.ctx,
            sale_id=self.sold.pop().id,
            reason=Reason.MISTAKE.value,
            cashier=self.manager.cashier,
        )
        self.result.voids += refund.void

    def _exchange(self) -> None:
        """One piece comes back for another; a dearer one is paid in cash."""
        stored = next(
            (s for s in refunds.recent_sales(self.ctx, 20) if not s.refunded and s.sale.net <= QRIS_MAX), None
        )
        cheap = [p for p in lookup.search(self.ctx, "", limit=400) if p.on_hand > 1 and not p.unique]
        if stored is None or not cheap:
            return
        product = self.random.choice(cheap)
        cart = holds.new_cart(self.ctx)
        line = stored.sale.lines[0]
        back = refunds.quote(
            self.ctx, sale_id=stored.sale.id, choices=(RefundChoice(line.line_no, line.quantity),)
        ).total
        tenders = (Tender(TenderKind.CASH, product.price - back),) if product.price > back else ()
        self.ctx.writer.call(
            refunds.exchange,
            self.ctx,
            sale_id=stored.sale.id,
            choices=(RefundChoice(line.line_no, line.quantity),),
            reason=Reason.WRONG_ITEM.value,
            open_cart=OpenCart(cart.id, cart.cart.add(product), tenders),
            cashier=self.counter.cashier,
        )
        self.sold = [sale for sale in self.sold if sale.id != stored.sale.id]
        self.result.exchanges += 1

    def _move_cash(self, kind: CashMovementKind, amount: Rupiah, reason: Reason) -> None:
        self.counter.shift.enter()
        self.counter.shift.move_cash(kind, amount, reason)
        if self.counter.take_problem() is None:
            self.result.cash_movements += 1

    def _close(self) -> None:
        """Count what should lie there, now and then some hundred rupiah more or less, and close."""
        from pos.domain.shift import expected_cash

        running = shifts.current_shift(self.ctx)
        assert running is not None
        expected = expected_cash(running.opening_float, shifts.totals(self.ctx))
        self.result.difference = self.random.choice((0, 0, 0, 0, -500))
        self.counter.shift.enter()
        self.counter.shift.begin_count()
        rest = max(0, expected + self.result.difference)
        for face, value in FACES:
            pieces, rest = divmod(rest, value)
            self.counter.shift.count(face, pieces)
        for _ in range(CLOSE_PRESSES_MAX):
            if shifts.current_shift(self.ctx) is not None:
                self.counter.shift.confirm_count()
        if self.counter.take_problem() is not None or shifts.current_shift(self.ctx) is not None:
            raise PlayFault("the shift did not close")


def sign_in(ctx: Context, cashier_id: int, pin: str) -> Cashier:
    """Sign in through the screen's presenter; raises PlayFault for a wrong PIN."""
    came: list[Cashier] = []
    view = Watcher()
    tasks = InlineTasks(ctx, view.problem)
    presenter = SignInPresenter(ctx, view, tasks=tasks, texts=Texts("id"), signed_in=came.append)
    presenter.enter()
    presenter.choose(cashier_id)
    for digit in pin:
        presenter.type_digit(digit)
    presenter.confirm()
    if not came:
        raise PlayFault("sign-in refused")
    return came[0]
