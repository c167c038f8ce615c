"""What the cell in the header and the status sheet say: sending, printer, this computer's wishes. No Qt, no SQL.

Never a dialog and never a blocked sale (sync.md §2.11).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from pos import errors
from pos.domain.words import grouped
from pos.i18n import Texts, clock
from pos.services import health, print_queue, reviews, shop, sync_status
from pos.services.backup import Standing
from pos.services.context import Context
from pos.services.print_queue import PrinterSummary
from pos.services.sign_in import Cashier
from pos.services.sync_status import SyncKind, SyncStatus
from pos.ui.ports import Notices, Tasks
from pos.ui.status.backups import copy_sentence, has_news
from pos.ui.status.health import Since, health_rows
from pos.ui.status.shown import Cell, HealthRow, StatusShown, Tone, Wishes
from pos.ui.words import compared_sentence


class StatusView(Protocol):
    """Both Qt halves: the chips in the header and the sheet."""

    def show_status(self, shown: StatusShown) -> None: ...
    def show_wishes(self, wishes: Wishes) -> None: ...


class StatusPresenter:
    """Asks the store from time to time; `refresh` is called by the frame's timer."""

    def __init__(
        self,
        ctx: Context,
        views: tuple[StatusView, ...],
        *,
        tasks: Tasks,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """`cashier` says who is signed in; nothing is read before `refresh`."""
        self._ctx, self._views, self._tasks = ctx, views, tasks
        self._notices, self._texts, self._cashier = notices, texts, cashier
        self._shown: StatusShown | None = None
        self._backups: Standing | None = None
        self._to_look_at = 0
        self._since = Since({})
        self.scanned_at: datetime | None = None

    def enter(self, _what: object = None) -> None:
        """Show everything afresh."""
        self._shown, self._to_look_at = None, len(reviews.to_look_at(self._ctx))
        self.refresh()
        for view in self._views:
            view.show_wishes(self.wishes())

    def refresh(self) -> None:
        """Read the state; views hear only of changes."""
        sync, printer = sync_status.current(self._ctx), print_queue.summary(self._ctx)
        shown = StatusShown(
            sync=sync_cell(sync, self._texts),
            printer=printer_cell(printer, self._texts),
            sync_sentence=self._sync_sentence(sync),
            printer_sentence=self._printer_sentence(printer),
            health=self._health(sync, printer),
            unknown=tuple(job.id for job in printer.unknown),
            may_send=sync.enrolled,
            may_print=printer.waiting > 0,
            to_look_at=self._to_look_at,
        )
        if shown != self._shown:
            self._shown = shown
            for view in self._views:
                view.show_status(shown)

    def _health(self, sync: SyncStatus, printer: PrinterSummary) -> tuple[HealthRow, ...]:
        """A row for each part of the till, those that need a look with the time since when."""
        _, found, now = self._texts._, health.look(self._ctx), self._ctx.clock.now()
        self._tell_copy(found.backups)
        chip = sync_cell(sync, self._texts)
        rows = (
            HealthRow(chip.icon, _("Kantor pusat"), chip.tone, self._sync_sentence(sync)),
            self._printer_row(printer),
            *health_rows(found, self.scanned_at, self._texts),
        )
        moments = ((row, self._since.of(row, now)) for row in rows)
        since = _("Sejak {at}")
        return tuple(replace(row, since=since.format(at=clock(at)) if at else "") for row, at in moments)

    def _printer_row(self, printer: PrinterSummary) -> HealthRow:
        cell = printer_cell(printer, self._texts)
        tone = Tone.GREEN if cell.tone is Tone.CALM and printer.configured else cell.tone
        said = f"{cell.text}. " if cell.text else ""
        return HealthRow(
            cell.icon, self._texts._("Printer struk"), tone, said + self._printer_sentence(printer)
        )

    def heard_scan(self) -> None:
        """The scanner read something, whatever it was."""
        self.scanned_at = self._ctx.clock.now()

    def _tell_copy(self, now: Standing) -> None:
        """A copy that was just made is told wherever the cashier is: the stick may be pulled out."""
        if has_news(self._backups, now):
            self._notices.tell(copy_sentence(now, self._texts))
        self._backups = now

    def wishes(self) -> Wishes:
        """Give this computer's settings."""
        get = self._ctx.shop.get
        return Wishes(str(get("ui.theme")), str(get("ui.language")), int(get("ui.sound")))

    def send_now(self) -> None:
        """Kirim sekarang."""
        self._ctx.sync_now()
        self._notices.tell(self._texts._("Pengiriman dimulai."))

    def print_waiting(self) -> None:
        """Try the waiting papers again."""
        self._tasks.write(lambda: print_queue.print_waiting(self._ctx), lambda _none: self.refresh())

    def settle_unknown(self, job_id: str, *, came_out: bool) -> None:
        """Answer whether a paper came out whole."""
        self._tasks.write(
            lambda: print_queue.settle_unknown(self._ctx, job_id=job_id, came_out=came_out),
            lambda _none: self.refresh(),
        )

    def wish(self, key: str, value: str | int) -> None:
        """Change a setting of this computer."""

        def changed(_none: None) -> None:
            for view in self._views:
                view.show_wishes(self.wishes())

        cashier_id = self._cashier().id
        self._tasks.write(
            lambda: shop.change_settings(self._ctx, {key: value}, cashier_id=cashier_id), changed
        )

    def _sync_sentence(self, status: SyncStatus) -> str:
        _ = self._texts._
        said = self._way_sentence(status)
        compared = status.compared
        if compared is not None and (compared.differing or status.kind is SyncKind.SYNCED):
            said = f"{said} {compared_sentence(compared, self._texts)}"
        if not status.quarantined:
            return said
        aside = _("{n} catatan sedang diperiksa kantor pusat; tidak ada yang hilang.")
        return f"{said} {aside.format(n=grouped(status.quarantined))}"

    def _way_sentence(self, status: SyncStatus) -> str:
        _, ngettext = self._texts._, self._texts.ngettext
        match status.kind:
            case SyncKind.ALONE:
                return _("Gerai ini berdiri sendiri. Semua nota tersimpan di komputer ini.")
            case SyncKind.SYNCED:
                return _("Semua terkirim ke kantor pusat.")
            case SyncKind.SENDING:
                return ngettext(
                    "{n} catatan sedang dikirim ke kantor pusat.",
                    "{n} catatan sedang dikirim ke kantor pusat.",
                    status.unsent,
                ).format(n=grouped(status.unsent))
        return self._explained(status) or _(
            "{n} catatan aman di komputer ini dan dikirim begitu internet kembali. Berjualan boleh terus."
        ).format(n=grouped(status.unsent))

    def _explained(self, status: SyncStatus) -> str:
        kind = getattr(errors, status.problem, None) if status.problem else None
        if not isinstance(kind, type) or not issubclass(kind, errors.GeraiError):
            return ""
        return self._texts.explain(kind(detail=status.fact, at=status.fact))

    def _printer_sentence(self, printer: PrinterSummary) -> str:
        _ = self._texts._
        if not printer.configured:
            return _("Belum ada printer struk. Penjualan tetap jalan tanpa kertas.")
        kind = getattr(errors, printer.error, None) if printer.error else None
        if isinstance(kind, type) and issubclass(kind, errors.GeraiError):
            return self._texts.explain(kind())
        return _("Printer siap.") if not printer.waiting else _("Sedang mencetak.")


def sync_cell(status: SyncStatus, texts: Texts) -> Cell:
    """The chip of the way to the centre: never a dialog."""
    _, n = texts._, grouped(status.unsent)
    match status.kind:
        case SyncKind.ALONE:
            return Cell(Tone.CALM, "store", _("Gerai mandiri"), _("Mandiri"))
        case SyncKind.SYNCED:
            at = clock(status.at) if status.at else ""
            return Cell(Tone.GREEN, "cloud-check", _("Terkirim {at}").format(at=at), _("Terkirim"))
        case SyncKind.SENDING:
            sent, total = grouped(status.total - status.unsent), grouped(status.total)
            long = _("Mengirim {sent}/{total}").format(sent=sent, total=total)
            return Cell(Tone.AMBER, "cloud-upload", long, _("Mengirim {n}").format(n=n))
        case SyncKind.OFFLINE:
            long = _("Tanpa internet · {n} belum terkirim").format(n=n)
            return Cell(Tone.AMBER, "cloud-off", long, _("{n} belum terkirim").format(n=n))
    short = _("Perlu perhatian")
    long = _("Perlu perhatian · {n} belum terkirim").format(n=n) if status.enrolled else short
    return Cell(Tone.RED, "cloud-alert", long, short)


def printer_cell(printer: PrinterSummary, texts: Texts) -> Cell:
    """The chip of the printer: only words when something waits."""
    _ = texts._
    if printer.unknown:
        return Cell(Tone.AMBER, "printer-x", _("Struk keluar utuh?"), _("Struk?"))
    if not printer.waiting:
        return Cell(Tone.CALM, "printer", "", "")
    waiting = texts.ngettext("{n} kertas menunggu", "{n} kertas menunggu", printer.waiting)
    text = waiting.format(n=printer.waiting)
    if printer.error == "PaperOut":
        return Cell(Tone.AMBER, "printer-x", _("Kertas habis · {text}").format(text=text), _("Kertas habis"))
    if printer.error:
        return Cell(Tone.AMBER, "printer-x", _("Printer diam · {text}").format(text=text), _("Printer diam"))
    return Cell(Tone.CALM, "printer", "", "")
