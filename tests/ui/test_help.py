"""F1 on every screen, the words of every key, and the key card in docs/ that says the same."""

import re
from pathlib import Path

import pytest

from pos.i18n import Texts
from pos.ui.key_words import action_words, keys_of, screen_words
from pos.ui.keys import Action, KeyMap, Screen
from pos.ui.widgets.help_sheet import HelpSheet
from tests.ui.guide import DOCS, PICTURES
from tests.ui.key_card import CARD, key_card


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_key_and_screen_has_words(language):
    """A new action or screen without help would be found here."""
    texts = Texts(language)
    assert set(action_words(texts)) == set(Action)
    assert set(screen_words(texts, KeyMap())) == set(Screen)
    assert all(text and text.strip() == text for text in action_words(texts).values())


@pytest.mark.parametrize("screen", list(Screen))
def test_the_help_names_each_key_once(screen):
    """Arrows stand together."""
    caps = [cap for cap, _words in keys_of(screen, Texts("id"), KeyMap())]
    assert len(caps) == len(set(caps))
    assert "F1 / Alt+I" in caps


def test_f1_opens_and_closes_over_any_screen(on_stage):
    """F1, Esc; the cart and the search are as they were, and keys work again."""
    till = on_stage()
    till.begin()
    till.scan(till.product("Mug").code)
    till.key("F1")
    sheet = till.window.findChild(HelpSheet)
    assert sheet.isVisible()
    assert till.window.rect().contains(sheet.geometry())
    till.key("Esc")
    assert not sheet.isVisible()
    assert len(till.window.screens.sell.open_cart.cart.lines) == 1
    till.key("F9")
    till.key("F1")
    assert sheet.isVisible()
    till.key("F1")
    assert till.front is Screen.PAY


def test_the_key_card_is_up_to_date():
    """`python -m tests.ui.key_card` writes it anew."""
    assert Path(CARD).read_text(encoding="utf-8") == key_card()


def test_the_guide_has_its_pictures():
    """Each picture that docs/panduan.md shows is made by the suite and lies there; none lies there for nothing."""
    shown = set(re.findall(r"\(gambar/([\w-]+)\.jpg\)", (DOCS / "panduan.md").read_text(encoding="utf-8")))
    assert shown == set(PICTURES)
    assert {path.stem for path in (DOCS / "gambar").iterdir()} == shown


def test_the_help_follows_changed_keys():
    """In its list and in its sentences."""
    keys = KeyMap().with_chord(Action.PAY, "Ctrl+Shift+B")
    assert "Ctrl+Shift+B / Alt+B" in [cap for cap, _words in keys_of(Screen.SELL, Texts("id"), keys)]
    assert any(line.startswith("Ctrl+Shift+B lalu") for line in screen_words(Texts("id"), keys)[Screen.SELL])
