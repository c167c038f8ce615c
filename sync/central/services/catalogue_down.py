"""What a till of an outlet may hear of the catalogue: the newest version, pages, the digest (sync.md §2.9). Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from sync.central.services.catalogue import term_from, term_query
from sync.central.services.refusal import Refusal
from sync.central.tables.catalogue import term
from sync.protocol.catalogue import (
    DOWN,
    FORMAT,
    PAGE_BYTES_MAX,
    PAGE_ROWS_MAX,
    CataloguePage,
    Digest,
    digest_of,
    row_of,
)

TOMBSTONE_LIFETIME = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: versions after `since`, those up to `after` were given already; `target` 0 on the first page."""

    since: int
    after: int = 0
    target: int = 0
    limit: int = PAGE_ROWS_MAX


def newest(connection: Connection, outlet_id: str) -> int:
    """The newest version of an outlet's catalogue, 0 where nothing was ever said."""
    query = select(func.coalesce(func.max(term.c.ver), 0)).where(_of(outlet_id))
    return int(connection.execute(query).scalar_one())


def page(connection: Connection, outlet_id: str, asked: Asked, at: datetime) -> CataloguePage:
    """The next page; wants one moment of the database. Raises Refusal 410 for who was away too long."""
    floor = _forgotten(connection, outlet_id, at)
    if 0 < asked.since < floor:
        raise Refusal(410, "too_old", str(floor))
    now = newest(connection, outlet_id)
    target = min(asked.target or now, now)
    found = _rows(connection, outlet_id, asked, target, floor)
    given = tuple(row_of(term_from(row)) for row in _that_fit(found[: asked.limit]))
    done = len(given) == len(found)
    return CataloguePage(
        fmt=FORMAT,
        target=target,
        newest=now,
        min_ver=floor,
        rows=given,
        next=given[-1].ver if given else max(asked.since, asked.after),
        done=done,
        digest=digest(connection, outlet_id) if done and now == target else None,
    )


def _of(outlet_id: str) -> ColumnElement[bool]:
    return (term.c.outlet_id == outlet_id) & term.c.kind.in_(DOWN)


def _forgotten(connection: Connection, outlet_id: str, at: datetime) -> int:
    """The newest tombstone that is too old to be given out; who stands before it must begin anew."""
    old = term.c.deleted & (term.c.at < at - TOMBSTONE_LIFETIME)
    query = select(func.coalesce(func.max(term.c.ver), 0)).where(_of(outlet_id), old)
    return int(connection.execute(query).scalar_one())


def _rows(connection: Connection, outlet_id: str, asked: Asked, target: int, floor: int) -> list[Row[Any]]:
    """One row more than asked for, so that the end is known."""
    here = _of(outlet_id) & (term.c.ver > max(asked.since, asked.after)) & (term.c.ver <= target)
    given_out = ~term.c.deleted | (term.c.ver > floor)
    query = term_query().where(here, given_out).order_by(term.c.ver).limit(asked.limit + 1)
    return list(connection.execute(query))


def _that_fit(rows: Iterable[Row[Any]]) -> Iterable[Row[Any]]:
    size = 0
    for row in rows:
        size += len(row.body)
        if size > PAGE_BYTES_MAX and size > len(row.body):
            return
        yield row


def digest(connection: Connection, outlet_id: str) -> Digest:
    """Over all terms in use."""
    return digest_of(term_from(row) for row in connection.execute(term_query().where(_of(outlet_id))))
