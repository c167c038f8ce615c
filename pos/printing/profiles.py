"""What is known of the printers at Indonesian counters: our own table, no library's (hardware.md §2.1, §0.7)."""

from dataclasses import dataclass

PULSE_UNIT_MS = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of printer: characters and dots per line, blade, pictures, drawer.

    `feed_lines` brings the last line past blade or tear bar. `drawer_pin` 0 is connector pin 2, 1 is pin 5;
    the pulse is on and off in ms (multiples of 2, at most 510). `realtime_drawer` kicks by DLE DC4, which
    Epson printers obey even without paper. `chunk_bytes` is the largest piece written at once.
    """

    id: str
    columns: int
    dots: int
    cutter: bool
    feed_lines: int
    raster: bool = True
    dots_per_mm: int = 8
    drawer_pin: int = 0
    drawer_on_ms: int = 50
    drawer_off_ms: int = 250
    realtime_drawer: bool = False
    chunk_bytes: int = 4096

    def __post_init__(self) -> None:
        """Refuse what no printer could be told."""
        assert self.drawer_pin in (0, 1)
        assert all(0 < ms <= 255 * PULSE_UNIT_MS for ms in (self.drawer_on_ms, self.drawer_off_ms))


PAPER_58 = Profile("58mm-32", columns=32, dots=384, cutter=False, feed_lines=4)
PAPER_80 = Profile("80mm-48", columns=48, dots=576, cutter=True, feed_lines=5)
PAPER_80_WIDE_FONT = Profile("80mm-42", columns=42, dots=576, cutter=True, feed_lines=5)

PROFILES = (PAPER_58, PAPER_80, PAPER_80_WIDE_FONT)


def find_profile(profile_id: str) -> Profile | None:
    """The profile of an id such as 58mm-32, or None."""
    return next((profile for profile in PROFILES if profile.id == profile_id), None)


def for_paper(paper_width_mm: int) -> Profile:
    """The usual printer of a paper width, 58 or 80 mm."""
    return PAPER_58 if paper_width_mm <= 58 else PAPER_80
