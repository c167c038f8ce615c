"""What a register believes of a page: only what it asked for, in order, going on; nothing else touches the store."""

import gzip

import msgspec
import pytest

from pos.errors import CatalogueDiffers, CentreFault, CentreTooNew
from pos.models import catalogue_pull, sync_state
from pos.models.sync_state import SyncState
from sync.outlet.credentials import Credentials
from sync.outlet.pull import pull_all
from sync.outlet.transport import CatalogueTooOld, HttpTransport
from sync.protocol.catalogue import CataloguePage, TermRow, digest_of, term_of
from tests.sync.outlet.hostile import HostileServer, json_reply, reply


def a_row(ver, **facts):
    body = msgspec.Raw(b'{"t":"021","y":"outlet.phone"}')
    return msgspec.structs.replace(
        TermRow("setting", f"outlet.{ver}", ver, "2026-11-14T02:30:00.000Z", False, body), **facts
    )


def a_page(*versions, **facts):
    rows = tuple(a_row(ver) for ver in versions)
    last = versions[-1] if versions else 0
    page = CataloguePage(1, last, last, 0, rows, last, True, digest_of(term_of(row) for row in rows))
    return msgspec.structs.replace(page, **facts)


class Said:
    """A centre that gives these pages, one after the other."""

    def __init__(self, *pages):
        self.pages = list(pages)
        self.asked = []

    def catalogue(self, register_id, since, after, target, *, token):
        self.asked.append((since, after, target))
        page = self.pages.pop(0)
        if isinstance(page, Exception):
            raise page
        return page


@pytest.fixture
def shop(ctx):
    with ctx.store.write() as connection:
        count = connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar()
        sync_state.save(connection, SyncState(centre_url="http://pusat", outlet_id="GDK", mark=count))
    return ctx


def pull(shop, keys, centre, newest=5):
    return pull_all(shop, centre, Credentials(keys, shop.shop.register_id), newest)


def used(shop):
    with shop.store.read() as connection:
        return sync_state.load(connection).catalogue


@pytest.mark.parametrize(
    "page",
    [
        a_page(2, 1), a_page(1, 1), a_page(0), a_page(-1), a_page(1, 2, target=1), a_page(1, 2, fmt=2), a_page(1, 2, next=1),
        a_page(done=False), a_page(1, target=2**60), a_page(1, rows=(a_row(1, at="kemarin"),)),
    ],
)  # fmt: skip
def test_a_page_that_was_not_asked_for_is_refused(shop, keys, page):
    """Out of order, doubled, beyond its target, of another form, standing still: nothing is kept."""
    with pytest.raises(CentreFault):
        pull(shop, keys, Said(page))
    with shop.store.read() as connection:
        assert catalogue_pull.staged(connection) == ()
    assert used(shop) == 0


def test_the_target_does_not_move_under_a_download(shop, keys):
    """A second page with another one is refused; the first stays for the next try."""
    first = a_page(1, 2, target=4, newest=4, done=False, digest=None)
    with pytest.raises(CentreFault):
        pull(shop, keys, Said(first, a_page(3, 4, 5)))
    centre = Said(a_page(3, 4, digest=digest_of(map(term_of, (*first.rows, a_row(3), a_row(4))))))
    assert pull(shop, keys, centre, newest=4)
    assert centre.asked == [(0, 2, 4)]
    assert used(shop) == 4


def test_a_digest_that_never_agrees_ends(shop, keys):
    """Once for the news, once for everything, then a sentence; without a digest it is the same."""
    centre = Said(a_page(1, 2, digest=digest_of(())))
    with pytest.raises(CatalogueDiffers):
        pull(shop, keys, centre)
    with pytest.raises(CatalogueDiffers):
        pull(shop, keys, Said(a_page(1, 2, digest=None)))
    assert used(shop) == 0


def test_a_centre_that_always_says_too_old_is_refused(shop, keys):
    """Everything was asked for already."""
    with pytest.raises(CentreFault):
        pull(shop, keys, Said(CatalogueTooOld()))


def test_a_centre_that_went_back_while_a_download_was_cut(shop, keys):
    """Its newest version lies before what is here: the download begins anew instead of asking for what is not."""
    with pytest.raises(IndexError):
        pull(shop, keys, Said(a_page(1, 2, target=9, newest=9, done=False, digest=None)), newest=9)
    centre = Said(a_page(1))
    assert pull(shop, keys, centre, newest=1)
    assert centre.asked == [(0, 0, 0)]
    assert used(shop) == 1


def test_a_centre_without_words_is_not_asked(shop, keys):
    """It has nothing to say of what is sold here, be it new or lost."""
    assert not pull(shop, keys, Said(), newest=0)


BOMB = gzip.compress(b" " * 40_000_000)


@pytest.mark.parametrize(
    ("script", "problem"),
    [
        (json_reply({"code": "too_old", "detail": "9"}, "410 Gone"), CatalogueTooOld),
        (json_reply({"code": "fmt", "detail": "1"}, "426 Upgrade Required"), CentreTooNew),
        (reply("304 Not Modified"), CentreFault), (reply(body=BOMB), CentreFault),
        (reply(body=gzip.compress(b"{}")[:-4]), CentreFault), (reply(body=gzip.compress(b"{}")), CentreFault),
        (json_reply({"fmt": 1}), CentreFault),
    ],
)  # fmt: skip
def test_each_answer_has_its_meaning(script, problem):
    """Too old, too new, no page, a bomb, half a page, another page."""
    with HostileServer(script) as server:
        transport = HttpTransport(server.url)
        with pytest.raises(problem):
            transport.catalogue("r" * 36, 1, 0, 0, token="t")
        transport.close()
    assert b"Accept-Encoding: gzip" in server.requests[0]
