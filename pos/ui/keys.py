"""The key map: one table, one meaning per key in the whole program (ui.md §4.2). No Qt.

Decides which action a chord means and where it works; the application-wide filter asks it first.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from pos.i18n import Texts


class Action(StrEnum):
    HELP = "help"
    SELL = "sell"
    QUICK_CASH_TENDER = "cash"
    QRIS_TENDER = "qris"
    OTHER_TENDER = "other"
    LINE_DISCOUNT = "line_discount"
    CART_DISCOUNT = "cart_discount"
    PAY = "pay"
    HISTORY = "history"
    FULL_SCREEN = "full_screen"
    REPRINT = "reprint"
    VOID = "void"
    REPEAT = "repeat"
    EXCHANGE = "exchange"
    KUITANSI = "kuitansi"
    LATE_ENTRY = "late_entry"
    CONFIRM = "confirm"
    BACK = "back"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    PAGE_UP = "page_up"
    PAGE_DOWN = "page_down"
    MORE = "more"
    FEWER = "fewer"
    REMOVE = "remove"
    UNDO = "undo"
    CLEAR = "clear"
    HOLD = "hold"
    HELD = "held"
    BY_PIECES = "by_pieces"
    SAFE = "safe"
    SWAP = "swap"
    REPORT = "report"
    DIFFERENCES = "differences"
    RAIL_SELL = "rail_sell"
    RAIL_HELD = "rail_held"
    RAIL_HISTORY = "rail_history"
    RAIL_SHIFT = "rail_shift"
    RAIL_STATUS = "rail_status"
    RAIL_APPROVALS = "rail_approvals"
    RAIL_SETTINGS = "rail_settings"
    LOCK = "lock"
    FILTER = "filter"
    RAIL_REPORTS = "rail_reports"
    CUSTOMER = "customer"
    REDO = "redo"
    EXTRAS = "extras"
    LINE_NOTE = "line_note"
    SALE_NOTE = "sale_note"
    OPEN_ITEM = "open_item"
    PRICE_CHECK = "price_check"
    SPLIT = "split"
    PIN = "pin"
    BY_PHONE = "by_phone"
    LATER = "later"
    NEW_CODE = "new_code"
    ORDERS = "orders"
    PRACTICE = "practice"
    RECEIVABLES = "receivables"
    OPEN_DRAWER = "open_drawer"


class Screen(StrEnum):
    """The screens of the frame; navigation goes by these names only."""

    SIGN_IN = "signin"
    SELL = "sell"
    PAY = "pay"
    HISTORY = "refund"
    SHIFT = "shift"
    STATUS = "status"
    HELD = "held"
    EXCHANGE = "exchange"
    APPROVAL = "approval"
    SAFE = "safe"
    APPROVALS = "approvals"
    SETTINGS = "settings"
    REPORTS = "reports"
    ORDERS = "orders"
    RECEIVABLES = "receivables"


_SIGNED_IN = frozenset(Screen) - {Screen.SIGN_IN, Screen.APPROVAL}
_ALL = frozenset(Screen)
_SALE = frozenset({Screen.SELL})
_LINES = frozenset({Screen.SELL, Screen.HISTORY, Screen.EXCHANGE})
_LIST = frozenset({Screen.HELD})
_ORDERS = frozenset({Screen.ORDERS})
_DRAWER = frozenset({Screen.SHIFT, Screen.SAFE})
_PAYMENT = frozenset({Screen.PAY})
_ASKED = frozenset({Screen.APPROVAL})
_NOT_PAYING = _SIGNED_IN - _PAYMENT
_MONEY = _PAYMENT | {Screen.HISTORY, Screen.EXCHANGE, Screen.RECEIVABLES} | _ORDERS
"""Where a way to pay is chosen: before the sale, or put right after it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One row: the chord as Qt spells it in portable text, the action, the screens on which it works."""

    chord: str
    action: Action
    screens: frozenset[Screen]


KEY_MAP: tuple[Binding, ...] = (
    Binding("F1", Action.HELP, _ALL),
    Binding("Shift+F1", Action.PRACTICE, _ALL),
    Binding("F2", Action.SELL, _NOT_PAYING),
    Binding("F4", Action.HOLD, _SALE),
    Binding("Shift+F4", Action.HELD, _NOT_PAYING),
    Binding("F5", Action.QUICK_CASH_TENDER, _MONEY),
    Binding("F6", Action.QRIS_TENDER, _MONEY),
    Binding("F7", Action.OTHER_TENDER, _MONEY),
    Binding("F8", Action.LINE_DISCOUNT, _SALE),
    Binding("Shift+F8", Action.CART_DISCOUNT, _SALE),
    Binding("F9", Action.PAY, _SALE | {Screen.EXCHANGE}),
    Binding("Shift+F9", Action.OPEN_DRAWER, _NOT_PAYING),
    Binding("F10", Action.HISTORY, _NOT_PAYING),
    Binding("Ctrl+F10", Action.VOID, _NOT_PAYING),
    Binding("Ctrl+R", Action.REPEAT, frozenset({Screen.HISTORY})),
    Binding("Shift+F10", Action.LATE_ENTRY, frozenset({Screen.HISTORY})),
    Binding("Shift+F12", Action.KUITANSI, frozenset({Screen.HISTORY})),
    Binding("Ctrl+G", Action.EXCHANGE, frozenset({Screen.HISTORY})),
    Binding("F11", Action.FULL_SCREEN, _ALL),
    Binding("F12", Action.REPRINT, _SIGNED_IN),
    Binding("Return", Action.CONFIRM, _ALL),
    Binding("Enter", Action.CONFIRM, _ALL),
    Binding("Esc", Action.BACK, _ALL),
    Binding("Up", Action.UP, _ALL),
    Binding("Down", Action.DOWN, _ALL),
    Binding("Left", Action.LEFT, _ALL),
    Binding("Right", Action.RIGHT, _ALL),
    Binding("PgUp", Action.PAGE_UP, _ALL),
    Binding("PgDown", Action.PAGE_DOWN, _ALL),
    Binding("+", Action.MORE, _LINES),
    Binding("-", Action.FEWER, _LINES),
    Binding("Del", Action.REMOVE, _SALE | _LIST | _ORDERS),
    Binding("Ctrl+Z", Action.UNDO, _SALE | _LIST),
    Binding("Ctrl+Del", Action.CLEAR, _SALE),
    Binding("Ctrl+P", Action.BY_PIECES, _NOT_PAYING),
    Binding("Ctrl+B", Action.SAFE, frozenset({Screen.SHIFT})),
    Binding("Ctrl+T", Action.SWAP, _DRAWER),
    Binding("Ctrl+W", Action.DIFFERENCES, frozenset({Screen.SHIFT})),
    Binding("Ctrl+E", Action.REPORT, frozenset({Screen.SHIFT})),
    Binding("Ctrl+1", Action.RAIL_SELL, _NOT_PAYING),
    Binding("Ctrl+2", Action.RAIL_HELD, _NOT_PAYING),
    Binding("Ctrl+3", Action.RAIL_HISTORY, _NOT_PAYING),
    Binding("Ctrl+6", Action.RAIL_SHIFT, _NOT_PAYING),
    Binding("Ctrl+7", Action.RAIL_STATUS, _NOT_PAYING),
    Binding("Ctrl+8", Action.RAIL_APPROVALS, _NOT_PAYING),
    Binding("Ctrl+9", Action.RAIL_SETTINGS, _NOT_PAYING),
    Binding("Ctrl+0", Action.RAIL_REPORTS, _NOT_PAYING),
    Binding("Ctrl+L", Action.LOCK, _SIGNED_IN),
    Binding("Ctrl+F", Action.FILTER, _SALE),
    Binding("F3", Action.CUSTOMER, _SALE),
    Binding("Ctrl+Y", Action.REDO, _SALE),
    Binding("Shift+F2", Action.EXTRAS, _SALE),
    Binding("Shift+F6", Action.LINE_NOTE, _SALE),
    Binding("Ctrl+U", Action.SALE_NOTE, _SALE),
    Binding("Shift+F7", Action.OPEN_ITEM, _SALE),
    Binding("Shift+F5", Action.PRICE_CHECK, _SALE),
    Binding("Ctrl+S", Action.SPLIT, _SALE),
    Binding("Ctrl+O", Action.ORDERS, _SALE),
    Binding("Ctrl+Shift+P", Action.RECEIVABLES, _SALE),
    Binding("Ctrl+D", Action.PIN, _SALE),
    Binding("Ctrl+H", Action.BY_PHONE, _ASKED),
    Binding("Ctrl+N", Action.LATER, _ASKED),
    Binding("Ctrl+K", Action.NEW_CODE, frozenset({Screen.APPROVALS})),
)

SECOND_CHORDS: dict[Action, str] = {
    Action.HELP: "Alt+I",
    Action.PRACTICE: "Alt+A",
    Action.SELL: "Alt+J",
    Action.HOLD: "Alt+T",
    Action.HELD: "Alt+N",
    Action.QUICK_CASH_TENDER: "Alt+U",
    Action.QRIS_TENDER: "Alt+Q",
    Action.OTHER_TENDER: "Alt+L",
    Action.LINE_DISCOUNT: "Alt+D",
    Action.CART_DISCOUNT: "Alt+Shift+D",
    Action.PAY: "Alt+B",
    Action.OPEN_DRAWER: "Alt+G",
    Action.HISTORY: "Alt+R",
    Action.VOID: "Alt+X",
    Action.FULL_SCREEN: "Alt+P",
    Action.REPRINT: "Alt+C",
    Action.CUSTOMER: "Alt+M",
    Action.EXTRAS: "Alt+E",
    Action.LINE_NOTE: "Alt+K",
    Action.OPEN_ITEM: "Alt+O",
    Action.PRICE_CHECK: "Alt+H",
    Action.KUITANSI: "Alt+W",
    Action.LATE_ENTRY: "Alt+Y",
}
"""For laptops whose F-row lies behind Fn: a letter of the action's own word. Alt with digits stays the scanners'."""

_SHOWN = {"Return": "Enter", "PgDown": "PgDn"}
_CHOOSABLE = re.compile(
    r"(?:Ctrl\+)?(?:Shift\+)?F(?:[1-9]|1[0-2])|Ctrl\+(?:Shift\+)?[A-Z0-9]|Alt\+(?:Shift\+)?[A-Z]"
)
LEFT_FREE = frozenset({"Ctrl+Q", "Ctrl+I", "Ctrl+J", "Ctrl+M", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"})
"""Ctrl+Q is a slip; I, J, M are what scanners send; the others edit a field (ui.md §4.2)."""


class ChordFault(StrEnum):
    """Why a chord cannot be an action's key."""

    FIXED = "fixed"
    NO_CHORD = "no_chord"
    LEFT_FREE = "left_free"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The table with what this computer has changed in it: (action, chord), each chord once."""

    changed: tuple[tuple[Action, str], ...] = ()

    def chord(self, action: Action) -> str:
        """Give the first key of an action."""
        default = next(binding.chord for binding in KEY_MAP if binding.action is action)
        return dict(self.changed).get(action, default)

    def keycap(self, action: Action) -> str:
        """Give the key of an action as its button shows it."""
        chord = self.chord(action)
        return _SHOWN.get(chord, chord)

    def named(self) -> dict[str, str]:
        """Every key as a text names it: `key_reprint` is F12 (GeraiError.keycaps)."""
        return {f"key_{action.value}": self.keycap(action) for action in Action}

    def action_of(self, chord: str, screen: Screen) -> Action | None:
        """Say what a chord means on a screen, or None: then it belongs to the field."""
        changed = dict(self.changed)
        for binding in KEY_MAP:
            first = changed.get(binding.action, binding.chord)
            if chord in {first, SECOND_CHORDS.get(binding.action)} and screen in binding.screens:
                return binding.action
        return None

    def holder(self, chord: str) -> Action | None:
        """Say whose first key a chord is."""
        return next((action for action in Action if self.chord(action) == chord), None)

    def fault(self, action: Action, chord: str) -> ChordFault | None:
        """Say why a chord cannot be the key of an action; None where it can, perhaps by a swap."""
        holder = self.holder(chord)
        if fixed(action) or (holder is not None and fixed(holder)):
            return ChordFault.FIXED
        if not _CHOOSABLE.fullmatch(chord):
            return ChordFault.NO_CHORD
        if chord in LEFT_FREE:
            return ChordFault.LEFT_FREE
        return ChordFault.SECOND if chord in SECOND_CHORDS.values() else None

    def with_chord(self, action: Action, chord: str) -> "KeyMap":
        """Give an action another key; whose key it was gets the old one in its place."""
        assert self.fault(action, chord) is None, f"{action} cannot have {chord}"
        changed, holder = dict(self.changed), self.holder(chord)
        if holder is not None:
            changed[holder] = self.chord(action)
        changed[action] = chord
        return KeyMap(tuple((one, key) for one, key in changed.items() if key != PLAIN.chord(one)))

    def as_stored(self) -> list[str]:
        """The changes as a setting keeps them: `pay=Ctrl+Shift+B`."""
        return [f"{action.value}={chord}" for action, chord in self.changed]


PLAIN = KeyMap()
"""As the program comes."""


def keycap_in(texts: Texts, action: Action) -> str:
    """The key of an action as a sentence names it: this computer's, where the texts were told of it."""
    return texts.keycaps.get(f"key_{action.value}", PLAIN.keycap(action))


def fixed(action: Action) -> bool:
    """Whether an action keeps its key: arrows, Enter, Esc, plus, minus, delete are the same in every program."""
    return not _CHOOSABLE.fullmatch(PLAIN.chord(action))


def key_map_of(stored: list[str]) -> KeyMap:
    """The map of stored changes; the plain table where they do not fit together: every action keeps a key."""
    known = {action.value: action for action in Action}
    pairs = [line.partition("=") for line in stored]
    found = KeyMap(tuple((known[name], chord) for name, _equals, chord in pairs if name in known))
    chords = [found.chord(action) for action in Action]
    sound = len(found.changed) == len(stored) and len(set(chords)) == len(chords)
    whole = all(PLAIN.fault(action, chord) is None for action, chord in found.changed)
    return found if sound and whole else PLAIN
