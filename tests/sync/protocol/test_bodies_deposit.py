"""A deposit's body: money moves where it is taken or given back, and only there."""

import pytest

from sync.protocol.bodies_base import BodyInvalid, to_body
from sync.protocol.bodies_deposit import DepositWire
from sync.protocol.bodies_money import TenderWire
from sync.protocol.bodies_table import wire_of
from sync.protocol.kinds import Kind
from tests.domain import worked_day as day

LATER = DepositWire(
    number="n", business_date=day.DAY, act="use", amount=400_000, deposit_id="d1", sale_id="s1"
)


def test_only_taking_and_giving_back_move_money():
    """A deposit that is used or forfeited moves none."""
    assert wire_of(Kind.DEPOSIT) is DepositWire
    LATER.check()
    back = DepositWire(
        number="n",
        business_date=day.DAY,
        act="give_back",
        amount=5,
        deposit_id="d1",
        tenders=(TenderWire(amount=5),),
    )
    back.check()
    assert to_body(back)["t"] == [{"a": 5}]
    for act in ("use", "forfeit"):
        moving = DepositWire(
            number="n",
            business_date=day.DAY,
            act=act,
            amount=5,
            deposit_id="d1",
            tenders=(TenderWire(amount=5),),
        )
        with pytest.raises(BodyInvalid):
            moving.check()
