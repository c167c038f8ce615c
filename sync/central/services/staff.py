"""The office's password: one for the pages until each person has an account. Stored as an argon2id hash."""

from sqlalchemy import Connection, select

from sync.central.services.registers import new_secret
from sync.central.tables.registers import centre


def new_office_password() -> tuple[str, str]:
    """A fresh password, shown once, and the hash to store."""
    from argon2 import PasswordHasher

    password = new_secret(9)
    return password, PasswordHasher().hash(password)


def is_office_password(connection: Connection, password: str) -> bool:
    """Whether this is the office's password; slow on purpose."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    stored = connection.execute(select(centre.c.office_password)).scalar_one()
    try:
        return PasswordHasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
