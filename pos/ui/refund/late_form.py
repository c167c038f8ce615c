"""Penjualan susulan: the open sale comes from a leaf of the emergency pad, sold at another time. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pos.domain.late_entry import LateEntry
from pos.i18n import Texts
from pos.services import late_entries
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.ports import Notices
from pos.ui.refund.acting import Acting, Around


@dataclass(frozen=True, slots=True)
class LateTyped:
    """What stands in the fields: the leaf's number and the time on it."""

    pad_number: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class LateShown:
    """The form beside its fields."""

    number: str
    days_ago: int
    busy: bool


class LateView(Protocol):
    """The Qt half of the form."""

    def show_late(self, shown: LateShown | None) -> None: ...
    def fill_late(self, typed: LateTyped) -> None: ...
    def late_typed(self) -> LateTyped: ...
    def open_file(self, path: Path) -> None: ...


class LateForm:
    """State of the form; `marked` hears that the sale changed."""

    def __init__(
        self,
        ctx: Context,
        view: LateView,
        around: Around,
        acting: Acting,
        *,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        folder: Path,
        marked: Callable[[str], None],
    ) -> None:
        """`folder` takes the pads."""
        self._ctx, self._view, self._around, self._acting = ctx, view, around, acting
        self._notices, self._texts, self._cashier = notices, texts, cashier
        self._folder, self._marked = folder, marked
        self.asked = False
        self._days_ago = 0

    def begin(self) -> None:
        """Open it for the open sale."""
        if self._around.sale is not None and not self._acting.busy:
            self.asked, self._days_ago = True, 0
            self._view.fill_late(LateTyped())
            self.show()

    def close(self) -> None:
        """Leave the sale as it is."""
        self.asked = False
        self._view.show_late(None)

    def choose_day(self, days_ago: int) -> None:
        """Today, or some days ago."""
        self._days_ago = days_ago
        self.show()

    def confirm(self) -> None:
        """Mark it."""
        sale = self._around.sale
        if sale is None or self._acting.busy:
            return
        typed, cashier, days_ago = self._view.late_typed(), self._cashier(), self._days_ago
        self._acting.run(
            lambda _approver: late_entries.mark(
                self._ctx,
                sale_id=sale.sale.id,
                pad_number=typed.pad_number,
                clock=typed.clock,
                days_ago=days_ago,
                cashier=cashier,
            ),
            self._done,
            self.show,
        )
        self.show()

    def print_pad(self) -> None:
        """A fresh pad as a PDF, with letters that no pad of this register had."""
        if not self._acting.busy:
            self._acting.run(
                lambda _approver: late_entries.print_pad(self._ctx, folder=self._folder),
                self._printed,
                self.show,
            )

    def _printed(self, path: Path) -> None:
        self.show()
        self._notices.tell(self._texts._("Blok susulan tersimpan sebagai {path}.").format(path=str(path)))
        self._view.open_file(path)

    def _done(self, entry: LateEntry) -> None:
        self.close()
        self._marked(entry.sale_id)

    def show(self) -> None:
        """Show it as it stands."""
        sale = self._around.sale
        if self.asked and sale is not None:
            self._view.show_late(LateShown(sale.sale.number, self._days_ago, self._acting.busy))
