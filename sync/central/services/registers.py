"""Outlets, one-time codes, enrolment, tokens. Secrets are stored as hashes only (sync.md §2.7)."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pos.errors import SettingNotAllowed, UnknownOutlet
from pos.ids import SystemIds
from sync.central.services.refusal import Refusal
from sync.central.store import CentralStore, upsert
from sync.central.tables import registers
from sync.protocol import chain
from sync.protocol.answers import EnrolAnswer, EnrolRequest, RefreshAnswer, RefreshRequest

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_CHARS = 8
CODE_LIFETIME = timedelta(minutes=15)
CODE_TRIES = 5
ACCESS_LIFETIME = timedelta(hours=1)
REFRESH_LIFETIME = timedelta(days=180)
OUTLET_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
OUTLET_NAME_CHARS_MAX = 120
REGISTER_ID = re.compile(r"[0-9a-f-]{36}")
PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
WIRE_WORD = re.compile(r"[!-~]{1,24}")
"""What may stand as an outlet's code on the wire; whether there is such an outlet is another question."""
FINGERPRINT = re.compile(r"[!-~]{1,64}")


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated register."""

    outlet_id: str
    register_id: str
    epoch: int
    public_key: bytes


def new_secret(size: int = 32) -> str:
    """A fresh random secret as URL-safe text."""
    return secrets.token_urlsafe(size)


def hashed(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_outlet(connection: Connection, code: str, name: str, at: datetime) -> None:
    """An outlet of this centre; its code is its id. Raises SettingNotAllowed."""
    if not OUTLET_CODE.fullmatch(code):
        raise SettingNotAllowed(key="--outlet", reason="2–8 huruf besar atau angka, diawali huruf")
    if not 1 <= len(name.strip()) <= OUTLET_NAME_CHARS_MAX or not name.isprintable():
        raise SettingNotAllowed(key="--name", reason=f"1–{OUTLET_NAME_CHARS_MAX} huruf")
    upsert(connection, registers.outlet, {"outlet_id": code, "name": name, "created_at": at})


def new_code(store: CentralStore, outlet_code: str, at: datetime) -> str:
    """A one-time code for an outlet, shown once; raises UnknownOutlet."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_CHARS))

    def work(connection: Connection) -> None:
        known = select(registers.outlet.c.outlet_id).where(registers.outlet.c.outlet_id == outlet_code)
        if connection.execute(known).first() is None:
            raise UnknownOutlet(code=outlet_code)
        row = {
            "outlet_id": outlet_code,
            "code_hash": hashed(code),
            "expires_at": at + CODE_LIFETIME,
            "tries_left": CODE_TRIES,
            "used_at": None,
        }
        connection.execute(insert(registers.enrolment_code), row)

    store.run(work)
    return code


def enrol(store: CentralStore, request: EnrolRequest, at: datetime, centre_id: str) -> EnrolAnswer:
    """Take a register in by its one-time code; raises Refusal.

    The tries are counted in a transaction of their own, so that a wrong guess stays counted.
    """
    if not _is_well_formed(request):
        raise Refusal(422, "bad_request")
    outlet_id = store.run(lambda connection: _spend(connection, request, at))
    if outlet_id is None:
        raise Refusal(403, "code_invalid")
    return store.run(lambda connection: _enrol(connection, request, outlet_id, at, centre_id))


def is_register_id(text: str) -> bool:
    """Whether a text has the form of a register's id, so that a database may be asked for it."""
    return bool(REGISTER_ID.fullmatch(text))


def _is_well_formed(request: EnrolRequest) -> bool:
    return bool(
        PUBLIC_KEY.fullmatch(request.public_key)
        and is_register_id(request.register_id)
        and FINGERPRINT.fullmatch(request.fingerprint)
        and WIRE_WORD.fullmatch(request.outlet_code)
    )


def _spend(connection: Connection, request: EnrolRequest, at: datetime) -> str | None:
    """The outlet of a valid code, or None.

    A wrong guess counts against the open codes of the outlet that it names, never against another outlet's; a code
    shown for the wrong outlet counts against itself, so that no outlet's name is a way to guess without end.
    """
    table = registers.enrolment_code
    open_codes = (table.c.used_at.is_(None)) & (table.c.expires_at > at) & (table.c.tries_left > 0)
    this_code = table.c.code_hash == hashed(request.code)
    found = connection.execute(select(table.c.outlet_id).where(this_code, open_codes)).scalar_one_or_none()
    if found == request.outlet_code:
        return str(found)
    counted = table.c.outlet_id == request.outlet_code if found is None else this_code
    connection.execute(update(table).where(counted, open_codes).values(tries_left=table.c.tries_left - 1))
    return None if found is None else str(found)


def _enrol(
    connection: Connection, request: EnrolRequest, outlet_id: str, at: datetime, centre_id: str
) -> EnrolAnswer:
    if request.outlet_code != outlet_id:
        raise Refusal(409, "outlet_mismatch", outlet_id)
    table = registers.register
    known = connection.execute(select(table).where(table.c.register_id == request.register_id)).one_or_none()
    if known is not None and (known.public_key, known.fingerprint) != (
        request.public_key,
        request.fingerprint,
    ):
        raise Refusal(409, "copied_disk")
    _use(connection, request, outlet_id, at)
    access, refresh, nonce = new_secret(), new_secret(), new_secret(16)
    code = known.register_code if known is not None else _free_code(connection, request, outlet_id)
    device_id = known.device_id if known is not None else SystemIds().new(at)
    row = {
        "outlet_id": outlet_id,
        "register_code": code,
        "device_id": device_id,
        "nonce": nonce,
        "nonce_before": nonce,
        **_machine(request),
        **_tokens(access, refresh, at),
    }
    upsert(connection, table, row)
    if known is None:
        _first_tip(connection, request, outlet_id, at)
    name = connection.execute(
        select(registers.outlet.c.name).where(registers.outlet.c.outlet_id == outlet_id)
    ).scalar_one()
    return EnrolAnswer(
        device_id=device_id,
        outlet_id=outlet_id,
        outlet_name=name,
        register_code=code,
        access_token=access,
        access_expires_s=int(ACCESS_LIFETIME.total_seconds()),
        refresh_token=refresh,
        nonce=nonce,
        centre_id=centre_id,
    )


