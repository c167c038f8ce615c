"""The slips of orders: a stored act on a deposit → ops. Runs on the printing device's thread."""

from dataclasses import replace

from sqlalchemy import Connection

from pos.i18n import Texts
from pos.models import catalog, deposits, register
from pos.models.print_jobs import StoredJob
from pos.printing import slips
from pos.printing.ops import Op
from pos.services.context import Context


def ops_of(
    ctx: Context, connection: Connection, job: StoredJob, columns: int, texts: Texts
) -> tuple[Op, ...]:
    """What the buyer keeps, with the goods as they are called today."""
    deposit = deposits.load(connection, job.document_id)
    assert deposit is not None
    header = deposit.header
    facts = slips.MovementFacts(
        outlet_name=ctx.shop.outlet_name,
        register=ctx.shop.register_code,
        shift_number=header.shift_number,
        cashier_name=header.cashier_name,
        copy_no=job.copy_no,
    )
    ids = [line.product_id for line in deposit.lines]
    goods = catalog.products_by_id(connection, ids, ctx.shop.outlet_bps)
    free = register.load_free_text(connection, deposit.id, "reason")
    said = replace(deposit, reason=free or deposit.reason)
    return slips.lay_out_order(said, {product.id: product.title for product in goods}, facts, columns, texts)
