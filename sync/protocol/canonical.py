"""Canonical bytes: the RFC 8785 subset that is hashed, stored and sent as it is (sync.md §2.2).

UTF-8, sorted ASCII keys, no spaces, integers only, strings NFC. Encoding never changes a stored line.
"""

import json
import unicodedata
from typing import Any

from sync.protocol.limits import INTEGER_MAX, REISSUE_BYTES_MAX


class NotCanonical(ValueError):
    """A line or value that is outside the subset."""


def encode(value: dict[str, Any]) -> bytes:
    """Canonical bytes of an object of str, int, bool, None, lists and objects; raises NotCanonical."""
    return json.dumps(_clean(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if type(value) is int:
        if abs(value) > INTEGER_MAX:
            raise NotCanonical("integer beyond 2^53-1")
        return value
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_key(key): _clean(item) for key, item in value.items()}
    raise NotCanonical(f"{type(value).__name__} is not allowed")


def _key(key: object) -> str:
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonical("keys are ASCII text")
    return key


def parse(line: bytes) -> dict[str, Any]:
    """Parse one line strictly: an object, no float, no duplicate key, within the limits; raises NotCanonical."""
    if len(line) > REISSUE_BYTES_MAX:
        raise NotCanonical("line too long")
    try:
        value = json.loads(line, object_pairs_hook=_object, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    if not isinstance(value, dict):
        raise NotCanonical("not an object")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("duplicate key")
    return found


def _no_float(text: str) -> Any:
    raise NotCanonical(f"{text} is not an integer")
