"""POST /v1/registers/{reg}/journal and GET /v1/registers/{reg}/state: push, and what the centre holds."""

import re
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from sqlalchemy import Connection

from sync.central.security import authenticate
from sync.central.services import ingest, reports, verify
from sync.central.services.ingest import Push
from sync.central.services.refusal import Refusal
from sync.central.state import Centre
from sync.protocol import answers
from sync.protocol import batch as batches
from sync.protocol.answers import RegisterState
from sync.protocol.batch import Batch, BatchInvalid

_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
AnyRequest = Request[Any, Any, Any]
_NUMBER = re.compile(r"[0-9]{1,15}")


@post("/v1/registers/{register_id:str}/journal", sync_to_thread=True, status_code=200)
def push(
    register_id: FromPath[str], request: AnyRequest, body: RawBody, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Take a batch of journal lines."""
    at = centre.clock.now()
    caller = authenticate(centre.store, request.headers, register_id, at)
    pushed = _read(request, register_id, body)
    ack = ingest.accept(
        centre.store,
        caller,
        Push(pushed, _bytes(request, answers.HEADER_SIGNATURE, _SIGNATURE), _nonce(request), at),
    )
    return Response(answers.encode(ack), media_type="application/json")


def _nonce(request: AnyRequest) -> str:
    return request.headers.get(answers.HEADER_NONCE, "")[:64]


def _read(request: AnyRequest, register_id: str, body: bytes) -> Batch:
    try:
        lines = batches.unpack(body) if body else ()
    except BatchInvalid as error:
        raise Refusal(413 if error.code.startswith("too_") else 422, error.code) from error
    return Batch(
        register_id=register_id,
        epoch=_number(request, answers.HEADER_EPOCH),
        first_seq=_number(request, answers.HEADER_FIRST_SEQ),
        prev=_bytes(request, answers.HEADER_PREV, _HASH),
        tip=_bytes(request, answers.HEADER_TIP, _HASH),
        lines=lines,
    )


def _number(request: AnyRequest, name: str) -> int:
    text = request.headers.get(name, "")
    if not _NUMBER.fullmatch(text):
        raise Refusal(422, "bad_header", name)
    return int(text)


def _bytes(request: AnyRequest, name: str, form: re.Pattern[str]) -> bytes:
    text = request.headers.get(name, "")
    if not form.fullmatch(text):
        raise Refusal(422, "bad_header", name)
    return bytes.fromhex(text)


@get("/v1/registers/{register_id:str}/state", sync_to_thread=True)
def state(
    register_id: FromPath[str], request: AnyRequest, centre: NamedDependency[Centre]
) -> Response[bytes]:
    """Mark, tip, quarantine, days and faults of a register's current epoch."""
    caller = authenticate(centre.store, request.headers, register_id, centre.clock.now())

    def work(connection: Connection) -> RegisterState:
        seq, tip = ingest.read_tip(connection, caller, caller.epoch)
        return RegisterState(
            register_id=register_id,
            epoch=caller.epoch,
            high_water=seq,
            tip=tip.hex(),
            quarantined=verify.quarantined(connection, caller),
            days=reports.register_days(connection, caller.outlet_id, register_id),
            faults=verify.faults_of(connection, caller),
        )

    return Response(answers.encode(centre.store.look(work)), media_type="application/json")
