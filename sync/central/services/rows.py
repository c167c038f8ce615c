"""Values of the domain → rows of the projected tables. Decides nothing."""

from datetime import datetime
from typing import Any

from pos.domain import maker_ledger
from pos.domain.agreement import MakerTerms
from pos.domain.catalog import Product
from pos.domain.deposit import Deposit
from pos.domain.events import StaffChange
from pos.domain.refund import Refund, RefundLine
from pos.domain.safe import BankDeposit, SafeCount
from pos.domain.sale import Header, Sale, SaleLine
from pos.domain.shift import CashMovement, Shift
from pos.domain.stock import StockMovement
from pos.domain.tender import Tender
from pos.domain.tender_change import TenderChange
from pos.domain.unmatched import UnmatchedRefund
from sync.central.tables.base import money_values

Row = dict[str, Any]


def tender_row(outlet_id: str, parent: str, document_id: str, tender_no: int, tender: Tender) -> Row:
    """`parent` names the column of the owning document: sale_id, refund_id or change_id."""
    return {
        "outlet_id": outlet_id,
        parent: document_id,
        "tender_no": tender_no,
        "kind": tender.kind.value,
        "amount": tender.amount,
        "reference": tender.reference,
        "state": tender.state.value,
    }


def header_row(where: Row, header: Header) -> Row:
    """`where` names outlet, register and epoch."""
    return {
        **where,
        "id": header.id,
        "number": header.number,
        "shift_id": header.shift_id,
        "business_date": header.business_date,
        "at": header.at,
        "cashier_id": header.cashier_id,
    }


def sale_row(where: Row, sale: Sale) -> Row:
    names = ("gross", "discount", "net", "tax", "rounding", "total", "change")
    return {**header_row(where, sale.header), **{name: getattr(sale, name) for name in names}}


def sale_line_row(outlet_id: str, sale_id: str, line: SaleLine) -> Row:
    return {
        "outlet_id": outlet_id,
        "sale_id": sale_id,
        "line_no": line.line_no,
        "product_id": line.product_id,
        "title": line.title,
        "maker_id": line.maker_id,
        "quantity": line.quantity,
        **money_values(line.money),
        "category": line.category,
        "unit_price": line.unit_price,
        "bundle_id": line.bundle.id if line.bundle else "",
        "bundle_no": line.bundle.number if line.bundle else 0,
    }


def tender_change_row(where: Row, change: TenderChange) -> Row:
    """`where` names outlet and register; a free-text reason has not travelled, only that there is one."""
    names = (
        "id",
        "sale_id",
        "shift_id",
        "at",
        "cashier_id",
        "change_no",
        "old_change",
        "new_change",
        "reason",
    )
    return {**where, **{name: getattr(change, name) for name in names}}


def changed_tender_rows(outlet_id: str, change: TenderChange) -> list[Row]:
    """The tenders before and after."""
    return [
        {**tender_row(outlet_id, "change_id", change.id, n, tender), "side": side}
        for side, tenders in (("old", change.old_tenders), ("new", change.new_tenders))
        for n, tender in enumerate(tenders, 1)
    ]


def unmatched_row(where: Row, refund: UnmatchedRefund) -> Row:
    """`where` names outlet and register; the first piece names it."""
    names = ("number", "shift_id", "business_date", "at", "cashier_id")
    return {
        **where,
        "id": refund.header.id,
        **{name: getattr(refund.header, name) for name in names},
        "receipt_number": refund.receipt_number,
        "receipt_code": refund.receipt_code,
        "receipt_outlet": refund.outlet_code,
        "title": refund.lines[0].title,
        "total": refund.total,
        "cause": refund.cause.value if refund.cause else "",
    }


def order_deposit_row(where: Row, deposit: Deposit) -> Row:
    """An act on a deposit of an order; `where` names outlet and register."""
    names = ("number", "shift_id", "business_date", "at", "cashier_id")
    return {
        **where,
        "id": deposit.id,
        **{name: getattr(deposit.header, name) for name in names},
        "act": deposit.act.value,
        "amount": deposit.amount,
        "deposit_id": deposit.deposit_id,
        "sale_id": deposit.sale_id,
        "maker_id": deposit.maker_id,
        "due_on": deposit.due_on,
    }


def refund_row(where: Row, refund: Refund) -> Row:
    names = ("sale_id", "net", "rounding", "total", "void")
    return {**header_row(where, refund.header), **{name: getattr(refund, name) for name in names}}


def refund_line_row(outlet_id: str, refund_id: str, line: RefundLine) -> Row:
    return {
        "outlet_id": outlet_id,
        "refund_id": refund_id,
        "line_no": line.line_no,
        "product_id": line.product_id,
        "title": line.title,
        "maker_id": line.maker_id,
        "quantity": line.quantity,
        **money_values(line.money),
        "to_shelf": line.to_shelf,
    }


def entry_row(outlet_id: str, entry: maker_ledger.MakerEntry) -> Row:
    return {
        "outlet_id": outlet_id,
        "document_id": entry.document_id,
        "line_no": entry.line_no,
        "maker_id": entry.maker_id,
        "kind": entry.kind.value,
        "amount": entry.amount,
        "business_date": entry.business_date,
        "at": entry.at,
    }


def stock_row(outlet_id: str, document_id: str, line_no: int, move: StockMovement, at: datetime) -> Row:
    return {
        "outlet_id": outlet_id,
        "document_id": document_id,
        "line_no": line_no,
        "product_id": move.product_id,
        "kind": move.kind.value,
        "quantity": move.quantity,
        "at": at,
    }


def shift_row(where: dict[str, str], shift: Shift) -> Row:
    names = ("id", "number", "business_date", "opened_at", "opened_by", "opening_float")
    return {**where, **{name: getattr(shift, name) for name in names}}


def movement_row(where: dict[str, str], movement: CashMovement) -> Row:
    return {
        **where,
        "id": movement.id,
        "shift_id": movement.shift_id,
        "at": movement.at,
        "kind": movement.kind.value,
        "amount": movement.amount,
    }


def deposit_row(where: dict[str, str], deposit: BankDeposit) -> Row:
    names = ("id", "at", "amount", "bank", "slip_number")
    return {**where, **{name: getattr(deposit, name) for name in names}}


def safe_count_row(where: dict[str, str], count: SafeCount) -> Row:
    return {**where, **{name: getattr(count, name) for name in ("id", "at", "counted", "expected")}}


def product_row(outlet_id: str, product: Product) -> Row:
    return {
        "outlet_id": outlet_id,
        "id": product.id,
        "code": product.code,
        "name": product.name,
        "variant": product.variant,
        "category": product.category.code,
        "maker_id": product.maker.code,
        "price": product.price,
        "unique_piece": product.unique,
        "active": product.active,
    }


def maker_row(outlet_id: str, terms: MakerTerms) -> Row:
    return {
        "outlet_id": outlet_id,
        "id": terms.maker.code,
        "name": terms.maker.name,
        "paid_by": terms.paid_by,
        "active": terms.active,
        "story": terms.story.id,
        "story_en": terms.story.en,
    }


def staff_row(outlet_id: str, change: StaffChange) -> Row:
    return {
        "outlet_id": outlet_id,
        "id": change.user_id,
        "role": change.role.value,
        "active": change.active,
    }
