"""A second person's word for an act that the cashier may not do alone: by PIN, by phone, or later. No Qt, no SQL.

What waits for it is told in both cases: agreed, by whom; or given up. Nothing was changed before.
"""

from dataclasses import dataclass
from typing import Protocol

from pos.domain.approval_code import ANSWER_DIGITS, readable
from pos.domain.permissions import Permission
from pos.domain.words import format_rupiah
from pos.i18n import Texts, clock
from pos.services import approvals, phone_codes
from pos.services.context import Context
from pos.services.phone_codes import Challenge
from pos.services.sign_in import Approver, Cashier
from pos.ui.pin_entry import PinEntry, PinView
from pos.ui.ports import ApprovalAsked, Navigator, Tasks


@dataclass(frozen=True, slots=True)
class PhoneShown:
    """What the cashier reads out: act, rupiah, digits in groups; until when the digits are good."""

    action: str
    amount: str
    digits: str
    until: str


@dataclass(frozen=True, slots=True)
class AskedShown:
    """What is asked, what it is about, and which ways there are."""

    happened: str
    subject: str
    nobody: bool
    may_phone: bool
    may_wait: bool
    phone: PhoneShown | None = None


class ApprovalView(PinView, Protocol):
    """The Qt half."""

    def show_asked(self, shown: AskedShown) -> None: ...


class ApprovalPresenter(PinEntry):
    """The entry of those who may agree; `enter` takes what is asked."""

    _asked: ApprovalAsked | None = None
    _challenge: Challenge | None = None

    def __init__(
        self,
        ctx: Context,
        view: ApprovalView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        texts: Texts,
    ) -> None:
        """Nothing is asked before `enter`."""
        super().__init__(
            view, people=self._who, check=self._check_word, came=self._agreed, tasks=tasks, texts=texts
        )
        self._ctx, self._screen, self._go = ctx, view, navigator

    def enter(self, what: object = None) -> None:
        """Say what is asked and who may agree; nobody is chosen by another act's choice."""
        assert isinstance(what, ApprovalAsked)
        self._asked = what
        self._begin(None)

    def by_phone(self) -> None:
        """The manager is not there: show what to read out on the phone; once more gives fresh digits."""
        if self._busy or not self._may_phone:
            return
        self._busy = True
        permission, document_id, amount = self._permission, str(self._facts["document"]), self._amount
        self._tasks.write(
            lambda: phone_codes.ask(self._ctx, permission=permission, document_id=document_id, amount=amount),
            self._begin,
            self._refused,
        )

    def go_on_later(self) -> None:
        """Let it go on, to be looked at later, where the shop allows it."""
        if not self._busy and approvals.may_wait(self._ctx, self._permission):
            self._agreed(approvals.go_on_later(self._ctx, self._permission))

    def step_back(self) -> None:
        """Esc: first the digits, then the phone, then the question goes; what waits stays as it was."""
        if self._pin:
            self.wipe()
        elif self._busy:
            return
        elif self._challenge is not None:
            self._begin(None)
        else:
            self._leave().given_up()

    # --- inside

    def _begin(self, challenge: Challenge | None) -> None:
        """Ask for a PIN, or for the answer to a challenge."""
        self._challenge, self._chosen, self._busy = challenge, None, False
        super().enter()
        self._show_asked()

    def _who(self) -> tuple[Cashier, ...]:
        if self._challenge is not None:
            return phone_codes.holders(self._ctx, self._permission)
        return approvals.approvers(self._ctx, self._permission)

    def _check_word(self, who: int, digits: str) -> Cashier:
        if self._challenge is not None:
            return phone_codes.answer(self._ctx, self._challenge, approver_id=who, digits=digits)
        return approvals.check(self._ctx, approver_id=who, pin=digits, permission=self._permission)

    @property
    def _digits(self) -> tuple[int, int]:
        return super()._digits if self._challenge is None else (ANSWER_DIGITS, ANSWER_DIGITS)

    @property
    def _code(self) -> str | None:
        return None if self._challenge is None else self._pin

    def _show_asked(self) -> None:
        assert self._asked is not None
        happened, _safe, _to_do = self._texts.sentences(self._asked.needed)
        self._screen.show_asked(
            AskedShown(
                happened,
                self._asked.subject,
                nobody=not self._cashiers,
                may_phone=self._may_phone,
                may_wait=approvals.may_wait(self._ctx, self._permission),
                phone=self._read_out(),
            )
        )

    def _read_out(self) -> PhoneShown | None:
        if self._challenge is None:
            return None
        asked = self._challenge.asked
        return PhoneShown(
            self._texts._(approvals.action_name(asked.permission)),
            format_rupiah(asked.amount),
            readable(self._challenge.digits),
            clock(self._challenge.until),
        )

    @property
    def _may_phone(self) -> bool:
        """Whether somebody's phone can answer, and the act can be named to it."""
        return "document" in self._facts and bool(phone_codes.holders(self._ctx, self._permission))

    @property
    def _facts(self) -> dict[str, object]:
        assert self._asked is not None
        return self._asked.needed.facts

    @property
    def _amount(self) -> int:
        amount = self._facts["amount"]
        assert isinstance(amount, int)
        return amount

    @property
    def _permission(self) -> Permission:
        return Permission(str(self._facts["permission"]))

    def _agreed(self, person: Cashier) -> None:
        assert isinstance(person, Approver)
        self._leave().then(person)

    def _leave(self) -> ApprovalAsked:
        asked, self._asked, self._challenge = self._asked, None, None
        assert asked is not None
        self._go.lift()
        return asked
