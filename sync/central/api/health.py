"""GET /v1/health, open to all, and GET /metrics, for whoever knows the office's password."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

import pos
from sync.central.security import require_office
from sync.central.state import Centre
from sync.protocol.limits import PROTOCOL

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@get("/v1/health", sync_to_thread=True)
def health(centre: NamedDependency[Centre]) -> dict[str, Any]:
    """Ask the database which one it is, and whether it keeps what it has confirmed through a power cut."""
    version, durable = centre.store.look(centre.store.condition)
    return {
        "database": True,
        "gerai": pos.__version__,
        "protocol": PROTOCOL,
        "store": version,
        "durable": durable,
    }


@get("/metrics", sync_to_thread=True, guards=[require_office], include_in_schema=False)
def metrics(centre: NamedDependency[Centre]) -> Response[bytes]:
    """What is counted, in Prometheus' text form."""
    at = centre.clock.now()
    text = centre.store.look(lambda connection: centre.numbers.text(connection, centre.load, at))
    return Response(text, media_type=METRICS_TYPE)
