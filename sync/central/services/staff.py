"""The office's password: one for the pages until each person has an account. Stored as an argon2id hash."""

from sqlalchemy import Connection, select

from sync.central.services.tokens import new_secret
from sync.central.tables.registers import centre


def new_office_password() -> tuple[str, str]:
    """A fresh password, shown once, and the hash to store."""
    from argon2 import PasswordHasher

    password = new_secret(9)
    return password, PasswordHasher().hash(password)


def stored_password(connection: Connection) -> str:
    """The hash of the office's password."""
    return str(connection.execute(select(centre.c.office_password)).scalar_one())


def matches(stored: str, password: str) -> bool:
    """Whether a password is the one of a stored hash; slow on purpose, so never inside a transaction."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
