"""/v1/registers/{reg}/…: push, own lines back, epochs, and what the centre holds (sync.md §2.3, §2.6)."""

from typing import Any

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from sync.central.api import calls
from sync.central.api.described import BATCH_TYPE, KNOWN, PUSH_HEADERS, described
from sync.central.api.thread import answered
from sync.central.state import Centre
from sync.protocol.answers import (
    Ack,
    DayAnswer,
    EpochAnswer,
    EpochRequest,
    EpochsAnswer,
    JournalPage,
    RegisterState,
)

AnyRequest = Request[Any, Any, Any]
UNKNOWN_EPOCH = {**KNOWN, 409: "unknown_epoch", 422: "bad_header"}
PUSHED = {
    **UNKNOWN_EPOCH,
    422: "bad_gzip, truncated, bad_line_length, bad_header, bad_first_seq, bad_tip, bad_signature, wrong_register",
}
PART = {**UNKNOWN_EPOCH, 409: "unknown_epoch, not_common"}
OPENED = {**UNKNOWN_EPOCH, 409: "unknown_epoch, not_common, needs_office", 422: "bad_request"}
ADOPTED = {**UNKNOWN_EPOCH, 409: "unknown_epoch, known_epoch"}


@post(
    "/v1/registers/{register_id:str}/journal",
    status_code=200,
    **described(Ack, PUSHED, headers=PUSH_HEADERS, body=BATCH_TYPE),
)
async def push(
    register_id: FromPath[str], request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Take a batch of journal lines."""
    return await answered(calls.push, centre, register_id, request.headers, body)


@get(
    "/v1/registers/{register_id:str}/journal",
    **described(JournalPage, PART, query=("epoch", "after", "limit")),
)
async def page(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """A run of the register's own lines."""
    return await answered(calls.page, centre, register_id, request.headers, request.query_params)


@get(
    "/v1/registers/{register_id:str}/state",
    **described(RegisterState, UNKNOWN_EPOCH, query=("epoch", "faults")),
)
async def state(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Mark, tip, quarantine, days and faults of a register's epoch."""
    return await answered(calls.state, centre, register_id, request.headers, request.query_params)


@get(
    "/v1/registers/{register_id:str}/days/{business_date:str}",
    **described(DayAnswer, UNKNOWN_EPOCH, query=("epoch",)),
)
async def day(
    register_id: FromPath[str],
    business_date: FromPath[str],
    request: AnyRequest,
    centre: NamedDependency[Centre],
) -> Response[bytes]:
    """Counts and rupiah totals of one business date."""
    headers, query = request.headers, request.query_params
    return await answered(calls.day, centre, register_id, headers, business_date, query)


@get("/v1/registers/{register_id:str}/epochs", **described(EpochsAnswer, KNOWN))
async def list_epochs(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """What the centre holds of each epoch."""
    return await answered(calls.list_epochs, centre, register_id, request.headers)


@post(
    "/v1/registers/{register_id:str}/epochs",
    status_code=200,
    **described(EpochAnswer, OPENED, body=EpochRequest),
)
async def open_epoch(
    register_id: FromPath[str], request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Give out the next epoch."""
    return await answered(calls.open_epoch, centre, register_id, request.headers, body)


@put("/v1/registers/{register_id:str}/epochs/{epoch:str}", **described(EpochsAnswer, ADOPTED))
async def adopt_epoch(
    register_id: FromPath[str], epoch: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Take up an epoch again that a restored centre has forgotten."""
    return await answered(calls.adopt_epoch, centre, register_id, request.headers, epoch)
