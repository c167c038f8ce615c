"""POST /v1/enrol and /v1/refresh: joining by a one-time code, fresh tokens."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from sync.central.security import require_protocol
from sync.central.services import registers
from sync.central.services.refusal import Refusal
from sync.central.state import Centre
from sync.protocol import answers
from sync.protocol.answers import AnswerInvalid, EnrolRequest, RefreshRequest

AnyRequest = Request[Any, Any, Any]


@post("/v1/enrol", sync_to_thread=True, status_code=200)
def enrol(request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]) -> Response[bytes]:
    """Take a register in."""
    require_protocol(request.headers)
    try:
        asked = answers.decode(body, EnrolRequest)
    except AnswerInvalid as error:
        raise Refusal(422, "bad_request") from error
    answer = registers.enrol(centre.store, asked, centre.clock.now(), centre.id)
    return Response(answers.encode(answer), media_type="application/json")


@post("/v1/refresh", sync_to_thread=True, status_code=200)
def refresh(request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]) -> Response[bytes]:
    """Trade a refresh token for fresh tokens."""
    require_protocol(request.headers)
    try:
        asked = answers.decode(body, RefreshRequest)
    except AnswerInvalid as error:
        raise Refusal(422, "bad_request") from error
    answer = registers.refresh(centre.store, asked, centre.clock.now())
    return Response(answers.encode(answer), media_type="application/json")
