"""The register's own identity, its settings, its number series and erasable free text. One row, one file."""

from sqlalchemy import Connection, String, Text, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.models.base import Base, Moment, Uuid, UuidKey


class RegisterRow(Base):
    """Who this file belongs to; `public_key` is hex."""

    __tablename__ = "register"
    id: Mapped[UuidKey]
    outlet_code: Mapped[str] = mapped_column(String(8))
    register_code: Mapped[str] = mapped_column(String(12))
    epoch: Mapped[int]
    public_key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Moment]


class SettingRow(Base):
    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class CounterRow(Base):
    """Gapless series: receipt, refund, shift (invariant 21); taken in the document's own transaction."""

    __tablename__ = "counter"
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    value: Mapped[int]


class FreeTextRow(Base):
    """Reasons and notes that may name a person: outside the chain, erasable; records hold the id."""

    __tablename__ = "free_text"
    id: Mapped[UuidKey]
    document_id: Mapped[Uuid] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text)


def load_register(connection: Connection) -> RegisterRow | None:
    """The identity row, or None in an empty store."""
    row = connection.execute(select(RegisterRow.__table__)).one_or_none()
    return RegisterRow(**row._mapping) if row else None


def insert_register(connection: Connection, row: RegisterRow) -> None:
    columns = {c.name: getattr(row, c.name) for c in RegisterRow.__table__.columns}
    connection.execute(insert(RegisterRow), columns)


def set_register_code(connection: Connection, code: str) -> None:
    """The centre may give another number in the outlet at enrolment (sync.md §2.7)."""
    connection.execute(update(RegisterRow).values(register_code=code))


def next_number(connection: Connection, series: str) -> int:
    """Take the next number of a series; gapless, since it is part of the caller's transaction."""
    statement = upsert(CounterRow).values(name=series, value=1)
    statement = statement.on_conflict_do_update(
        index_elements=[CounterRow.name], set_={"value": CounterRow.value + 1}
    )
    return int(connection.execute(statement.returning(CounterRow.value)).scalar_one())


def set_counter(connection: Connection, series: str, value: int) -> None:
    """Used by rebuilding only."""
    statement = upsert(CounterRow).values(name=series, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[CounterRow.name], set_={"value": value})
    )


def load_settings(connection: Connection) -> dict[str, str]:
    return {key: value for key, value in connection.execute(select(SettingRow.key, SettingRow.value))}


def save_setting(connection: Connection, key: str, value: str) -> None:
    statement = upsert(SettingRow).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[SettingRow.key], set_={"value": value})
    )


def insert_free_text(connection: Connection, *, text_id: str, document_id: str, text: str) -> None:
    connection.execute(insert(FreeTextRow), {"id": text_id, "document_id": document_id, "text": text})


def load_free_text(connection: Connection, text_id: str) -> str:
    found = connection.execute(select(FreeTextRow.text).where(FreeTextRow.id == text_id)).scalar()
    return found or ""
