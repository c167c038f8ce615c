"""Tokens of this register: kept by pos.key_store, renewed once at a 401. An expired token never blocks selling."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pos.database import as_disk_trouble
from pos.errors import CentreFault, CentreRefusedToken
from pos.key_store import KeyStore
from sync.outlet.transport import TokenExpired, Transport
from sync.protocol import signature
from sync.protocol.answers import EnrolAnswer, RefreshAnswer, RefreshRequest

T = TypeVar("T")
DEVICE_KEY = "device-key"
ACCESS = "access-token"
REFRESH = "refresh-token"
HEADER_TEXT = re.compile(r"[!-~]{0,200}")


@dataclass(frozen=True, slots=True)
class Credentials:
    """The secrets of one register."""

    keys: KeyStore
    register_id: str

    def device_key(self) -> bytes:
        """The private key, 32 raw bytes; its absence is a damaged installation: CentreRefusedToken."""
        key = self._get(DEVICE_KEY)
        if key is None:
            raise CentreRefusedToken
        return key

    def access_token(self) -> str:
        """The current access token, '' where there is none yet."""
        return (self._get(ACCESS) or b"").decode(errors="replace")

    def keep(self, answer: EnrolAnswer | RefreshAnswer) -> None:
        """Store fresh tokens; the refresh token first, so that a crash between keeps a way in.

        Raises CentreFault for a token that no header could carry, DiskFull, DiskFault.
        """
        require_header_text(answer.refresh_token, answer.access_token)
        with as_disk_trouble():
            self.keys.put(REFRESH, answer.refresh_token.encode())
            self.keys.put(ACCESS, answer.access_token.encode())

    def renew(self, transport: Transport) -> str:
        """Trade the refresh token for fresh tokens; raises CentreRefusedToken where the centre will not."""
        token = self._get(REFRESH)
        if token is None:
            raise CentreRefusedToken
        try:
            answer = transport.refresh(self._request(token.decode()))
        except TokenExpired as error:
            raise CentreRefusedToken from error
        self.keep(answer)
        return answer.access_token

    def ask(self, transport: Transport, call: Callable[[str], T]) -> T:
        """Make a call with the access token, once more with a fresh one; raises Trouble of the way."""
        try:
            return call(self.access_token())
        except TokenExpired:
            token = self.renew(transport)
        try:
            return call(token)
        except TokenExpired as error:
            raise CentreFault(detail="401") from error

    def _request(self, token: str) -> RefreshRequest:
        """Signed by the device, so that a centre that was restored and does not know the token still believes it."""
        key = self._get(DEVICE_KEY)
        signed = signature.sign_refresh(key, self.register_id, token) if key else ""
        return RefreshRequest(self.register_id, token, signed)

    def _get(self, name: str) -> bytes | None:
        with as_disk_trouble():
            return self.keys.get(name)


def require_header_text(*texts: str) -> None:
    """What the centre gives us to send back must fit into a header; raises CentreFault."""
    if not all(HEADER_TEXT.fullmatch(text) for text in texts):
        raise CentreFault(detail="token")
