"""The printer's thread against a misbehaving printer: nothing lost, nothing twice, every wait bounded."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pos.errors import DiskFull
from pos.i18n import Texts
from pos.printing.conversation import Patience, PrinterFacts
from pos.printing.escpos_bytes import encode
from pos.printing.jobs import DRAWER, JobState
from pos.printing.ops import Drawer
from pos.printing.profiles import PAPER_58
from pos.printing.raster import longest_block
from pos.printing.receipt import lay_out
from pos.printing.status import GONE, PrinterState
from pos.printing.transports.choose import transport_for
from pos.printing.transports.transport import Limits, Transport
from pos.printing.worker import FAULT_LOOK_S, IDLE_LOOK_S, LAPSED, RETRY_S, Listeners, PrinterWorker
from tests.printing.bad_printer import COVER_OPEN, NEAR_END, PAPER_OUT, READY, BadPrinter, Manners
from tests.printing.decoder import decode
from tests.printing.papers import SALE
from tests.printing.queue import START, WAIT_S, MemoryQueue, Waits

RECEIPT = encode(lay_out(SALE, 32, Texts("id")), PAPER_58)
KICK = encode((Drawer(),), PAPER_58)
LONG = RECEIPT * 1500
"""More than the sockets' buffers hold, so that a stalled printer is felt."""

PROOF = b"\x1dr\x01"

TALKING = Patience(status_s=5.0, proof_s=5.0, look_s=0.2, linger_s=5.0)
SILENT = Patience(status_s=0.05, proof_s=0.4, look_s=0.1, linger_s=0.2)
QUICK = Limits(connect_s=2.0, stall_s=0.2)

ANSWERS = PrinterFacts(answers=(1, 2, 4), proves=True, closes=True)
MUTE = PrinterFacts(answers=(), proves=False, closes=True)


@dataclass
class Heard:
    """What the listeners were told; can be waited for."""

    states: list[PrinterState] = field(default_factory=list)
    facts: list[PrinterFacts] = field(default_factory=list)
    bugs: list[Exception] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def listeners(self) -> Listeners:
        return Listeners(*(self._noting(kept) for kept in (self.states, self.facts, self.bugs)))

    def _noting(self, kept: list[Any]) -> Callable[[Any], None]:
        def note(told: object) -> None:
            with self.changed:
                kept.append(told)
                self.changed.notify_all()

        return note

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, WAIT_S), self


@dataclass
class Setup:
    queue: MemoryQueue
    heard: Heard
    waits: Waits
    worker: PrinterWorker


@contextmanager
def working(
    url: str | Callable[[], Transport],
    queue: MemoryQueue,
    facts: PrinterFacts = MUTE,
    patience: Patience = TALKING,
    *,
    expire: int = 0,
    limits: Limits = QUICK,
    now: Callable[[], datetime] = lambda: START,
) -> Iterator[Setup]:
    heard, waits = Heard(), Waits(expire)
    connect = url if callable(url) else lambda: transport_for(url, limits)
    worker = PrinterWorker(
        queue, connect, now, facts=facts, listeners=heard.listeners(), patience=patience, wait=waits
    )
    worker.start()
    try:
        yield Setup(queue, heard, waits, worker)
    finally:
        assert worker.stop(WAIT_S)


def with_jobs(*payloads: bytes) -> MemoryQueue:
    queue = MemoryQueue()
    for number, payload in enumerate(payloads, 1):
        queue.put(f"j{number}", payload)
    return queue


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"tcp://127.0.0.1:{server.getsockname()[1]}"


# --- the good way ---------------------------------------------------------------


def test_a_proven_receipt_is_done() -> None:
    """Pre-flight, SENDING durable before the first byte, the whole paper once, GS r 1 answered."""
    queue = with_jobs(RECEIPT)
    sent_before_sending: list[list[bytes]] = []
    with BadPrinter(Manners(answers=READY, proves=True)) as printer:
        queue.before_mark = lambda mark: (
            sent_before_sending.append(printer.papers()) if mark.state is JobState.SENDING else None
        )
        with working(printer.url, queue, ANSWERS):
            done = queue.wait_until("j1", JobState.DONE)
            assert queue.history("j1") == [JobState.SENDING, JobState.DONE]
            assert done.accepted == len(RECEIPT)
        assert sent_before_sending == [[]]
        assert printer.papers() == [RECEIPT + PROOF]
        assert decode(printer.papers()[0], 32, 384).events[-1].what == "ask_queued"


