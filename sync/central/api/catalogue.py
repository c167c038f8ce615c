"""GET /v1/catalogue over HTTP: the page packed where the caller can unpack it, and only where it is another one."""

import gzip
import hashlib
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency

from sync.central.api import calls
from sync.central.api.described import CATALOGUE_HEADERS, KNOWN, described
from sync.central.api.thread import answered
from sync.central.state import Centre
from sync.protocol.catalogue import CataloguePage
from sync.protocol.limits import GZIP_LEVEL

ETAG_CHARS = 32
AnyRequest = Request[Any, Any, Any]
GIVEN = {
    **KNOWN,
    304: "the page that the caller has",
    410: "too_old: ask for everything, since=0",
    422: "bad_header",
}


@get(
    "/v1/catalogue",
    **described(
        CataloguePage,
        GIVEN,
        headers=CATALOGUE_HEADERS,
        query=("since", "after", "target", "limit", "fmt"),
    ),
)
async def catalogue(request: AnyRequest, centre: NamedDependency[Centre]) -> Response[bytes]:
    """A page of the caller's outlet; 304 without a body for the one that the caller has."""
    answer = await answered(calls.catalogue, centre, request.headers, request.query_params)
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:ETAG_CHARS]}"'
    headers = {"ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(answer.content, media_type="application/json", headers=headers)
    packed = gzip.compress(answer.content, GZIP_LEVEL, mtime=0)
    return Response(packed, media_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
