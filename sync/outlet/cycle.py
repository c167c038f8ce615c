"""One cycle with the centre, the only entry; the outcome is kept in the store. Reads as its list of steps."""

import logging
from dataclasses import dataclass, replace
from random import Random

from pos.errors import (
    CentreBusy,
    CentreUnreachable,
    EpochNeedsOffice,
    EpochUnknown,
    Forked,
    GeraiError,
    NotEnrolled,
    Trouble,
)
from pos.models import sync_state
from pos.services.context import Context
from sync.outlet import backoff, customer_keys, epochs
from sync.outlet import batch as batches
from sync.outlet.credentials import Credentials
from sync.outlet.pull import pull_all
from sync.outlet.push import Sent, push_all, smaller
from sync.outlet.reconcile import reconcile
from sync.outlet.transport import Transport

log = logging.getLogger("gerai.sync")
AGREEMENTS_MAX = 3
"""A copy, or an old request that arrives late, may part both sides again at once; then the next cycle goes on."""


@dataclass(frozen=True, slots=True)
class CycleResult:
    """Records acknowledged in this cycle, records still unsent, and what stood in the way."""

    sent: int
    unsent: int
    problem: GeraiError | None = None


def run(ctx: Context, transport: Transport, credentials: Credentials, random: Random) -> CycleResult:
    """Push everything; a Trouble is noted with the time of the next try, and returned, not raised.

    Raises NotEnrolled where there is no centre.
    """
    with ctx.store.read() as connection:
        if not sync_state.load(connection).enrolled:
            raise NotEnrolled
    sent = Sent()
    try:
        sent = _send(ctx, transport, credentials)
        _hear(ctx, transport, credentials, sent)
    except GeraiError as problem:
        log.warning("cycle failed", extra={"fact_problem": type(problem).__name__})
        _keep_problem(ctx, problem, random, pushed=sent.pushed)
        return CycleResult(sent.records, _unsent(ctx), problem)
    log.info("cycle done", extra={"fact_sent": sent.records})
    return CycleResult(sent.records, _unsent(ctx))


def _keep_problem(ctx: Context, problem: GeraiError, random: Random, *, pushed: bool) -> None:
    try:
        ctx.writer.call(_note, ctx, problem, random, pushed=pushed)
    except Trouble as worse:  # the disk: what stood in the way is still what is said
        log.warning("problem not kept", extra={"fact_problem": type(worse).__name__})


def _hear(ctx: Context, transport: Transport, credentials: Credentials, sent: Sent) -> None:
    """Fetch back what we lost, exchange keys, hear the catalogue, compare the days; each whatever the others met.

    Raises the first problem, at once where nobody can be reached.
    """
    first: GeraiError | None = None
    for step in (
        lambda: epochs.fetch_missing(ctx, transport, credentials),
        lambda: customer_keys.exchange(ctx, transport, credentials, sent.customer_keys),
        lambda: pull_all(ctx, transport, credentials, sent.catalogue),
        lambda: reconcile(ctx, transport, credentials),
    ):
        try:
            step()
        except (CentreUnreachable, CentreBusy):
            raise
        except GeraiError as problem:
            first = first or problem
    if first is not None:
        raise first


def _send(ctx: Context, transport: Transport, credentials: Credentials) -> Sent:
    """Agree on epochs where that is due, and send. While the office must look at two copies, keys are heard all the same."""
    try:
        return _agree_and_push(ctx, transport, credentials)
    except EpochNeedsOffice:
        customer_keys.hear(ctx, transport, credentials)
        raise


def _agree_and_push(ctx: Context, transport: Transport, credentials: Credentials) -> Sent:
    with ctx.store.read() as connection:
        needed = sync_state.load(connection).epoch_needed
    if needed:
        epochs.settle(ctx, transport, credentials)
    for _ in range(AGREEMENTS_MAX):
        try:
            return push_all(ctx, transport, credentials)
        except (Forked, EpochUnknown) as parted:
            epochs.settle(ctx, transport, credentials, str(parted.facts.get("life", "")))
    return push_all(ctx, transport, credentials)


def _unsent(ctx: Context) -> int:
    with ctx.store.read() as connection:
        return batches.unsent(connection, sync_state.load(connection))


def _note(ctx: Context, problem: GeraiError, random: Random, *, pushed: bool) -> None:
    """Writer thread: keep the problem and when to try again; sales do not wait for what came after a good push."""
    now = ctx.clock.now()
    with ctx.store.write() as connection:
        state = sync_state.load(connection)
        transient = isinstance(problem, CentreUnreachable | CentreBusy)
        retry_after = problem.facts.get("retry_after_s")
        wait = backoff.next_attempt(
            now, state.attempts, random, retry_after if isinstance(retry_after, float) else None
        )
        sync_state.save(
            connection,
            replace(
                state,
                attempts=state.attempts + 1,
                next_attempt_at=wait if transient else None if pushed else now + backoff.NO_HOT_LOOP,
                batch_records=smaller(state) if transient and not pushed else state.batch_records,
                problem=type(problem).__name__,
                problem_fact=str(problem.facts.get("at", problem.facts.get("detail", "")))[:200],
            ),
        )
