"""Edits of the catalogue at the centre, and words that come from registers: each under a version of its own.

One row counts the versions; who edits holds it to the commit, so that whoever has seen a version has seen all that
are smaller (sync.md §2.9). What a version says goes down to the outlet's tills (`services.catalogue_down`).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeGuard

from sqlalchemy import Connection, Row, Select, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pos.domain.agreement import Agreement, MakerTerms
from pos.domain.catalog import CategoryTerms, PriceChange, Product
from pos.domain.events import SettingChange, StaffChange
from pos.domain.money import Rupiah
from pos.errors import NotInCatalogue, UnknownOutlet
from sync.central.services.project import write_terms
from sync.central.store import upsert_all
from sync.central.tables import catalogue as tables
from sync.central.tables.registers import outlet
from sync.protocol import bodies, canonical
from sync.protocol.bodies import Value
from sync.protocol.catalogue import TERMS, Term, is_planned, term_id, value_of
from sync.protocol.kinds import Kind

CENTRE = "centre"
"""The source of the centre's own words, and the place that pays a maker unless an outlet does."""
Said = Agreement | CategoryTerms | MakerTerms | PriceChange | Product | SettingChange | StaffChange


def put_terms(connection: Connection, outlet_id: str, values: Iterable[Said], at: datetime) -> int:
    """Say terms of an outlet from the centre's side, makers before their goods; gives the newest version."""
    listed = list(values)
    ver = _keep(connection, outlet_id, listed, at, CENTRE)
    write_terms(connection, outlet_id, listed)
    _write_prices(connection, outlet_id, listed, at)
    return ver


def adopt(
    connection: Connection, outlet_id: str, register_id: str, values: Iterable[Value], at: datetime
) -> None:
    """Say again what records of a register said of terms, so that the outlet's other tills hear it.

    Their rows are written already, but for prices. Who pays a maker is the centre's word alone.
    """
    listed: list[Said] = [value for value in values if isinstance(value, TERMS)]
    if not listed:
        return
    places = _paying_places(connection, outlet_id)
    makers = [replace(v, paid_by=places[v.maker.code]) for v in listed if _is_maker_of(v, places)]
    put_terms(connection, outlet_id, makers, at)
    _keep(connection, outlet_id, [v for v in listed if not _is_maker_of(v, places)], at, register_id)
    _write_prices(connection, outlet_id, listed, at)


def _is_maker_of(value: Said, places: dict[str, str]) -> TypeGuard[MakerTerms]:
    return isinstance(value, MakerTerms) and value.maker.code in places


def change_price(
    connection: Connection,
    outlet_id: str,
    product_id: str,
    price: Rupiah,
    at: datetime,
    *,
    effective_from: datetime | None = None,
) -> int:
    """A new label price, from now on (`at`) or from a later day on, when tills switch to it by themselves.

    Raises NotInCatalogue.
    """
    _term(connection, outlet_id, Kind.PRODUCT, product_id)
    change = PriceChange(product_id, price, effective_from or at)
    return put_terms(connection, outlet_id, [change], at)


def retire_product(connection: Connection, outlet_id: str, product_id: str, at: datetime) -> int:
    """Take a product out of sale: tills get a tombstone. Raises NotInCatalogue."""
    found = _term(connection, outlet_id, Kind.PRODUCT, product_id)
    assert isinstance(found, Product)
    retired = replace(found, active=False)
    ver = _keep(connection, outlet_id, [retired], at, CENTRE, deleted=True)
    write_terms(connection, outlet_id, [retired])
    return ver


def set_paid_by(connection: Connection, maker_code: str, place: str, at: datetime) -> None:
    """Let one place pay a maker in all outlets: 'centre' or an outlet's code (DESIGN.md §3, who pays a maker).

    Raises UnknownOutlet, NotInCatalogue.
    """
    known = set(connection.execute(select(outlet.c.outlet_id)).scalars())
    if place != CENTRE and place not in known:
        raise UnknownOutlet(code=place)
    table = tables.maker
    selling = connection.execute(select(table.c.outlet_id).where(table.c.id == maker_code)).scalars().all()
    if not selling:
        raise NotInCatalogue(id=maker_code)
    for outlet_id in sorted(selling):
        terms = _term(connection, outlet_id, Kind.MAKER, maker_code)
        assert isinstance(terms, MakerTerms)
        put_terms(connection, outlet_id, [replace(terms, paid_by=place)], at)


