"""Runs a call beside the event loop and answers with its bytes; turns away what is too much before it is read."""

import asyncio
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from litestar import Response
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from sync.central.services.load import Load
from sync.central.state import Centre

P = ParamSpec("P")


async def answered(
    call: Callable[Concatenate[Centre, P], bytes], centre: Centre, *args: P.args, **kwargs: P.kwargs
) -> Response[bytes]:
    """The answer to a register; the database keeps no other request waiting. Raises Busy.

    Handlers do this by themselves: of two on one path Litestar 2 wraps a synchronous one twice.
    """
    with centre.load.working():
        loop = asyncio.get_running_loop()
        content = await loop.run_in_executor(centre.load.threads, lambda: call(centre, *args, **kwargs))
    return Response(content, media_type="application/json")


REGISTERS_PATHS = ("/v1/registers/", "/v1/catalogue", "/v1/customer-keys", "/v1/enrol", "/v1/refresh")


def _is_not_a_registers(scope: Scope) -> bool:
    return not scope["path"].startswith(REGISTERS_PATHS)


class Admission(ASGIMiddleware):
    """Lets a register's request in only where there is room for it: 503 before a byte of its body is kept."""

    scopes = (ScopeType.HTTP,)
    should_bypass_for_scope = staticmethod(_is_not_a_registers)

    def __init__(self, load: Load) -> None:
        """All requests share one load."""
        self._load = load

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass it on while there is room; raises Busy."""
        with self._load.letting_in():
            await next_app(scope, self._in_time(scope, receive), send)

    def _in_time(self, scope: Scope, receive: Receive) -> Receive:
        """`receive` within the time that this body may take; raises Busy, else dead lines would keep all places."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._load.body_s(_announced_bytes(scope))

        async def bounded() -> Any:
            try:
                async with asyncio.timeout_at(until):
                    return await receive()
            except TimeoutError as error:
                raise self._load.give_up() from error

        return bounded


def _announced_bytes(scope: Scope) -> int:
    """The body's length as its head says, 0 where it does not: registers always say it."""
    said = dict(scope["headers"]).get(b"content-length", b"")
    return int(said) if said.isdigit() else 0
