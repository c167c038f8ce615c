"""A whole seeded day: presenters, a real centre in its own process, a real printer socket; both sides and the paper agree."""

import json
import re
from collections import Counter
from random import Random

import pytest

from pos.app.build import look_at, open_till
from pos.app.commands.day import wait_for_paper
from pos.app.demo import make_demo_shop
from pos.app.demo_staff import STAFF
from pos.app.play import Day, sign_in
from pos.clock import SystemClock
from pos.ids import SystemIds
from pos.models import print_jobs
from pos.services import refunds, shifts, shop, sync_status, verify
from sync.central.services import registers
from sync.central.services import verify as central_verify
from sync.central.store import open_central_store
from sync.outlet import cycle
from sync.outlet.enrol import enrol
from sync.outlet.reconcile import compare
from sync.outlet.transport import HttpTransport
from tests.crash.kill import central_serving
from tests.printing.bad_printer import READY, BadPrinter, Manners
from tests.printing.decoder import decode

SALES = 105
"""So many that every event of a day happens: refunds, a void, an exchange, a drop to the safe."""

NUMBER = re.compile(r"No\. (GDK1-R?\d{5,6})")
TOTAL = re.compile(r"^(GDK1-R?\d{5,6}) +Total Rp([\d.]+)$")


def join(till, url, code):
    transport = HttpTransport(url)
    enrol(till.ctx, transport, till.credentials, url=url, code=code)
    return transport


def play(till):
    cashier, manager = (sign_in(till.ctx, person[0], person[3]) for person in (STAFF[0], STAFF[4]))
    day = Day(till.ctx, cashier, manager, seed=17141)
    return day, day.play(SALES)


def rupiah(text):
    return int(text.replace(".", ""))


@pytest.fixture
def root(tmp_path):
    make_demo_shop(tmp_path / "shop", SystemClock(), SystemIds())
    return tmp_path / "shop"


def test_a_day_is_the_same_at_the_till_at_the_centre_and_on_paper(root, tmp_path):
    """Sound on both sides, equal day by day, every receipt once with the right total, and no copy by itself."""
    with (
        central_serving(tmp_path / "centre") as (url, code),
        BadPrinter(Manners(answers=READY, proves=True)) as printer,
    ):
        till = open_till(root, purpose="test")
        till.writer.call(shop.change_settings, till.ctx, {"printer.address": printer.url})
        transport = join(till, url, code)
        till.start_threads()
        _, result = play(till)
        assert wait_for_paper(till) == 0
        till.network.stop(20)
        outcome = cycle.run(till.ctx, transport, till.credentials, Random(1))
        assert (outcome.problem, outcome.unsent) == (None, 0)
        compared = compare(till.ctx, transport, till.credentials)
        transport.close()
        assert compared.findings == ()
        assert compared.sales_here == compared.sales_there == result.sales + result.exchanges
        assert compared.total_here == compared.total_there
        assert sync_status.current(till.ctx).kind == "synced"
        sold = refunds.recent_sales(till.ctx, 1_000)
        till.close()
        papers = printer.papers()
    counts = (result.sales, result.voids, result.exchanges, result.refunds > 0, result.cash_movements)
    assert counts == (SALES, 1, 1, True, 3)
    _till_is_sound(root, result)
    _centre_is_sound(tmp_path / "centre" / "central.db")
    _papers_are_right(papers, sold, result)


def _till_is_sound(root, result):
    looking = look_at(root)
    report = verify.verify(looking.ctx)
    assert report.findings == ()
    assert report.sales == result.sales + result.exchanges
    assert shifts.current_shift(looking.ctx) is None
    with looking.ctx.store.read() as connection:
        states = Counter(job.state for job in print_jobs.all_in(connection, _STATES, limit=10_000))
    assert set(states) == {"done"}
    looking.close()


_STATES = ("queued", "sending", "done", "blocked", "unknown", "failed", "cancelled")


def _centre_is_sound(path):
    store = open_central_store(f"sqlite:///{path}")
    callers = store.run(registers.callers)
    assert len(callers) == 1
    assert store.run(lambda k: central_verify.faults_of(k, callers[0])) == ()
    assert store.run(lambda k: central_verify.quarantined(k, callers[0])) == ()
    store.close()


def _papers_are_right(papers, sold, result):
    """What the decoder of our own reads on each paper, against the sales that the till knows."""
    printed = [decode(paper, 32, 384) for paper in papers]
    assert all(paper.overflows == 0 for paper in printed)
    texts = ["\n".join(paper.text) for paper in printed]
    assert not any("SALINAN" in text for text in texts)
    numbers = Counter(found for text in texts for found in NUMBER.findall(text))
    assert set(numbers.values()) == {1}
    receipts = {number for number in numbers if "-R" not in number}
    assert receipts == {stored.sale.number for stored in sold}
    totals = {
        match[1]: rupiah(match[2])
        for paper in printed
        for line in paper.text
        if (match := TOTAL.match(line.strip()))
    }
    assert {stored.sale.number: stored.sale.total for stored in sold} == {n: totals[n] for n in receipts}
    assert sum("TUTUP" in text.upper() for text in texts) >= 1
    assert sum(len(paper.happened("drawer")) for paper in printed) >= result.cash_movements


def test_a_day_without_anybody_is_a_day(root):
    """No printer, no centre: the same sales, the same books, and everything waits to be sent."""
    till = open_till(root, purpose="test")
    till.start_threads()
    day, result = play(till)
    till.close()
    _till_alone(root, day, result)


def _till_alone(root, day, result):
    looking = look_at(root)
    assert verify.verify(looking.ctx).findings == ()
    status = sync_status.current(looking.ctx)
    assert status.kind == "alone"
    assert status.unsent == status.total
    assert {sale.id for sale in day.sold} <= {s.sale.id for s in refunds.recent_sales(looking.ctx, 1_000)}
    assert result.total > 0
    looking.close()
    log = root / "logs" / "gerai.log"
    lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    assert [line for line in lines if line["level"] in {"ERROR", "CRITICAL", "WARNING"}] == []
