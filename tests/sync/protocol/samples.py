"""One sample value of every kind of record, with the facts of its envelope; the golden files are their bytes."""

from dataclasses import replace
from datetime import UTC, date, datetime

from pos.domain import refund as refunds
from pos.domain.agreement import Agreement, DiscountAuthority, LossPolicy, MakerTerms, PayPeriod
from pos.domain.cart import Cart
from pos.domain.catalog import Bundle, BundlePart, Category, CategoryTerms, Maker, PriceChange
from pos.domain.commission import CommissionRule, RuleKind, Tier
from pos.domain.deposit import Deposit, DepositAct, OrderLine
from pos.domain.difference_outcome import DifferenceOutcome, OutcomeNoted
from pos.domain.discount import Bearer, Discount
from pos.domain.drawer_opening import DrawerOpened
from pos.domain.events import (
    Approval,
    ApprovalMethod,
    AwaitingPayment,
    ClockChange,
    EpochOpened,
    NoteTaken,
    Reprinted,
    SettingChange,
    StaffChange,
)
from pos.domain.exchange import Exchange, carry
from pos.domain.kuitansi import Kuitansi
from pos.domain.late_entry import LateEntry
from pos.domain.maker_ledger import EntryKind
from pos.domain.permissions import Role
from pos.domain.receivable import ReceivablePayment
from pos.domain.refund import RefundChoice
from pos.domain.safe import BankDeposit, CashSwap, SafeCount, SwapWith
from pos.domain.sale import Header, SaleFacts
from pos.domain.shift import CashMovement, CashMovementKind, Shift, ShiftClose, ShiftTotals
from pos.domain.stock import StockDocument, StockKind, StockMovement
from pos.domain.story import Story
from pos.domain.tender import Tender, TenderKind, TenderState
from pos.domain.tender_change import TenderChange
from pos.domain.unmatched import Cause, UnmatchedLine, UnmatchedRefund
from sync.protocol import bodies_makers as makers
from sync.protocol import bodies_more as more
from sync.protocol import bodies_papers as papers
from sync.protocol.bodies import Facts, Value
from sync.protocol.bodies_rule import ChosenWire
from sync.protocol.kinds import Kind
from tests.domain import worked_day as day

AT = datetime(2026, 11, 14, 9, 30, 7, 123_000, tzinfo=UTC)
RECORD_ID = "019a8121-0a13-7c4e-9d1f-5b2a77c0e001"
OTHER_ID = "019a8121-0a13-7c4e-9d1f-5b2a77c0e002"
APPROVAL_ID = "019a8121-0a13-7c4e-9d1f-5b2a77c0e003"
HASH = "5f" * 32


def _sales():
    return {sale.header.number: sale for sale in day.receipts()}


def _refund(*, void: bool = False) -> refunds.Refund:
    sale = _sales()["GDK1-000123"]
    choices = (RefundChoice(1, 2 if void else 1, to_shelf=void),)
    quote = refunds.quote(sale, {}, choices)
    return refunds.complete(
        day.a_header(7, series="R", minutes=300),
        sale,
        quote,
        refunds.refund_tenders(sale, {}, quote.total),
        reason="mistake" if void else "defect",
        void=void,
    )


def _exchange() -> Exchange:
    bought = _sales()["GDK1-000121"]
    quote = refunds.quote(bought, {}, (RefundChoice(2, 1),))
    back, carried = carry(refunds.refund_tenders(bought, {}, quote.total), 85_000)
    refund = refunds.complete(
        day.a_header(8, series="R"), bought, quote, back, reason="changed_mind", exchange=True
    )
    sale = day.a_sale(
        126, Cart().add(day.MUG), (*carried, *day.cash(70_000)), SaleFacts(exchange_of=refund.header.id)
    )
    return Exchange(replace(refund, header=replace(refund.header, at=sale.header.at)), sale)


def _split_sale():
    """A sale with most optional fields: spilled maker's discount, note, split tender, approval, group."""
    cart = (
        Cart()
        .add(day.DOMPET)
        .with_line_discount(0, Discount(Bearer.MAKER, bps=9_500))
        .add(day.BROS)
        .with_discount(Discount(Bearer.OUTLET, amount=65))
    )
    tenders = (Tender(TenderKind.VOUCHER, 5_000, "ASN-00412"), Tender(TenderKind.CASH, 30_000))
    facts = SaleFacts("019a8121-0a13-7c4e-9d1f-5b2a77c0e0cc", "", APPROVAL_ID, OTHER_ID, "en")
    return day.a_sale(127, cart, tenders, facts)


