"""The list of sales: the newest, or what a typed text finds; one of them is open. No Qt."""

from collections.abc import Callable

from pos.services import sale_search
from pos.services.context import Context
from pos.services.refunds import StoredSale
from pos.services.sale_search import SaleSummary
from pos.ui.refund.buyers import Buyers


class Finding:
    """What is typed, what it finds, and which of that is open; `opened` hears the sale."""

    def __init__(self, ctx: Context, buyers: Buyers, opened: Callable[[StoredSale | None], None]) -> None:
        """Nothing is read before `begin`."""
        self._ctx, self._buyers, self._opened = ctx, buyers, opened
        self.text = ""
        self.listed: tuple[SaleSummary, ...] = ()
        self._at = 0

    def begin(self) -> None:
        """The newest sales, without opening one."""
        self.text, self._at = "", 0
        self.listed = sale_search.recent(self._ctx)

    def look_again(self) -> None:
        """Read the same list anew: something was written."""
        self.listed = self._search()

    def typed(self, text: str) -> None:
        """Search as people type; the likeliest find is open at once. An emptied text leaves the open sale open."""
        self.text = text.strip()
        self.listed = self._search()
        if self.text:
            self.open(0)

    def learned(self) -> None:
        """Whom the text says is known only now; the open find stays open unless there was none."""
        before, self.listed = self.listed, self._search()
        if self.text and self.listed != before:
            ids = [one.id for one in self.listed]
            self._at = ids.index(before[self._at].id) if before and before[self._at].id in ids else 0
            if not before:
                self.open(0)

    def _search(self) -> tuple[SaleSummary, ...]:
        return sale_search.search(self._ctx, self.text, customer_ids=self._buyers.whom(self.text))

    def move(self, step: int) -> None:
        """The find above or below."""
        self.open(max(0, min(len(self.listed) - 1, self._at + step)))

    def open(self, at: int) -> None:
        """Open one of the list; None where nothing is found."""
        self._at = at
        found = self.listed[at] if at < len(self.listed) else None
        self._opened(sale_search.open_sale(self._ctx, found.id) if found else None)

    def open_number(self, number: str) -> None:
        """Open the listed sale of a number."""
        for at, listed in enumerate(self.listed):
            if listed.number == number:
                self.open(at)
