"""Acts to look at that went on without a second person; the secret for a manager's phone. No Qt, no SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.domain.permissions import Permission, may_approve
from pos.domain.words import format_rupiah
from pos.i18n import WIB, Texts, clock
from pos.services import approvals, phone_codes, reviews
from pos.services.context import Context
from pos.services.phone_codes import Enrolment
from pos.services.reviews import Review
from pos.services.sign_in import Cashier
from pos.ui.keys import Screen
from pos.ui.ports import Navigator, Notices, Tasks


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """One row: the act, the rupiah, who did it and when."""

    action: str
    amount: str
    who: str


@dataclass(frozen=True, slots=True)
class PhoneSetup:
    """The right half: whether this person may have a code and has one; the text for the QR while it is shown, once."""

    name: str
    allowed: bool
    has_code: bool
    text: str = ""
    page: str = ""


class ApprovalsView(Protocol):
    """The Qt half."""

    def show_reviews(self, rows: tuple[ReviewShown, ...], marked: int, *, may_settle: bool) -> None: ...
    def show_phone(self, setup: PhoneSetup) -> None: ...


class ApprovalsPresenter:
    """State of both halves; a secret is forgotten when the screen is left."""

    def __init__(
        self,
        ctx: Context,
        view: ApprovalsView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
    ) -> None:
        """Nothing is read before `enter`."""
        self._ctx, self._view, self._tasks = ctx, view, tasks
        self._go, self._notices, self._texts, self._cashier = navigator, notices, texts, cashier
        self._reviews: tuple[Review, ...] = ()
        self._marked = 0

    def enter(self, _what: object = None) -> None:
        """List what waits; no secret is shown."""
        self._marked = 0
        self._read()
        self._show_phone()

    def move(self, step: int) -> None:
        """Move the mark."""
        self.mark(self._marked + step)

    def mark(self, at: int) -> None:
        """Mark a row."""
        if self._reviews:
            self._marked = max(0, min(len(self._reviews) - 1, at))
            self._show()

    def looked_at(self) -> None:
        """Record that the marked act was looked at; refused to whoever may not agree to it."""
        if self._reviews:
            review, cashier = self._reviews[self._marked], self._cashier()
            self._tasks.write(
                lambda: reviews.looked_at(self._ctx, review, cashier), lambda _none: self._seen()
            )

    def make_code(self) -> None:
        """A fresh secret for the phone of whoever is signed in."""
        cashier = self._cashier()
        self._tasks.write(lambda: phone_codes.enrol(self._ctx, cashier), self._show_phone)

    def back(self) -> None:
        """The secret first, then to the sheet from which one came."""
        self._go.go(Screen.STATUS)

    # --- inside

    def _seen(self) -> None:
        self._notices.tell(self._texts._("Tercatat sudah diperiksa."))
        self._read()

    def _read(self) -> None:
        self._reviews = reviews.to_look_at(self._ctx)
        self._marked = max(0, min(len(self._reviews) - 1, self._marked))
        self._show()

    def _show(self) -> None:
        rows = tuple(self._row(review) for review in self._reviews)
        self._view.show_reviews(rows, self._marked, may_settle=self._may_agree())

    def _row(self, review: Review) -> ReviewShown:
        day = self._texts.day(review.at.astimezone(WIB).date())
        return ReviewShown(
            self._texts._(approvals.action_name(review.permission)),
            format_rupiah(review.amount),
            f"{review.cashier} · {day} {clock(review.at)}",
        )

    def _show_phone(self, made: Enrolment | None = None) -> None:
        cashier = self._cashier()
        setup = PhoneSetup(
            cashier.name,
            self._may_agree(),
            phone_codes.has_code(self._ctx, cashier.id),
            made.text if made else "",
            made.page if made else "",
        )
        self._view.show_phone(setup)

    def _may_agree(self) -> bool:
        return may_approve(self._cashier().role, Permission.VOID)
