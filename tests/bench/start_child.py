"""One start of a window, timed from the parent's clock: python -m tests.bench.start_child MODE T0 [DATA]

MODE bare: an empty PySide6 window; store: the same, then SQLAlchemy is imported; till: the real till.
"""

import sys
import time


def main(mode: str, began: float, data: str = "") -> None:
    """Print seconds to the first paint, then to ready."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication(sys.argv[:1])

    class Watch(QObject):
        painted = False

        def eventFilter(self, thing, event):
            if event.type() == QEvent.Type.Paint and not self.painted and thing.isWidgetType():
                self.painted = True
                QTimer.singleShot(0, self.say)
            return False

        def say(self):
            print("paint", time.time() - began, flush=True)
            if mode != "till":
                if mode == "store":
                    import sqlalchemy.orm  # noqa: F401
                print("ready", time.time() - began, flush=True)
                app.quit()

    watch = Watch()
    app.installEventFilter(watch)
    if mode != "till":
        window = QMainWindow()
        window.resize(1366, 768)
        window.show()
        app.exec()
        return
    from pathlib import Path

    from pos.app import till
    from pos.paths import ShopFolder

    poll = QTimer()

    def look():
        for widget in app.topLevelWidgets():
            navigator = getattr(widget, "navigator", None)
            if navigator is not None and navigator.current is not None:
                poll.stop()
                print("ready", time.time() - began, flush=True)
                app.quit()

    poll.timeout.connect(look)
    poll.start(5)
    till._show(ShopFolder(Path(data)))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:])
