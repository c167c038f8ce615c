"""What a scanned or typed code is: normalise, check, say which texts to look up; mint in-store codes.

Looks nothing up itself. Rules of hardware.md §5.2 and domain.md §2.7; receipts and QRIS are never items.
"""

from dataclasses import dataclass
from enum import StrEnum

from pos.domain.receipt import QR_PREFIX

CODE_CHARS_MAX = 512
SERIAL_MAX = 999_999
MAKER_MAX = 9_999


class CodeKind(StrEnum):
    EAN13 = "ean13"
    EAN8 = "ean8"
    UPC_A = "upc_a"
    UPC_E = "upc_e"
    GTIN14 = "gtin14"
    TEXT = "text"
    RECEIPT = "receipt"
    QRIS = "qris"
    LINK = "link"
    BAD_CHECK_DIGIT = "bad_check_digit"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ParsedCode:
    """`canonical` is what is stored and shown; `candidates` the texts to look up, best first.

    For a receipt `canonical` is its number and `receipt_code` the chain's short code on it.
    """

    kind: CodeKind
    canonical: str
    candidates: tuple[str, ...] = ()
    receipt_code: str = ""


class StockUnit(StrEnum):
    """The K digit of an in-store code: what kind of thing carries it."""

    REPEAT = "0"
    UNIQUE = "1"
    TEST = "9"


@dataclass(frozen=True, slots=True)
class SerialBlock:
    """Serial numbers from `next` up to and including `last` that only this register may mint."""

    next: int
    last: int

    @property
    def left(self) -> int:
        return max(0, self.last - self.next + 1)


def parse(text: str) -> ParsedCode:
    """Say what a code is; never raises. A wrong check digit is still looked up, as an own code may look like one."""
    cleaned = normalise(text)
    if not cleaned:
        return ParsedCode(CodeKind.EMPTY, "")
    if cleaned.upper().startswith(QR_PREFIX):
        return _receipt(cleaned)
    if cleaned.startswith("000201"):
        return ParsedCode(CodeKind.QRIS, cleaned)
    if cleaned.lower().startswith(("http://", "https://")):
        return ParsedCode(CodeKind.LINK, cleaned)
    joined = cleaned.replace(" ", "")
    if joined.isascii() and joined.isdigit():
        return _digits(joined)
    own = joined.upper()
    return ParsedCode(CodeKind.TEXT, own, (own,) if own == joined else (own, joined))


def normalise(text: str) -> str:
    """Strip what scanners add: AIM identifier, CR, LF, TAB, FNC1, spaces round it; at most 512 characters."""
    cleaned = "".join(c for c in text[:CODE_CHARS_MAX] if c >= " " and c != "\x7f").strip()
    if len(cleaned) > 3 and cleaned[0] == "]" and cleaned[1].isalpha() and cleaned[2].isdigit():
        cleaned = cleaned[3:].strip()
    return cleaned


def check_digit(digits: str) -> str:
    """The GS1 check digit of the digits before it: from the right, weights 3, 1, 3, 1 …"""
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits)))
    return str(-total % 10)


def has_check_digit(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    return check_digit(digits[:-1]) == digits[-1]


def digits_tail(text: str) -> str | None:
    """The typed last 4 to 6 digits of a label, or None when it is something else."""
    typed = text.strip().replace(" ", "")
    return typed if 4 <= len(typed) <= 6 and typed.isascii() and typed.isdigit() else None


def mint(unit: StockUnit, maker_number: int, serial: int) -> str:
    """An in-store EAN-13 `2 K MMMM NNNNNN C` (domain.md §2.7)."""
    assert 0 <= maker_number <= MAKER_MAX
    assert 0 <= serial <= SERIAL_MAX
    body = f"2{unit.value}{maker_number:04d}{serial:06d}"
    return body + check_digit(body)


def mint_from(block: SerialBlock, unit: StockUnit, maker_number: int) -> tuple[str, SerialBlock] | None:
    """The next code of a register's block and the block after it; None when the block is used up."""
    if block.left == 0:
        return None
    code = mint(unit, maker_number, block.next)
    return code, SerialBlock(block.next + 1, block.last)


def _receipt(cleaned: str) -> ParsedCode:
    number, _, code = cleaned[len(QR_PREFIX) :].partition(":")
    return ParsedCode(CodeKind.RECEIPT, number.upper(), receipt_code=code.upper())


def _digits(digits: str) -> ParsedCode:
    match len(digits):
        case 13:
            return _checked(CodeKind.EAN13, digits, digits)
        case 12:
            return _upc_a(digits)
        case 8:
            return _eight(digits)
        case 14:
            return _gtin14(digits)
        case 11:
            # A scanner may be set to drop the UPC's check digit or its leading zero.
            without_check = "0" + digits + check_digit(digits)
            return ParsedCode(CodeKind.TEXT, digits, _distinct(digits, without_check, "00" + digits))
        case _:
            return ParsedCode(CodeKind.TEXT, digits, (digits,))


def _checked(kind: CodeKind, canonical: str, *candidates: str) -> ParsedCode:
    if has_check_digit(canonical):
        return ParsedCode(kind, canonical, _distinct(*candidates))
    return ParsedCode(CodeKind.BAD_CHECK_DIGIT, canonical, _distinct(*candidates))


def _upc_a(digits: str) -> ParsedCode:
    """Twelve digits: UPC-A, else an EAN-13 whose check digit the scanner dropped."""
    completed = digits + check_digit(digits)
    if has_check_digit(digits):
        return ParsedCode(CodeKind.UPC_A, "0" + digits, ("0" + digits, digits, completed))
    return ParsedCode(CodeKind.BAD_CHECK_DIGIT, digits, (digits, completed))


def _eight(digits: str) -> ParsedCode:
    """EAN-8 if its check digit is right, else UPC-E; one that is both is looked up as both."""
    expanded = _upc_e_to_a(digits)
    wider = ("0" + expanded, expanded) if expanded is not None and has_check_digit(expanded) else ()
    if has_check_digit(digits):
        return ParsedCode(CodeKind.EAN8, digits, (digits, *wider))
    if wider:
        return ParsedCode(CodeKind.UPC_E, wider[0], (*wider, digits))
    return ParsedCode(CodeKind.BAD_CHECK_DIGIT, digits, (digits,))


def _gtin14(digits: str) -> ParsedCode:
    """A leading 0 is the EAN-13 itself; 1 to 8 is a case of it, which is not sold as one piece."""
    if digits[0] == "0":
        return _checked(CodeKind.EAN13, digits[1:], digits[1:], digits)
    return _checked(CodeKind.GTIN14, digits, digits)


def _upc_e_to_a(digits: str) -> str | None:
    """Expand an 8-digit UPC-E (number system 0 or 1) to its UPC-A."""
    system, d, check = digits[0], digits[1:7], digits[7]
    if system not in "01":
        return None
    match d[5]:
        case "0" | "1" | "2":
            middle = d[:2] + d[5] + "0000" + d[2:5]
        case "3":
            middle = d[:3] + "00000" + d[3:5]
        case "4":
            middle = d[:4] + "00000" + d[4]
        case _:
            middle = d[:5] + "0000" + d[5]
    return system + middle + check


def _distinct(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
