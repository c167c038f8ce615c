"""What products, makers and staff of an outlet must be: the last word of each source that spoke of them.

Sources are the outlet's registers and the centre itself. Reads values only; nothing is written. Where two sources
spoke at nearly the same moment, the word of either is right: which of two transactions came first is not recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, select

from pos.domain.agreement import MakerTerms
from pos.domain.catalog import PriceChange, Product
from pos.domain.events import StaffChange
from sync.central.services import rows as rows_of
from sync.central.services.catalogue import CENTRE, term_from, term_query
from sync.central.tables import catalogue
from sync.protocol import bodies, canonical
from sync.protocol.bodies import Value
from sync.protocol.catalogue import TERMS, is_planned, subject_of, value_of
from sync.protocol.kinds import Kind

NEARLY = timedelta(minutes=1)
TABLES = (catalogue.product, catalogue.maker, catalogue.staff)

Cell = tuple[str, Any, str]
"""Table, id, column."""


@dataclass(slots=True)
class Terms:
    """Words on one outlet's terms: per cell and source the last one and when the centre took it."""

    outlet_id: str
    words: dict[Cell, dict[str, tuple[datetime, Any]]] = field(default_factory=dict)
    known: set[tuple[str, Any]] = field(default_factory=set)
    bodies: dict[tuple[str, str], dict[str, set[bytes]]] = field(default_factory=dict)

    def hear(self, source: str, at: datetime, value: Value) -> None:
        """Note what a record says, in the order of its source; `at` is when the centre took it."""
        if isinstance(value, TERMS):
            self._keep_body(source, value)
        match value:
            case Product():
                self._say(source, at, catalogue.product, rows_of.product_row(self.outlet_id, value))
            case MakerTerms():
                self._say(source, at, catalogue.maker, rows_of.maker_row(self.outlet_id, value))
            case StaffChange():
                self._say(source, at, catalogue.staff, rows_of.staff_row(self.outlet_id, value))
            case PriceChange() if not is_planned(value, at):
                cell = (catalogue.product.name, value.product_id, "price")
                self.words.setdefault(cell, {})[source] = (at, value.price)
            case _:
                pass

    def _keep_body(self, source: str, value: Value) -> None:
        said = self.bodies.setdefault(_subject(value), {}).setdefault(source, set())
        if not isinstance(value, PriceChange):  # of prices several hold, one after the other
            said.clear()
        said.add(canonical.encode(dict(bodies.encode(value))))

    def _say(self, source: str, at: datetime, table: Table, row: rows_of.Row) -> None:
        self.known.add((table.name, row["id"]))
        for column, content in row.items():
            self.words.setdefault((table.name, row["id"], column), {})[source] = (at, content)

    def allowed(self, cell: Cell) -> list[Any]:
        """What a cell may hold."""
        said = self.words[cell].values()
        newest = max(at for at, _ in said)
        return [content for at, content in said if newest - at <= NEARLY]


def _subject(value: Value) -> tuple[str, str]:
    """Kind and id of the thing that a value is about."""
    return bodies.kind_of(value).value, subject_of(value)


def hear_centre(connection: Connection, terms: Terms) -> None:
    """What the centre itself said last."""
    table = catalogue.term
    query = term_query().where(table.c.outlet_id == terms.outlet_id, table.c.source == CENTRE)
    for row in connection.execute(query.order_by(table.c.ver)):
        term = term_from(row)
        terms.hear(CENTRE, term.at, value_of(term))


def differences(connection: Connection, terms: Terms) -> Iterator[str]:
    """Rows that nobody spoke of, rows that are gone, cells that say something else."""
    yield from _rows_that_differ(connection, terms)
    yield from _words_that_differ(connection, terms)


def _words_that_differ(connection: Connection, terms: Terms) -> Iterator[str]:
    """What goes down to the tills must be the last word of whoever it is said to be from."""
    table = catalogue.term
    gone = set(terms.bodies)
    stored = connection.execute(
        select(table).where(table.c.outlet_id == terms.outlet_id).order_by(table.c.ver)
    )
    for row in stored:
        subject = (row.kind, row.id.partition("@")[0] if row.kind == Kind.PRICE.value else row.id)
        gone.discard(subject)
        if bytes(row.body) not in terms.bodies.get(subject, {}).get(row.source, ()):
            yield f"term {row.kind} {row.id}: not the word of {row.source}"
    yield from (f"term {kind} {key}: missing" for kind, key in sorted(gone))


def _rows_that_differ(connection: Connection, terms: Terms) -> Iterator[str]:
    for table in TABLES:
        gone = {key for name, key in terms.known if name == table.name}
        stored = connection.execute(select(table).where(table.c.outlet_id == terms.outlet_id))
        for row in stored.mappings():
            key = row["id"]
            if key not in gone:
                yield f"{table.name} {key}: without a record"
                continue
            gone.discard(key)
            for column, content in row.items():
                allowed = terms.allowed((table.name, key, column))
                if content not in allowed:
                    yield f"{table.name} {key}: {column} {content!r} ≠ {allowed[0]!r}"
        yield from (f"{table.name} {key}: missing" for key in sorted(gone))
