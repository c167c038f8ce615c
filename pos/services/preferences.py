"""Settings as a person changes them on the screen: who may, what belongs together, how the paper would look."""

from dataclasses import replace
from typing import Any

from pos import settings
from pos.domain import qris
from pos.domain.permissions import Permission, Role, Verdict, verdict
from pos.domain.receipt import Receipt, ReceiptLine, check_footer
from pos.domain.story import Story, ToldStory
from pos.domain.tender import TenderKind
from pos.i18n import Texts
from pos.printing import preview, profiles, receipt
from pos.printing.preview import PaperRow
from pos.services import approvals, shop
from pos.services.context import Context
from pos.services.sign_in import Cashier

FREE = frozenset({"ui.theme", "ui.language", "ui.sound"})
"""What anybody may set for the own eyes and ears; the rest is the manager's."""


def may_change(role: Role, key: str) -> bool:
    """Whether this role may change a setting alone."""
    return key in FREE or verdict(role, Permission.EDIT_SETTINGS) is Verdict.ALLOWED


def change(ctx: Context, cashier: Cashier, key: str, value: Any) -> None:
    """Save one setting; those of the shop's terms are recorded. Writer thread.

    Another sticker begins with its plain code: the amount goes in only after a test payment has arrived (users.md).
    Raises NotPermitted and what `shop.change_settings` raises.
    """
    if not may_change(cashier.role, key):
        approvals.require(cashier, Permission.EDIT_SETTINGS)
    values = {key: value}
    if key == "qris.static":
        values |= {"qris.mode": qris.Mode.STATIC.value, "qris.nmid": qris.parse(value).nmid if value else ""}
    shop.change_settings(ctx, values, cashier_id=cashier.id)


def check(key: str, value: Any) -> None:
    """Say before it is saved what stands in the way; raises FooterForbidden, QrisInvalid, SettingNotAllowed."""
    settings.encode(key, value)
    if key == "receipt.footer":
        check_footer(tuple(value))
    if key == "qris.static" and value:
        qris.parse(value)


def merchant_of(payload: str) -> tuple[str, str]:
    """Name and NMID of a sticker, to be held against the printed one; raises QrisInvalid."""
    code = qris.parse(payload)
    return code.merchant_name, code.nmid


_SAMPLE_MAKER = "Keramik Lempung Asih"
_SAMPLE_STORY = Story(
    "Tanah liat sawah, dibakar dengan sekam.", "Clay from the rice field, fired with husks."
)


def receipt_rows(ctx: Context, key: str, value: Any) -> tuple[PaperRow, ...]:
    """A sample receipt as it would be with this value; raises SettingNotAllowed."""
    stored = {**ctx.shop.stored, key: settings.encode(key, value)}
    wished = replace(ctx.shop, stored=stored)
    language = str(wished.get("receipt.language"))
    sample = Receipt(
        letterhead=wished.letterhead,
        kind=receipt.SALE,
        number=f"{wished.register_code}-000001",
        at=ctx.clock.now(),
        cashier_name="Rani",
        shift_number=1,
        lines=(ReceiptLine("Mug Glasir Hitam Doff", 1, 66_000, 66_000, maker_name=_SAMPLE_MAKER),),
        piece_count=1,
        subtotal=66_000,
        discount=0,
        tax=0,
        rounding=0,
        total=66_000,
        tenders=((TenderKind.CASH, 100_000),),
        change=34_000,
        code="K7Q2MXWF",
        qr="",
        language=language,
        story=ToldStory(_SAMPLE_MAKER, _SAMPLE_STORY.said_in(language))
        if wished.get("receipt.story")
        else None,
    )
    profile = profiles.find_profile(str(wished.get("printer.profile")))
    assert profile is not None, "settings allow known profiles only"
    return preview.as_rows(receipt.lay_out(sample, profile.columns, Texts(language)))
