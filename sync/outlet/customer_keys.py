"""Keys of customers up and down, outside the chain; destroyed keys go first (sync.md §2.1)."""

import logging
from functools import partial

from pos.errors import CentreFault, DataKeyMissing, Trouble
from pos.models import sync_state
from pos.services import customer_keys, forgotten
from pos.services.context import Context
from sync.outlet.credentials import Credentials
from sync.outlet.transport import Transport
from sync.protocol.customer_keys import CustomerKey, KeysAnswer, KeysPage

log = logging.getLogger("gerai.sync")
ROUNDS_MAX = 1_000


def exchange(ctx: Context, transport: Transport, credentials: Credentials, newest: int | None) -> None:
    """Tell what the centre has not heard, hear what we have not; `newest` is the version that it named.

    None: an older centre, which keeps no keys; ours wait. Raises Trouble of the way.
    """
    if newest is None:
        return
    if newest < _version(ctx):
        ctx.writer.call(forgotten.begin_again_now, ctx)
    _tell(ctx, transport, credentials)
    if newest != _version(ctx):
        _hear(ctx, transport, credentials)


def _version(ctx: Context) -> int:
    with ctx.store.read() as connection:
        return sync_state.load(connection).customer_keys


def _tell(ctx: Context, transport: Transport, credentials: Credentials) -> None:
    for _ in range(ROUNDS_MAX):
        here, said = customer_keys.to_tell(ctx)
        if not said:
            return
        answer = credentials.ask(transport, partial(_put, ctx, transport, said))
        ctx.writer.call(customer_keys.keep_told, ctx, here, answer.destroyed)


def _put(ctx: Context, transport: Transport, said: tuple[CustomerKey, ...], token: str) -> KeysAnswer:
    return transport.put_customer_keys(ctx.shop.register_id, said, token=token)


def hear(ctx: Context, transport: Transport, credentials: Credentials) -> None:
    """Hear what is new, above all what was destroyed, where nothing may be sent; raises nothing of the centre."""
    try:
        _hear(ctx, transport, credentials)
    except Trouble as trouble:
        log.warning("keys not heard", extra={"fact_problem": type(trouble).__name__})


def _hear(ctx: Context, transport: Transport, credentials: Credentials) -> None:
    """Page by page; each is kept with its version, so that a cut line costs one page."""
    for _ in range(ROUNDS_MAX):
        since = _version(ctx)
        page = credentials.ask(transport, partial(_get, ctx, transport, since))
        if page.keys and page.next <= since:
            raise CentreFault(detail="customer_keys")
        try:
            ctx.writer.call(customer_keys.keep_heard, ctx, page.keys, max(since, page.next))
        except DataKeyMissing:  # a locked key store: heard again next time, and no sale waits
            return
        if page.done:
            return


def _get(ctx: Context, transport: Transport, since: int, token: str) -> KeysPage:
    return transport.customer_keys(ctx.shop.register_id, since, token=token)