def test_a_printer_without_status_is_done_when_it_has_taken_all() -> None:
    """No question is asked, nothing is appended; closing in good order is the end."""
    queue = with_jobs(RECEIPT)
    with BadPrinter() as printer, working(printer.url, queue, MUTE) as setup:
        queue.wait_until("j1", JobState.DONE)
        assert printer.papers() == [RECEIPT]
        assert [visit.questions for visit in printer.visits] == [[]]
        setup.waits.wait_for(1)
        assert setup.waits.pauses == [None]


def test_jobs_go_one_after_another_and_a_wake_is_enough() -> None:
    """Asleep without a timer until woken; drawer kicks overtake papers."""
    queue = MemoryQueue()
    with BadPrinter() as printer, working(printer.url, queue, MUTE) as setup:
        setup.waits.wait_for(1)
        queue.put("j1", b"\x1b@satu\n")
        queue.put("j2", b"\x1b@dua\n")
        queue.put("laci", KICK, DRAWER)
        setup.worker.wake()
        queue.wait_until("j2", JobState.DONE)
        assert printer.papers() == [KICK, b"\x1b@satu\n", b"\x1b@dua\n"]
        assert set(setup.waits.pauses) == {None}


def test_papers_into_a_file(tmp_path: Path) -> None:
    """A plain file gathers what is printed, job after job."""
    queue = with_jobs(RECEIPT, RECEIPT)
    with working(f"file://{tmp_path}/struk.bin", queue, PrinterFacts()) as setup:
        queue.wait_until("j2", JobState.DONE)
        assert setup.heard.facts[0].answers == ()
    paper = decode((tmp_path / "struk.bin").read_bytes(), 32, 384)
    assert len(paper.happened("init")) == 2
    assert paper.text.count("TOTAL                  Rp162.000") == 2


def test_a_fresh_answer_spares_the_look_before_the_next_job() -> None:
    """The second job within three seconds goes out at once."""
    queue = with_jobs(RECEIPT, RECEIPT)
    with BadPrinter(Manners(answers=READY, proves=True)) as printer, working(printer.url, queue, ANSWERS):
        queue.wait_until("j2", JobState.DONE)
        jobs = [visit for visit in printer.visits if visit.data]
        assert [visit.questions for visit in jobs] == [[], []]
        assert printer.visits[0].questions == [1, 2, 4]


# --- learning what a printer can do ----------------------------------------------


def test_status_proof_and_closing_are_learnt_at_the_start() -> None:
    """Before the first sale it is known what to expect."""
    with (
        BadPrinter(Manners(answers=READY, proves=True)) as printer,
        working(printer.url, MemoryQueue(), PrinterFacts()) as setup,
    ):
        setup.waits.wait_for(1)
        assert setup.heard.facts == [ANSWERS]
        assert setup.heard.states == [PrinterState(drawer_high=True)]
        assert setup.waits.pauses == [IDLE_LOOK_S]


def test_silence_is_learnt_and_never_asked_again() -> None:
    """No status support is no fault: the paper is printed anyway."""
    queue = MemoryQueue()
    with BadPrinter() as printer, working(printer.url, queue, PrinterFacts(), SILENT) as setup:
        setup.waits.wait_for(1)
        assert setup.heard.facts == [MUTE]
        queue.put("j1", RECEIPT)
        setup.worker.wake()
        queue.wait_until("j1", JobState.DONE)
        assert [visit.questions for visit in printer.visits] == [[1, 2, 4], []]


def test_a_printer_that_never_proves_is_not_doubted_at_each_receipt() -> None:
    """It answers its state but not GS r 1: once learnt, handed over is done."""
    facts = PrinterFacts(answers=(1, 2, 4), proves=None, closes=True)
    patience = Patience(status_s=5.0, proof_s=0.3, look_s=0.1, linger_s=5.0)
    queue = with_jobs(RECEIPT, RECEIPT)
    with BadPrinter(Manners(answers=READY)) as printer, working(printer.url, queue, facts, patience) as setup:
        queue.wait_until("j2", JobState.DONE)
        assert printer.papers() == [RECEIPT + PROOF, RECEIPT]
        assert setup.heard.facts[-1].proves is False


