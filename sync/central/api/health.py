"""GET /v1/health: whether the centre and its database answer, and which versions they are."""

from typing import Any

from litestar import get
from litestar.di import NamedDependency
from sqlalchemy import Connection, text

import pos
from sync.central.state import Centre
from sync.protocol.limits import PROTOCOL


@get("/v1/health", sync_to_thread=True)
def health(centre: NamedDependency[Centre]) -> dict[str, Any]:
    """Ask the database one thing."""

    def work(connection: Connection) -> int:
        return int(connection.execute(text("SELECT 1")).scalar_one())

    return {"database": centre.store.run(work) == 1, "gerai": pos.__version__, "protocol": PROTOCOL}
