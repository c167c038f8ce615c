"""Rupiah as people write, read and say it: format, grouping, parsing, terbilang (domain.md §2.1)."""

import re

from pos.domain.money import Rupiah

PARSED_MAX: Rupiah = 10**15 - 1
"""Largest amount that parsing accepts, rupiah."""

_AMOUNT = re.compile(r"(-?)(?:rp\.? ?)?(\S.*)", re.ASCII)
_PLAIN = re.compile(r"\d{1,15}|[1-9]\d{0,2}(?:\.\d{3}){1,4}", re.ASCII)
_SHORT = re.compile(r"(\d{1,6}|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,6}))? ?(jt|juta|rb|ribu|k)", re.ASCII)
_FACTOR = {"jt": 1_000_000, "juta": 1_000_000, "rb": 1_000, "ribu": 1_000, "k": 1_000}


def grouped(amount: int) -> str:
    """Thousands dots without 'Rp': 1.250.000, -5.000."""
    return f"{amount:,}".replace(",", ".")


def format_rupiah(amount: Rupiah) -> str:
    """Rp1.250.000, -Rp5.000: no space, no decimals."""
    return f"-Rp{grouped(-amount)}" if amount < 0 else f"Rp{grouped(amount)}"


def parse_rupiah(text: str) -> Rupiah | None:
    """Read 1.250.000, 1250000, Rp1.250.000, 1,25jt, 50rb, 50k, with a leading minus; None for all else.

    A number that would not be whole rupiah, such as 1,2345rb, is None too: nothing is ever rounded here.
    """
    match = _AMOUNT.fullmatch(text.strip().lower())
    if match is None:
        return None
    negative, typed = bool(match[1]), match[2]
    amount = _plain(typed) if _PLAIN.fullmatch(typed) else _short(typed)
    if amount is None or amount > PARSED_MAX:
        return None
    return -amount if negative else amount


def _plain(typed: str) -> Rupiah:
    return int(typed.replace(".", ""))


def _short(typed: str) -> Rupiah | None:
    match = _SHORT.fullmatch(typed)
    if match is None:
        return None
    whole, fraction, unit = match[1], match[2] or "", match[3]
    numerator = int(whole.replace(".", "") + fraction) * _FACTOR[unit]
    amount, rest = divmod(numerator, 10 ** len(fraction))
    return None if rest else amount


_ONES = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_STEPS: tuple[tuple[int, str], ...] = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
)


def terbilang(amount: Rupiah) -> str:
    """An amount in Indonesian words with 'rupiah', as a kuitansi says it; minus and nol included."""
    assert abs(amount) <= PARSED_MAX
    words = "nol" if amount == 0 else _spoken(abs(amount))
    return f"{'minus ' if amount < 0 else ''}{words} rupiah"


def _spoken(n: int) -> str:
    for size, name in _STEPS:
        if n >= size:
            return _joined(f"{_spoken(n // size)} {name}", n % size)
    if n >= 2_000:
        return _joined(f"{_spoken(n // 1_000)} ribu", n % 1_000)
    if n >= 1_000:
        return _joined("seribu", n - 1_000)
    return _below_thousand(n)


def _below_thousand(n: int) -> str:
    if n >= 200:
        return _joined(f"{_ONES[n // 100]} ratus", n % 100)
    if n >= 100:
        return _joined("seratus", n - 100)
    if n >= 20:
        return _joined(f"{_ONES[n // 10]} puluh", n % 10)
    return _ONES[n] if n <= 11 else f"{_ONES[n - 10]} belas"


def _joined(head: str, rest: int) -> str:
    return f"{head} {_spoken(rest)}" if rest else head
