"""Rows below one another that scroll when there are too many: lists and lines of all screens."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class ScrollColumn(QScrollArea):
    """Rows go into `rows`; no bar across, no focus of its own."""

    def __init__(self, *, spacing: int, margins: tuple[int, int, int, int]) -> None:
        """Empty; `spacing` between rows and `margins` round them in px of the screen."""
        super().__init__()
        body = QWidget()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(spacing)
        outer = QVBoxLayout(body)
        outer.setContentsMargins(*margins)
        outer.addLayout(self.rows)
        outer.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