def test_a_printer_that_never_closes_is_learnt_too() -> None:
    """The first time it is waited for long, then briefly; still no question to the cashier."""
    queue = with_jobs(RECEIPT, RECEIPT)
    facts = PrinterFacts(answers=(), proves=False)
    with (
        BadPrinter(Manners(close_after_host=False)) as printer,
        working(printer.url, queue, facts, SILENT) as setup,
    ):
        queue.wait_until("j1", JobState.DONE)
        setup.heard.wait_for(lambda: setup.heard.facts[-1].closes is False)
        printer.behave(close_after_host=True)
        queue.wait_until("j2", JobState.DONE)


def test_one_that_used_to_close_and_hangs_is_in_doubt() -> None:
    """All bytes accepted, but no orderly end: UNKNOWN, not resent."""
    queue = with_jobs(RECEIPT)
    with BadPrinter(Manners(close_after_host=False)) as printer:
        with working(printer.url, queue, MUTE, SILENT) as setup:
            assert queue.wait_until("j1", JobState.UNKNOWN).error == "PrinterStalled"
            setup.heard.wait_for(lambda: setup.heard.facts[-1].closes is None)
        assert printer.papers() == [RECEIPT]


# --- not one byte accepted -------------------------------------------------------


def test_a_printer_that_is_off_is_tried_again_with_growing_pauses() -> None:
    """2, 5, 10, 30, 30 s; the job stays QUEUED with its reason and not one try too many."""
    queue = with_jobs(RECEIPT)
    with working(closed_port(), queue, MUTE, expire=5) as setup:
        setup.waits.wait_for(6)
        assert setup.waits.pauses == [*RETRY_S, RETRY_S[-1], RETRY_S[-1]]
        assert set(queue.history("j1")) == {JobState.QUEUED}
        assert {mark.error for mark in queue.marks} == {"PrinterGone"}
        assert setup.heard.states == [GONE]


def test_it_prints_by_itself_when_the_printer_is_back() -> None:
    """Zero bytes were accepted, so resending is safe; success resets the pauses."""
    queue = with_jobs(RECEIPT)
    way = [closed_port()]
    with BadPrinter() as printer, working(lambda: transport_for(way[0], QUICK), queue, MUTE) as setup:
        setup.waits.wait_for(1)
        way[0] = printer.url
        setup.worker.wake()
        setup.waits.wait_for(2)
        assert queue.state("j1") is JobState.DONE
        assert setup.heard.states == [GONE, PrinterState()]
        way[0] = closed_port()
        queue.put("j2", RECEIPT)
        setup.worker.wake()
        setup.waits.wait_for(3)
        assert setup.waits.pauses == [RETRY_S[0], None, RETRY_S[0]]


@pytest.mark.parametrize(("lacks", "error"), [(PAPER_OUT, "PaperOut"), (COVER_OPEN, "CoverOpen")])
def test_a_fault_seen_before_keeps_the_job(lacks: dict[int, int], error: str) -> None:
    """Nothing is sent, the strip says why, and it prints once a person has helped."""
    queue = with_jobs(RECEIPT)
    with BadPrinter(Manners(answers=lacks, proves=True)) as printer:
        with working(printer.url, queue, ANSWERS) as setup:
            setup.waits.wait_for(1)
            assert setup.waits.pauses == [FAULT_LOOK_S]
            assert [(mark.state, mark.error) for mark in queue.marks] == [(JobState.QUEUED, error)]
            assert not printer.papers()
            printer.behave(answers=READY)
            setup.worker.wake()
            queue.wait_until("j1", JobState.DONE)
        assert printer.papers() == [RECEIPT + PROOF]


def test_a_printer_that_closes_at_once_is_busy_not_in_doubt() -> None:
    """One client at a time: the connection ends before anything was sent."""
    queue = with_jobs(RECEIPT)
    with (
        BadPrinter(Manners(answers=READY, close_at=0)) as printer,
        working(printer.url, queue, ANSWERS) as setup,
    ):
        setup.waits.wait_for(1)
        assert queue.history("j1") == [JobState.QUEUED]
        printer.behave(close_at=None, proves=True)
        setup.worker.wake()
        queue.wait_until("j1", JobState.DONE)


