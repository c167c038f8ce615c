"""A sale line at an old price in one line, for the page and the terminal. Decides nothing."""

from pos.domain.words import format_rupiah
from pos.i18n import Texts
from sync.central.services.old_prices import OldPrice


def old_price_line(line: OldPrice, texts: Texts) -> str:
    """Which line, what was charged, what was in force."""
    return texts._(
        "{outlet}: dijual dengan harga lama: {number}/{line} {title}: {charged}, berlaku {price}"
    ).format(
        outlet=line.outlet_id,
        number=line.number,
        line=line.line_no,
        title=line.title,
        charged=format_rupiah(line.charged),
        price=format_rupiah(line.in_force),
    )
