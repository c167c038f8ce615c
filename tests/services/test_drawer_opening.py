"""The drawer opened without a sale: recorded with its reason, counted on the report, rebuilt alike, no money moved."""

import pytest

from pos.domain.drawer_opening import REASONS
from pos.domain.permissions import Role
from pos.domain.reason import Reason
from pos.errors import NotPermitted
from pos.i18n import Texts
from pos.models import journal, print_jobs
from pos.printing.preview import as_text
from pos.services import drawer_opening, shift_reports, shifts, shop, verify
from pos.services.print_queue import DRAWER
from pos.services.sign_in import Cashier
from sync.protocol.kinds import Kind


def open_drawer(ctx, cashier, reason=Reason.SMALL_CHANGE):
    return ctx.writer.call(drawer_opening.open_by_hand, ctx, cashier=cashier, reason=reason)


def kicks(ctx):
    with ctx.store.read() as connection:
        return print_jobs.newest_of(connection, DRAWER)


def report(ctx, shift):
    with ctx.store.read() as connection:
        ops = shift_reports.ops_of(
            ctx, connection, shift, at=ctx.clock.now(), columns=32, texts=Texts("id"), show_cash=False
        )
    return as_text(ops, 32)


def test_it_opens_is_recorded_and_counted(ctx, rani, open_shift):
    """A kick is queued at once; the report says how often; no money moves."""
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "tcp://printer:9100"})
    before = shifts.totals(ctx)
    assert open_drawer(ctx, rani)
    assert open_drawer(ctx, rani, Reason.CHECK_DRAWER)
    assert kicks(ctx) is not None
    assert shifts.totals(ctx) == before
    assert "Laci dibuka tanpa nota" in report(ctx, open_shift)
    with ctx.store.read() as connection:
        assert len(list(journal.newest_of_kind(connection, Kind.NO_SALE.value))) == 2
    assert verify.verify(ctx).findings == ()


def test_before_the_shift_and_without_a_printer(ctx, rani):
    """The float is put in before a shift is open; without a printer it is noted all the same."""
    assert not open_drawer(ctx, rani, Reason.OTHER)
    assert kicks(ctx) is None
    assert verify.verify(ctx).findings == ()


def test_who_only_looks_opens_nothing(ctx, open_shift):
    """An auditor; nothing is recorded."""
    with pytest.raises(NotPermitted):
        open_drawer(ctx, Cashier(9, "Pemeriksa", Role.AUDITOR))
    assert "Laci dibuka" not in report(ctx, open_shift)


def test_every_reason_is_a_code():
    """No free text: nothing to keep outside the journal."""
    assert len(set(REASONS)) == len(REASONS) == 4
