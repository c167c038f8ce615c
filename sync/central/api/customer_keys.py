"""PUT and GET /v1/customer-keys: keys of customers, outside the chain (sync.md §2.1)."""

from typing import Any

from litestar import Request, Response, get, put
from litestar.di import NamedDependency
from litestar.params import RawBody

from sync.central.api import calls
from sync.central.api.described import KNOWN, REGISTER, described
from sync.central.api.thread import answered
from sync.central.state import Centre
from sync.protocol.catalogue import HEADER_REGISTER
from sync.protocol.customer_keys import KeysAnswer, KeysPage, KeysRequest

AnyRequest = Request[Any, Any, Any]
NO_KEY = {**KNOWN, 404: "no_key_file: the centre keeps no keys"}
TOLD = {**NO_KEY, 422: "bad_request: a key of another form"}
ASKED = {**NO_KEY, 422: "bad_header: since is no number"}


@put(
    "/v1/customer-keys",
    **described(KeysAnswer, TOLD, headers={HEADER_REGISTER: REGISTER}, body=KeysRequest),
)
async def take(request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]) -> Response[bytes]:
    """Take keys in, destroyed ones first."""
    return await answered(calls.take_customer_keys, centre, request.headers, body)


@get(
    "/v1/customer-keys",
    **described(KeysPage, ASKED, headers={HEADER_REGISTER: REGISTER}, query=("since",)),
)
async def page(request: AnyRequest, centre: NamedDependency[Centre]) -> Response[bytes]:
    """The keys of the caller's outlet after a version."""
    return await answered(calls.customer_keys, centre, request.headers, request.query_params)
