"""Sample papers for tests and for looking at: the worked day of the sample shop, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from pos.domain.deposit import Deposit, DepositAct, OrderLine
from pos.domain.late_entry import LateEntry
from pos.domain.receipt import Letterhead, Receipt, ReceiptLine, qr_text
from pos.domain.safe import BankDeposit, SafeCount
from pos.domain.sale import Header
from pos.domain.shift import CashMovement, CashMovementKind, Shift, ShiftTotals
from pos.domain.story import ToldStory
from pos.domain.tender import Tender, TenderKind
from pos.i18n import Texts
from pos.printing import receipt, shift_report, slips
from pos.printing.ops import Op

AT = datetime(2026, 11, 14, 3, 32, tzinfo=UTC)
COPIED_AT = datetime(2026, 11, 14, 4, 5, tzinfo=UTC)
CODE = "K7Q2MXWF"

GALLERY = Letterhead(
    outlet_name="GALERI DEKRANASDA KOTA BEKASI",
    address=("Lobi Gedung Biru, Pemkot Bekasi",),
    phone="WA 08xx-xxxx-xxxx",
    footer=("Penukaran barang cacat: 7 hari dengan struk ini", "Terima kasih, bangga karya lokal"),
)
TAXED = replace(
    GALLERY,
    outlet_name="Toko UMKM Blu Plaza",
    address=("Blu Plaza Lt. 2, Jl. Chairil Anwar, Bekasi",),
    npwp="01.234.567.8-432.000",
    is_pkp=True,
)


SALE = Receipt(
    letterhead=GALLERY,
    kind="sale",
    number="GDK1-000121",
    at=AT,
    cashier_name="Rani",
    shift_number=1,
    lines=(
        ReceiptLine("Syal Jumputan Biru", 1, 125_000, 125_000, maker_name="Sanggar Lilin Malam"),
        ReceiptLine("Bros Kain Perca Melati", 2, 18_500, 37_000, maker_name="Perca Lestari Ungu"),
    ),
    piece_count=3,
    subtotal=162_000,
    discount=0,
    tax=0,
    rounding=0,
    total=162_000,
    tenders=((TenderKind.CASH, 200_000),),
    change=38_000,
    code=CODE,
    qr=qr_text("GDK1-000121", CODE),
)

LATE = replace(SALE, late=LateEntry("L", AT, 1, "S", "N", "B-017", AT - timedelta(hours=3, minutes=20)))

TOLD = replace(
    SALE,
    story=ToldStory(
        "Sanggar Lilin Malam", "Warnanya dari kayu. Malam dan canting sejak 1998, satu kain dua minggu."
    ),
)

LONG = replace(
    SALE,
    number="GDK1-000126",
    lines=(
        ReceiptLine(
            "Batik Tulis Motif Bambu Kuning “Tebar Rejeki” – édisi terbatas",
            1,
            1_250_000,
            1_250_000,
            discount=62_500,
            maker_name="Batik Rawa Kembang",
            note="Dibungkus kado, kartu ucapan: Selamat menempuh hidup baru, Ibu & Bapak",
        ),
        ReceiptLine(
            "Mug Glasir Hijau", 2, 85_000, 170_000, discount=17_065, maker_name="Keramik Lempung Asih"
        ),
        ReceiptLine("Kantong Kertas", 12, 5_000, 60_000),
    ),
    piece_count=15,
    subtotal=1_480_000,
    discount=79_565,
    rounding=-35,
    total=1_400_400,
    tenders=((TenderKind.QRIS, 1_000_000), (TenderKind.CASH, 500_000)),
    change=99_600,
    qr=qr_text("GDK1-000126", CODE),
)

WITH_TAX = replace(SALE, letterhead=TAXED, tax=16_054, number="BLU1-000007", qr=qr_text("BLU1-000007", CODE))

COPY = SALE.copy(1, COPIED_AT, "Sari")

ON_PAPER = replace(
    SALE,
    tenders=((TenderKind.VOUCHER, 100_000), (TenderKind.RECEIVABLE, 62_000)),
    change=0,
    papers=((TenderKind.VOUCHER, "ASN-00412"), (TenderKind.RECEIVABLE, "DISPAR-BEKASI")),
)

BUNDLE = replace(
    SALE,
    lines=(
        ReceiptLine(
            "Mug Glasir Putih", 1, 75_000, 75_000, 8_333, "Keramik Lempung Asih",
            bundle="Paket Ngopi Sore", opens_bundle=True,
        ),
        ReceiptLine(
            "Lilin Aromaterapi Gerabah Café Robusta", 1, 51_000, 51_000, 5_667, "Gerabah Tanah Pilin",
            bundle="Paket Ngopi Sore",
        ),
        ReceiptLine("Bros Kain Perca Melati", 2, 18_500, 37_000, maker_name="Perca Lestari Ungu"),
    ),
    subtotal=163_000,
    discount=14_000,
    total=149_000,
    rounding=0,
    change=51_000,
)  # fmt: skip

REFUND = replace(
    SALE,
    kind="refund",
    number="GDK1-R00007",
    lines=(ReceiptLine("Bros Kain Perca Melati", 1, 18_500, 18_500),),
    piece_count=1,
    subtotal=18_500,
    total=18_500,
    tenders=((TenderKind.CASH, 18_500),),
    change=0,
    sale_number="GDK1-000121",
    reason="defect",
    qr=qr_text("GDK1-R00007", CODE),
)
DEARER = replace(
    SALE,
    number="GDK1-000128",
    tenders=((TenderKind.CASH, 100_000),),
    change=63_000,
    returned=(ReceiptLine("Syal Jumputan Ungu", 1, 125_000, 125_000),),
    returned_worth=125_000,
    sale_number="GDK1-000119",
)
CHEAPER = replace(
    DEARER,
    tenders=(),
    change=0,
    returned=(ReceiptLine("Kain Batik Cap Kawung", 1, 195_000, 195_000, discount=19_500),),
    returned_worth=175_500,
    given_back=((TenderKind.CASH, 13_500),),
)
VOID = replace(
    SALE,
    kind="void",
    number="GDK1-R00008",
    change=0,
    tenders=((TenderKind.CASH, 162_000),),
    sale_number="GDK1-000121",
    reason="Pembeli salah ambil barang",
    qr=qr_text("GDK1-R00008", CODE),
)
TRAINING = replace(SALE, training=True)

SHIFT = Shift(
    id="s1",
    number=1,
    business_date=date(2026, 11, 14),
    opened_at=datetime(2026, 11, 14, 1, 2, tzinfo=UTC),
    opened_by=1,
    opening_float=500_000,
)
CLOSED = replace(
    SHIFT,
    closed_at=datetime(2026, 11, 14, 9, 5, tzinfo=UTC),
    closed_by=1,
    expected=669_500,
    counted=669_000,
)
TOTALS = ShiftTotals(
    sale_count=5,
    refund_count=0,
    void_count=0,
    gross=1_849_500,
    discount=102_000,
    net=1_747_500,
    total=1_747_500,
    tenders=(
        (TenderKind.CASH, 2, 204_500),
        (TenderKind.QRIS, 2, 1_340_500),
        (TenderKind.DEBIT, 1, 202_500),
    ),
    movements=((CashMovementKind.PAY_OUT, 1, 35_000),),
    first_number="GDK1-000121",
    last_number="GDK1-000125",
)
BUSY = replace(
    TOTALS,
    refund_count=1,
    void_count=1,
    rounding=-65,
    total=1_747_435,
    refund_total=180_500,
    refund_tenders=((TenderKind.CASH, 2, 180_500),),
    movements=(
        (CashMovementKind.PAY_IN, 1, 100_000),
        (CashMovementKind.PAY_OUT, 1, 35_000),
        (CashMovementKind.DROP, 1, 300_000),
        (CashMovementKind.MAKER_PAYOUT, 1, 68_000),
    ),
)
FACTS = shift_report.ShiftFacts(
    outlet_name="GALERI DEKRANASDA KOTA BEKASI",
    register="GDK1",
    opened_by="Rani",
    closed_by="Rani",
    printed_at=datetime(2026, 11, 14, 9, 5, tzinfo=UTC),
    unsent=3,
    code=CODE,
    reason="Kembalian kurang receh",
    count=(("n100000", 5), ("n50000", 3), ("n10000", 1), ("n5000", 1), ("n2000", 2)),
    grand_total=48_215_900,
)

AGAIN = replace(
    FACTS,
    unsent=0,
    copy_no=1,
    reason="",
    count=(("n100000", 2), ("n20000", 1), ("c1000", 1)),
    first_counted=220_000,
    swaps=2,
    cashiers=(("Rani", 3, 1_204_500), ("Sekar", 2, 362_435)),
    to_safe=121_000,
    left_before=490_000,
    forgotten=True,
)

DROP = CashMovement("m1", "s1", AT, 1, CashMovementKind.DROP, 300_000, "to_safe")
PAID_IN = CashMovement(
    "m2", "s1", AT, 1, CashMovementKind.PAY_IN, 100_000, "Tambahan modal receh dari bendahara"
)
DEPOSITED = BankDeposit("b1", AT, 1, 1_450_000, "Bank BJB", "0099120", ("s1", "s2"))
SAFE_COUNTED = SafeCount(
    "n1",
    AT,
    1,
    1_989_500,
    1_990_000,
    (("n100000", 19), ("n50000", 1), ("n10000", 3), ("c500", 19)),
    "mistake",
)
MOVEMENT_FACTS = slips.MovementFacts("GALERI DEKRANASDA KOTA BEKASI", "GDK1", 1, "Rani")
ORDERED = Deposit(
    Header("o1", "GDK1-UM00004", "s1", 1, AT.date(), AT, 1, "Rani"),
    DepositAct.TAKE,
    400_000,
    lines=(OrderLine("a", 1_250_000), OrderLine("b", 85_000, 2)),
    due_on=date(2026, 12, 20),
    tenders=(Tender(TenderKind.CASH, 400_000),),
)
ORDER_BACK = replace(
    ORDERED, act=DepositAct.GIVE_BACK, lines=(), due_on=None, deposit_id="o1", reason="Pembeli pindah rumah"
)
ORDER_ACTS = (
    (DepositAct.TAKE, 2, 500_000), (DepositAct.USE, 1, 250_000), (DepositAct.GIVE_BACK, 1, 200_000),
)  # fmt: skip
TITLES = {"a": "Kain Batik Tulis Motif Bambu Kuning Tebar Rejeki", "b": "Mug Glasir Hijau"}
OUTSIDE = replace(MOVEMENT_FACTS, shift_number=0)


@dataclass(frozen=True)
class Sample:
    """A named paper: its ops for a width and a language."""

    name: str
    what: object

    def ops(self, columns: int, texts: Texts) -> tuple[Op, ...]:
        match self.what:
            case Receipt() as content:
                return receipt.lay_out(content, columns, texts)
            case (Shift() as shift, ShiftTotals() as totals, shift_report.ShiftFacts() as facts):
                return shift_report.lay_out(shift, totals, facts, columns, texts)
            case CashMovement() as movement:
                return slips.lay_out_movement(movement, MOVEMENT_FACTS, columns, texts)
            case BankDeposit() as deposit:
                return slips.lay_out_deposit(deposit, (12, 13), OUTSIDE, columns, texts)
            case Deposit() as order:
                return slips.lay_out_order(order, TITLES, MOVEMENT_FACTS, columns, texts)
            case SafeCount() as count:
                return slips.lay_out_safe_count(count, OUTSIDE, columns, texts)
        raise AssertionError(self.name)


SAMPLES = (
    Sample("sale", SALE),
    Sample("sale-long", LONG),
    Sample("sale-bundle", BUNDLE),
    Sample("sale-on-paper", ON_PAPER),
    Sample("sale-story", TOLD),
    Sample("sale-late", LATE),
    Sample("sale-taxed", WITH_TAX),
    Sample("copy", COPY),
    Sample("refund", REFUND),
    Sample("exchange-dearer", DEARER),
    Sample("exchange-cheaper", CHEAPER),
    Sample("void", VOID),
    Sample("training", TRAINING),
    Sample("shift-z", (CLOSED, TOTALS, FACTS)),
    Sample("shift-z-busy", (replace(CLOSED, expected=221_000, counted=221_000), BUSY, AGAIN)),
    Sample(
        "shift-z-waiting",
        (
            replace(CLOSED, expected=(CLOSED.expected or 0) + 150_000),
            replace(TOTALS, waiting_cash=200_000, waiting_before=50_000),
            FACTS,
        ),
    ),
    Sample("shift-x", (SHIFT, TOTALS, FACTS)),
    Sample("shift-x-blind", (SHIFT, TOTALS, replace(FACTS, show_cash=False))),
    Sample("drop", DROP),
    Sample("pay-in", PAID_IN),
    Sample("deposit", DEPOSITED),
    Sample("safe-count", SAFE_COUNTED),
    Sample("order", ORDERED),
    Sample("order-back", ORDER_BACK),
    Sample(
        "shift-z-orders",
        (
            replace(CLOSED, expected=(CLOSED.expected or 0) + 300_000),
            replace(TOTALS, deposits=ORDER_ACTS, deposit_tenders=((TenderKind.CASH, 3, 300_000),)),
            FACTS,
        ),
    ),
)
