"""More registers of one outlet, and a way to the centre that can be cut, for tests of two sides."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

from pos.domain.permissions import Role
from pos.errors import CentreUnreachable
from pos.ids import SystemIds
from pos.key_store import FileKeys
from pos.services import shop
from pos.services.context import Context
from pos.services.shop import context_of
from pos.services.writer import Writer
from sync.outlet.transport import HttpTransport
from tests.sync.conftest import Joined, joining


@dataclass
class Pages:
    """Stands in for a transport: small pages, and something that happens before each; keeps what was asked."""

    real: HttpTransport
    limit: int = 1_000
    before: Callable[[int], None] = lambda _n: None
    asked: list[tuple[int, int, int]] = field(default_factory=list)

    def __getattr__(self, name):
        return getattr(self.real, name)

    def catalogue(self, register_id, since, after, target, *, token):
        self.asked.append((since, after, target))
        self.before(len(self.asked))
        return self.real.catalogue(register_id, since, after, target, token=token, limit=self.limit)


def cut_at(*pages: int) -> Callable[[int], None]:
    """The line breaks as these pages (1, 2 …) are asked for."""

    def before(n: int) -> None:
        if n in pages:
            raise CentreUnreachable(detail="cut")

    return before


@contextmanager
def empty_till(folder, centre, clock, *, seed: int = 2) -> Iterator[Joined]:
    """A second register of GDK without goods of its own, enrolled."""
    keys, ids = FileKeys(folder / "keys"), SystemIds(Random(seed).getrandbits)
    store = shop.create_shop(folder / "gerai.db", outlet_code="GDK", clock=clock, ids=ids, keys=keys)
    writer = Writer()
    ctx = context_of(store, writer, clock, ids)
    ctx.data_key = lambda: b"e" * 32
    writer.call(_open, ctx)
    try:
        with joining(ctx, centre, keys, clock) as joined:
            yield joined
    finally:
        writer.stop()
        store.close()


def _open(ctx: Context) -> None:
    with ctx.store.write() as connection:
        shop.open_first_epoch(ctx, connection)
        for staff_id, name, role in ((1, "Rani", Role.CASHIER), (5, "Ratna", Role.MANAGER)):
            shop.add_staff_hashed(ctx, connection, staff_id=staff_id, name=name, role=role, pin_hash="x")
