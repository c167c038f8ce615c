"""A web server that answers a register with anything at all; one thread, real sockets, scripted per request."""

import json
import socket
import threading
from collections.abc import Callable
from typing import Self

from sync.protocol.answers import Ack, Next, encode

Script = Callable[[socket.socket], None]
WAIT_S = 10.0


def reply(
    status: str = "200 OK", body: bytes = b"", headers: str = "", *, length: int | None = None
) -> Script:
    """A whole answer; `length` lies about the size of the body."""

    def send(connection: socket.socket) -> None:
        size = len(body) if length is None else length
        head = f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\nConnection: close\r\n{headers}\r\n"
        connection.sendall(head.encode("latin-1") + body)

    return send


def raw(data: bytes) -> Script:
    """These bytes and the end of the connection."""
    return lambda connection: connection.sendall(data)


def json_reply(value: object, status: str = "200 OK", headers: str = "") -> Script:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return reply(status, body, headers)


def ack(**facts: object) -> Script:
    """An acknowledgement; what is not said is that of an empty chain."""
    usual = {
        "epoch": 1, "high_water": 0, "tip": "0" * 64, "accepted": 0, "duplicates": 0, "quarantined": (), "stop": None,
        "server_time": "2026-11-14T02:30:00.000Z", "next": Next(), "catalogue": 0, "nonce": "n",
    }  # fmt: skip
    return json_reply(encode(Ack(**{**usual, **facts})))


class HostileServer:
    """Answers each request by the next script, the last one for ever; keeps what came in."""

    def __init__(self, *scripts: Script) -> None:
        self.scripts = list(scripts)
        self.requests: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="hostile", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        with socket.create_connection(self._listener.getsockname()):
            self._thread.join(WAIT_S)
        self._listener.close()
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._ending.is_set():
                    return
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        try:
            self.requests.append(_request(connection))
            script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
            script(connection)
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(WAIT_S)
            while connection.recv(65_536):
                pass
        except OSError:
            pass  # the client has had enough


def _request(connection: socket.socket) -> bytes:
    """Head and body of one request."""
    connection.settimeout(WAIT_S)
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65_536)
        if not piece:
            return data
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    sizes = [int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-length")]
    while sizes and len(body) < sizes[0]:
        body += connection.recv(65_536)
    return head + b"\r\n\r\n" + body
