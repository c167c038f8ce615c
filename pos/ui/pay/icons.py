"""How ways to pay are drawn. No Qt."""

from pos.domain.tender import TenderKind

ICONS: dict[TenderKind, str] = {
    TenderKind.CASH: "banknote",
    TenderKind.QRIS: "qr-code",
    TenderKind.DEBIT: "credit-card",
    TenderKind.CREDIT: "credit-card",
    TenderKind.TRANSFER: "landmark",
    TenderKind.VOUCHER: "ticket",
}
