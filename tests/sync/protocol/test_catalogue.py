"""A term keeps its bytes over the wire; the digest sees every change of any part of it, and no order."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pos.domain.catalog import PriceChange
from sync.protocol import answers, canonical
from sync.protocol.answers import AnswerInvalid
from sync.protocol.bodies import BodyInvalid, encode
from sync.protocol.catalogue import (
    CataloguePage,
    Term,
    digest_of,
    is_planned,
    row_of,
    subject_of,
    term_id,
    term_of,
    value_of,
)
from tests.builders import PRODUCTS

AT = datetime(2026, 11, 14, 2, 30, tzinfo=UTC)


def a_term(n=0, **facts):
    product = PRODUCTS[n]
    term = Term("product", product.id, n + 1, AT, False, canonical.encode(dict(encode(product))))
    return replace(term, **facts)


TERMS = tuple(a_term(n) for n in range(len(PRODUCTS)))


def test_the_bytes_of_a_body_survive_the_wire():
    """Whatever they are: they are hashed, kept and read as they came."""
    odd = a_term(body='{"n":"Syal é","z":1,"a":[]}'.encode())
    page = CataloguePage(
        1, 1, 1, 0, (row_of(odd), row_of(a_term(1, deleted=True))), 1, True, digest_of([odd])
    )
    read = answers.decode(answers.encode(page), CataloguePage)
    assert term_of(read.rows[0]) == odd
    assert term_of(read.rows[1]) == a_term(1, deleted=True, body=b"")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "price"}, {"id": "M03-002"}, {"ver": 9}, {"at": AT.replace(hour=3)}, {"body": b"{}"}, {"deleted": True},
    ],
)  # fmt: skip
def test_the_digest_sees_every_change(change):
    """Of any part of any term; it has a golden value."""
    assert digest_of((replace(TERMS[0], **change), *TERMS[1:])) != digest_of(TERMS)


def test_the_digest_knows_no_order():
    """XOR: the same terms in any order; none at all is zero."""
    assert digest_of(TERMS) == digest_of(reversed(TERMS))
    assert digest_of(()) == digest_of([a_term(deleted=True)])
    golden = Term("setting", "outlet.phone", 7, AT, False, b'{"t":"021","y":"outlet.phone"}')
    assert digest_of([golden]).xor_sha == "d586bf3ed49cdac719e2fe778591235c008e32b50e7dcc5a7cc311c462a0d511"


def test_a_term_says_its_value():
    """The same as the record's body would."""
    assert value_of(TERMS[2]).price == 85_000
    with pytest.raises(BodyInvalid):
        value_of(a_term(body=b"[]"))
    with pytest.raises(BodyInvalid):
        value_of(a_term(kind="time_travel"))


def test_a_moment_of_another_form_is_no_answer():
    """Strictly as in records."""
    row = row_of(TERMS[0])
    with pytest.raises(AnswerInvalid):
        term_of(type(row)(row.kind, row.id, row.ver, "2026-11-14", row.deleted, row.body))


def test_a_price_of_a_later_day_is_planned():
    """By days in WIB: five minutes of a fast clock are no plan, midnight is."""
    fast = PriceChange("P1", 1, AT.replace(minute=35))
    plan = PriceChange("P1", 1, datetime(2026, 11, 14, 17, tzinfo=UTC))
    assert not is_planned(fast, AT)
    assert is_planned(plan, AT)
    assert (term_id(fast, AT), subject_of(plan)) == ("P1", "P1")
    assert term_id(plan, AT) == "P1@2026-11-14T17:00:00.000Z"
