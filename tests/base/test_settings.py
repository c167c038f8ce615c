"""Settings are checked against their declaration; the bootstrap file is read, never written."""

import pytest

from pos import settings
from pos.errors import SettingNotAllowed


@pytest.mark.parametrize("key", sorted(settings.SETTINGS))
def test_every_default_is_allowed(key):
    """And comes back from its stored text."""
    default = settings.SETTINGS[key].default
    assert settings.decode(key, settings.encode(key, default)) == default
    assert settings.decode(key, None) == default
    assert settings.SETTINGS[key].label


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("no.such", 1), ("ui.theme", "pink"), ("cash.rounding_unit", 7), ("cash.rounding_unit", True),
        ("outlet.is_pkp", 1), ("receipt.footer", "x"), ("receipt.footer", [1]), ("outlet.name", None),
    ],
)  # fmt: skip
def test_wrong_values_are_refused(key, value):
    """With the key in the sentence."""
    with pytest.raises(SettingNotAllowed) as caught:
        settings.encode(key, value)
    assert caught.value.facts["key"] == key


def test_the_bootstrap_file_is_checked(tmp_path):
    """Absent is empty; what is wrong is named, and the other lines hold."""
    path = tmp_path / "settings.toml"
    assert settings.read_bootstrap(path) == ({}, ())
    path.write_text('[printer]\naddress = "tcp://10.0.0.9:9100"\nprofile = 7\n')
    values, wrong = settings.read_bootstrap(path)
    assert values == {"printer.address": "tcp://10.0.0.9:9100"}
    assert [refused.facts["key"] for refused in wrong] == ["printer.profile"]
    path.write_text("[printer\n")
    values, wrong = settings.read_bootstrap(path)
    assert (values, [refused.facts["key"] for refused in wrong]) == ({}, ["settings.toml"])


@pytest.mark.parametrize(
    ("key", "value"), [("commission.outlet_bps", 10_001), ("commission.outlet_bps", -1), ("ui.sound", 101)]
)
def test_numbers_out_of_their_bounds_are_refused(key, value):
    """More commission than the price, louder than loud: refused on the way in and not believed on the way out."""
    with pytest.raises(SettingNotAllowed):
        settings.encode(key, value)
    assert settings.decode(key, str(value)) == settings.SETTINGS[key].default
