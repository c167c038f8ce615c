"""The one door between values of the domain and bodies on the wire: value ↔ body lives once (DESIGN.md §3).

`encode` and `decode` work by kind; each kind also has its own typed pair, such as sale_body and sale_from.
A decoded value lacks what never travels: people's names and free texts are filled in by who keeps them.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pos.domain.agreement import Agreement, MakerTerms
from pos.domain.catalog import CategoryTerms, PriceChange, Product
from pos.domain.events import (
    Approval,
    AwaitingPayment,
    ClockChange,
    DrawerOpened,
    EpochOpened,
    NoteTaken,
    Reprinted,
    SettingChange,
    StaffChange,
)
from pos.domain.exchange import Exchange
from pos.domain.refund import Refund
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement, Shift, ShiftClose
from pos.domain.stock import StockDocument
from sync.protocol.bodies_base import Body, BodyInvalid, Facts, from_body
from sync.protocol.bodies_drawer import (
    awaiting_payment_body,
    awaiting_payment_from,
    cash_move_body,
    cash_move_from,
    no_sale_body,
    no_sale_from,
    reprint_body,
    reprint_from,
    shift_close_body,
    shift_close_from,
    shift_open_body,
    shift_open_from,
)
from sync.protocol.bodies_goods import stock_move_body, stock_move_from
from sync.protocol.bodies_machine import (
    approval_body,
    approval_from,
    clock_change_body,
    clock_change_from,
    epoch_open_body,
    epoch_open_from,
    note_body,
    note_from,
)
from sync.protocol.bodies_refund import exchange_body, exchange_from, refund_body, refund_from
from sync.protocol.bodies_sale import sale_body, sale_from
from sync.protocol.bodies_terms import (
    agreement_body,
    agreement_from,
    category_body,
    category_from,
    maker_body,
    maker_from,
    price_body,
    price_from,
    product_body,
    product_from,
    setting_body,
    setting_from,
    staff_body,
    staff_from,
)
from sync.protocol.kinds import SCHEMA_VERSIONS, Kind

Value: TypeAlias = (
    Agreement
    | Approval
    | AwaitingPayment
    | CashMovement
    | CategoryTerms
    | ClockChange
    | DrawerOpened
    | EpochOpened
    | Exchange
    | MakerTerms
    | NoteTaken
    | PriceChange
    | Product
    | Refund
    | Reprinted
    | Sale
    | SettingChange
    | Shift
    | ShiftClose
    | StaffChange
    | StockDocument
)

Decoder: TypeAlias = Callable[[Facts, Mapping[str, object]], Value]
Encoder: TypeAlias = Callable[[Any], Body]

DECODERS: dict[Kind, Decoder] = {
    Kind.SALE: sale_from,
    Kind.REFUND: refund_from,
    Kind.VOID: refund_from,
    Kind.EXCHANGE: exchange_from,
    Kind.NO_SALE: no_sale_from,
    Kind.REPRINT: reprint_from,
    Kind.SHIFT_OPEN: shift_open_from,
    Kind.SHIFT_CLOSE: shift_close_from,
    Kind.CASH_MOVE: cash_move_from,
    Kind.STOCK_MOVE: stock_move_from,
    Kind.PRODUCT: product_from,
    Kind.CATEGORY: category_from,
    Kind.PRICE: price_from,
    Kind.MAKER: maker_from,
    Kind.AGREEMENT: agreement_from,
    Kind.SETTING: setting_from,
    Kind.STAFF: staff_from,
    Kind.AWAITING_PAYMENT: awaiting_payment_from,
    Kind.APPROVAL: approval_from,
    Kind.NOTE: note_from,
    Kind.EPOCH_OPEN: epoch_open_from,
    Kind.CLOCK_CHANGE: clock_change_from,
}

_ENCODERS: dict[type, Encoder] = {
    Sale: sale_body,
    Refund: refund_body,
    Exchange: exchange_body,
    DrawerOpened: no_sale_body,
    Reprinted: reprint_body,
    Shift: shift_open_body,
    ShiftClose: shift_close_body,
    CashMovement: cash_move_body,
    StockDocument: stock_move_body,
    Product: product_body,
    CategoryTerms: category_body,
    PriceChange: price_body,
    MakerTerms: maker_body,
    Agreement: agreement_body,
    SettingChange: setting_body,
    StaffChange: staff_body,
    AwaitingPayment: awaiting_payment_body,
    Approval: approval_body,
    NoteTaken: note_body,
    EpochOpened: epoch_open_body,
    ClockChange: clock_change_body,
}

_KINDS: dict[type, Kind] = {
    Sale: Kind.SALE,
    Exchange: Kind.EXCHANGE,
    DrawerOpened: Kind.NO_SALE,
    Reprinted: Kind.REPRINT,
    Shift: Kind.SHIFT_OPEN,
    ShiftClose: Kind.SHIFT_CLOSE,
    CashMovement: Kind.CASH_MOVE,
    StockDocument: Kind.STOCK_MOVE,
    Product: Kind.PRODUCT,
    CategoryTerms: Kind.CATEGORY,
    PriceChange: Kind.PRICE,
    MakerTerms: Kind.MAKER,
    Agreement: Kind.AGREEMENT,
    SettingChange: Kind.SETTING,
    StaffChange: Kind.STAFF,
    AwaitingPayment: Kind.AWAITING_PAYMENT,
    Approval: Kind.APPROVAL,
    NoteTaken: Kind.NOTE,
    EpochOpened: Kind.EPOCH_OPEN,
    ClockChange: Kind.CLOCK_CHANGE,
}


def kind_of(value: Value) -> Kind:
    """The kind of record that a value makes."""
    if isinstance(value, Refund):
        return Kind.VOID if value.void else Kind.REFUND
    return _KINDS[type(value)]


def encode(value: Value) -> Body:
    """The body of a value: plain, short keys, defaults left out; no fact that the envelope carries."""
    return _ENCODERS[type(value)](value)


def decode(facts: Facts, body: Mapping[str, object]) -> Value:
    """The value of a body under the facts of its envelope.

    Raises BodyInvalid: 'unknown_kind' and 'unknown_schema' for what a newer till wrote, else why not.
    """
    decoder = DECODERS.get(facts.kind)
    if decoder is None:
        raise BodyInvalid("unknown_kind", "k", str(facts.kind))
    if facts.schema_version != SCHEMA_VERSIONS[facts.kind]:
        raise BodyInvalid("unknown_schema", "sv", str(facts.schema_version))
    return decoder(facts, body)


__all__ = [
    "DECODERS",
    "Approval",
    "AwaitingPayment",
    "Body",
    "BodyInvalid",
    "ClockChange",
    "DrawerOpened",
    "EpochOpened",
    "Facts",
    "NoteTaken",
    "Reprinted",
    "SettingChange",
    "StaffChange",
    "Value",
    "agreement_body",
    "agreement_from",
    "approval_body",
    "approval_from",
    "awaiting_payment_body",
    "awaiting_payment_from",
    "cash_move_body",
    "cash_move_from",
    "category_body",
    "category_from",
    "clock_change_body",
    "clock_change_from",
    "decode",
    "encode",
    "epoch_open_body",
    "epoch_open_from",
    "exchange_body",
    "exchange_from",
    "from_body",
    "kind_of",
    "maker_body",
    "maker_from",
    "no_sale_body",
    "no_sale_from",
    "note_body",
    "note_from",
    "price_body",
    "price_from",
    "product_body",
    "product_from",
    "refund_body",
    "refund_from",
    "reprint_body",
    "reprint_from",
    "sale_body",
    "sale_from",
    "setting_body",
    "setting_from",
    "shift_close_body",
    "shift_close_from",
    "shift_open_body",
    "shift_open_from",
    "staff_body",
    "staff_from",
    "stock_move_body",
    "stock_move_from",
]
