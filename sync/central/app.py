"""The Litestar application: routes, templates, error answers, limits. Built by `build`, run by uvicorn."""

import logging
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import InternalServerException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi.config import OpenAPIConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.status_codes import HTTP_500_INTERNAL_SERVER_ERROR
from litestar.template import TemplateConfig
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

import pos
from pos.clock import Clock
from pos.errors import Trouble
from pos.paths import asset
from sync.central.api import catalogue, customer_keys, enrolment, health, journal
from sync.central.api.described import COMPONENTS
from sync.central.api.thread import Admission
from sync.central.pages import today
from sync.central.security import OfficeDoor
from sync.central.services.key_file import CentralKey
from sync.central.services.load import Busy, Load
from sync.central.services.refusal import Refusal
from sync.central.services.setup import centre_id
from sync.central.state import Centre
from sync.central.store import CentralStore
from sync.protocol import answers
from sync.protocol.answers import Problem

BODY_BYTES_MAX = 2 * 1_048_576
PAGE_REQUESTS_PER_MINUTE = 120
RETRY_AFTER_S = "5"
log = logging.getLogger("gerai.centre")
HUNG_UP = "client disconnected prematurely"
"""What Litestar says when the body ends before its time."""
AnyRequest = Request[Any, Any, Any]
REGISTER_CALLS = (
    journal.push,
    catalogue.catalogue,
    journal.page,
    journal.state,
    journal.day,
    journal.list_epochs,
    journal.open_epoch,
    journal.adopt_epoch,
    customer_keys.take,
    customer_keys.page,
    enrolment.enrol,
    enrolment.refresh,
)


def build(store: CentralStore, clock: Clock, key: CentralKey | None = None) -> Litestar:
    """The application over an open store and its key file; raises NoCentre where none was made."""
    centre = Centre(store, clock, centre_id(store), Load(postgres=store.is_postgres), key=key)
    store.require_safe()
    office = OfficeDoor(store)
    return Litestar(
        route_handlers=[
            *REGISTER_CALLS,
            health.health,
            health.metrics,
            today.today,
            create_static_files_router(
                path="/assets", directories=[asset()], include_in_schema=False, html_mode=False
            ),
        ],
        dependencies={
            "centre": Provide(lambda: centre, sync_to_thread=False),
        },
        exception_handlers={
            Refusal: _refused,
            Trouble: _busy,
            OperationalError: _busy,
            NoConnection: _busy,
            Busy: _no_room,
            HTTP_500_INTERNAL_SERVER_ERROR: _unforeseen,
        },
        template_config=TemplateConfig(
            directory=Path(__file__).parent / "templates", engine=JinjaTemplateEngine
        ),
        middleware=[
            Admission(centre.load),
            RateLimitConfig(("minute", PAGE_REQUESTS_PER_MINUTE), exclude=["^/v1", "^/assets"]).middleware,
        ],
        openapi_config=OpenAPIConfig(
            title="Gerai: pusat",
            version=pos.__version__,
            path="/v1/openapi",
            components=COMPONENTS,
            use_handler_docstrings=True,
        ),
        request_max_body_size=BODY_BYTES_MAX,
        state=State({"centre": centre, "office": office}),
        on_shutdown=[office.close, centre.load.close],
        logging_config=None,  # the process decides where its log goes, not a library
        debug=False,
    )


def _refused(_: AnyRequest, error: Refusal) -> Response[bytes]:
    body = answers.encode(Problem(error.code, error.detail))
    return Response(body, status_code=error.status, media_type="application/json")


def _busy(_: AnyRequest, error: Exception) -> Response[bytes]:
    """The database is away: registers keep their records and come again."""
    log.warning("busy", extra={"fact_error": type(error).__name__})
    body = answers.encode(Problem("busy"))
    return Response(
        body, status_code=503, media_type="application/json", headers={"Retry-After": RETRY_AFTER_S}
    )


def _no_room(_: AnyRequest, error: Busy) -> Response[bytes]:
    """Too many at once: nothing was read, the register comes again."""
    headers = {"Retry-After": str(error.retry_after_s)}
    body = answers.encode(Problem("busy"))
    return Response(body, status_code=503, media_type="application/json", headers=headers)


def _unforeseen(_: AnyRequest, error: Exception) -> Response[bytes]:
    """A bug of ours: logged with its stack; the register keeps its records and comes again.

    A register that hangs up within its batch is none, though the framework calls it so.
    """
    if isinstance(error, InternalServerException) and error.detail == HUNG_UP:
        log.info("hung up")
    else:
        log.error("unforeseen", exc_info=error)
    return Response(answers.encode(Problem("unforeseen")), status_code=500, media_type="application/json")
