"""The battery: the computer's own, or none."""

import pytest

from pos.battery import Battery, read_battery


@pytest.mark.parametrize(
    ("files", "read"),
    [
        ({}, None),
        ({"type": "Mains", "online": "1"}, None),
        ({"type": "Battery", "capacity": "63", "status": "Discharging"}, Battery(63, plugged=False)),
        ({"type": "Battery", "capacity": "100", "status": "Full"}, Battery(100, plugged=True)),
        ({"type": "Battery", "capacity": "40", "status": "Discharging", "scope": "Device"}, None),
        ({"type": "Battery", "capacity": "", "status": "Discharging"}, None),
        ({"type": "Battery", "capacity": "\xff", "status": "Discharging"}, None),
    ],
)
def test_the_battery_as_linux_tells_it(tmp_path, files, read):
    """A mouse's battery is not the computer's; what cannot be read is none."""
    folder = tmp_path / "BAT0"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("latin-1") + b"\n")
    assert read_battery(tmp_path) == read
