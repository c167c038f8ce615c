"""The one-page key card in docs/, made from the key map: `python -m tests.ui.key_card`."""

from pathlib import Path

from pos.i18n import Texts
from pos.ui.key_words import keys_of
from pos.ui.keys import KeyMap, Screen

CARD = Path(__file__).resolve().parents[2] / "docs" / "kartu-tombol.md"
TITLES = (
    (Screen.SELL, "Jual"),
    (Screen.PAY, "Bayar"),
    (Screen.HISTORY, "Riwayat dan retur"),
    (Screen.SHIFT, "Shift"),
)


def key_card() -> str:
    """One table per screen of the day; what works everywhere stands in the first only."""
    texts = Texts("id")
    said: set[tuple[str, str]] = set()
    parts = [
        "# Kartu tombol\n",
        "Cetak satu halaman dan tempel di sebelah layar. F1 di tiap layar mengatakan hal yang sama.\n",
    ]
    for screen, title in TITLES:
        rows = [pair for pair in keys_of(screen, texts, KeyMap()) if pair not in said]
        said.update(rows)
        parts += [f"## {title}\n", "| tombol | artinya |\n|---|---|"]
        parts += [f"| `{cap}` | {words} |" for cap, words in rows]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    CARD.write_text(key_card(), encoding="utf-8")
