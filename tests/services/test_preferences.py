"""Settings as a person changes them: who may, what belongs together, how the paper would look."""

import pytest

from pos.app.demo import QRIS
from pos.domain.permissions import Role
from pos.errors import FooterForbidden, NotPermitted, QrisInvalid, SettingNotAllowed
from pos.models import journal
from pos.services import preferences, rebuild
from pos.services.sign_in import Cashier
from pos.settings import SETTINGS


def change(ctx, who, key, value):
    ctx.writer.call(preferences.change, ctx, who, key, value)


def recorded(ctx):
    with ctx.store.read() as connection:
        lines = [stored.line for stored in journal.everything(connection) if stored.kind == "setting"]
    return [(record.cashier_id, value.key) for record, value in map(rebuild.read, lines)]


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_a_cashier_sets_only_what_is_of_the_own_eyes_and_ears(key):
    """Also of this computer's own settings: neither the lock nor the printer is a cashier's."""
    assert preferences.may_change(Role.MANAGER, key)
    assert preferences.may_change(Role.CASHIER, key) is (key in {"ui.theme", "ui.language", "ui.sound"})


def test_what_may_not_be_changed_is_refused_and_not_recorded(ctx, rani, ratna):
    """The manager's change names the manager."""
    before = recorded(ctx)
    with pytest.raises(NotPermitted):
        change(ctx, rani, "cash.rounding_unit", 500)
    assert recorded(ctx) == before
    change(ctx, ratna, "cash.rounding_unit", 500)
    assert recorded(ctx)[len(before) :] == [(5, "cash.rounding_unit")]
    change(ctx, rani, "ui.theme", "sun")
    assert ctx.shop.get("ui.theme") == "sun"


def test_another_sticker_begins_without_the_amount(ctx, ratna):
    """Its NMID is taken from it; taken away, nothing is left of it."""
    change(ctx, ratna, "qris.mode", "12+54")
    change(ctx, ratna, "qris.static", QRIS)
    assert ctx.shop.get("qris.mode") == "static"
    assert (ctx.shop.get("qris.nmid"),) == preferences.merchant_of(QRIS)[1:]
    change(ctx, ratna, "qris.static", "")
    assert ctx.shop.get("qris.nmid") == ""


@pytest.mark.parametrize(
    ("key", "value", "refused"),
    [
        ("receipt.footer", ["Barang yang sudah dibeli tidak dapat dikembalikan"], FooterForbidden),
        ("qris.static", QRIS[:-1] + "0", QrisInvalid),
        ("ui.idle_minutes", 241, SettingNotAllowed),
        ("ui.idle_minutes", "lima", SettingNotAllowed),
    ],
)
def test_what_cannot_be_is_said_before_and_when_it_is_saved(ctx, ratna, key, value, refused):
    """The same refusal at both doors."""
    with pytest.raises(refused):
        preferences.check(key, value)
    with pytest.raises(refused):
        change(ctx, ratna, key, value)


def test_the_paper_beside_it_is_the_receipt(ctx):
    """With the value that is not saved yet; the shop's own stays as it is."""
    rows = preferences.receipt_rows(ctx, "receipt.footer", ["Sampai jumpa"])
    assert any(row.left == "Sampai jumpa" for row in rows)
    assert "Sampai jumpa" not in ctx.shop.get("receipt.footer")
    english = preferences.receipt_rows(ctx, "receipt.language", "en")
    assert any("Change" in row.left for row in english)


def test_the_office_changes_settings_an_auditor_none():
    """By role."""
    for role, may in ((Role.OFFICE, True), (Role.AUDITOR, False), (Role.SUPERVISOR, False)):
        assert preferences.may_change(Cashier(9, "X", role).role, "outlet.name") is may
