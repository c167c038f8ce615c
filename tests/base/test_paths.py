"""Assets are found from the source tree; a shop's folder has one layout."""

from pathlib import Path

from pos.paths import ShopFolder, asset, default_data_dir


def test_assets_are_there():
    """Fonts and tokens ship with the program."""
    assert asset("tokens.toml").is_file()
    assert list(asset("fonts").glob("*.ttf"))


def test_the_layout_of_a_shop_folder():
    """DESIGN §5."""
    folder = ShopFolder(Path("shop"))
    assert folder.database == Path("shop/gerai.db")
    assert folder.owner_lock == Path("shop/owner.lock")
    assert default_data_dir().name == "gerai"
