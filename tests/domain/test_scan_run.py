"""A scanner that types, told from a person who types (hardware.md §5.1)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.scan_run import (
    Hold,
    Key,
    KeyKind,
    PassThrough,
    Replay,
    Scan,
    ScanState,
    ScanThresholds,
    learned,
    press,
    timeout,
)
from tests.domain.strategies import thousand

CODE = "2000010000012"
DEFAULT = ScanThresholds()


class Filter:
    """An event filter with its timer: feeds keys by their times, collects what reaches the widget and what was read."""

    def __init__(self, thresholds: ScanThresholds = DEFAULT) -> None:
        self.thresholds = thresholds
        self.state = ScanState()
        self.deadline: int | None = None
        self.typed: list[Key] = []
        self.scans: list[Scan] = []

    def _take(self, step, key: Key | None) -> None:
        self.state = step.state
        for action in step.actions:
            match action:
                case Replay(keys):
                    self.typed += keys
                case PassThrough():
                    self.typed.append(key)
                case Scan():
                    self.scans.append(action)
                case Hold():
                    pass

    def wait_until(self, at_ms: int | None) -> None:
        if self.deadline is not None and (at_ms is None or at_ms > self.deadline):
            self.deadline = None
            self._take(timeout(self.state, self.thresholds), None)

    def key(self, key: Key) -> None:
        self.wait_until(key.at_ms)
        step = press(self.state, key, self.thresholds)
        self._take(step, key)
        self.deadline = None if step.wait_ms is None else key.at_ms + step.wait_ms

    def keys(self, keys: list[Key]) -> "Filter":
        for key in keys:
            self.key(key)
        self.wait_until(None)
        return self

    @property
    def text(self) -> str:
        """What reached the widget: characters, ⏎ and ⇥."""
        return "".join({KeyKind.ENTER: "⏎", KeyKind.TAB: "⇥"}.get(key.kind, key.text) for key in self.typed)

    @property
    def codes(self) -> list[str]:
        return [scan.text for scan in self.scans]


def typed(text: str, gaps: int | list[int], start: int = 1_000, suffix: str = "") -> list[Key]:
    """Keys of a text with gaps in ms before each key but the first; suffix of ⏎ and ⇥ 5 ms apart."""
    gaps = [gaps] * (len(text) - 1) if isinstance(gaps, int) else gaps
    at, keys = start, []
    for n, character in enumerate(text):
        at += gaps[n - 1] if n else 0
        keys.append(Key(KeyKind.CHARACTER, character, at))
    for character in suffix:
        at += gaps[-1] if character == suffix[0] and keys == [] else 5
        keys.append(Key(KeyKind.ENTER if character == "⏎" else KeyKind.TAB, "", at))
    return keys


@pytest.mark.parametrize("gap", [0, 5, 10, 30, 35])
@pytest.mark.parametrize("suffix", ["⏎", "⇥", "⏎⏎", ""], ids=["CR", "TAB", "CR LF", "none"])
def test_fast_scanner_is_read_with_any_suffix(gap, suffix):
    """The code arrives once; nothing, no Enter either, reaches the widget."""
    found = Filter().keys(typed(CODE, gap, suffix=suffix))
    assert found.codes == [CODE]
    assert found.text == ""


@pytest.mark.parametrize("gap", [80, 100])
def test_slow_scanner_is_typing_until_it_is_learned(gap):
    """With the defaults it is a person; after one scan in set-up it is read."""
    keys = typed(CODE, gap, suffix="⏎")
    assert Filter().keys(keys).codes == []
    thresholds = learned(tuple(key.at_ms for key in keys[:-1]), DEFAULT)
    found = Filter(thresholds).keys(keys)
    assert (found.codes, found.text) == ([CODE], "")


def test_learning_never_gets_stricter_and_has_a_ceiling():
    """Median times 3, at most 120 ms; a fast scanner keeps the defaults."""
    fast = learned(tuple(range(0, 130, 10)), DEFAULT)
    assert (fast.gap_ms, fast.median_ms) == (50, 35)
    slow = learned(tuple(range(0, 1_300, 100)), DEFAULT)
    assert (slow.gap_ms, slow.median_ms) == (120, 120)
    assert learned((0, 10), DEFAULT) == DEFAULT


def test_learned_slow_scanner_needs_its_suffix():
    """Silence alone could be a person who stopped typing."""
    thresholds = learned(tuple(range(0, 1_300, 100)), DEFAULT)
    found = Filter(thresholds).keys(typed(CODE, 100))
    assert (found.codes, found.text) == ([], CODE)


@pytest.mark.parametrize("seed", range(20))
def test_jitter_is_a_scan(seed):
    """5 to 30 ms gaps in any mixture, one of 45."""
    rng = random.Random(seed)
    gaps = [rng.randint(5, 30) for _ in range(len(CODE) - 2)] + [45]
    rng.shuffle(gaps)
    assert Filter().keys(typed(CODE, gaps, suffix="⏎")).codes == [CODE]


@pytest.mark.parametrize("wpm", [60, 80, 100, 120])
@pytest.mark.parametrize("seed", range(25))
def test_person_is_never_a_scan(wpm, seed):
    """Fast typists with rolled keys: every character and every Enter reaches the widget, in order."""
    rng = random.Random(seed * 1_000 + wpm)
    mean = 60_000 / (wpm * 5)
    text = "".join(rng.choice("abcdefghij 0123456789") for _ in range(60))
    gaps = [max(15, round(rng.lognormvariate(0, 0.35) * mean)) for _ in text[1:]]
    keys = typed(text, gaps)
    keys.append(Key(KeyKind.ENTER, "", keys[-1].at_ms + round(mean)))
    found = Filter().keys(keys)
    assert found.codes == []
    assert found.text == text + "⏎"


def test_keys_that_are_all_rather_slow_are_typing():
    """Each gap within the longest, but their median above a scanner's."""
    found = Filter().keys(typed(CODE, 45, suffix="⏎"))
    assert (found.codes, found.text) == ([], CODE + "⏎")


