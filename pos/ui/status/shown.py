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
class StatusShown:
    """Both chips, the sentences behind them and that of the backups; `unknown` are jobs that a person must judge,
    `to_look_at` the acts that went on without a second person.
    """

    sync: Cell
    printer: Cell
    sync_sentence: str
    printer_sentence: str
    backup_sentence: str
    unknown: tuple[str, ...]
    may_send: bool
    may_print: bool
    to_look_at: int = 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """How this computer is set: theme, language, volume of the sounds in percent."""

    theme: str
    language: str
    sound: int
