"""A fact in a row, and emptying a layout: for pages that list figures."""

from PySide6.QtWidgets import QLayout, QWidget

from pos.ui.widgets.look import Look, row


def fact(look: Look, name: str, value: str, role: str = "strong") -> QWidget:
    """A name with its value at the right."""
    holder = QWidget()
    holder.setLayout(row(look.label(name, "muted"), None, look.label(value, role)))
    return holder


def clear(layout: QLayout) -> None:
    """Take all widgets out."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