def test_short_bursts_are_typing():
    """Three characters are no code, however fast; their Enter is a person's."""
    found = Filter().keys(typed("50k", 10, suffix="⏎"))
    assert (found.codes, found.text) == ([], "50k⏎")


def test_key_held_down_is_no_scan():
    """Auto-repeat at 30 ms is not a scanner."""
    keys = [Key(KeyKind.CHARACTER, "0", 1_000)]
    keys += [Key(KeyKind.CHARACTER, "0", 1_500 + 30 * n, repeat=True) for n in range(12)]
    found = Filter().keys(keys)
    assert (found.codes, found.text) == ([], "0" * 13)


def test_person_then_scanner():
    """What was typed before stays with the widget; the scan is cut off from it by its gap."""
    keys = [*typed("ba", 150), *typed(CODE, 10, start=1_400, suffix="⏎")]
    found = Filter().keys(keys)
    assert (found.codes, found.text) == ([CODE], "ba")


def test_gap_inside_a_scan_makes_it_typing_and_loses_nothing():
    """A stall above the longest gap: all characters reach the widget."""
    found = Filter().keys(typed(CODE, [10] * 5 + [60] + [10] * 6))
    assert found.text + "".join(found.codes) == CODE
    assert found.codes in ([], [CODE[6:]])


def test_same_code_at_once_is_one_read_and_later_two():
    """Within 150 ms a double transmission; after that the cashier meant two pieces."""
    first = typed(CODE, 10, suffix="⏎")
    end = first[-1].at_ms
    assert Filter().keys(first + typed(CODE, 10, start=end + 140, suffix="⏎")).codes == [CODE]
    assert Filter().keys(first + typed(CODE, 10, start=end + 160, suffix="⏎")).codes == [CODE, CODE]


def test_two_codes_at_once_are_two_reads():
    """Another code right behind is not a duplicate."""
    first = typed(CODE, 10, suffix="⏎")
    other = typed("2000010000029", 10, start=first[-1].at_ms + 20, suffix="⏎")
    found = Filter().keys(first + other)
    assert (found.codes, found.text) == ([CODE, "2000010000029"], "")


def test_enter_of_a_person_after_a_scan_counts():
    """Only the line feed within 30 ms belongs to the scan."""
    scan = typed(CODE, 10, suffix="⏎")
    end = scan[-1].at_ms
    assert Filter().keys([*scan, Key(KeyKind.ENTER, "", end + 30)]).text == ""
    assert Filter().keys([*scan, Key(KeyKind.ENTER, "", end + 31)]).text == "⏎"
    twice = [*scan, Key(KeyKind.ENTER, "", end + 10), Key(KeyKind.ENTER, "", end + 20)]
    assert Filter().keys(twice).text == "⏎"


