"""The amount-bearing QRIS code of this outlet, from its static sticker (domain.md §2.5)."""

from dataclasses import dataclass

from pos.domain import qris
from pos.domain.money import Rupiah
from pos.errors import QrisLimit, QrisNotSet
from pos.services.context import Context


@dataclass(frozen=True, slots=True)
class QrisCode:
    """What the buyer scans, and what the screen shows under it against sticker swaps."""

    payload: str
    merchant: str
    nmid: str
    carries_amount: bool


def payload(ctx: Context, amount: Rupiah) -> QrisCode:
    """The code for an amount; raises QrisNotSet, QrisLimit, QrisInvalid."""
    static = str(ctx.shop.get("qris.static"))
    if not static:
        raise QrisNotSet
    if not 1 <= amount <= qris.AMOUNT_MAX:
        raise QrisLimit
    code = qris.parse(static)
    mode = qris.Mode(ctx.shop.get("qris.mode"))
    text = qris.with_amount(static, amount, mode)
    return QrisCode(text, code.merchant_name, code.nmid, mode is not qris.Mode.STATIC)
