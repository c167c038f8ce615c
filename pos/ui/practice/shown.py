"""What the strip of Latihan 20 menit shows, in words. No Qt."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Tone(StrEnum):
    """How the second line is meant."""

    PLAIN = "plain"
    GOOD = "good"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class PracticeShown:
    """`place` is where the run stands (2/6), `says` what the buyer says, `more` a hint, praise or a slip.

    `main` is the word of the strip's own key; `passes` whether the buyer may be passed over.
    """

    place: str
    says: str
    more: str
    main: str
    tone: Tone = Tone.PLAIN
    passes: bool = False


class PracticeView(Protocol):
    """The Qt half."""

    def show_practice(self, shown: PracticeShown | None) -> None:
        """Show where the run stands; None takes the strip away."""
