"""Access and refresh tokens of a register, stored as hashes only (sync.md §2.7).

The refresh token before stays good until the new one is used; an older one that comes again means that two copies
of one register live. A token that this centre does not know, shown with a signature of the device's own key, is
taken: so the registers come back by themselves to a centre that was restored from an older backup.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from sync.central.services import incidents
from sync.central.services.refusal import Refusal
from sync.central.services.registers import Caller, is_register_id
from sync.central.store import CentralStore, bulk_insert
from sync.central.tables import registers
from sync.protocol import signature
from sync.protocol.answers import RefreshAnswer, RefreshRequest

ACCESS_LIFETIME = timedelta(hours=1)
REFRESH_LIFETIME = timedelta(days=180)


def new_secret(size: int = 32) -> str:
    """A fresh random secret as URL-safe text."""
    return secrets.token_urlsafe(size)


def hashed(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fresh(at: datetime) -> tuple[RefreshAnswer, dict[str, Any]]:
    """New tokens for a register, and what its row keeps of them."""
    access, refresh_token = new_secret(), new_secret()
    kept = {
        "access_hash": hashed(access),
        "access_until": at + ACCESS_LIFETIME,
        "refresh_hash": hashed(refresh_token),
        "refresh_until": at + REFRESH_LIFETIME,
    }
    return RefreshAnswer(access, int(ACCESS_LIFETIME.total_seconds()), refresh_token), kept


def authenticate(connection: Connection, register_id: str, token: str, at: datetime) -> Caller:
    """The register behind an access token; raises Refusal 401 (unknown or expired) or 403 (revoked)."""
    row = _row(connection, register_id)
    if row is None or not secrets.compare_digest(row["access_hash"], hashed(token)):
        raise Refusal(401, "token")
    if row["revoked"]:
        raise Refusal(403, "revoked")
    if row["access_until"] <= at:
        raise Refusal(401, "expired")
    if row["refresh_before"]:
        _spend_old(connection, row, at)
    return caller_of(row)


def caller_of(row: RowMapping) -> Caller:
    """The register of a row."""
    return Caller(row["outlet_id"], row["register_id"], row["epoch"], bytes.fromhex(row["public_key"]))


def _row(connection: Connection, register_id: str) -> RowMapping | None:
    table = registers.register
    return (
        connection.execute(select(table).where(table.c.register_id == register_id)).mappings().one_or_none()
    )


def _spend_old(connection: Connection, row: RowMapping, at: datetime) -> None:
    """The new tokens are in use: the refresh token before them is spent."""
    _spend(connection, row, row["refresh_before"], at)
    _change(connection, row, {"refresh_before": ""})


def _spend(connection: Connection, row: RowMapping, token_hash: str, at: datetime) -> None:
    spent = {
        "outlet_id": row["outlet_id"],
        "register_id": row["register_id"],
        "token_hash": token_hash,
        "spent_at": at,
    }
    bulk_insert(connection, registers.spent_token, [spent])


def _change(connection: Connection, row: RowMapping, values: dict[str, Any]) -> None:
    table = registers.register
    mine = (table.c.outlet_id == row["outlet_id"]) & (table.c.register_id == row["register_id"])
    connection.execute(update(table).where(mine).values(**values))


def refresh(store: CentralStore, request: RefreshRequest, at: datetime) -> RefreshAnswer:
    """Fresh tokens for a refresh token; raises Refusal 401 or 403.

    A spent token raises an incident, too, which stays although the request is refused.
    """
    if not is_register_id(request.register_id):
        raise Refusal(401, "token")
    answer = store.run(lambda connection: _refresh(connection, request, at))
    if answer is None:
        raise Refusal(401, "token")
    return answer


def _refresh(connection: Connection, request: RefreshRequest, at: datetime) -> RefreshAnswer | None:
    row = _row(connection, request.register_id)
    if row is None:
        return None
    given = hashed(request.refresh_token)
    if _is_spent(connection, row, given):
        incidents.raise_incident(connection, caller_of(row), at, "clone", "token")
        return None
    known = given in (row["refresh_hash"], row["refresh_before"]) and row["refresh_until"] > at
    if not known and not _is_from_device(row, request):
        return None
    if row["revoked"]:
        raise Refusal(403, "revoked")
    if given != row["refresh_hash"]:
        _spend(connection, row, row["refresh_hash"], at)
    answer, kept = fresh(at)
    _change(connection, row, {**kept, "refresh_before": given if known else ""})
    return answer


def _is_spent(connection: Connection, row: RowMapping, given: str) -> bool:
    table = registers.spent_token
    query = select(table.c.spent_at).where(
        table.c.outlet_id == row["outlet_id"],
        table.c.register_id == row["register_id"],
        table.c.token_hash == given,
    )
    return connection.execute(query).first() is not None


def _is_from_device(row: RowMapping, request: RefreshRequest) -> bool:
    return signature.refresh_is_signed(
        bytes.fromhex(row["public_key"]), request.signature, request.register_id, request.refresh_token
    )
