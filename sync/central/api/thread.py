"""Runs a call beside the event loop and answers with its bytes."""

from collections.abc import Callable
from typing import ParamSpec

from litestar import Response
from litestar.concurrency import sync_to_thread

P = ParamSpec("P")


async def answered(call: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> Response[bytes]:
    """The answer to a request; the database keeps no other request waiting.

    Handlers do this by themselves: of two on one path Litestar 2 wraps a synchronous one twice.
    """
    return Response(await sync_to_thread(call, *args, **kwargs), media_type="application/json")
