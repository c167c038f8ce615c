"""The conversation of a register with the centre over one exchange: requests out, typed answers or Trouble back."""

from typing import TypeVar

import msgspec

from pos.errors import (
    AlreadyEnrolled,
    CentreBusy,
    CentreFault,
    CentreRefusedToken,
    CentreTipMismatch,
    CentreTooNew,
    CopiedDisk,
    EnrolmentCodeInvalid,
    EpochNeedsOffice,
    EpochUnknown,
    GeraiError,
    OutletMismatch,
)
from sync.outlet.http import USUAL, Exchange, HttpExchange, Limits
from sync.protocol import answers
from sync.protocol import batch as batches
from sync.protocol.answers import (
    Ack,
    DayAnswer,
    EnrolAnswer,
    EnrolRequest,
    EpochAnswer,
    EpochRequest,
    EpochsAnswer,
    JournalPage,
    Problem,
    RefreshAnswer,
    RefreshRequest,
    RegisterState,
)
from sync.protocol.batch import Batch
from sync.protocol.catalogue import FORMAT, HEADER_REGISTER, PAGE_ROWS_MAX, CataloguePage
from sync.protocol.customer_keys import CustomerKey, KeysAnswer, KeysPage, KeysRequest
from sync.protocol.limits import PROTOCOL

A = TypeVar("A", bound=msgspec.Struct)


GZIP_MAGIC = b"\x1f\x8b"
"""No JSON begins so."""


class CatalogueTooOld(Exception):
    """410: the centre cannot say any more what changed since then; ask for everything."""


class TokenExpired(Exception):
    """401: the access token must be renewed once."""