def test_late_suffix_belongs_to_its_scan():
    """Some scanners pause before Enter; within the silence it is swallowed."""
    keys = typed(CODE, 10)
    found = Filter().keys([*keys, Key(KeyKind.ENTER, "", keys[-1].at_ms + 110)])
    assert (found.codes, found.text) == ([CODE], "")


@pytest.mark.parametrize("prefix", [Key(KeyKind.PREFIX, "", 1_000), Key(KeyKind.CHARACTER, "~", 1_000)])
def test_prefix_is_certain(prefix):
    """After the scanner's own key even a short or slow text is a scan."""
    found = Filter(ScanThresholds(prefix="~")).keys([prefix, *typed("A1", 110, start=1_090, suffix="⏎")])
    assert [(scan.text, scan.certain) for scan in found.scans] == [("A1", True)]
    assert found.text == ""


def test_prefix_alone_is_typing():
    """A person may type ~ too."""
    found = Filter(ScanThresholds(prefix="~")).keys([Key(KeyKind.CHARACTER, "~", 1_000)])
    assert (found.codes, found.text) == ([], "~")


def test_shift_between_capitals_does_not_break_a_scan():
    """Scanners press Shift for capitals; a modifier goes through and the run goes on."""
    keys = []
    for n, character in enumerate("BTK-0301"):
        keys.append(Key(KeyKind.MODIFIER, "", 1_000 + 10 * n))
        keys.append(Key(KeyKind.CHARACTER, character, 1_004 + 10 * n))
    found = Filter().keys([*keys, Key(KeyKind.ENTER, "", 1_090)])
    assert found.codes == ["BTK-0301"]
    assert {key.kind for key in found.typed} == {KeyKind.MODIFIER}


def test_other_keys_end_a_run():
    """An arrow after fast typing: first the characters, then the arrow."""
    arrow = Key(KeyKind.OTHER, "", 1_060)
    found = Filter().keys([*typed("2000", 10), arrow])
    assert (found.codes, found.text, found.typed[-1]) == ([], "2000", arrow)


def test_long_qr_is_read_whole():
    """300 characters, and the keys are given for playing them again."""
    text = "0002010102" * 30
    found = Filter().keys(typed(text, 8, suffix="⏎"))
    assert found.codes == [text]
    assert "".join(key.text for key in found.scans[0].keys) == text


def test_endless_run_is_bounded():
    """More keys than any code has are typing."""
    text = "1" * 600
    found = Filter().keys(typed(text, 1))
    assert found.text + "".join(found.codes) == text


def test_clock_that_jumps_back_begins_anew():
    """Event times are not trusted to grow."""
    found = Filter().keys([*typed("2000", 10), *typed("50", 10, start=500)])
    assert (found.codes, found.text) == ([], "200050")


def test_timeout_without_keys_does_nothing():
    """A timer that fires late finds nothing to do."""
    assert timeout(ScanState(), DEFAULT).actions == ()


events = st.lists(
    st.tuples(
        st.sampled_from((KeyKind.CHARACTER,) * 6 + tuple(KeyKind)),
        st.sampled_from("0123456789ab~"),
        st.sampled_from((0, 5, 10, 30, 50, 51, 120, 121, 400)),
        st.booleans() | st.just(False),
    ),
    max_size=25,
)


@thousand
@given(
    events, st.sampled_from((DEFAULT, ScanThresholds(prefix="~"), ScanThresholds(gap_ms=120, median_ms=110)))
)
def test_no_key_is_lost_doubled_or_reordered(drawn, thresholds):
    """Characters reach the widget or a scan, each once, in order (but for duplicate reads and prefixes)."""
    at, keys = 1_000, []
    for kind, character, gap, repeat in drawn:
        at += gap
        keys.append(Key(kind, character if kind is KeyKind.CHARACTER else "", at, repeat))
    found = Filter(thresholds).keys(keys)
    seen = [id(key) for key in found.typed] + [id(key) for scan in found.scans for key in scan.keys]
    assert len(seen) == len(set(seen))
    order = [key.at_ms for key in found.typed if key.kind is not KeyKind.MODIFIER]
    assert order == sorted(order)
    for scan in found.scans:
        assert [key.text for key in scan.keys] == list(scan.text)
        assert len(scan.text) >= (1 if scan.certain else thresholds.length_min)
    lost = [key for key in keys if id(key) not in set(seen) and key.kind is KeyKind.CHARACTER]
    duplicates_or_prefixes = len({scan.text for scan in found.scans}) > 0 or thresholds.prefix
    assert not lost or duplicates_or_prefixes
