"""`gerai print-test`: a page that shows columns, a QR code and the drawer kick, straight to a printer."""

import argparse
from contextlib import closing

from pos.app.commands.common import folder_of, say
from pos.errors import PrinterAddressInvalid


def print_test(asked: argparse.Namespace) -> int:
    """Send the test page; raises PrinterGone, PrinterStalled, PrinterAddressInvalid."""
    from pos.app.build import open_till
    from pos.printing import escpos_bytes, profiles
    from pos.printing.ops import Align, Columns, Cut, Feed, Qr, Rule, Text
    from pos.printing.transports.choose import transport_for

    till = open_till(folder_of(asked), purpose="gerai print-test")
    try:
        address = asked.printer or str(till.ctx.shop.get("printer.address"))
        profile = profiles.find_profile(str(till.ctx.shop.get("printer.profile")))
        name = till.ctx.shop.outlet_name
    finally:
        till.close()
    if not address or profile is None:
        raise PrinterAddressInvalid(address=address or "–")
    ruler = "".join(str(n % 10) for n in range(1, profile.columns + 1))
    ops = (
        Text(name, bold=True, align=Align.CENTER),
        Text("TES CETAK", bold=True, align=Align.CENTER),
        Rule(),
        Text(ruler),
        Columns("Kiri", "Kanan"),
        Qr("GERAI1:TES:CETAK"),
        Feed(1),
        Cut(),
    )
    with closing(transport_for(address)) as transport:
        transport.open()
        transport.write(escpos_bytes.encode(ops, profile))
    say(f"Halaman uji terkirim ke {address}.")
    return 0
