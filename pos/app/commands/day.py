"""`gerai day`: a whole day through the presenters, with a real centre and a real printer when URLs are given."""

import argparse
import time
from contextlib import closing
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
from pos.errors import AlreadyEnrolled, GeraiError, NotADemoShop, NotEnrolled, SettingNotAllowed
from pos.models import sync_state
from pos.services import print_queue, shop, sync_status

SALES_MAX = 100_000
PAPER_WAIT_S = 120.0


def run(asked: argparse.Namespace) -> int:
    """Play the day; the last line is one JSON object. Raises, after that line, what kept the records from the centre."""
    if not 1 <= asked.sales <= SALES_MAX:
        raise SettingNotAllowed(key="--sales", reason=f"1–{SALES_MAX}")
    if asked.code and not asked.centre:
        raise SettingNotAllowed(key="--code", reason="--centre?")
    root = folder_of(asked) if asked.data else demo_folder()
    make_demo(root, asked.outlet)
    if not (root / DEMO_MARK).is_file():
        raise NotADemoShop(folder=str(root))
    till = open_till(root, purpose="gerai day")
    try:
        facts, problem = play(till, asked)
        say_json(facts)
    finally:
        till.close()
    if problem is not None:
        raise problem
    return 0


def play(till: Till, asked: argparse.Namespace) -> tuple[dict[str, Any], GeraiError | None]:
    """The day on an open till; gives the facts of the last line, and what stood between it and the centre."""
    if asked.printer:
        till.writer.call(shop.change_settings, till.ctx, {"printer.address": asked.printer})
    if asked.centre:
        _join(till, asked.centre, asked.code)
    till.start_threads()
    say(f"Gerai {till.ctx.shop.outlet_name} ({till.ctx.shop.register_code}) dibuka.")
    started = time.monotonic()
    cashier, manager = (sign_in(till.ctx, staff[0], staff[3]) for staff in (STAFF[0], STAFF[4]))
    result = Day(till.ctx, cashier, manager, asked.seed).play(asked.sales)
    played = time.monotonic() - started
    papers_left = wait_for_paper(till)
    synced, problem = _sync(till)
    facts = {**_facts(till, result), "papers_waiting": papers_left, **synced, "seconds": round(played, 3)}
    return facts, problem


def _join(till: Till, url: str, code: str | None) -> None:
    """Enrol with a code; without one the shop must be joined to that very centre already."""
    from sync.outlet.enrol import enrol
    from sync.outlet.transport import HttpTransport

    if code:
        with closing(HttpTransport(url)) as transport:
            enrol(till.ctx, transport, till.credentials, url=url, code=code)
        return
    joined = _centre(till)
    if not joined:
        raise NotEnrolled
    if joined.rstrip("/") != url.rstrip("/"):
        raise AlreadyEnrolled(centre=joined)


def _centre(till: Till) -> str:
    """The address of the shop's centre, '' where it stands alone."""
    with till.ctx.store.read() as connection:
        return sync_state.load(connection).centre_url


def wait_for_paper(till: Till) -> int:
    """Give the printer a bounded while to finish the queue; how many papers are left."""
    until, pause = time.monotonic() + PAPER_WAIT_S, Event()
    while (waiting := print_queue.summary(till.ctx).waiting) and time.monotonic() < until:
        pause.wait(0.05)
    return waiting


def _sync(till: Till) -> tuple[dict[str, Any], GeraiError | None]:
    """Send everything now, when the shop has a centre; the same facts in each case."""
    from sync.outlet import cycle
    from sync.outlet.transport import HttpTransport

    url, problem = _centre(till), None
    if url:
        assert till.network is not None
        till.network.stop(60.0)
        with closing(HttpTransport(url)) as transport:
            problem = cycle.run(till.ctx, transport, till.credentials, Random()).problem
    now = sync_status.current(till.ctx)
    facts = {
        "sent": now.total - now.unsent,
        "unsent": now.unsent,
        "centre": url,
        "problem": type(problem).__name__ if problem else "",
    }
    return facts, problem


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
