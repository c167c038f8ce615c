"""A customer who agreed to be remembered: name and number only, and the consent (domain.md §2.6)."""

from dataclasses import dataclass
from datetime import datetime

from pos.errors import CustomerNotAllowed

NAME_CHARS_MAX = 80
PHONE_DIGITS = range(8, 16)


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a person: kept sealed, shown, exported, and erased on request."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Which text was agreed to, and when."""

    version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Customer:
    """`identity` is None once it was erased, or while its key is not here."""

    id: str
    identity: Identity | None
    consent: Consent | None = None


def identity(name: str, phone: str = "") -> Identity:
    """A name and a WhatsApp number as people write it, kept as digits with its country; raises CustomerNotAllowed."""
    plain = " ".join(name.split())
    if not 0 < len(plain) <= NAME_CHARS_MAX or not plain.isprintable():
        raise CustomerNotAllowed(reason=f"1–{NAME_CHARS_MAX}")
    return Identity(plain, _digits(phone))


def _digits(phone: str) -> str:
    kept = "".join(c for c in phone if c not in " -().")
    if kept.startswith("0"):
        kept = f"+62{kept[1:]}"
    digits = kept.removeprefix("+")
    if kept and not (digits.isascii() and digits.isdigit() and len(digits) in PHONE_DIGITS):
        raise CustomerNotAllowed(reason=phone[:20])
    return f"+{digits}" if digits else ""
