"""What the health of the till is read from."""

from pos.models import print_jobs
from pos.printing.jobs import JobState
from pos.services import backup, health, shop
from tests.builders import sell


def test_the_look_reads_the_shop(ctx, rani, open_shift, clock):
    """The drawer's newest order and how it ended; a backup that fell behind."""
    found = health.look(ctx)
    assert (found.printer, found.kick, found.behind) == (False, None, False)
    assert found.disk_total > found.disk_free > 0
    ctx.writer.call(shop.change_settings, ctx, {"printer.address": "file:///dev/null"})
    sell(ctx, rani)
    assert health.look(ctx).kick.opened is None
    with ctx.store.write() as connection:
        job = print_jobs.newest_of(connection, "drawer")
        print_jobs.change(connection, job.id, state=JobState.FAILED.value)
    assert health.look(ctx).kick.opened is False
    backup.run(ctx, backup.Due.HOURLY)
    assert not health.look(ctx).behind
    clock.advance(hours=3)
    sell(ctx, rani)
    assert health.look(ctx).behind
