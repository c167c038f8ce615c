"""Taking a download into use, some rows at a time, between sales, own edits and crashes; a rebuild follows exactly."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pos.domain.catalog import Category
from pos.models import catalogue_pull as rows
from pos.models import central_terms as kept
from pos.models import sync_state
from pos.models.central_terms import Taken
from pos.models.store import open_store
from pos.services import catalogue_pull, lookup, terms, verify
from pos.services.catalogue_pull import ROWS_AT_ONCE, Progress
from pos.services.shop import context_of
from pos.services.writer import Writer
from sync.protocol import canonical
from sync.protocol.bodies import encode, kind_of
from sync.protocol.catalogue import Term, digest_of, subject_of
from tests.builders import a_product, ean, sell

AT = datetime(2026, 11, 14, 2, tzinfo=UTC)
GOODS = tuple(a_product(f"C{n:03d}", code=ean(f"2000980{n:05d}"), name=f"Kain {n}") for n in range(100))


def a_term(value, ver):
    body = canonical.encode(dict(encode(value)))
    return Term(kind_of(value).value, subject_of(value), ver, AT + timedelta(seconds=ver), False, body)


TERMS = tuple(a_term(value, ver) for ver, value in enumerate(GOODS, 1))


@pytest.fixture
def centred(ctx):
    """The shop, enrolled, everything acknowledged."""
    acknowledge(ctx)
    return ctx


def acknowledge(ctx):
    """As if the centre had all of the journal."""
    from pos.services.record import tip_of

    with ctx.store.write() as connection:
        tip = tip_of(ctx, connection)
        state = sync_state.load(connection)
        marked = replace(state, centre_url="http://pusat", outlet_id="GDK", mark=tip.seq, mark_hash=tip.hash)
        sync_state.save(connection, marked)


def download(ctx, listed, *, since=0, floor=0):
    """All of a download that was proved equal, as if by one page."""
    pull = ctx.writer.call(catalogue_pull.begin, ctx, since)
    target = max((term.ver for term in listed), default=since)
    there = replace(pull, after=target, target=target, floor=floor, ready=True)
    ctx.writer.call(catalogue_pull.keep, ctx, tuple(listed), there)


def use(ctx):
    return ctx.writer.call(catalogue_pull.use_some, ctx)


def use_all(ctx):
    progress = Progress.MORE
    while progress is Progress.MORE:
        progress = use(ctx)
    return progress


def sound(ctx):
    return verify.verify(ctx).findings == ()


def test_sales_go_on_between_two_steps(centred, rani, open_shift):
    """Some rows in each transaction; what is in use already can be sold; the version moves at the end."""
    ctx = centred
    acknowledge(ctx)
    download(ctx, TERMS)
    assert use(ctx) is Progress.MORE
    assert ctx.catalogue_version == 0
    assert lookup.find_by_code(ctx, GOODS[ROWS_AT_ONCE - 1].code).name == f"Kain {ROWS_AT_ONCE - 1}"
    sell(ctx, rani)
    assert sound(ctx)
    assert use_all(ctx) is Progress.DONE
    assert ctx.catalogue_version == 100
    assert sound(ctx)
    with ctx.store.read() as connection:
        assert rows.load(connection) is None
        assert digest_of(kept.current(connection).values()) == digest_of(TERMS)


def test_a_later_download_moves_the_version_step_by_step(centred):
    """By versions, so that a cut costs nothing of what is in use."""
    download(centred, TERMS[:10])
    use_all(centred)
    download(centred, TERMS[10:], since=10)
    assert use(centred) is Progress.MORE
    assert centred.catalogue_version == 10 + ROWS_AT_ONCE
    with centred.store.read() as connection:
        assert sync_state.load(connection).catalogue == 10 + ROWS_AT_ONCE


def test_a_crash_between_two_steps_costs_nothing(centred):
    """The store is opened anew: the rest is taken into use, a rebuild is the same."""
    ctx = centred
    download(ctx, TERMS)
    use(ctx)
    writer = Writer()
    store = open_store(ctx.store.path)
    again = context_of(store, writer, ctx.clock, ctx.ids)
    assert use_all(again) is Progress.DONE
    assert sound(again)
    assert again.catalogue_version == 100
    writer.stop()
    store.close()


def test_the_version_is_there_after_a_restart(centred):
    """Records name it from the first on."""
    download(centred, TERMS[:3])
    use_all(centred)
    writer = Writer()
    store = open_store(centred.store.path)
    assert context_of(store, writer, centred.clock, centred.ids).catalogue_version == 3
    writer.stop()
    store.close()


def test_an_own_word_between_two_steps_comes_first(centred):
    """It waits to be heard; then the rest follows, and the own word is not undone by what was there before it."""
    ctx = centred
    download(ctx, TERMS)
    use(ctx)
    mine = replace(GOODS[0], name="Kain kami")
    with ctx.store.write() as connection:
        terms.add_product(ctx, connection, mine)
    assert use(ctx) is Progress.WAITS
    assert use(ctx) is Progress.WAITS
    acknowledge(ctx)
    assert use_all(ctx) is Progress.DONE
    assert lookup.find_by_code(ctx, mine.code).name == "Kain kami"
    assert sound(ctx)


def test_what_each_word_wrote_is_written_again_by_a_rebuild(centred):
    """Codes and categories outlive the word that brought them: replaying only the last words would lose them."""
    ctx = centred
    first = replace(GOODS[0], aliases=("LAMA-9",), category=Category("kulit", "Kulit"))
    for ver, value in enumerate((first, GOODS[0]), 1):
        download(ctx, [a_term(value, ver)], since=ver - 1)
        use_all(ctx)
    assert lookup.find_by_code(ctx, "LAMA-9").id == GOODS[0].id
    assert "kulit" in [category.code for category in lookup.categories(ctx)]
    assert sound(ctx)


def test_a_whole_catalogue_ends_what_it_lacks(centred):
    """What lies before the floor had its tombstone; newer things the centre has lost, and they go on being sold."""
    download(centred, TERMS[:6])
    use_all(centred)
    download(centred, TERMS[4:6], floor=2)
    use_all(centred)
    active = [lookup.find_by_code(centred, product.code).active for product in GOODS[:6]]
    assert active == [False, False, True, True, True, True]
    with centred.store.read() as connection:
        assert digest_of(kept.current(connection).values()) == digest_of(TERMS[4:6])
    assert sound(centred)


STRANGE = (
    Term("product", "X1", 1, AT, False, b'{"p":"X1"}'),
    Term("hologram", "X2", 2, AT, False, b"{}"),
    Term("setting", "from.tomorrow", 3, AT, False, b'{"t":"x","y":"from.tomorrow"}'),
    Term("staff", "1", 4, AT, False, b'{"id":1,"ro":"manager"}'),
    Term("sale", "X5", 5, AT, False, b"[]"),
    Term("price", "X6@yesterday", 6, AT, True, b""),
    Term("setting", "ui.theme", 7, AT, False, b'{"t":"dark","y":"ui.theme"}'),
)


def test_what_this_program_does_not_understand_is_kept_and_writes_nothing(centred, rani):
    """A newer program's word, a person's role, another computer's setting: selling and verify go on."""
    download(centred, [*STRANGE, *(replace(term, ver=term.ver + 10) for term in TERMS[:2])])
    assert use_all(centred) is Progress.DONE
    with centred.store.read() as connection:
        assert len(kept.current(connection)) == len(STRANGE) + 2
    centred.reload_shop()
    assert centred.shop.get("ui.theme") == "light"
    assert lookup.find_by_code(centred, GOODS[1].code).id == GOODS[1].id
    assert sound(centred)


def test_an_updated_program_takes_it_up(centred):
    """What was kept without being understood is tried again with the next news, in a rebuild at the same place."""
    with centred.store.write() as connection:
        kept.append(connection, Taken(TERMS[0], 1, 1, centred.today(), understood=False))
    download(centred, TERMS[1:2], since=1)
    use_all(centred)
    assert lookup.find_by_code(centred, GOODS[0].code).name == "Kain 0"
    assert sound(centred)


def test_a_lost_word_is_found_by_verify(centred):
    """Rows whose word is gone are rows without a source."""
    download(centred, TERMS[:2])
    use_all(centred)
    with centred.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM central_term WHERE id = 'C001'")
    assert {f.code for f in verify.verify(centred).findings} == {"row_without_record"}
