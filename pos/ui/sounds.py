"""Scan sounds through whatever the platform has; volume and off; never blocks, never fails a sale.

Plays assets/sounds by an injected player; without one, the platform's beep serves for the unknown code.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

from PySide6.QtWidgets import QApplication

from pos.paths import asset

Player = Callable[[Path], None]
_PROGRAMS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class PlatformSounds:
    """Implements ports.Sounds; `enabled` is the shop's setting."""

    def __init__(self, player: Player | None = None, *, enabled: bool = True) -> None:
        """`player` starts one WAV and returns at once."""
        self._player = player
        self.enabled = enabled

    def scanned(self) -> None:
        """See ports.Sounds."""
        if self.enabled and self._player is not None:
            self._player(asset("sounds", "scan-ok.wav"))

    def unknown(self) -> None:
        """See ports.Sounds."""
        if not self.enabled:
            return
        if self._player is not None:
            self._player(asset("sounds", "scan-unknown.wav"))
        else:
            QApplication.beep()


def find_player() -> Player | None:
    """Look for a way to play a WAV without waiting: winsound, or a player program; None if there is none."""
    if sys.platform == "win32":
        return _windows_player()
    for program in _PROGRAMS:
        if path := which(program[0]):
            return _program_player([path, *program[1:]])
    return None


def _program_player(command: list[str]) -> Player:
    running: list[subprocess.Popen[bytes]] = []

    def play(sound: Path) -> None:
        running[:] = [process for process in running if process.poll() is None]
        if len(running) < 2:
            running.append(
                subprocess.Popen(  # noqa: S603 - a fixed program with a file of our own
                    [*command, str(sound)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )

    return play


def _windows_player() -> Player:
    import winsound

    flags = getattr(winsound, "SND_ASYNC") | getattr(winsound, "SND_FILENAME")  # noqa: B009 - Windows only

    def play(sound: Path) -> None:
        getattr(winsound, "PlaySound")(str(sound), flags)  # noqa: B009 - Windows only

    return play
