"""The thread of one printing device: takes jobs, looks at the printer, sends, records what became of them.

A fault of the printer never leaves this thread but as a job's state and a status light (hardware.md §0.8).
It sleeps until woken; only a failed try and an idle look at the printer are timed.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from time import monotonic

from pos.errors import PrinterGone, PrinterStalled, Trouble
from pos.printing.conversation import NOTHING_KNOWN, USUAL_PATIENCE, Patience, PrinterFacts, look
from pos.printing.delivery import Delivery, Outcome, left_open, name_of
from pos.printing.jobs import DRAWER, JobSource, JobState, PrintJob
from pos.printing.status import GONE, PrinterState
from pos.printing.transports.transport import Transport

RETRY_S = (2.0, 5.0, 10.0, 30.0)
"""Pauses after tries in which not one byte was accepted; the last repeats."""

FAULT_LOOK_S = 3.0
IDLE_LOOK_S = 20.0
FRESH_S = 3.0
"""How old an answer may be to spare the look before a job."""

LAPSED = "Lapsed"


def _ignore(_: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Told from the printer's thread: the printer's state, facts worth storing, a bug. They must not block."""

    state: Callable[[PrinterState], None] = _ignore
    facts: Callable[[PrinterFacts], None] = _ignore
    bug: Callable[[Exception], None] = _ignore


class Turn(Enum):
    """How one turn of the loop ended.

    WORKED goes on at once, IDLE rests until woken, WAITING is a printer that says what it lacks (a person
    stands there with the new roll), FAILED a try in vain.
    """

    WORKED = auto()
    IDLE = auto()
    WAITING = auto()
    FAILED = auto()


