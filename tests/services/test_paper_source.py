"""The queue over the real store, also with the real thread and a real socket: each paper once, none in the way."""

import threading
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest

from pos.errors import DiskFull, PaperNotMade, PapersHeld
from pos.models import print_jobs
from pos.printing.conversation import Patience, PrinterFacts
from pos.printing.jobs import JobState
from pos.printing.transports.choose import transport_for
from pos.printing.transports.transport import Limits
from pos.printing.worker import Listeners, PrinterWorker
from pos.services import print_queue, printer_facts, shop
from pos.services.paper_source import PaperSource
from tests.builders import sell
from tests.printing.bad_printer import PAPER_OUT, READY, BadPrinter, Manners
from tests.printing.queue import WAIT_S

PROOF = b"\x1dr\x01"
QUICK = Patience(status_s=2.0, proof_s=2.0, look_s=0.05, linger_s=2.0)
MUTE = PrinterFacts(answers=(), proves=False, closes=True)
TALKS = PrinterFacts(answers=(1, 2, 4), proves=True, closes=True)


class Watched(PaperSource):
    """The real source; a test can wait for what is marked."""

    def __init__(self, ctx):
        super().__init__(ctx)
        self.marks = []
        self.changed = threading.Condition()

    def mark(self, job_id, state, **facts):
        super().mark(job_id, state, **facts)
        with self.changed:
            self.marks.append((job_id, state))
            self.changed.notify_all()

    def wait_for(self, condition):
        with self.changed:
            assert self.changed.wait_for(condition, WAIT_S), self.marks

    def count(self, state):
        return sum(s is state for _, s in self.marks)


@contextmanager
def printing(ctx, printer, facts=MUTE, bugs=None):
    """The real thread at a printer; `bugs` takes what it reports, without it nothing may be reported."""
    source, reported = Watched(ctx), [] if bugs is None else bugs
    worker = PrinterWorker(
        source, lambda: transport_for(printer.url, Limits(connect_s=2.0, stall_s=0.2)), ctx.clock.now, facts=facts,
        listeners=Listeners(bug=reported.append), patience=QUICK, wait=lambda event, _s: event.wait(WAIT_S),
    )  # fmt: skip
    ctx.wake_printer = worker.wake
    worker.start()
    try:
        yield source
    finally:
        assert worker.stop(WAIT_S)
        ctx.wake_printer = lambda: None
    assert reported == [] or bugs is not None


@pytest.fixture
def configured(ctx, open_shift):
    values = {"printer.address": "tcp://127.0.0.1:9", "drawer.on_cash": False}
    ctx.writer.call(shop.change_settings, ctx, values)
    return ctx


def jobs(ctx, *states):
    with ctx.store.read() as connection:
        return print_jobs.all_in(connection, states or tuple(s.value for s in JobState), limit=1000)


def states(ctx):
    return [job.state for job in jobs(ctx)]


def test_the_oldest_paper_is_taken_and_stays_until_marked(configured, rani):
    """Taking twice without a mark gives the same job; SENDING keeps its bytes and their hash."""
    sell(configured, rani)
    sell(configured, rani)
    source = PaperSource(configured)
    first = source.take()
    assert source.take() == first
    source.mark(first.id, JobState.SENDING)
    with configured.store.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT payload, length(payload_hash) FROM print_job WHERE id = ?", (first.id,)
        )
        assert tuple(row.one()) == (first.payload, 32)
    source.mark(first.id, JobState.DONE, bytes_accepted=len(first.payload))
    assert source.take().id != first.id


def test_a_drawer_comes_before_every_paper(configured, rani):
    """However many papers wait in front."""
    for _ in range(3):
        sell(configured, rani)
    configured.writer.call(shop.change_settings, configured, {"drawer.on_cash": True})
    sell(configured, rani)
    assert PaperSource(configured).take().kind == "drawer"


def test_old_papers_are_held_back_until_somebody_asks(configured, rani, clock):
    """After 15 minutes the buyers have left: newer ones go first, the old ones only on request."""
    for _ in range(2):
        sell(configured, rani)
    old = [job.id for job in jobs(configured)]
    source = PaperSource(configured)
    clock.advance(minutes=14)
    assert source.take().id == old[0]
    clock.advance(minutes=2)
    assert source.take() is None
    summary = print_queue.summary(configured)
    assert (summary.waiting, summary.error) == (2, PapersHeld.__name__)
    sell(configured, rani)
    assert source.take().id not in old
    assert print_queue.summary(configured).error == ""
    configured.writer.call(print_queue.print_waiting, configured)
    assert source.take().id == old[0]
    clock.advance(minutes=16)
    assert source.take() is None


