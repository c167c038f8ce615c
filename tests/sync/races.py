"""Loses races on purpose: the database itself throws transactions out (SQLSTATE 40001), as a distributed one may any.

Each transaction of a register or of the office is broken some times before it may end, at a statement or at its commit,
by a seed. Transactions that only look are left alone: PostgreSQL never throws those out.
"""

import threading
from collections.abc import Iterator
from random import Random

import sqlalchemy as sa

from sync.central.store import CentralStore

BREAK = "DO $$ BEGIN RAISE 'lost a race' USING ERRCODE = '40001'; END $$"
STATEMENTS = 8
"""Where a break may come: at one of the first statements, or at the commit of a transaction that has fewer."""


class _Transaction(threading.local):
    """The transaction that this thread has open: breaks that are left, the statement of the next one, what happened."""

    left = -1
    at = 0
    count = 0
    looks = True
    broken = False
    breaking = False


def sometimes(seed: int) -> Iterator[int]:
    """Not at all, once or twice, by chance."""
    chance = Random(seed)
    while True:
        yield chance.choice((0, 1, 1, 2))


class Races:
    """Breaks the transactions of a store until it is closed.

    `times` says for each transaction how often it is broken, `placed` at which statement, else that is left to chance.
    `broken` counts the breaks, `statements` what was asked in all.
    """

    def __init__(self, store: CentralStore, times: Iterator[int], placed: int | None = None) -> None:
        self.broken, self.statements = 0, 0
        self._times, self._placed, self._chance = times, placed, Random(7)
        self._now = _Transaction()
        self._store, self._engine, self._pause = store, store.engine, store._pause
        store._pause = self._wait
        for name in ("begin", "commit", "rollback"):
            sa.event.listen(self._engine, name, getattr(self, f"_{name}"))
        sa.event.listen(self._engine, "before_cursor_execute", self._execute, retval=True)

    def close(self) -> None:
        for name in ("begin", "commit", "rollback"):
            sa.event.remove(self._engine, name, getattr(self, f"_{name}"))
        sa.event.remove(self._engine, "before_cursor_execute", self._execute)
        self._store._pause = self._pause

    def _wait(self, seconds: float) -> None:
        """Only after a race that another transaction won there is something to wait for."""
        if not self._now.broken:
            self._pause(seconds)

    def _begin(self, _connection) -> None:
        now = self._now
        if not now.broken:
            now.left = next(self._times)
        now.at = self._chance.randrange(STATEMENTS) if self._placed is None else self._placed
        now.count, now.looks, now.broken = 0, False, False

    def _execute(self, _connection, _cursor, statement, parameters, _context, executemany):
        """Put the fault in the place of a statement; the database raises it."""
        now = self._now
        if now.breaking:
            return statement, parameters
        now.looks |= statement.startswith("SET TRANSACTION")
        now.count += 1
        self.statements += 1
        undoing = statement.startswith("ROLLBACK")
        if now.looks or undoing or now.left < 1 or executemany or now.count <= now.at:
            return statement, parameters
        self._note()
        return BREAK, ()

    def _commit(self, connection) -> None:
        now = self._now
        if now.left > 0 and not now.looks:
            self._note()
            now.breaking = True
            try:
                connection.exec_driver_sql(BREAK)
            finally:
                now.breaking = False
        now.left = -1

    def _rollback(self, _connection) -> None:
        if not self._now.broken:
            self._now.left = -1

    def _note(self) -> None:
        self._now.left -= 1
        self._now.broken = True
        self.broken += 1
