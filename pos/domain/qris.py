"""QRIS payloads: read, check, put the amount in (EMVCo merchant-presented mode, domain.md §2.5).

Never writes a surcharge (tags 55 to 57) and never changes any other tag. An injected amount is not an
acquirer's own dynamic code: whether the money came is seen elsewhere, never here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from pos.domain.money import Rupiah
from pos.domain.tender import QRIS_MAX
from pos.errors import N_, QrisInvalid, QrisLimit

AMOUNT_MAX: Rupiah = QRIS_MAX
PAYLOAD_CHARS_MAX = 512

_FORMAT, _INITIATION, _CURRENCY, _AMOUNT, _COUNTRY = "00", "01", "53", "54", "58"
_NAME, _CITY, _ADDITIONAL, _CRC, _LANGUAGE = "59", "60", "62", "63", "64"
_NATIONAL = "51"
_STATIC, _DYNAMIC = "11", "12"


class Mode(StrEnum):
    """How an amount is shown; some paying apps refuse 12 from an acquirer that did not issue it."""

    DYNAMIC = "12+54"
    STATIC_WITH_AMOUNT = "11+54"
    STATIC = "static"


@dataclass(frozen=True, slots=True)
class QrisCode:
    """A checked payload; `tags` are (tag, value) in their order, without the CRC.

    `amount` is rupiah or None; `nmid` the national merchant id, shown under the code against sticker swaps;
    `criteria` the merchant class (UMI …).
    """

    tags: tuple[tuple[str, str], ...]
    merchant_name: str
    city: str
    nmid: str
    criteria: str
    amount: Rupiah | None

    @property
    def dynamic(self) -> bool:
        return (_INITIATION, _DYNAMIC) in self.tags


def crc16(text: str) -> str:
    """CRC-16/CCITT-FALSE of ASCII text as four upper-case hex digits."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return f"{crc:04X}"


def is_payload(text: str) -> bool:
    """Whether a text claims to be a QRIS or another EMV payload; says nothing about its validity."""
    return text.startswith("000201")


def parse(payload: str) -> QrisCode:
    """Read and check a payload; raises QrisInvalid with the reason."""
    if not payload or len(payload) > PAYLOAD_CHARS_MAX:
        _refuse(N_("panjangnya tidak wajar"))
    if not all(" " <= c <= "~" for c in payload):
        _refuse(N_("ada huruf yang tidak dikenal"))
    tags = _read(payload)
    if tags[-1][0] != _CRC or crc16(payload[:-4]) != tags[-1][1]:
        _refuse(N_("angka pengecek tidak cocok"))
    found = dict(tags)
    if len(found) != len(tags):
        _refuse(N_("ada bagian yang berulang"))
    _check_required(tags, found)
    accounts = [_nested(value) for tag, value in tags if "26" <= tag <= _NATIONAL]
    for tag in (_ADDITIONAL, _LANGUAGE):
        _nested(found.get(tag, ""))
    national = _nested(found.get(_NATIONAL, ""))
    return QrisCode(
        tags=tags[:-1],
        merchant_name=found[_NAME],
        city=found[_CITY],
        nmid=national.get("02", ""),
        criteria=national.get("03", "") or accounts[0].get("03", ""),
        amount=_amount(found.get(_AMOUNT)),
    )


def serialise(tags: tuple[tuple[str, str], ...]) -> str:
    """Tags → payload with its CRC."""
    text = "".join(f"{tag}{len(value):02d}{value}" for tag, value in tags) + _CRC + "04"
    return text + crc16(text)


def with_amount(payload: str, amount: Rupiah, mode: Mode = Mode.DYNAMIC) -> str:
    """The payload that asks for `amount` rupiah; the plain one unchanged in mode STATIC.

    Raises QrisInvalid for a payload that does not check, QrisLimit for an amount outside 1 to 10.000.000.
    """
    code = parse(payload)
    if not 1 <= amount <= AMOUNT_MAX:
        raise QrisLimit
    if mode is Mode.STATIC:
        return payload
    initiation = _DYNAMIC if mode is Mode.DYNAMIC else _STATIC
    kept = [(tag, value) for tag, value in code.tags if tag not in (_INITIATION, _AMOUNT)]
    kept.insert(_place(code.tags), (_INITIATION, initiation))
    before = next(i for i, (tag, _) in enumerate(kept) if tag > _AMOUNT)
    kept.insert(before, (_AMOUNT, str(amount)))
    return serialise(tuple(kept))


def _place(tags: tuple[tuple[str, str], ...]) -> int:
    """Where tag 01 stands, or belongs: behind tag 00."""
    names = [tag for tag, _ in tags if tag != _AMOUNT]
    return names.index(_INITIATION) if _INITIATION in names else 1


def _read(text: str) -> tuple[tuple[str, str], ...]:
    """Tag, two digits of length, value, and so on to the very end."""
    tags: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        head = text[at : at + 4]
        if len(head) < 4 or not head.isdigit():
            _refuse(N_("susunannya rusak"))
        end = at + 4 + int(head[2:])
        if end > len(text):
            _refuse(N_("susunannya terpotong"))
        tags.append((head[:2], text[at + 4 : end]))
        at = end
    return tuple(tags)


def _nested(value: str) -> dict[str, str]:
    return dict(_read(value))


def _check_required(tags: tuple[tuple[str, str], ...], found: dict[str, str]) -> None:
    if tags[0] != (_FORMAT, "01"):
        _refuse(N_("bukan kode QRIS"))
    if found.get(_INITIATION, _STATIC) not in (_STATIC, _DYNAMIC):
        _refuse(N_("jenis kodenya tidak dikenal"))
    if found.get(_CURRENCY) != "360":
        _refuse(N_("mata uangnya bukan rupiah"))
    if found.get(_COUNTRY) != "ID":
        _refuse(N_("bukan kode Indonesia"))
    if not any("26" <= tag <= _NATIONAL for tag in found):
        _refuse(N_("akun merchant tidak ada"))
    if not found.get(_NAME) or not found.get(_CITY):
        _refuse(N_("nama atau kota merchant tidak ada"))


def _amount(text: str | None) -> Rupiah | None:
    """Whole rupiah; `.00` is accepted, as some acquirers send it, anything else is not."""
    if text is None:
        return None
    whole, dot, cents = text.partition(".")
    if not whole.isdigit() or len(text) > 13 or (dot and cents.strip("0")):
        _refuse(N_("nilai uangnya tidak terbaca"))
    return int(whole)


def _refuse(reason: str) -> NoReturn:
    raise QrisInvalid(reason=reason)
