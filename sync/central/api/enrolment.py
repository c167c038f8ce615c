"""POST /v1/enrol and /v1/refresh: joining by a one-time code, fresh tokens."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from sync.central.api import calls
from sync.central.api.described import VERSIONED, described
from sync.central.api.thread import answered
from sync.central.state import Centre
from sync.protocol.answers import EnrolAnswer, EnrolRequest, RefreshAnswer, RefreshRequest

AnyRequest = Request[Any, Any, Any]
JOINED = {**VERSIONED, 403: "code_invalid", 409: "outlet_mismatch, copied_disk", 422: "bad_request"}
REFRESHED = {**VERSIONED, 401: "token", 403: "revoked", 422: "bad_request"}


@post("/v1/enrol", status_code=200, **described(EnrolAnswer, JOINED, body=EnrolRequest))
async def enrol(request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]) -> Response[bytes]:
    """Take a register in."""
    return await answered(calls.enrol, centre, request.headers, body)


@post("/v1/refresh", status_code=200, **described(RefreshAnswer, REFRESHED, body=RefreshRequest))
async def refresh(request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]) -> Response[bytes]:
    """Trade a refresh token for fresh tokens."""
    return await answered(calls.refresh, centre, request.headers, body)
