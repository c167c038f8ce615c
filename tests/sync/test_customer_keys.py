"""Keys of customers between two tills and the centre, outside the chain (sync.md §2.1)."""

import base64

import pytest
import sqlalchemy as sa

from pos.domain.customer import Identity
from pos.errors import CentreFault
from pos.models import customers as table
from pos.models import sync_state
from pos.services import customers
from sync.central.services import customer_keys as central_keys
from sync.central.services.key_file import CentralKey
from sync.central.services.refusal import Refusal
from sync.central.tables import journal as lines
from sync.central.tables.customers import customer_key
from sync.protocol.customer_keys import CustomerKey, KeysPage
from tests.sync.conftest import CENTRAL_KEY
from tests.sync.tills import empty_till

SARI = Identity("Ibu Sari", "+6281234567890")


@pytest.fixture
def sari(ctx, rani):
    return customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="2026-01")


def stored(centre):
    return centre.store.run(lambda k: list(k.execute(sa.select(customer_key)).mappings()))


def keys_here(ctx):
    with ctx.store.read() as connection:
        return list(connection.execute(sa.select(table.CustomerKeyRow.__table__)).mappings())


def test_a_key_goes_up_and_to_the_other_till(ctx, sari, centre, joined, clock, tmp_path):
    """Wrapped at the centre, wrapped under each computer's own data key, never in a record."""
    assert joined.cycle().problem is None
    (row,) = stored(centre)
    assert CENTRAL_KEY.unwrap(row["wrapped"], f"customer-key/GDK/{row['key_id']}") is not None
    with empty_till(tmp_path / "two", centre, clock) as other:
        assert other.cycle().problem is None
        (theirs,), (ours,) = keys_here(other.ctx), keys_here(ctx)
        assert theirs["key_id"] == ours["key_id"]
        assert theirs["wrapped"] != ours["wrapped"]
        plain = CENTRAL_KEY.unwrap(row["wrapped"], f"customer-key/GDK/{row['key_id']}")
        assert (
            customers.unwrap(other.ctx.data_key(), table.WrappedKey(theirs["key_id"], "", theirs["wrapped"]))
            == plain
        )
    said = b"".join(
        bytes(r["line"])
        for r in centre.store.run(lambda k: k.execute(sa.select(lines.journal)).mappings().all())
    )
    assert plain.hex().encode() not in said
    assert base64.b64encode(plain) not in said


def test_destroyed_everywhere(ctx, ratna, sari, centre, joined, clock, tmp_path):
    """Erased at one till: gone at the centre with the next exchange, at the other till with its next one."""
    joined.cycle()
    with empty_till(tmp_path / "two", centre, clock) as other:
        other.cycle()
        customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
        joined.cycle()
        assert [row["wrapped"] for row in stored(centre)] == [None]
        other.cycle()
        assert [row["wrapped"] for row in keys_here(other.ctx)] == [None]


def test_destroyed_keys_go_first(ctx, rani, ratna, sari, joined):
    """The line may break after the first request: then an erasure was in it."""
    joined.cycle()
    customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="2")
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    asked, real = [], joined.transport.put_customer_keys

    def put(register_id, keys, *, token):
        asked.append([key.destroyed for key in keys])
        return real(register_id, keys, token=token)

    joined.transport.put_customer_keys = put
    assert joined.cycle().problem is None
    assert asked == [[True], [False]]


def test_a_restored_till_does_not_bring_a_key_back(ctx, sari, centre, joined):
    """It tells its old key again; the centre answers that it is destroyed, and so it is here."""
    joined.cycle()
    (row,) = stored(centre)
    gone = (CustomerKey(row["key_id"], sari.id),)
    at = ctx.clock.now()
    centre.store.run(lambda k: central_keys.take(k, "GDK", gone, CENTRAL_KEY, at))
    with ctx.store.write() as connection:
        table.tell_all_again(connection)
    joined.cycle()
    assert [row["wrapped"] for row in stored(centre)] == [None]
    assert [row["wrapped"] for row in keys_here(ctx)] == [None]
    assert customers.load_customer(ctx, sari.id).identity is None


