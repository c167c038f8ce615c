"""Text for paper: transliterated to printable ASCII, wrapped between words, set in left and right columns.

Whatever a product is called, nothing but the bytes 0x20 to 0x7e comes out of here: no name can become a
command (hardware.md §1.4).
"""

import re
import unicodedata
from functools import lru_cache

from pos.printing.ops import Align, Columns, Rule, Size, Text, TextOp

UNKNOWN = "?"
WIDE_PAPER_COLUMNS = 42

_PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "‹": "'", "›": "'", "ʼ": "'", "ʻ": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"',
    "−": "-", "⁃": "-", "•": "*", "·": "*", "●": "*", "★": "*", "☆": "*", "∙": "*",
    "×": "x", "✕": "x", "✖": "x", "÷": "/", "⁄": "/", "∕": "/", "→": "->", "←": "<-", "⇒": "=>",
    "±": "+/-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "✓": "v", "✔": "v",
    "©": "(C)", "®": "(R)", "℗": "(P)", "°": "o", "€": "EUR", "£": "GBP", "¥": "JPY", "¢": "c", "§": "par. ",
    "ß": "ss", "ẞ": "SS", "ı": "i", "ȷ": "j", "þ": "th", "Þ": "TH", "¿": "?", "¡": "!", "¦": "|", "¬": "-",
}  # fmt: skip
_LATIN = re.compile(r"LATIN (CAPITAL|SMALL) (?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+)?")
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_NOTHING = frozenset({"Cc", "Cf", "Mn", "Me"})


def plain(text: str) -> str:
    """Say `text` in printable ASCII; '?' only where there is no likeness, control and bidi characters out.

    Tabs and line breaks become blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain_character(character) for character in text)


@lru_cache(maxsize=1024)
def _plain_character(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category in _SPACES or character in "\t\n\r\v\f":
        return " "
    if category in _NOTHING:
        return ""
    return _by_parts(character) or _by_name(character, category)


def _by_parts(character: str) -> str:
    """The ASCII likeness out of the compatibility decomposition: é → e, … → ..., ½ → 1/2."""
    parts = unicodedata.normalize("NFKD", character)
    if parts == character:
        return ""
    found = "".join(_PLAIN.get(part, part) for part in parts if unicodedata.category(part) not in _NOTHING)
    return found if found.isascii() and found.isprintable() else ""


def _by_name(character: str, category: str) -> str:
    """The ASCII likeness out of the character's name: ø → o, æ → ae, any dash → -, any quote → a quote."""
    match = _LATIN.fullmatch(unicodedata.name(character, ""))
    if match:
        return match[2] if match[1] == "CAPITAL" else match[2].lower()
    return {"Pd": "-", "Pi": '"', "Pf": '"'}.get(category, UNKNOWN)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Break between words, inside a word only when it alone is longer than `width`; '' gives one empty line."""
    assert width > 0
    lines, line = [], ""
    for word in plain(text).split():
        if line and len(line) + 1 + len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *full, line = [word[i : i + width] for i in range(0, len(word), width)]
        lines.extend(full)
    return (*lines, line) if line or not lines else tuple(lines)


def in_columns(left: str, right: str, width: int) -> tuple[str, ...]:
    """Set `left` and `right` on one line; where they do not fit, `right` goes with the last line of `left`."""
    *above, last = wrap(left, width)
    first, *below = wrap(right, width)
    if len(last) + 1 + len(first) <= width or not last or not first:
        return (*above, last + first.rjust(width - len(last)), *(line.rjust(width) for line in below))
    return (*above, last, first.rjust(width), *(line.rjust(width) for line in below))


def display_size(length: int, columns: int) -> Size:
    """The size for what must be seen first: LARGE on wide paper where `length` characters fit, else TALL."""
    return Size.LARGE if columns >= WIDE_PAPER_COLUMNS and 2 * length <= columns else Size.TALL


def width_of(size: Size, columns: int) -> int:
    """How many characters of a size fit into a line of `columns` ordinary ones."""
    return columns // 2 if size is Size.LARGE else columns


def set_lines(op: TextOp, columns: int) -> tuple[str, ...]:
    """The lines of a text op as they stand on paper, none longer than the paper allows, no blanks at the end."""
    if isinstance(op, Rule):
        return (plain(op.mark)[:1] * columns,)
    width = width_of(op.size, columns)
    indent = min(op.indent, width // 2)
    if isinstance(op, Columns):
        lines = in_columns(op.left, op.right, width - indent)
    else:
        lines = tuple(_aligned(line, op, width - indent) for line in wrap(op.text, width - indent))
    return tuple((" " * indent + line).rstrip() for line in lines)


def _aligned(line: str, op: Text, width: int) -> str:
    match op.align:
        case Align.CENTER:
            return " " * ((width - len(line)) // 2) + line
        case Align.RIGHT:
            return line.rjust(width)
        case Align.LEFT:
            return line
