"""What this register knows of the centre: mark, tip, retry state, nonce, problem. One row (sync.md §2.5)."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, String, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import UtcMoment
from pos.models.base import Base


class SyncStateRow(Base):
    __tablename__ = "sync_state"
    id: Mapped[int] = mapped_column(primary_key=True)
    centre_url: Mapped[str] = mapped_column(String(300))
    centre_id: Mapped[str] = mapped_column(String(36))
    outlet_id: Mapped[str] = mapped_column(String(24))
    device_id: Mapped[str] = mapped_column(String(36))
    epoch: Mapped[int]
    mark: Mapped[int]
    mark_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    nonce: Mapped[str] = mapped_column(String(64))
    batch_records: Mapped[int]
    attempts: Mapped[int]
    next_attempt_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    last_success_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    offset_ms: Mapped[int]
    quarantined: Mapped[int]
    problem: Mapped[str] = mapped_column(String(40))
    problem_fact: Mapped[str] = mapped_column(String(200))
    epoch_needed: Mapped[str] = mapped_column(String(24))
    missing_epoch: Mapped[int]
    missing_after: Mapped[int]
    catalogue: Mapped[int]
    reconciled_epoch: Mapped[int]
    reconciled_seq: Mapped[int]
    customer_keys: Mapped[int]
    life: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class SyncState:
    """The row as a value; an empty `centre_url` means a stand-alone shop; `problem` names a Trouble class.

    `epoch_needed` is why the centre must open a new epoch first (restored, cloned, replaced, forked; sync.md §2.6);
    records of `missing_epoch` after `missing_after` are still to be fetched back from the centre (epoch 0: none);
    `catalogue` is the version of the centre's catalogue that is in use;
    days of all records up to `reconciled_epoch`/`reconciled_seq`, never beyond the mark, were compared with the centre;
    `customer_keys` is the version up to which the centre's keys of customers are here;
    `life` is the centre's life in which both sides agreed on their epochs: it has another one after a restore.
    """

    centre_url: str = ""
    centre_id: str = ""
    outlet_id: str = ""
    device_id: str = ""
    epoch: int = 1
    mark: int = 0
    mark_hash: bytes | None = None
    nonce: str = ""
    batch_records: int = 50
    attempts: int = 0
    next_attempt_at: datetime | None = None
    last_success_at: datetime | None = None
    offset_ms: int = 0
    quarantined: int = 0
    problem: str = ""
    problem_fact: str = ""
    epoch_needed: str = ""
    missing_epoch: int = 0
    missing_after: int = 0
    catalogue: int = 0
    reconciled_epoch: int = 0
    reconciled_seq: int = 0
    customer_keys: int = 0
    life: str = ""

    @property
    def enrolled(self) -> bool:
        return bool(self.centre_url)


_NAMES = tuple(f.name for f in fields(SyncState))
_ROW = select(*(getattr(SyncStateRow, name) for name in _NAMES))


def load(connection: Connection) -> SyncState:
    row = connection.execute(_ROW).one_or_none()
    return SyncState(*row) if row else SyncState()


def save(connection: Connection, state: SyncState) -> None:
    """Keep the row; what is sent once more is compared once more."""
    reconciled = min((state.reconciled_epoch, state.reconciled_seq), (state.epoch, state.mark))
    state = replace(state, reconciled_epoch=reconciled[0], reconciled_seq=reconciled[1])
    row = {"id": 1, **{name: getattr(state, name) for name in _NAMES}}
    statement = upsert(SyncStateRow).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[SyncStateRow.id], set_=row))


def change(connection: Connection, **facts: Any) -> None:
    """Change some fields of an existing row."""
    save(connection, replace(load(connection), **facts))
