"""Fetches the catalogue page by page into the store and takes it into use once it is proved equal (sync.md §2.9).

A cut line costs one page; a version that the centre does not know how to go on from costs a whole download.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from pos.errors import CatalogueDiffers, CentreFault
from pos.models import sync_state
from pos.models.catalogue_pull import Pull
from pos.services import catalogue_pull
from pos.services.catalogue_pull import Progress
from pos.services.context import Context
from sync.outlet.credentials import Credentials
from sync.outlet.transport import CatalogueTooOld, Transport
from sync.protocol.answers import AnswerInvalid
from sync.protocol.catalogue import FORMAT, CataloguePage, Term, term_of
from sync.protocol.limits import INTEGER_MAX

PAGES_MAX = 10_000
"""Pages in one cycle; each brings something."""


@dataclass(frozen=True, slots=True)
class _Centre:
    """One register's conversation about the catalogue."""

    ctx: Context
    transport: Transport
    credentials: Credentials

    def page(self, pull: Pull) -> CataloguePage:
        return self.credentials.ask(
            self.transport,
            lambda token: self.transport.catalogue(
                self.ctx.shop.register_id, pull.since, pull.after, pull.target, token=token
            ),
        )


def pull_all(ctx: Context, transport: Transport, credentials: Credentials, newest: int) -> bool:
    """Bring the catalogue to the centre's state, where its acknowledgement named another version than ours.

    Whether anything was taken into use. Raises Trouble of the way, and CatalogueDiffers where even a whole download
    is not what the centre says it is.
    """
    pull = _going_on(ctx, newest)
    if pull is None:
        return False
    _download(_Centre(ctx, transport, credentials), pull)
    progress = Progress.MORE
    while progress is Progress.MORE:
        progress = ctx.writer.call(catalogue_pull.use_some, ctx)
    ctx.reload_shop()
    return progress is Progress.DONE


def _going_on(ctx: Context, newest: int) -> Pull | None:
    """The download to go on with, or None where there is nothing to hear."""
    with ctx.store.read() as connection:
        used = sync_state.load(connection).catalogue
    pull = catalogue_pull.under_way(ctx)
    if newest in {0, used} and pull is None:
        return None
    if pull is None or newest < max(
        pull.since, pull.after, pull.target
    ):  # it begins, or the centre went back
        return ctx.writer.call(catalogue_pull.begin, ctx, used if used < newest else 0)
    if pull.ready and pull.target < newest:
        pull = _from_target(pull)
        ctx.writer.call(catalogue_pull.keep, ctx, (), pull)
    return pull


def _from_target(pull: Pull) -> Pull:
    """The same download, and what was said since."""
    return replace(pull, since=pull.target, after=0, target=0, ready=False)


def _download(centre: _Centre, pull: Pull) -> None:
    for _ in range(PAGES_MAX):
        if pull.ready:
            return
        try:
            page = centre.page(pull)
        except CatalogueTooOld as error:
            if pull.whole:
                raise CentreFault(detail="410") from error
            pull = centre.ctx.writer.call(catalogue_pull.begin, centre.ctx, 0)
        else:
            pull = _keep(centre.ctx, page, pull)
    raise CentreFault(detail="catalogue without end")


def _keep(ctx: Context, page: CataloguePage, pull: Pull) -> Pull:
    """Keep a page; at the end of the last one hold what is here against the centre's digest."""
    terms = _checked(page, pull)
    there = replace(pull, after=page.next, target=page.target, floor=page.min_ver)
    ctx.writer.call(catalogue_pull.keep, ctx, terms, there)
    if not page.done:
        return there
    if page.newest > page.target:
        there = _from_target(there)
    elif page.digest is not None and catalogue_pull.is_equal(ctx, there, page.digest):
        there = replace(there, ready=True)
    else:
        return _anew(ctx, there)
    ctx.writer.call(catalogue_pull.keep, ctx, (), there)
    return there


def _anew(ctx: Context, pull: Pull) -> Pull:
    """What is here is not what the centre has: everything again, or, where it was everything, say so."""
    if pull.whole:
        ctx.writer.call(catalogue_pull.give_up, ctx)
        raise CatalogueDiffers
    return ctx.writer.call(catalogue_pull.begin, ctx, 0)


def _checked(page: CataloguePage, pull: Pull) -> tuple[Term, ...]:
    """The rows of a page that is what was asked for; raises CentreFault."""
    start = max(pull.since, pull.after)
    try:
        terms = tuple(term_of(row) for row in page.rows)
    except AnswerInvalid as error:
        raise CentreFault(detail="catalogue row") from error
    versions = [start, *(term.ver for term in terms)]
    in_order = all(a < b for a, b in pairwise(versions))
    if not in_order or not versions[-1] <= page.target <= INTEGER_MAX or page.fmt != FORMAT:
        raise CentreFault(detail="catalogue order")
    if page.target != (pull.target or page.target) or (terms and page.next != versions[-1]):
        raise CentreFault(detail="catalogue cursor")
    if not terms and not page.done:
        raise CentreFault(detail="catalogue stands still")
    return terms