def test_sending_that_cannot_be_recorded_sends_nothing() -> None:
    """A full disk at the SENDING mark: no byte leaves, the fault is told, the job waits."""
    queue = with_jobs(RECEIPT)

    def full(mark: object) -> None:
        raise DiskFull

    queue.before_mark = full
    with BadPrinter() as printer, working(printer.url, queue, MUTE) as setup:
        setup.waits.wait_for(1)
        assert not printer.papers()
        assert [type(bug) for bug in setup.heard.bugs] == [DiskFull]
        queue.before_mark = lambda _: None
        setup.worker.wake()
        queue.wait_until("j1", JobState.DONE)


# --- some bytes accepted ---------------------------------------------------------


@pytest.mark.parametrize("manners", [{"stall_at": 500}, {"reset_at": 500}, {"close_at": 500}], ids=str)
def test_any_accepted_byte_and_a_fault_is_unknown_and_never_resent(manners: dict[str, int]) -> None:
    """A person decides; the next job is printed all the same."""
    queue = with_jobs(LONG)
    with (
        BadPrinter(Manners(receive_buffer=4096, **manners)) as printer,
        working(printer.url, queue, MUTE) as setup,
    ):
        unknown = queue.wait_until("j1", JobState.UNKNOWN)
        assert 0 < unknown.accepted <= len(LONG)
        setup.waits.wait_for(1)
        assert setup.waits.pauses == [None]
        assert queue.history("j1") == [JobState.SENDING, JobState.UNKNOWN]
        assert sum(bool(visit.data) for visit in printer.visits) == 1


@pytest.mark.parametrize(("facts", "tail"), [(ANSWERS, PROOF), (MUTE, b"")], ids=["proving", "mute"])
def test_a_link_that_breaks_after_the_last_byte_is_unknown(facts: PrinterFacts, tail: bytes) -> None:
    """Every byte was taken, then the printer was gone: it may have printed, so nothing is resent."""
    queue = with_jobs(RECEIPT)
    manners = Manners(answers=READY if tail else {}, reset_at=len(RECEIPT + tail))
    with BadPrinter(manners) as printer, working(printer.url, queue, facts) as setup:
        unknown = queue.wait_until("j1", JobState.UNKNOWN)
        assert (unknown.accepted, unknown.error) == (len(RECEIPT), "PrinterGone")
        setup.waits.wait_for(1)
        assert queue.history("j1") == [JobState.SENDING, JobState.UNKNOWN]


def test_a_picture_cut_short_is_ended_before_the_next_job() -> None:
    """NUL bytes fill what the printer still takes for a picture; they print nothing."""
    queue = with_jobs(LONG)
    with BadPrinter(Manners(receive_buffer=4096, stall_at=2000)) as printer:
        with working(printer.url, queue, MUTE) as setup:
            queue.wait_until("j1", JobState.UNKNOWN)
            printer.behave(stall_at=None)
            queue.put("j2", RECEIPT)
            setup.worker.wake()
            queue.wait_until("j2", JobState.DONE)
            queue.put("j3", RECEIPT)
            setup.worker.wake()
            queue.wait_until("j3", JobState.DONE)
        second, third = printer.papers()[-2:]
    assert second == bytes(longest_block(RECEIPT)) + RECEIPT
    assert decode(second, 32, 384).text == decode(RECEIPT, 32, 384).text
    assert third == RECEIPT


def test_paper_out_behind_the_last_byte_is_blocked_then_done() -> None:
    """The bytes are inside the printer: it prints by itself, once, and the proof then comes."""
    queue = with_jobs(RECEIPT)
    with BadPrinter(Manners(answers=READY, proves=True)) as printer:
        queue.before_mark = lambda mark: (
            printer.behave(answers=PAPER_OUT) if mark.state is JobState.SENDING else None
        )
        with working(printer.url, queue, ANSWERS) as setup:
            assert queue.wait_until("j1", JobState.BLOCKED).error == "PaperOut"
            setup.heard.wait_for(lambda: setup.heard.states[-1].paper_out)
            printer.behave(answers=READY)
            queue.wait_until("j1", JobState.DONE)
            setup.waits.wait_for(1)
            assert setup.heard.states[-1].ready
        assert printer.papers() == [RECEIPT + PROOF]
        assert queue.history("j1") == [JobState.SENDING, JobState.BLOCKED, JobState.DONE]


