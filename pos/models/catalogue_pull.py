"""A download of the catalogue on its way: where it stands, and the rows that wait to be taken into use (sync.md §2.9).

A cut line or a crash costs one page at most. Empty when nothing is under way.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Index, LargeBinary, String, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.models.base import Base, Moment
from pos.models.journal import JournalRow
from sync.protocol.catalogue import DOWN, Term
from sync.protocol.kinds import Kind

OWN_WORDS = (*DOWN, Kind.REISSUE.value)
"""Kinds of records that say something of terms."""


class CataloguePullRow(Base):
    __tablename__ = "catalogue_pull"
    id: Mapped[int] = mapped_column(primary_key=True)
    whole: Mapped[bool]
    since: Mapped[int]
    after: Mapped[int]
    target: Mapped[int]
    floor: Mapped[int]
    ready: Mapped[bool]


class CatalogueStagedRow(Base):
    """A term that came and is not in use yet, or, `used`, is since a moment ago."""

    __tablename__ = "catalogue_staged"
    __table_args__ = (Index("ix_catalogue_staged_waiting", "used", "ver"),)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    ver: Mapped[int]
    at: Mapped[Moment]
    deleted: Mapped[bool]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    used: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Pull:
    """Where a download stands: versions after `since` up to `target` (0: not told yet), those up to `after` are here.

    `whole`: everything is asked for; what does not come and is not newer than `floor` was ended, and the centre does
    not know it any more. `ready`: all is here and proved equal.
    """

    whole: bool
    since: int
    after: int = 0
    target: int = 0
    floor: int = 0
    ready: bool = False


_TERM = (
    CatalogueStagedRow.kind,
    CatalogueStagedRow.id,
    CatalogueStagedRow.ver,
    CatalogueStagedRow.at,
    CatalogueStagedRow.deleted,
    CatalogueStagedRow.body,
)


def load(connection: Connection) -> Pull | None:
    """The download under way, or None."""
    row = connection.execute(select(CataloguePullRow.__table__)).one_or_none()
    return Pull(row.whole, row.since, row.after, row.target, row.floor, row.ready) if row else None


def save(connection: Connection, pull: Pull) -> None:
    row = {"id": 1, **asdict(pull)}
    statement = upsert(CataloguePullRow).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[CataloguePullRow.id], set_=row))


def clear(connection: Connection) -> None:
    """Nothing is under way any more."""
    connection.execute(delete(CataloguePullRow))
    connection.execute(delete(CatalogueStagedRow))


def stage(connection: Connection, terms: Iterable[Term]) -> None:
    """Keep rows of a page; a later word takes the place of an earlier one."""
    rows = [{**asdict(term), "used": False} for term in terms]
    if not rows:
        return
    statement = upsert(CatalogueStagedRow)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in {"kind", "id"}}
    keys = [CatalogueStagedRow.kind, CatalogueStagedRow.id]
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def staged(connection: Connection) -> tuple[Term, ...]:
    """All rows that came, by version."""
    return _terms(connection, -1, unused=False)


def waiting(connection: Connection, limit: int) -> tuple[Term, ...]:
    """The next rows to take into use, by version."""
    return _terms(connection, limit, unused=True)


def _terms(connection: Connection, limit: int, *, unused: bool) -> tuple[Term, ...]:
    query = select(*_TERM).order_by(CatalogueStagedRow.ver).limit(limit)
    rows = connection.execute(query.where(~CatalogueStagedRow.used) if unused else query)
    return tuple(Term(r.kind, r.id, r.ver, r.at, r.deleted, bytes(r.body)) for r in rows)


def mark_used(connection: Connection, up_to: int) -> None:
    """Rows up to a version are in use; `waiting` gives no more of them."""
    fresh = (CatalogueStagedRow.ver <= up_to) & ~CatalogueStagedRow.used
    connection.execute(update(CatalogueStagedRow).where(fresh).values(used=True))


def own_word_waits(connection: Connection, epoch: int, mark: int) -> bool:
    """Whether a record of ours about terms lies after the mark: the centre has not heard it yet."""
    after = (JournalRow.epoch > epoch) | ((JournalRow.epoch == epoch) & (JournalRow.seq > mark))
    query = select(JournalRow.seq).where(after, JournalRow.kind.in_(OWN_WORDS)).limit(1)
    return connection.execute(query).first() is not None
