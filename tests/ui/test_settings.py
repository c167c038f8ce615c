"""Atur: found by words, explained, changed by keys; nothing is saved that cannot be."""

import pytest
import segno
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from pos.errors import PictureNotQris
from pos.settings import SETTINGS
from pos.ui.keys import Screen
from pos.ui.settings.key_rows import is_key_row
from pos.ui.settings.presenter import SettingsPresenter
from pos.ui.settings.shown import Kind
from pos.ui.settings.wording import GROUPS, HINTS, LABELS, PAPER, VALUES, bps_of, percent_text
from tests.ui.doubles import made

NOT_SHOWN = {"pad.printed", "printer.known", "qris.nmid", "shop.training", "ui.keys"}
"""What the till finds out by itself."""


def opened(ctx, who):
    heard = []
    presenter, view, ports, _tasks = made(
        SettingsPresenter, ctx, who, changed=lambda: heard.append(ctx.shop.get("ui.theme"))
    )
    presenter.view, presenter.ports, presenter.heard = view, ports, heard
    presenter.enter()
    return presenter


@pytest.fixture
def manager(ctx, ratna):
    return opened(ctx, ratna)


def rows(presenter):
    return [row.key for row in presenter.view.seen["show_rows"]]


def editor(presenter):
    return presenter.view.seen["show_editor"]


def test_every_setting_is_there_once(manager):
    """In a group; what the till finds out by itself is not asked of anybody. Words are for settings that exist."""
    listed = [key for _, keys in GROUPS for key in keys]
    assert sorted(listed) == sorted(set(SETTINGS) - NOT_SHOWN)
    assert rows(manager)[: len(listed)] == listed
    assert all(is_key_row(key) for key in rows(manager)[len(listed) :])
    assert {*HINTS, *LABELS, *VALUES, *PAPER} <= set(listed)
    for key, words in VALUES.items():
        assert set(words) == set(SETTINGS[key].choices)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kaki struk", "receipt.footer"),
        ("STIKER", "qris.static"),
        ("tombol f9", "key:pay"),
        ("terkunci", None),
        ("mengunci", "ui.idle_minutes"),
        ("flashdisk", "backup.second_folder"),
        ("rp500", None),
        ("display.buyer", "display.buyer"),
    ],
)
def test_it_is_found_by_its_words(manager, query, first):
    """Name, group, explanation and value, in any order and case."""
    manager.search(query)
    assert (rows(manager)[:1] or [None])[0] == first
    assert (editor(manager) is None) is (first is None)


def test_a_choice_is_saved_at_once_and_heard(manager, ctx):
    """One press; the frame looks again."""
    manager.search("tema")
    assert editor(manager).kind is Kind.CHOICE
    manager.choose("sun")
    assert ctx.shop.get("ui.theme") == "sun"
    assert manager.heard == ["sun"]
    assert manager.ports.told == ["Tersimpan."]


def test_what_is_typed_is_looked_at_before_it_is_saved(manager, ctx):
    """A forbidden clause is named while it is typed; Esc forgets it; a good one is saved by Enter."""
    manager.search("kaki")
    before = ctx.shop.get("receipt.footer")
    manager.type(["Barang tidak dapat ditukar", "", ""])
    assert "UU 8/1999" in editor(manager).problem
    assert editor(manager).paper == ()
    assert manager.revert()
    assert editor(manager).value == before
    manager.type(["Tukar barang cacat: 7 hari dengan struk", "", ""])
    assert any("7 hari" in line.left for line in editor(manager).paper)
    manager.save()
    assert ctx.shop.get("receipt.footer") == ["Tukar barang cacat: 7 hari dengan struk"]
    assert not manager.revert()


@pytest.mark.parametrize(
    ("typed", "saved"),
    [("0", 0), ("12", 12), ("240", 240), ("241", 5), ("-1", 5), ("lima", 5), ("", 5), ("５", 5)],
)
def test_numbers_have_bounds(manager, ctx, typed, saved):
    """Anything else is said, and not saved."""
    manager.search("menit")
    manager.type(typed)
    manager.save()
    assert ctx.shop.get("ui.idle_minutes") == saved
    assert bool(editor(manager).problem) is (
        saved != int(typed) if typed.isascii() and typed.isdigit() else True
    )


@pytest.mark.parametrize(
    ("bps", "text"), [(0, "0"), (2000, "20"), (1250, "12,5"), (1205, "12,05"), (10_000, "100"), (5, "0,05")]
)
def test_percent_as_people_write_it(bps, text):
    """With a comma, and back."""
    assert percent_text(bps) == text
    assert bps_of(text) == bps


