"""`gerai enrol`, `sync`, `status`."""

import argparse
from contextlib import closing
from random import Random
from typing import Any

from pos.app.build import look_at, open_till
from pos.app.commands.common import folder_of, say, say_json
from pos.clock import SystemClock
from pos.database import as_disk_trouble
from pos.errors import NotEnrolled, ShopExists
from pos.ids import SystemIds
from pos.key_store import open_key_store
from pos.paths import ShopFolder


def enrol(asked: argparse.Namespace) -> int:
    """Join this register to a centre, or let an empty folder take the place of a lost computer's."""
    if asked.take_place:
        return _take_place(asked)
    from sync.outlet.enrol import enrol as join
    from sync.outlet.enrol import enrol_as_new
    from sync.outlet.transport import HttpTransport

    till = open_till(folder_of(asked), purpose="gerai enrol")
    try:
        with closing(HttpTransport(asked.centre)) as transport:
            place = {"url": asked.centre, "code": asked.code}
            if asked.as_new:
                answer = enrol_as_new(till.ctx, transport, till.credentials.keys, **place)
            else:
                answer = join(till.ctx, transport, till.credentials, **place)
        say(f"Terhubung ke pusat sebagai {answer.register_code}, gerai {answer.outlet_name}.")
    finally:
        till.close()
    return 0


def _take_place(asked: argparse.Namespace) -> int:
    from pos.app.new_shop import made_shop
    from pos.services import shop
    from sync.outlet import replace
    from sync.outlet.credentials import Credentials
    from sync.outlet.transport import HttpTransport

    root, clock, ids = folder_of(asked), SystemClock(), SystemIds()
    with as_disk_trouble():
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if ShopFolder(root).database.exists():
        raise ShopExists(folder=str(root))
    keys = open_key_store(ShopFolder(root).keys)
    with closing(HttpTransport(asked.centre)) as transport:
        answer, identity = replace.ask_place(
            transport, keys, register_id=ids.new(clock.now()), url=asked.centre, code=asked.code
        )
        with made_shop(root, lambda path: shop.create_for(path, identity, clock.now()), clock, ids) as ctx:
            credentials = Credentials(keys, identity.register_id)
            count = replace.fill(ctx, transport, credentials, asked.centre, answer)
            pin = ctx.writer.call(_first_manager, ctx)
    say(
        f"Komputer ini menggantikan {answer.register_code}, gerai {answer.outlet_name}: {count} catatan kembali."
    )
    say(f"PIN Pengelola: {pin} (catat sekarang). Petugas lain mendapat PIN baru dari Pengelola.")
    return 0


def _first_manager(ctx: Any) -> str:
    from pos.services import shop

    with ctx.store.write() as connection:
        return shop.add_first_manager(ctx, connection)


def sync(asked: argparse.Namespace) -> int:
    """Send what is unsent now, in one round; raises what stood in the way, after the store has kept it."""
    from pos.i18n import Texts
    from pos.models import sync_state
    from pos.services import sync_status
    from pos.ui.words import compared_sentence
    from sync.outlet import cycle
    from sync.outlet.transport import HttpTransport

    till = open_till(folder_of(asked), purpose="gerai sync")
    try:
        with till.ctx.store.read() as connection:
            url = sync_state.load(connection).centre_url
        if not url:
            raise NotEnrolled
        with closing(HttpTransport(url)) as transport:
            outcome = cycle.run(till.ctx, transport, till.credentials, Random())
        compared = sync_status.current(till.ctx).compared
    finally:
        till.close()
    if outcome.problem is not None:
        raise outcome.problem
    say(f"Terkirim {outcome.sent} catatan; belum terkirim {outcome.unsent}.")
    if compared is not None:
        say(compared_sentence(compared, Texts()))
    return 0


def status(asked: argparse.Namespace) -> int:
    """Say how the shop stands; works beside an open till."""
    looking = look_at(folder_of(asked))
    try:
        facts = status_facts(looking.ctx)
    finally:
        looking.close()
    if asked.json:
        say_json(facts)
    else:
        say("\n".join(f"{name:16} {value}" for name, value in facts.items()))
    return 0


def status_facts(ctx: Any) -> dict[str, Any]:
    """The facts of `gerai status`."""
    import pos
    from pos.database import is_fixed_version, sqlite_version
    from pos.services import print_queue, shifts, sync_status

    sync_now, paper = sync_status.current(ctx), print_queue.summary(ctx)
    shift = shifts.current_shift(ctx)
    return {
        "outlet": ctx.shop.outlet_name,
        "register": ctx.shop.register_code,
        "gerai": pos.__version__,
        "sqlite": sqlite_version(),
        "sqlite_mode": "normal" if is_fixed_version(sqlite_version()) else "serial",
        "shift_open": shift is not None,
        "shift_number": shift.number if shift else None,
        "sync": sync_now.kind.value,
        "unsent": sync_now.unsent,
        "records": sync_now.total,
        "quarantined": sync_now.quarantined,
        "problem": sync_now.problem,
        "last_sent_at": sync_now.at.isoformat() if sync_now.at else None,
        **compared_facts(sync_now.compared),
        "printer": bool(paper.configured),
        "papers_waiting": paper.waiting,
        "papers_unknown": len(paper.unknown),
        "printer_problem": paper.error,
        **backup_facts(ctx),
    }


def compared_facts(found: Any) -> dict[str, Any]:
    """How a day compared with the centre: one that differs, else the newest; {} before the first look."""
    if found is None:
        return {}
    return {
        "compared_day": found.business_date.isoformat(),
        "compared_at": found.at.isoformat(),
        "transactions_here": found.count_here,
        "transactions_there": found.count_there,
        "total_here": found.total_here,
        "total_there": found.total_there,
        "differing": found.differing,
    }


def backup_facts(ctx: Any) -> dict[str, Any]:
    """The last backup, its copy in the second folder, and what stands in the way of either."""
    from pos.services import backup

    now = backup.standing(ctx)
    trouble = backup.trouble_of(now)
    return {
        "backup_at": now.at.isoformat() if now.at else None,
        "backup_file": now.file,
        "backup_copied_at": now.copied_at.isoformat() if now.copied_at else None,
        "backup_copy": now.copy,
        "backup_problem": type(trouble).__name__ if trouble else "",
    }
