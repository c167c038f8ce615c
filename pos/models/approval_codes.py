"""Offline approvals: the sealed secret of each manager's phone, and challenges that wait for an answer.

Of this computer only: secrets are no records, and what was agreed to is the approval's record.
"""

from datetime import datetime

from sqlalchemy import Connection, LargeBinary, String, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import UtcMoment
from pos.domain.money import Rupiah
from pos.models.base import Base, Moment, Money


class PhoneSecretRow(Base):
    """`sealed` opens with the data key only (pos.crypto)."""

    __tablename__ = "phone_secret"
    staff_id: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[Moment]


class ChallengeRow(Base):
    """`tries` are wrong answers so far; `used_at` when it was answered rightly: then never again."""

    __tablename__ = "approval_challenge"
    challenge: Mapped[str] = mapped_column(String(8), primary_key=True)
    permission: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[str] = mapped_column(String(64))
    amount: Mapped[Money]
    made_at: Mapped[Moment]
    tries: Mapped[int]
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)


def save_secret(connection: Connection, *, staff_id: int, sealed: bytes, at: datetime) -> None:
    row = {"staff_id": staff_id, "sealed": sealed, "made_at": at}
    statement = upsert(PhoneSecretRow).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=[PhoneSecretRow.staff_id], set_=row))


def sealed_secret(connection: Connection, staff_id: int) -> bytes | None:
    found = select(PhoneSecretRow.sealed).where(PhoneSecretRow.staff_id == staff_id)
    return connection.execute(found).scalar()


def owners(connection: Connection) -> frozenset[int]:
    """Whose phones have a secret."""
    return frozenset(connection.execute(select(PhoneSecretRow.staff_id)).scalars())


def add_challenge(
    connection: Connection,
    *,
    challenge: str,
    permission: str,
    document_id: str,
    amount: Rupiah,
    at: datetime,
) -> None:
    """A fresh one; the same eight digits of an old one give way."""
    connection.execute(delete(ChallengeRow).where(ChallengeRow.challenge == challenge))
    row = {
        "challenge": challenge,
        "permission": permission,
        "document_id": document_id,
        "amount": amount,
        "made_at": at,
        "tries": 0,
        "used_at": None,
    }
    connection.execute(insert(ChallengeRow), row)


def load_challenge(connection: Connection, challenge: str) -> ChallengeRow | None:
    found = select(ChallengeRow.__table__).where(ChallengeRow.challenge == challenge)
    row = connection.execute(found).one_or_none()
    return ChallengeRow(**row._asdict()) if row else None


def count_wrong(connection: Connection, challenge: str) -> None:
    change = update(ChallengeRow).where(ChallengeRow.challenge == challenge)
    connection.execute(change.values(tries=ChallengeRow.tries + 1))


def use(connection: Connection, challenge: str, at: datetime) -> None:
    connection.execute(update(ChallengeRow).where(ChallengeRow.challenge == challenge).values(used_at=at))


def forget_before(connection: Connection, moment: datetime) -> None:
    """Old ones go; what came of them is recorded."""
    connection.execute(delete(ChallengeRow).where(ChallengeRow.made_at < moment))
