"""A second person's PIN for an act that the cashier may not do alone. No Qt, no SQL.

What waits for it is told in both cases: agreed, by whom; or given up. Nothing was changed before.
"""

from typing import Protocol

from pos.domain.permissions import Permission
from pos.i18n import Texts
from pos.services import approvals
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.ui.pin_entry import PinEntry, PinView
from pos.ui.ports import ApprovalAsked, Navigator, Tasks


class ApprovalView(PinView, Protocol):
    """The Qt half; `nobody` says that no one here may agree to it."""

    def show_asked(self, happened: str, subject: str, *, nobody: bool) -> None: ...


class ApprovalPresenter(PinEntry):
    """The PIN entry of those who may agree; `enter` takes what is asked."""

    _asked: ApprovalAsked | None = None

    def __init__(
        self, ctx: Context, view: ApprovalView, *, tasks: Tasks, navigator: Navigator, texts: Texts
    ) -> None:
        """Nothing is asked before `enter`."""
        super().__init__(
            view,
            people=lambda: approvals.approvers(ctx, self._permission),
            check=lambda who, pin: approvals.check(
                ctx, approver_id=who, pin=pin, permission=self._permission
            ),
            came=self._agreed,
            tasks=tasks,
            texts=texts,
        )
        self._screen, self._go = view, navigator

    def enter(self, what: object = None) -> None:
        """Say what is asked and who may agree; nobody is chosen by another act's choice."""
        assert isinstance(what, ApprovalAsked)
        self._asked, self._chosen = what, None
        super().enter()
        happened, _safe, _to_do = self._texts.sentences(what.needed)
        self._screen.show_asked(happened, what.subject, nobody=not self._cashiers)

    def step_back(self) -> None:
        """Esc: first the digits, then the question goes; what waits stays as it was."""
        if self._pin:
            self.wipe()
        elif not self._busy:
            self._leave().given_up()

    @property
    def _permission(self) -> Permission:
        assert self._asked is not None
        return Permission(str(self._asked.needed.facts["permission"]))

    def _agreed(self, person: Cashier) -> None:
        self._leave().then(person)

    def _leave(self) -> ApprovalAsked:
        asked, self._asked = self._asked, None
        assert asked is not None
        self._go.lift()
        return asked
