"""Round the till in training: the edge, and the strip of Latihan 20 menit while somebody practises."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from pos.services.context import Context
from pos.ui.practice.presenter import PracticePresenter, Run
from pos.ui.practice.strip import PracticeStrip
from pos.ui.widgets.look import Look
from pos.ui.widgets.training_frame import TrainingFrame

LOOK_MS = 400
"""A look compares two numbers where nothing was recorded."""


class TrainingSide(QObject):
    """One per build of the window's inside."""

    def __init__(self, ctx: Context, look: Look, inside: QWidget, run: Run | None) -> None:
        """`run` is one that was on before the look changed."""
        super().__init__(inside)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.strip = PracticeStrip(
            look,
            lambda view: PracticePresenter(ctx, view, texts=look.texts, keys=look.keys, run=run),
            self._changed,
        )
        self.frame = TrainingFrame(look, inside, self.strip)
        self.look()

    def press(self) -> None:
        """Begin, or ask for the hint."""
        self.strip.presenter.press()

    def look(self) -> None:
        """See how the buyer is being served."""
        self.strip.presenter.look()

    def close(self) -> Run | None:
        """With the till, or before it is built anew; gives the run that is on."""
        self._timer.stop()
        return self.strip.presenter.run

    def _changed(self) -> None:
        """Look again and again only while a run is on."""
        run = self.strip.presenter.run
        on = run is not None and run.result is None
        if on and not self._timer.isActive():
            self._timer.start()
        elif not on:
            self._timer.stop()
