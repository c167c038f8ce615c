"""Questions to an open printer: what state it is in, whether it has printed everything, what it can answer at all.

A wait ends with the first valid answer, never with the budget (hardware.md §3.3).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from pos.printing import status
from pos.printing.status import PrinterState, Reply, ReplyKind, ReplyReader
from pos.printing.transports.transport import Transport

QUESTIONS = (1, 2, 4)
"""DLE EOT 1 printer, 2 offline cause, 4 paper: what decides whether a paper can come out."""


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """What has been learnt about a printer and is worth keeping in its record; None means not known yet.

    `answers` lists the DLE EOT questions it answers, empty for a printer without status; `proves` says that
    it answers GS r 1 after printing; `closes` that it closes the connection after we have.
    """

    answers: tuple[int, ...] | None = None
    proves: bool | None = None
    closes: bool | None = None

    @property
    def has_status(self) -> bool:
        return bool(self.answers)

    def forget_status(self) -> "PrinterFacts":
        """It used to answer and fell silent: perhaps another printer stands there now; learn anew."""
        return replace(self, answers=None, proves=None)


NOTHING_KNOWN = PrinterFacts()


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a printer's answers.

    `status_s` for a state, `proof_s` + 1 s for each 10 cm of paper until it must be printed, `look_s`
    between looks at a printer that owes a proof, `linger_s` for a printer known not to close.
    """

    status_s: float = 0.4
    proof_s: float = 10.0
    look_s: float = 1.5
    linger_s: float = 1.0


USUAL_PATIENCE = Patience()


class Conversation:
    """Asks over one open transport. All methods raise PrinterGone or PrinterStalled when the link breaks."""

    def __init__(self, transport: Transport, seconds: Callable[[], float] = monotonic) -> None:
        """`seconds` is a clock that only runs forward."""
        self._transport = transport
        self._seconds = seconds
        self._reader = ReplyReader()
        self._came: list[Reply] = []

    def ask(self, question: int, budget_s: float) -> int | None:
        """The printer's answer to DLE EOT `question`, None when it says nothing in time."""
        self._forget(ReplyKind.REALTIME)
        self._transport.write(status.ask_now(question))
        reply = self._wait_for(ReplyKind.REALTIME, budget_s)
        return reply.data[0] if reply else None

    def state(self, questions: tuple[int, ...], budget_s: float) -> PrinterState | None:
        """The state out of the questions the printer is known to answer; None when it stays silent.

        The first silence ends the asking: a late answer must not be taken for that of the next question.
        """
        until = self._seconds() + budget_s
        answers: dict[int, int] = {}
        for question in questions:
            answer = self.ask(question, max(0.0, until - self._seconds()))
            if answer is None:
                break
            answers[question] = answer
        return status.from_answers(answers) if answers else None

    def expect_proof(self) -> None:
        """From now on an answer to GS r 1 counts; those that came before belong to nobody."""
        self.drain()
        self._forget(ReplyKind.SENSOR)

    def proof(self, budget_s: float) -> PrinterState | None:
        """Wait for the answer to the GS r 1 just sent: all that came ahead of it has been printed."""
        reply = self._wait_for(ReplyKind.SENSOR, budget_s)
        return status.from_paper_sensor(reply.data[0]) if reply else None

    def learn(self, budget_s: float) -> tuple[PrinterFacts, PrinterState | None]:
        """Find out what the printer answers; `budget_s` is for each question. Nothing must be in print."""
        if not self._transport.two_way:
            return PrinterFacts(answers=(), proves=False), None
        self.drain()
        given = {question: self.ask(question, budget_s) for question in QUESTIONS}
        answers = {question: answer for question, answer in given.items() if answer is not None}
        if not answers:
            return PrinterFacts(answers=(), proves=False), None
        state = status.from_answers(answers)
        proves = self._learn_proof(budget_s) if state.ready else None
        return PrinterFacts(answers=tuple(answers), proves=proves), state

    def drain(self) -> None:
        """Take in what lies there. Raises PrinterGone when the printer has already closed."""
        while data := self._transport.read(0):
            self._came += self._reader.feed(data)

    def _learn_proof(self, budget_s: float) -> bool:
        self.expect_proof()
        self._transport.write(status.ASK_PAPER_QUEUED)
        return self.proof(budget_s) is not None

    def _forget(self, kind: ReplyKind) -> None:
        self._came = [reply for reply in self._came if reply.kind is not kind]

    def _wait_for(self, kind: ReplyKind, budget_s: float) -> Reply | None:
        until = self._seconds() + budget_s
        while True:
            found = next((reply for reply in self._came if reply.kind is kind), None)
            left = until - self._seconds()
            if found or left <= 0:
                self._forget(kind)
                return found
            self._came += self._reader.feed(self._transport.read(left))


def look(
    transport: Transport, facts: PrinterFacts, patience: Patience, seconds: Callable[[], float] = monotonic
) -> tuple[PrinterFacts, PrinterState | None]:
    """Ask an idle printer how it is, over an open connection that ends with this; learn what is not known yet.

    The state is None when it says nothing. Raises PrinterGone, PrinterStalled.
    """
    talk = Conversation(transport, seconds)
    if facts.answers is not None:
        state = talk.state(facts.answers, patience.status_s)
        transport.finish(patience.linger_s)
        return facts, state
    learnt, state = talk.learn(patience.status_s)
    return replace(learnt, closes=transport.finish(patience.linger_s)), state or PrinterState()
