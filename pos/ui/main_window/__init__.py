"""The frame of the till; the window itself is in `window`, its parts beside it."""

from pos.ui.main_window.window import FrameFacts, MainWindow

__all__ = ["FrameFacts", "MainWindow"]
