"""Pages of the catalogue, over HTTP as a register asks: order, end, packing, 304, 410, 426."""

import gzip
import json

import pytest
import urllib3

from pos.domain.catalog import PriceChange
from sync.central.services import catalogue
from sync.protocol import answers
from sync.protocol.catalogue import (
    HEADER_REGISTER,
    PAGE_BYTES_MAX,
    CataloguePage,
    digest_of,
    term_of,
)
from tests.builders import PRODUCTS, a_product
from tests.sync.central.line_maker import Register


@pytest.fixture
def ask(centre, clock):
    """A question of a register of GDK; gives the answer's status, headers and body."""
    register = Register(centre.store, clock)
    pool = urllib3.PoolManager(retries=False, timeout=20)

    def asked(query="since=0", **changes):
        head = {
            "Authorization": f"Bearer {register.token}", HEADER_REGISTER: register.id, answers.HEADER_PROTOCOL: "1", **changes,
        }  # fmt: skip
        given = {name: value for name, value in head.items() if value is not None}
        return pool.request("GET", f"{centre.url}/v1/catalogue?{query}", headers=given, decode_content=False)

    yield asked
    pool.clear()


def put(centre, clock, *values):
    return centre.store.run(lambda k: catalogue.put_terms(k, "GDK", values, clock.now()))


def read(answer):
    assert answer.status == 200, answer.data
    return answers.decode(answer.data, CataloguePage)


def test_pages_follow_one_another(centre, clock, ask):
    """No row twice, none missing; the digest comes with the last page, over everything."""
    put(centre, clock, *PRODUCTS)
    rows, after, target = [], 0, 0
    while True:
        page = read(ask(f"since=0&after={after}&target={target}&limit=2"))
        rows += page.rows
        after, target = page.next, page.target
        if page.done:
            break
        assert page.digest is None
    assert [row.id for row in rows] == [product.id for product in PRODUCTS]
    assert page.digest == digest_of(term_of(row) for row in rows)
    assert read(ask(f"since={target}")).rows == ()


def test_what_is_said_meanwhile_comes_next_time(centre, clock, ask):
    """The target of the first page holds; the last page says that there is more, and no digest that nobody has."""
    put(centre, clock, *PRODUCTS)
    first = read(ask("since=0&limit=4"))
    put(centre, clock, PRODUCTS[0], a_product("P9"))
    last = read(ask(f"since=0&after={first.next}&target={first.target}&limit=4"))
    assert last.done
    assert (last.newest, last.target, last.digest) == (len(PRODUCTS) + 2, len(PRODUCTS), None)
    rest = read(ask(f"since={last.target}"))
    assert [row.id for row in rest.rows] == [PRODUCTS[0].id, "P9"]
    assert rest.digest.count == len(PRODUCTS) + 1


def test_a_page_is_bounded_in_bytes(centre, clock, ask):
    """Long rows make short pages, but never an empty one."""
    aliases = tuple(f"{n:063d}" for n in range(20))
    long = [a_product(f"P{n}", name="x" * 300, aliases=aliases) for n in range(900)]
    put(centre, clock, *long)
    page = read(ask("since=0&limit=5000"))
    assert 1 < len(page.rows) < 900
    assert sum(len(bytes(row.body)) for row in page.rows) <= PAGE_BYTES_MAX
    assert not page.done
    assert read(ask("since=0&limit=0")).rows[0].id == "P0"


def test_the_answer_is_packed_for_whom_it_suits(centre, clock, ask):
    """And only for them; the same page is the same bytes."""
    put(centre, clock, *PRODUCTS)
    plain = ask()
    packed = ask(**{"Accept-Encoding": "gzip"})
    assert plain.headers.get("Content-Encoding") is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)


def test_who_has_the_page_gets_304(centre, clock, ask):
    """By its tag, without a body; after an edit the whole page again."""
    put(centre, clock, *PRODUCTS)
    tag = ask().headers["ETag"]
    same = ask(**{"If-None-Match": tag})
    assert (same.status, same.data, same.headers["ETag"]) == (304, b"", tag)
    put(centre, clock, PriceChange(PRODUCTS[0].id, 1_000, clock.now()))
    assert ask(**{"If-None-Match": tag}).status == 200


def test_a_cursor_older_than_the_tombstones_begins_anew(centre, clock, ask):
    """After 400 days a tombstone is given out no more: 410 for who would miss it, a whole catalogue for who asks so."""
    put(centre, clock, *PRODUCTS)
    centre.store.run(lambda k: catalogue.retire_product(k, "GDK", PRODUCTS[0].id, clock.now()))
    count = len(PRODUCTS)
    assert [row.deleted for row in read(ask(f"since={count}")).rows] == [True]
    clock.advance(days=401)
    fresh = Register(centre.store, clock, code="GDK2")
    head = {"Authorization": f"Bearer {fresh.token}", HEADER_REGISTER: fresh.id}
    old = ask(f"since={count}", **head)
    assert (old.status, json.loads(old.data)) == (410, {"code": "too_old", "detail": str(count + 1)})
    whole = read(ask("since=0", **head))
    assert [row.deleted for row in whole.rows] == [False] * (count - 1)
    assert whole.min_ver == count + 1
    assert read(ask(f"since={count + 1}", **head)).rows == ()


@pytest.mark.parametrize(
    ("query", "changes", "status"),
    [
        ("since=0&fmt=2", {}, 426), ("since=0", {answers.HEADER_PROTOCOL: "2"}, 426), ("since=0", {"Authorization": None}, 401),
        ("since=0", {HEADER_REGISTER: None}, 401), ("since=0", {HEADER_REGISTER: "x" * 99}, 401), ("since=-1", {}, 422),
        ("since=1e3", {}, 422), ("after=x", {}, 422), ("target=9999999999999999999", {}, 422), ("limit=%00", {}, 422),
    ],
)  # fmt: skip
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nonsense_is_refused(ask, query, changes, status):
    """Another form, another protocol, nobody, no number."""
    assert ask(query, **changes).status == status


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_empty_catalogue_is_one_empty_page(ask):
    """Nothing was ever said."""
    page = read(ask())
    assert (page.rows, page.target, page.done) == ((), 0, True)
    assert page.digest == digest_of(())
