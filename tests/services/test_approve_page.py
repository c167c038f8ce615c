"""The page on the manager's phone, from a file in real Chromium, against the till's own check."""

import os
import random
import shutil
from pathlib import Path

import pytest

from pos.domain import approval_code
from pos.domain.approval_code import answer_of, secret_in
from pos.domain.permissions import Permission, Role, Verdict, verdict
from pos.domain.words import format_rupiah
from pos.i18n import Texts
from pos.paths import asset
from pos.services import phone_codes
from pos.services.approvals import action_name

CHROMIUM = "/usr/bin/chromium"
SHOTS = Path(__file__).resolve().parents[2] / "build" / "shots"
FETCHES = "() => fetch('https://example.org').then(() => 'reached', () => 'refused')"


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


def phone(browser, page_file, language="id-ID", scheme="light"):
    """A phone's page, with what it says of itself."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale=language, color_scheme=scheme, device_scale_factor=2
    )
    page = context.new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.goto(Path(page_file).resolve().as_uri())
    return page


def type_in(page, act, amount, challenge):
    page.select_option("#act", act)
    page.fill("#amount", str(amount))
    page.fill("#challenge", challenge)


def test_the_phone_answers_what_the_till_asks(browser, ctx, ratna):
    """Set up once, then act, rupiah, eight digits; kept over a reload; another sum is another answer."""
    enrolled = ctx.writer.call(phone_codes.enrol, ctx, ratna)
    asked = ctx.writer.call(
        lambda: phone_codes.ask(ctx, permission=Permission.VOID, document_id="sale-1", amount=45_000)
    )
    page = phone(browser, enrolled.page)
    page.fill("#code", "gerai1.GDK.5.SALAH")
    page.click("#keep")
    assert "gerai1" in page.inner_text("#setup-bad")
    page.screenshot(path=_shot("approve-setup.png"))
    page.fill("#code", f" {enrolled.text}\n")
    page.click("#keep")
    page.reload()
    assert page.inner_text("#outlet") == "GDK"
    assert page.is_hidden("#answer")
    type_in(page, "void", 45_000, approval_code.readable(asked.digits))
    assert page.input_value("#amount") == format_rupiah(45_000)
    assert page.inner_text("#what") == "Anda menyetujui: Membatalkan nota, Rp45.000."
    page.screenshot(path=_shot("approve-answer.png"), full_page=True)
    digits = page.inner_text("#digits").replace(" ", "")
    page.fill("#amount", "450000")
    assert page.inner_text("#digits").replace(" ", "") != digits
    word = ctx.writer.call(phone_codes.answer, ctx, asked, approver_id=5, digits=digits)
    assert (word.id, word.answer, word.challenge) == (5, digits, asked.digits)
    assert page.said == []


def test_a_digit_that_was_misheard_is_told_on_the_phone(browser, ctx, ratna):
    """No answer is shown to a number that the till never said."""
    enrolled = ctx.writer.call(phone_codes.enrol, ctx, ratna)
    page = phone(browser, enrolled.page, "en-GB", "dark")
    page.fill("#code", enrolled.text)
    page.click("#keep")
    type_in(page, "void", 0, "99931693")
    assert page.is_visible("#answer")
    page.fill("#challenge", "99931694")
    assert "misheard" in page.inner_text("#bad")
    assert page.is_hidden("#answer")
    page.screenshot(path=_shot("approve-misheard-en-dark.png"), full_page=True)
    page.click("#forget")
    assert page.is_visible("#work")
    page.click("#forget")
    assert page.is_visible("#code")
    assert page.evaluate("localStorage.length") == 0


def test_the_page_counts_as_the_till_does(browser):
    """Some hundred answers and hashes, the browser's own crypto as the judge of the page's."""
    page, rng = phone(browser, asset("approve", phone_codes.PAGE)), random.Random(11)
    for _ in range(60):
        text = approval_code.enrolment_text("GDK", 5, rng.randbytes(approval_code.SECRET_BYTES))
        amount, act = rng.choice([0, 1, 999, 45_000, 10**9]), rng.choice(list(Permission))
        asked = approval_code.Asked("r", act, "d", amount)
        challenge = approval_code.challenge_of(asked, rng.randbytes(16))
        counted = page.evaluate(
            "([t, c, a, n]) => [isChallenge(c), answerOf(secretIn(t).bytes, c, a, String(n))]",
            [text, challenge, act.value, amount],
        )
        assert counted == [True, answer_of(secret_in(text), challenge, act, amount)]
    same = """async () => {
        for (const n of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
            const bytes = Uint8Array.from({length: n}, (_, i) => i * 7);
            const right = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
            if (String(right) !== String(sha256(bytes))) return n;
        }
        return -1;
    }"""
    assert page.evaluate(same) == -1


def test_the_page_reaches_no_network(browser):
    """Its own rule forbids it, whatever a script would try."""
    page = phone(browser, asset("approve", phone_codes.PAGE))
    assert page.evaluate(FETCHES) == "refused"


def test_the_page_names_every_act_as_the_till_does(browser):
    """What a cashier reads out is found in the list, in the same words."""
    page = phone(browser, asset("approve", phone_codes.PAGE))
    acts = page.evaluate("ACTS")
    asks = {
        p
        for p in Permission
        for role in (Role.CASHIER, Role.SUPERVISOR)
        if verdict(role, p) is Verdict.WITH_APPROVAL
    }
    assert acts == {p.value: [action_name(p), Texts("en")._(action_name(p))] for p in asks}


def _shot(name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    return str(SHOTS / name)
