"""Planted bugs: each changes one side as a bug would, behind the program's back; the judge must see every one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import sqlalchemy as sa

from tests.chaos.world import World

SALE_TABLES = (("tender", "sale_id"), ("sale_line", "sale_id"), ("stock_movement", "document_id"),
               ("maker_entry", "document_id"), ("sale", "id"))  # fmt: skip


def centre_loses_a_sale(world: World) -> None:
    """The record is there, its rows are not."""
    _at_centre(world, *(f"DELETE FROM {table} WHERE {key} = :sale" for table, key in SALE_TABLES))


def centre_loses_a_record(world: World) -> None:
    _at_centre(world, "DELETE FROM journal WHERE id = :sale")


def centre_doubles_a_sale(world: World) -> None:
    """Once more under another id and number."""
    columns = "outlet_id, register_id, epoch, shift_id, business_date, at, cashier_id, gross, discount, net, tax, rounding, total, change"
    _at_centre(
        world,
        f"INSERT INTO sale (id, number, {columns}) SELECT 'twice', number || '-2', {columns} FROM sale WHERE id = :sale",
    )


def share_moves(world: World) -> None:
    """A rupiah of a maker's share."""
    _at_centre(world, "UPDATE maker_entry SET amount = amount + 1 WHERE document_id = :sale AND line_no = 1")


def till_loses_its_last_sale(world: World) -> None:
    """As after a cut with synchronous=OFF: rows and record are gone together."""
    with closing(sqlite3.connect(world.tills[0].store)) as connection, connection:
        (sale,) = connection.execute(
            "SELECT id FROM journal WHERE kind = 'sale' ORDER BY epoch, seq DESC"
        ).fetchone()
        for table, key in (*SALE_TABLES, ("journal", "id")):
            connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (sale,))


def till_acknowledges_early(world: World) -> None:
    """Before the commit: seen at a kill, while everything runs."""
    for till in world.tills:
        till.early = True


def _at_centre(world: World, *statements: str) -> None:
    with world.database.engine.connect() as connection:
        sale = connection.execute(sa.text("SELECT min(id) FROM sale")).scalar_one()
        for statement in statements:
            connection.execute(sa.text(statement), {"sale": sale})


AT_REST: dict[str, Callable[[World], None]] = {
    plant.__name__: plant
    for plant in (
        centre_loses_a_sale, centre_loses_a_record, centre_doubles_a_sale, share_moves, till_loses_its_last_sale,
    )
}  # fmt: skip
"""Done once all has come to rest."""
AT_START: dict[str, Callable[[World], None]] = {till_acknowledges_early.__name__: till_acknowledges_early}
PLANTS = (*AT_START, *AT_REST)
