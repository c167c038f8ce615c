"""The shift's report for the person who asks: its lines, its print, and what may be known of the cash. No Qt."""

from collections.abc import Callable

from pos.domain.money import Rupiah
from pos.i18n import Texts
from pos.services import shift_reports
from pos.services.context import Context
from pos.services.shift_reports import PaperRow
from pos.services.sign_in import Cashier
from pos.ui.ports import Notices, Tasks


class Reporting:
    """Of the open shift where no id is named, else of a closed one."""

    def __init__(
        self, ctx: Context, *, tasks: Tasks, notices: Notices, texts: Texts, cashier: Callable[[], Cashier]
    ) -> None:
        """Nothing is read before it is asked for."""
        self._ctx, self._tasks, self._cashier = ctx, tasks, cashier
        self._notices, self._texts = notices, texts

    def rows(self, shift_id: str) -> tuple[PaperRow, ...]:
        """What the paper says, as this person may know it."""
        return shift_reports.rows_of(self._ctx, cashier=self._cashier(), shift_id=shift_id)

    def print_it(self, shift_id: str) -> None:
        """Put it on paper; of a closed shift it is a copy."""
        ctx, cashier = self._ctx, self._cashier()
        self._tasks.write(
            lambda: (
                shift_reports.print_again(ctx, cashier=cashier, shift_id=shift_id)
                if shift_id
                else shift_reports.print_interim(ctx, cashier=cashier)
            ),
            lambda _none: self._notices.tell(self._texts._("Laporan dicetak.")),
        )

    def known_cash(self, *, counting: bool) -> Rupiah | None:
        """While one counts, only where the shop does not count blind; beside the shift, for who may know."""
        if counting and shift_reports.counts_blind(self._ctx):
            return None
        return shift_reports.expected_now(self._ctx, self._cashier())
