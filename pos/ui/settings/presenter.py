"""Atur: find a setting, see what it means, change it; what cannot be is said before it is saved. No Qt, no SQL."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pos.domain.words import grouped
from pos.errors import GeraiError
from pos.i18n import Texts
from pos.services import preferences, sticker_picture
from pos.services.context import Context
from pos.services.sign_in import Cashier
from pos.settings import SETTINGS, Setting
from pos.ui.keys import Screen
from pos.ui.ports import Navigator, Notices, Tasks
from pos.ui.settings.key_rows import ALL_BACK, SETTING, KeyRows, is_key_row
from pos.ui.settings.shown import Editor, Kind, Row, Value
from pos.ui.settings.wording import (
    BOOLEAN,
    GROUPS,
    HINTS,
    PAPER,
    VALUES,
    bps_of,
    in_percent,
    label_of,
    later_choices,
    percent_text,
)

LATER = "approval.later"
STICKER = "qris.static"
WORDS_MAX = 40


class SettingsView(Protocol):
    """The Qt half."""

    def show_rows(self, rows: tuple[Row, ...], marked: int) -> None: ...
    def show_editor(self, editor: Editor | None) -> None: ...
    def show_read(self, text: str) -> None: ...


class SettingsPresenter:
    """The list by what is searched for, the marked setting, and a draft of its value."""

    def __init__(
        self,
        ctx: Context,
        view: SettingsView,
        *,
        tasks: Tasks,
        navigator: Navigator,
        notices: Notices,
        texts: Texts,
        cashier: Callable[[], Cashier],
        changed: Callable[[], None],
    ) -> None:
        """`changed` hears that a setting was saved: the look may be another one now."""
        self._ctx, self._view, self._tasks = ctx, view, tasks
        self._go, self._notices, self._texts = navigator, notices, texts
        self._cashier, self._changed = cashier, changed
        self._query, self._key = "", ""
        self._keys = KeyRows(ctx, texts)
        self._rows: tuple[Row, ...] = ()
        self._draft: Value | None = None

    def enter(self, _what: object = None) -> None:
        """Show everything; what was marked stays marked."""
        self.search("")

    def search(self, query: str) -> None:
        """Keep what has all the words in its name, group, explanation or value."""
        self._query = query
        wanted = query.casefold().split()
        self._rows = tuple(row for row in self._all() if all(word in self._text(row) for word in wanted))
        if self._key not in {row.key for row in self._rows}:
            self._key, self._draft = (self._rows[0].key if self._rows else ""), None
        self._show()

    def mark(self, at: int) -> None:
        """Mark a setting; a draft of another one is forgotten."""
        if self._rows:
            self._key, self._draft = self._rows[max(0, min(len(self._rows) - 1, at))].key, None
            self._show()

    def move(self, step: int) -> None:
        """Move the mark."""
        self.mark(self._at() + step)

    def type(self, value: str | list[str]) -> None:
        """Hear what is typed; it is looked at, not saved."""
        if self._key:
            self._draft = self._read(value)
            self._view.show_editor(self._editor())

    def choose(self, value: str | int | bool) -> None:
        """Save one of the words; of several, put it in or take it out."""
        if self._key == ALL_BACK:
            self._save([])
        elif self._key == LATER:
            now = list(self._ctx.shop.get(LATER))
            word = str(value)
            self._save([one for one in now if one != word] if word in now else [*now, word])
        elif self._key:
            self._save(value)

    def save(self) -> None:
        """Save what was typed, or the key that was pressed where it can be one."""
        if is_key_row(self._key):
            stored = self._keys.stored_with(self._key, str(self._draft)) if self._draft else None
            if stored is not None:
                self._save(stored)
            return
        if self._draft is not None and self._draft != self._now():
            self._save(self._draft)

    def first_key(self) -> None:
        """Offer the key that the program came with."""
        self.type(self._keys.first(self._key))

    def read_picture(self, path: Path) -> None:
        """Take the sticker's text out of a picture as if it were pasted: looked at, not saved.

        On the writer thread only because a large picture takes longer than the screen may wait.
        """
        self._tasks.write(lambda: sticker_picture.read(path), self._take)

    def _take(self, text: str) -> None:
        if self._key == STICKER:
            self.type(text)
            self._view.show_read(text)

    def revert(self) -> bool:
        """Forget what was typed; False where nothing was."""
        if self._draft is None:
            return False
        self._draft = None
        self._show()
        return True

    def back(self) -> None:
        """To the sale."""
        self._go.go(Screen.SELL)

    # --- inside

    def _save(self, value: Value) -> None:
        key, cashier = SETTING if is_key_row(self._key) else self._key, self._cashier()
        self._tasks.write(
            lambda: preferences.change(self._ctx, cashier, key, value), lambda _none: self._saved()
        )

    def _saved(self) -> None:
        self._draft = None
        self._notices.tell(self._texts._("Tersimpan."))
        self.search(self._query)
        self._changed()

    def _read(self, value: str | list[str]) -> Value:
        """What was typed as a value; a word where a number should be stays a word, and is refused."""
        if isinstance(value, list):
            lines = [line.strip() for line in value]
            while lines and not lines[-1]:
                lines.pop()
            return lines
        text = value.strip()
        if is_key_row(self._key):
            return text
        if in_percent(self._key):
            bps = bps_of(text)
            return text if bps is None else bps
        return int(text) if self._setting.kind is int and text.isascii() and text.isdigit() else text

    @property
    def _setting(self) -> Setting:
        return SETTINGS[self._key]

    def _now(self) -> Value:
        if is_key_row(self._key):
            return self._keys.chord(self._key)
        value: Value = self._ctx.shop.get(self._key)
        return value

    def _at(self) -> int:
        return next((n for n, row in enumerate(self._rows) if row.key == self._key), 0)

    def _all(self) -> tuple[Row, ...]:
        _ = self._texts._
        return (
            tuple(
                Row(key, _(group), _(label_of(key)), self._say(key, self._ctx.shop.get(key)))
                for group, keys in GROUPS
                for key in keys
            )
            + self._keys.rows()
        )

    def _text(self, row: Row) -> str:
        if is_key_row(row.key):
            return f"{row.group} {row.label} {row.value}".casefold()
        hint = self._texts._(HINTS[row.key]) if row.key in HINTS else ""
        group = next(group for group, keys in GROUPS if row.key in keys)
        source = f"{group} {label_of(row.key)}"
        return f"{row.group} {row.label} {row.value} {hint} {source} {row.key}".casefold()

    def _say(self, key: str, value: Value) -> str:
        """A value in a few words."""
        if in_percent(key) and isinstance(value, int):
            said = f"{percent_text(value)} %"
        elif key == LATER and isinstance(value, list):
            said = ", ".join(word for act, word in self._choices(key) if act in value)
        elif isinstance(value, list):
            said = ", ".join(value)
        else:
            said = next((word for one, word in self._choices(key) if one == value), str(value))
        return said if len(said) <= WORDS_MAX else f"{said[: WORDS_MAX - 1]}…"

    def _choices(self, key: str) -> tuple[tuple[str | int | bool, str], ...]:
        _, setting = self._texts._, SETTINGS[key]
        if key == LATER:
            return tuple((act, _(word)) for act, word in later_choices())
        if setting.kind is bool:
            return tuple((value, _(word)) for value, word in BOOLEAN.items())
        words = VALUES.get(key, {})
        return tuple((choice, _(words.get(choice, str(choice)))) for choice in setting.choices)

    def _show(self) -> None:
        self._view.show_rows(self._rows, self._at())
        self._view.show_editor(self._editor())

    def _editor(self) -> Editor | None:
        if not self._key:
            return None
        key, _ = self._key, self._texts._
        if is_key_row(key):
            draft = None if self._draft is None else str(self._draft)
            allowed = preferences.may_change(self._cashier().role, SETTING)
            return self._keys.editor(key, draft, may_change=allowed)
        value = self._now() if self._draft is None else self._draft
        problem = self._problem(value)
        may_change = preferences.may_change(self._cashier().role, key)
        return Editor(
            key,
            _(label_of(key)),
            _(HINTS[key]) if key in HINTS else "",
            self._kind(),
            percent_text(value) if in_percent(key) and isinstance(value, int) else value,
            self._choices(key),
            may_change=may_change,
            changed=value != self._now(),
            problem=problem,
            note="" if problem else self._note(value),
            paper=() if problem or key not in PAPER else preferences.receipt_rows(self._ctx, key, value),
            from_picture=key == STICKER and may_change,
        )

    def _kind(self) -> Kind:
        if self._key == LATER:
            return Kind.MANY
        if self._setting.kind is list:
            return Kind.LINES
        if self._setting.kind is bool or self._setting.choices:
            return Kind.CHOICE
        return Kind.NUMBER if self._setting.kind is int else Kind.TEXT

    def _problem(self, value: Value) -> str:
        bounds = self._setting.bounds
        if bounds is not None and not (isinstance(value, int) and bounds[0] <= value <= bounds[1]):
            said = self._texts._("Isi angka dari {least} sampai {most}.")
            least, most = (n // 100 if in_percent(self._key) else n for n in bounds)
            return said.format(least=grouped(least), most=grouped(most))
        try:
            preferences.check(self._key, value)
        except GeraiError as error:
            happened, _safe, to_do = self._texts.sentences(error)
            return f"{happened} {to_do}"
        return ""

    def _note(self, value: Value) -> str:
        """Whose sticker it is, to be held against the printed one."""
        if self._key != STICKER or not value:
            return ""
        name, nmid = preferences.merchant_of(str(value))
        return self._texts._("Stiker {name}, NMID {nmid}. Cocokkan dengan stiker cetak.").format(
            name=name, nmid=nmid or "–"
        )
