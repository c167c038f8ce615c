"""Questions to a printer on a real socket: the first valid answer ends the wait, others belong to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pos.errors import PrinterGone
from pos.printing.conversation import Conversation, Patience, PrinterFacts, look
from pos.printing.status import PrinterState
from pos.printing.transports.choose import transport_for
from pos.printing.transports.transport import Transport
from tests.printing.bad_printer import NEAR_END, PAPER_OUT, PROOF_REQUEST, READY, BadPrinter, Manners

PLENTY_S = 5.0
LITTLE_S = 0.05


@contextmanager
def connected(manners: Manners) -> Iterator[tuple[BadPrinter, Transport, Conversation]]:
    with BadPrinter(manners) as printer:
        transport = transport_for(printer.url)
        transport.open()
        printer.wait_for(lambda: bool(printer.visits))
        try:
            yield printer, transport, Conversation(transport)
        finally:
            transport.close()


def test_the_state_out_of_the_known_questions() -> None:
    """Each question is asked by itself and answered by its own byte."""
    with connected(Manners(answers=NEAR_END)) as (printer, _, talk):
        assert talk.state((1, 2, 4), PLENTY_S) == PrinterState(drawer_high=True, paper_low=True)
        assert printer.visits[0].questions == [1, 2, 4]


def test_silence_ends_the_asking() -> None:
    """An answer to the first question that comes late must not be taken for the second's."""
    with connected(Manners()) as (printer, _, talk):
        assert talk.state((1, 2, 4), LITTLE_S) is None
        printer.wait_for(lambda: printer.visits[0].questions == [1])


def test_noise_around_an_answer_is_ignored() -> None:
    """XON bytes, an automatic status, then the answer."""
    with connected(Manners(answers=READY, noise=b"\x11\x14\x00\x00\x0f\x93")) as (_, _, talk):
        assert talk.ask(4, PLENTY_S) == 0x12


def test_an_answer_from_before_is_no_proof() -> None:
    """A stray GS r byte that lay there before the job does not prove the job."""
    with connected(Manners(answers=READY, greeting=b"\x00")) as (_, transport, talk):
        assert talk.ask(1, PLENTY_S) == 0x16
        talk.expect_proof()
        transport.write(b"struk" + PROOF_REQUEST)
        assert talk.proof(LITTLE_S) is None


def test_a_proof_that_comes_between_other_answers_is_kept() -> None:
    """Asked for its state while it prints, the printer's proof is not lost."""
    with connected(Manners(answers=READY, proves=True)) as (printer, transport, talk):
        talk.expect_proof()
        transport.write(b"struk" + PROOF_REQUEST)
        printer.wait_for(lambda: printer.visits[0].proved)
        assert talk.ask(1, PLENTY_S) == 0x16
        assert talk.proof(0) == PrinterState()


def test_a_printer_without_paper_teaches_its_answers_but_not_its_proof() -> None:
    """GS r 1 is held while something is missing: that says nothing about the printer."""
    with connected(Manners(answers=PAPER_OUT, proves=True)) as (_, _, talk):
        facts, state = talk.learn(PLENTY_S)
        assert facts == PrinterFacts(answers=(1, 2, 4), proves=None)
        assert state is not None
        assert state.paper_out


def test_a_printer_that_answers_some_questions_is_asked_only_those() -> None:
    """Cheap ones know DLE EOT 1 and no other."""
    with connected(Manners(answers={1: 0x16})) as (_, _, talk):
        facts, _ = talk.learn(0.3)
        assert facts.answers == (1,)
        assert facts.has_status


def test_a_look_ends_the_connection_in_order() -> None:
    """Half close, wait for the end: the printer is free for the next job."""
    patience = Patience(status_s=PLENTY_S, linger_s=PLENTY_S)
    known = PrinterFacts(answers=(1, 2, 4), proves=True, closes=True)
    with connected(Manners(answers=READY)) as (printer, transport, _):
        assert look(transport, known, patience) == (known, PrinterState(drawer_high=True))
        printer.wait_for(lambda: printer.visits[0].ended)


def test_a_closed_connection_is_gone() -> None:
    """Seen while waiting, at once and not after the budget."""
    with connected(Manners(close_at=0)) as (_, _, talk), pytest.raises(PrinterGone):
        talk.proof(PLENTY_S)