@pytest.mark.parametrize("text", ["", "x", "12.5", "12,", "12,555", "-1", "1000", "１２"])
def test_what_is_no_percentage(text):
    """Said as such, never guessed."""
    assert bps_of(text) is None


def test_a_percentage_is_typed_and_kept_exactly(manager, ctx):
    """12,5 is 1250 basis points."""
    manager.search("komisi")
    assert editor(manager).value == percent_text(ctx.shop.get("commission.outlet_bps"))
    manager.type("12,5")
    manager.save()
    assert ctx.shop.get("commission.outlet_bps") == 1250
    manager.type("101")
    assert "100" in editor(manager).problem


def test_several_acts_may_be_let_go_on(manager, ctx):
    """Each press puts one in or takes it out."""
    manager.search("diperiksa")
    assert editor(manager).kind is Kind.MANY
    manager.choose("void")
    manager.choose("adjust_stock")
    manager.choose("void")
    assert ctx.shop.get("approval.later") == ["adjust_stock"]


def test_the_sticker_says_whose_it_is(manager):
    """Before it is saved; a mistyped one says why not."""
    from pos.app.demo import QRIS

    manager.search("stiker")
    manager.type(QRIS)
    assert "NMID" in editor(manager).note
    manager.type(QRIS[:-1])
    assert editor(manager).problem
    assert editor(manager).note == ""


def test_the_sticker_comes_out_of_a_picture(manager, ctx, tmp_path):
    """Shown as if it were pasted, saved by its own press; a wrong picture is said and changes nothing."""
    from pos.app.demo import QRIS

    segno.make(QRIS).save(tmp_path / "stiker.png", scale=6)
    segno.make("https://example.com").save(tmp_path / "lain.png", scale=6)
    before = ctx.shop.get("qris.static")
    manager.search("stiker")
    assert editor(manager).from_picture
    manager.type("")
    manager.read_picture(tmp_path / "lain.png")
    assert isinstance(manager.ports.problems[0], PictureNotQris)
    manager.read_picture(tmp_path / "stiker.png")
    assert manager.view.seen["show_read"] == QRIS
    assert "NMID" in editor(manager).note
    assert ctx.shop.get("qris.static") == before
    manager.save()
    assert ctx.shop.get("qris.static") == QRIS


def test_a_picture_that_comes_too_late_is_not_put_elsewhere(manager, tmp_path):
    """Another setting is marked meanwhile."""
    from pos.app.demo import QRIS

    segno.make(QRIS).save(tmp_path / "stiker.png", scale=6)
    manager.search("stiker")
    tasks = manager._tasks
    tasks.holding = True
    manager.read_picture(tmp_path / "stiker.png")
    manager.search("kaki")
    tasks.release()
    assert "show_read" not in manager.view.seen
    assert not editor(manager).changed


def test_a_cashier_looks_and_changes_the_look_only(ctx, rani):
    """The rest says whose it is; a press on it is refused all the same."""
    presenter = opened(ctx, rani)
    presenter.search("pembulatan tunai")
    assert not editor(presenter).may_change
    presenter.choose(500)
    assert ctx.shop.get("cash.rounding_unit") != 500
    assert len(presenter.ports.problems) == 1
    presenter.search("tema")
    assert editor(presenter).may_change


def test_by_keys_alone_in_the_window(on_stage):
    """Ctrl+9, a word, Enter, another value, Enter, Esc, Esc, Esc: back at the sale."""
    stage = on_stage(1024, 768)
    stage.begin()
    stage.key("Ctrl+L")
    stage.key("r")
    stage.sign_in("9999")
    stage.key("Ctrl+9")
    stage.type("menit")
    stage.key("Return")
    stage.type("30")
    stage.key("Return")
    assert stage.ctx.shop.get("ui.idle_minutes") == 30
    stage.key("Esc")
    assert stage.front_widget().search.text() == "menit"
    stage.key("Esc")
    assert stage.front_widget().search.text() == ""
    stage.key("Esc")
    assert stage.front is Screen.SELL


def test_another_theme_keeps_the_screen(on_stage):
    """The inside is built anew, and Atur is in front again."""
    stage = on_stage()
    stage.begin()
    stage.key("Ctrl+9")
    stage.type("tema")
    stage.key("Return")
    words = stage.front_widget().editor.words
    assert QApplication.focusWidget() is words["light"]
    stage.key("Down")
    stage.key("Down")
    assert QApplication.focusWidget() is words["sun"]
    stage.key("Return")
    stage.wait(lambda: stage.window.look.theme.mode == "sun")
    stage.settle()
    assert stage.front is Screen.SETTINGS


