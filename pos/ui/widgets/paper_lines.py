"""The lines of a paper, set in the screen's own type."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos.services.shift_reports import PaperRow
from pos.ui.widgets.look import Look, row


def paper_line(look: Look, line: PaperRow) -> QWidget:
    """One line: a rule, words, or words with a figure at the right."""
    if line.rule:
        return look.frame("rule")
    left = look.label(line.left, "strong" if line.bold else "", wrap=not line.right)
    if line.centred:
        left.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if not line.right:
        return left
    made = QWidget()
    made.setLayout(row(left, None, look.label(line.right, "strong" if line.bold else "")))
    return made
