"""A new computer takes the place of a lost one: its place at the centre, all its records, a new epoch (sync.md §2.6)."""

from dataclasses import replace

from pos.errors import CentreFault, CentreUnreachable
from pos.key_store import KeyStore, machine_fingerprint
from pos.models import sync_state
from pos.services import epochs, shop
from pos.services.context import Context
from pos.services.shop import Identity
from sync.outlet.credentials import Credentials, require_header_text
from sync.outlet.enrol import is_address, normal_code
from sync.outlet.epochs import fetch_missing
from sync.outlet.transport import Transport
from sync.protocol.answers import EnrolAnswer, EnrolRequest

NOTHING_YET = "-"
"""What a computer without a shop says for outlet and register (docs/protocol.md §5.2)."""


def ask_place(
    transport: Transport, keys: KeyStore, *, register_id: str, url: str, code: str
) -> tuple[EnrolAnswer, Identity]:
    """Ask for the place of the register that the code was made for; `register_id` is a fresh one, used nowhere.

    Raises EnrolmentCodeInvalid, CentreUnreachable, CentreFault.
    """
    if not is_address(url):
        raise CentreUnreachable(detail=url)
    public_key = shop.fresh_key(keys)
    answer = transport.enrol(
        EnrolRequest(
            code=normal_code(code),
            register_id=register_id,
            public_key=public_key.hex(),
            fingerprint=machine_fingerprint(),
            register_code=NOTHING_YET,
            outlet_code=NOTHING_YET,
        )
    )
    require_header_text(answer.nonce, answer.register_id, answer.outlet_id, answer.register_code)
    if not answer.register_code.startswith(answer.outlet_id) or answer.epoch <= 1:
        raise CentreFault(detail="register_code")
    return answer, Identity(
        answer.register_id, answer.outlet_id, answer.register_code, answer.epoch, public_key
    )


def fill(ctx: Context, transport: Transport, credentials: Credentials, url: str, answer: EnrolAnswer) -> int:
    """Fetch everything that the lost computer had sent into an empty store; how many records came back.

    Raises Trouble of the way: then nothing of it may be used.
    """
    credentials.keep(answer)
    ctx.writer.call(_join, ctx, url, answer)
    count = fetch_missing(ctx, transport, credentials)
    ctx.writer.call(epochs.begin_in_place, ctx, answer.nonce)
    return count


def _join(ctx: Context, url: str, answer: EnrolAnswer) -> None:
    with ctx.store.write() as connection:
        joined = replace(
            sync_state.load(connection),
            centre_url=url.rstrip("/"),
            centre_id=answer.centre_id,
            outlet_id=answer.outlet_id,
            device_id=answer.device_id,
            epoch=answer.epoch,
            nonce=answer.nonce,
            missing_epoch=1,
        )
        sync_state.save(connection, joined)