def test_a_hundred_old_papers_hide_nothing(configured, rani, clock):
    """The printer was off for a week: the next buyer's drawer and receipt come all the same."""
    with configured.store.write() as connection:
        at = clock.now()
        print_jobs.insert_jobs(connection, [
            print_jobs.StoredJob(f"old-{n}", f"d{n}", "receipt", 0, "queued", 0, "", 1, at, at) for n in range(150)
        ])  # fmt: skip
    clock.advance(days=7)
    configured.writer.call(shop.change_settings, configured, {"drawer.on_cash": True})
    sell(configured, rani)
    source = PaperSource(configured)
    kick = source.take()
    assert kick.kind == "drawer"
    source.mark(kick.id, JobState.DONE)
    assert source.take().kind == "receipt"


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=-365)])
def test_a_clock_that_jumps_loses_no_paper(configured, rani, clock, jump):
    """Forward: held back until asked for. Backward: printed as usual."""
    sell(configured, rani)
    clock.at += jump
    source = PaperSource(configured)
    assert (source.take() is None) == (jump > timedelta(0))
    configured.writer.call(print_queue.print_waiting, configured)
    assert source.take() is not None


def test_a_paper_that_cannot_be_made_lets_the_others_go(configured, rani):
    """A bug in one: said at the first try, failed and passed over at the second."""
    with configured.store.write() as connection:
        at = configured.clock.now()
        bad = print_jobs.StoredJob("bad", "nowhere", "receipt", 0, "queued", 0, "", 1, at, at)
        print_jobs.insert_jobs(connection, [bad])
    sell(configured, rani)
    source = PaperSource(configured)
    with pytest.raises(AssertionError):
        source.take()
    assert source.take().kind == "receipt"
    with configured.store.read() as connection:
        failed = print_jobs.load(connection, "bad")
    assert (failed.state, failed.error) == ("failed", PaperNotMade.__name__)
    assert print_queue.summary(configured).error == PaperNotMade.__name__


def test_a_drawer_is_no_paper_that_waits(configured, rani, clock):
    """A kick that came too late is over: no strip, no question, and it never springs open on request."""
    configured.writer.call(
        shop.change_settings, configured, {"drawer.on_cash": True, "receipt.printing": False}
    )
    sell(configured, rani)
    kick = jobs(configured)[0]
    source = PaperSource(configured)
    for state in (JobState.QUEUED, JobState.UNKNOWN, JobState.FAILED):
        source.mark(kick.id, state, error="Lapsed")
        summary = print_queue.summary(configured)
        assert (summary.waiting, summary.error, summary.unknown) == (0, "", ())
    configured.writer.call(print_queue.print_waiting, configured)
    assert states(configured) == ["failed"]


def test_after_a_stop_nothing_on_its_way_is_sent_again(configured, rani):
    """SENDING and BLOCKED are in doubt; a person answers, and only then they end."""
    for _ in range(3):
        sell(configured, rani)
    one, two, three = jobs(configured)
    source = PaperSource(configured)
    source.mark(one.id, JobState.SENDING)
    source.mark(two.id, JobState.BLOCKED, error="PaperOut")
    assert configured.writer.call(print_queue.after_restart, configured) == 2
    assert [job.id for job in print_queue.summary(configured).unknown] == [one.id, two.id]
    assert source.take().id == three.id
    call = configured.writer.call
    call(print_queue.settle_unknown, configured, job_id=one.id, came_out=True)
    call(print_queue.settle_unknown, configured, job_id=two.id, came_out=False)
    call(print_queue.settle_unknown, configured, job_id=three.id, came_out=True)
    call(print_queue.settle_unknown, configured, job_id="nobody", came_out=True)
    assert states(configured) == ["done", "cancelled", "queued"]


def test_every_receipt_comes_out_once(configured, rani):
    """A real printer with status: thirty sales, thirty papers, each proven, in order."""
    with (
        BadPrinter(Manners(answers=READY, proves=True)) as printer,
        printing(configured, printer, TALKS) as source,
    ):
        for _ in range(30):
            sell(configured, rani)
        source.wait_for(lambda: source.count(JobState.DONE) == 30)
        papers = printer.papers()
    numbers = [f"GDK1-{n:06d}".encode() for n in range(1, 31)]
    assert len(papers) == 30
    assert all(number in paper for number, paper in zip(numbers, papers, strict=True))
    assert set(states(configured)) == {"done"}


