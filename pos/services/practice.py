"""Latihan 20 menit over the training store: which goods the buyers want, and what was recorded since one came."""

from pos.domain.catalog import Product
from pos.domain.events import Reprinted
from pos.domain.exchange import Exchange
from pos.domain.money import Rupiah
from pos.domain.practice import Buyer, Records, Served, Task, Wanted
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.tender_change import TenderChange
from pos.services import lookup
from pos.services.context import Context
from pos.services.rebuild import values_after
from pos.services.record import tip_of
from sync.protocol.kinds import Kind

KINDS_NEEDED = 6
PIECES_LEFT = 4
PRICE_MIN, PRICE_MAX = 20_000, 200_000
NOTE: Rupiah = 50_000
HANDY: Rupiah = 10_000
RECORDS_MAX = 500
"""What one buyer makes; whoever records more is not judged by it any longer."""
_JUDGED = frozenset({Kind.SALE, Kind.EXCHANGE, Kind.REFUND, Kind.VOID, Kind.TENDER_CHANGE, Kind.REPRINT})


def tasks_of(ctx: Context) -> tuple[Task, ...]:
    """The six buyers over goods that the sample shop has enough of; none where it has too few of them left.

    The exchange brings back a piece of the first buyer's sale, which `with_sale` fills in.
    """
    assert ctx.shop.training, "nobody practises in a real shop"
    goods = _goods(ctx)
    if len(goods) < KINDS_NEEDED:
        return ()
    first, second, third, fourth, fifth, sixth = goods[:KINDS_NEEDED]
    both = third.price + fourth.price
    return (
        Task(Buyer.CASH, (_wanted(first, 2),), cash=_note_over(2 * first.price)),
        Task(Buyer.QRIS, (_wanted(second),)),
        Task(Buyer.SPLIT, (_wanted(third), _wanted(fourth)), cash=max(HANDY, both // 2 // HANDY * HANDY)),
        Task(Buyer.EXCHANGE, (_wanted(fifth),), back=_wanted(first)),
        Task(Buyer.WRONG_TENDER, (_wanted(second),)),
        Task(Buyer.PAPER, (_wanted(sixth),)),
    )


def with_sale(task: Task, served: tuple[Served, ...]) -> Task | None:
    """An exchange with the receipt that it is about; None where no buyer of this run has one."""
    if task.buyer is not Buyer.EXCHANGE:
        return task
    sale = next((one.sale for one in served if one.sale is not None), None)
    if sale is None:
        return None
    line = sale.lines[0]
    back = Wanted(line.product_id, line.title)
    return Task(task.buyer, task.goods, task.cash, back, of_sale=sale.id, of_number=sale.number)


def mark(ctx: Context) -> int:
    """The newest record's seq: a buyer is judged by what comes after it."""
    with ctx.store.read() as connection:
        return tip_of(ctx, connection).seq


def since(ctx: Context, after: int) -> Records:
    """What was recorded after a mark and says how a buyer was served, oldest first."""
    with ctx.store.read() as connection:
        values = values_after(connection, ctx.shop.epoch, after, _JUDGED, RECORDS_MAX)
    judged = (Sale, Exchange, Refund, TenderChange, Reprinted)
    return tuple(value for value in values if isinstance(value, judged))


def _goods(ctx: Context) -> tuple[Product, ...]:
    """One variant of a family each, the best sold first: what a buyer would name and a hand would find."""
    found: dict[str, Product] = {}
    for product in lookup.search(ctx, ""):
        enough = not product.unique and product.on_hand >= PIECES_LEFT
        if enough and PRICE_MIN <= product.price <= PRICE_MAX:
            found.setdefault(product.family or product.name, product)
    return tuple(found.values())


def _wanted(product: Product, quantity: int = 1) -> Wanted:
    return Wanted(product.id, product.title, quantity)


def _note_over(total: Rupiah) -> Rupiah:
    """What a buyer hands over in notes: more than the total, so that change is due."""
    return (total // NOTE + 1) * NOTE
