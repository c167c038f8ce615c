"""One row per kind: its wire struct and, where the domain has a value for it, the value and both directions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pos.domain.agreement import Agreement, MakerTerms
from pos.domain.catalog import CategoryTerms, PriceChange, Product
from pos.domain.deposit import Deposit
from pos.domain.difference_outcome import OutcomeNoted
from pos.domain.drawer_opening import DrawerOpened
from pos.domain.events import (
    Approval,
    AwaitingPayment,
    ClockChange,
    EpochOpened,
    NoteTaken,
    Reprinted,
    SettingChange,
    StaffChange,
)
from pos.domain.exchange import Exchange
from pos.domain.kuitansi import Kuitansi
from pos.domain.late_entry import LateEntry
from pos.domain.receivable import ReceivablePayment
from pos.domain.refund import Refund
from pos.domain.safe import BankDeposit, CashSwap, SafeCount
from pos.domain.sale import Sale
from pos.domain.shift import CashMovement, Shift, ShiftClose
from pos.domain.stock import StockDocument
from pos.domain.tender_change import TenderChange
from pos.domain.unmatched import UnmatchedRefund
from sync.protocol import (
    bodies_deposit as deposit,
)
from sync.protocol import (
    bodies_drawer as drawer,
)
from sync.protocol import (
    bodies_goods as goods,
)
from sync.protocol import (
    bodies_machine as machine,
)
from sync.protocol import (
    bodies_makers as makers,
)
from sync.protocol import (
    bodies_more as more,
)
from sync.protocol import (
    bodies_outcome as outcome,
)
from sync.protocol import (
    bodies_papers as papers,
)
from sync.protocol import (
    bodies_refund as refund,
)
from sync.protocol import (
    bodies_safe as safe,
)
from sync.protocol import (
    bodies_sale as sale,
)
from sync.protocol import (
    bodies_tender_change as tender_change,
)
from sync.protocol import (
    bodies_terms as terms,
)
from sync.protocol.bodies_base import Body, Facts, Wire
from sync.protocol.kinds import Kind

Value: TypeAlias = (
    Agreement
    | Approval
    | AwaitingPayment
    | BankDeposit
    | CashMovement
    | CashSwap
    | CategoryTerms
    | ClockChange
    | Deposit
    | DrawerOpened
    | EpochOpened
    | Exchange
    | Kuitansi
    | LateEntry
    | MakerTerms
    | NoteTaken
    | OutcomeNoted
    | PriceChange
    | Product
    | ReceivablePayment
    | Refund
    | Reprinted
    | SafeCount
    | Sale
    | SettingChange
    | Shift
    | ShiftClose
    | StaffChange
    | StockDocument
    | TenderChange
    | UnmatchedRefund
    | Wire
)
"""What a body stands for: a value of the domain, or the wire struct itself where there is none (yet)."""

Encoder: TypeAlias = Callable[[Any], Body]
Decoder: TypeAlias = Callable[[Facts, Mapping[str, object]], Value]


@dataclass(frozen=True, slots=True)
class Codec:
    """A kind with a value of the domain."""

    wire: type[Wire]
    value: type
    encode: Encoder
    decode: Decoder


CODECS: dict[Kind, Codec] = {
    Kind.SALE: Codec(sale.SaleWire, Sale, sale.sale_body, sale.sale_from),
    Kind.REFUND: Codec(refund.RefundWire, Refund, refund.refund_body, refund.refund_from),
    Kind.VOID: Codec(refund.RefundWire, Refund, refund.refund_body, refund.refund_from),
    Kind.EXCHANGE: Codec(refund.ExchangeWire, Exchange, refund.exchange_body, refund.exchange_from),
    Kind.TENDER_CHANGE: Codec(
        tender_change.TenderChangeWire,
        TenderChange,
        tender_change.tender_change_body,
        tender_change.tender_change_from,
    ),
    Kind.KUITANSI: Codec(papers.KuitansiWire, Kuitansi, papers.kuitansi_body, papers.kuitansi_from),
    Kind.UNMATCHED_REFUND: Codec(
        papers.UnmatchedRefundWire, UnmatchedRefund, papers.unmatched_body, papers.unmatched_from
    ),
    Kind.RECEIVABLE: Codec(
        papers.ReceivablePaymentWire,
        ReceivablePayment,
        papers.receivable_payment_body,
        papers.receivable_payment_from,
    ),
    Kind.DEPOSIT: Codec(deposit.DepositWire, Deposit, deposit.deposit_body, deposit.deposit_from),
    Kind.LATE_ENTRY: Codec(papers.LateEntryWire, LateEntry, papers.late_entry_body, papers.late_entry_from),
    Kind.NO_SALE: Codec(drawer.NoSaleWire, DrawerOpened, drawer.no_sale_body, drawer.no_sale_from),
    Kind.REPRINT: Codec(drawer.ReprintWire, Reprinted, drawer.reprint_body, drawer.reprint_from),
    Kind.SHIFT_OPEN: Codec(drawer.ShiftOpenWire, Shift, drawer.shift_open_body, drawer.shift_open_from),
    Kind.SHIFT_CLOSE: Codec(
        drawer.ShiftCloseWire, ShiftClose, drawer.shift_close_body, drawer.shift_close_from
    ),
    Kind.CASH_MOVE: Codec(drawer.CashMoveWire, CashMovement, drawer.cash_move_body, drawer.cash_move_from),
    Kind.AWAITING_PAYMENT: Codec(
        drawer.AwaitingWire, AwaitingPayment, drawer.awaiting_payment_body, drawer.awaiting_payment_from
    ),
    Kind.BANK_DEPOSIT: Codec(
        safe.BankDepositWire, BankDeposit, safe.bank_deposit_body, safe.bank_deposit_from
    ),
    Kind.CASH_SWAP: Codec(safe.CashSwapWire, CashSwap, safe.cash_swap_body, safe.cash_swap_from),
    Kind.SAFE_COUNT: Codec(safe.SafeCountWire, SafeCount, safe.safe_count_body, safe.safe_count_from),
    Kind.DIFFERENCE_OUTCOME: Codec(
        outcome.DifferenceOutcomeWire, OutcomeNoted, outcome.outcome_body, outcome.outcome_from
    ),
    Kind.STOCK_MOVE: Codec(goods.StockWire, StockDocument, goods.stock_move_body, goods.stock_move_from),
    Kind.PRODUCT: Codec(terms.ProductWire, Product, terms.product_body, terms.product_from),
    Kind.CATEGORY: Codec(terms.CategoryWire, CategoryTerms, terms.category_body, terms.category_from),
    Kind.PRICE: Codec(terms.PriceWire, PriceChange, terms.price_body, terms.price_from),
    Kind.MAKER: Codec(terms.MakerWire, MakerTerms, terms.maker_body, terms.maker_from),
    Kind.AGREEMENT: Codec(terms.AgreementWire, Agreement, terms.agreement_body, terms.agreement_from),
    Kind.SETTING: Codec(terms.SettingWire, SettingChange, terms.setting_body, terms.setting_from),
    Kind.STAFF: Codec(terms.StaffWire, StaffChange, terms.staff_body, terms.staff_from),
    Kind.APPROVAL: Codec(machine.ApprovalWire, Approval, machine.approval_body, machine.approval_from),
    Kind.NOTE: Codec(machine.NoteWire, NoteTaken, machine.note_body, machine.note_from),
    Kind.CLOCK_CHANGE: Codec(
        machine.ClockWire, ClockChange, machine.clock_change_body, machine.clock_change_from
    ),
    Kind.EPOCH_OPEN: Codec(machine.EpochWire, EpochOpened, machine.epoch_open_body, machine.epoch_open_from),
}

PLAIN: dict[Kind, type[Wire]] = {
    Kind.PRICE_OVERRIDE: more.PriceOverrideWire,
    Kind.PRODUCT_PROVISIONAL: more.ProvisionalWire,
    Kind.LABEL_PRINT: more.LabelPrintWire,
    Kind.CUSTOMER: more.CustomerWire,
    Kind.ACCESS: more.AccessWire,
    Kind.FAIR: more.FairWire,
    Kind.REISSUE: more.ReissueWire,
    Kind.PAYOUT: makers.PayoutWire,
    Kind.ADVANCE: makers.AdvanceWire,
    Kind.MAKER_ENTRY: makers.MakerEntryWire,
    Kind.MAKER_VISIT: makers.MakerVisitWire,
    Kind.OWNERSHIP: makers.OwnershipWire,
    Kind.CHANNEL_SALE: makers.ChannelSaleWire,
    Kind.QRIS_CHECK: papers.QrisCheckWire,
    Kind.MONTH_LOCK: papers.MonthLockWire,
}
"""Kinds whose value is their wire struct."""

KINDS: dict[type, Kind] = {codec.value: kind for kind, codec in reversed(CODECS.items())} | {
    wire: kind for kind, wire in PLAIN.items()
}
"""The kind of a value's type; of a refund the kind that is not a void."""


def wire_of(kind: Kind) -> type[Wire]:
    """The wire struct that describes a kind's body."""
    codec = CODECS.get(kind)
    return PLAIN[kind] if codec is None else codec.wire
