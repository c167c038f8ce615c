"""The sheet that says how the till is: each part in plain words, since when, and what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pos.battery import Battery
from pos.i18n import Texts
from pos.services.backup import Standing
from pos.services.health import Health, Kick
from pos.ui.keys import Screen
from pos.ui.status.health import Since, health_rows
from pos.ui.status.shown import HealthRow, Tone

AT = datetime(2026, 11, 14, 2, 12, tzinfo=UTC)
WELL = Health(
    printer=True,
    drawer_wished=True,
    kick=Kick(AT, True),
    disk_free=120_000_000_000,
    disk_total=256_000_000_000,
    backups=Standing(at=AT),
    behind=False,
    clock_doubted=False,
    offset_ms=1_400,
    battery=Battery(80, plugged=True),
)
NAMES = ("Laci uang", "Pemindai", "Disk", "Data", "Cadangan", "Jam", "Baterai")


def rows(found, scanned_at=AT):
    return {row.name: row for row in health_rows(found, scanned_at, Texts("id"))}


def test_all_is_well():
    """Every part is named and green; nothing asks for a look."""
    found = rows(WELL)
    assert tuple(found) == NAMES
    assert {row.tone for row in found.values()} == {Tone.GREEN}
    assert "120 GB" in found["Disk"].sentence
    assert "09.12" in found["Pemindai"].sentence


@pytest.mark.parametrize(
    ("change", "name", "tone", "said"),
    [
        ({"printer": False}, "Laci uang", Tone.CALM, "belum ada printer"),
        ({"drawer_wished": False}, "Laci uang", Tone.CALM, "pengaturan"),
        ({"kick": None}, "Laci uang", Tone.CALM, "Belum pernah"),
        ({"kick": Kick(AT, False)}, "Laci uang", Tone.AMBER, "kabel laci"),
        ({"disk_free": 1_500_000_000}, "Disk", Tone.AMBER, "1.500 MB"),
        ({"disk_free": 90_000_000}, "Disk", Tone.RED, "90 MB"),
        ({"backups": Standing()}, "Data", Tone.CALM, "Belum diperiksa"),
        ({"backups": Standing(at=AT, problem="StoreDamaged", facts={"detail": "x"})}, "Data", Tone.RED, ""),
        ({"backups": Standing(at=AT, problem="DiskFull")}, "Cadangan", Tone.AMBER, ""),
        ({"behind": True}, "Cadangan", Tone.AMBER, "belum dicadangkan"),
        ({"clock_doubted": True}, "Jam", Tone.RED, ""),
        ({"offset_ms": None}, "Jam", Tone.CALM, "ponsel"),
        ({"battery": None}, "Baterai", Tone.CALM, "listrik"),
        ({"battery": Battery(55, plugged=False)}, "Baterai", Tone.CALM, "55 %"),
        ({"battery": Battery(18, plugged=False)}, "Baterai", Tone.AMBER, "pengisi daya"),
        ({"battery": Battery(6, plugged=False)}, "Baterai", Tone.RED, "pengisi daya"),
    ],
)
def test_what_needs_a_look_says_what_to_do(change, name, tone, said):
    """In a tone of its own; the others stay as they are."""
    found = rows(replace(WELL, **change))
    assert (found[name].tone, said in found[name].sentence) == (tone, True)
    others = {row.tone for row in found.values() if row.name not in {name, "Data", "Cadangan"}}
    assert others == {Tone.GREEN}


def test_a_scanner_that_never_read_says_how_to_try():
    """It may be unplugged, or nobody needed it yet."""
    assert rows(WELL, None)["Pemindai"].tone is Tone.CALM


def test_since_when_is_said_while_it_lasts():
    """From the first look that found it; well again, and then anew."""
    since = Since({})
    bad = HealthRow("disk", "Disk", Tone.AMBER, "")
    well = replace(bad, tone=Tone.GREEN)
    assert since.of(well, AT) is None
    first = AT + timedelta(minutes=1)
    assert since.of(bad, first) == first
    assert since.of(bad, first + timedelta(hours=1)) == first
    assert since.of(well, AT) is None
    again = AT + timedelta(days=1)
    assert since.of(bad, again) == again


def test_the_sheet_in_the_window(on_stage):
    """All nine in sight at 1024 × 768; a scan is noticed wherever it is made."""
    stage = on_stage(1024, 768)
    stage.begin()
    stage.key("Ctrl+7")
    lines = stage.front_widget()._rows.lines
    assert len(lines) == 9
    assert all(line.accessibleName() for line in lines)
    assert "Belum membaca" in lines[3].sentence.text()
    stage.scan(stage.product("Mug").code)
    assert stage.front is Screen.SELL
    stage.key("Ctrl+7")
    assert "Terakhir membaca" in lines[3].sentence.text()
