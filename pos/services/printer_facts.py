"""What has been learnt about the receipt printer, kept with its address, so that no start asks it all again."""

from dataclasses import dataclass

import msgspec

from pos.printing.conversation import NOTHING_KNOWN, PrinterFacts
from pos.services.context import Context
from pos.services.shop import change_settings

KEY = "printer.known"


@dataclass(frozen=True, slots=True)
class _Kept:
    address: str
    facts: PrinterFacts


def load(ctx: Context, address: str) -> PrinterFacts:
    """What is known of the printer at an address; another address begins with nothing."""
    text = str(ctx.shop.get(KEY))
    if not text:
        return NOTHING_KNOWN
    try:
        kept = msgspec.json.decode(text, type=_Kept)
    except msgspec.DecodeError:
        return NOTHING_KNOWN
    return kept.facts if kept.address == address else NOTHING_KNOWN


def keep(ctx: Context, address: str, facts: PrinterFacts) -> None:
    """Store what was learnt; called from the printer's thread, waits for the writer."""
    text = msgspec.json.encode(_Kept(address, facts)).decode()
    ctx.writer.call(change_settings, ctx, {KEY: text})
