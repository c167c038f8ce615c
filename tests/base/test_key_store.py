"""Secrets outside the database, readable by one user only."""

import stat
import sys

import pytest

from pos.key_store import FileKeys, SystemKeys, machine_fingerprint, open_key_store


def test_secrets_come_back(tmp_path):
    """Also after they were replaced."""
    keys = FileKeys(tmp_path / "keys")
    assert keys.get("a") is None
    keys.put("a", b"\x00one")
    keys.put("a", b"two")
    assert FileKeys(tmp_path / "keys").get("a") == b"two"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX; Windows shops use the keyring")
def test_only_this_user_may_read(tmp_path):
    """0600 in a 0700 folder."""
    keys = FileKeys(tmp_path / "keys")
    keys.put("a", b"x")
    assert stat.S_IMODE((tmp_path / "keys" / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_the_choice_of_store_never_changes(tmp_path):
    """Written once beside the secrets."""
    open_key_store(tmp_path).put("a", b"x")
    assert open_key_store(tmp_path).get("a") == b"x"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"kind": "cloud"}', b'{"kind": []}', b"{}"])
def test_a_choice_that_a_power_cut_damaged_is_made_again(tmp_path, content):
    """The secrets beside it are found, and the file is whole again."""
    open_key_store(tmp_path).put("a", b"x")
    whole = (tmp_path / "store.json").read_bytes()
    (tmp_path / "store.json").write_bytes(content)
    assert open_key_store(tmp_path).get("a") == b"x"
    assert (tmp_path / "store.json").read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "store.json"]


def test_a_folder_that_cannot_be_written_stops_only_who_has_a_secret_to_keep(tmp_path):
    """A till opens; the file in the way of the folder is named when a token is to be stored."""
    (tmp_path / "keys").write_text("in the way")
    opened = open_key_store(tmp_path / "keys")
    assert opened.get("a") is None
    with pytest.raises(OSError, match="keys"):
        opened.put("a", b"x")


def test_two_folders_have_two_entries(tmp_path):
    """Two tills on one computer never share a token."""
    assert SystemKeys(tmp_path / "a").prefix != SystemKeys(tmp_path / "b").prefix


def test_the_fingerprint_is_stable_and_no_secret():
    """A hash, never the raw machine id."""
    assert machine_fingerprint() == machine_fingerprint()
    assert len(machine_fingerprint()) == 32
