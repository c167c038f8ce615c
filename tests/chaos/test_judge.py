"""The judge on a small pair of books that agree, and on each way in which they may not."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from tests.chaos import judge
from tests.chaos.books import CentralBooks, TillBooks

REGISTER = "r1"


def line(seq, kind, record_id, body):
    record = {"b": body, "ep": 1, "id": record_id, "k": kind, "reg": REGISTER, "seq": seq, "sv": 1}
    return (1, seq, json.dumps(record).encode())


def sale(number, total, tender="cash", product="P1"):
    sold = {"m": "M1", "p": product, "s": total * 4 // 5}
    return {"no": number, "to": total, "t": [{"k": tender, "a": total}], "l": [sold]}


def refund(of, number, total):
    back = {"m": "M1", "p": "P1", "s": total * 4 // 5}
    return {"no": number, "of": of, "to": total, "t": [{"a": total}], "l": [back]}


LINES = (
    line(1, "sale", "s1", sale("A-1", 10_000)),
    line(2, "sale", "s2", sale("A-2", 20_000, "qris", "P2")),
    line(3, "refund", "b1", refund("s1", "A-R1", 10_000)),
    line(4, "exchange", "s3", {"ri": "b2", "rf": refund("s2", "A-R2", 5_000), "sa": sale("A-3", 7_000)}),
)
SALES = [(REGISTER, "s1", "A-1", 10_000), (REGISTER, "s2", "A-2", 20_000), (REGISTER, "s3", "A-3", 7_000)]
REFUNDS = [(REGISTER, "b1", "A-R1", 10_000), (REGISTER, "b2", "A-R2", 5_000)]
TILL = TillBooks("till-1", REGISTER, Counter(LINES), Counter(SALES), Counter(REFUNDS))
CENTRE = CentralBooks(
    lines={REGISTER: Counter(LINES)},
    sales=Counter(SALES),
    refunds=Counter(REFUNDS),
    tenders=Counter({"cash": 2_000, "qris": 20_000}),
    makers=Counter({"M1": 17_600}),
    goods=Counter({"P2": -1}),
    unique=frozenset({"P2"}),
    incidents=(),
    quarantined=(),
)
ACKED = {("S" if row in SALES else "R", row[1]): row[2:] for row in (*SALES, *REFUNDS)}


def found(till=TILL, centre=CENTRE, acked=ACKED, surplus=None):
    return judge.findings([(till, acked, surplus or {})], centre)


def less(counter, key):
    return counter - Counter([key])


def test_equal_books_are_no_finding():
    """Also where a kill came between the commit and its acknowledgement."""
    assert found() == []
    told = {key: facts for key, facts in ACKED.items() if key != ("S", "s3")}
    assert found(acked=told, surplus={("S", "s3"): ("A-3", 7_000)}) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sales": less(CENTRE.sales, SALES[1])}, "sales: 1 missing"),
        ({"sales": CENTRE.sales + Counter([SALES[1]])}, "sales: 1 too many"),
        ({"sales": CENTRE.sales + Counter([(REGISTER, "x", "A-9", 1)])}, "sales: 1 too many"),
        ({"refunds": less(CENTRE.refunds, REFUNDS[0])}, "refunds: 1 missing"),
        ({"lines": {REGISTER: less(Counter(LINES), LINES[3])}}, "till-1: records: 1 missing"),
        ({"lines": {}}, "till-1: records: 4 missing"),
        ({"tenders": Counter({"cash": 2_000, "qris": 19_999})}, "tenders: qris 20000 ≠ 19999"),
        ({"makers": Counter({"M1": 17_601})}, "makers: M1 17600 ≠ 17601"),
        ({"goods": Counter()}, "goods: P2 -1 ≠ 0"),
        ({"quarantined": (("unknown_maker", "M1"),)}, "set aside at the centre: unknown_maker"),
        ({"incidents": (("fork", "1/3"),)}, "incident fork: 1/3"),
        ({"incidents": (("sold_twice", "P2: A-2, B-7"),)}, "told that P2 was sold"),
    ],
)
def test_what_the_centre_has_otherwise_is_named(changed, said):
    """Lost, doubled, invented; by number, rupiah and record."""
    assert any(one.startswith(said) for one in found(centre=replace(CENTRE, **changed)))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"sales": less(TILL.sales, SALES[2])}, "till-1: acknowledged and stored sales: 1 missing"),
        ({"sales": TILL.sales + Counter([SALES[2]])}, "till-1: number A-3 2 times"),
        ({"refunds": TILL.refunds + Counter([(REGISTER, "b9", "A-R9", 1)])}, "till-1: acknowledged and stored refunds"),
        ({"lines": less(TILL.lines, LINES[0])}, "till-1: records: 1 too many"),
    ],
)  # fmt: skip
def test_what_the_till_has_otherwise_is_named(changed, said):
    """A till that loses its last sale, pays one twice, or has what nobody was told of."""
    assert any(one.startswith(said) for one in found(till=replace(TILL, **changed)))


def test_a_piece_sold_twice_is_told_once_with_all_numbers():
    """Missing, twice, with too few numbers: each is a finding; given back, it need not be told."""
    both = (line(1, "sale", "s1", sale("A-1", 10_000, product="P2")), LINES[1])
    till = replace(TILL, lines=Counter(both))

    def conflicts(*details):
        centre = replace(CENTRE, incidents=tuple(("sold_twice", detail) for detail in details))
        return [one for one in found(till, centre) if one.startswith(("P2", "told"))]

    assert conflicts("P2: A-1, A-2") == []
    assert conflicts() == ["P2 stands sold as ['A-1', 'A-2'] and was told 0 times"]
    assert conflicts("P2: A-1, A-2", "P2: A-2, A-1") == [
        "P2 stands sold as ['A-1', 'A-2'] and was told 2 times"
    ]
    assert len(conflicts("P2: A-1")) == 2