def next_versions(connection: Connection, count: int) -> int:
    """Take `count` versions and give the first; the counter stays locked to the end of the transaction."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    table = tables.catalogue_version
    statement = insert(table).values(id=1, ver=count)
    counted = statement.on_conflict_do_update(index_elements=["id"], set_={"ver": table.c.ver + count})
    return int(connection.execute(counted.returning(table.c.ver)).scalar_one()) - count + 1


def _keep(
    connection: Connection,
    outlet_id: str,
    values: list[Said],
    at: datetime,
    source: str,
    *,
    deleted: bool = False,
) -> int:
    """The last word on each thing, in the order in which they were said; gives the newest version, 0 for no word."""
    if not values:
        return 0
    last: dict[tuple[str, str], Said] = {}
    for value in values:
        key = (bodies.kind_of(value).value, term_id(value, at))
        last.pop(key, None)
        last[key] = value
    first = next_versions(connection, len(last))
    rows = [
        {
            "outlet_id": outlet_id,
            "kind": kind,
            "id": key,
            "ver": first + n,
            "deleted": deleted,
            "body": canonical.encode(dict(bodies.encode(value))),
            "at": at,
            "source": source,
        }
        for n, ((kind, key), value) in enumerate(last.items())
    ]
    upsert_all(connection, tables.term, rows)
    return first + len(last) - 1


def _write_prices(connection: Connection, outlet_id: str, values: list[Said], at: datetime) -> None:
    """Every price that was said goes into the list; the last one that is in force already onto its product."""
    said: dict[tuple[str, datetime], Rupiah] = {}
    last: dict[str, Rupiah] = {}
    for value in values:
        match value:
            case Product():
                said[value.id, at] = last[value.id] = value.price
            case PriceChange():
                said[value.product_id, value.effective_from] = value.price
                if not is_planned(value, at):
                    last[value.product_id] = value.price
            case _:
                pass
    rows = [
        {"outlet_id": outlet_id, "product_id": product_id, "effective_from": since, "price": price}
        for (product_id, since), price in said.items()
    ]
    upsert_all(connection, tables.label_price, rows)
    for product_id in {value.product_id for value in values if isinstance(value, PriceChange)} & last.keys():
        _set_price(connection, outlet_id, product_id, last[product_id])


def _set_price(connection: Connection, outlet_id: str, product_id: str, price: Rupiah) -> None:
    table = tables.product
    mine = (table.c.outlet_id == outlet_id) & (table.c.id == product_id)
    connection.execute(update(table).where(mine).values(price=price))


def _paying_places(connection: Connection, outlet_id: str) -> dict[str, str]:
    """Who pays each maker of whom the centre itself spoke."""
    table = tables.term
    query = term_query().where(
        table.c.outlet_id == outlet_id, table.c.kind == Kind.MAKER.value, table.c.source == CENTRE
    )
    said = (value_of(term_from(row)) for row in connection.execute(query))
    return {terms.maker.code: terms.paid_by for terms in said if isinstance(terms, MakerTerms)}


_TERM = tuple(tables.term.c[name] for name in ("kind", "id", "ver", "at", "deleted", "body"))


def term_query() -> Select[Any]:
    """The columns of which `term_from` makes terms."""
    return select(*_TERM)


def term_from(row: Row[Any]) -> Term:
    """A stored term; its body stays with it when it is out of use."""
    return Term(row.kind, row.id, row.ver, row.at, row.deleted, bytes(row.body))


def _term(connection: Connection, outlet_id: str, kind: Kind, key: str) -> Value:
    """What was said last of a thing; raises NotInCatalogue."""
    table = tables.term
    here = (table.c.outlet_id == outlet_id) & (table.c.kind == kind.value) & (table.c.id == key)
    row = connection.execute(term_query().where(here)).one_or_none()
    if row is None:
        raise NotInCatalogue(id=key)
    return value_of(term_from(row))
