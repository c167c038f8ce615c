"""The composition root of a till: folder → lock, store, writer, context, printer and network threads; orderly stop."""

import linecache
import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pos.clock import Clock, SystemClock
from pos.crypto import new_secret_key
from pos.database import as_disk_trouble
from pos.errors import GeraiError, NoShop, PrinterAddressInvalid, RecordUnreadable, Refused, Trouble
from pos.ids import Ids, SystemIds
from pos.key_store import DATA_KEY, KeyStore, open_key_store
from pos.logs import start_logging
from pos.models import owner, upgrade
from pos.models.store import left_open, open_read_only, open_store
from pos.paths import ShopFolder
from pos.printing.status import PrinterState
from pos.printing.transports.choose import transport_for
from pos.printing.worker import Listeners, PrinterWorker
from pos.services import print_queue, printer_facts, shop
from pos.services.backup_worker import BackupWorker
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
    backups: BackupWorker | None = None
    printer_state: PrinterState | None = None
    changed: Callable[[], None] = field(default=_nothing)
    ignored: tuple[GeraiError, ...] = ()
    """What of settings.toml was passed over."""
    closed: bool = False

    def start_threads(self) -> None:
        """Start printing, sending and backing up; `changed` is called from their threads when a status may have changed."""
        address = str(self.ctx.shop.get("printer.address"))
        if address:
            self._start_printer(address)
        self.network = SyncWorker(self.ctx, self.credentials, self._changed)
        self.backups = BackupWorker(self.ctx, self.credentials.keys, self._changed)
        self.ctx.wake_sync = self._record_made
        self.ctx.sync_now = self.network.sync_now
        self.network.start()
        self.backups.start()

    def _start_printer(self, address: str) -> None:
        from pos.printing.escpos_setup import load

        try:
            transport_for(address)
        except PrinterAddressInvalid:  # selling never waits for a printer: the papers wait, the strip says so
            log.warning("printer address", extra={"fact_address": address})
            return
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

    def _record_made(self) -> None:
        for worker in (self.network, self.backups):
            if worker is not None:
                worker.wake()

    def _changed(self) -> None:
        self.changed()

    def _saw(self, state: PrinterState) -> None:
        self.printer_state = state
        self.changed()

    def close(self) -> None:
        """Stop sending, printing, backing up, writing; empty the WAL; let go of the folder. Each step follows in any case."""
        if self.closed:
            return
        self.closed = True
        self.ctx.wake_sync = self.ctx.wake_printer = self.ctx.sync_now = _nothing
        with ExitStack() as last_to_first:
            last_to_first.callback(self._stop_logging)
            last_to_first.callback(self.owner.release)
            last_to_first.callback(self.ctx.store.close)
            last_to_first.callback(self.writer.stop)
            last_to_first.callback(self._checkpoint)
            if self.backups is not None:
                last_to_first.callback(self.backups.stop)
            if self.printer is not None:
                last_to_first.callback(self.printer.stop)
            if self.network is not None:
                last_to_first.callback(self.network.stop)

    def _checkpoint(self) -> None:
        """Empty the WAL; where that fails nothing is lost, the next start reads it."""
        try:
            self.writer.call(self.ctx.store.checkpoint)
        except Trouble as trouble:
            log.warning("checkpoint", extra={"fact_trouble": type(trouble).__name__})

    def _stop_logging(self) -> None:
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
    """Open a shop's folder as its one owner; after an unclean stop the whole file is checked first.

    Raises NoShop, StoreBusy, StoreNewer, StoreDamaged, StoreUnsafe, DiskFull, DiskFault.
    """
    folder = ShopFolder(root)
    if not folder.database.is_file():
        raise NoShop(folder=str(root))
    linecache.clearcache()  # PySide has read the source of what was imported after it: 20 MB that nobody asks for
    with ExitStack() as undo, as_disk_trouble():
        owned = owner.take(folder.owner_lock, purpose)
        undo.callback(owned.release)
        unclean = left_open(folder.database)
        upgrade.bring_up(folder.database)
        store = open_store(folder.database, check=unclean)
        undo.callback(store.close)
        handler = start_logging(folder.logs)
        undo.callback(logging.getLogger().removeHandler, handler)
        writer = Writer()
        undo.callback(writer.stop)
        ctx = shop.context_of(store, writer, clock or SystemClock(), ids or SystemIds())
        ignored = writer.call(_prepare, ctx, folder)
        credentials = _credentials(folder, ctx)
        ctx.device_key = partial(_device_key, credentials)
        ctx.data_key = partial(_data_key, credentials.keys)
        till = Till(folder, ctx, credentials, writer, owned, handler, ignored=ignored)
        undo.pop_all()
    return till


def _prepare(ctx: Context, folder: ShopFolder) -> tuple[GeraiError, ...]:
    """After each start: papers that a crash left in doubt, and settings of the bootstrap file not yet taken.

    Gives what is wrong in that file: such a line is passed over, the shop opens all the same.
    """
    print_queue.after_restart(ctx)
    asked, wrong = read_bootstrap(folder.bootstrap)
    ignored: list[GeraiError] = list(wrong)
    for key in [key for key in asked if key not in ctx.shop.stored]:
        try:
            shop.change_settings(ctx, {key: asked[key]})
        except (Refused, RecordUnreadable) as refused:
            ignored.append(refused)
    for problem in ignored:
        log.warning("bootstrap file", extra={"fact_problem": str(problem)})
    return tuple(ignored)


def _credentials(folder: ShopFolder, ctx: Context) -> Credentials:
    keys = open_key_store(folder.keys)
    with as_disk_trouble():
        shop.take_next_key(keys, ctx.shop.public_key)
    return Credentials(keys, ctx.shop.register_id)


def _device_key(credentials: Credentials) -> bytes | None:
    """The private key for a signature; where it is out of reach the record is made without one."""
    try:
        return credentials.device_key()
    except GeraiError as trouble:
        log.warning("device key", extra={"fact_trouble": type(trouble).__name__})
        return None


def _data_key(keys: KeyStore) -> bytes | None:
    """The key of personal data at rest, made when it is first needed."""
    try:
        with as_disk_trouble():
            if keys.get(DATA_KEY) is None:
                keys.put(DATA_KEY, new_secret_key())
            return keys.get(DATA_KEY)
    except Trouble as trouble:
        log.warning("data key", extra={"fact_trouble": type(trouble).__name__})
        return None


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
    """Open without owning; raises NoShop, StoreDamaged, StoreNewer, StoreOlder, DiskFault."""
    folder = ShopFolder(root)
    if not folder.database.is_file():
        raise NoShop(folder=str(root))
    with ExitStack() as undo, as_disk_trouble():
        store = open_read_only(folder.database)
        undo.callback(store.close)
        shop_now, writer = load_shop(store), Writer()
        undo.callback(writer.stop)
        ctx = Context(
            store=store, writer=writer, clock=clock or SystemClock(), ids=SystemIds(), shop=shop_now
        )
        looking = Looking(folder, ctx, _credentials(folder, ctx), writer)
        undo.pop_all()
    return looking
