"""How full this computer's battery is: a laptop at a fair runs on it. Reads only; a computer without one says so by None."""

import sys
from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")


@dataclass(frozen=True, slots=True)
class Battery:
    """`percent` is 0 to 100; `plugged` says that it is not being drained."""

    percent: int
    plugged: bool


def read_battery(supplies: Path = SUPPLIES) -> Battery | None:
    """The battery now, or None where there is none or the system does not tell."""
    if sys.platform == "win32":
        return _read_windows()
    return _read_linux(supplies)


def _read_linux(supplies: Path) -> Battery | None:
    """The fullest of the computer's own batteries; a mouse's says scope Device."""
    found = []
    for folder in sorted(supplies.glob("*")):
        if _word(folder / "type") == "Battery" and _word(folder / "scope") != "Device":
            capacity = _word(folder / "capacity")
            if capacity.isdigit():
                plugged = _word(folder / "status") != "Discharging"
                found.append(Battery(min(100, int(capacity)), plugged))
    return max(found, key=lambda battery: battery.percent, default=None)


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):  # the kernel takes such files away with the battery
        return ""


def _read_windows() -> Battery | None:
    """GetSystemPowerStatus: line status, flag, percent as the first three bytes; 255 is unknown, flag 128 no battery."""
    import ctypes

    status = (ctypes.c_ubyte * 12)()
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GetSystemPowerStatus(status):
        return None
    line, flag, percent = status[0], status[1], status[2]
    return None if flag & 128 or percent > 100 else Battery(percent, line == 1)
