"""One request and its answer over HTTP through urllib3, within limits of time and size. Never retries by itself."""

import re
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

from pos.errors import CentreFault, CentreUnreachable
from sync.protocol.limits import UPLOAD_BYTES_PER_S

ANSWER_BYTES_MAX = 4 * 1_048_576
CHUNK_BYTES = 65_536
RETRY_AFTER_DIGITS_MAX = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait: for the connection, for each piece of an answer, and for the whole of it (sync.md §2.5)."""

    connect_s: float = 10.0
    read_s: float = 30.0
    answer_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """HTTP status, raw body, and the pause in seconds that the centre asked for."""

    status: int
    data: bytes
    retry_after_s: float | None = None


USUAL = Limits()


class Exchange(Protocol):
    """Carries one request to the centre; raises CentreUnreachable, CentreFault."""

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer: ...
    def close(self) -> None: ...


class HttpExchange:
    """One centre by its address, such as https://pusat.example; the system's certificates decide."""

    def __init__(self, url: str, limits: Limits = USUAL) -> None:
        """Keep the address; the connection is made at the first call."""
        import urllib3

        self._url = url.rstrip("/")
        self._limits = limits
        self._pool = urllib3.PoolManager(num_pools=1, maxsize=1, retries=False, ssl_context=_ssl_context(url))

    def close(self) -> None:
        """Drop kept connections."""
        self._pool.clear()

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        import urllib3

        uploading_s = len(body) / UPLOAD_BYTES_PER_S
        timeout = urllib3.Timeout(connect=self._limits.connect_s, read=self._limits.read_s + uploading_s)
        until = monotonic() + self._limits.answer_s + uploading_s
        try:
            answer = self._pool.request(
                method,
                self._url + path,
                body=body or None,
                headers=headers,
                timeout=timeout,
                redirect=False,
                preload_content=False,
            )
            data = _read(answer, until)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise CentreUnreachable(detail=type(error).__name__) from error
        except ValueError as error:  # a header that HTTP cannot carry
            raise CentreFault(detail=type(error).__name__) from error
        return Answer(answer.status, data, _seconds(answer.headers.get("Retry-After")))


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
