"""The centre's key file: made once, whole, for its owner alone; damaged ones are named."""

import stat

import pytest

from pos.errors import CentralKeyDamaged
from sync.central.services.key_file import open_key_file


def test_it_is_made_once(tmp_path):
    """The same key at the next start; nobody else may read it."""
    path = tmp_path / "pusat" / "central.key"
    first = open_key_file(path)
    assert open_key_file(path) == first
    assert len(first.secret) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["central.key"]


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33, "\u00e9" * 64])
def test_a_damaged_one_is_named(tmp_path, content):
    """It is never replaced: what it wrapped would be lost."""
    path = tmp_path / "central.key"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CentralKeyDamaged):
        open_key_file(path)
    assert path.read_text(encoding="utf-8") == content


def test_a_folder_is_no_key(tmp_path):
    """One sentence, no stack."""
    with pytest.raises(CentralKeyDamaged):
        open_key_file(tmp_path)


def test_what_another_key_wrapped_stays_shut(tmp_path):
    """Nor does it open under another name."""
    key, other = open_key_file(tmp_path / "a"), open_key_file(tmp_path / "b")
    wrapped = key.wrap(b"secret", "customer-key/GDK/k1")
    assert key.unwrap(wrapped, "customer-key/GDK/k1") == b"secret"
    assert key.unwrap(wrapped, "customer-key/GDK/k2") is None
    assert other.unwrap(wrapped, "customer-key/GDK/k1") is None
    assert key.unwrap(b"short", "x") is None
