"""Scan sounds through whatever the platform has; volume and off; never blocks, never fails a sale.

Plays assets/sounds by an injected player; without one, the platform's beep serves for the unknown code.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos.paths import asset, cache_dir

Player = Callable[[Path], None]
_PROGRAMS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class PlatformSounds:
    """Implements ports.Sounds; the volume is a setting of this computer."""

    def __init__(self, player: Player | None = None, folder: Path | None = None, volume: int = 70) -> None:
        """`player` starts one WAV and returns at once; `folder` keeps quieter copies, the cache by default."""
        self._player, self._kept = player, folder
        self._volume = volume

    def set_volume(self, volume: int) -> None:
        """Set how loud, in percent; 0 is off."""
        self._volume = max(0, min(100, volume))

    def _folder(self) -> Path:
        if self._kept is None:
            self._kept = cache_dir() / "sounds"
        return self._kept

    def scanned(self) -> None:
        """See ports.Sounds."""
        if self._volume and self._player is not None:
            self._player(quieter(asset("sounds", "scan-ok.wav"), self._volume, self._folder()))

    def unknown(self) -> None:
        """See ports.Sounds."""
        if not self._volume:
            return
        if self._player is not None:
            self._player(quieter(asset("sounds", "scan-unknown.wav"), self._volume, self._folder()))
        else:
            QApplication.beep()


def quieter(sound: Path, volume: int, folder: Path) -> Path:
    """Give the sound at a volume in percent, made once; where it cannot be kept, the sound itself."""
    if volume >= 100:
        return sound
    made = folder / f"{sound.stem}-{volume}.wav"
    if not made.is_file():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _scale(sound, made, volume)
        except OSError:
            return sound
    return made


def _scale(sound: Path, made: Path, volume: int) -> None:
    import wave
    from array import array

    with wave.open(str(sound), "rb") as source:
        facts, frames = source.getparams(), source.readframes(source.getnframes())
    samples = array("h", frames)
    for n, sample in enumerate(samples):
        samples[n] = sample * volume // 100
    with wave.open(str(made), "wb") as target:
        target.setparams(facts)
        target.writeframes(samples.tobytes())


def find_player() -> Player | None:
    """Look for a way to play a WAV without waiting: winsound, or a player program; None if there is none."""
    if sys.platform == "win32":
        return _windows_player()
    from shutil import which

    for program in _PROGRAMS:
        if path := which(program[0]):
            return _program_player([path, *program[1:]])
    return None


def _program_player(command: list[str]) -> Player:
    import subprocess

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
