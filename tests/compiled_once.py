"""Each statement is compiled once for all SQLite databases of a test run, not once for each: a third of its time.

Every test opens databases of its own, and each engine would compile all its statements again. What runs is the same.
"""

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from pos import database

STATEMENTS_MAX = 3_000


def share() -> None:
    """From now on; the cache's key holds the dialect, so that all of this kind must count as one."""
    made, compiled = database.create_engine, LRUCache(STATEMENTS_MAX)

    def create_engine(*args, **kwargs):
        engine = made(*args, **kwargs)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    SQLiteDialect_pysqlite.__eq__ = lambda one, other: type(one) is type(other)
    SQLiteDialect_pysqlite.__hash__ = lambda one: hash(type(one))
    database.create_engine = create_engine
