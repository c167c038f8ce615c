"""The first start: name, code, manager, PIN, paper; what is missing is said where it is missing. No Qt, no SQL."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from pos.i18n import Texts
from pos.services import first_run
from pos.services.first_run import Wished


@dataclass(frozen=True, slots=True)
class FirstRunShown:
    """What was typed, and by field what is wrong with it once somebody tried."""

    wished: Wished
    problems: dict[str, str]


class FirstRunView(Protocol):
    """The Qt half."""

    def show_wished(self, shown: FirstRunShown) -> None: ...


class FirstRunPresenter:
    """Holds what is typed; the PIN lives here only until the shop is made."""

    def __init__(self, view: FirstRunView, *, texts: Texts, make: Callable[[Wished], None]) -> None:
        """`make` hears what fits, once."""
        self._view, self._texts, self._make = view, texts, make
        self._wished = Wished()
        self._own_code = self._tried = self._made = False

    def type(self, field: str, value: str) -> None:
        """Hear a field; the code follows the name until somebody writes one."""
        self._wished = replace(self._wished, **{field: value.upper() if field == "code" else value})
        self._own_code = self._own_code or field == "code"
        if field == "outlet" and not self._own_code:
            self._wished = replace(self._wished, code=first_run.suggested_code(value))
        self._show()

    def confirm(self) -> None:
        """Make the shop, or say what is missing."""
        self._tried = True
        self._show()
        if not self._made and not first_run.problems(self._wished):
            self._made = True
            self._make(self._wished)

    def _show(self) -> None:
        found = first_run.problems(self._wished) if self._tried else {}
        said = {field: self._texts._(text) for field, text in found.items()}
        self._view.show_wished(FirstRunShown(self._wished, said))
