"""The one door between values and bodies on the wire: value ↔ body lives once (DESIGN.md §3).

`encode` and `decode` work by kind; the main kinds also have typed pairs, such as sale_body and sale_from.
A decoded value lacks what never travels: people's names and free texts are filled in by who keeps them.
"""

from collections.abc import Mapping

from pos.domain.refund import Refund
from sync.protocol.bodies_base import Body, BodyInvalid, Facts, Wire, from_body, to_body
from sync.protocol.bodies_drawer import (
    awaiting_payment_body,
    awaiting_payment_from,
    cash_move_body,
    cash_move_from,
    shift_close_body,
    shift_close_from,
    shift_open_body,
    shift_open_from,
)
from sync.protocol.bodies_goods import stock_move_body, stock_move_from
from sync.protocol.bodies_refund import exchange_body, exchange_from, refund_body, refund_from
from sync.protocol.bodies_sale import sale_body, sale_from
from sync.protocol.bodies_table import CODECS, KINDS, PLAIN, Value, wire_of
from sync.protocol.bodies_terms import (
    agreement_body,
    agreement_from,
    maker_body,
    maker_from,
    price_body,
    price_from,
    product_body,
    product_from,
)
from sync.protocol.kinds import Kind
from sync.protocol.upcast import upcast


def kind_of(value: Value) -> Kind:
    """The kind of record that a value makes."""
    if isinstance(value, Refund):
        return Kind.VOID if value.void else Kind.REFUND
    return KINDS[type(value)]


def encode(value: Value) -> Body:
    """The body of a value: plain, short keys, defaults left out; no fact that the envelope carries."""
    if isinstance(value, Wire):
        return to_body(value)
    return CODECS[KINDS[type(value)]].encode(value)


def decode(facts: Facts, body: Mapping[str, object]) -> Value:
    """The value of a body under the facts of its envelope; of kinds without a value, the wire struct.

    Raises BodyInvalid: 'unknown_schema' for what a newer till wrote, else why not.
    """
    today = upcast(facts.kind, facts.schema_version, body)
    if today is None:
        raise BodyInvalid("unknown_schema", "sv", str(facts.schema_version))
    body = today
    codec = CODECS.get(facts.kind)
    if codec is None:
        return from_body(PLAIN[facts.kind], body)
    return codec.decode(facts, body)


__all__ = [
    "Body",
    "BodyInvalid",
    "Facts",
    "Value",
    "agreement_body",
    "agreement_from",
    "awaiting_payment_body",
    "awaiting_payment_from",
    "cash_move_body",
    "cash_move_from",
    "decode",
    "encode",
    "exchange_body",
    "exchange_from",
    "kind_of",
    "maker_body",
    "maker_from",
    "price_body",
    "price_from",
    "product_body",
    "product_from",
    "refund_body",
    "refund_from",
    "sale_body",
    "sale_from",
    "shift_close_body",
    "shift_close_from",
    "shift_open_body",
    "shift_open_from",
    "stock_move_body",
    "stock_move_from",
    "wire_of",
]
