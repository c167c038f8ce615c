"""A sales report on receipt paper: the page's words and figures, one below the other."""

from pos.domain.report import Page, Row
from pos.domain.words import grouped
from pos.printing.ops import Columns, Cut, Feed, Op, Rule, Text
from pos.printing.parts import centred, heading, section


def lay_out(page: Page, columns: int) -> tuple[Op, ...]:
    """For paper of `columns` characters."""
    return (
        heading(page.title, columns),
        centred(page.subtitle),
        Rule(),
        *(Columns(words, grouped(number)) for words, number in page.counts),
        Rule(),
        *(Columns(words, grouped(amount)) for words, amount in page.facts),
        *(op for part in page.sections if part.rows for op in _section(part.title, part.rows)),
        Feed(),
        Cut(),
    )


def _section(title: str, rows: tuple[Row, ...]) -> tuple[Op, ...]:
    lines: list[Op] = []
    for row in rows:
        lines += [Text(row.name), Columns(f"{grouped(row.count)} x", grouped(row.amount), indent=1)]
    return (*section(title), *lines)
