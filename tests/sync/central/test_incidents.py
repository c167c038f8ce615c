"""Forks and clones where the office sees them: noted once, one quiet line on Hari ini, gone from it after a month."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from pos.i18n import Texts
from sync.central.pages.incidents import incident_line
from sync.central.services import incidents, staff
from sync.central.services.branches import Branch
from sync.central.services.incidents import Incident
from sync.central.tables.registers import centre as table
from tests.sync.central.line_maker import Register
from tests.sync.central.test_page import basic, get

AT = datetime(2026, 11, 14, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "language", "words"),
    [
        ("fork", "id", "Riwayat bercabang"),
        ("fork", "en", "History forked"),
        ("clone", "id", "Salinan kedua sedang dipakai"),
        ("clone", "en", "A second copy is in use"),
        ("moved", "id", "moved"),
    ],
)
def test_an_incident_is_one_line(code, language, words):
    """Kind, register, moment in WIB; an unknown kind by its own word."""
    line = incident_line(Incident("GDK", "GDK2", AT, code, "", "i1"), Texts(language))
    assert line.startswith(words)
    assert "GDK2" in line
    assert line.endswith("2026 09.30")


def test_a_branch_says_what_was_left_behind():
    """So many transactions of these days only at the centre, so many records once more (sync.md §2.6)."""
    days = (date(2026, 11, 13), date(2026, 11, 14))
    for branch, said in (
        (
            Branch(14, days, 3),
            "; 14 transaksi hanya ada di pusat (13 Nov 2026–14 Nov 2026), 3 catatan diterbitkan ulang: ",
        ),
        (Branch(1, days[:1], 0), "; 1 transaksi hanya ada di pusat (13 Nov 2026), 0 catatan"),
        (Branch(0, (), 1), "; 0 transaksi hanya ada di pusat, 1 catatan"),
    ):
        line = incident_line(Incident("GDK", "GDK2", AT, "restored", "1/5", "i1", branch), Texts("id"))
        assert line.startswith(f"Dipulihkan dari cadangan{said}")
    english = incident_line(
        Incident("GDK", "GDK2", AT, "restored", "1/5", "i1", Branch(1, days, 1)), Texts("en")
    )
    assert "1 transaction was only at the central office" in english


def test_an_incident_is_noted_once_and_listed_newest_first(central, clock):
    """The same fork seen again is no second one."""
    register = Register(central, clock)
    for code, detail in (("fork", "1/5"), ("fork", "1/5"), ("clone", "nonce")):
        central.run(
            lambda k, c=code, d=detail: incidents.raise_incident(k, register.caller, clock.now(), c, d)
        )
    found = central.look(incidents.listed)
    assert [(one.register_code, one.code, one.detail) for one in found] == [
        ("GDK1", "clone", "nonce"),
        ("GDK1", "fork", "1/5"),
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_page_shows_it_for_a_month(centre, central, clock):
    """Under its outlet, in the page's language."""
    password, stored = staff.new_office_password()
    central.run(lambda k: k.execute(sa.update(table).values(office_password=stored)))
    register = Register(central, clock)
    central.run(lambda k: incidents.raise_incident(k, register.caller, clock.now(), "fork", "1/5"))
    pages = {
        lang: get(f"{centre.url}/?lang={lang}", **basic(password)).data.decode() for lang in ("id", "en")
    }
    assert "Riwayat bercabang (dipulihkan dari cadangan atau disalin): GDK1, " in pages["id"]
    assert "History forked (restored from a backup, or copied): GDK1, " in pages["en"]
    clock.advance(days=31)
    assert "Riwayat" not in get(centre.url, **basic(password)).data.decode()
