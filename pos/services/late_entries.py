"""Penjualan susulan: mark an entered sale with its leaf of the emergency pad; print a pad. Offline, one commit."""

from pathlib import Path

from pos.domain import late_entry as rules
from pos.domain.late_entry import LateEntry
from pos.domain.permissions import Permission
from pos.errors import N_, LateEntryNotAllowed, PaperFolderUnwritable, SaleNotFound
from pos.i18n import Texts
from pos.models import late_entries, sales
from pos.printing import pad_pdf
from pos.services import approvals
from pos.services.context import Context
from pos.services.record import Stamp, record
from pos.services.shifts import require_open
from pos.services.shop import change_settings
from pos.services.sign_in import Cashier

PRINTED = "pad.printed"
"""The pads that this computer has printed; each has letters of its own."""
LETTERS = 26


def mark(
    ctx: Context, *, sale_id: str, pad_number: str, clock: str, days_ago: int, cashier: Cashier
) -> LateEntry:
    """Say of a sale of the open shift that it comes from a leaf, sold at `clock` so many days ago; each leaf once.

    Raises ShiftNotOpen, SaleNotFound, LateEntryNotAllowed, NotPermitted.
    """
    approvals.require(cashier, Permission.SELL)
    at, number = ctx.clock.now(), rules.read_pad_number(pad_number)
    happened = rules.moment_of(clock, ctx.today(), at, days_ago)
    with ctx.store.write() as connection:
        shift = require_open(connection)
        sale = sales.load(connection, sale_id)
        if sale is None:
            raise SaleNotFound(number=sale_id)
        if sale.header.shift_id != shift.id:
            raise LateEntryNotAllowed(number=number, reason=N_("nota ini dari shift lain"))
        if late_entries.of_sale(connection, sale_id) is not None:
            raise LateEntryNotAllowed(number=number, reason=N_("nota ini sudah ditandai susulan"))
        if late_entries.of_pad(connection, number) is not None:
            raise LateEntryNotAllowed(number=number, reason=N_("lembar ini sudah dimasukkan"))
        entry = LateEntry(ctx.ids.new(at), at, cashier.id, shift.id, sale_id, number, happened)
        late_entries.insert_entry(connection, entry)
        record(ctx, connection, entry, Stamp(entry.id, at, cashier.id, shift.id))
    ctx.wake_sync()
    return entry


def of_sale(ctx: Context, sale_id: str) -> LateEntry | None:
    """From which leaf a sale came."""
    with ctx.store.read() as connection:
        return late_entries.of_sale(connection, sale_id)


def print_pad(ctx: Context, *, folder: Path) -> Path:
    """A pad of PAD_LEAVES numbered leaves as a PDF; each print has letters of its own. Raises PaperFolderUnwritable."""
    running = int(ctx.shop.get(PRINTED)) + 1
    change_settings(ctx, {PRINTED: running})
    series = letters(running)
    target = folder / f"blok-susulan-{ctx.shop.register_code}-{series}.pdf"
    half = target.with_suffix(".half")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        half.write_bytes(pad_pdf.make(ctx.shop.letterhead, ctx.shop.register_code, series, Texts("id")))
        half.replace(target)
    except OSError as error:
        raise PaperFolderUnwritable(folder=str(folder)) from error
    return target


def letters(running: int) -> str:
    """A, B … Z, AA: bijective."""
    text = ""
    while running:
        running, digit = divmod(running - 1, LETTERS)
        text = chr(ord("A") + digit) + text
    return text
