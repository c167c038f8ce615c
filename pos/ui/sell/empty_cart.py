"""What stands in the place of the lines while the cart is empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.ui.widgets.look import Look, column, row


class EmptyCart(QWidget):
    """Says how a sale begins."""

    def __init__(self, look: Look) -> None:
        """Words only."""
        super().__init__()
        _ = look.texts._
        words = look.label(_("Keranjang kosong"), "heading")
        hint = look.label(_("Pindai barcode, atau pilih barang di sebelah kiri."), "muted", wrap=True)
        for label in (words, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture = row(None, look.picture("scan-barcode", "faint", 52), None)
        side = look.px(32)
        self.setLayout(
            column(None, picture, words, hint, None, spacing=look.px(10), margins=(side, 0, side, 0))
        )
