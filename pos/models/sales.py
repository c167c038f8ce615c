"""Sales with lines and tenders: insert by Core lists, load as values, totals of a shift. Rows never change, but for
tenders and change due by a correction (pos.models.tender_changes).
"""

from datetime import date

from sqlalchemy import Connection, ForeignKey, Index, Row, String, literal_column, select, text
from sqlalchemy.orm import Mapped, mapped_column

from pos.columns import EnumText
from pos.domain.bundle import InBundle
from pos.domain.commission import ChosenRule, RuleSource
from pos.domain.sale import Header, Sale, SaleLine
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.models.base import Base, Moment, Money, PreparedInsert, UuidKey, money_columns, money_of
from pos.models.catalog import decode_rule, encode_rule
from pos.models.staff import names


class SaleRow(Base):
    __tablename__ = "sale"
    __table_args__ = (
        Index("ix_sale_number", "number"),
        Index("ix_sale_shift", "shift_id"),
        Index("ix_sale_day", "business_date", "at"),
        Index("ix_sale_at", "at"),
        Index("ix_sale_total", "total"),
        Index("ix_sale_customer", "customer_id", sqlite_where=text("customer_id <> ''")),
    )
    id: Mapped[UuidKey]
    number: Mapped[str] = mapped_column(String(24))
    shift_id: Mapped[str] = mapped_column(ForeignKey("shift.id"))
    shift_number: Mapped[int]
    business_date: Mapped[date]
    at: Mapped[Moment]
    cashier_id: Mapped[int]
    gross: Mapped[Money]
    discount: Mapped[Money]
    net: Mapped[Money]
    tax: Mapped[Money]
    rounding: Mapped[Money]
    total: Mapped[Money]
    change: Mapped[Money]
    customer_id: Mapped[str] = mapped_column(String(36))
    exchange_of: Mapped[str] = mapped_column(String(36))
    approval_id: Mapped[str] = mapped_column(String(36))
    group_id: Mapped[str] = mapped_column(String(36))
    language: Mapped[str] = mapped_column(String(2))


class SaleLineRow(Base):
    """A sold line; part of the `bundle_no`th bundle of its sale, 0 of none."""

    __tablename__ = "sale_line"
    __table_args__ = (Index("ix_sale_line_product", "product_id"), Index("ix_sale_line_maker", "maker_id"))
    sale_id: Mapped[str] = mapped_column(ForeignKey("sale.id"), primary_key=True)
    line_no: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[str] = mapped_column(String(36))
    title: Mapped[str] = mapped_column(String(320))
    category: Mapped[str] = mapped_column(String(24))
    maker_id: Mapped[str] = mapped_column(String(24))
    maker_name: Mapped[str] = mapped_column(String(120))
    quantity: Mapped[int]
    list_price: Mapped[Money]
    unit_price: Mapped[Money]
    gross: Mapped[Money]
    shared_discount: Mapped[Money]
    outlet_discount: Mapped[Money]
    maker_discount: Mapped[Money]
    net: Mapped[Money]
    tax: Mapped[Money]
    base: Mapped[Money]
    base_commission: Mapped[Money]
    commission: Mapped[Money]
    maker_share: Mapped[Money]
    rule: Mapped[str]
    rule_source: Mapped[str] = mapped_column(String(24))
    rule_source_id: Mapped[str] = mapped_column(String(36))
    unique_piece: Mapped[bool]
    note: Mapped[str]
    bundle_id: Mapped[str] = mapped_column(String(36))
    bundle_name: Mapped[str] = mapped_column(String(320))
    bundle_no: Mapped[int]


class TenderRow(Base):
    __tablename__ = "tender"
    __table_args__ = (Index("ix_tender_voucher", "reference", sqlite_where=text("kind = 'voucher'")),)
    sale_id: Mapped[str] = mapped_column(ForeignKey("sale.id"), primary_key=True)
    tender_no: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[TenderKind] = mapped_column(EnumText(TenderKind))
    amount: Mapped[Money]
    reference: Mapped[str] = mapped_column(String(40))
    state: Mapped[TenderState] = mapped_column(EnumText(TenderState))


_BY_VOUCHER = """
SELECT sale.number FROM tender JOIN sale ON sale.id = tender.sale_id
WHERE tender.kind = 'voucher' AND tender.state <> 'carried' AND upper(tender.reference) = ?
  AND NOT EXISTS (SELECT 1 FROM refund WHERE refund.sale_id = sale.id AND refund.void)
  AND (SELECT coalesce(sum(back.amount), 0) FROM refund_tender AS back JOIN refund ON refund.id = back.refund_id
       WHERE refund.sale_id = sale.id AND back.kind = 'voucher' AND back.state <> 'carried')
    < (SELECT sum(paid.amount) FROM tender AS paid WHERE paid.sale_id = sale.id AND paid.kind = 'voucher')
"""
"""A refund that handed the whole worth of the vouchers back as vouchers gave them to the buyer again."""

_SALE = PreparedInsert(SaleRow)
_LINES = PreparedInsert(SaleLineRow)
_TENDERS = PreparedInsert(TenderRow)


def is_there(connection: Connection, sale_id: str) -> bool:
    """Whether a sale with this id was completed."""
    return connection.exec_driver_sql("SELECT 1 FROM sale WHERE id = ?", (sale_id,)).first() is not None


