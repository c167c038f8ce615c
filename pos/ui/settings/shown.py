"""What Atur shows, as plain values. No Qt."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pos.services.shift_reports import PaperRow

Value: TypeAlias = str | int | bool | list[str]


class Kind(StrEnum):
    """CHOICE takes one of some words, MANY several; KEY is pressed; the others are typed."""

    CHOICE = "choice"
    MANY = "many"
    NUMBER = "number"
    TEXT = "text"
    LINES = "lines"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Row:
    """One setting of the list; `group` is said where a new one begins."""

    key: str
    group: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Editor:
    """The marked setting: its value or the draft of one, what is wrong with it, what it would mean.

    `from_picture` says that the text can be read out of a picture too, `first` is the key that the program came with.
    """

    key: str
    label: str
    hint: str
    kind: Kind
    value: Value
    choices: tuple[tuple[str | int | bool, str], ...] = ()
    may_change: bool = True
    changed: bool = False
    problem: str = ""
    note: str = ""
    paper: tuple[PaperRow, ...] = ()
    from_picture: bool = False
    first: str = ""
