"""What presenters are handed: Qt-free protocols for tasks, navigation, sounds and notices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pos.domain.money import Rupiah
from pos.domain.reason import Reason
from pos.domain.refund import RefundChoice
from pos.errors import ApprovalNeeded, GeraiError
from pos.services.refunds import StoredSale
from pos.services.sign_in import Approver
from pos.ui.keys import Screen

T = TypeVar("T")
SWAP_AT_ONCE = "swap"
"""Handed to the safe's screen to begin with the swap of notes and coins."""
Failed = Callable[[GeraiError], None]


class Tasks(Protocol):
    """Runs service calls; Refused and Trouble go to `failed` (or to the notices), bugs to the crash hook."""

    def read(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run a short read now and hand its value on."""

    def write(
        self, work: Callable[[], T], then: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Run a write on the writer thread and answer on the thread of the screen."""

    def later(self, work: Callable[[], object]) -> None:
        """Run a read on the thread of the screen in a turn of its own: not what the next key press waits for."""


class Navigator(Protocol):
    """Goes from screen to screen; `what` is handed to the screen that opens."""

    def go(self, screen: Screen, what: object = None) -> None:
        """Bring a screen to the front."""

    def over(self, screen: Screen, what: object = None) -> None:
        """Lay a screen over the one in front, which stays as it is."""

    def lift(self) -> None:
        """Take it off again."""


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    """An act waits for a second person: what was refused, what it is about in words, and how it goes on."""

    needed: ApprovalNeeded
    subject: str
    then: Callable[[Approver], None]
    given_up: Callable[[], None]


class Sounds(Protocol):
    """Two short sounds; never blocks."""

    def scanned(self) -> None:
        """Play that a code was taken."""

    def unknown(self) -> None:
        """Play that a code was not taken."""


class Notices(Protocol):
    """Short words that never steal the focus."""

    def problem(self, error: GeraiError) -> None:
        """Say an expected failure: what happened, what is safe, what to do."""

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say a short sentence, with an offer to undo for some seconds."""


@dataclass(frozen=True, slots=True)
class ExchangeAsked:
    """Pieces of a sale that come back against others: which, and why."""

    sale: StoredSale
    choices: tuple[RefundChoice, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class SaleDone:
    """A paid sale on its way from the payment to the next sale, which `scanned` or the first `typed` letter begins."""

    number: str
    change: Rupiah
    scanned: str = ""
    typed: str = ""