def test_a_blocked_printer_that_is_switched_off_is_in_doubt() -> None:
    """Its memory is lost with the power: UNKNOWN, never resent."""
    queue = with_jobs(RECEIPT)
    with BadPrinter(Manners(answers=READY, proves=True)) as printer:
        queue.before_mark = lambda mark: (
            printer.behave(answers=COVER_OPEN) if mark.state is JobState.SENDING else None
        )
        with working(printer.url, queue, ANSWERS):
            queue.wait_until("j1", JobState.BLOCKED)
            printer.behave(reset_at=0)
            assert queue.wait_until("j1", JobState.UNKNOWN).error == "PrinterGone"
        assert sum(RECEIPT in bytes(visit.data) for visit in printer.visits) == 1


def test_one_that_used_to_answer_and_falls_silent_is_in_doubt_once() -> None:
    """UNKNOWN, and the next job learns anew what stands there now."""
    queue = with_jobs(RECEIPT)
    patience = Patience(status_s=0.3, proof_s=0.3, look_s=0.1, linger_s=2.0)
    with BadPrinter(Manners(answers=READY, proves=True)) as printer:
        queue.before_mark = lambda mark: (
            printer.behave(answers={}, proves=False) if mark.state is JobState.SENDING else None
        )
        with working(printer.url, queue, ANSWERS, patience) as setup:
            assert queue.wait_until("j1", JobState.UNKNOWN).error == "PrinterGone"
            setup.heard.wait_for(lambda: setup.heard.facts[-1].answers is None)
            queue.put("j2", RECEIPT)
            setup.worker.wake()
            queue.wait_until("j2", JobState.DONE)
            setup.heard.wait_for(lambda: setup.heard.facts[-1].answers == ())


def test_noise_and_automatic_status_are_no_proof() -> None:
    """Whatever comes in that does not answer GS r 1: the job is not DONE by it."""
    queue = with_jobs(RECEIPT)
    patience = Patience(status_s=5.0, proof_s=0.3, look_s=0.1, linger_s=5.0)
    manners = Manners(answers=READY, greeting=b"\x14\x00\x00\x0f", noise=b"\x11\x93")
    with BadPrinter(manners) as printer, working(printer.url, queue, ANSWERS, patience):
        assert queue.wait_until("j1", JobState.UNKNOWN).error == "PrinterStalled"


# --- the drawer ------------------------------------------------------------------


def test_a_stale_kick_lapses() -> None:
    """A drawer never springs open by itself later; ten seconds are the limit."""
    queue = MemoryQueue()
    queue.put("old", KICK, DRAWER, age_s=11)
    queue.put("new", KICK, DRAWER, age_s=10)
    with BadPrinter() as printer, working(printer.url, queue, MUTE):
        queue.wait_until("new", JobState.DONE)
        assert queue.wait_until("old", JobState.FAILED).error == LAPSED
        assert printer.papers() == [KICK]


def test_a_kick_that_waited_for_the_connection_lapses_too() -> None:
    """The clock is read again before the first byte."""
    moments = iter([START, START.replace(second=30), START.replace(second=30)])
    queue = MemoryQueue()
    queue.put("laci", KICK, DRAWER)
    with BadPrinter() as printer, working(printer.url, queue, MUTE, now=lambda: next(moments)):
        queue.wait_until("laci", JobState.FAILED)
        assert queue.history("laci") == [JobState.FAILED]
        assert not printer.papers()


def test_a_kick_asks_nothing_first() -> None:
    """Change is given though the paper is out; no proof is waited for."""
    queue = MemoryQueue()
    queue.put("laci", KICK, DRAWER)
    with BadPrinter(Manners(answers=PAPER_OUT, proves=True)) as printer:
        with working(printer.url, queue, ANSWERS) as setup:
            queue.wait_until("laci", JobState.DONE)
            setup.waits.wait_for(1)
            assert setup.heard.states[-1].paper_out
        assert printer.papers() == [KICK]
        assert next(visit for visit in printer.visits if visit.data).questions == []


# --- the thread itself -----------------------------------------------------------


class Broken:
    """A wire with a bug in our own code."""

    two_way = False

    def open(self) -> None:
        pass

    def write(self, data: bytes) -> None:
        raise ZeroDivisionError

    def read(self, budget_s: float) -> bytes:
        return b""

    def finish(self, budget_s: float) -> bool:
        return True

    def close(self) -> None:
        pass


