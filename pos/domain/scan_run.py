"""Tells a scanner that types from a person who types, by the times between keys (hardware.md §5.1).

A pure state machine for an event filter: `press` for each key, `timeout` when `wait_ms` passed without one.
Held keys are either a scan or are played again to the widget in focus; nothing is ever lost.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

GAP_MAX_MS = 120
"""No scanner that can be told from a person is slower than this between two keys."""

SLOW_MEDIAN_MS = 50
"""Above this a scanner types as slowly as people can: then it must also be regular and send a suffix."""

SLOW_LENGTH_MIN = 8
SLOW_SPREAD_MS = 40
KEYS_MAX = 512


class KeyKind(StrEnum):
    """CHARACTER prints one character; MODIFIER is Shift and the like; OTHER is all that neither types nor ends."""

    CHARACTER = "character"
    ENTER = "enter"
    TAB = "tab"
    PREFIX = "prefix"
    MODIFIER = "modifier"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Key:
    """One key press; `at_ms` is the event's own time in ms, `repeat` an auto-repeat of a held key.

    ENTER is carriage return or line feed; PREFIX a key set up as the scanner's own, such as F13.
    """

    kind: KeyKind
    text: str
    at_ms: int
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class ScanThresholds:
    """Milliseconds and counts that make a scan; `learned` fits them to one scanner.

    `gap_ms` longest gap inside a scan, `median_ms` largest median gap, `silence_ms` after which a scan
    without suffix is complete, `length_min` fewest characters, `duplicate_ms` within which the same code
    is one read, `line_feed_ms` within which a line feed belongs to its carriage return, `prefix` a
    character that certainly begins a scan.
    """

    gap_ms: int = 50
    median_ms: int = 35
    silence_ms: int = 120
    length_min: int = 4
    duplicate_ms: int = 150
    line_feed_ms: int = 30
    prefix: str = ""

    @property
    def slow(self) -> bool:
        return self.median_ms > SLOW_MEDIAN_MS


@dataclass(frozen=True, slots=True)
class Hold:
    """The key was taken: do not deliver it (now)."""


@dataclass(frozen=True, slots=True)
class PassThrough:
    """Deliver the key as it came."""


@dataclass(frozen=True, slots=True)
class Replay:
    """Deliver these held keys, in order, before anything else."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A code was read; `certain` when the scanner's own prefix said so.

    The keys are given too: a text that is no code after all may be played again.
    """

    text: str
    keys: tuple[Key, ...]
    certain: bool = False


Action: TypeAlias = Hold | PassThrough | Replay | Scan


@dataclass(frozen=True, slots=True)
class ScanState:
    """Keys held so far and what was read last."""

    keys: tuple[Key, ...] = ()
    prefixed: bool = False
    last_text: str = ""
    last_end_ms: int | None = None
    suffix_at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The state to keep, what to do in order, and how long to wait in ms before `timeout`, if at all."""

    state: ScanState
    actions: tuple[Action, ...]
    wait_ms: int | None = None


def press(state: ScanState, key: Key, thresholds: ScanThresholds) -> Step:
    """Take one key press."""
    if key.kind is KeyKind.MODIFIER:
        return Step(state, (PassThrough(),), _wait(state, thresholds))
    if key.kind in (KeyKind.ENTER, KeyKind.TAB) and not key.repeat:
        return _suffix(state, key, thresholds)
    if key.repeat or key.kind is KeyKind.OTHER or len(key.text) > 1:
        return _give_up(state, key)
    if key.kind is KeyKind.PREFIX or (thresholds.prefix and key.text == thresholds.prefix):
        return _begin(state, key, thresholds, prefixed=True)
    if not state.keys or not _belongs(state, key, thresholds) or len(state.keys) >= KEYS_MAX:
        return _begin(state, key, thresholds, prefixed=False)
    longer = replace(state, keys=(*state.keys, key))
    return Step(longer, (Hold(),), _wait(longer, thresholds))


def timeout(state: ScanState, thresholds: ScanThresholds) -> Step:
    """No key came within `wait_ms`: what is held is a scan without suffix, or typing."""
    if not state.keys:
        return Step(state, ())
    if _is_scan(state, thresholds) and not thresholds.slow:
        return _read(state, state.keys[-1].at_ms, thresholds, held=False)
    return Step(replace(state, keys=(), prefixed=False), (Replay(state.keys),))


