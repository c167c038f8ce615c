"""`gerai central init|serve|enrol|verify`: the store in the office; see central_office and central_backup, too."""

import argparse
import errno
import os
import signal
import socket
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from pos.app.commands.common import folder_of, say, say_json
from pos.clock import SystemClock
from pos.errors import GeraiError, PortBusy, SettingNotAllowed
from pos.i18n import Texts
from sync.central import upgrade
from sync.central.pages.incidents import incident_line
from sync.central.services import enrolment, registers, setup
from sync.central.services.key_file import NAME as KEY_NAME
from sync.central.services.key_file import CentralKey, open_key_file
from sync.central.store import CentralStore, open_central_store

BACKLOG = 256
PORT_MAX = 65_535
STOP_S = 10
"""What requests in work are given to end after a wish to stop; longer than any waits for a lock."""
KEEP_ALIVE_S = 20
"""How long an idle connection is kept: longer than any pause that registers are asked for, and not their heartbeat.

Else the connection of one that comes again would be closed in the moment in which it speaks.
"""


def open_store(asked: argparse.Namespace) -> CentralStore:
    """The database of --database, else the SQLite file of the data folder; raises DatabaseUnreachable."""
    url = asked.database or f"sqlite:///{(folder_of(asked) / 'central.db').as_posix()}"
    return open_central_store(url)


def key_path(asked: argparse.Namespace) -> Path:
    """The key file of --key, else central.key in the data folder."""
    return Path(asked.key).expanduser() if asked.key else folder_of(asked) / KEY_NAME


def key_for_reading(asked: argparse.Namespace) -> CentralKey | None:
    """The key where there is a file; none is made. Raises CentralKeyDamaged."""
    return open_key_file(key_path(asked)) if key_path(asked).exists() else None


def init(asked: argparse.Namespace) -> int:
    """Make a centre; --demo loads the demo outlets and their catalogue. The office password is shown once."""
    store = open_store(asked)
    try:
        upgrade.lay_out(store)
        password = store.run(lambda connection: setup.make_centre(connection, SystemClock().now()))
        if asked.demo:
            _load_demo(store)
    finally:
        store.close()
    if asked.json:
        say_json({"made": password is not None, "office_password": password or ""})
    elif password is None:
        say("Pusat sudah ada; tidak ada yang diubah.")
    else:
        say(f"Pusat dibuat. Kata sandi kantor: {password} (catat sekarang; nama pengguna: kantor).")
    return 0


def _load_demo(store: CentralStore) -> None:
    from pos.app.demo_catalogue import OUTLETS, demo_catalogue
    from pos.app.demo_staff import STAFF
    from pos.domain.events import StaffChange
    from sync.central.services import catalogue

    demo = demo_catalogue()
    values: list[Any] = [*demo.makers, *(item.product for item in demo.products)]
    values += [StaffChange(staff[0], staff[2]) for staff in STAFF]
    at = SystemClock().now()

    def work(connection: Any) -> None:
        for code, name in OUTLETS.items():
            registers.add_outlet(connection, code, name, at)
            catalogue.put_terms(connection, code, values, at)

    store.run(work)


def serve(asked: argparse.Namespace) -> int:
    """Run the centre until it is stopped; the first line names its address. Refuses a newer program's database.

    SIGTERM lets what is in work end, takes nothing new, and is exit code 0.
    """
    from sync.central.app import build

    store = open_store(asked)
    try:
        key = open_key_file(key_path(asked))
        application = build(store, SystemClock(), key)
        _take_what_is_understood_now(store)
        _say_unopened(asked, store, key)
        listening = _listen(asked.host, asked.port)
        host, port = listening.getsockname()[:2]
        say(f"Pusat siap di http://{host}:{port}")
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # uvicorn stops by it, then raises it again
        server_of(application).run(sockets=[listening])
    finally:
        store.close()
    return 0


def _say_unopened(asked: argparse.Namespace, store: CentralStore, key: CentralKey) -> None:
    """A database that was moved without its key file: say so at once; sales are taken all the same."""
    from sync.central.services.customer_keys import unopened

    count = len(store.look(partial(unopened, key=key)))
    if count:
        text = Texts(asked.lang)._(
            "{n} kunci pelanggan tidak terbuka dengan berkas kunci ini. Penjualan tetap diterima; kembalikan "
            "berkas kunci pusat dari cadangannya, atau sebut dengan --key."
        )
        say(text.format(n=count))


