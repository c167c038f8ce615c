"""The composition root of a till: folder → lock, store, writer, context, printer and network threads; orderly stop."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pos.clock import Clock, SystemClock
from pos.errors import NoShop
from pos.ids import Ids, SystemIds
from pos.key_store import open_key_store
from pos.logs import start_logging
from pos.models import owner, upgrade
from pos.models.store import open_read_only, open_store
from pos.paths import ShopFolder
from pos.printing.status import PrinterState
from pos.printing.transports.choose import transport_for
from pos.printing.worker import Listeners, PrinterWorker
from pos.services import print_queue, printer_facts, shop
from pos.services.context import Context, load_shop
from pos.services.paper_source import PaperSource
from pos.services.writer import Writer
from pos.settings import read_bootstrap
from sync.outlet.credentials import Credentials
from sync.outlet.worker import SyncWorker

log = logging.getLogger("gerai.app")


def _nothing() -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Till:
    """An open shop with its threads; `close` stops them in order and is safe to call twice."""

    folder: ShopFolder
    ctx: Context
    credentials: Credentials
    writer: Writer
    owner: owner.Owner
    log_handler: logging.Handler
    printer: PrinterWorker | None = None
    network: SyncWorker | None = None
    printer_state: PrinterState | None = None
    changed: Callable[[], None] = field(default=_nothing)

    def start_threads(self) -> None:
        """Start printing and sending; `changed` is called from their threads when a status may have changed."""
        address = str(self.ctx.shop.get("printer.address"))
        if address:
            self._start_printer(address)
        self.network = SyncWorker(self.ctx, self.credentials, self._changed)
        self.ctx.wake_sync = self.network.wake
        self.ctx.sync_now = self.network.sync_now
        self.network.start()

    def _start_printer(self, address: str) -> None:
        from pos.printing.escpos_setup import load

        transport_for(address)  # a wrong address is refused here, not on the thread
        self.printer = PrinterWorker(
            PaperSource(self.ctx),
            lambda: transport_for(address),
            self.ctx.clock.now,
            facts=printer_facts.load(self.ctx, address),
            listeners=Listeners(
                state=self._saw,
                facts=lambda facts: printer_facts.keep(self.ctx, address, facts),
                bug=_log_bug,
            ),
            prepare=load,
        )
        self.ctx.wake_printer = self.printer.wake
        self.printer.start()

    def _changed(self) -> None:
        self.changed()

    def _saw(self, state: PrinterState) -> None:
        self.printer_state = state
        self.changed()

    def close(self) -> None:
        """Stop sending, printing, writing; empty the WAL; let go of the folder."""
        self.ctx.wake_sync = self.ctx.wake_printer = self.ctx.sync_now = _nothing
        if self.network is not None:
            self.network.stop()
        if self.printer is not None:
            self.printer.stop()
        self.writer.call(self.ctx.store.checkpoint)
        self.writer.stop()
        self.ctx.store.close()
        self.owner.release()
        logging.getLogger().removeHandler(self.log_handler)
        self.log_handler.close()


def _log_bug(bug: Exception) -> None:
    log.error("printer thread", exc_info=bug)


def open_till(
    root: Path,
    *,
    purpose: str,
    clock: Clock | None = None,
    ids: Ids | None = None,
) -> Till:
    """Open a shop's folder as its one owner.

    Raises NoShop, StoreBusy, StoreNewer, StoreDamaged, StoreUnsafe, SettingNotAllowed.
    """
    folder = ShopFolder(root)
    if not folder.database.is_file():
        raise NoShop(folder=str(root))
    owned = owner.take(folder.owner_lock, purpose)
    try:
        upgrade.bring_up(folder.database)
        store = open_store(folder.database)
    except BaseException:
        owned.release()
        raise
    handler = start_logging(folder.logs)
    writer = Writer()
    ctx = shop.context_of(store, writer, clock or SystemClock(), ids or SystemIds())
    till = Till(folder, ctx, _credentials(folder, ctx), writer, owned, handler)
    try:
        writer.call(_prepare, ctx, folder)
    except BaseException:
        till.close()
        raise
    return till


def _prepare(ctx: Context, folder: ShopFolder) -> None:
    """After each start: papers that a crash left in doubt, and settings of the bootstrap file not yet taken."""
    print_queue.after_restart(ctx)
    fresh = {k: v for k, v in read_bootstrap(folder.bootstrap).items() if k not in ctx.shop.stored}
    if fresh:
        shop.change_settings(ctx, fresh)


def _credentials(folder: ShopFolder, ctx: Context) -> Credentials:
    return Credentials(open_key_store(folder.keys), ctx.shop.register_id)


@dataclass(slots=True)
class Looking:
    """A shop opened for reading only, beside an open till: status and verify."""

    folder: ShopFolder
    ctx: Context
    credentials: Credentials
    writer: Writer

    def close(self) -> None:
        self.writer.stop()
        self.ctx.store.close()


def look_at(root: Path, clock: Clock | None = None) -> Looking:
    """Open without owning; raises NoShop, StoreDamaged, StoreNewer."""
    folder = ShopFolder(root)
    if not folder.database.is_file():
        raise NoShop(folder=str(root))
    store = open_read_only(folder.database)
    writer = Writer()
    ctx = Context(
        store=store, writer=writer, clock=clock or SystemClock(), ids=SystemIds(), shop=load_shop(store)
    )
    return Looking(folder, ctx, _credentials(folder, ctx), writer)