def learned(times_ms: tuple[int, ...], thresholds: ScanThresholds) -> ScanThresholds:
    """Fit thresholds to the key times of one scan in set-up: gap is the median times 3, at most 120 ms.

    Never stricter than the defaults.
    """
    gaps = _gaps(times_ms)
    if len(gaps) < thresholds.length_min - 1:
        return thresholds
    median = _median(gaps)
    return replace(
        thresholds,
        gap_ms=min(GAP_MAX_MS, max(thresholds.gap_ms, median * 3)),
        median_ms=min(GAP_MAX_MS, max(thresholds.median_ms, median * 5 // 4)),
        silence_ms=max(thresholds.silence_ms, GAP_MAX_MS),
    )


def _suffix(state: ScanState, key: Key, thresholds: ScanThresholds) -> Step:
    """Enter or Tab: ends a scan and is swallowed, also its line feed; else it goes to the widget."""
    if state.keys:
        in_time = key.at_ms - state.keys[-1].at_ms <= thresholds.silence_ms
        if in_time and _is_scan(state, thresholds):
            return _read(state, key.at_ms, thresholds, held=True)
        return _give_up(state, key)
    after = state.suffix_at_ms
    if key.kind is KeyKind.ENTER and after is not None and 0 <= key.at_ms - after <= thresholds.line_feed_ms:
        return Step(replace(state, suffix_at_ms=None), (Hold(),))
    return Step(replace(state, suffix_at_ms=None), (PassThrough(),))


def _give_up(state: ScanState, key: Key) -> Step:
    """What was held was typing; the key itself is delivered behind it."""
    assert key.kind is not KeyKind.MODIFIER
    actions: tuple[Action, ...] = (PassThrough(),)
    if state.keys:
        actions = (Replay(state.keys), PassThrough())
    return Step(replace(state, keys=(), prefixed=False, suffix_at_ms=None), actions)


def _begin(state: ScanState, key: Key, thresholds: ScanThresholds, *, prefixed: bool) -> Step:
    fresh = replace(state, keys=(key,), prefixed=prefixed, suffix_at_ms=None)
    actions: tuple[Action, ...] = (Replay(state.keys), Hold()) if state.keys else (Hold(),)
    return Step(fresh, actions, _wait(fresh, thresholds))


def _belongs(state: ScanState, key: Key, thresholds: ScanThresholds) -> bool:
    longest = GAP_MAX_MS if state.prefixed else thresholds.gap_ms
    return 0 <= key.at_ms - state.keys[-1].at_ms <= longest


def _wait(state: ScanState, thresholds: ScanThresholds) -> int | None:
    """A run that is a scan already may still get its suffix; a person's key is played again sooner."""
    if not state.keys:
        return None
    if state.prefixed or _is_scan(state, thresholds):
        return max(thresholds.silence_ms, GAP_MAX_MS if state.prefixed else 0)
    return thresholds.gap_ms


def _is_scan(state: ScanState, thresholds: ScanThresholds) -> bool:
    if state.prefixed:
        return len(state.keys) > 1
    gaps = _gaps(tuple(key.at_ms for key in state.keys))
    if len(state.keys) < thresholds.length_min or _median(gaps) > thresholds.median_ms:
        return False
    if not thresholds.slow or _median(gaps) <= SLOW_MEDIAN_MS:
        return True
    return len(state.keys) >= SLOW_LENGTH_MIN and max(gaps) - min(gaps) <= SLOW_SPREAD_MS


def _read(state: ScanState, end_ms: int, thresholds: ScanThresholds, *, held: bool) -> Step:
    """A scan is complete; `held` says that its suffix was swallowed. The same code at once is one read."""
    keys = state.keys[1:] if state.prefixed else state.keys
    text = "".join(key.text for key in keys)
    after = state.last_end_ms
    again = (
        text == state.last_text
        and after is not None
        and 0 <= state.keys[0].at_ms - after <= thresholds.duplicate_ms
    )
    fresh = ScanState(last_text=text, last_end_ms=end_ms, suffix_at_ms=end_ms if held else None)
    actions: tuple[Action, ...] = () if again else (Scan(text, keys, state.prefixed),)
    return Step(fresh, (*actions, Hold()) if held else actions)


def _gaps(times_ms: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(later - earlier for earlier, later in pairwise(times_ms))


def _median(gaps: tuple[int, ...]) -> int:
    return sorted(gaps)[len(gaps) // 2] if gaps else 0
