"""The offline one-time code of an approval: the till's challenge, the six digits of the manager's phone, and how both agree.

The manager types what the cashier says into the phone: the act, the rupiah, eight digits. All three go into the answer, so that
nobody agrees to another act or a larger sum than was said. assets/approve/setujui.html counts the same.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from pos.domain.money import Rupiah
from pos.domain.permissions import Permission

SECRET_BYTES = 20
ANSWER_DIGITS = 6
CHALLENGE_DIGITS = 8
"""The last one is a check digit (Luhn): a number misheard or mistyped is told on the phone."""
LIFETIME = timedelta(minutes=10)
TRIES_MAX = 3
GIVES_AWAY = frozenset(
    {Permission.NEGATIVE_COMMISSION, Permission.DISCOUNT_LARGE, Permission.DISCOUNT_UNLIMITED}
)
_ENROLMENT = "gerai1"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a challenge stands for: at which register, for which act and document, and the rupiah at stake."""

    register_id: str
    permission: Permission
    document_id: str
    amount: Rupiah


def challenge_of(asked: Asked, nonce: bytes) -> str:
    """Eight digits that stand for what is asked; another nonce gives others."""
    said = (
        f"gerai-challenge/1\n{asked.register_id}\n{asked.permission}\n{asked.document_id}\n{asked.amount}\n"
    )
    number = _number(hashlib.sha256(said.encode() + nonce).digest(), CHALLENGE_DIGITS - 1)
    return number + _check_digit(number)


def is_challenge(text: str) -> bool:
    """Whether these are eight digits with the right check digit."""
    fits = len(text) == CHALLENGE_DIGITS and text.isascii() and text.isdigit()
    return fits and _check_digit(text[:-1]) == text[-1]


def readable(digits: str) -> str:
    """As it is said on the phone: in groups of four, or of three for an answer."""
    size = 3 if len(digits) == ANSWER_DIGITS else 4
    return " ".join(digits[at : at + size] for at in range(0, len(digits), size))


def answer_of(secret: bytes, challenge: str, permission: Permission, amount: Rupiah) -> str:
    """The six digits by which the owner of the secret agrees (HMAC-SHA-256, cut as RFC 4226 cuts)."""
    said = f"gerai-approve/1\n{challenge}\n{permission}\n{amount}"
    return _number(hmac.digest(secret, said.encode(), "sha256"), ANSWER_DIGITS)


def agrees(secret: bytes, challenge: str, asked: Asked, answer: str) -> bool:
    """Whether an answer is the owner's word for what was asked."""
    right = answer_of(secret, challenge, asked.permission, asked.amount)
    return hmac.compare_digest(right.encode(), answer.encode())


def acts_of(permission: Permission) -> tuple[str, ...]:
    """What a word for an act is good for: of what a cart gives away for all of it, since it is one document and one sum."""
    acts = GIVES_AWAY if permission in GIVES_AWAY else {permission}
    return tuple(sorted(act.value for act in acts))


def enrolment_text(outlet_code: str, staff_id: int, secret: bytes) -> str:
    """What the phone is given once, as QR and as text to paste or type."""
    return f"{_ENROLMENT}.{outlet_code}.{staff_id}.{base64.b32encode(secret).decode()}"


def secret_in(text: str) -> bytes | None:
    """The secret of an enrolment text; None for anything else."""
    parts = text.strip().split(".")
    if len(parts) != 4 or parts[0] != _ENROLMENT:
        return None
    try:
        secret = base64.b32decode(parts[3])
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == SECRET_BYTES else None


def _number(digest: bytes, digits: int) -> str:
    """The first six bytes as a decimal number of so many digits: every language counts them exactly."""
    return str(int.from_bytes(digest[:6], "big") % 10**digits).zfill(digits)


def _check_digit(number: str) -> str:
    doubled = (int(digit) * (2 - n % 2) for n, digit in enumerate(reversed(number)))
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)
