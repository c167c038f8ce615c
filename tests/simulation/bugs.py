"""Planted bugs, each a way in which others lose or double sales; the simulation must catch every one (sync.md §4).

They are put over the real code for the time of a run and taken off again. Those of that list that are not here are
caught by others: a cursor that misses a slower edit by two connections (tests/sync/central/test_catalogue.py), a retry
without a cap by the property of its pause (tests/sync/outlet/test_backoff.py), `synchronous=NORMAL` by the power loss.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from unittest.mock import patch

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from pos.models import customers as own_customers
from pos.models import journal, superseded, sync_state
from pos.services import catalogue_pull
from pos.services import customer_keys as own_customer_keys
from pos.services import epochs as own_epochs
from pos.services import record as records
from sync.central import store as central_store
from sync.central.services import catalogue_down, customer_keys, epochs, incidents, ingest, projection
from sync.central.services.project import Meaning
from sync.central.services.refusal import Refusal
from sync.central.store import CentralStore
from sync.central.tables import journal as lines_table
from sync.central.tables.base import place
from sync.central.tables.customers import customer_key as keys_table
from sync.outlet import push

Bug = Callable[[], object]
BEGAN = 1_794_600_000
"""Seconds since 1970, a little before the world begins."""


class _Undone(Exception):
    """Carries an answer out of a transaction that is rolled back."""


def ack_before_commit():
    """The centre answers, and then its transaction is lost, every fifth time."""
    real, count = CentralStore.run, [0]

    def run(self, work):
        def then_lost(connection):
            found = work(connection)
            count[0] += 1
            if count[0] % 5 == 0 and hasattr(found, "high_water"):
                raise _Undone(found)
            return found

        try:
            return real(self, then_lost)
        except _Undone as undone:
            return undone.args[0]

    return patch.object(CentralStore, "run", run)


def any_200_is_an_ack():
    """The till believes a batch that was answered, without looking at mark and tip."""

    def apply(ctx, ack, batch, took):
        with ctx.store.write() as connection:
            state = sync_state.load(connection)
            mark = max(state.mark, batch.last_seq)
            own = records.hash_at(ctx, connection, state.epoch, mark)
            fresh = replace(state, mark=mark, mark_hash=own if mark else None, nonce=ack.nonce, problem="")
            sync_state.save(connection, fresh)
            return fresh

    return patch.object(push, "_apply", apply)


def mark_without_hash():
    """The till takes the centre's mark as it is, whatever the tip."""
    real = push._apply

    def apply(ctx, ack, batch, took):
        with ctx.store.read() as connection:
            state = sync_state.load(connection)
            own = records.hash_at(ctx, connection, state.epoch, ack.high_water)
        if ack.epoch == state.epoch and own is not None:
            ack = ack.__class__(
                **{**{n: getattr(ack, n) for n in ack.__struct_fields__}, "tip": own.hex(), "stop": None}
            )
        return real(ctx, ack, batch, took)

    return patch.object(push, "_apply", apply)


def duplicates_unlooked_at():
    """The centre takes a known number for a known record and never compares the hash."""
    return patch.object(ingest, "_fork_at", lambda *_: None)


def mark_and_duplicates():
    """Both of these together: either alone is covered by the other (sync.md §4a)."""
    stack = ExitStack()

    @contextmanager
    def both() -> Iterator[None]:
        with stack:
            stack.enter_context(mark_without_hash())
            stack.enter_context(duplicates_unlooked_at())
            yield

    return both()


def poison_refuses_the_batch():
    """A record without meaning is answered by a refusal of all of them."""
    real = projection.value_of

    def value_of(line):
        try:
            return real(line)
        except Meaning as fault:
            raise Refusal(400, fault.code) from fault

    return patch.object(projection, "value_of", value_of)


def left_behind_and_forgotten():
    """A branch is left and its records are not issued again."""
    return patch.object(own_epochs, "reissue", lambda *_: None)


def issued_again_as_new():
    """Records are issued again under ids of their own, as other records."""
    real = records.record

    def reissue(ctx, connection, line):
        from sync.protocol import canonical, envelope

        parsed = canonical.parse(line.line)
        if parsed["k"] != "sale":
            return
        parsed["id"] = ctx.new_id()
        again = canonical.encode(parsed)
        value = records.ReissueWire(line.epoch, line.seq, line.hash.hex(), again.decode())
        first = envelope.decode(line.line)
        real(ctx, connection, value, records.Stamp(parsed["id"], first.at, first.cashier_id, first.shift_id))

    return patch.object(own_epochs, "reissue", reissue)


def epoch_given_twice():
    """The centre gives out the newest epoch instead of the next one."""

    def open_epoch(connection, caller, request, at):
        from sync.protocol.answers import EpochAnswer

        return EpochAnswer(max(2, epochs.newest_used(connection, caller)), "n")

    return patch.object(epochs, "open_epoch", open_epoch)


def nobody_is_told():
    """Copies and branches are seen and not noted."""
    return patch.object(incidents, "raise_incident", lambda *_: None)


def dropped_by_any_conflict():
    """The journal swallows a record whose id is there already, and the mark moves on."""

    def bulk_insert(connection, table, rows):
        if table is not lines_table.journal:
            return central_store.bulk_insert(connection, table, rows)
        kept = [row for row in rows if connection.execute(
            lines_table.journal.select().where(lines_table.journal.c.id == row["id"], lines_table.journal.c.id != "")
        ).first() is None]  # fmt: skip
        if kept:
            connection.execute(sqlite.insert(table), kept)
        return len(rows)

    return patch.object(projection, "bulk_insert", bulk_insert)


