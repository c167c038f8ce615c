"""Builds the screens of those who answer for the till: approval, what waits to be looked at or is owed, settings, reports."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from pos.services.context import Context
from pos.ui.keys import Screen
from pos.ui.main_window.parts import Parts

if TYPE_CHECKING:
    from pos.ui.approval.screen import ApprovalScreen
    from pos.ui.approvals.screen import ApprovalsScreen
    from pos.ui.receivables.screen import ReceivablesScreen
    from pos.ui.report.screen import ReportScreen
    from pos.ui.settings.screen import SettingsScreen


class PeopleScreens:
    """Each is built when it is first gone to."""

    def __init__(self, ctx: Context, parts: Parts, changed: Callable[[], None]) -> None:
        """Make them known to the navigator; `changed` hears that a setting was saved."""
        self._ctx, self._parts, self._changed = ctx, parts, changed
        add = parts.navigator.add
        add(Screen.APPROVAL, lambda: self._approval, lambda: self._approval.presenter.enter)
        add(Screen.APPROVALS, lambda: self._approvals, lambda: self._approvals.presenter.enter)
        add(Screen.RECEIVABLES, lambda: self._receivables, lambda: self._receivables.presenter.enter)
        add(Screen.REPORTS, lambda: self._reports, lambda: self._reports.presenter.enter)
        add(Screen.SETTINGS, lambda: self._settings, lambda: self._settings.presenter.enter)

    @cached_property
    def _approval(self) -> "ApprovalScreen":
        from pos.ui.approval.presenter import ApprovalPresenter
        from pos.ui.approval.screen import ApprovalScreen

        parts = self._parts
        return ApprovalScreen(
            parts.look,
            lambda view: ApprovalPresenter(
                self._ctx, view, tasks=parts.tasks, navigator=parts.navigator, texts=parts.look.texts
            ),
        )

    @cached_property
    def _approvals(self) -> "ApprovalsScreen":
        from pos.ui.approvals.presenter import ApprovalsPresenter
        from pos.ui.approvals.screen import ApprovalsScreen

        parts = self._parts
        return ApprovalsScreen(parts.look, lambda view: ApprovalsPresenter(self._ctx, view, **parts.shared))

    @cached_property
    def _receivables(self) -> "ReceivablesScreen":
        from pos.ui.receivables.presenter import ReceivablesPresenter
        from pos.ui.receivables.screen import ReceivablesScreen

        parts = self._parts
        return ReceivablesScreen(
            parts.look,
            lambda view: ReceivablesPresenter(self._ctx, view, **parts.shared),
            narrow=parts.width == "narrow",
        )

    @cached_property
    def _settings(self) -> "SettingsScreen":
        from pos.ui.settings.presenter import SettingsPresenter
        from pos.ui.settings.screen import SettingsScreen

        parts = self._parts

        return SettingsScreen(
            parts.look,
            lambda view: SettingsPresenter(self._ctx, view, changed=self._changed, **parts.shared),
        )

    @cached_property
    def _reports(self) -> "ReportScreen":
        from pos.ui.report.presenter import ReportPresenter
        from pos.ui.report.screen import ReportScreen

        parts = self._parts
        return ReportScreen(
            parts.look,
            lambda view: ReportPresenter(
                self._ctx,
                view,
                tasks=parts.tasks,
                notices=parts.notices,
                texts=parts.look.texts,
                cashier=parts.cashier,
                folder=parts.pictures.with_name("reports"),
            ),
        )
