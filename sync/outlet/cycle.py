"""One cycle with the centre, the only entry; the outcome is kept in the store. Reads as its list of steps."""

import logging
from dataclasses import dataclass, replace
from random import Random

from pos.errors import CentreBusy, CentreUnreachable, EpochUnknown, Forked, GeraiError, NotEnrolled, Trouble
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
    try:
        sent = _exchange(ctx, transport, credentials)
    except GeraiError as problem:
        log.warning("cycle failed", extra={"fact_problem": type(problem).__name__})
        try:
            ctx.writer.call(_note, ctx, problem, random)
        except Trouble as worse:  # the disk: what stood in the way is still what is said
            log.warning("problem not kept", extra={"fact_problem": type(worse).__name__})
        return CycleResult(0, _unsent(ctx), problem)
    log.info("cycle done", extra={"fact_sent": sent.records})
    return CycleResult(sent.records, _unsent(ctx))


def _exchange(ctx: Context, transport: Transport, credentials: Credentials) -> Sent:
    """Agree on epochs where that is due, send, fetch back what we lost, exchange keys, hear the catalogue, compare days."""
    with ctx.store.read() as connection:
        needed = sync_state.load(connection).epoch_needed
    if needed:
        epochs.settle(ctx, transport, credentials)
    try:
        sent = push_all(ctx, transport, credentials)
    except (Forked, EpochUnknown):
        epochs.settle(ctx, transport, credentials)
        sent = push_all(ctx, transport, credentials)
    epochs.fetch_missing(ctx, transport, credentials)
    customer_keys.exchange(ctx, transport, credentials, sent.customer_keys)
    pull_all(ctx, transport, credentials, sent.catalogue)
    reconcile(ctx, transport, credentials)
    return sent


def _unsent(ctx: Context) -> int:
    with ctx.store.read() as connection:
        return batches.unsent(connection, sync_state.load(connection))


def _note(ctx: Context, problem: GeraiError, random: Random) -> None:
    """Writer thread: keep the problem and when to try again."""
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
                next_attempt_at=wait if transient else now + backoff.NO_HOT_LOOP,
                batch_records=smaller(state) if transient else state.batch_records,
                problem=type(problem).__name__,
                problem_fact=str(problem.facts.get("at", problem.facts.get("detail", "")))[:200],
            ),
        )
