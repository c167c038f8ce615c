"""A real centre on a real socket, on SQLite and on PostgreSQL, and a register that has joined it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from zlib import crc32

import pytest
import uvicorn

from sync.central import upgrade
from sync.central.app import build
from sync.central.services import enrolment, registers, setup
from sync.central.services.key_file import CentralKey
from sync.central.services.load import Load
from sync.central.store import CentralStore, open_central_store
from sync.outlet import cycle
from sync.outlet.credentials import Credentials
from sync.outlet.enrol import enrol
from sync.outlet.transport import HttpTransport
from tests import postgres
from tests.sync.races import Races, sometimes


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    with postgres.running() as uri:
        yield uri


CENTRAL_KEY = CentralKey(b"k" * 32)
ENGINES = ("sqlite", "postgresql")
RACING = "serializable"
RACED = frozenset(
    {
        "central.test_catalogue", "central.test_conflicts", "central.test_epoch_numbers",
        "central.test_incidents", "central.test_ingest", "central.test_project", "central.test_projection",
        "central.test_tokens", "outlet.test_enrol", "outlet.test_replace",
    }
)  # fmt: skip
"""The modules that also run on PostgreSQL at its strictest level, where transactions are thrown out on purpose."""


def pytest_generate_tests(metafunc):
    """Each test with a centre runs on both engines unless it names one itself."""
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "database_url" not in metafunc.fixturenames or "database_url" in named:
        return
    engines = (*ENGINES, RACING) if is_raced(metafunc.module) else ENGINES
    metafunc.parametrize("database_url", engines, indirect=True)


def is_raced(module) -> bool:
    return module.__name__.removeprefix("tests.sync.") in RACED


@pytest.fixture
def database_url(request, tmp_path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.db'}"
    level = RACING if request.param == RACING else ""
    return postgres.new_database(request.getfixturevalue("postgres_uri"), level)


@pytest.fixture
def central(request, database_url, clock) -> Iterator[CentralStore]:
    """An empty centre with the outlets GDK and BLU."""
    store = open_central_store(database_url)
    upgrade.lay_out(store)
    store.run(lambda connection: setup.make_centre(connection, clock.now()))
    for code, name in (("GDK", "Galeri Dekranasda"), ("BLU", "Toko UMKM Blu Plaza")):
        store.run(lambda k, code=code, name=name: registers.add_outlet(k, code, name, clock.now()))
    if is_raced(request.module) and RACING in request.node.callspec.params.values():
        Races(store, sometimes(crc32(request.node.name.encode())))
    yield store
    store.close()


@dataclass
class Server:
    url: str
    store: CentralStore
    load: Load


@contextmanager
def serving(store: CentralStore, clock, port: int = 0) -> Iterator[Server]:
    """A centre behind uvicorn; port 0 takes a free one."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(("127.0.0.1", port))
    application = build(store, clock, CENTRAL_KEY)
    server = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    started = threading.Event()
    inner = server.startup

    async def startup(sockets=None):
        await inner(sockets=sockets)
        started.set()

    server.startup = startup
    thread.start()
    assert started.wait(20)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        yield Server(url, store, application.state["centre"].load)
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def centre(central, clock) -> Iterator[Server]:
    """The centre behind uvicorn on a free port."""
    with serving(central, clock) as server:
        yield server


@dataclass
class Joined:
    """A register with its way to the centre."""

    ctx: object
    transport: HttpTransport
    credentials: Credentials

    def cycle(self):
        return cycle.run(self.ctx, self.transport, self.credentials, Random(1))


@contextmanager
def joining(ctx, centre: Server, keys, clock) -> Iterator[Joined]:
    """A shop, enrolled with its own key."""
    transport = HttpTransport(centre.url)
    credentials = Credentials(keys, ctx.shop.register_id)
    code = enrolment.new_code(centre.store, "GDK", clock.now())
    enrol(ctx, transport, credentials, url=centre.url, code=code)
    try:
        yield Joined(ctx, transport, credentials)
    finally:
        transport.close()


@pytest.fixture
def joined(ctx, centre, keys, clock) -> Iterator[Joined]:
    """The shop of `ctx`, enrolled."""
    with joining(ctx, centre, keys, clock) as one:
        yield one
