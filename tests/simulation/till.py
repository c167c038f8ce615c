"""A register in the simulation: the real store, services and sending; its crashes, its disk, its clock."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import sqlalchemy as sa

from pos import backups
from pos.crypto import SealBroken, new_secret_key, open_bytes
from pos.domain.customer import Identity
from pos.domain.permissions import Role
from pos.domain.refund import RefundChoice
from pos.domain.stock import StockDocument, StockKind, StockMovement
from pos.domain.tender import Tender, TenderKind
from pos.errors import Refused, Trouble
from pos.ids import SystemIds, new_series_tag
from pos.models import customers as customers_table
from pos.models import journal, register, superseded, sync_state
from pos.models.store import Store, open_store
from pos.services import checkout, customers, refunds, shifts, shop, terms
from pos.services.context import Context, load_shop
from pos.services.holds import OpenCart
from pos.services.record import newest_moment, tip_of
from pos.services.sign_in import Cashier
from sync.outlet import cycle
from sync.outlet.credentials import Credentials
from sync.outlet.transport import Transport
from sync.protocol import chain, envelope
from tests.builders import MAKERS, PIN_HASH, PRODUCTS, a_cart, cash

GOODS = PRODUCTS[:4]
RANI = Cashier(1, "Rani", Role.CASHIER)
RATNA = Cashier(5, "Ratna", Role.MANAGER)
SALE_REFUSED = (Refused, Trouble)


class Crash(BaseException):
    """The till's process ends here."""


class InlineWriter:
    """The writer thread's work, done at once."""

    def call(self, function, *args, **kwargs):
        return function(*args, **kwargs)

    def stop(self) -> None:
        """Nothing runs."""


class Keys(dict):
    """Secrets outside the database, for the life of a computer."""

    def put(self, name: str, secret: bytes) -> None:
        self[name] = secret


@dataclass
class TillClock:
    """A computer's own idea of the time: the world's, and how wrong it is."""

    world: object
    wrong_by: timedelta = timedelta()

    def now(self) -> datetime:
        return self.world.tick() + self.wrong_by


class CrashingStore(Store):
    """A store whose process may end before or after the next commit."""

    crash = ""

    @contextmanager
    def write(self):
        with super().write() as connection:
            yield connection
            if self.crash == "before":
                raise Crash
        if self.crash == "after":
            raise Crash


