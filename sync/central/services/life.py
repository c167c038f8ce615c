"""A centre that was restored lives anew, and says so in every answer (sync.md §2.6)."""

from sqlalchemy import Connection, select, update

from sync.central.services.tokens import new_secret
from sync.central.tables.registers import centre, register


def begin_anew(connection: Connection) -> None:
    """After a restore: nonces are old, the next one of each register is taken as it is.

    By the new life every computer sees that the centre has forgotten: what lies beside the journal comes once more.
    """
    connection.execute(update(register).values(nonce="", nonce_before=""))
    connection.execute(update(centre).values(life=new_secret(16)))


def current(connection: Connection) -> str:
    """Which life of the centre this is; another one after each restore."""
    return connection.execute(select(centre.c.life)).scalar() or ""
