"""Bytes a sale on the wire: batches of 500 as they are sent."""

from collections.abc import Iterator

from pos.app.play import Day
from pos.domain.permissions import Role
from pos.models import journal
from pos.services.sign_in import Cashier
from sync.protocol.batch import pack
from tests.bench.row import Row
from tests.bench.shops import RANI, demo_till

BYTES_MAX = 150


def rows() -> Iterator[Row]:
    with demo_till() as till:
        Day(till.ctx, RANI, Cashier(5, "Ratna", Role.MANAGER), 11).play(1000)
        with till.ctx.store.read() as connection:
            lines = [x.line for x in journal.everything(connection) if x.kind == "sale"]
        batches = [pack(tuple(lines[n : n + 500])) for n in range(0, 1000, 500)]
        each = sum(map(len, batches)) / min(len(lines), 1000)
        yield Row(
            "bytes a sale on the wire",
            f"{each:.0f} B",
            f"{BYTES_MAX} B",
            each / BYTES_MAX,
            "≤ 150 B",
            each <= BYTES_MAX,
        )