def test_a_dead_printer_delays_no_sale(configured, rani):
    """Nobody listens: the sales are done, their papers wait, and come out when it is back."""
    with BadPrinter() as printer:
        gone = printer.url
        printer.behave(reset_at=0)
        with printing(configured, printer) as source:
            for _ in range(5):
                assert sell(configured, rani).sale.total == 125_000
            source.wait_for(lambda: print_queue.summary(configured).error == "PrinterGone")
            assert print_queue.summary(configured).waiting == 5
            printer.behave(reset_at=None)
            configured.writer.call(print_queue.print_waiting, configured)
            source.wait_for(lambda: source.count(JobState.DONE) == 5)
        counts = Counter(paper.count(b"No. GDK1-") for paper in printer.papers())
    assert counts == {1: 5}, gone


def test_a_torn_paper_is_in_doubt_and_never_sent_again(configured, rani):
    """The link breaks in the middle: UNKNOWN, the next paper goes on, nothing twice."""
    with BadPrinter(Manners(reset_at=200)) as printer, printing(configured, printer) as source:
        sell(configured, rani)
        source.wait_for(lambda: source.count(JobState.UNKNOWN) + source.count(JobState.DONE) == 1)
        printer.behave(reset_at=None)
        sell(configured, rani)
        source.wait_for(lambda: (jobs(configured)[1].id, JobState.DONE) in source.marks)
        papers = printer.papers()
    assert sum(b"GDK1-000001" in paper for paper in papers) <= 1
    assert sum(b"GDK1-000002" in paper for paper in papers) == 1


def test_no_paper_in_the_printer_is_sent_twice(configured, rani):
    """Paper out in the middle: the bytes are inside, it is BLOCKED, and comes out by itself."""
    with (
        BadPrinter(Manners(answers=READY, proves=False)) as printer,
        printing(configured, printer, TALKS) as source,
    ):
        sell(configured, rani)
        printer.wait_for(lambda: any(PROOF in visit.data for visit in printer.visits))
        printer.behave(answers=PAPER_OUT)
        source.wait_for(lambda: source.count(JobState.BLOCKED) == 1)
        printer.behave(answers=READY, proves=True)
        source.wait_for(lambda: source.count(JobState.DONE) == 1)
        assert len(printer.papers()) == 1


class Noticing(list):
    """Bugs as they are reported; a test can wait for them."""

    def __init__(self):
        super().__init__()
        self.came = threading.Event()

    def append(self, bug):
        super().append(bug)
        self.came.set()


def test_a_disk_that_fills_up_prints_nothing_twice(configured, rani):
    """SENDING cannot be kept: not a byte goes out; with room again the paper comes, once."""
    sell(configured, rani)
    with configured.store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(
            "CREATE TRIGGER much AFTER UPDATE ON print_job BEGIN"
            " INSERT INTO free_text VALUES (hex(randomblob(9)), 'x', hex(zeroblob(200000))); END"
        )
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")
    bugs = Noticing()
    with BadPrinter() as printer, printing(configured, printer, bugs=bugs) as source:
        assert bugs.came.wait(WAIT_S)
        assert [type(bug) for bug in bugs] == [DiskFull]
        assert printer.papers() == []
        assert states(configured) == ["queued"]
        with configured.store.write() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
            connection.exec_driver_sql("DROP TRIGGER much")
        configured.wake_printer()
        source.wait_for(lambda: source.count(JobState.DONE) == 1)
        assert len(printer.papers()) == 1


def test_what_is_known_of_a_printer_is_kept_with_its_address(ctx):
    """Another address, or a damaged note, begins with nothing."""
    printer_facts.keep(ctx, "tcp://a:9100", TALKS)
    assert printer_facts.load(ctx, "tcp://a:9100") == TALKS
    assert printer_facts.load(ctx, "tcp://b:9100") == PrinterFacts()
    ctx.writer.call(shop.change_settings, ctx, {printer_facts.KEY: '{"address": 1'})
    assert printer_facts.load(ctx, "tcp://a:9100") == PrinterFacts()
