"""Every expected failure says what happened, what is safe, what to do, in both languages."""

import pickle
import string

import pytest

from pos import errors
from pos.i18n import LANGUAGES, Texts


def leaves(kind):
    below = kind.__subclasses__()
    return [leaf for child in below for leaf in leaves(child)] if below else [kind]


LEAVES = leaves(errors.GeraiError)


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_each_has_three_sentences_in_both_languages(kind):
    """A test that each has all three (DESIGN §3); the English is not the Indonesian."""
    assert issubclass(kind, errors.Refused | errors.Trouble)
    texts = (kind.happened, kind.safe, kind.to_do)
    for text in texts:
        assert text.strip()
        assert text.endswith((".", "?", "KODE."))
    english = Texts("en")
    for text in texts:
        translated = english._(text)
        assert translated != text, f"no English for: {text}"
        assert _placeholders(translated) == _placeholders(text)


def _placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_fill_the_sentence(language):
    """With thousands dots; a missing fact is a dash, never a second failure."""
    texts = Texts(language)
    assert "12.500" in texts.explain(errors.TenderShort(missing=12_500))
    assert "–" in texts.explain(errors.TenderShort())


def test_errors_cross_processes():
    """With their facts."""
    error = pickle.loads(pickle.dumps(errors.QuantityNotAllowed(quantity=0, maximum=999)))
    assert error.facts == {"quantity": 0, "maximum": 999}
