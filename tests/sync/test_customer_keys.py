"""Keys of customers between two tills and the centre, outside the chain (sync.md §2.1)."""

import base64

import pytest
import sqlalchemy as sa

from pos.domain.customer import Identity
from pos.errors import CentreFault, CentreUnreachable
from pos.models import customers as table
from pos.models import reconciliations, sync_state
from pos.services import backup, customers
from pos.services import customer_keys as own_keys
from sync.central.services import customer_keys as central_keys
from sync.central.services import life
from sync.central.services.key_file import CentralKey
from sync.central.services.refusal import Refusal
from sync.central.tables import journal as lines
from sync.central.tables.customers import customer_key
from sync.protocol.answers import AnswerInvalid, decode
from sync.protocol.customer_keys import KEYS_MAX, CustomerKey, KeysPage
from tests.builders import sell
from tests.sync.central.line_maker import Register
from tests.sync.conftest import CENTRAL_KEY, Joined
from tests.sync.test_restored_till import SECRET, close_copy, put_back
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
        assert {row["wrapped"] for row in stored(centre)} == {None}
        other.cycle()
        assert {row["wrapped"] for row in keys_here(other.ctx)} == {None}


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


def erased_twice_told(ctx, ratna, sari, joined):
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    for _ in range(3):
        assert joined.cycle().problem is None


def test_a_restored_centre_is_told_of_erasures_whoever_comes_first(
    ctx, rani, ratna, sari, centre, joined, clock, tmp_path
):
    """Its versions were caught up by another till's keys: it says itself that it has forgotten, until that is heard."""
    joined.cycle()
    before = [dict(row) for row in stored(centre)]
    with empty_till(tmp_path / "two", centre, clock) as other:
        other.cycle()
        erased_twice_told(ctx, ratna, sari, joined)
        centre.store.run(lambda k: k.execute(sa.delete(customer_key)))
        centre.store.run(lambda k: k.execute(sa.insert(customer_key), before))
        centre.store.run(life.begin_anew)
        for _ in range(3):
            customers.add_customer(other.ctx, cashier=rani, identity=SARI, consent_version="1")
        for _ in range(3):
            other.cycle()
            joined.cycle()
        alive = {row["customer_id"] for row in stored(centre) if row["wrapped"] is not None}
        assert len(alive) == 3
        assert sari.id not in alive


def test_a_lost_answer_does_not_lose_that_the_centre_forgot(ctx, sari, centre, joined):
    """Its life is another one in each answer: keys are told once more with the first that arrives."""
    joined.cycle()
    centre.store.run(lambda k: k.execute(sa.delete(customer_key)))
    centre.store.run(life.begin_anew)
    real, heard = joined.transport.push, []

    def push(batch, **facts):
        answer = real(batch, **facts)
        heard.append(answer.life)
        if len(heard) == 1:
            raise CentreUnreachable(detail="cut")
        return answer

    joined.transport.push = push
    assert isinstance(joined.cycle().problem, CentreUnreachable)
    assert joined.cycle().problem is None
    assert joined.cycle().problem is None
    lost, *heard = heard
    assert set(heard) == {lost}
    with ctx.store.read() as connection:
        assert sync_state.load(connection).life == lost
    assert len(stored(centre)) == 1


def test_an_erasure_reaches_keys_that_are_not_here(ctx, ratna, sari, centre, joined):
    """The key was never heard on this computer: its record alone destroys it at the centre, for good."""
    joined.cycle()
    (row,) = [dict(row) for row in stored(centre)]
    with ctx.store.write() as connection:
        connection.execute(sa.delete(table.CustomerKeyRow.__table__))
    erased_twice_told(ctx, ratna, sari, joined)
    assert {row["wrapped"] for row in stored(centre)} == {None}
    plain = CENTRAL_KEY.unwrap(row["wrapped"], f"customer-key/GDK/{row['key_id']}")
    again = (CustomerKey("another", sari.id, base64.b64encode(plain).decode()),)
    at = ctx.clock.now()
    answer = centre.store.run(lambda k: central_keys.take(k, "GDK", again, CENTRAL_KEY, at))
    assert answer.destroyed == ("another",), "none is taken later either"


def test_a_key_of_an_erased_customer_is_not_kept(ctx, ratna, sari, centre, joined):
    """Erased here before the key was heard again: destroyed as it comes, and the centre is told."""
    joined.cycle()
    (row,) = stored(centre)
    plain = CENTRAL_KEY.unwrap(row["wrapped"], f"customer-key/GDK/{row['key_id']}")
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    said = CustomerKey("late", sari.id, base64.b64encode(plain).decode(), 999)
    ctx.writer.call(own_keys.keep_heard, ctx, [said], 999)
    found = {row["key_id"]: row for row in keys_here(ctx)}
    assert (found["late"]["wrapped"], found["late"]["told"]) == (None, False)