def _machine(request: EnrolRequest) -> dict[str, Any]:
    return {
        "register_id": request.register_id,
        "public_key": request.public_key,
        "fingerprint": request.fingerprint,
        "epoch": 1,
        "revoked": False,
    }


def _tokens(access: str, refresh: str, at: datetime) -> dict[str, Any]:
    return {
        "access_hash": hashed(access),
        "access_until": at + ACCESS_LIFETIME,
        "refresh_hash": hashed(refresh),
        "refresh_before": "",
        "refresh_until": at + REFRESH_LIFETIME,
        "enrolled_at": at,
        "last_contact_at": at,
    }


def _use(connection: Connection, request: EnrolRequest, outlet_id: str, at: datetime) -> None:
    table = registers.enrolment_code
    used = connection.execute(
        update(table)
        .where(
            table.c.outlet_id == outlet_id,
            table.c.code_hash == hashed(request.code),
            table.c.used_at.is_(None),
        )
        .values(used_at=at)
    )
    if used.rowcount != 1:
        raise Refusal(403, "code_invalid")


def _free_code(connection: Connection, request: EnrolRequest, outlet_id: str) -> str:
    """The register's own code if it is free in its outlet, else the next number."""
    table = registers.register
    taken = set(
        connection.execute(select(table.c.register_code).where(table.c.outlet_id == outlet_id)).scalars()
    )
    wanted = request.register_code
    if wanted not in taken and re.fullmatch(rf"{outlet_id}[1-9][0-9]?", wanted):
        return wanted
    return next(f"{outlet_id}{n}" for n in range(1, len(taken) + 2) if f"{outlet_id}{n}" not in taken)


def _first_tip(connection: Connection, request: EnrolRequest, outlet_id: str, at: datetime) -> None:
    start = chain.first_hash(request.register_id, 1, bytes.fromhex(request.public_key))
    row = {
        "outlet_id": outlet_id,
        "register_id": request.register_id,
        "epoch": 1,
        "seq": 0,
        "hash": start,
        "public_key": request.public_key,
        "reason": "",
        "opened_at": at,
        "previous_epoch": 0,
        "previous_seq": 0,
    }
    connection.execute(insert(registers.register_tip), row)


def authenticate(connection: Connection, register_id: str, token: str, at: datetime) -> Caller:
    """The register behind an access token; raises Refusal 401 (unknown or expired) or 403 (revoked)."""
    table = registers.register
    row = connection.execute(select(table).where(table.c.register_id == register_id)).one_or_none()
    if row is None or not secrets.compare_digest(row.access_hash, hashed(token)):
        raise Refusal(401, "token")
    if row.revoked:
        raise Refusal(403, "revoked")
    if row.access_until <= at:
        raise Refusal(401, "expired")
    return Caller(row.outlet_id, row.register_id, row.epoch, bytes.fromhex(row.public_key))


def refresh(store: CentralStore, request: RefreshRequest, at: datetime) -> RefreshAnswer:
    """Fresh tokens for a refresh token; the one before stays good until the new one is used (sync.md §2.7)."""
    if not is_register_id(request.register_id):
        raise Refusal(401, "token")
    return store.run(lambda connection: _refresh(connection, request, at))


def _refresh(connection: Connection, request: RefreshRequest, at: datetime) -> RefreshAnswer:
    table = registers.register
    row = connection.execute(select(table).where(table.c.register_id == request.register_id)).one_or_none()
    given = hashed(request.refresh_token)
    if row is None or given not in (row.refresh_hash, row.refresh_before) or row.refresh_until <= at:
        raise Refusal(401, "token")
    if row.revoked:
        raise Refusal(403, "revoked")
    access, fresh = new_secret(), new_secret()
    connection.execute(
        update(table)
        .where(table.c.outlet_id == row.outlet_id, table.c.register_id == row.register_id)
        .values(
            access_hash=hashed(access),
            access_until=at + ACCESS_LIFETIME,
            refresh_hash=hashed(fresh),
            refresh_before=given,
            refresh_until=at + REFRESH_LIFETIME,
        )
    )
    return RefreshAnswer(access, int(ACCESS_LIFETIME.total_seconds()), fresh)


def outlet_ids(connection: Connection) -> tuple[str, ...]:
    """Every outlet, in the order of their codes."""
    table = registers.outlet
    return tuple(connection.execute(select(table.c.outlet_id).order_by(table.c.outlet_id)).scalars())


def callers(connection: Connection) -> tuple[Caller, ...]:
    """Every enrolled register."""
    table = registers.register
    rows = connection.execute(select(table).order_by(table.c.outlet_id, table.c.register_code))
    return tuple(
        Caller(row.outlet_id, row.register_id, row.epoch, bytes.fromhex(row.public_key)) for row in rows
    )
