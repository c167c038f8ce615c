"""The keys in Atur: a row for each action that may have another key, and what stands in a chord's way. No Qt, no SQL."""

from pos.i18n import Texts
from pos.services.context import Context
from pos.ui.key_words import action_words
from pos.ui.keys import PLAIN, Action, ChordFault, KeyMap, fixed, key_map_of
from pos.ui.settings.shown import Editor, Kind, Row

SETTING = "ui.keys"
_MARK = "key:"
ALL_BACK = "key:"
"""The row that gives every action its first key back."""


def is_key_row(key: str) -> bool:
    """Whether a row is about keys; the others are settings."""
    return key.startswith(_MARK)


class KeyRows:
    """Reads the keys of this computer; keeps nothing."""

    def __init__(self, ctx: Context, texts: Texts) -> None:
        """`texts` in the language of the screen."""
        self._ctx, self._texts = ctx, texts

    def rows(self) -> tuple[Row, ...]:
        """The way back for all, then each action once, by its words."""
        _ = self._texts._
        group, words, keys = _("Tombol"), action_words(self._texts), self.now
        n = len(keys.changed)
        said = self._texts.ngettext("{n} diganti", "{n} diganti", n).format(n=n) if n else ""
        actions = tuple(
            Row(f"{_MARK}{action.value}", group, words[action], keys.keycap(action))
            for action in Action
            if not fixed(action)
        )
        return (Row(ALL_BACK, group, _("Kembalikan semua tombol"), said), *actions)

    @property
    def now(self) -> KeyMap:
        """What holds on this computer."""
        return key_map_of(self._ctx.shop.get(SETTING))

    def chord(self, key: str) -> str:
        """The key of a row's action; nothing for the row of all."""
        return "" if key == ALL_BACK else self.now.chord(_action(key))

    def first(self, key: str) -> str:
        """The key that the program came with."""
        return PLAIN.chord(_action(key))

    def stored_with(self, key: str, chord: str) -> list[str] | None:
        """What the setting becomes; None for a chord that cannot be."""
        action, keys = _action(key), self.now
        return None if keys.fault(action, chord) else keys.with_chord(action, chord).as_stored()

    def editor(self, key: str, draft: str | None, *, may_change: bool) -> Editor:
        """The marked action with its key, or with the one that was pressed where it can be one."""
        _ = self._texts._
        if key == ALL_BACK:
            choices = ((True, _("Kembalikan semua tombol")),)
            hint = _("Setiap tombol kembali seperti pada kartu tombol.")
            return Editor(key, choices[0][1], hint, Kind.CHOICE, "", choices, may_change=may_change)
        action, keys = _action(key), self.now
        chord = keys.chord(action) if draft is None else draft
        changed = chord != keys.chord(action)
        fault = keys.fault(action, chord) if changed else None
        return Editor(
            key,
            action_words(self._texts)[action],
            _("Hanya untuk komputer ini. Tekan Ganti, lalu tombol yang baru."),
            Kind.KEY,
            keys.chord(action) if fault else chord,
            may_change=may_change,
            changed=changed,
            problem=self._fault(fault) if fault else "",
            note=self._swap(action, chord) if changed and not fault else "",
            first=self.first(key),
        )

    def _fault(self, fault: ChordFault) -> str:
        _ = self._texts._
        return {
            ChordFault.FIXED: _("Tombol itu sama di semua program dan tidak dipindahkan. Pilih yang lain."),
            ChordFault.NO_CHORD: _(
                "Huruf dan angka dipakai untuk mengetik. Pilih F1–F12, Ctrl, atau Alt dengan huruf."
            ),
            ChordFault.LEFT_FREE: _(
                "Tombol itu dikirim pemindai atau dipakai di kotak tulisan. Pilih yang lain."
            ),
            ChordFault.SECOND: _("Tombol itu cadangan untuk laptop. Pilih yang lain."),
        }[fault]

    def _swap(self, action: Action, chord: str) -> str:
        """Whose key it is now, and what becomes of that one."""
        holder = self.now.holder(chord)
        if holder is None:
            return ""
        said = self._texts._("{key} sekarang untuk {other}. Simpan menukar keduanya: {other} mendapat {old}.")
        words = action_words(self._texts)
        return said.format(key=chord, other=words[holder], old=self.now.keycap(action))


def _action(key: str) -> Action:
    return Action(key.removeprefix(_MARK))
