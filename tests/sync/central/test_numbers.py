"""Printed numbers at the centre: unique within a register and epoch, never across registers (invariant 22)."""

import sqlalchemy as sa

from sync.central.services import verify
from sync.central.tables import metadata, sales
from tests.sync.central.line_maker import Register, begin, refund_body, sale_body


def rows(store, name):
    return store.run(lambda k: [dict(row) for row in k.execute(sa.select(metadata.tables[name])).mappings()])


def sells_as_gdk1(register):
    """What a machine records that was set up as GDK1: a sale and its refund under GDK1's numbers."""
    begin(register)
    shift = f"{register.code}-s1"
    seq = register.add("sale", sale_body("GDK1-000001"), sh=shift, u=1)
    back = refund_body(f"{register.code}-{seq:06d}", "GDK1-R00001")
    register.add("refund", back, sh=shift, u=1)


def test_two_machines_that_both_sold_as_gdk1_both_count(central, clock):
    """Set up alike, joined later, the second renamed for numbers to come: each paid sale and refund counts."""
    first, second = Register(central, clock, code="GDK1"), Register(central, clock, code="GDK2")
    for register in (first, second):
        sells_as_gdk1(register)
        assert register.push().quarantined == ()
    for name, number in (("sale", "GDK1-000001"), ("refund", "GDK1-R00001")):
        found = sorted((row["register_id"], row["epoch"], row["number"]) for row in rows(central, name))
        assert found == sorted((r.id, 1, number) for r in (first, second)), name
    for register in (first, second):
        assert central.run(lambda k, r=register: verify.faults_of(k, r.caller)) == ()


def test_one_register_cannot_use_a_number_twice(central, clock):
    """Within a register and epoch the second is set aside; the database holds it, too."""
    register = Register(central, clock)
    begin(register)
    for _ in range(2):
        register.add("sale", sale_body("GDK1-000001"), sh="GDK1-s1", u=1)
    assert [(q.seq, q.code) for q in register.push().quarantined] == [(6, "already_projected")]
    register.add("sale", sale_body("GDK1-000001"), sh="GDK1-s1", u=1)
    assert [(q.seq, q.code) for q in register.push(7).quarantined] == [(7, "already_projected")]
    uniques = {tuple(c.columns.keys()) for c in sales.sale.constraints if isinstance(c, sa.UniqueConstraint)}
    assert uniques == {("outlet_id", "register_id", "epoch", "number")}
