"""What the centre said of terms and when it was taken into use here: append-only, so that it can be said again.

Beside the journal this is the other source from which the catalogue's tables are rebuilt (sync.md §2.9).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Index, LargeBinary, Row, String, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pos.models.base import Base, Moment
from sync.protocol.catalogue import Term


class CentralTermRow(Base):
    """One word of the centre; `epoch` and `seq` are the newest record's when it was taken, `day` the calendar's.

    `current` is the last word on its thing; one that is not `understood` wrote nothing.
    """

    __tablename__ = "central_term"
    __table_args__ = (Index("ix_central_term_subject", "kind", "id"),)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    id: Mapped[str] = mapped_column(String(100))
    ver: Mapped[int]
    at: Mapped[Moment]
    deleted: Mapped[bool]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    epoch: Mapped[int]
    seq: Mapped[int]
    day: Mapped[date]
    understood: Mapped[bool]
    current: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Taken:
    """A word with its place among our own: after the record at (epoch, seq), on a calendar day."""

    term: Term
    epoch: int
    seq: int
    day: date
    understood: bool = True


_TERM = (
    CentralTermRow.kind,
    CentralTermRow.id,
    CentralTermRow.ver,
    CentralTermRow.at,
    CentralTermRow.deleted,
    CentralTermRow.body,
)
_LAST_WORD = select(*_TERM).where(
    CentralTermRow.kind == bindparam("of_kind"),
    CentralTermRow.id == bindparam("of_id"),
    CentralTermRow.current,
)
_NO_MORE_LAST = "UPDATE central_term SET current = 0 WHERE kind = ? AND id = ? AND current"
_APPEND = insert(CentralTermRow).inline()
_SAID = (*_TERM, CentralTermRow.epoch, CentralTermRow.seq, CentralTermRow.day, CentralTermRow.understood)


def current(connection: Connection) -> dict[tuple[str, str], Term]:
    """The last word on each thing by kind and id, out of use or not."""
    rows = connection.execute(select(*_TERM).where(CentralTermRow.current))
    return {(row.kind, row.id): _term(row) for row in rows}


def last_word(connection: Connection, kind: str, key: str) -> Term | None:
    """The last word on one thing."""
    row = connection.execute(_LAST_WORD, {"of_kind": kind, "of_id": key}).one_or_none()
    return _term(row) if row else None


def everything(connection: Connection) -> Iterator[Taken]:
    """All words in the order in which they were taken."""
    for row in connection.execute(select(*_SAID).order_by(CentralTermRow.number)):
        yield Taken(_term(row), row.epoch, row.seq, row.day, row.understood)


def places_after(connection: Connection, epoch: int, seq: int) -> list[tuple[int, int, int]]:
    """(number, epoch, seq) of the words that were taken after a record, in order."""
    row = CentralTermRow
    later = (row.epoch > epoch) | ((row.epoch == epoch) & (row.seq > seq))
    found = connection.execute(select(row.number, row.epoch, row.seq).where(later).order_by(row.number))
    return [(one.number, one.epoch, one.seq) for one in found]


def move(connection: Connection, number: int, epoch: int, seq: int) -> None:
    """The record after which a word was taken has another place in the journal now."""
    one = update(CentralTermRow).where(CentralTermRow.number == number)
    connection.execute(one.values(epoch=epoch, seq=seq))


def not_understood(connection: Connection) -> tuple[Term, ...]:
    """Last words that a newer program may understand."""
    rows = connection.execute(select(*_TERM).where(CentralTermRow.current, ~CentralTermRow.understood))
    return tuple(_term(row) for row in rows)


def append(connection: Connection, taken: Taken) -> None:
    """A new last word on its thing."""
    term = taken.term
    connection.exec_driver_sql(_NO_MORE_LAST, (term.kind, term.id))
    row = {
        "kind": term.kind,
        "id": term.id,
        "ver": term.ver,
        "at": term.at,
        "deleted": term.deleted,
        "body": term.body,
        "epoch": taken.epoch,
        "seq": taken.seq,
        "day": taken.day,
        "understood": taken.understood,
        "current": True,
    }
    connection.execute(_APPEND, row)


def drop(connection: Connection, term: Term) -> None:
    """The centre has no word on a thing any more; what the last one wrote stays."""
    connection.exec_driver_sql(_NO_MORE_LAST, (term.kind, term.id))


def correct(connection: Connection, term: Term) -> None:
    """Put a damaged copy of a word right."""
    same = (CentralTermRow.kind == term.kind) & (CentralTermRow.id == term.id)
    right = {"at": term.at, "deleted": term.deleted, "body": term.body}
    connection.execute(update(CentralTermRow).where(same, CentralTermRow.ver == term.ver).values(right))


def _term(row: Row[*tuple[Any, ...]]) -> Term:
    return Term(row.kind, row.id, row.ver, row.at, row.deleted, bytes(row.body))
