"""The catalogue holds every text of the program, in English too, and what ships is what was compiled."""

from tests import texts


def test_the_catalogue_is_up_to_date():
    """After a change of texts: python -m tests.texts."""
    assert {(m.id, m.context) for m in texts.english() if m.id} == {
        (m.id, m.context) for m in texts.extracted() if m.id
    }


def test_everything_has_english():
    """No text is left in Indonesian by accident."""
    assert texts.untranslated(texts.english()) == []


def test_the_compiled_file_is_the_written_one():
    """The .mo is that of the .po."""
    assert texts.mo_bytes(texts.english()) == texts.MO.read_bytes()


def test_placeholders_survive_translation():
    """A renamed placeholder would fail when the text is shown."""
    import string

    def names(text):
        return {n for _, n, _, _ in string.Formatter().parse(text) if n is not None}

    for message in texts.english():
        if message.id:
            sources = message.id if isinstance(message.id, tuple) else (message.id,)
            for part in texts._parts(message.string):
                assert names(part) <= names(sources[-1]) | names(sources[0]), message.id
