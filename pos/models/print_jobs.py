"""The persisted print queue: one row per paper or drawer kick (hardware.md §3.3). Bytes are made with SENDING."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Index, LargeBinary, String, UniqueConstraint, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import UtcMoment
from pos.models.base import Base, Moment, Uuid, UuidKey


class PrintJobRow(Base):
    __tablename__ = "print_job"
    __table_args__ = (
        UniqueConstraint("document_id", "kind", "copy_no"),
        Index("ix_print_job_waiting", "state", "sort"),
    )
    id: Mapped[UuidKey]
    document_id: Mapped[Uuid]
    kind: Mapped[str] = mapped_column(String(24))
    copy_no: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    sort: Mapped[int]
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    payload_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    attempts: Mapped[int]
    bytes_accepted: Mapped[int]
    error: Mapped[str] = mapped_column(String(60))
    cashier_id: Mapped[int]
    created_at: Mapped[Moment]
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


_COLUMNS = (
    PrintJobRow.id,
    PrintJobRow.document_id,
    PrintJobRow.kind,
    PrintJobRow.copy_no,
    PrintJobRow.state,
    PrintJobRow.attempts,
    PrintJobRow.error,
    PrintJobRow.cashier_id,
    PrintJobRow.created_at,
)


def insert_jobs(connection: Connection, jobs: list[StoredJob]) -> None:
    """Queue papers in the caller's transaction, in this order."""
    base = int(connection.execute(select(func.coalesce(func.max(PrintJobRow.sort), 0))).scalar_one())
    rows = [
        {
            "id": job.id,
            "document_id": job.document_id,
            "kind": job.kind,
            "copy_no": job.copy_no,
            "state": job.state,
            "sort": base + n,
            "attempts": 0,
            "bytes_accepted": 0,
            "error": "",
            "cashier_id": job.cashier_id,
            "created_at": job.created_at,
        }
        for n, job in enumerate(jobs, 1)
    ]
    connection.execute(insert(PrintJobRow), rows)


def first_in(connection: Connection, states: tuple[str, ...]) -> StoredJob | None:
    """The oldest job in one of the states."""
    found = select(*_COLUMNS).where(PrintJobRow.state.in_(states)).order_by(PrintJobRow.sort).limit(1)
    row = connection.execute(found).first()
    return StoredJob(*row) if row else None


def all_in(connection: Connection, states: tuple[str, ...], limit: int = 100) -> tuple[StoredJob, ...]:
    found = select(*_COLUMNS).where(PrintJobRow.state.in_(states)).order_by(PrintJobRow.sort).limit(limit)
    return tuple(StoredJob(*row) for row in connection.execute(found))


def load(connection: Connection, job_id: str) -> StoredJob | None:
    row = connection.execute(select(*_COLUMNS).where(PrintJobRow.id == job_id)).first()
    return StoredJob(*row) if row else None


def change(connection: Connection, job_id: str, **facts: object) -> None:
    connection.execute(update(PrintJobRow).where(PrintJobRow.id == job_id).values(**facts))


def change_all(connection: Connection, old: str, **facts: object) -> int:
    """Move every job of one state; returns how many."""
    return connection.execute(update(PrintJobRow).where(PrintJobRow.state == old).values(**facts)).rowcount


def copies(connection: Connection, document_id: str, kind: str) -> int:
    """The highest copy number queued so far; -1 where nothing was ever queued."""
    highest = select(func.coalesce(func.max(PrintJobRow.copy_no), -1))
    found = highest.where(PrintJobRow.document_id == document_id, PrintJobRow.kind == kind)
    return int(connection.execute(found).scalar_one())
