"""What the screens ask first is known beforehand: no statement of theirs is then met for the first time."""

from sqlalchemy import event

from pos.services import holds, rehearsal, safe, sale_search, shifts
from tests.builders import sell


def compiled_by(ctx, ask):
    """How many statements the reading engine had not met before."""
    missed = []

    def watch(_connection, _cursor, _statement, _parameters, context, _many):
        if context.compiled is not None and context.cache_hit.name == "CACHE_MISS":
            missed.append(str(context.compiled))

    with ctx.store.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", watch)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", watch)
    return missed


def as_in_a_new_process(ctx):
    """The tests share what was compiled among all their engines; a till begins with nothing."""
    with ctx.store.read() as connection:
        connection.engine.update_execution_options(compiled_cache={})


def ask_all(ctx):
    shifts.forgotten_shift(ctx)
    shifts.left_by_last(ctx)
    shifts.totals(ctx)
    safe.state(ctx)
    holds.held(ctx)
    sale_search.open_sale(ctx, sale_search.recent(ctx)[0].id)


def test_screens_meet_no_statement_for_the_first_time(ctx, rani, open_shift):
    """Shift, safe, held carts and history after the rehearsal: not one is compiled; without it, many."""
    sell(ctx, rani)
    as_in_a_new_process(ctx)
    assert compiled_by(ctx, lambda: rehearsal.rehearse(ctx))
    assert compiled_by(ctx, lambda: ask_all(ctx)) == []
