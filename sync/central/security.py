"""Who is calling: device tokens for /v1, the office's password (HTTP Basic) for the pages.

Registers are never asked for cookies. The pages only read, so there is nothing to forge.
"""

import base64
import hashlib
import secrets
from datetime import datetime

from litestar.datastructures import Headers

from sync.central.services import registers, staff
from sync.central.services.registers import Caller, Denied
from sync.central.store import CentralStore
from sync.protocol.answers import HEADER_PROTOCOL
from sync.protocol.limits import PROTOCOL

UPGRADE_REQUIRED = 426


def require_protocol(headers: Headers) -> None:
    """Refuse another major version of the protocol."""
    if headers.get(HEADER_PROTOCOL) != str(PROTOCOL):
        raise Denied(UPGRADE_REQUIRED, "protocol", str(PROTOCOL))


def authenticate(store: CentralStore, headers: Headers, register_id: str, at: datetime) -> Caller:
    """The register whose access token this is; raises Denied."""
    require_protocol(headers)
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token or not registers.is_register_id(register_id):
        raise Denied(401, "token")
    return store.run(lambda connection: registers.authenticate(connection, register_id, token, at))


class OfficeDoor:
    """Checks the office's password once by its slow hash, then by a fast digest kept in memory only."""

    def __init__(self, store: CentralStore) -> None:
        """Nothing is known at first."""
        self._store = store
        self._salt = secrets.token_bytes(16)
        self._known = b""

    def opens(self, authorization: str) -> bool:
        """Whether an Authorization header carries the office's password."""
        password = _basic_password(authorization)
        if password is None:
            return False
        digest = hashlib.sha256(self._salt + password.encode()).digest()
        if self._known and secrets.compare_digest(digest, self._known):
            return True
        if not self._store.run(lambda connection: staff.is_office_password(connection, password)):
            return False
        self._known = digest
        return True


def _basic_password(authorization: str) -> str | None:
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        _, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:  # not ASCII, not base64, not UTF-8
        return None
    return password
