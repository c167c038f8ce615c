"""The list of sales: the newest, or what a typed text finds; one of them is open. No Qt."""

from collections.abc import Callable

from pos.services import sale_search
from pos.services.context import Context
from pos.services.refunds import StoredSale
from pos.services.sale_search import SaleSummary


class Finding:
    """What is typed, what it finds, and which of that is open; `opened` hears the sale."""

    def __init__(self, ctx: Context, opened: Callable[[StoredSale | None], None]) -> None:
        """Nothing is read before `begin`."""
        self._ctx, self._opened = ctx, opened
        self.text = ""
        self.listed: tuple[SaleSummary, ...] = ()
        self._at = 0

    def begin(self) -> None:
        """The newest sales, without opening one."""
        self.text, self._at = "", 0
        self.listed = sale_search.recent(self._ctx)

    def look_again(self) -> None:
        """Read the same list anew: something was written."""
        self.listed = sale_search.search(self._ctx, self.text)

    def typed(self, text: str) -> None:
        """Search as people type; the likeliest find is open at once. An emptied text leaves the open sale open."""
        self.text = text.strip()
        self.listed = sale_search.search(self._ctx, self.text)
        if self.text:
            self.open(0)

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