def test_a_computer_that_lost_its_data_key_hears_its_keys_again(ctx, rani, sari, centre, joined, tmp_path):
    """Restored where the key store is a new one: what it cannot open is replaced by what the centre has."""
    joined.cycle()
    joined.cycle()
    (tmp_path / "stick").mkdir()
    file = backup.copy(ctx, backup.make(ctx), tmp_path / "stick", SECRET)
    back = put_back(ctx, tmp_path / "same", file)
    back.data_key = lambda: b"n" * 32
    till = Joined(back, joined.transport, joined.credentials)
    for _ in range(2):
        till.cycle()
    assert customers.load_customer(back, sari.id).identity == SARI
    close_copy(back)


def test_what_fails_beside_the_journal_holds_up_nothing_else(ctx, rani, open_shift, sari, centre, joined):
    """The centre answers nonsense for keys: sales go, days are compared, and the next sale does not wait for it."""
    joined.transport.put_customer_keys = lambda *_a, **_k: (_ for _ in ()).throw(CentreFault(detail="422"))
    sell(ctx, rani)
    outcome = joined.cycle()
    assert isinstance(outcome.problem, CentreFault)
    assert outcome.unsent == 0
    with ctx.store.read() as connection:
        state = sync_state.load(connection)
        assert (state.problem, state.next_attempt_at) == ("CentreFault", None)
        assert reconciliations.newest(connection).differing == ""


def test_a_locked_key_store_holds_up_no_erasure(ctx, rani, ratna, sari, centre, joined, clock, tmp_path):
    """A page has a living key and a destroyed one: the second needs no data key."""
    joined.cycle()
    with empty_till(tmp_path / "two", centre, clock) as other:
        other.cycle()
        customers.add_customer(ctx, cashier=rani, identity=Identity("Ani"), consent_version="1")
        customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
        joined.cycle()
        other.ctx.data_key = lambda: None
        other.cycle()
        gone = {row["customer_id"]: row["wrapped"] is None for row in keys_here(other.ctx)}
        assert gone[sari.id]


def test_keys_that_cannot_be_opened_starve_no_other(ctx, rani, centre, joined):
    """More of them than a request takes."""
    joined.cycle()
    with ctx.store.write() as connection:
        for n in range(KEYS_MAX):
            table.save_key(connection, table.WrappedKey(f"00-{n:04d}", f"c{n}", b"x" * 60), told=False)
    customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="1")
    joined.cycle()
    assert len(stored(centre)) == 1


def test_a_customer_by_an_odd_name_is_set_aside(ctx, rani, sari, centre, joined, clock):
    """Its id could not be told again: it stops no exchange of keys."""
    joined.cycle()
    register = Register(centre.store, clock, code="GDK9")
    register.add("customer", {"cu": "kunci-é", "x": True})
    assert [one.code for one in register.push().quarantined] == ["rule"]
    centre.store.run(life.begin_anew)
    assert joined.cycle().problem is None
    assert [row["customer_id"] for row in stored(centre)] == [sari.id]


def test_a_key_by_a_customers_name_erases_nobody(central, clock):
    """The mark of an erased customer bears the customer's own id; a living key may not."""
    one = base64.b64encode(b"g" * 32).decode()

    def take(*keys):
        return central.run(lambda k: central_keys.take(k, "GDK", keys, CENTRAL_KEY, clock.now()))

    with pytest.raises(Refusal):
        take(CustomerKey("cust-1", "cust-1", one))
    take(CustomerKey("cust-1", "someone", one))
    assert take(CustomerKey("k1", "cust-1", one)).destroyed == ()


def test_an_erasure_waits_for_a_key_that_is_being_told(central, clock, monkeypatch):
    """The counter of versions is taken before anything is read: a key told at the same moment comes before or after."""
    asked = []
    real = central_keys.next_versions

    def count(connection, n):
        found = connection.execute(sa.select(customer_key.c.key_id)).all()
        asked.append((n, len(found)))
        return real(connection, n)

    monkeypatch.setattr(central_keys, "next_versions", count)
    central.run(lambda k: central_keys.destroy_of(k, "GDK", {"cust"}, clock.now()))
    assert asked[0] == (0, 0)


def test_wide_numbers_of_a_centre_are_its_fault():
    """No number is read that no store keeps."""
    with pytest.raises(AnswerInvalid):
        decode(b'{"keys":[],"next":9223372036854775808,"done":true}', KeysPage)
    with pytest.raises(AnswerInvalid):
        decode(b'{"x":' + b"[" * 100_000, KeysPage)
