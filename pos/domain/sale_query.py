"""What a person types to find a sale of before: a number, an amount, a time, a day, or words of goods and makers."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pos.domain.day import WIB
from pos.domain.money import RUPIAH_MAX, Rupiah
from pos.domain.words import parse_rupiah

WORDS_MAX = 6
NEAR = timedelta(minutes=10)
"""A time is remembered about so well."""
_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?", re.ASCII)
_NUMBER = re.compile(r"[A-Z]{2,6}\d{1,2}-[A-Z0-9-]{1,16}", re.ASCII)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class SaleQuery:
    """Every way in which a text can be meant; None and () where it cannot be meant so.

    `digits` may be a running number, `number` a printed one, `amount` is a total in rupiah; `clock` a time of the day,
    `day` a business date, `words` parts of names.
    """

    digits: str = ""
    number: str = ""
    amount: Rupiah | None = None
    clock: time | None = None
    day: date | None = None
    words: tuple[str, ...] = ()


def read(text: str, today: date) -> SaleQuery:
    """Read a typed text; a day without its year is the last one that has been."""
    typed = text.strip()
    if _NUMBER.fullmatch(typed.upper()):
        return SaleQuery(number=typed.upper())
    if at := _CLOCK.fullmatch(typed):
        return SaleQuery(clock=time(int(at[1]), int(at[2])))
    if found := _DAY.fullmatch(typed):
        return SaleQuery(day=_day(found, today))
    amount = parse_rupiah(typed)
    if amount is not None:
        plain = typed.isascii() and typed.isdigit()
        return SaleQuery(digits=typed if plain else "", amount=amount if 0 < amount <= RUPIAH_MAX else None)
    return SaleQuery(words=tuple(_WORD.findall(typed.lower())[:WORDS_MAX]))


def is_printed_number(text: str) -> bool:
    """Whether it looks like the number on a receipt, of whatever outlet."""
    return _NUMBER.fullmatch(text.strip().upper()) is not None


def _day(found: re.Match[str], today: date) -> date | None:
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0) if found[3] else today.year
    try:
        day = date(year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    return day if found[3] or day <= today else day.replace(year=year - 1, day=min(day.day, 28))


def moments(clock: time, today: date, days: int) -> tuple[tuple[datetime, datetime], ...]:
    """From and to of the minutes round a time, today and on the days before; aware."""
    found = []
    for back in range(days):
        middle = datetime.combine(today - timedelta(days=back), clock, WIB)
        found.append((middle - NEAR, middle + NEAR))
    return tuple(found)
