"""Who is calling: device tokens for /v1, the office's password (HTTP Basic) for the pages.

Registers are never asked for cookies. The pages only read, so there is nothing to forge.
"""

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Headers
from litestar.exceptions import NotAuthorizedException, TooManyRequestsException
from litestar.handlers import BaseRouteHandler

from sync.central.services import registers, staff, tokens
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller
from sync.central.store import CentralStore
from sync.protocol.answers import HEADER_PROTOCOL
from sync.protocol.limits import PROTOCOL

UPGRADE_REQUIRED = 426
GUESSES_WAITING_MAX = 20
GUESS_AGAIN_S = "2"
AnyConnection = ASGIConnection[Any, Any, Any, Any]


class TooManyGuesses(Exception):
    """So many passwords wait for their slow check that one more is not taken."""


def require_protocol(headers: Headers) -> None:
    """Refuse another major version of the protocol."""
    if headers.get(HEADER_PROTOCOL) != str(PROTOCOL):
        raise Refusal(UPGRADE_REQUIRED, "protocol", str(PROTOCOL))


def authenticate(store: CentralStore, headers: Headers, register_id: str, at: datetime) -> Caller:
    """The register whose access token this is; raises Refusal."""
    require_protocol(headers)
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or not registers.is_register_id(register_id):
        raise Refusal(401, "token")
    return store.run(lambda connection: tokens.authenticate(connection, register_id, token, at))


class OfficeDoor:
    """Checks the office's password: once by its slow hash, then by a fast digest kept in memory only.

    The slow hash runs outside any transaction, on one thread of its own: guessing can hold up other guesses,
    never the registers. A changed password counts at once, as the digest covers what is stored.
    """

    def __init__(self, store: CentralStore, matches: Callable[[str, str], bool] = staff.matches) -> None:
        """Nothing is known at first; `matches` holds a stored hash against a password."""
        self._store = store
        self._matches = matches
        self._salt = secrets.token_bytes(16)
        self._known = b""
        self._waiting = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office-door")

    async def opens(self, authorization: str) -> bool:
        """Whether an Authorization header carries the office's password; raises TooManyGuesses."""
        password = _basic_password(authorization)
        if password is None:
            return False
        stored = await asyncio.to_thread(self._store.look, staff.stored_password)
        digest = hashlib.sha256(self._salt + stored.encode() + b"\0" + password.encode()).digest()
        if secrets.compare_digest(digest, self._known):
            return True
        if self._waiting >= GUESSES_WAITING_MAX:
            raise TooManyGuesses
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            right = await loop.run_in_executor(self._thread, self._matches, stored, password)
        finally:
            self._waiting -= 1
        if right:
            self._known = digest
        return right

    def close(self) -> None:
        """Let the thread end; guesses that still wait are dropped."""
        self._thread.shutdown(wait=False, cancel_futures=True)


async def require_office(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard of the pages: 401 with a way to ask, 429 while too many guesses wait."""
    office: OfficeDoor = connection.app.state.office
    try:
        opened = await office.opens(connection.headers.get("authorization", ""))
    except TooManyGuesses as error:
        raise TooManyRequestsException(headers={"Retry-After": GUESS_AGAIN_S}) from error
    if not opened:
        raise NotAuthorizedException(headers={"WWW-Authenticate": 'Basic realm="Gerai"'})


def _basic_password(authorization: str) -> str | None:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        _, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:  # not ASCII, not base64, not UTF-8
        return None
    return password
