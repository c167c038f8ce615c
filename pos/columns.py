"""Column types of both stores: they refuse naive moments and money that is not a whole int."""

from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Dialect, String, TypeDecorator

from pos.clock import from_millis, millis

E = TypeVar("E", bound=StrEnum)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcMoment(TypeDecorator[datetime]):
    """An aware UTC moment, stored as milliseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment must be aware")
        return millis(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_millis(value)


class RupiahType(TypeDecorator[int]):
    """Whole rupiah as BIGINT; anything but an int is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if type(value) is not int:
            raise TypeError(f"rupiah must be int, not {type(value).__name__}")
        return value


class EnumText(TypeDecorator[E]):
    """A StrEnum stored by value."""

    impl = String(24)
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        """Remember the enum."""
        self.kind = kind
        super().__init__()

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.kind(value)


class PiecesText(TypeDecorator[tuple[tuple[str, int], ...]]):
    """Counted notes and coins as (face, pieces), stored as one text: n100000x3 c500x10."""

    impl = String(300)
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[str, int], ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(f"{face}x{count}" for face, count in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[tuple[str, int], ...] | None:
        if value is None:
            return None
        parts = (part.partition("x") for part in value.split())
        return tuple((face, int(count)) for face, _, count in parts)
