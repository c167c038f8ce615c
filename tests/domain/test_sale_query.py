"""A typed text is read as a person means it: numbers, amounts, times, days, words."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.sale_query import SaleQuery, moments, read

TODAY = date(2026, 11, 14)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("121", SaleQuery(digits="121", amount=121)),
        ("162000", SaleQuery(digits="162000", amount=162_000)),
        ("162.000", SaleQuery(amount=162_000)),
        ("Rp 1.250.000", SaleQuery(amount=1_250_000)),
        ("rp162000", SaleQuery(amount=162_000)),
        ("85rb", SaleQuery(amount=85_000)),
        ("10.32", SaleQuery(clock=time(10, 32))),
        ("9:05", SaleQuery(clock=time(9, 5))),
        ("gdk1-000121", SaleQuery(number="GDK1-000121")),
        ("GDK1-R00007", SaleQuery(number="GDK1-R00007")),
        ("13/11", SaleQuery(day=date(2026, 11, 13))),
        ("20/12", SaleQuery(day=date(2025, 12, 20))),
        ("1-2-25", SaleQuery(day=date(2025, 2, 1))),
        ("31/2", SaleQuery()),
        ("syal  biru", SaleQuery(words=("syal", "biru"))),
        ("sanggar lilin", SaleQuery(words=("sanggar", "lilin"))),
        ("", SaleQuery()),
    ],
)
def test_as_it_is_meant(text, meant):
    """The vectors of the counter's day."""
    assert read(text, TODAY) == meant


@given(st.text(max_size=40))
def test_any_text_is_read(text):
    """Nothing that is typed is a fault."""
    assert len(read(text, TODAY).words) <= 6


def test_round_a_time_today_and_before():
    """Ten minutes to either side, the newest day first."""
    found = moments(time(10, 30), TODAY, 2)
    assert [(a.isoformat(), b.isoformat()) for a, b in found] == [
        ("2026-11-14T10:20:00+07:00", "2026-11-14T10:40:00+07:00"),
        ("2026-11-13T10:20:00+07:00", "2026-11-13T10:40:00+07:00"),
    ]