def server_of(application: Any) -> Any:
    """The HTTP server of a centre, a uvicorn.Server."""
    import uvicorn

    config = uvicorn.Config(
        application,
        log_level="warning",
        lifespan="on",
        timeout_graceful_shutdown=STOP_S,
        timeout_keep_alive=KEEP_ALIVE_S,
    )
    return uvicorn.Server(config)


def _take_what_is_understood_now(store: CentralStore) -> None:
    """What a newer till wrote and an older centre set aside has a meaning after an upgrade (sync.md §2.10)."""
    from sync.central.services.projection import project_outlet_again

    for outlet_id in store.look(registers.outlet_ids):
        project_outlet_again(store, outlet_id, SystemClock().now())


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that a busy port is one clear sentence; port 0 takes any.

    Raises PortBusy, and SettingNotAllowed for a port or host that cannot be had here.
    """
    if not 0 <= port <= PORT_MAX:
        raise SettingNotAllowed(key="--port", reason=f"0–{PORT_MAX}")
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)  # callers wait in line while the server is starting
    except (OSError, UnicodeError) as error:
        listening.close()
        raise _refusal(error, host, port) from error
    return listening


def _refusal(error: OSError | UnicodeError, host: str, port: int) -> GeraiError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return PortBusy(host=host, port=str(port))
    if number == errno.EACCES:
        return SettingNotAllowed(key="--port", reason=f"{port}: {os.strerror(errno.EACCES)}")
    return SettingNotAllowed(key="--host", reason=host)


def enrol(asked: argparse.Namespace) -> int:
    """Print a one-time code for an outlet; --name makes the outlet first."""
    store = open_store(asked)
    at = SystemClock().now()
    try:
        setup.centre_id(store)
        if asked.name:
            store.run(lambda connection: registers.add_outlet(connection, asked.outlet, asked.name, at))
        code = enrolment.new_code(store, asked.outlet, at, replaces=asked.replaces)
    finally:
        store.close()
    if asked.json:
        say_json({"outlet": asked.outlet, "code": code, "minutes": 15})
    else:
        say(f"Kode untuk {asked.outlet}: {code[:4]}-{code[4:]} (berlaku 15 menit, sekali pakai).")
    return 0


def verify(asked: argparse.Namespace) -> int:
    """Hold every outlet's tables against its registers' raw lines; exit 1 with findings.

    Records set aside are findings. Incidents (fork, clone) are listed: they were noted when they happened and stay.
    So are sales at an old price, which stand as they are.
    """
    from sync.central.pages.old_prices import old_price_line
    from sync.central.services import incidents, old_prices
    from sync.central.services import verify as checks
    from sync.central.services.customer_keys import unopened

    store = open_store(asked)
    try:
        setup.centre_id(store)
        count = len(store.look(registers.callers))
        noted = store.look(incidents.listed)
        found: list[str] = []
        old: list[old_prices.OldPrice] = []
        for outlet_id in store.look(registers.outlet_ids):
            old += store.look(partial(old_prices.sold_at_an_old_price, outlet_id=outlet_id))
            faults = store.look(partial(checks.faults_of_outlet, outlet_id=outlet_id))
            found += [f"{outlet_id}: {fault}" for fault in faults]
        found += [
            f"customer_key {key_id}" for key_id in store.look(partial(unopened, key=key_for_reading(asked)))
        ]
    finally:
        store.close()
    if asked.json:
        noted_too = {"incidents": [asdict(one) for one in noted], "old_prices": [asdict(one) for one in old]}
        say_json({"registers": count, "findings": found, **noted_too})
        return 1 if found else 0
    texts = Texts(asked.lang)
    notes = [incident_line(one, texts) for one in noted] + [old_price_line(one, texts) for one in old]
    for line in (*found, *notes):
        say(line)
    verdict = texts._("semua cocok")
    if found:
        verdict = texts._("{n} temuan").format(n=len(found))
    say(texts._("{n} meja kasir: {verdict}.").format(n=count, verdict=verdict))
    return 1 if found else 0
