"""/v1/registers/{reg}/…: push, own lines back, epochs, and what the centre holds (sync.md §2.3, §2.6)."""

from typing import Any

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from sync.central.api import calls
from sync.central.api.thread import answered
from sync.central.state import Centre

AnyRequest = Request[Any, Any, Any]


@post("/v1/registers/{register_id:str}/journal", status_code=200)
async def push(
    register_id: FromPath[str], request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Take a batch of journal lines."""
    return await answered(calls.push, centre, register_id, request.headers, body)


@get("/v1/registers/{register_id:str}/journal")
async def page(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """A run of the register's own lines."""
    return await answered(calls.page, centre, register_id, request.headers, request.query_params)


@get("/v1/registers/{register_id:str}/state")
async def state(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Mark, tip, quarantine, days and faults of a register's epoch."""
    return await answered(calls.state, centre, register_id, request.headers, request.query_params)


@get("/v1/registers/{register_id:str}/days/{business_date:str}")
async def day(
    register_id: FromPath[str],
    business_date: FromPath[str],
    request: AnyRequest,
    centre: NamedDependency[Centre],
) -> Response[bytes]:
    """Counts and rupiah totals of one business date."""
    headers, query = request.headers, request.query_params
    return await answered(calls.day, centre, register_id, headers, business_date, query)


@get("/v1/registers/{register_id:str}/epochs")
async def list_epochs(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """What the centre holds of each epoch."""
    return await answered(calls.list_epochs, centre, register_id, request.headers)


@post("/v1/registers/{register_id:str}/epochs", status_code=200)
async def open_epoch(
    register_id: FromPath[str], request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Give out the next epoch."""
    return await answered(calls.open_epoch, centre, register_id, request.headers, body)


@put("/v1/registers/{register_id:str}/epochs/{epoch:str}")
async def adopt_epoch(
    register_id: FromPath[str], epoch: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Take up an epoch again that a restored centre has forgotten."""
    return await answered(calls.adopt_epoch, centre, register_id, request.headers, epoch)