def test_a_restored_centre_hears_all_again(ctx, sari, centre, joined):
    """It forgot the keys and its counter went back: the till tells them once more."""
    joined.cycle()
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.delete(customer_key)))
    joined.cycle()
    assert len(stored(centre)) == 1


def test_another_key_file_is_filled_by_the_tills(ctx, sari, centre, joined):
    """A database without its key file: the key is named, not given out, and told again it is wrapped anew."""
    joined.cycle()
    other = CentralKey(b"o" * 32)
    (row,) = stored(centre)
    assert centre.store.look(lambda k: central_keys.unopened(k, other)) == (row["key_id"],)
    assert centre.store.look(lambda k: central_keys.unopened(k, None)) == (row["key_id"],)
    assert centre.store.look(lambda k: central_keys.page(k, "GDK", 0, other)).keys == ()
    plain = CENTRAL_KEY.unwrap(row["wrapped"], f"customer-key/GDK/{row['key_id']}")
    again = (CustomerKey(row["key_id"], sari.id, base64.b64encode(plain).decode()),)
    at = ctx.clock.now()
    centre.store.run(lambda k: central_keys.take(k, "GDK", again, other, at))
    assert centre.store.look(lambda k: central_keys.unopened(k, other)) == ()


def test_an_older_centre_keeps_none(ctx, sari, centre, joined):
    """Its acknowledgement does not speak of keys: ours wait, nothing is in trouble."""
    joined.transport.put_customer_keys = None
    real = joined.transport.push

    def push(batch, **facts):
        import msgspec

        return msgspec.structs.replace(real(batch, **facts), customer_keys=None)

    joined.transport.push = push
    assert joined.cycle().problem is None
    assert [row["told"] for row in keys_here(ctx)] == [False]


def test_a_locked_key_store_hears_later(ctx, rani, centre, joined, clock, tmp_path):
    """A till that cannot open its key store sells and sends; the keys come when it can."""
    with empty_till(tmp_path / "two", centre, clock) as other:
        customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="1")
        joined.cycle()
        key, other.ctx.data_key = other.ctx.data_key, lambda: None
        assert other.cycle().problem is None
        assert keys_here(other.ctx) == []
        other.ctx.data_key = key
        other.cycle()
        assert len(keys_here(other.ctx)) == 1


def test_pages_that_lead_nowhere_are_a_fault(ctx, sari, centre, joined):
    """A centre that gives the same page for ever."""
    joined.cycle()
    joined.transport.customer_keys = lambda *_a, **_k: KeysPage((CustomerKey("k", "c"),), 0, False)
    with ctx.store.write() as connection:
        sync_state.change(connection, customer_keys=0)
    assert isinstance(joined.cycle().problem, CentreFault)


@pytest.mark.parametrize(
    "keys",
    [
        (),
        (CustomerKey("", "c"),),
        (CustomerKey("k" * 65, "c"),),
        (CustomerKey("k", ""),),
        (CustomerKey("k\x00", "c"),),
        (CustomerKey("kunci\u00e9", "c"),),
        (CustomerKey("k", "c", "no base64!"),),
        (CustomerKey("k", "c", base64.b64encode(b"short").decode()),),
        tuple(CustomerKey(f"k{n}", "c") for n in range(501)),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_malformed_keys_are_refused_whole(central, clock, keys):
    """Nothing of such a request is kept."""
    good = CustomerKey("good", "c", base64.b64encode(b"g" * 32).decode())
    listed = (good, *keys) if keys and len(keys) < 500 else keys
    with pytest.raises(Refusal):
        central.run(lambda k: central_keys.take(k, "GDK", listed, CENTRAL_KEY, clock.now()))
    assert central.run(lambda k: k.execute(sa.select(customer_key)).all()) == []


def test_another_outlet_hears_nothing(ctx, sari, centre, joined):
    """Keys are an outlet's own."""
    joined.cycle()
    assert centre.store.look(lambda k: central_keys.page(k, "BLU", 0, CENTRAL_KEY)).keys == ()
    assert centre.store.look(lambda k: central_keys.newest(k, "BLU")) == 0
