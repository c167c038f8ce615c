"""kill -9 of a real till at random moments, with a real printer socket and a real centre (sync.md §4b).

After every kill: no paid sale lost, none doubled, the cart with its money is back, the chain is whole.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import select

from pos.app.build import look_at, open_till
from pos.app.demo import make_demo_shop
from pos.clock import SystemClock
from pos.ids import SystemIds
from pos.models import print_jobs, refunds, sales
from pos.services import holds, shop, verify
from pos.services.context import Context
from tests.printing.bad_printer import READY, BadPrinter, Manners

READY_S = 60
RECEIPT = re.compile(rb"No\. (GDK1-\d{6})")


class Violation(AssertionError):
    """A promise was broken; the message says which and how to replay."""


@dataclass
class Story:
    """What the cashier was shown, from all lives of the till."""

    path: Path
    paid: dict[str, tuple[str, int]] = field(default_factory=dict)
    returned: dict[str, tuple[str, int]] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    read: int = 0

    def catch_up(self) -> None:
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        for line in lines[self.read :]:
            self.last = tuple(line.split())
            if self.last[0] in {"P", "R"}:
                _, document_id, number, total = self.last
                known = self.paid if self.last[0] == "P" else self.returned
                if known.setdefault(document_id, (number, int(total))) != (number, int(total)):
                    raise Violation(f"{document_id} was shown with two numbers or sums")
        self.read = len(lines)


@contextmanager
def central_serving(folder: Path, *database: str) -> Iterator[tuple[str, str]]:
    """`gerai central serve` in a process of its own; gives its address and a one-time code for GDK."""
    gerai = [sys.executable, "-m", "pos", "central"]
    data = ["--data", str(folder), *database]
    subprocess.run([*gerai, "init", "--demo", *data], check=True, stdout=subprocess.DEVNULL)
    code = json.loads(
        subprocess.run(
            [*gerai, "enrol", "--outlet", "GDK", "--json", *data], check=True, stdout=subprocess.PIPE
        ).stdout
    )["code"]
    server = subprocess.Popen([*gerai, "serve", "--port", "0", *data], stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().split()[-1], code
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


def prepare(root: Path, printer: str, url: str, code: str) -> None:
    """A demo shop with a printer, enrolled."""
    from sync.outlet.enrol import enrol
    from sync.outlet.transport import HttpTransport

    make_demo_shop(root, SystemClock(), SystemIds())
    till = open_till(root, purpose="kill test")
    till.writer.call(shop.change_settings, till.ctx, {"printer.address": printer})
    transport = HttpTransport(url)
    enrol(till.ctx, transport, till.credentials, url=url, code=code)
    transport.close()
    till.close()


def live_and_die(root: Path, notes: Path, random: Random, sales_count: int, *, die: bool) -> str:
    """One life of the till; `die` kills it at a random moment. Gives how it ended."""
    command = [sys.executable, "-m", "tests.crash.till_process", str(root)]
    process = subprocess.Popen(
        [*command, str(random.randrange(2**30)), str(sales_count), str(notes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    first = process.stdout.readline().strip()
    if first != "open":
        raise Violation(f"the till did not start: {process.stderr.read()}")
    if die:
        try:
            process.wait(random.uniform(0.005, 1.2))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
    _, errors = process.communicate(timeout=READY_S * 5)
    if process.returncode == -signal.SIGKILL:
        return "killed"
    if process.returncode != 0:
        raise Violation(f"the till ended with {process.returncode}: {errors[-2000:]}")
    return "finished"


def check(root: Path, story: Story) -> str:
    """All promises after one life; gives the phase in which it ended."""
    looking = look_at(root)
    try:
        ctx = looking.ctx
        _check_sales(ctx, story)
        phase = _check_cart(ctx, story)
        findings = verify.verify(ctx).findings
        if findings:
            raise Violation(f"verify: {findings[:3]}")
        return phase + ("+printing" if _sending(ctx) else "")
    finally:
        looking.close()


def _stored(ctx: Context, table: type = sales.SaleRow) -> dict[str, tuple[str, int]]:
    """Number and total by id."""
    with ctx.store.read() as connection:
        rows = connection.execute(select(table.id, table.number, table.total))
        return {row.id: (row.number, row.total) for row in rows}


def _check_sales(ctx: Context, story: Story) -> None:
    for table, shown in ((sales.SaleRow, story.paid), (refunds.RefundRow, story.returned)):
        stored = _stored(ctx, table)
        lost = {document for document, facts in shown.items() if stored.get(document) != facts}
        if lost:
            raise Violation(f"lost or changed: {lost}")
        if len({number for number, _ in stored.values()}) != len(stored):
            raise Violation("a number twice")


def _check_cart(ctx: Context, story: Story) -> str:
    """Money that the cashier saw as taken is in a cart or in a sale."""
    if not story.last or story.last[0] != "T":
        return {"P": "after a sale", "R": "after a refund", "C": "after a close"}.get(
            story.last[0] if story.last else "", "start"
        )
    _, cart_id, tenders, qris = story.last
    back = holds.load_open_cart(ctx)
    if back is not None and back.id == cart_id:
        if len(back.tenders) < int(tenders):
            raise Violation(f"the cart {cart_id} lost a tender")
        return "between tenders" if int(tenders) else "QRIS shown"
    if cart_id in _stored(ctx):
        return "after commit, before the answer"
    if int(tenders) == 0:
        return "QRIS dropped"
    raise Violation(f"the cart {cart_id} with money is gone (qris {qris})")


def _sending(ctx: Context) -> bool:
    with ctx.store.read() as connection:
        return print_jobs.first_in(connection, ("sending",)) is not None


def check_paper(root: Path, printer: BadPrinter) -> int:
    """No sale is on paper twice unmarked; each is on paper, or in the queue, or in question. Gives the papers."""
    seen: Tally[str] = Tally()
    for payload in printer.papers():
        numbers = RECEIPT.findall(payload)
        if numbers and b"SALINAN" not in payload:
            seen[numbers[0].decode()] += 1
    doubled = [number for number, count in seen.items() if count > 1]
    if doubled:
        raise Violation(f"on paper twice: {doubled}")
    looking = look_at(root)
    try:
        with looking.ctx.store.read() as connection:
            waiting = print_jobs.all_in(connection, ("queued", "unknown", "failed", "blocked"), limit=10_000)
        left = {job.document_id for job in waiting if job.kind == "receipt"}
        missing = [n for sale, (n, _) in _stored(looking.ctx).items() if n not in seen and sale not in left]
    finally:
        looking.close()
    if missing:
        raise Violation(f"neither on paper nor in the queue: {missing[:5]}")
    return sum(seen.values())


def run(kills: int, seed: int) -> dict[str, object]:
    """The whole proof; raises Violation with the seed that replays it."""
    random, phases = Random(seed), Tally()
    with tempfile.TemporaryDirectory(prefix="gerai-kill-") as name:
        folder = Path(name)
        with (
            central_serving(folder / "centre") as (url, code),
            BadPrinter(Manners(answers=READY, proves=True)) as printer,
        ):
            root, story = folder / "shop", Story(folder / "notes")
            prepare(root, printer.url, url, code)
            done = 0
            while done < kills:
                ended = live_and_die(root, story.path, random, 400, die=True)
                done += ended == "killed"
                story.catch_up()
                phases[check(root, story)] += 1
            live_and_die(root, story.path, random, 5, die=False)
            story.catch_up()
            check(root, story)
            papers = check_paper(root, printer)
            return {**_finish(root), "kills": done, "seed": seed, "phases": dict(phases), "papers": papers}


def _finish(root: Path) -> dict[str, object]:
    """Send the rest and compare with the centre."""
    from sync.outlet import cycle
    from sync.outlet.reconcile import compare
    from sync.outlet.transport import HttpTransport

    till = open_till(root, purpose="kill test")
    try:
        with till.ctx.store.read() as connection:
            from pos.models import sync_state

            transport = HttpTransport(sync_state.load(connection).centre_url)
        outcome = cycle.run(till.ctx, transport, till.credentials, Random(1))
        if outcome.problem is not None:
            raise Violation(f"sync: {outcome.problem!r}")
        found = compare(till.ctx, transport, till.credentials)
        transport.close()
    finally:
        till.close()
    if found.findings or found.sales_here != found.sales_there:
        raise Violation(f"the centre differs: {found.findings[:3]}")
    return {"sales": found.sales_here, "at_centre": found.sales_there}
