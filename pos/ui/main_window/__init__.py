"""The frame of the till. The window is light: it is painted before anything else is read from disk."""

from typing import TYPE_CHECKING, Any

from pos.ui.main_window.window import MainWindow

if TYPE_CHECKING:
    from pos.ui.main_window.facts import FrameFacts

__all__ = ["FrameFacts", "MainWindow"]


def __getattr__(name: str) -> Any:
    """FrameFacts comes when it is asked for: the first paint does not need it."""
    if name == "FrameFacts":
        from pos.ui.main_window.facts import FrameFacts

        return FrameFacts
    raise AttributeError(name)
