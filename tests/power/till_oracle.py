"""What must hold in a till's folder after the power went: nothing that was acknowledged is lost, nothing is broken.

Looks with the program's own eyes (open_read_only, verify, open_till); a broken store's words are kept as they are.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from pos.app.build import look_at, open_till
from pos.database import reader_engine
from pos.domain.permissions import Role
from pos.domain.tender import Tender, TenderKind
from pos.errors import Trouble
from pos.models import refunds, sales
from pos.models.shifts import ShiftRow
from pos.services import checkout, holds, lookup, shifts, verify
from pos.services.context import Context
from pos.services.sign_in import Cashier
from tests.power.verdict import Corrupt, Lost

SHOP = "shop"
JOURNAL = "SELECT seq, hash, line, kind, id FROM journal ORDER BY epoch, seq"
_RECORDED = "SELECT id FROM journal WHERE kind IN ('sale', 'exchange')"
_HALVES = f"""SELECT id FROM sale WHERE id NOT IN ({_RECORDED})
UNION ALL SELECT id FROM ({_RECORDED}) WHERE id NOT IN (SELECT id FROM sale)
UNION ALL SELECT id FROM cart WHERE id IN (SELECT id FROM sale)
UNION ALL SELECT id FROM sale WHERE id NOT IN (SELECT document_id FROM print_job WHERE kind = 'receipt')"""
"""A sale has its record and its paper, and is no cart any more."""


@dataclass(slots=True)
class Acknowledged:
    """What a cashier may have seen; grows with each whole line."""

    records: int = 0
    documents: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    money: tuple[str, int, int] | None = None
    text: bytes = b""

    def hear(self, content: bytes) -> None:
        *lines, self.text = (self.text + content).split(b"\n")
        for line in lines:
            said = json.loads(line)
            self.records, self.money = said["records"], said["money"]
            for kind, document_id, number, total in said["documents"]:
                self.documents[document_id] = (kind, number, total)


class TillOracle:
    """Knows how the whole day ended; is asked about each image of it."""

    acks = "acks"

    def __init__(self, ended: Path) -> None:
        """`ended` is the folder as the recorded till left it, closed in order."""
        self._acknowledged = Acknowledged()
        looking = look_at(ended / SHOP)
        with looking.ctx.store.read() as connection:
            self._journal = [tuple(row) for row in connection.exec_driver_sql(JOURNAL)]
        found = verify.verify(looking.ctx).findings
        looking.close()
        assert not found, f"the day itself is not sound: {found[:3]}"

    def hear(self, content: bytes) -> None:
        """The next bytes of the acknowledgements, as they were written."""
        self._acknowledged.hear(content)

    @property
    def heard(self) -> bool:
        return self._acknowledged.records > 0

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt; `deep` also rebuilds all tables and sells on. The image may be changed by it."""
        try:
            looking = look_at(folder / SHOP)
            try:
                self._look(looking.ctx)
                if deep:
                    _require_verified(looking.ctx)
            finally:
                looking.close()
            if deep:
                _go_on(folder / SHOP)
        except (Trouble, DatabaseError) as trouble:
            raise Corrupt(repr(trouble)) from trouble

    def _look(self, ctx: Context) -> None:
        with ctx.store.read() as connection:
            _require_whole(connection)
            self._check_journal([tuple(row) for row in connection.exec_driver_sql(JOURNAL)])
            stored = _documents(connection)
        lost = {key for key, said in self._acknowledged.documents.items() if stored.get(key) != said}
        if lost:
            raise Lost(f"documents {sorted(lost)[:3]}")
        self._check_money(ctx, stored)

    def _check_journal(self, journal: list[tuple[object, ...]]) -> None:
        if len(journal) < self._acknowledged.records:
            raise Lost(f"{self._acknowledged.records} records were acknowledged, {len(journal)} are there")
        if journal != self._journal[: len(journal)]:
            raise Corrupt("the journal is another one")

    def _check_money(self, ctx: Context, stored: dict[str, tuple[str, str, int]]) -> None:
        if self._acknowledged.money is None:
            return
        cart_id, tenders, _ = self._acknowledged.money
        back = holds.load_open_cart(ctx)
        kept = back is not None and back.id == cart_id and len(back.tenders) >= tenders
        if tenders and not kept and cart_id not in stored:
            raise Lost(f"the cart {cart_id} with money")


def _require_whole(connection: Connection) -> None:
    """Every page and index, every reference, and no half of a transaction."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found != "ok" or dangling:
        raise Corrupt(f"{found} {dangling}")
    halves = connection.exec_driver_sql(_HALVES).all()
    if halves:
        raise Corrupt(f"half a sale: {halves[:3]}")


def _documents(connection: Connection) -> dict[str, tuple[str, str, int]]:
    """Sales, refunds and closed shifts by id; a number that stands twice is broken."""
    found: dict[str, tuple[str, str, int]] = {}
    for kind, table in (("sale", sales.SaleRow), ("refund", refunds.RefundRow)):
        rows = connection.execute(select(table.id, table.number, table.total)).all()
        if len({row.number for row in rows}) != len(rows):
            raise Corrupt(f"a number of a {kind} twice")
        found |= {row.id: (kind, row.number, row.total) for row in rows}
    closed = select(ShiftRow.id, ShiftRow.counted).where(ShiftRow.closed_at.is_not(None))
    return found | {row.id: ("close", "", row.counted or 0) for row in connection.execute(closed)}


def _require_verified(ctx: Context) -> None:
    findings = verify.verify(ctx).findings
    if findings:
        raise Corrupt(f"verify: {findings[:3]}")


def _go_on(shop: Path) -> None:
    """The till opens as on the next morning and sells one piece more."""
    till = open_till(shop, purpose="power test")
    try:
        rani = Cashier(1, "Rani", Role.CASHIER)
        if shifts.current_shift(till.ctx) is None:
            till.writer.call(shifts.open_shift, till.ctx, cashier=rani, opening_float=0)
        product = next(p for p in lookup.search(till.ctx, "", limit=50) if p.on_hand > 0)
        cart = holds.new_cart(till.ctx)
        priced = cart.cart.add(product)
        net = checkout.price_cart(till.ctx, priced).net
        paid = holds.OpenCart(cart.id, priced, (Tender(TenderKind.CASH, net),))
        till.writer.call(checkout.complete_sale, till.ctx, open_cart=paid, cashier=rani)
        _require_verified(till.ctx)
    finally:
        till.close()


def journal_of(database: Path) -> list[tuple[object, ...]]:
    """Every record of a store, of whatever revision it is."""
    engine = reader_engine(database)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql(JOURNAL)]
    engine.dispose()
    return found
