"""How this computer and its devices are, beside sending, printing and backups, which tell of themselves."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from pos.battery import Battery, read_battery
from pos.models import print_jobs, sync_state
from pos.printing.jobs import JobState
from pos.services import backup
from pos.services.backup import Standing
from pos.services.context import Context
from pos.services.print_queue import DRAWER

DISK_LOW = 2_000_000_000
DISK_FULL = 200_000_000
"""Bytes: somebody should make room; somebody must."""
BACKUP_BEHIND = timedelta(hours=2)
BATTERY_LOW, BATTERY_EMPTY = 20, 8
"""Percent."""


@dataclass(frozen=True, slots=True)
class Kick:
    """The newest order to the drawer: when (aware UTC), and whether it came through; None while it is on its way."""

    at: datetime
    opened: bool | None


@dataclass(frozen=True, slots=True)
class Health:
    """Disk in bytes, `offset_ms` the clock's distance from the centre's (None in a stand-alone shop).

    `behind` says that something was recorded long after the newest backup.
    """

    printer: bool
    drawer_wished: bool
    kick: Kick | None
    disk_free: int
    disk_total: int
    backups: Standing
    behind: bool
    clock_doubted: bool
    offset_ms: int | None
    battery: Battery | None


def look(ctx: Context) -> Health:
    """Look at everything once; short enough for the screen's thread."""
    with ctx.store.read() as connection:
        job = print_jobs.newest_of(connection, DRAWER)
        enrolled = sync_state.load(connection).enrolled
    disk, stands = shutil.disk_usage(ctx.store.path.parent), backup.standing(ctx)
    newest = max(filter(None, (ctx.latest_record_at, ctx.last_record_at)), default=None)
    return Health(
        printer=bool(ctx.shop.get("printer.address")),
        drawer_wished=bool(ctx.shop.get("drawer.on_cash")),
        kick=None if job is None else Kick(job.created_at, _opened(job.state)),
        disk_free=disk.free,
        disk_total=disk.total,
        backups=stands,
        behind=bool(stands.at and newest and newest - stands.at > BACKUP_BEHIND),
        clock_doubted=ctx.clock_doubted,
        offset_ms=ctx.offset_ms if enrolled else None,
        battery=read_battery(),
    )


def _opened(state: str) -> bool | None:
    if state == JobState.DONE.value:
        return True
    return None if state in {JobState.QUEUED.value, JobState.SENDING.value} else False
