"""What the window is told when it is dressed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos.ui.sounds import PlatformSounds


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """The shop's picture folder, sounds, who hears bugs of the writer thread, and a hint for the sign-in.

    `sign_in_hint` is a sentence below the keypad (a demo shop's PINs), `train` opens the training till;
    there, the window itself begins a run of Latihan 20 menit.
    """

    pictures: Path
    sounds: PlatformSounds
    crashed: Callable[[BaseException], None]
    sign_in_hint: str = ""
    train: Callable[[], None] | None = None
