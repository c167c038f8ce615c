"""Pieces that several papers share: what must be seen first, marks, sections, room for signatures."""

from pos.i18n import Texts
from pos.printing.ops import Align, Columns, Feed, Op, Rule, Text
from pos.printing.text import display_size, plain
from pos.printing.wording import reason_words


def heading(words: str, columns: int) -> Text:
    """Large and in the middle, as large as the paper allows."""
    return Text(words, bold=True, size=display_size(len(plain(words)), columns), align=Align.CENTER)


def mark(words: str, columns: int) -> Text:
    """A heading that nobody can overlook: *** SALINAN ke-1 ***."""
    return heading(f"*** {words} ***", columns)


def headline(words: str, amount: str, columns: int) -> Columns:
    """The one amount of a paper."""
    size = display_size(len(plain(words)) + 2 + len(amount), columns)
    return Columns(words, amount, bold=True, size=size)


def section(words: str) -> tuple[Op, ...]:
    """A rule and the section's name."""
    return Rule(), Text(words, bold=True)


def centred(words: str) -> Text:
    return Text(words, align=Align.CENTER)


def reason(reason: str, texts: Texts) -> tuple[Op, ...]:
    """The reason in words, if there is one."""
    if not reason:
        return ()
    return (Text(texts._("Alasan: {reason}").format(reason=reason_words(reason, texts))),)


def signature_lines(left: str, right: str, columns: int) -> tuple[Op, ...]:
    """Room for two signatures side by side, each under its name."""
    stroke = "_" * ((columns - 2) // 2)
    return Feed(), Columns(left, right), Feed(3), Columns(stroke, stroke)
