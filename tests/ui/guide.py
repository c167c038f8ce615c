"""The pictures of docs/panduan.md, made by the suite from the real window: `python -m tests.ui.guide`."""

from pathlib import Path

from tests.ui import shots
from tests.ui.stage import stage

DOCS = Path(__file__).resolve().parents[2] / "docs"
SIZE = (1024, 768)
PICTURES = {
    "masuk": shots.sign_in_page,
    "buka-kasir": shots.open_shift,
    "jual": shots.sell_full,
    "varian": shots.sell_variants,
    "saring": shots.sell_filter,
    "lainnya": shots.sell_more,
    "bayar-tunai": shots.pay_cash,
    "bayar-qris": shots.pay_qris,
    "selesai": shots.pay_done,
    "ditahan": shots.held,
    "retur": shots.history_refund,
    "ubah-cara-bayar": shots.history_correct,
    "tukar-barang": shots.exchange_pay,
    "persetujuan": shots.approval,
    "brankas": shots.safe_books,
    "hitung": shots.shift_count,
    "selisih": shots.shift_causes,
    "laporan": shots.reports,
    "status": shots.status,
}


def main() -> None:
    """Light, Indonesian, 1024×768: what most counters see."""
    for name, state in PICTURES.items():
        with stage(*SIZE, ui_theme="light", ui_language="id") as built:
            state(built)
            built.settle()
            built.window.inside.toast.hide()
            picture = built.window.grab()
            place = DOCS / "gambar" / f"{name}.jpg"
            place.parent.mkdir(parents=True, exist_ok=True)
            picture.save(str(place), "jpg", 78)


if __name__ == "__main__":
    main()
