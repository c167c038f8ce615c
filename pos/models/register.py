"""The register's own identity, its settings, its number series and erasable free text. One row, one file."""

from sqlalchemy import Connection, String, Text, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.models.base import Base, Moment, UuidKey


class RegisterRow(Base):
    """Who this file belongs to; `public_key` is hex, `series_tag` marks numbers between a restore and a new epoch."""

    __tablename__ = "register"
    id: Mapped[UuidKey]
    outlet_code: Mapped[str] = mapped_column(String(8))
    register_code: Mapped[str] = mapped_column(String(12))
    epoch: Mapped[int]
    public_key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Moment]
    series_tag: Mapped[str] = mapped_column(String(4))


class SettingRow(Base):
    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class CounterRow(Base):
    """Gapless series (invariant 21), taken in the document's own transaction: `receipt ` and `refund ` with their
    series, `shift ` with its epoch.
    """

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int]


class FreeTextRow(Base):
    """Reasons and notes that may name a person: outside the chain, erasable; kept under the record's id."""

    __tablename__ = "free_text"
    document_id: Mapped[UuidKey]
    field: Mapped[str] = mapped_column(String(24), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


def load_register(connection: Connection) -> RegisterRow | None:
    """The identity row, or None in an empty store."""
    row = connection.execute(select(RegisterRow.__table__)).one_or_none()
    return RegisterRow(**row._asdict()) if row else None


def insert_register(connection: Connection, row: RegisterRow) -> None:
    columns = {c.name: getattr(row, c.name) for c in RegisterRow.__table__.columns}
    connection.execute(insert(RegisterRow), columns)


def set_register_code(connection: Connection, code: str) -> None:
    """The centre may give another number in the outlet at enrolment (sync.md §2.7)."""
    connection.execute(update(RegisterRow).values(register_code=code))


def set_epoch(connection: Connection, epoch: int, public_key: bytes) -> None:
    """The register goes on in a new epoch, under this device key; numbers carry its letters from now on."""
    connection.execute(update(RegisterRow).values(epoch=epoch, public_key=public_key.hex(), series_tag=""))


def become(connection: Connection, row: RegisterRow) -> None:
    """The file belongs to another register from now on: a copied disk that joined under an identity of its own."""
    columns = {c.name: getattr(row, c.name) for c in RegisterRow.__table__.columns}
    connection.execute(update(RegisterRow).values(columns))


def set_series_tag(connection: Connection, tag: str) -> None:
    """Mark the numbers that are given until the next epoch."""
    connection.execute(update(RegisterRow).values(series_tag=tag))


_NEXT_NUMBER = (
    "INSERT INTO counter (name, value) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
)


def next_number(connection: Connection, series: str) -> int:
    """Take the next number of a series; gapless, since it is part of the caller's transaction."""
    return int(connection.exec_driver_sql(_NEXT_NUMBER, (series,)).scalar_one())


def start_counter(connection: Connection, series: str, value: int) -> None:
    """A series goes on from here; one that is further already stays where it is."""
    statement = upsert(CounterRow).values(name=series, value=value)
    further = func.max(CounterRow.value, value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[CounterRow.name], set_={"value": further})
    )


def load_settings(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(SettingRow.key, SettingRow.value))
    return {row.key: row.value for row in rows}


def save_setting(connection: Connection, key: str, value: str) -> None:
    statement = upsert(SettingRow).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[SettingRow.key], set_={"value": value})
    )


def insert_free_text(connection: Connection, *, document_id: str, field: str, text: str) -> None:
    connection.execute(insert(FreeTextRow), {"document_id": document_id, "field": field, "text": text})


def load_free_text(connection: Connection, document_id: str, field: str) -> str:
    """The text, or '' where there is none or it was erased."""
    found = select(FreeTextRow.text).where(FreeTextRow.document_id == document_id, FreeTextRow.field == field)
    return connection.execute(found).scalar() or ""
