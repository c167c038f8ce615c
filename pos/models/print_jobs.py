"""The persisted print queue: one row per paper or drawer kick (hardware.md §3.3). Bytes are made with SENDING."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import (
    Connection,
    Index,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import UtcMoment
from pos.models.base import Base, Moment, Uuid


class PrintJobRow(Base):
    """`sort` is the order of queueing; `asked_at` is when a person last wanted the paper, at first `created_at`."""

    __tablename__ = "print_job"
    __table_args__ = (
        UniqueConstraint("document_id", "kind", "copy_no"),
        Index("ix_print_job_waiting", "state", "sort"),
    )
    sort: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    document_id: Mapped[Uuid]
    kind: Mapped[str] = mapped_column(String(24))
    copy_no: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    payload_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    attempts: Mapped[int]
    bytes_accepted: Mapped[int]
    error: Mapped[str] = mapped_column(String(60))
    cashier_id: Mapped[int]
    created_at: Mapped[Moment]
    asked_at: Mapped[Moment]
    sent_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    done_at: Mapped[datetime | None] = mapped_column(UtcMoment)


@dataclass(frozen=True, slots=True)
class StoredJob:
    id: str
    document_id: str
    kind: str
    copy_no: int
    state: str
    attempts: int
    error: str
    cashier_id: int
    created_at: datetime
    asked_at: datetime


_JOBS: Select[tuple[object, ...]] = select(
    *(getattr(PrintJobRow, field.name) for field in fields(StoredJob))
).order_by(PrintJobRow.sort)


def insert_jobs(connection: Connection, jobs: list[StoredJob]) -> None:
    """Queue papers in the caller's transaction, in this order."""
    rows = [{**asdict(job), "bytes_accepted": 0} for job in jobs]
    connection.execute(insert(PrintJobRow), rows)


def first_in(connection: Connection, states: tuple[str, ...]) -> StoredJob | None:
    """The oldest job in one of the states."""
    return _first(connection, _JOBS.where(PrintJobRow.state.in_(states)))


def first_of(connection: Connection, state: str, kind: str) -> StoredJob | None:
    """The oldest job of a kind in a state."""
    return _first(connection, _JOBS.where(PrintJobRow.state == state, PrintJobRow.kind == kind))


def newest_of(connection: Connection, kind: str) -> StoredJob | None:
    """The newest job of a kind, whatever its state."""
    return _first(
        connection, _JOBS.where(PrintJobRow.kind == kind).order_by(None).order_by(PrintJobRow.sort.desc())
    )


def first_asked_since(connection: Connection, state: str, since: datetime) -> StoredJob | None:
    """The oldest job in a state that somebody wanted at that moment or later."""
    return _first(connection, _JOBS.where(PrintJobRow.state == state, PrintJobRow.asked_at >= since))


def _first(connection: Connection, jobs: Select[tuple[object, ...]]) -> StoredJob | None:
    row = connection.execute(jobs.limit(1)).first()
    return StoredJob(**row._asdict()) if row else None


def all_in(
    connection: Connection, states: tuple[str, ...], *, besides: str = "", limit: int = 100
) -> tuple[StoredJob, ...]:
    """Jobs in some states, oldest first, besides those of one kind."""
    found = _JOBS.where(PrintJobRow.state.in_(states), PrintJobRow.kind != besides).limit(limit)
    return tuple(StoredJob(**row._asdict()) for row in connection.execute(found))


def load(connection: Connection, job_id: str) -> StoredJob | None:
    return _first(connection, _JOBS.where(PrintJobRow.id == job_id))


def change(connection: Connection, job_id: str, **facts: object) -> None:
    connection.execute(update(PrintJobRow).where(PrintJobRow.id == job_id).values(**facts))


def change_all(connection: Connection, states: tuple[str, ...], besides: str = "", **facts: object) -> int:
    """Change every job in some states, besides those of one kind; returns how many."""
    jobs = update(PrintJobRow).where(PrintJobRow.state.in_(states), PrintJobRow.kind != besides)
    return connection.execute(jobs.values(**facts)).rowcount


def copies(connection: Connection, document_id: str, kind: str) -> int:
    """The highest copy number queued so far; -1 where nothing was ever queued."""
    highest = select(func.coalesce(func.max(PrintJobRow.copy_no), -1))
    found = highest.where(PrintJobRow.document_id == document_id, PrintJobRow.kind == kind)
    return int(connection.execute(found).scalar_one())