class PrinterWorker:
    """One printing device. `connect` makes a transport for one connection; `now` tells aware UTC."""

    def __init__(
        self,
        source: JobSource,
        connect: Callable[[], Transport],
        now: Callable[[], datetime],
        *,
        name: str = "printer",
        facts: PrinterFacts = NOTHING_KNOWN,
        listeners: Listeners = Listeners(),
        patience: Patience = USUAL_PATIENCE,
        prepare: Callable[[], None] = lambda: None,
        wait: Callable[[threading.Event, float | None], bool] = threading.Event.wait,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """`prepare` runs once on the thread (loading python-escpos); `wait` and `seconds` are for tests."""
        self._source = source
        self._connect = connect
        self._now = now
        self._facts = facts
        self._listeners = listeners
        self._patience = patience
        self._prepare = prepare
        self._wait = wait
        self._seconds = seconds
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._failures = 0
        self._clearing = 0
        self._state: PrinterState | None = None
        self._seen_at: float | None = None

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There may be a job, or a reason to try again at once; returns immediately, from any thread."""
        self._woken.set()

    def stop(self, timeout_s: float = 8.0) -> bool:
        """Ask the thread to end after what it is waiting for; says whether it did within `timeout_s`."""
        self._stopping.set()
        self._woken.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._guarded(self._start_up)
        while not self._stopping.is_set():
            self._woken.clear()
            turn = self._guarded(self._turn)
            if turn is not Turn.WORKED and not self._stopping.is_set():
                self._rest(turn)

    def _guarded(self, action: Callable[[], Turn]) -> Turn:
        """The thread's border: a bug is reported and the thread lives on."""
        try:
            return action()
        except Exception as bug:  # the one broad place of this package (CONTRIBUTING rule 11)
            self._listeners.bug(bug)
            return Turn.FAILED

    def _rest(self, turn: Turn) -> None:
        """Wait to be woken; after a failure for a growing pause, else until it is time to look."""
        if turn is Turn.FAILED:
            pause = RETRY_S[min(self._failures, len(RETRY_S) - 1)]
            self._failures += 1
            self._wait(self._woken, pause)
        elif turn is Turn.WAITING:
            self._wait(self._woken, FAULT_LOOK_S)
        elif not self._wait(self._woken, self._idle_s()):
            self._guarded(self._look)

    def _idle_s(self) -> float | None:
        """A printer without status is never asked in vain: then there is nothing to wake up for."""
        return None if self._facts.answers == () else IDLE_LOOK_S

    def _start_up(self) -> Turn:
        self._prepare()
        return self._look()

    def _look(self) -> Turn:
        """Ask an idle printer how it is, over a short connection; learn what it answers and if it closes."""
        if self._idle_s() is None:
            return Turn.IDLE
        transport = self._connect()
        try:
            transport.open()
            facts, state = look(transport, self._facts, self._patience, self._seconds)
            self._keep(facts)
            if state:
                self._see(state)
        except (PrinterGone, PrinterStalled):
            self._see(GONE)
        finally:
            transport.close()
        return Turn.IDLE

    def _turn(self) -> Turn:
        job = self._source.take()
        if job is None:
            return Turn.IDLE
        if job.lapsed(self._now()):
            self._source.mark(job.id, JobState.FAILED, error=LAPSED)
            return Turn.WORKED
        transport = self._connect()
        try:
            return self._carry(job, transport)
        finally:
            transport.close()

    def _carry(self, job: PrintJob, transport: Transport) -> Turn:
        delivery = Delivery(
            job, transport, self._facts, self._patience, self._clearing, self._stopping.is_set, self._seconds
        )
        try:
            transport.open()
            fault = self._fault_before(delivery)
        except (PrinterGone, PrinterStalled):
            self._see(GONE)
            fault = PrinterGone()
        if fault:
            self._source.mark(job.id, JobState.QUEUED, error=name_of(fault))
            return Turn.FAILED if isinstance(fault, PrinterGone) else Turn.WAITING
        if job.lapsed(self._now()):
            return Turn.WORKED
        return self._send(delivery)

    def _fault_before(self, delivery: Delivery) -> Trouble | None:
        """What speaks against sending now; a drawer kick asks nothing, a fresh good answer will do."""
        if delivery.job.kind == DRAWER or self._fresh():
            return None
        state = delivery.check()
        self._keep(delivery.facts)
        if state:
            self._see(state)
        return state.trouble() if state else None

    def _send(self, delivery: Delivery) -> Turn:
        """Make SENDING durable, send, record. A bug on the way leaves the job UNKNOWN, never to be resent."""
        job = delivery.job
        self._source.mark(job.id, JobState.SENDING)
        outcome = Outcome(JobState.UNKNOWN, self._facts, len(job.payload))
        try:
            outcome = delivery.send()
        finally:
            self._record(job, outcome)
        if outcome.state is JobState.BLOCKED:
            later = delivery.watch()
            if later:
                self._record(job, later)
        elif outcome.state is JobState.DONE and delivery.facts.closes is not False:
            with suppress(PrinterGone, PrinterStalled):
                delivery.transport.finish(self._patience.linger_s)
        return Turn.FAILED if outcome.state is JobState.QUEUED else Turn.WORKED

    def _record(self, job: PrintJob, outcome: Outcome) -> None:
        self._source.mark(job.id, outcome.state, bytes_accepted=outcome.bytes_accepted, error=outcome.error)
        self._keep(outcome.facts)
        self._clearing = left_open(job, outcome, self._clearing)
        if outcome.state is JobState.QUEUED:
            self._see(GONE)
            return
        self._failures = 0
        if outcome.state is JobState.DONE:
            self._see(self._after(job, outcome.printer))
        elif outcome.printer:
            self._see(outcome.printer)

    def _after(self, job: PrintJob, seen: PrinterState | None) -> PrinterState:
        """The state after a job that went well; an opened drawer says nothing about the paper."""
        before = self._state or PrinterState()
        if job.kind == DRAWER:
            return replace(before, reachable=True)
        return replace(seen or PrinterState(), drawer_high=before.drawer_high)

    def _fresh(self) -> bool:
        if self._seen_at is None or self._state is None or not self._state.ready:
            return False
        return self._facts.answers is not None and self._seconds() - self._seen_at < FRESH_S

    def _see(self, state: PrinterState) -> None:
        changed = state != self._state
        self._state, self._seen_at = state, self._seconds()
        if changed:
            self._listeners.state(state)

    def _keep(self, facts: PrinterFacts) -> None:
        if facts != self._facts:
            self._facts = facts
            self._listeners.facts(facts)