def projected_by_number_alone():
    """A record that is here already is not told from a new one."""
    return patch.object(projection, "_said_before", lambda *_: set())


def fetched_and_not_applied():
    """What comes back from the centre goes into the journal only."""
    return patch.object(own_epochs, "_apply", lambda *_: None)


def deleted_on_ack():
    """The till throws away what was acknowledged."""
    real = push._apply

    def apply(ctx, ack, batch, took):
        fresh = real(ctx, ack, batch, took)
        with ctx.store.write() as connection:
            connection.execute(
                journal.JournalRow.__table__.delete().where(
                    journal.JournalRow.epoch == fresh.epoch, journal.JournalRow.seq < fresh.mark
                )
            )
        return fresh

    return patch.object(push, "_apply", apply)


def mark_in_another_transaction():
    """The mark is kept first and the batch is sent afterwards."""
    real = push._send

    def send(ctx, transport, credentials, batch, state):
        with ctx.store.write() as connection:
            if batch.lines:
                sync_state.change(connection, mark=batch.last_seq, mark_hash=batch.tip)
        return real(ctx, transport, credentials, batch, state)

    return patch.object(push, "_send", send)


def branch_left_in_place():
    """A branch is issued again, and stays in the chain as well."""
    real = superseded.take_from_journal

    def take(connection, epoch, after):
        lines = real(connection, epoch, after)
        for line in lines:
            journal.append(connection, line)
        return lines

    return patch.object(superseded, "take_from_journal", take)


def destroyed_key_comes_back():
    """The centre believes whoever still has a key that another register has destroyed, and nobody remembers an erasure."""
    real = customer_keys._take

    def take(connection, outlet_id, one, key, stamp):
        if not one.destroyed:
            mine = place(keys_table, outlet_id=outlet_id, key_id=one.key_id)
            connection.execute(sa.delete(keys_table).where(mine))
        real(connection, outlet_id, one, key, stamp)

    stack = ExitStack()
    stack.enter_context(patch.object(customer_keys, "_is_erased", lambda *_: False))
    stack.enter_context(patch.object(own_customer_keys, "_is_erased", lambda *_: False))
    stack.enter_context(patch.object(customer_keys, "_take", take))
    return stack


def erased_here_alone():
    """A till destroys a key and takes it as told."""
    real = own_customers.destroy_keys
    return patch.object(
        own_customers, "destroy_keys", lambda connection, key_ids, told: real(connection, key_ids, told=True)
    )


def nonce_unchecked():
    """The centre turns the nonce and never asks which one came."""
    real = ingest._turn_nonce

    def turn(connection, caller, push, given):
        with patch.object(incidents, "raise_incident", lambda *_: None):
            return real(connection, caller, push, given)

    return patch.object(ingest, "_turn_nonce", turn)


def tombstone_dropped():
    """What is out of use is left out of the pages, and nobody hears of it."""
    real = catalogue_down._rows
    return patch.object(
        catalogue_down, "_rows", lambda *asked: [row for row in real(*asked) if not row.deleted]
    )


def seq_from_the_clock():
    """Records are numbered by their moment, so that a clock that stands or jumps makes holes and doubles."""
    real = records.tip_of

    def tip_of(ctx, connection):
        tip = real(ctx, connection)
        return replace(tip, seq=int(ctx.clock.now().timestamp()) - BEGAN) if tip.seq else tip

    return patch.object(records, "tip_of", tip_of)


def mark_one_too_far():
    """The till believes one record more than the centre said."""
    real = push._apply

    def apply(ctx, ack, batch, took):
        fresh = replace(real(ctx, ack, batch, took), mark=ack.high_water + 1)
        with ctx.store.write() as connection:
            sync_state.save(connection, fresh)
        return fresh

    return patch.object(push, "_apply", apply)


def tombstone_dropped_and_digest():
    """And the till takes a download into use without holding it against the centre's digest."""
    stack = ExitStack()
    stack.enter_context(tombstone_dropped())
    stack.enter_context(patch.object(catalogue_pull, "is_equal", lambda *_: True))
    return stack


BUGS: dict[str, Bug] = {
    bug.__name__: bug
    for bug in (
        ack_before_commit,
        any_200_is_an_ack,
        mark_without_hash,
        duplicates_unlooked_at,
        mark_and_duplicates,
        poison_refuses_the_batch,
        left_behind_and_forgotten,
        issued_again_as_new,
        epoch_given_twice,
        nobody_is_told,
        dropped_by_any_conflict,
        projected_by_number_alone,
        fetched_and_not_applied,
        deleted_on_ack,
        branch_left_in_place,
        destroyed_key_comes_back,
        erased_here_alone,
        nonce_unchecked,
        tombstone_dropped_and_digest,
        seq_from_the_clock,
        mark_one_too_far,
    )
}
"""Each must be caught."""

COVERED: dict[str, Bug] = {bug.__name__: bug for bug in (mark_in_another_transaction, tombstone_dropped)}
"""Healed by the protocol itself: the centre answers what it has, and the till goes back to there (sync.md §2.6); a
download that does not come to the centre's digest is begun anew and whole (§2.9).
"""
