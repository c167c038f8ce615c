"""Makes a shop in a folder: it takes its place only once it is whole, so a stop half-way leaves none behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pos.clock import Clock
from pos.database import as_disk_trouble
from pos.errors import ShopExists
from pos.ids import Ids
from pos.key_store import open_key_store
from pos.models import owner
from pos.models.store import Store, remove_store
from pos.paths import ShopFolder
from pos.services import shop
from pos.services.context import Context
from pos.services.shop import context_of
from pos.services.writer import Writer


@contextmanager
def new_shop(root: Path, *, outlet_code: str, clock: Clock, ids: Ids) -> Iterator[Context]:
    """The context of an empty shop, to be filled; at the end of the block the shop lies in its folder.

    Raises ShopExists, StoreBusy, DiskFull, DiskFault.
    """

    def create(path: Path) -> Store:
        keys = open_key_store(ShopFolder(root).keys)
        return shop.create_shop(path, outlet_code=outlet_code, clock=clock, ids=ids, keys=keys)

    with made_shop(root, create, clock, ids) as ctx:
        yield ctx


@contextmanager
def made_shop(root: Path, create: Callable[[Path], Store], clock: Clock, ids: Ids) -> Iterator[Context]:
    """The same for a store that `create` makes; raises as `new_shop`."""
    folder = ShopFolder(root)
    owned = owner.take(folder.owner_lock, "gerai init")
    half = folder.database.with_suffix(".making")
    try:
        if folder.database.exists():
            raise ShopExists(folder=str(root))
        with as_disk_trouble():
            remove_store(half)
            with _filling(create(half), clock, ids) as ctx:
                yield ctx
            half.replace(folder.database)
    finally:
        owned.release()


@contextmanager
def _filling(store: Store, clock: Clock, ids: Ids) -> Iterator[Context]:
    """A shop that lies beside its place while it is filled; closed, and in one file, after the block."""
    writer = Writer()
    try:
        yield context_of(store, writer, clock, ids)
        writer.call(store.checkpoint)
    finally:
        writer.stop()
        store.close()
