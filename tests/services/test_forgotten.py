"""What lies beside the journal is told and heard again; the journal's own mark stays (sync.md §2.6)."""

from dataclasses import replace

from pos.domain.customer import Identity
from pos.models import catalogue_pull, customers, sync_state
from pos.models.catalogue_pull import Pull
from pos.services import customers as people
from pos.services import forgotten


def test_keys_and_catalogue_begin_again(ctx, rani):
    """A told key is told once more, a download from before is dropped, both versions are at nought."""
    people.add_customer(ctx, cashier=rani, identity=Identity("Ibu Sari"), consent_version="1")
    with ctx.store.write() as connection:
        customers.set_told(connection, customers.untold(connection))
        catalogue_pull.save(connection, Pull(whole=False, since=3, after=7, target=9, floor=0, ready=True))
        state = replace(
            sync_state.load(connection), centre_url="http://centre", mark=2, catalogue=9, customer_keys=4
        )
        sync_state.save(connection, state)
        assert customers.untold(connection) == ()
    ctx.writer.call(forgotten.begin_again_now, ctx)
    with ctx.store.read() as connection:
        found = sync_state.load(connection)
        assert (found.catalogue, found.customer_keys, found.mark) == (0, 0, 2)
        assert len(customers.untold(connection)) == 1
        assert catalogue_pull.load(connection) is None
