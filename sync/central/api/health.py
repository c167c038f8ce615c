"""GET /v1/health, open to all, and GET /metrics, for whoever knows the office's password."""

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

import pos
from sync.central.api.described import described
from sync.central.security import require_office
from sync.central.state import Centre
from sync.protocol.limits import PROTOCOL

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Health(msgspec.Struct, frozen=True):
    """Which program and database answer, and whether a power cut takes nothing that was confirmed."""

    database: bool
    gerai: str
    protocol: int
    store: str
    durable: bool


@get("/v1/health", sync_to_thread=True, **described(Health))
def health(centre: NamedDependency[Centre]) -> Health:
    """Ask the database which one it is, and whether it keeps what it has confirmed through a power cut."""
    version, durable = centre.store.look(centre.store.condition)
    return Health(True, pos.__version__, PROTOCOL, version, durable)


@get("/metrics", sync_to_thread=True, guards=[require_office], include_in_schema=False)
def metrics(centre: NamedDependency[Centre]) -> Response[bytes]:
    """What is counted, in Prometheus' text form."""
    at = centre.clock.now()
    text = centre.store.look(lambda connection: centre.numbers.text(connection, centre.load, at))
    return Response(text, media_type=METRICS_TYPE)
