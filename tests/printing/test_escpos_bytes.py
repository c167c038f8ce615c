"""The bytes of a job: known prologue, only meant commands, styles sent when they change, blade only where one is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.printing import raster
from pos.printing.escpos_bytes import encode
from pos.printing.ops import Columns, Cut, Drawer, Feed, Image, Qr, Rule, Size, Text
from pos.printing.profiles import PAPER_58, PAPER_80, PROFILES, Profile
from tests.printing.decoder import DecodeError, Event, decode


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: p.id)
def test_every_job_begins_with_a_reset_and_no_chinese(profile: Profile) -> None:
    """ESC @ FS . whatever the printer did before (hardware.md §1.4)."""
    assert encode((), profile) == b"\x1b@\x1c."
    assert encode((Text("a"),), profile).startswith(b"\x1b@\x1c.")


def test_golden_bytes_of_a_small_paper() -> None:
    """Byte for byte: a change of the library or of our calls is seen here."""
    ops = (
        Text("Café", bold=True, size=Size.TALL),
        Columns("TOTAL", "Rp5", bold=True, size=Size.LARGE),
        Rule(),
        Feed(2),
        Cut(),
    )
    assert encode(ops, replace(PAPER_80, columns=16)) == (
        b"\x1b@\x1c."
        b"\x1d!\x01\x1bE\x01Cafe\n"
        b"\x1d!\x11\x1bE\x01TOTAL\n     Rp5\n"
        b"\x1d!\x00\x1bE\x00----------------\n"
        b"\x1bd\x02"
        b"\x1bd\x05\x1dV\x01"
    )


def test_no_cut_command_without_a_blade() -> None:
    """A tear bar gets paper pushed past it, nothing else."""
    paper = decode(encode((Text("a"), Cut()), PAPER_58), 32, 384)
    assert not paper.happened("cut")
    assert paper.happened("feed") == [Event("feed", (4,))]


def test_drawer_pulse_of_the_profile() -> None:
    """Pin and times as set, in units of 2 ms; the real-time pulse where the profile asks for it."""
    assert encode((Drawer(),), PAPER_58) == b"\x1b@\x1c.\x1bp\x00\x19\x7d"
    other = replace(PAPER_58, drawer_pin=1, drawer_on_ms=120, drawer_off_ms=240)
    assert decode(encode((Drawer(),), other), 32, 384).happened("drawer") == [Event("drawer", (1, 120, 240))]
    epson = replace(PAPER_80, realtime_drawer=True, drawer_on_ms=200)
    assert decode(encode((Drawer(),), epson), 48, 576).happened("drawer_now") == [
        Event("drawer_now", (0, 200))
    ]


def test_a_picture_is_centred_sliced_and_left_out_without_raster() -> None:
    """200 rows make two blocks; a printer of letters only skips it."""
    bitmap = raster.from_rows([[1] * 100] * 200)
    paper = decode(encode((Image(bitmap),), PAPER_58), 32, 384)
    assert [event.values for event in paper.happened("raster")] == [(31, 128), (31, 72)]
    assert encode((Image(bitmap), Qr("AB")), replace(PAPER_58, raster=False)) == b"\x1b@\x1c.AB\n"


def test_oversized_qr_falls_back_to_its_text() -> None:
    """Never an error in the middle of a receipt."""
    paper = decode(encode((Qr("x" * 3000),), PAPER_58), 32, 384)
    assert "".join(paper.text) == "x" * 3000


texts = st.builds(
    Text, text=st.text(max_size=80), bold=st.booleans(), size=st.sampled_from(Size), indent=st.integers(0, 60)
)
columns = st.builds(
    Columns,
    left=st.text(max_size=40),
    right=st.text(max_size=40),
    bold=st.booleans(),
    size=st.sampled_from(Size),
)
rules = st.builds(Rule, mark=st.text(min_size=1, max_size=2))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(texts, columns, rules), max_size=8), st.sampled_from(PROFILES))
def test_any_ops_print_within_the_width(ops: list[Text | Columns | Rule], profile: Profile) -> None:
    """No text op, however made, breaks the line or sends a command."""
    paper = decode(encode(ops, profile), profile.columns, profile.dots)
    assert paper.overflows == 0
    assert [event.what for event in paper.events] == ["init", "chinese_off"]


def test_the_decoder_knows_when_bytes_are_no_paper() -> None:
    """The oracle itself: unknown commands, stray bytes, short pictures and unprinted text are errors."""
    for bad in (
        b"\x1bz",
        b"\x80",
        b"\x07",
        b"\x1dv0\x00\x01\x00\x05\x00abc",
        b"text",
        b"\x1bp\x09\x01\x01",
        b"\x1d",
    ):
        with pytest.raises(DecodeError):
            decode(bad, 32, 384)
    assert decode(b"x" * 33 + b"\n", 32, 384).overflows == 1