def number_paid_by_voucher(connection: Connection, voucher: str) -> str:
    """The number of the sale that a voucher paid, '' while none did; one that was given back may come again."""
    found = connection.exec_driver_sql(_BY_VOUCHER, (voucher.upper(),)).first()
    return str(found.number) if found else ""


def insert_sale(connection: Connection, sale: Sale) -> None:
    """Three statements: the sale, its lines, its tenders."""
    h = sale.header
    _SALE.run(
        connection,
        [
            {
                "id": h.id,
                "number": h.number,
                "shift_id": h.shift_id,
                "shift_number": h.shift_number,
                "business_date": h.business_date,
                "at": h.at,
                "cashier_id": h.cashier_id,
                "gross": sale.gross,
                "discount": sale.discount,
                "net": sale.net,
                "tax": sale.tax,
                "rounding": sale.rounding,
                "total": sale.total,
                "change": sale.change,
                "customer_id": sale.customer_id,
                "exchange_of": sale.exchange_of,
                "approval_id": sale.approval_id,
                "group_id": sale.group_id,
                "language": sale.language,
            }
        ],
    )
    _LINES.run(connection, [_line_columns(sale.id, line) for line in sale.lines])
    _TENDERS.run(connection, tender_columns("sale_id", sale.id, sale.tenders))


def _line_columns(sale_id: str, line: SaleLine) -> dict[str, object]:
    return {
        "sale_id": sale_id,
        "line_no": line.line_no,
        "product_id": line.product_id,
        "title": line.title,
        "category": line.category,
        "maker_id": line.maker_id,
        "maker_name": line.maker_name,
        "quantity": line.quantity,
        "list_price": line.list_price,
        "unit_price": line.unit_price,
        **money_columns(line.money),
        "rule": encode_rule(line.rule.rule),
        "rule_source": line.rule.source.value,
        "rule_source_id": line.rule.source_id,
        "unique_piece": line.unique,
        "note": line.note,
        "bundle_id": line.bundle.id if line.bundle else "",
        "bundle_name": line.bundle.name if line.bundle else "",
        "bundle_no": line.bundle.number if line.bundle else 0,
    }


def tender_columns(owner: str, owner_id: str, tenders: tuple[Tender, ...]) -> list[dict[str, object]]:
    """Rows of a sale's or refund's tenders."""
    return [
        {
            owner: owner_id,
            "tender_no": n,
            "kind": t.kind,
            "amount": t.amount,
            "reference": t.reference,
            "state": t.state,
        }
        for n, t in enumerate(tenders, 1)
    ]


def load(connection: Connection, sale_id: str) -> Sale | None:
    """A stored sale as a value, or None."""
    return _load(connection, SaleRow.id == sale_id)


def load_by_number(connection: Connection, number: str) -> Sale | None:
    return _load(connection, SaleRow.number == number)


def _load(connection: Connection, condition: object) -> Sale | None:
    row = connection.execute(select(SaleRow.__table__).where(condition)).one_or_none()  # type: ignore[arg-type]
    if row is None:
        return None
    return Sale(
        header=_header(row, names(connection).get(row.cashier_id, "")),
        lines=_lines(connection, row.id),
        tenders=_tenders(connection, row.id),
        gross=row.gross,
        discount=row.discount,
        net=row.net,
        tax=row.tax,
        rounding=row.rounding,
        total=row.total,
        change=row.change,
        customer_id=row.customer_id,
        exchange_of=row.exchange_of,
        approval_id=row.approval_id,
        group_id=row.group_id,
        language=row.language,
    )


def _header(row: Row[tuple[object, ...]], cashier_name: str) -> Header:
    return Header(
        id=row.id,
        number=row.number,
        shift_id=row.shift_id,
        shift_number=row.shift_number,
        business_date=row.business_date,
        at=row.at,
        cashier_id=row.cashier_id,
        cashier_name=cashier_name,
    )


def _lines(connection: Connection, sale_id: str) -> tuple[SaleLine, ...]:
    rows = select(SaleLineRow.__table__).where(SaleLineRow.sale_id == sale_id).order_by(SaleLineRow.line_no)
    return tuple(
        SaleLine(
            line_no=row.line_no,
            product_id=row.product_id,
            title=row.title,
            category=row.category,
            maker_id=row.maker_id,
            maker_name=row.maker_name,
            quantity=row.quantity,
            list_price=row.list_price,
            unit_price=row.unit_price,
            money=money_of(row),
            rule=ChosenRule(decode_rule(row.rule), RuleSource(row.rule_source), row.rule_source_id),
            unique=row.unique_piece,
            note=row.note,
            bundle=InBundle(row.bundle_id, row.bundle_name, row.bundle_no) if row.bundle_no else None,
        )
        for row in connection.execute(rows)
    )


def _tenders(connection: Connection, sale_id: str) -> tuple[Tender, ...]:
    rows = select(TenderRow.kind, TenderRow.amount, TenderRow.reference, TenderRow.state)
    found = connection.execute(rows.where(TenderRow.sale_id == sale_id).order_by(TenderRow.tender_no))
    return tuple(Tender(*row) for row in found)


def recent_ids(connection: Connection, limit: int) -> list[str]:
    """Newest first in the order they were written; a clock may have gone back between two."""
    newest = select(SaleRow.id).order_by(literal_column("sale.rowid").desc()).limit(limit)
    return list(connection.execute(newest).scalars())