_OPEN = Shift(day.SHIFT_ID, 1, day.DAY, day.OPENED, day.CASHIER_ID, 500_000)
_TOTALS = ShiftTotals(
    sale_count=5,
    gross=1_849_500,
    discount=102_000,
    net=1_747_500,
    total=1_747_500,
    commission=283_525,
    maker_share=1_463_975,
    tenders=((TenderKind.CASH, 2, 204_500), (TenderKind.QRIS, 2, 1_340_500), (TenderKind.DEBIT, 1, 202_500)),
    movements=((CashMovementKind.PAY_OUT, 1, 35_000),),
    first_number="GDK1-000121",
    last_number="GDK1-000125",
)
_CLOSED = replace(_OPEN, closed_at=AT, closed_by=day.CASHIER_ID, expected=669_500, counted=669_000)

VALUES: dict[Kind, Value] = {
    Kind.SALE: _sales()["GDK1-000121"],
    Kind.REFUND: _refund(),
    Kind.VOID: _refund(void=True),
    Kind.EXCHANGE: _exchange(),
    Kind.NO_SALE: DrawerOpened(RECORD_ID, AT, day.CASHIER_ID, day.SHIFT_ID, "check_drawer", APPROVAL_ID),
    Kind.PRICE_OVERRIDE: more.PriceOverrideWire(
        sale_id=OTHER_ID, product_id="SKU-1801", list_price=89_000, price=85_000, approval_id=APPROVAL_ID
    ),
    Kind.REPRINT: Reprinted(OTHER_ID, "GDK1-000121", 2),
    Kind.SHIFT_OPEN: replace(_OPEN, opening_counts=(("n100000", 4), ("n10000", 8), ("c1000", 20))),
    Kind.SHIFT_CLOSE: ShiftClose(
        _CLOSED,
        _TOTALS,
        1_747_500,
        HASH,
        6,
        (("n100000", 5), ("n50000", 3), ("n1000", 15), ("c500", 8)),
        668_000,
        forgotten=True,
        to_safe=400_000,
    ),
    Kind.CASH_MOVE: CashMovement(
        RECORD_ID, day.SHIFT_ID, AT, day.CASHIER_ID, CashMovementKind.PAY_OUT, 35_000, "supplies"
    ),
    Kind.STOCK_MOVE: StockDocument(
        RECORD_ID,
        AT,
        day.CASHIER_ID,
        day.SHIFT_ID,
        StockKind.INTAKE,
        (
            StockMovement(StockKind.INTAKE, "SKU-1801", 12, RECORD_ID),
            StockMovement(StockKind.INTAKE, "SKU-1802", 1, RECORD_ID),
        ),
        number="NT-0042",
        maker_id="M18",
    ),
    Kind.PRODUCT_PROVISIONAL: more.ProvisionalWire(
        id="SKU-GDK1-0007",
        code="2100180000073",
        name="Vas Putar Tangan",
        price=285_000,
        category="KRM",
        category_name="Keramik",
        maker_id="M18",
        maker_name="Keramik Lempung Asih",
        rule=ChosenWire(bps=2_000, source_id="M18"),
        unique=True,
        photo=HASH,
    ),
    Kind.OWNERSHIP: makers.OwnershipWire(
        number="AM-0003",
        maker_id="M23",
        lines=(makers.OwnedLineWire(product_id="SKU-2301", price=30_000, quantity=4_000),),
        approval_id=APPROVAL_ID,
    ),
    Kind.LABEL_PRINT: more.LabelPrintWire(
        lines=(more.LabelLineWire(product_id="SKU-1801", quantity=12_000),), layout="33x15"
    ),
    Kind.PAYOUT: makers.PayoutWire(
        number="SP-0031",
        maker_id="M18",
        amount=68_000,
        cutoff=date(2026, 11, 30),
        method=makers.PayMethod.TRANSFER,
        covered=(
            makers.CoveredWire(document_id=OTHER_ID, amount=136_000),
            makers.CoveredWire(document_id=APPROVAL_ID, amount=-68_000),
        ),
        reference="BRI 4321",
    ),
    Kind.ADVANCE: makers.AdvanceWire(
        number="PJ-0002", maker_id="M05", amount=100_000, cash_move_id=OTHER_ID, approval_id=APPROVAL_ID
    ),
    Kind.MAKER_ENTRY: makers.MakerEntryWire(
        kind=EntryKind.COMPENSATION,
        maker_id="M18",
        amount=68_000,
        number="GR-0001",
        document_id=OTHER_ID,
        reason="damaged",
        approval_id=APPROVAL_ID,
    ),
    Kind.MAKER_VISIT: makers.MakerVisitWire(
        number="KP-0011", maker_id="M18", parts=(OTHER_ID, APPROVAL_ID), balance=68_000, has_note=True
    ),
    Kind.PRODUCT: replace(
        day.MUG,
        variant="isi 2",
        no_discount=True,
        family="mug-glasir",
        aliases=("8991234567891",),
        bundle=Bundle((BundlePart("SKU-0301"), BundlePart("SKU-1101", 2)), Bearer.SHARED),
    ),
    Kind.CATEGORY: CategoryTerms(Category("KRM", "Keramik"), CommissionRule(RuleKind.PERCENT, 2_000)),
    Kind.PRICE: PriceChange("SKU-1801", 89_000, datetime(2026, 12, 1, 17, 0, tzinfo=UTC), APPROVAL_ID),
    Kind.MAKER: MakerTerms(
        Maker("M16", "Ukir Jati Sulur"),
        CommissionRule(RuleKind.SLAB, tiers=(Tier(0, 2_500), Tier(250_000, 2_000), Tier(1_000_000, 1_500))),
        paid_by="GDK",
        pay_period=PayPeriod.MONTHLY,
        no_discount=True,
        story=Story("Diukir dari limbah jati.", "Carved from leftover teak."),
    ),
    Kind.AGREEMENT: Agreement(
        RECORD_ID,
        "PT-2026-018",
        "M18",
        date(2026, 9, 1),
        date(2027, 8, 31),
        CommissionRule(RuleKind.PERCENT, 2_000, min_per_unit=2_000),
        period_days=120,
        discounts=DiscountAuthority(max_bps=1_000, bearer=Bearer.SHARED),
        loss=LossPolicy.SHARED,
        shrink_bps=5_000,
    ),
    Kind.SETTING: SettingChange("cash.rounding_unit", 500),
    Kind.TENDER_CHANGE: TenderChange(
        id=RECORD_ID,
        sale_id=OTHER_ID,
        shift_id=day.SHIFT_ID,
        at=AT,
        cashier_id=day.CASHIER_ID,
        change_no=1,
        old_tenders=(Tender(TenderKind.CASH, 200_000),),
        new_tenders=(Tender(TenderKind.QRIS, 162_000, state=TenderState.CLAIMED),),
        old_change=38_000,
        new_change=0,
        reason="wrong_tender",
    ),
    Kind.KUITANSI: Kuitansi(
        RECORD_ID, "KW-0009", day.DAY, AT, day.CASHIER_ID, day.SHIFT_ID, (OTHER_ID, APPROVAL_ID), 315_000
    ),
    Kind.BANK_DEPOSIT: BankDeposit(
        RECORD_ID,
        AT,
        day.CASHIER_ID,
        1_500_000,
        bank="BJB",
        slip_number="0099120",
        shift_ids=(day.SHIFT_ID,),
        counts=(("n100000", 15),),
        photo=HASH,
    ),
    Kind.CASH_SWAP: CashSwap(
        RECORD_ID,
        day.SHIFT_ID,
        AT,
        day.CASHIER_ID,
        taken_in=(("n2000", 25), ("c500", 100)),
        given_out=(("n100000", 1),),
        swapped_with=SwapWith.BANK,
    ),
    Kind.SAFE_COUNT: SafeCount(
        RECORD_ID,
        AT,
        day.CASHIER_ID,
        counted=1_990_000,
        expected=2_000_000,
        counts=(("n100000", 19), ("n10000", 9)),
        reason="lost",
    ),
    Kind.LATE_ENTRY: LateEntry(
        RECORD_ID,
        AT,
        day.CASHIER_ID,
        day.SHIFT_ID,
        OTHER_ID,
        "B-017",
        datetime(2026, 11, 14, 4, 40, tzinfo=UTC),
    ),
    Kind.AWAITING_PAYMENT: AwaitingPayment(
        OTHER_ID,
        162_000,
        (("SKU-0301", 1), ("SKU-1101", 2)),
        (Tender(TenderKind.CASH, 62_000),),
        100_000,
        datetime(2026, 11, 14, 7, 2, 11, 40_000, tzinfo=UTC),
    ),
    Kind.UNMATCHED_REFUND: UnmatchedRefund(
        header=Header(RECORD_ID, "GDK1-R00009", day.SHIFT_ID, 1, day.DAY, AT, day.CASHIER_ID, ""),
        receipt_number="BLU1-000417",
        receipt_code="K7QWX2MN",
        outlet_code="BLU",
        lines=(UnmatchedLine("Tas Rotan Bulat", 185_000, "SKU-0801", "M08"),),
        tenders=(Tender(TenderKind.CASH, 185_000),),
        total=185_000,
        cause=Cause.MAKER,
        reason="defect",
        approval_id=APPROVAL_ID,
    ),
    Kind.QRIS_CHECK: papers.QrisCheckWire(
        outcome=papers.QrisOutcome.VERIFIED,
        amount=153_000,
        sale_id=OTHER_ID,
        reference="612399",
        settled_on=date(2026, 11, 15),
    ),
    Kind.DIFFERENCE_OUTCOME: OutcomeNoted(
        RECORD_ID, AT, day.CASHIER_ID, day.SHIFT_ID, DifferenceOutcome.BORNE, -500, "mistake", APPROVAL_ID
    ),
    Kind.MONTH_LOCK: papers.MonthLockWire(month="2026-11", approval_id=APPROVAL_ID),
    Kind.CUSTOMER: more.CustomerWire(
        customer_id="019a8121-0a13-7c4e-9d1f-5b2a77c0e0cc",
        key_id="019a8121-0a13-7c4e-9d1f-5b2a77c0e0ce",
        sealed="c2VhbGVkIG5hbWUgYW5kIG51bWJlcg==",
        consent_version="2026-01",
        consent_at=AT,
    ),
    Kind.STAFF: StaffChange(4, Role.SUPERVISOR),
    Kind.APPROVAL: Approval(
        "refund_cash_for_noncash", 1, ApprovalMethod.CODE, OTHER_ID, 76_500, "defect", "4471", "809123"
    ),
    Kind.ACCESS: more.AccessWire(act=more.AccessAct.MAKER_BALANCE, subject_id="M18"),
    Kind.DEPOSIT: Deposit(
        Header(RECORD_ID, "PS-0004", OTHER_ID, 1, day.DAY, AT, day.CASHIER_ID, ""),
        act=DepositAct.TAKE,
        amount=400_000,
        customer_id="019a8121-0a13-7c4e-9d1f-5b2a77c0e0cc",
        maker_id="M01",
        lines=(OrderLine("SKU-0101", 1_250_000),),
        due_on=date(2026, 12, 20),
        tenders=(Tender(TenderKind.CASH, 400_000),),
    ),
    Kind.CHANNEL_SALE: makers.ChannelSaleWire(
        channel="shopee",
        order_number="261114ABCD01",
        sku="SKU-1801",
        product_id="SKU-1801",
        title="Mug Glasir Hijau",
        maker_id="M18",
        price=85_000,
        sold_on=day.DAY,
        quantity=2_000,
        rule=ChosenWire(bps=2_000, source_id="M18"),
        outlet_discount=17_000,
        maker_share=136_000,
        fee=7_650,
        source=HASH,
    ),
    Kind.RECEIVABLE: ReceivablePayment(
        id=RECORD_ID,
        shift_id=day.SHIFT_ID,
        business_date=day.DAY,
        at=AT,
        cashier_id=day.CASHIER_ID,
        sale_id=OTHER_ID,
        tender=Tender(TenderKind.TRANSFER, 400_000, "BJB-0412", TenderState.CLAIMED),
    ),
    Kind.FAIR: more.FairWire(
        act=more.FairAct.OPEN,
        name="Pameran KKJ 2026",
        outlet_code="PMR",
        register_id="019a8121-0a13-7c4e-9d1f-5b2a77c0e0aa",
        starts_on=date(2026, 11, 20),
        ends_on=date(2026, 11, 22),
        opening_float=300_000,
        transfer_id=OTHER_ID,
    ),
    Kind.EPOCH_OPEN: EpochOpened(2, "a1" * 32, "restored", 4_117, HASH, "GDK", "GDK1"),
    Kind.REISSUE: more.ReissueWire(
        epoch=1, seq=4_118, hash=HASH, line='{"at":"2026-11-14T02:31:07.123Z","b":{}}'
    ),
    Kind.CLOCK_CHANGE: ClockChange(AT, datetime(2026, 11, 14, 8, 30, 7, tzinfo=UTC), -3_600_140),
    Kind.NOTE: NoteTaken(OTHER_ID),
}

FULL_SALE = _split_sale()


def facts_of(kind: Kind, value: Value) -> Facts:
    """The envelope's facts that belong to a sample: a document's own, else those of this module."""
    document = value.sale if isinstance(value, Exchange) else value
    if header := getattr(document, "header", None):
        return Facts(header.id, header.at, header.cashier_id, header.shift_id, kind)
    if kind is Kind.SHIFT_OPEN:
        return Facts(day.SHIFT_ID, day.OPENED, day.CASHIER_ID, day.SHIFT_ID, kind)
    return Facts(RECORD_ID, AT, day.CASHIER_ID, day.SHIFT_ID, kind)
