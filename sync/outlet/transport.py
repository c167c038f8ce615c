"""The register's way to the centre: a Protocol, and HTTP through urllib3. Typed Trouble; never retries by itself."""

import re
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol, TypeVar

import msgspec

from pos.errors import (
    AlreadyEnrolled,
    CentreBusy,
    CentreFault,
    CentreRefusedToken,
    CentreTooNew,
    CentreUnreachable,
    CopiedDisk,
    EnrolmentCodeInvalid,
    GeraiError,
    OutletMismatch,
)
from sync.protocol import answers
from sync.protocol import batch as batches
from sync.protocol.answers import (
    Ack,
    EnrolAnswer,
    EnrolRequest,
    Problem,
    RefreshAnswer,
    RefreshRequest,
    RegisterState,
)
from sync.protocol.batch import Batch
from sync.protocol.limits import PROTOCOL

UPLOAD_BYTES_PER_S = 8_000
ANSWER_BYTES_MAX = 4 * 1_048_576
CHUNK_BYTES = 65_536
RETRY_AFTER_DIGITS_MAX = 6
A = TypeVar("A", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait: for the connection, for each piece of an answer, and for the whole of it (sync.md §2.5)."""

    connect_s: float = 10.0
    read_s: float = 30.0
    answer_s: float = 60.0


class TokenExpired(Exception):
    """401: the access token must be renewed once."""


class Transport(Protocol):
    """The whole conversation of a register with the centre; raises Trouble and TokenExpired."""

    def push(self, batch: Batch, *, token: str, signature: bytes, nonce: str) -> Ack: ...
    def enrol(self, request: EnrolRequest) -> EnrolAnswer: ...
    def refresh(self, request: RefreshRequest) -> RefreshAnswer: ...
    def register_state(self, register_id: str, epoch: int, *, token: str) -> RegisterState: ...


class HttpTransport:
    """One centre by its address, such as https://pusat.example; the system's certificates decide."""

    def __init__(self, url: str, limits: Limits = Limits()) -> None:
        """Keep the address; the connection is made at the first call."""
        import urllib3

        self._url = url.rstrip("/")
        self._limits = limits
        self._pool = urllib3.PoolManager(num_pools=1, maxsize=1, retries=False, ssl_context=_ssl_context(url))

    def close(self) -> None:
        """Drop kept connections."""
        self._pool.clear()

    def push(self, batch: Batch, *, token: str, signature: bytes, nonce: str) -> Ack:
        body = batches.pack(batch.lines)
        tip = batch.tip.hex()
        headers = {
            "Content-Type": answers.CONTENT_TYPE,
            "Content-Encoding": "gzip",
            "Authorization": f"Bearer {token}",
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

    def register_state(self, register_id: str, epoch: int, *, token: str) -> RegisterState:
        path = f"/v1/registers/{register_id}/state?epoch={epoch}"
        return self._call("GET", path, RegisterState, headers={"Authorization": f"Bearer {token}"})

    def _call(
        self,
        method: str,
        path: str,
        kind: type[A],
        *,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> A:
        status, data, retry_after = self._exchange(method, path, body, headers or {})
        if status in {200, 201}:
            try:
                return answers.decode(data, kind)
            except answers.AnswerInvalid as error:
                raise CentreFault(detail="200 ?") from error
        raise _refusal(status, data, retry_after)

    def _exchange(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes, float | None]:
        import urllib3

        uploading_s = len(body) / UPLOAD_BYTES_PER_S
        timeout = urllib3.Timeout(connect=self._limits.connect_s, read=self._limits.read_s + uploading_s)
        sent = {"Content-Type": "application/json", answers.HEADER_PROTOCOL: str(PROTOCOL), **headers}
        until = monotonic() + self._limits.answer_s + uploading_s
        try:
            answer = self._pool.request(
                method,
                self._url + path,
                body=body or None,
                headers=sent,
                timeout=timeout,
                redirect=False,
                preload_content=False,
            )
            data = _read(answer, until)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise CentreUnreachable(detail=type(error).__name__) from error
        except ValueError as error:  # a header that HTTP cannot carry
            raise CentreFault(detail=type(error).__name__) from error
        return answer.status, data, _seconds(answer.headers.get("Retry-After"))


def _read(answer: Any, until: float) -> bytes:
    """The raw answer within the limits of size and time; one that breaks them costs its connection."""
    data = b""
    while piece := answer.read1(CHUNK_BYTES, decode_content=False):
        data += piece
        if len(data) > ANSWER_BYTES_MAX:
            answer.close()
            raise CentreFault(detail="answer too large")
        if monotonic() > until:
            answer.close()
            raise CentreUnreachable(detail="slow")
    answer.release_conn()
    return data


def _ssl_context(url: str) -> Any:
    if not url.startswith("https:"):
        return None
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _seconds(text: str | None) -> float | None:
    """Retry-After in seconds; a date or nonsense is no wish."""
    if text and re.fullmatch(r"[0-9]+", text) and len(text) <= RETRY_AFTER_DIGITS_MAX:
        return float(text)
    return None


_BY_CODE: dict[str, type[GeraiError]] = {
    "code_invalid": EnrolmentCodeInvalid,
    "copied_disk": CopiedDisk,
    "outlet_mismatch": OutletMismatch,
    "revoked": CentreRefusedToken,
    "already_enrolled": AlreadyEnrolled,
}


def _refusal(status: int, data: bytes, retry_after: float | None) -> Exception:
    try:
        problem = answers.decode(data, Problem)
    except answers.AnswerInvalid:
        problem = Problem("", "")
    if problem.code in _BY_CODE:
        return _BY_CODE[problem.code](outlet=problem.detail, centre=problem.detail)
    if status == 401:
        return TokenExpired()
    if status == 403:
        return CentreRefusedToken()
    if status == 426:
        return CentreTooNew()
    if status in (429, 500, 502, 503, 504):
        return CentreBusy(retry_after_s=retry_after, detail=str(status))
    return CentreFault(detail=f"{status} {problem.code}".strip())
