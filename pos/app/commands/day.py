"""`gerai day`: a whole day through the presenters, with a real centre and a real printer when URLs are given."""

import argparse
import time
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from pos.app.build import Till, open_till
from pos.app.commands.common import folder_of, say, say_json
from pos.app.commands.shop import demo_folder, make_demo
from pos.app.demo_staff import DEMO_MARK, STAFF
from pos.app.play import Day, DayResult, sign_in
from pos.domain.money import RUPIAH_MAX
from pos.errors import NotADemoShop, SettingNotAllowed
from pos.services import print_queue, shop, sync_status

SALES_MAX = 100_000
PAPER_WAIT_S = 120.0


def run(asked: argparse.Namespace) -> int:
    """Play the day; the last line is one JSON object."""
    if not 1 <= asked.sales <= SALES_MAX:
        raise SettingNotAllowed(key="--sales", reason=f"1–{SALES_MAX}")
    root = folder_of(asked) if asked.data else demo_folder()
    make_demo(root, asked.outlet)
    if not (root / DEMO_MARK).is_file():
        raise NotADemoShop(folder=str(root))
    till = open_till(root, purpose="gerai day")
    try:
        say_json(play(till, asked))
    finally:
        till.close()
    return 0


def play(till: Till, asked: argparse.Namespace) -> dict[str, Any]:
    """The day on an open till; gives the facts of the last line."""
    if asked.printer:
        till.writer.call(shop.change_settings, till.ctx, {"printer.address": asked.printer})
    if asked.centre and asked.code:
        _enrol(till, asked.centre, asked.code)
    till.start_threads()
    say(f"Gerai {till.ctx.shop.outlet_name} ({till.ctx.shop.register_code}) dibuka.")
    started = time.monotonic()
    cashier, manager = (sign_in(till.ctx, staff[0], staff[3]) for staff in (STAFF[0], STAFF[4]))
    result = Day(till.ctx, cashier, manager, asked.seed).play(asked.sales)
    played = time.monotonic() - started
    papers_left = wait_for_paper(till)
    synced = _sync(till)
    return {**_facts(till, result), "papers_waiting": papers_left, **synced, "seconds": round(played, 3)}


def _enrol(till: Till, url: str, code: str) -> None:
    from sync.outlet.enrol import enrol
    from sync.outlet.transport import HttpTransport

    transport = HttpTransport(url)
    enrol(till.ctx, transport, till.credentials, url=url, code=code)
    transport.close()


def wait_for_paper(till: Till) -> int:
    """Give the printer a bounded while to finish the queue; how many papers are left."""
    until, pause = time.monotonic() + PAPER_WAIT_S, Event()
    while (waiting := print_queue.summary(till.ctx).waiting) and time.monotonic() < until:
        pause.wait(0.05)
    return waiting


def _sync(till: Till) -> dict[str, Any]:
    """Send everything now, when the shop has a centre."""
    from pos.errors import NotEnrolled
    from sync.outlet import cycle
    from sync.outlet.transport import HttpTransport

    with till.ctx.store.read() as connection:
        from pos.models import sync_state

        url = sync_state.load(connection).centre_url
    if not url:
        return {"sent": 0, "unsent": sync_status.current(till.ctx).unsent, "centre": ""}
    assert till.network is not None
    till.network.stop(60.0)
    transport = HttpTransport(url)
    try:
        outcome = cycle.run(till.ctx, transport, till.credentials, Random())
    except NotEnrolled as error:
        raise AssertionError("the address is known") from error
    finally:
        transport.close()
    problem = type(outcome.problem).__name__ if outcome.problem else ""
    return {"unsent": outcome.unsent, "centre": url, "problem": problem}


def _facts(till: Till, result: DayResult) -> dict[str, Any]:
    assert result.total <= RUPIAH_MAX * result.sales
    names = (
        "sales",
        "pieces",
        "total",
        "refunds",
        "voids",
        "exchanges",
        "discounts",
        "cash_movements",
        "refused",
    )
    facts = {name: getattr(result, name) for name in names}
    folder = till.folder
    files = [folder.database, folder.logs / "gerai.log"]
    return {
        **facts,
        "difference": result.difference,
        "outlet": till.ctx.shop.outlet_code,
        "register": till.ctx.shop.register_code,
        "files": [str(path) for path in files if Path(path).exists()],
    }
