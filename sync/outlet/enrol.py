"""Joins this register to a centre by a one-time code; everything since its first sale goes up unchanged (§2.7)."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from pos.errors import AlreadyEnrolled, CentreFault, CentreUnreachable
from pos.key_store import KeyStore, machine_fingerprint
from pos.models import register, sync_state
from pos.models.sync_state import SyncState
from pos.services import epochs, forgotten
from pos.services import shop as shop_service
from pos.services.context import Context
from pos.services.shop import Identity
from sync.outlet.credentials import Credentials, require_header_text
from sync.outlet.transport import Transport
from sync.protocol.answers import EnrolAnswer, EnrolRequest


def enrol(
    ctx: Context, transport: Transport, credentials: Credentials, *, url: str, code: str
) -> EnrolAnswer:
    """Ask the centre to take this register; joined to it already, only tokens and nonce are fresh.

    Raises AlreadyEnrolled, EnrolmentCodeInvalid, OutletMismatch, CopiedDisk, Trouble of the way.
    """
    with ctx.store.read() as connection:
        state = sync_state.load(connection)
    if state.enrolled and state.centre_url != url.rstrip("/"):
        raise AlreadyEnrolled(centre=state.centre_url)
    if not is_address(url):
        raise CentreUnreachable(detail=url)
    answer = transport.enrol(_request(ctx, code, ctx.shop.register_id, ctx.shop.public_key))
    _check(ctx, answer)
    credentials.keep(answer)
    ctx.writer.call(_keep, ctx, url, answer)
    ctx.reload_shop()
    return answer


def is_address(url: str) -> bool:
    """Whether a text can be a centre's address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def normal_code(code: str) -> str:
    """Crockford's alphabet forgives: case, spaces, hyphens, O for 0, I and L for 1."""
    plain = code.upper().replace(" ", "").replace("-", "")
    return plain.replace("O", "0").replace("I", "1").replace("L", "1")


def enrol_as_new(ctx: Context, transport: Transport, keys: KeyStore, *, url: str, code: str) -> EnrolAnswer:
    """Let a copied disk join as a register of its own (sync.md §2.7); its records go up under their own ids.

    Raises EnrolmentCodeInvalid, OutletMismatch, Trouble of the way: then it stays what it was.
    """
    public_key = shop_service.next_key(keys)
    register_id = ctx.new_id()
    answer = transport.enrol(_request(ctx, code, register_id, public_key))
    _check(ctx, answer)
    code_there = answer.register_code
    identity = Identity(register_id, ctx.shop.outlet_code, code_there, 1, public_key)
    ctx.writer.call(epochs.become, ctx, identity, _joined(SyncState(), url, answer))
    shop_service.take_next_key(keys, public_key)
    Credentials(keys, register_id).keep(answer)
    return answer


def _request(ctx: Context, code: str, register_id: str, public_key: bytes) -> EnrolRequest:
    shop = ctx.shop
    return EnrolRequest(
        code=normal_code(code),
        register_id=register_id,
        public_key=public_key.hex(),
        fingerprint=machine_fingerprint(),
        register_code=shop.register_code,
        outlet_code=shop.outlet_code,
        outlet_name=shop.outlet_name,
    )


def _check(ctx: Context, answer: EnrolAnswer) -> None:
    if not re.fullmatch(rf"{re.escape(ctx.shop.outlet_code)}[1-9][0-9]?", answer.register_code):
        raise CentreFault(detail="register_code")
    require_header_text(answer.nonce)


def _joined(before: SyncState, url: str, answer: EnrolAnswer) -> SyncState:
    return replace(
        before,
        centre_url=url.rstrip("/"),
        centre_id=answer.centre_id,
        outlet_id=answer.outlet_id,
        device_id=answer.device_id,
        nonce=answer.nonce,
    )


def _keep(ctx: Context, url: str, answer: EnrolAnswer) -> None:
    with ctx.store.write() as connection:
        joined = _joined(sync_state.load(connection), url, answer)
        sync_state.save(connection, forgotten.begin_again(connection, joined))
        if answer.register_code != ctx.shop.register_code:
            register.set_register_code(connection, answer.register_code)
