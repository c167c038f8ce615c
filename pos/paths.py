"""Where things lie: the shop's data folder, the cache, and the program's own assets."""

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """A file of assets/, in the wheel (pos/_assets) or in the source tree."""
    packed = _PACKAGE / "_assets"
    root = packed if packed.is_dir() else _PACKAGE.parent / "assets"
    return root.joinpath(*parts)


def default_data_dir() -> Path:
    """The platform's folder for this user's shop data."""
    from platformdirs import user_data_path

    return user_data_path("gerai", appauthor=False)


def cache_dir() -> Path:
    """A private folder for what can be made again."""
    from platformdirs import user_cache_path

    folder = user_cache_path("gerai", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True, slots=True)
class ShopFolder:
    """The layout of one shop's data folder (DESIGN.md §5)."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "gerai.db"

    @property
    def bootstrap(self) -> Path:
        return self.root / "settings.toml"

    @property
    def owner_lock(self) -> Path:
        return self.root / "owner.lock"

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def pictures(self) -> Path:
        return self.root / "pictures"

    @property
    def papers(self) -> Path:
        """PDFs that can be made again at any time."""
        return self.root / "papers"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def training(self) -> "ShopFolder":
        """A shop of its own, in which nothing counts."""
        return ShopFolder(self.root / "training")

    @property
    def logs(self) -> Path:
        return self.root / "logs"
