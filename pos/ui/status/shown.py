"""What chips and status sheet show, as plain values. No Qt."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    CALM = "calm"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Cell:
    """A chip of the header: tone, icon, long and short words."""

    tone: Tone
    icon: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One line of the sheet: what it is about, how it is, and what to do; `since` says since when a look is needed."""

    icon: str
    name: str
    tone: Tone
    sentence: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class StatusShown:
    """Both chips, the sentences behind them, a row for each part of the till; `unknown` are jobs that a person must judge,
    `to_look_at` the acts that went on without a second person.
    """

    sync: Cell
    printer: Cell
    sync_sentence: str
    printer_sentence: str
    unknown: tuple[str, ...]
    may_send: bool
    may_print: bool
    to_look_at: int = 0
    health: tuple[HealthRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """How this computer is set: theme, language, volume of the sounds in percent."""

    theme: str
    language: str
    sound: int
