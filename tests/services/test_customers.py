"""Customers: the journal never names them; erasing destroys the key (DESIGN.md §3, domain.md §2.6)."""

import pytest

from pos.crypto import new_secret_key
from pos.domain.customer import Identity
from pos.errors import CustomerUnknown, DataKeyMissing, NotPermitted
from pos.models import customers as table
from pos.models import journal
from pos.services import customers
from pos.services.verify import verify

SARI = Identity("Ibu Sari Rahayu", "+6281234567890")


@pytest.fixture
def sari(ctx, rani):
    return customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="2026-01")


def everything(path):
    return b"".join(p.read_bytes() for p in path.parent.glob("gerai.db*"))


def test_a_customer_comes_back_by_name(ctx, sari):
    """With the consent and its moment."""
    found = customers.load_customer(ctx, sari.id)
    assert found == sari
    assert found.consent.version == "2026-01"
    assert verify(ctx).findings == ()


def test_no_file_of_the_shop_holds_the_name(ctx, sari):
    """Neither journal nor tables say it in clear, nor the key that opens it."""
    stored = everything(ctx.store.path)
    assert b"Sari" not in stored
    assert b"81234567890" not in stored


def test_erased_is_erased_for_good(ctx, ratna, sari):
    """No identity, no key; the record of the erasing stands; a second time changes nothing."""
    with ctx.store.read() as connection:
        (key_id,) = table.keys_of(connection, sari.id)
        wrapped = table.load_key(connection, key_id).wrapped
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    assert customers.load_customer(ctx, sari.id).identity is None
    ctx.writer.call(ctx.store.checkpoint)
    assert wrapped not in everything(ctx.store.path)
    assert verify(ctx).findings == ()
    customers.erase_customer(ctx, cashier=ratna, customer_id=sari.id)
    with ctx.store.read() as connection:
        kinds = [line.kind for line in journal.everything(connection)]
    assert kinds.count("customer") == 3
    assert customers.load_customer(ctx, sari.id).identity is None


def test_who_may(ctx, rani, sari):
    """A cashier remembers, a manager erases (users.md: personal data)."""
    with pytest.raises(NotPermitted):
        customers.erase_customer(ctx, cashier=rani, customer_id=sari.id)
    assert customers.load_customer(ctx, sari.id).identity == SARI


def test_a_locked_key_store_is_one_sentence(ctx, rani, sari):
    """No customer can be added or named; nothing else waits for it."""
    for key in (lambda: None, new_secret_key):
        ctx.data_key = key
        with pytest.raises(DataKeyMissing):
            customers.load_customer(ctx, sari.id)
    ctx.data_key = lambda: None
    with pytest.raises(DataKeyMissing):
        customers.add_customer(ctx, cashier=rani, identity=SARI, consent_version="1")


def test_nobody_is_nobody(ctx, ratna):
    """An id that is none."""
    assert customers.load_customer(ctx, "x") is None
    with pytest.raises(CustomerUnknown):
        customers.erase_customer(ctx, cashier=ratna, customer_id="x")
    assert verify(ctx).findings == ()
