"""Whether what a window shows can be touched, named and read: targets, names, words, edges."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from pos.ui.widgets.money_edit import MoneyEdit
from pos.ui.widgets.plain_labels import ElidedLabel

TARGET = 48


def said(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)() or type(widget).__name__


def too_small(stage, target=TARGET):
    """Buttons under 48 px in either direction (ui.md §2.4)."""
    return [
        f"{said(button)} {button.width()}x{button.height()}"
        for button in stage.buttons()
        if button.width() < target or button.height() < target
    ]


def nameless(stage):
    """Buttons and fields that a reader could not say."""
    fields = [field for field in stage.window.findChildren(QLineEdit) if field.isVisibleTo(stage.window)]
    bare = [button for button in stage.buttons() if not button.text().strip() and not button.accessibleName()]
    return bare + [field for field in fields if not field.accessibleName()]


def squeezed(stage):
    """Buttons that stick out of what they lie in: their edge would not be painted."""
    return [said(button) for button in stage.buttons() if not _within(button)]


def _within(widget):
    parent, here = widget.parentWidget(), widget.geometry()
    while parent is not None and not parent.isWindow():
        if parent.objectName() == "qt_scrollarea_viewport":
            return True  # what scrolls may be cut
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(here):
            return False
        here = here.translated(parent.pos())
        parent = parent.parentWidget()
    return True


def cut_words(window):
    """Labels and buttons whose words need more room than they have."""
    cut = []
    for label in window.findChildren(QLabel):
        if label.isVisibleTo(window) and label.text() and not isinstance(label, ElidedLabel):
            cut += _cut_label(label)
    for button in window.findChildren(QPushButton):
        if button.isVisibleTo(window) and button.text().strip():
            needed = QFontMetrics(button.font()).horizontalAdvance(button.text().replace("&&", "&"))
            room = button.width() - (button.iconSize().width() + 4 if not button.icon().isNull() else 0)
            if needed > room - 8:
                cut.append(f"button {button.text()}: {needed} > {room}")
    for field in window.findChildren(MoneyEdit):
        if field.isVisibleTo(window):
            needed = QFontMetrics(field.font()).horizontalAdvance(field.text())
            if needed > field.width() - 28:
                cut.append(f"field {field.text()}: {needed} > {field.width() - 28}")
    return cut


def _cut_label(label):
    metrics = QFontMetrics(label.font())
    margins = label.contentsMargins()
    width = label.width() - margins.left() - margins.right()
    if label.wordWrap():
        needed = metrics.boundingRect(0, 0, width, 5000, Qt.TextFlag.TextWordWrap, label.text())
        fits = needed.height() <= label.height() + 2 and needed.width() <= width + 2
        return [] if fits else [f"{label.text()}: {needed.height()} > {label.height()}"]
    needed = metrics.size(0, label.text())
    if needed.width() > width + 1 or metrics.capHeight() > label.height():
        return [f"{label.text()}: {needed.width()} > {width}"]
    return []


def outside(window):
    """Buttons that lie beyond the window or are covered by its edge."""
    whole = window.rect()
    return [
        said(button)
        for button in window.findChildren(QAbstractButton)
        if button.isVisibleTo(window)
        and not button.visibleRegion().isEmpty()
        and not whole.contains(button.mapTo(window, button.rect().topLeft()))
        and not _scrolls(button)
    ]


def _scrolls(widget):
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False
