"""What the status cell says of the way to the centre, for every state there is."""

import shutil
from datetime import timedelta

import pytest

from pos.models import sync_state
from pos.models.sync_state import SyncState
from pos.services import shifts, sync_status
from pos.services.record import tip_of
from pos.services.sync_status import SyncKind


def put(ctx, **facts):
    with ctx.store.write() as connection:
        sync_state.save(connection, SyncState(**facts))


def newest(ctx):
    with ctx.store.read() as connection:
        return tip_of(ctx, connection)


def test_a_shop_without_a_centre_is_alone(ctx):
    """All records are here, none is late."""
    found = sync_status.current(ctx)
    assert found.kind is SyncKind.ALONE
    assert found.unsent == found.total == newest(ctx).seq


@pytest.mark.parametrize(
    ("left", "age", "problem", "kind"),
    [
        (0, timedelta(0), "", SyncKind.SYNCED),
        (3, timedelta(0), "", SyncKind.SENDING),
        (3, timedelta(hours=23), "CentreUnreachable", SyncKind.OFFLINE),
        (3, timedelta(hours=23), "CentreBusy", SyncKind.OFFLINE),
        (3, timedelta(hours=25), "CentreUnreachable", SyncKind.ATTENTION),
        (3, timedelta(hours=25), "", SyncKind.ATTENTION),
        (0, timedelta(days=30), "", SyncKind.SYNCED),
        (0, timedelta(days=30), "CentreUnreachable", SyncKind.OFFLINE),
        (3, timedelta(0), "Forked", SyncKind.ATTENTION),
        (0, timedelta(0), "CentreRefusedToken", SyncKind.ATTENTION),
        (0, timedelta(0), "CentreTipMismatch", SyncKind.ATTENTION),
        (0, timedelta(0), "CentreTooNew", SyncKind.ATTENTION),
        (0, timedelta(0), "CentreFault", SyncKind.ATTENTION),
        (0, timedelta(0), "CopiedDisk", SyncKind.ATTENTION),
    ],
)
def test_each_state_has_its_kind(ctx, clock, left, age, problem, kind):
    """Green, yellow, and red only where a person must act (sync.md §2.11)."""
    tip = newest(ctx)
    put(
        ctx, centre_url="https://pusat", mark=tip.seq - left, last_success_at=clock.now(), problem=problem,
        problem_fact="12", quarantined=2,
    )  # fmt: skip
    clock.advance(seconds=age.total_seconds())
    found = sync_status.current(ctx)
    assert found.kind is kind
    assert (found.unsent, found.total) == (left, tip.seq)
    assert (found.problem, found.fact, found.quarantined) == (problem, "12", 2)


def test_the_first_sale_after_a_long_weekend_is_not_late(ctx, clock, rani):
    """All was sent before; what was sold just now has not waited."""
    put(ctx, centre_url="https://pusat", mark=newest(ctx).seq, last_success_at=clock.now())
    clock.advance(hours=72)
    ctx.writer.call(shifts.open_shift, ctx, cashier=rani, opening_float=0)
    assert sync_status.current(ctx).kind is SyncKind.SENDING


def test_never_sent_is_sending_at_first(ctx):
    """Just enrolled: nothing is late yet."""
    put(ctx, centre_url="https://pusat")
    assert sync_status.current(ctx).kind is SyncKind.SENDING
    assert sync_status.current(ctx).at is None


def test_never_sent_for_a_day_needs_a_person(ctx, clock):
    """An address that never answered is as bad as one that stopped answering; so is what was sold since."""
    put(ctx, centre_url="https://pusat", problem="CentreUnreachable")
    assert sync_status.current(ctx).kind is SyncKind.OFFLINE
    clock.advance(hours=25)
    assert sync_status.current(ctx).kind is SyncKind.ATTENTION


def test_a_disk_that_fills_up_is_said_before_it_is_full(ctx, monkeypatch):
    """Less than 200 MB: red, with a centre or without."""
    usage = shutil.disk_usage(ctx.store.path.parent)
    monkeypatch.setattr(sync_status, "DISK_BYTES_MIN", usage.free + 10**12)
    found = sync_status.current(ctx)
    assert (found.kind, found.problem, found.enrolled) == (SyncKind.ATTENTION, "DiskNearlyFull", False)
