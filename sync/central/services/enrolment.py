"""Joining by a one-time code: a new register, one that comes back, or a new computer for a lost one (sync.md §2.7)."""

import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, insert, select, update

from pos.errors import UnknownOutlet, UnknownRegister
from pos.ids import SystemIds
from sync.central.services import epochs, tokens
from sync.central.services.refusal import Refusal
from sync.central.services.registers import is_register_id
from sync.central.services.tokens import hashed, new_secret
from sync.central.store import CentralStore
from sync.central.tables import registers
from sync.protocol.answers import EnrolAnswer, EnrolRequest

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_CHARS = 8
CODE_LIFETIME = timedelta(minutes=15)
CODE_TRIES = 5
PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
WIRE_WORD = re.compile(r"[!-~]{1,24}")
"""What may stand as an outlet's code on the wire; whether there is such an outlet is another question."""
ANY_OUTLET = "-"
"""What an empty computer says that takes the place of a lost one: it has no outlet yet."""
FINGERPRINT = re.compile(r"[!-~]{1,64}")


def new_code(store: CentralStore, outlet_code: str, at: datetime, *, replaces: str = "") -> str:
    """A one-time code for an outlet, shown once; raises UnknownOutlet, UnknownRegister.

    `replaces` is the code of a register whose computer is lost: whoever brings the code takes its place.
    """
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_CHARS))

    def work(connection: Connection) -> None:
        known = select(registers.outlet.c.outlet_id).where(registers.outlet.c.outlet_id == outlet_code)
        if connection.execute(known).first() is None:
            raise UnknownOutlet(code=outlet_code)
        if replaces and _by_code(connection, outlet_code, replaces) is None:
            raise UnknownRegister(code=replaces)
        row = {
            "outlet_id": outlet_code,
            "code_hash": hashed(code),
            "expires_at": at + CODE_LIFETIME,
            "tries_left": CODE_TRIES,
            "used_at": None,
            "replaces": replaces,
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
    if found is not None and request.outlet_code in {found, ANY_OUTLET}:
        return str(found)
    counted = this_code
    if found is None and request.outlet_code == ANY_OUTLET:
        counted = table.c.replaces != ""
    elif found is None:
        counted = table.c.outlet_id == request.outlet_code
    connection.execute(update(table).where(counted, open_codes).values(tries_left=table.c.tries_left - 1))
    return None if found is None else str(found)


def _by_code(connection: Connection, outlet_id: str, register_code: str) -> RowMapping | None:
    table = registers.register
    mine = (table.c.outlet_id == outlet_id) & (table.c.register_code == register_code)
    return connection.execute(select(table).where(mine)).mappings().one_or_none()


def _enrol(
    connection: Connection, request: EnrolRequest, outlet_id: str, at: datetime, centre_id: str
) -> EnrolAnswer:
    if request.outlet_code not in {outlet_id, ANY_OUTLET}:
        raise Refusal(409, "outlet_mismatch", outlet_id)
    replaced = _by_code(connection, outlet_id, _use(connection, request, outlet_id, at))
    if replaced is not None:
        return _answer(connection, _replace(connection, replaced, request, at), at, centre_id)
    if request.outlet_code == ANY_OUTLET:
        raise Refusal(403, "code_invalid")
    table = registers.register
    known = connection.execute(select(table).where(table.c.register_id == request.register_id))
    before = known.mappings().one_or_none()
    if before is not None:
        _require_same_machine(before, request)
        return _answer(connection, before, at, centre_id)
    _insert(connection, request, outlet_id, at)
    row = _by_id(connection, outlet_id, request.register_id)
    epochs.begin_first(connection, tokens.caller_of(row), at)
    return _answer(connection, row, at, centre_id)


def _by_id(connection: Connection, outlet_id: str, register_id: str) -> RowMapping:
    table = registers.register
    mine = (table.c.outlet_id == outlet_id) & (table.c.register_id == register_id)
    return connection.execute(select(table).where(mine)).mappings().one()


def _require_same_machine(before: RowMapping, request: EnrolRequest) -> None:
    if (before["public_key"], before["fingerprint"]) != (request.public_key, request.fingerprint):
        raise Refusal(409, "copied_disk")


def _insert(connection: Connection, request: EnrolRequest, outlet_id: str, at: datetime) -> None:
    row = {
        "outlet_id": outlet_id,
        "register_id": request.register_id,
        "register_code": _free_code(connection, request, outlet_id),
        "device_id": SystemIds().new(at),
        "public_key": request.public_key,
        "fingerprint": request.fingerprint,
        "epoch": 1,
        "refresh_before": "",
        "nonce": "",
        "nonce_before": "",
        "revoked": False,
        "enrolled_at": at,
        "last_contact_at": at,
        **tokens.fresh(at)[1],
    }
    connection.execute(insert(registers.register), row)


def _replace(connection: Connection, lost: RowMapping, request: EnrolRequest, at: datetime) -> RowMapping:
    """A new computer takes the place of a lost one: its key begins the next epoch, the old tokens are void."""
    table = registers.register
    mine = (table.c.outlet_id == lost["outlet_id"]) & (table.c.register_id == lost["register_id"])
    machine = {
        "public_key": request.public_key,
        "fingerprint": request.fingerprint,
        "device_id": SystemIds().new(at),
        "revoked": False,
        "refresh_before": "",
    }
    connection.execute(update(table).where(mine).values(**machine))
    row = _by_id(connection, lost["outlet_id"], lost["register_id"])
    epochs.begin_next(connection, tokens.caller_of(row), at, "replaced")
    return _by_id(connection, lost["outlet_id"], lost["register_id"])


def _answer(connection: Connection, row: RowMapping, at: datetime, centre_id: str) -> EnrolAnswer:
    """Fresh tokens and a fresh nonce for a register that has its place."""
    answer, kept = tokens.fresh(at)
    nonce = new_secret(16)
    table = registers.register
    mine = (table.c.outlet_id == row["outlet_id"]) & (table.c.register_id == row["register_id"])
    kept |= {"refresh_before": "", "nonce": nonce, "nonce_before": nonce, "last_contact_at": at}
    connection.execute(update(table).where(mine).values(**kept))
    named = select(registers.outlet.c.name).where(registers.outlet.c.outlet_id == row["outlet_id"])
    return EnrolAnswer(
        device_id=row["device_id"],
        outlet_id=row["outlet_id"],
        outlet_name=connection.execute(named).scalar_one(),
        register_code=row["register_code"],
        access_token=answer.access_token,
        access_expires_s=answer.access_expires_s,
        refresh_token=answer.refresh_token,
        nonce=nonce,
        centre_id=centre_id,
        register_id=row["register_id"],
        epoch=row["epoch"],
    )


def _use(connection: Connection, request: EnrolRequest, outlet_id: str, at: datetime) -> str:
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
    found = select(table.c.replaces).where(
        table.c.outlet_id == outlet_id, table.c.code_hash == hashed(request.code)
    )
    return str(connection.execute(found).scalar_one())


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