def test_the_buyers_display_follows_at_once(on_stage):
    """Without closing the till."""
    stage = on_stage()
    stage.begin()
    stage.key("Ctrl+L")
    stage.key("r")
    stage.sign_in("9999")
    stage.key("Ctrl+9")
    stage.type("layar pembeli")
    stage.click(stage.front_widget().editor.words["window"])
    assert stage.window.inside.buyer.window is not None
    stage.click(stage.front_widget().editor.words["off"])
    assert stage.window.inside.buyer.window is None


def test_a_picture_by_keys(on_stage, tmp_path):
    """Down to the button, Enter, a file, Enter: the text is in the field, Enter saves it."""
    from pos.app.demo import QRIS

    segno.make(QRIS).save(tmp_path / "stiker.png", scale=6)
    stage = on_stage(1024, 768, qris_static="")
    stage.begin()
    stage.key("Ctrl+L")
    stage.key("r")
    stage.sign_in("9999")
    stage.key("Ctrl+9")
    stage.type("stiker")
    stage.key("Return")
    stage.key("Down")
    editor = stage.front_widget().editor
    assert QApplication.focusWidget() is editor.picture
    stage.key("Return")
    dialog = editor.picture.findChild(QFileDialog)
    stage.wait(dialog.isVisible)
    dialog.findChild(QLineEdit).setText(str(tmp_path / "stiker.png"))
    stage.key("Return")
    stage.wait(lambda: editor.fields[0].text() == QRIS)
    stage.window.activateWindow()
    stage.wait(lambda: QApplication.focusWidget() is editor.fields[0])
    stage.key("Return")
    stage.settle()
    assert stage.ctx.shop.get("qris.static") == QRIS


def test_a_key_is_pressed_looked_at_and_saved(manager, ctx):
    """A free one at once; one that another action has is said, and both change places."""
    manager.search("tombol f9")
    assert editor(manager).kind is Kind.KEY
    manager.type("Ctrl+Shift+B")
    assert (editor(manager).problem, editor(manager).note) == ("", "")
    manager.type("F5")
    assert editor(manager).note == (
        "F5 sekarang untuk Bayar tunai. Simpan menukar keduanya: Bayar tunai mendapat F9."
    )
    manager.save()
    assert sorted(ctx.shop.get("ui.keys")) == ["cash=F9", "pay=F5"]
    assert len(manager.heard) == 1
    manager.search("key pay")
    manager.search("kembalikan")
    manager.choose(True)
    assert ctx.shop.get("ui.keys") == []


@pytest.mark.parametrize("chord", ["b", "7", "Esc", "Ctrl+Q", "Alt+T", "Alt+7", "Tab"])
def test_what_cannot_be_a_key_is_not_saved(manager, ctx, chord):
    """With its reason."""
    manager.search("tombol f9")
    manager.type(chord)
    assert editor(manager).problem
    manager.save()
    assert ctx.shop.get("ui.keys") == []


def test_a_cashier_cannot_change_the_keys(ctx, rani):
    """Neither one nor all."""
    presenter = opened(ctx, rani)
    presenter.search("tombol f9")
    assert not editor(presenter).may_change
    presenter.type("F5")
    presenter.save()
    assert ctx.shop.get("ui.keys") == []
    assert len(presenter.ports.problems) == 1


def test_another_key_by_keys_alone(on_stage):
    """Enter, Enter, the chord, Enter: caps and keys follow at once, with Atur still in front."""
    stage = on_stage()
    stage.begin()
    stage.key("Ctrl+L")
    stage.key("r")
    stage.sign_in("9999")
    stage.key("Ctrl+9")
    stage.type("tombol f9")
    stage.key("Return")
    editor = stage.front_widget().editor
    assert QApplication.focusWidget() is editor.chord
    stage.key("Return")
    stage.key("Esc")
    assert not editor.chord.listening
    stage.key("Return")
    stage.key("Ctrl+Shift+B")
    assert editor.chord.text() == "Ganti Ctrl+Shift+B"
    stage.key("Return")
    stage.wait(lambda: stage.window.look.keys.changed != ())
    stage.settle()
    assert stage.front is Screen.SETTINGS
    stage.key("F2")
    stage.scan(stage.product("Mug").code)
    stage.key("F9")
    assert stage.front is Screen.SELL
    stage.key("Ctrl+Shift+B")
    assert stage.front is Screen.PAY
