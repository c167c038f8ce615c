"""Carries one job over one open connection and says what became of it (hardware.md §3.2, §3.3).

It never sends a byte twice, never asks the queue, and never waits without a limit.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic

from pos.errors import PrinterGone, PrinterStalled, Trouble
from pos.printing.conversation import USUAL_PATIENCE, Conversation, Patience, PrinterFacts
from pos.printing.jobs import DRAWER, JobState, PrintJob
from pos.printing.raster import longest_block
from pos.printing.status import ASK_PAPER_QUEUED, PrinterState
from pos.printing.transports.transport import Transport

LINES_PER_10_CM = 24
STOPPED = "Stopped"
SILENT_MAX = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its state, bytes of its own accepted, the name of the error, what was learnt."""

    state: JobState
    facts: PrinterFacts
    bytes_accepted: int = 0
    error: str = ""
    printer: PrinterState | None = None


def name_of(trouble: Trouble | None) -> str:
    """The error's name as jobs keep it."""
    return type(trouble).__name__ if trouble else ""


def left_open(job: PrintJob, outcome: Outcome, before: int) -> int:
    """How many NUL bytes must go ahead of the next job, since this one may have broken off inside a picture.

    `before` is what an earlier job left open; it stays while not one byte was accepted.
    """
    if outcome.state is JobState.QUEUED:
        return before
    broke_off = outcome.state is JobState.UNKNOWN and outcome.bytes_accepted < len(job.payload)
    return longest_block(job.payload) if broke_off else 0


@dataclass(slots=True)
class Delivery:
    """One job on its way. `clearing` NUL bytes go ahead to end a picture that an earlier job left cut short."""

    job: PrintJob
    transport: Transport
    facts: PrinterFacts
    patience: Patience = USUAL_PATIENCE
    clearing: int = 0
    stopping: Callable[[], bool] = lambda: False
    seconds: Callable[[], float] = monotonic
    talk: Conversation = field(init=False)

    def __post_init__(self) -> None:
        self.talk = Conversation(self.transport, self.seconds)

    def check(self) -> PrinterState | None:
        """Look at the printer before the first byte; learns what it can answer where that is unknown.

        None when it has no status or says nothing. Raises PrinterGone, PrinterStalled.
        """
        if self.facts.answers is None:
            learnt, state = self.talk.learn(self.patience.status_s)
            self.facts = replace(learnt, closes=self.facts.closes)
            return state
        if not self.facts.has_status:
            return None
        return self.talk.state(self.facts.answers, self.patience.status_s)

    def send(self) -> Outcome:
        """Send the whole job; the caller has made SENDING durable. Never raises for the printer's sake."""
        proving = self._proving
        try:
            if self.transport.two_way:
                self.talk.expect_proof()
            self.transport.write(
                bytes(self.clearing) + self.job.payload + (ASK_PAPER_QUEUED if proving else b"")
            )
        except PrinterGone as gone:
            return self._outcome(JobState.QUEUED, name_of(gone))
        except PrinterStalled as stalled:
            return self._stalled(stalled)
        try:
            return self._wait_for_proof() if proving else self._hand_over()
        except (PrinterGone, PrinterStalled) as broken:
            return self._outcome(JobState.UNKNOWN, name_of(broken))

    def watch(self) -> Outcome | None:
        """Stay with a BLOCKED job until the printer proves it or breaks off; None when told to stop."""
        silent, well_for = 0, 0.0
        while not self.stopping():
            before = self.seconds()
            try:
                if proof := self.talk.proof(self.patience.look_s):
                    return self._outcome(JobState.DONE, printer=proof)
                state = self.talk.state(self.facts.answers or (), self.patience.status_s)
            except (PrinterGone, PrinterStalled) as broken:
                return self._outcome(JobState.UNKNOWN, name_of(broken))
            silent = 0 if state else silent + 1
            well_for = well_for + self.seconds() - before if state and state.ready else 0.0
            if silent >= SILENT_MAX or well_for > self._printing_s:
                return self._unproven(state)
        return None

    @property
    def _proving(self) -> bool:
        return self.facts.has_status and self.facts.proves is not False and self.job.kind != DRAWER

    @property
    def _printing_s(self) -> float:
        """How long the paper may take; picture bytes that look like line feeds only lengthen it."""
        return self.patience.proof_s + self.job.payload.count(b"\n") // LINES_PER_10_CM

    def _stalled(self, stalled: PrinterStalled) -> Outcome:
        accepted = stalled.facts["accepted"]
        assert isinstance(accepted, int)
        own = min(accepted - self.clearing, len(self.job.payload))
        if own <= 0:
            return self._outcome(JobState.QUEUED, name_of(PrinterGone()))
        return Outcome(JobState.UNKNOWN, self.facts, own, name_of(stalled))

    def _wait_for_proof(self) -> Outcome:
        """DONE by proof; BLOCKED as soon as the printer's state explains why there is none."""
        until = self.seconds() + self._printing_s
        while True:
            if proof := self.talk.proof(min(self.patience.look_s, max(0.0, until - self.seconds()))):
                self.facts = replace(self.facts, proves=True)
                return self._outcome(JobState.DONE, printer=proof)
            if self.stopping():
                return self._outcome(JobState.UNKNOWN, STOPPED)
            state = self.talk.state(self.facts.answers or (), self.patience.status_s)
            if state and not state.ready:
                return self._outcome(JobState.BLOCKED, name_of(state.trouble()), state)
            if self.seconds() >= until:
                return self._unproven(state)

    def _unproven(self, state: PrinterState | None) -> Outcome:
        """No proof in time: in doubt, unless this printer has never given one and is well."""
        if state is None:
            self.facts = self.facts.forget_status()
            return self._outcome(JobState.UNKNOWN, name_of(PrinterGone()))
        if self.facts.proves:
            return self._outcome(JobState.UNKNOWN, name_of(PrinterStalled()), state)
        self.facts = replace(self.facts, proves=False)
        return self._outcome(JobState.DONE, printer=state)

    def _hand_over(self) -> Outcome:
        """Without proof, all bytes accepted and an orderly end are as much as can be known."""
        drawer = self.job.kind == DRAWER
        state = self.talk.state(self.facts.answers or (), self.patience.status_s) if not drawer else None
        if state and not state.ready:
            return self._outcome(JobState.BLOCKED, name_of(state.trouble()), state)
        brief = drawer or self.facts.closes is False
        closed = self.transport.finish(self.patience.linger_s if brief else self._printing_s)
        if closed or not brief:
            used_to_close = self.facts.closes
            self.facts = replace(self.facts, closes=closed if closed or not used_to_close else None)
            if not closed and used_to_close:
                return self._outcome(JobState.UNKNOWN, name_of(PrinterStalled()), state)
        return self._outcome(JobState.DONE, printer=state)

    def _outcome(self, state: JobState, error: str = "", printer: PrinterState | None = None) -> Outcome:
        sent = 0 if state is JobState.QUEUED else len(self.job.payload)
        return Outcome(state, self.facts, sent, error, printer)