@dataclass
class Till:
    """One computer with one shop file; a copied disk is another Till with the same register."""

    world: object
    name: str
    outlet: str
    path: Path
    keys: Keys
    random: Random
    ctx: Context | None = None
    line: object = None
    clock: TillClock | None = None
    sold: list[str] = field(default_factory=list)
    unfinished: set[str] = field(default_factory=set)

    # --- life of the process ---------------------------------------------------------

    def open(self) -> None:
        """Start the program on the file as it lies there."""
        plain = open_store(self.path)
        store = CrashingStore(self.path, plain._writer, plain._reader)
        ids = SystemIds(self.random.getrandbits)
        self.ctx = Context(
            store=store, writer=InlineWriter(), clock=self.clock, ids=ids, shop=load_shop(store)
        )
        self.ctx.device_key = lambda: self.keys.get("device-key")
        self.ctx.data_key = lambda: self.keys.setdefault("data-key", new_secret_key())
        with store.read() as connection:
            self.ctx.last_record_at = newest_moment(self.ctx, connection)
            self.ctx.offset_ms = sync_state.load(connection).offset_ms
            self.ctx.catalogue_version = sync_state.load(connection).catalogue

    def close(self) -> None:
        if self.ctx is not None:
            self.ctx.store.close()
            self.ctx = None

    def die(self, moment: str, act) -> None:
        """Do something and lose the process before or after its next commit."""
        self.ctx.store.crash = moment
        try:
            act()
        except Crash:
            pass
        finally:
            self.close()
        self.open()
        self.count_what_is_there()

    def count_what_is_there(self) -> None:
        """A sale whose commit went through although nobody heard of it is a sale."""
        with self.ctx.store.read() as connection:
            for sale_id in self.unfinished:
                if journal.find(connection, sale_id) is not None:
                    self.world.committed(self, sale_id)
        self.unfinished.clear()

    # --- what people do -------------------------------------------------------------

    def begin(self) -> None:
        """Staff, makers, goods, a shift."""
        ctx = self.ctx
        with ctx.store.write() as connection:
            shop.open_first_epoch(ctx, connection)
            for cashier in (RANI, RATNA):
                shop.add_staff_hashed(
                    ctx,
                    connection,
                    staff_id=cashier.id,
                    name=cashier.name,
                    role=cashier.role,
                    pin_hash=PIN_HASH,
                )
            for maker in MAKERS:
                terms.add_maker(ctx, connection, maker)
            for product in GOODS:
                terms.add_product(ctx, connection, product)
            intake = ctx.new_id()
            moves = tuple(StockMovement(StockKind.INTAKE, p.id, 50, intake) for p in GOODS)
            terms.receive(
                ctx,
                connection,
                StockDocument(intake, ctx.clock.now(), 5, "", StockKind.INTAKE, moves, number="NT-0001"),
            )
        ctx.reload_shop()
        self.open_shift()

    def open_shift(self) -> None:
        self._try(lambda: shifts.open_shift(self.ctx, cashier=RANI, opening_float=100_000))

    def close_shift(self) -> None:
        self._try(
            lambda: shifts.close_shift(self.ctx, cashier=RANI, counted=self.random.randrange(9) * 50_000)
        )

    def sell(self) -> None:
        """A sale of one to three kinds of goods, in cash, by QRIS or both."""
        if shifts.current_shift(self.ctx) is None:
            self.open_shift()
        chosen = self.random.sample(GOODS, self.random.randint(1, 3))
        open_cart = a_cart(self.ctx, *((p.id, 1 if p.unique else self.random.randint(1, 3)) for p in chosen))
        net = checkout.price_cart(self.ctx, open_cart.cart).net
        paid = OpenCart(open_cart.id, open_cart.cart, self._tenders(net))
        self.unfinished.add(open_cart.id)
        if self._try(lambda: checkout.complete_sale(self.ctx, open_cart=paid, cashier=RATNA)):
            self.world.committed(self, open_cart.id)
            self.sold.append(open_cart.id)
        self.unfinished.discard(open_cart.id)

    def _tenders(self, net: int) -> tuple[Tender, ...]:
        if self.random.random() < 0.5:
            return (cash(-(-net // 50_000) * 50_000),)
        if self.random.random() < 0.5:
            return (Tender(TenderKind.QRIS, net),)
        return (Tender(TenderKind.QRIS, net // 2), cash(net - net // 2))

    def refund(self) -> None:
        """A unit of a line of one of the sales of this computer."""
        if self.sold:
            sale_id, line = self.random.choice(self.sold), self.random.randint(1, 2)
            choices = (RefundChoice(line, 1),)
            self._try(
                lambda: refunds.refund_sale(
                    self.ctx, sale_id=sale_id, choices=choices, reason="defect", cashier=RATNA, as_cash=True
                )
            )

    def exchange(self) -> None:
        """A unit of one of this computer's sales goes back, something else goes out, the rest is paid in cash."""
        if not self.sold or shifts.current_shift(self.ctx) is None:
            return
        sale_id, chosen = self.world.people.choice(self.sold), self.world.people.choice(GOODS)
        cart = a_cart(self.ctx, (chosen.id, 1))
        paid = OpenCart(cart.id, cart.cart, (cash(2_000_000),))
        self.unfinished.add(cart.id)
        done = self._try(
            lambda: refunds.exchange(
                self.ctx, sale_id=sale_id, choices=(RefundChoice(1, 1),), reason="wrong_item", open_cart=paid,
                cashier=RATNA,
            )
        )  # fmt: skip
        if done:
            self.world.committed(self, cart.id)
        self.unfinished.discard(cart.id)

    def void(self) -> None:
        """One of this computer's sales is undone, where that may still be."""
        if self.sold:
            sale_id = self.world.people.choice(self.sold)
            self._try(lambda: refunds.void_sale(self.ctx, sale_id=sale_id, reason="mistake", cashier=RATNA))

    def remember(self) -> None:
        """A customer who agreed."""
        who = Identity("Ibu Sari", "+6281234567890")
        self._try(
            lambda: customers.add_customer(self.ctx, cashier=RANI, identity=who, consent_version="2026-01")
        )

    def erase(self) -> None:
        """One of the customers that this computer knows asks to be forgotten."""
        known = self.keys_here()
        if known:
            chosen = self.world.people.choice(sorted(known)).partition("/")[0]
            self._try(lambda: customers.erase_customer(self.ctx, cashier=RATNA, customer_id=chosen))

    def keys_here(self) -> dict[str, bytes | None]:
        """Each customer's key by customer and key id; None: destroyed, b"?": of another computer."""
        found = {}
        with self.ctx.store.read() as connection:
            for key in connection.execute(sa.select(customers_table.CustomerKeyRow.__table__)):
                place = f"{key.customer_id}/{key.key_id}"
                found[place] = None if key.wrapped is None else self._opened(key)
        return found

    def _opened(self, key) -> bytes:
        try:
            return open_bytes(self.keys["data-key"], key.wrapped, key.key_id.encode())
        except (KeyError, SealBroken):
            return b"?"

    def _try(self, act) -> bool:
        """Whether it was done; a refusal is an answer, too."""
        try:
            act()
        except SALE_REFUSED:
            return False
        return True

    # --- what machines do -----------------------------------------------------------

    def sync(self) -> None:
        """One cycle with the centre."""
        credentials = Credentials(self.keys, self.ctx.shop.register_id)
        cycle.run(self.ctx, Transport(self.line), credentials, self.random)
        self.world.marks_are_true(self)

    def poison(self) -> str:
        """A record that a program of a later version has written: sound in form, without meaning here."""
        ctx = self.ctx
        with ctx.store.write() as connection:
            newest = tip_of(ctx, connection)
            kind, version = self.random.choice((("tomorrow", 1), ("sale", 9), ("note", 7)))
            line = envelope.encode(
                envelope.Envelope(
                    ctx.shop.register_id, ctx.shop.epoch, newest.seq + 1, ctx.new_id(), kind, version, ctx.clock.now(), 0,
                    "", {"x": 1},
                )
            )  # fmt: skip
            link = chain.next_hash(newest.hash, line)
            record_id = envelope.decode(line).id
            journal.append(
                connection, journal.StoredLine(ctx.shop.epoch, newest.seq + 1, record_id, kind, line, link)
            )
        return record_id

    def disk(self, *, full: bool) -> None:
        """No page can be added until the disk has room again."""
        with self.ctx.store.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages if full else 1_000_000_000}")

    # --- copies ---------------------------------------------------------------------

    def back_up(self, target: Path) -> Path:
        target.touch()
        backups.snapshot(self.path, target)
        return target

    def restore(self, backup: Path, *, silently: bool) -> None:
        """Put a backup in the place of the store, with or without the program's knowledge."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.path.write_bytes(backup.read_bytes())
        self.open()
        if not silently:
            with self.ctx.store.write() as connection:
                sync_state.change(connection, epoch_needed="restored")
                register.set_series_tag(connection, new_series_tag(self.random.getrandbits))
            self.ctx.reload_shop()

    def lines(self) -> list[tuple[int, int, bytes]]:
        with self.ctx.store.read() as connection:
            return [(x.epoch, x.seq, x.line) for x in journal.everything(connection)]

    def left_behind(self) -> set[tuple[int, int, bytes]]:
        with self.ctx.store.read() as connection:
            return {(x.epoch, x.seq, x.line) for x in superseded.everything(connection)}
