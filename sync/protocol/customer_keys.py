"""Keys of customers' sealed identities: outside the chain, so that destroying one erases a person (sync.md §2.1)."""

import re

import msgspec

from sync.protocol.answers import Whole

KEYS_MAX = 500
"""Keys in one request or page."""
KEY_BYTES = 32


_ID = re.compile(r"[!-~]{1,64}")


def is_id(text: str) -> bool:
    """Whether a customer or a key may be named so: 1 to 64 visible ASCII characters."""
    return _ID.fullmatch(text) is not None


class CustomerKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """A key by its id: 32 bytes in base64; '' once it is destroyed, for ever. `ver` counts at the centre."""

    key_id: str
    customer_id: str
    key: str = ""
    ver: int = 0

    @property
    def destroyed(self) -> bool:
        return not self.key


class KeysRequest(msgspec.Struct, frozen=True):
    """What a register has that the centre may not have heard, destroyed keys before others."""

    keys: tuple[CustomerKey, ...]


class KeysAnswer(msgspec.Struct, frozen=True):
    """Ids among those sent whose keys are destroyed at the centre: the register destroys its own."""

    destroyed: tuple[str, ...]


class KeysPage(msgspec.Struct, frozen=True):
    """Keys of the outlet with a version after the one asked for; `next` to go on from, `done` when there are no more."""

    keys: tuple[CustomerKey, ...]
    next: Whole
    done: bool