class Transport:
    """What a register may ask of the centre; every call raises Trouble and TokenExpired, none tries again."""

    def __init__(self, exchange: Exchange) -> None:
        """`exchange` carries each request."""
        self._exchange = exchange

    def close(self) -> None:
        """Drop kept connections."""
        self._exchange.close()

    def push(self, batch: Batch, *, token: str, signature: bytes, nonce: str) -> Ack:
        body = batches.pack(batch.lines)
        tip = batch.tip.hex()
        headers = {
            "Content-Type": answers.CONTENT_TYPE,
            "Content-Encoding": "gzip",
            **_bearer(token),
            answers.HEADER_EPOCH: str(batch.epoch),
            answers.HEADER_FIRST_SEQ: str(batch.first_seq),
            answers.HEADER_PREV: batch.prev.hex(),
            answers.HEADER_TIP: tip,
            answers.HEADER_SIGNATURE: signature.hex(),
            answers.HEADER_NONCE: nonce,
            answers.HEADER_IDEMPOTENCY: (
                f"{batch.register_id}-{batch.epoch}-{batch.first_seq}-{batch.last_seq}-{tip[:8]}"
            ),
        }
        return self._call(
            "POST", f"/v1/registers/{batch.register_id}/journal", Ack, body=body, headers=headers
        )

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        return self._call("POST", "/v1/enrol", EnrolAnswer, body=answers.encode(request))

    def refresh(self, request: RefreshRequest) -> RefreshAnswer:
        return self._call("POST", "/v1/refresh", RefreshAnswer, body=answers.encode(request))

    def list_epochs(self, register_id: str, *, token: str) -> EpochsAnswer:
        return self._call("GET", f"/v1/registers/{register_id}/epochs", EpochsAnswer, headers=_bearer(token))

    def open_epoch(self, register_id: str, request: EpochRequest, *, token: str) -> EpochAnswer:
        path = f"/v1/registers/{register_id}/epochs"
        return self._call("POST", path, EpochAnswer, body=answers.encode(request), headers=_bearer(token))

    def adopt_epoch(self, register_id: str, epoch: int, *, token: str) -> EpochsAnswer:
        path = f"/v1/registers/{register_id}/epochs/{epoch}"
        return self._call("PUT", path, EpochsAnswer, headers=_bearer(token))

    def journal_page(
        self, register_id: str, epoch: int, after: int, limit: int, *, token: str
    ) -> JournalPage:
        path = f"/v1/registers/{register_id}/journal?epoch={epoch}&after={after}&limit={limit}"
        return self._call("GET", path, JournalPage, headers=_bearer(token))

    def register_state(
        self, register_id: str, epoch: int, *, token: str, faults: bool = True
    ) -> RegisterState:
        """The days and the quarantine; with `faults` the centre replays the whole outlet first."""
        path = f"/v1/registers/{register_id}/state?epoch={epoch}&faults={int(faults)}"
        return self._call("GET", path, RegisterState, headers=_bearer(token))

    def day(self, register_id: str, business_date: str, epoch: int, *, token: str) -> DayAnswer | None:
        """What the centre holds of one business date; None from an older centre, which cannot say."""
        path = f"/v1/registers/{register_id}/days/{business_date}?epoch={epoch}"
        try:
            return self._call("GET", path, DayAnswer, headers=_bearer(token))
        except CentreFault as fault:
            if str(fault.facts.get("detail", "")).startswith("404"):
                return None
            raise

    def put_customer_keys(self, register_id: str, keys: tuple[CustomerKey, ...], *, token: str) -> KeysAnswer:
        headers = {HEADER_REGISTER: register_id, **_bearer(token)}
        body = answers.encode(KeysRequest(keys))
        return self._call("PUT", "/v1/customer-keys", KeysAnswer, body=body, headers=headers)

    def customer_keys(self, register_id: str, since: int, *, token: str) -> KeysPage:
        """Keys of the outlet after a version."""
        headers = {HEADER_REGISTER: register_id, **_bearer(token)}
        return self._call("GET", f"/v1/customer-keys?since={since}", KeysPage, headers=headers)

    def catalogue(
        self,
        register_id: str,
        since: int,
        after: int,
        target: int,
        *,
        token: str,
        limit: int = PAGE_ROWS_MAX,
    ) -> CataloguePage:
        """The next page of the catalogue; raises CatalogueTooOld where `since` lies too far back."""
        asked = f"since={since}&after={after}&target={target}&limit={limit}&fmt={FORMAT}"
        headers = {"Accept-Encoding": "gzip", HEADER_REGISTER: register_id, **_bearer(token)}
        return self._call("GET", f"/v1/catalogue?{asked}", CataloguePage, headers=headers)

    def _call(
        self,
        method: str,
        path: str,
        kind: type[A],
        *,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> A:
        sent = {"Content-Type": "application/json", answers.HEADER_PROTOCOL: str(PROTOCOL), **(headers or {})}
        answer = self._exchange.send(method, path, body, sent)
        if answer.status not in {200, 201}:
            raise _refusal(answer.status, answer.data, answer.retry_after_s)
        try:
            plain = batches.inflate(answer.data) if answer.data.startswith(GZIP_MAGIC) else answer.data
            return answers.decode(plain, kind)
        except (answers.AnswerInvalid, batches.BatchInvalid) as error:
            raise CentreFault(detail="200 ?") from error


class HttpTransport(Transport):
    """The conversation with one centre by its address."""

    def __init__(self, url: str, limits: Limits = USUAL) -> None:
        """Keep the address; the connection is made at the first call."""
        super().__init__(HttpExchange(url, limits))


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


_BY_CODE: dict[str, type[GeraiError]] = {
    "code_invalid": EnrolmentCodeInvalid,
    "copied_disk": CopiedDisk,
    "outlet_mismatch": OutletMismatch,
    "revoked": CentreRefusedToken,
    "already_enrolled": AlreadyEnrolled,
    "unknown_epoch": EpochUnknown,
    "not_common": CentreTipMismatch,
    "needs_office": EpochNeedsOffice,
}


_BY_STATUS: dict[int, type[Exception]] = {
    401: TokenExpired,
    403: CentreRefusedToken,
    410: CatalogueTooOld,
    426: CentreTooNew,
}


def _refusal(status: int, data: bytes, retry_after: float | None) -> Exception:
    try:
        problem = answers.decode(data, Problem)
    except answers.AnswerInvalid:
        problem = Problem("", "")
    if problem.code in _BY_CODE:
        return _BY_CODE[problem.code](outlet=problem.detail, centre=problem.detail, at=problem.detail)
    if status in _BY_STATUS:
        return _BY_STATUS[status]()
    if status in (429, 500, 502, 503, 504):
        return CentreBusy(retry_after_s=retry_after, detail=str(status))
    return CentreFault(detail=f"{status} {problem.code}".strip())
