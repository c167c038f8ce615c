"""Says expected failures in words, and bugs without a traceback; a bug goes to the log, never to a dialog."""

import logging
from collections.abc import Callable

from pos.errors import GeraiError
from pos.i18n import Texts

log = logging.getLogger("gerai.ui")


class SpokenNotices:
    """Implements ports.Notices over whatever shows a sentence (the toast of the frame)."""

    def __init__(
        self,
        texts: Texts,
        say_problem: Callable[[str, str], None],
        say: Callable[[str, Callable[[], None] | None], None],
    ) -> None:
        """`say_problem` hears what happened and the rest; `say` a sentence and its undo."""
        self._texts, self._say_problem, self._say = texts, say_problem, say

    def problem(self, error: GeraiError) -> None:
        """See ports.Notices."""
        happened, safe, to_do = self._texts.sentences(error)
        self._say_problem(happened, f"{safe} {to_do}")

    def tell(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """See ports.Notices."""
        self._say(text, undo)

    def bug(self, error: BaseException) -> None:
        """Log what should not be possible and say that the till goes on."""
        log.error("bug on the screen", exc_info=error)
        _ = self._texts._
        self._say_problem(
            _("Ada kesalahan di program."),
            _(
                "Semua nota yang sudah selesai aman. Ulangi langkah terakhir; bila terjadi lagi, beri tahu kantor."
            ),
        )
