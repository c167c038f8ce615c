"""The page Hari ini in a real browser: password, figures, both languages, no error, nothing that runs from a name."""

import base64
import os
import shutil
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import update

from sync.central.services import registers, setup, staff
from sync.central.tables.registers import centre as table
from tests.builders import sell

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Tests of the page; what it adds up is tested on both engines elsewhere."""

CHROMIUM = "/usr/bin/chromium"
SHOTS = Path(__file__).resolve().parents[3] / "build" / "shots"
HOSTILE = "<script>document.title='x'</script>{{7*7}} & Co"


@pytest.fixture
def password(centre):
    """The office's password of this centre."""
    made, stored = staff.new_office_password()
    centre.store.run(lambda k: k.execute(update(table).values(office_password=stored)))
    assert setup.centre_id(centre.store)
    return made


def basic(password):
    return {"Authorization": "Basic " + base64.b64encode(f"kantor:{password}".encode()).decode()}


def get(url, **headers):
    with urllib3.PoolManager(retries=False) as pool:
        return pool.request("GET", url, headers=headers)


@pytest.fixture
def sold(ctx, rani, open_shift, centre, joined, clock):
    """Two sales at GDK, and an outlet with a hostile name."""
    sell(ctx, rani, ("M18-002", 2))
    sell(ctx, rani)
    joined.cycle()
    centre.store.run(lambda k: registers.add_outlet(k, "XSS", HOSTILE, clock.now()))


def test_nobody_looks_without_the_password(centre, password):
    """401 with a way to ask; wrong, empty, malformed ones too, never a fault of the server."""
    tries = (
        {}, basic(""), basic("x"), basic(password + "x"), {"Authorization": "Basic"}, {"Authorization": "Basic %%%"},
        {"Authorization": "Basic \xe9\xe9"}, {"Authorization": "Bearer " + password}, {"Authorization": "Basic /////w=="},
        {"Authorization": "Basic " + "A" * 7_000},
    )  # fmt: skip
    for headers in tries:
        answer = get(centre.url, **headers)
        assert answer.status == 401, headers
        assert answer.headers["WWW-Authenticate"].startswith("Basic")
        assert b"Rp" not in answer.data
    assert get(centre.url, **basic(password)).status == 200


@pytest.mark.parametrize(
    "query",
    [
        "?hari=2026-13-99",
        "?hari=x",
        "?hari=0001-01-01",
        "?hari=9999-12-31",
        "?lang=fr",
        "?lang=%00",
        "?lang=../x",
    ],
)
def test_questions_that_make_no_sense(centre, password, query):
    """A page or a refusal, no fault."""
    assert get(f"{centre.url}/{query}", **basic(password)).status in {200, 400}


def test_the_table_alone_is_for_the_page_itself(centre, password, sold):
    """What is fetched every 15 seconds is a part, in the page's language."""
    part = get(f"{centre.url}/?lang=en", **basic(password), **{"HX-Request": "true"}).data.decode()
    assert "<html" not in part
    assert "Rp295.000" in part


@pytest.fixture
def browser():
    if not shutil.which(CHROMIUM):
        pytest.skip(f"{CHROMIUM} is not installed: the page was not seen in a browser")
    from playwright.sync_api import sync_playwright

    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


def test_the_page_in_a_browser(browser, centre, password, sold):
    """Today's totals of all outlets, Indonesian and English, quiet console, names as plain text; pictures are kept."""
    context = browser.new_context(
        viewport={"width": 1024, "height": 768}, http_credentials={"username": "kantor", "password": password}
    )
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    SHOTS.mkdir(parents=True, exist_ok=True)
    words = {"id": ("Penjualan hari ini", "Bagian pengrajin"), "en": ("Sales today", "Makers' share")}
    for language, (title, share) in words.items():
        page.goto(f"{centre.url}/?lang={language}&hari=2026-11-14")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").inner_text() == title
        assert page.locator(".total strong").inner_text() == "Rp295.000"
        card = page.locator(".card", has_text="GDK")
        assert "Rp295.000" in card.inner_text()
        assert share in card.inner_text()
        assert "Rp236.000" in card.inner_text()
        assert HOSTILE in page.locator(".card", has_text="XSS").inner_text()
        assert "Gerai" in page.title()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 1024
        page.screenshot(path=SHOTS / f"centre-today-{language}.png")
    page.get_by_role("link", name="Indonesia").click()
    assert page.locator("h1").inner_text() == "Penjualan hari ini"
    assert said == []
    context.close()