def test_a_bug_while_sending_leaves_unknown_and_a_living_thread() -> None:
    """Reported once, not resent, and the next job is served."""
    queue = with_jobs(RECEIPT)
    wires: list[Transport] = [Broken()]
    with BadPrinter() as printer:
        with working(lambda: wires.pop() if wires else transport_for(printer.url), queue, MUTE) as setup:
            queue.wait_until("j1", JobState.UNKNOWN)
            setup.waits.wait_for(1)
            assert [type(bug) for bug in setup.heard.bugs] == [ZeroDivisionError]
            queue.put("j2", RECEIPT)
            setup.worker.wake()
            queue.wait_until("j2", JobState.DONE)
        assert printer.papers() == [RECEIPT]


def test_a_bug_of_the_queue_is_reported_with_pauses_between() -> None:
    """No spinning: each failure waits longer."""
    queue = MemoryQueue()

    def broken() -> None:
        raise LookupError

    queue.before_take = broken
    with working(closed_port(), queue, MUTE, expire=2) as setup:
        setup.waits.wait_for(3)
        assert setup.waits.pauses == list(RETRY_S[:3])
        assert [type(bug) for bug in setup.heard.bugs] == [LookupError] * 3


def test_preparing_runs_once_on_the_thread_and_its_failure_stops_nothing() -> None:
    """Loading the library happens where the time is."""
    queue = with_jobs(RECEIPT)
    heard, calls = Heard(), []

    def prepare() -> None:
        calls.append(1)
        raise ImportError

    with BadPrinter() as printer:
        worker = PrinterWorker(
            queue, lambda: transport_for(printer.url), lambda: START,
            facts=MUTE, listeners=heard.listeners(), prepare=prepare,
        )  # fmt: skip
        worker.start()
        queue.wait_until("j1", JobState.DONE)
        assert worker.stop(WAIT_S)
    assert calls == [1]
    assert [type(bug) for bug in heard.bugs] == [ImportError]


def test_an_idle_printer_is_looked_at() -> None:
    """Near-end and cable faults show before the next sale; only changes are told."""
    with (
        BadPrinter(Manners(answers=READY, proves=True)) as printer,
        working(printer.url, MemoryQueue(), ANSWERS) as setup,
    ):
        setup.waits.wait_for(1)
        printer.behave(answers=NEAR_END)
        setup.waits.let(2)
        setup.worker.wake()
        setup.waits.wait_for(4)
        assert [state.paper_low for state in setup.heard.states] == [False, True]
        assert set(setup.waits.pauses) == {IDLE_LOOK_S}


def test_stopping_is_bounded_wherever_the_thread_is() -> None:
    """Idle, in a pause, beside a blocked printer; before it was started, too."""
    never = PrinterWorker(MemoryQueue(), lambda: transport_for(closed_port()), lambda: START)
    assert never.stop(0.1)
    with working(closed_port(), with_jobs(RECEIPT), MUTE) as setup:
        setup.waits.wait_for(1)
    queue = with_jobs(RECEIPT)
    with BadPrinter(Manners(answers=READY, proves=True)) as printer:
        queue.before_mark = lambda mark: (
            printer.behave(answers=PAPER_OUT) if mark.state is JobState.SENDING else None
        )
        with working(printer.url, queue, ANSWERS):
            queue.wait_until("j1", JobState.BLOCKED)
    assert queue.state("j1") is JobState.BLOCKED


def test_stopping_while_a_proof_is_due_leaves_a_question() -> None:
    """The paper may be out: the next start asks, nothing is resent."""
    queue = with_jobs(RECEIPT)
    with BadPrinter(Manners(answers=READY)) as printer, working(printer.url, queue, ANSWERS):
        printer.wait_for(lambda: any(RECEIPT in bytes(visit.data) for visit in printer.visits))
    assert queue.marks[-1].state is JobState.UNKNOWN
    assert queue.marks[-1].error == "Stopped"


def test_a_transport_gone_while_asking_is_no_doubt() -> None:
    """The connection breaks in the pre-flight: nothing of the job was sent."""
    queue = with_jobs(RECEIPT)
    with (
        BadPrinter(Manners(answers={}, close_at=0)) as printer,
        working(printer.url, queue, ANSWERS) as setup,
    ):
        setup.waits.wait_for(1)
        assert queue.marks[-1].error == "PrinterGone"
        assert queue.state("j1") is JobState.QUEUED
