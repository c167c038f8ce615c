"""`gerai central incidents|reproject|revoke`: what a person at the office looks at and decides."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection

from pos.app.commands.central import open_store
from pos.app.commands.common import say, say_json
from pos.clock import SystemClock
from pos.i18n import Texts
from sync.central.pages.incidents import incident_line
from sync.central.services import incidents as noted
from sync.central.services import projection, registers, setup
from sync.central.store import CentralStore


@contextmanager
def _centre(asked: argparse.Namespace) -> Iterator[CentralStore]:
    store = open_store(asked)
    try:
        setup.centre_id(store)
        yield store
    finally:
        store.close()


def incidents(asked: argparse.Namespace) -> int:
    """List what nobody has closed yet, or close one that somebody has looked at; raises UnknownIncident.

    A register that may run on two computers goes on in a new epoch only after its incident was closed (sync.md §2.7).
    """
    with _centre(asked) as store:
        if asked.close:
            store.run(lambda connection: noted.close(connection, asked.close, SystemClock().now()))
        found = store.look(noted.listed)
    if asked.json:
        say_json({"incidents": [asdict(one) for one in found]})
        return 0
    texts = Texts(asked.lang)
    for one in found:
        say(f"{one.id}  {incident_line(one, texts)}")
    say(texts._("{n} kejadian terbuka.").format(n=len(found)))
    return 0


def reproject(asked: argparse.Namespace) -> int:
    """Try the records that are set aside once more: after an upgrade, or when what was missing has come."""
    with _centre(asked) as store:
        outlets = (asked.outlet,) if asked.outlet else store.look(registers.outlet_ids)
        count = sum(projection.project_outlet_again(store, outlet, SystemClock().now()) for outlet in outlets)
    if asked.json:
        say_json({"projected": count})
    else:
        say(Texts(asked.lang)._("{n} catatan yang disisihkan kini masuk.").format(n=count))
    return 0


def revoke(asked: argparse.Namespace) -> int:
    """Take a lost or stolen register out: it sends nothing more, its records stay; raises UnknownRegister."""

    def work(connection: Connection) -> None:
        registers.revoke(connection, asked.outlet, asked.register)

    with _centre(asked) as store:
        store.run(work)
    text = Texts(asked.lang)._(
        "{code} dicabut: tidak mengirim lagi. Penggantinya: gerai central enrol --replaces {code}"
    )
    say(text.format(code=asked.register))
    return 0
