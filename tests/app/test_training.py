"""Training: a shop of its own beside the real one; it says so on each paper, and the real one hears nothing of it."""

import pytest

from pos.__main__ import _parser
from pos.app.build import open_till
from pos.app.demo import make_demo_shop
from pos.app.demo_staff import DEMO_MARK
from pos.app.training import command_of, is_training, make_training_shop
from pos.clock import SystemClock
from pos.ids import SystemIds
from pos.paths import ShopFolder


@pytest.fixture
def real(tmp_path):
    root = tmp_path / "shop"
    make_demo_shop(root, SystemClock(), SystemIds())
    return ShopFolder(root)


def test_it_is_made_once_beside_the_shop(real):
    """With its own register, its own keys, sample people; a second time it stays as it was."""
    before = real.database.read_bytes()
    make_training_shop(real.training.root)
    made = real.training.database.stat().st_mtime_ns
    make_training_shop(real.training.root)
    assert real.training.database.stat().st_mtime_ns == made
    assert (real.training.root / DEMO_MARK).is_file()
    assert real.database.read_bytes() == before
    here, there = (open_till(folder.root, purpose="test") for folder in (real, real.training))
    try:
        assert (here.ctx.shop.training, there.ctx.shop.training) == (False, True)
        assert here.ctx.shop.register_id != there.ctx.shop.register_id
        assert here.ctx.shop.public_key != there.ctx.shop.public_key
    finally:
        here.close()
        there.close()


def test_only_a_folder_beside_a_shop_is_one(real, tmp_path):
    """A shop that somebody keeps in a folder called training is none."""
    assert is_training(real.training.root)
    assert not is_training(real.root)
    assert not is_training(tmp_path / "training")


def test_the_command_opens_that_folder(real):
    """As the command line reads it."""
    command = command_of(real.root)
    assert _parser().parse_args(command[command.index("--data") :]).data == real.training.root
