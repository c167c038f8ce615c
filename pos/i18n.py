"""Texts in the chosen language: Indonesian is the source text, English the first translation.

Stdlib gettext reads assets/locale; the language is given per call, so till, paper and web can differ.
"""

import gettext
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache

from pos.errors import GeraiError
from pos.paths import asset

LANGUAGES = ("id", "en")
WIB = timezone(timedelta(hours=7), "WIB")

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "id":
        return gettext.NullTranslations()
    return gettext.translation("gerai", str(asset("locale")), languages=[language], fallback=True)


class Texts:
    """One language's voice: `_` and `ngettext` for it; handed to presenters, papers and pages."""

    def __init__(self, language: str = "id", keycaps: Mapping[str, str] | None = None) -> None:
        """Choose 'id' or 'en'; `keycaps` are this computer's keys by `key_` and the action, as errors name them."""
        assert language in LANGUAGES
        self.language = language
        self.keycaps = dict(keycaps or {})
        catalogue = _catalogue(language)
        self._: Callable[[str], str] = catalogue.gettext
        self.ngettext: Callable[[str, str, int], str] = catalogue.ngettext
        self.pgettext: Callable[[str, str], str] = catalogue.pgettext

    def explain(self, error: GeraiError) -> str:
        """What happened, what is safe, what to do: three sentences in one line."""
        return " ".join(self.sentences(error))

    def sentences(self, error: GeraiError) -> tuple[str, str, str]:
        """The three sentences of an expected failure, with its facts filled in."""
        keys: dict[str, object] = {name: self.keycaps.get(name, cap) for name, cap in error.keycaps.items()}
        facts = keys | {key: self._fact(value) for key, value in error.facts.items()}
        happened, safe, to_do = (
            self._(text).format_map(_Blank(facts)) for text in (error.happened, error.safe, error.to_do)
        )
        return happened, safe, to_do

    def _fact(self, value: object) -> object:
        """A fact that is itself a marked text is translated; whole numbers get thousands dots."""
        return self._(value) if isinstance(value, str) and value else _shown(value)

    def day(self, day: date) -> str:
        """A date as people write it: 14 Nov 2026."""
        return f"{day.day} {_MONTHS[self.language][day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        return _DAYS[self.language][day.weekday()]


class _Blank(dict[str, object]):
    """A placeholder without a fact shows as a dash rather than failing while failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def _shown(value: object) -> object:
    """Whole numbers get thousands dots; all else shows as it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".")
    return value


def clock(at: datetime, separator: str = ".") -> str:
    """Hours and minutes in WIB, dot as on Indonesian clocks."""
    return at.astimezone(WIB).strftime(f"%H{separator}%M")
