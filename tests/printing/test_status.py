"""Status bytes in words: the measured replies of hardware.md §3.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.errors import CoverOpen, PaperOut, PrinterGone, PrinterNotReady
from pos.printing import status
from pos.printing.status import PrinterState, ReplyKind, ReplyReader

VECTORS = {
    "ready": (0x16, 0x12, 0x12, 0x12),
    "near end": (0x16, 0x12, 0x12, 0x1E),
    "paper out": (0x1E, 0x32, 0x12, 0x7E),
    "cover open": (0x1E, 0x16, 0x12, 0x12),
    "offline": (0x1E, 0x12, 0x12, 0x12),
}
STATES = {
    "ready": (PrinterState(drawer_high=True), None),
    "near end": (PrinterState(drawer_high=True, paper_low=True), None),
    "paper out": (PrinterState(drawer_high=True, offline=True, paper_out=True, paper_low=True), PaperOut),
    "cover open": (PrinterState(drawer_high=True, offline=True, cover_open=True), CoverOpen),
    "offline": (PrinterState(drawer_high=True, offline=True), PrinterNotReady),
}


@pytest.mark.parametrize("name", VECTORS)
def test_measured_answers(name: str) -> None:
    """Each state and the one sentence a person gets."""
    state, trouble = STATES[name]
    assert status.from_answers(dict(enumerate(VECTORS[name], 1))) == state
    told = state.trouble()
    assert (type(told) if told else None) is trouble
    assert state.ready is (trouble is None)


@pytest.mark.parametrize(("question", "answer"), [(2, 0x52), (3, 0x16), (3, 0x1A), (3, 0x32), (3, 0x52)])
def test_errors_of_head_and_blade(question: int, answer: int) -> None:
    """Error bits of DLE EOT 2 and 3 stop the printing."""
    assert isinstance(status.from_answers({question: answer}).trouble(), PrinterNotReady)


def test_unreachable_comes_before_all() -> None:
    """Nothing else is known of a printer that cannot be reached."""
    assert isinstance(status.GONE.trouble(), PrinterGone)


def test_automatic_status_and_paper_sensor() -> None:
    """The same states out of ASB and GS r 1."""
    assert status.from_asb(bytes((0x14, 0, 0, 0x0F))) == PrinterState(drawer_high=True)
    assert status.from_asb(bytes((0x38, 0, 0, 0x0F))) == PrinterState(offline=True, cover_open=True)
    assert status.from_asb(bytes((0x18, 0, 0x0F, 0x0F))) == PrinterState(
        offline=True, paper_out=True, paper_low=True
    )
    assert status.from_asb(bytes((0x18, 0x08, 0, 0x0F))).error
    assert status.from_paper_sensor(0x03) == PrinterState(paper_low=True)
    assert status.from_paper_sensor(0x0F).paper_out


def test_questions() -> None:
    """DLE EOT n, with n in range."""
    assert status.ask_now(4) == b"\x10\x04\x04"
    with pytest.raises(AssertionError):
        status.ask_now(5)


REPLIES = st.one_of(
    st.sampled_from([0x12, 0x16, 0x1E, 0x32, 0x7E]).map(lambda b: (ReplyKind.REALTIME, bytes((b,)))),
    st.sampled_from([0x00, 0x03, 0x0C]).map(lambda b: (ReplyKind.SENSOR, bytes((b,)))),
    st.sampled_from([0x10, 0x14, 0x38]).map(lambda b: (ReplyKind.AUTOMATIC, bytes((b, 0x00, 0x0C, 0x0F)))),
)


@given(st.lists(REPLIES, max_size=8), st.lists(st.integers(0, 40), max_size=5))
def test_replies_are_told_apart_however_they_are_split(
    replies: list[tuple[ReplyKind, bytes]], cuts: list[int]
) -> None:
    """One byte at a time or all at once: the same replies, by their fixed bits."""
    stream = b"".join(data for _, data in replies)
    reader, found, at = ReplyReader(), [], 0
    for cut in (*sorted(cuts), len(stream)):
        found += reader.feed(stream[at:cut])
        at = max(at, cut)
    assert [(reply.kind, reply.data) for reply in found] == replies


@pytest.mark.parametrize("noise", [b"\x11", b"\x13", b"\xff", b"\x80\x91", b"\x93"])
def test_noise_is_no_answer(noise: bytes) -> None:
    """XON, XOFF and line noise fit none of the three kinds."""
    assert ReplyReader().feed(noise) == []


def test_a_broken_automatic_status_does_not_swallow_the_next_answer() -> None:
    """After a first byte without its rest, a real-time answer still counts."""
    assert [reply.kind for reply in ReplyReader().feed(b"\x14\x00\x12")] == [ReplyKind.REALTIME]
