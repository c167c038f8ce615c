"""A download of the catalogue, seen from the store: begin, keep a page, prove it equal, take it into use (sync.md §2.9).

Each function is one short transaction, so that a first download of thousands of products never holds up a sale.
"""

from dataclasses import replace
from enum import StrEnum

from sqlalchemy import Connection

from pos.models import catalogue_pull, central_terms, sync_state
from pos.models.catalogue_pull import Pull
from pos.services.central_terms import Place, apply, take
from pos.services.context import Context
from pos.services.record import tip_of
from sync.protocol.catalogue import Digest, Term, digest_of

ROWS_AT_ONCE = 40
"""Terms taken into use in one transaction: under 200 ms on a slow shop PC."""


class Progress(StrEnum):
    """How far the use of a download has come; it WAITS while a word of ours is not heard at the centre yet."""

    MORE = "more"
    DONE = "done"
    WAITS = "waits"


def under_way(ctx: Context) -> Pull | None:
    """The download that was begun, or None."""
    with ctx.store.read() as connection:
        return catalogue_pull.load(connection)


def begin(ctx: Context, since: int) -> Pull:
    """Writer thread: ask for what is newer than a version; after 0, for everything."""
    pull = Pull(whole=since == 0, since=since)
    with ctx.store.write() as connection:
        catalogue_pull.clear(connection)
        catalogue_pull.save(connection, pull)
    return pull


def keep(ctx: Context, terms: tuple[Term, ...], pull: Pull) -> None:
    """Writer thread: keep the rows of a page together with where the download then stands."""
    with ctx.store.write() as connection:
        catalogue_pull.stage(connection, terms)
        catalogue_pull.save(connection, pull)


def give_up(ctx: Context) -> None:
    """Writer thread: drop what came."""
    with ctx.store.write() as connection:
        catalogue_pull.clear(connection)


def is_equal(ctx: Context, pull: Pull, digest: Digest) -> bool:
    """Whether what is in use and what came make, together, what the centre has."""
    with ctx.store.read() as connection:
        known = {} if pull.whole else central_terms.current(connection)
        known |= {(term.kind, term.id): term for term in catalogue_pull.staged(connection)}
    return digest_of(known.values()) == digest


def use_some(ctx: Context) -> Progress:
    """Writer thread: take the next rows into use. Our own newer words come first: they will come back by themselves."""
    with ctx.store.write() as connection:
        state = sync_state.load(connection)
        if catalogue_pull.own_word_waits(connection, state.epoch, state.mark):
            return Progress.WAITS
        pull = catalogue_pull.load(connection)
        assert pull is not None
        assert pull.ready, "only what was proved equal is used"
        version = _use(connection, _here(ctx, connection), pull)
        sync_state.change(connection, catalogue=version or state.catalogue)
        done = catalogue_pull.load(connection) is None
    ctx.catalogue_version = version or state.catalogue
    return Progress.DONE if done else Progress.MORE


def _here(ctx: Context, connection: Connection) -> Place:
    return Place(ctx.shop.epoch, tip_of(ctx, connection).seq, ctx.today())


def _use(connection: Connection, here: Place, pull: Pull) -> int:
    """Use some rows by version; gives the version that is then in use, 0 while a whole catalogue is half in use."""
    terms = catalogue_pull.waiting(connection, ROWS_AT_ONCE)
    for term in terms:
        _use_one(connection, term, here)
    if terms:
        catalogue_pull.mark_used(connection, terms[-1].ver)
    if not catalogue_pull.waiting(connection, 1):
        _finish(connection, here, pull)
        return pull.target
    return 0 if pull.whole else terms[-1].ver


def _use_one(connection: Connection, term: Term, here: Place) -> None:
    """A word under a version that is known is a damaged copy put right, unless it was said at another moment: a centre
    that was restored gives its versions out anew.
    """
    known = central_terms.last_word(connection, term.kind, term.id)
    if known is None or (known.ver, known.at) != (term.ver, term.at):
        take(connection, term, here)
    elif known != term:
        central_terms.correct(connection, term)


def _finish(connection: Connection, here: Place, pull: Pull) -> None:
    """End what a whole catalogue does not hold any more; try again what an older program did not understand."""
    if pull.whole:
        came = {(term.kind, term.id) for term in catalogue_pull.staged(connection)}
        for key, term in central_terms.current(connection).items():
            if key not in came:
                _end(connection, term, here, pull.floor)
    for term in central_terms.not_understood(connection):
        if apply(connection, term, here.day):
            take(connection, term, here)
    catalogue_pull.clear(connection)


def _end(connection: Connection, term: Term, here: Place, floor: int) -> None:
    """Its tombstone was kept its time, or the centre lost it in a restore: then what is sold here goes on being sold."""
    if term.ver <= floor and not term.deleted:
        take(connection, replace(term, deleted=True, body=b""), here)
    central_terms.drop(connection, term)
