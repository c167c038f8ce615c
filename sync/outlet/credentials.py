"""Tokens of this register: kept by pos.key_store, renewed once at a 401. An expired token never blocks selling."""

from dataclasses import dataclass

from pos.errors import CentreRefusedToken
from pos.key_store import KeyStore
from sync.outlet.transport import TokenExpired, Transport
from sync.protocol.answers import EnrolAnswer, RefreshAnswer, RefreshRequest

DEVICE_KEY = "device-key"
ACCESS = "access-token"
REFRESH = "refresh-token"


@dataclass(frozen=True, slots=True)
class Credentials:
    """The secrets of one register."""

    keys: KeyStore
    register_id: str

    def device_key(self) -> bytes:
        """The private key, 32 raw bytes; its absence is a damaged installation: CentreRefusedToken."""
        key = self.keys.get(DEVICE_KEY)
        if key is None:
            raise CentreRefusedToken
        return key

    def access_token(self) -> str:
        """The current access token, '' where there is none yet."""
        return (self.keys.get(ACCESS) or b"").decode()

    def keep(self, answer: EnrolAnswer | RefreshAnswer) -> None:
        """Store fresh tokens; the refresh token first, so that a crash between keeps a way in."""
        self.keys.put(REFRESH, answer.refresh_token.encode())
        self.keys.put(ACCESS, answer.access_token.encode())

    def renew(self, transport: Transport) -> str:
        """Trade the refresh token for fresh tokens; raises CentreRefusedToken where the centre will not."""
        token = self.keys.get(REFRESH)
        if token is None:
            raise CentreRefusedToken
        try:
            answer = transport.refresh(RefreshRequest(self.register_id, token.decode()))
        except TokenExpired as error:
            raise CentreRefusedToken from error
        self.keep(answer)
        return answer.access_token
