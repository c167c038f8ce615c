"""Barang tanpa label: what a buyer holds and the catalogue does not know, sold at a price said at the counter.

It becomes a product of its maker (domain.md §1.2, architecture.md: provisional), so that commission, stock and the
maker's ledger follow the same rules; the centre joins it to a known one later.
"""

from pos.domain.catalog import Category, Maker, Product
from pos.domain.commission import ChosenRule, CommissionRule, RuleKind, RuleSource
from pos.domain.money import RUPIAH_MAX, Rupiah
from pos.domain.permissions import Permission
from pos.domain.reason import Reason
from pos.errors import OpenItemNotAllowed
from pos.models import catalog
from pos.services import approvals, terms
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.shifts import require_open
from pos.services.sign_in import Cashier
from sync.protocol.bodies_more import ProvisionalWire
from sync.protocol.bodies_terms import product_facts

NAME_CHARS_MAX = 60
CATEGORY = Category("tanpa-label", "Tanpa label")
_CODE_CHARS = 10


def make_open_item(
    ctx: Context,
    *,
    cashier: Cashier,
    maker: Maker | None,
    name: str,
    price: Rupiah,
    reason: Reason,
    approver: Cashier | None = None,
) -> Product:
    """Writer thread: a product at a price in rupiah, recorded with its reason and who agreed to it.

    Raises OpenItemNotAllowed, ApprovalNeeded, NotPermitted, ShiftNotOpen.
    """
    plain = " ".join(name.split())
    if maker is None or not 0 < len(plain) <= NAME_CHARS_MAX or not plain.isprintable():
        raise OpenItemNotAllowed
    if not 1 <= price <= RUPIAH_MAX:
        raise OpenItemNotAllowed
    at, product_id = ctx.clock.now(), ctx.new_id()
    product = _product(ctx, product_id, maker, plain, price)
    with ctx.store.write() as connection:
        shift_id = require_open(connection).id
        subject = approvals.Subject(product_id, shift_id, price)
        agreed = approvals.approve(ctx, connection, cashier, Permission.PRICE_OVERRIDE, subject, approver)
        terms.apply_product(connection, product)
        said = ProvisionalWire(**product_facts(product), reason=reason, approval_id=agreed)
        record(ctx, connection, said, Stamp(ctx.ids.new(at), at, cashier.id, shift_id))
        found = catalog.products_by_id(connection, [product_id], ctx.shop.outlet_bps)
    ctx.wake_sync()
    return found[0]


def _product(ctx: Context, product_id: str, maker: Maker, name: str, price: Rupiah) -> Product:
    """The rule is the maker's own, else the outlet's, as for any other product."""
    rule = ChosenRule(CommissionRule(RuleKind.PERCENT, bps=ctx.shop.outlet_bps), RuleSource.OUTLET)
    code = f"TL{product_id.replace('-', '')[-_CODE_CHARS:].upper()}"
    return Product(product_id, code, name, price, CATEGORY, maker, rule)
