"""What an oracle says against an image, and what it offers to the replay."""

from pathlib import Path
from typing import Protocol


class Lost(AssertionError):
    """Something that was acknowledged is not there."""


class Corrupt(AssertionError):
    """What is there is broken or was never written."""


class Oracle(Protocol):
    """Hears the acknowledgements as they come, judges images between them."""

    acks: str
    """The file with the acknowledgements, in the recorded folder."""

    def hear(self, content: bytes) -> None:
        """The next bytes of that file."""
        ...

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt; `deep`: look longer, and go on working with what is there."""
        ...
