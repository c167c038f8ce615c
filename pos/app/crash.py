"""When something unforeseen happens: it is logged with its stack, and the till goes on."""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType

log = logging.getLogger("gerai.crash")

EXIT_BUG = 70
"""EX_SOFTWARE of sysexits.h."""


def install(folder: Path, tell: Callable[[BaseException], None]) -> Callable[[], None]:
    """Catch what rises to the top of any thread or slot; `tell` shows one kind sentence, on the GUI thread.

    Gives the function that takes all of it back.
    """
    kept = ExitStack()
    with suppress(OSError):  # a folder that cannot be written is said elsewhere
        folder.mkdir(parents=True, exist_ok=True)
        faults = kept.enter_context((folder / "fault.log").open("a", encoding="utf-8"))
        faulthandler.enable(faults)
        kept.callback(faulthandler.disable)
    before = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("unexpected", exc_info=(kind, error, trace))
        tell(error)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        error = args.exc_value or RuntimeError(str(args.exc_type))
        log.critical("unexpected in a thread", exc_info=error)

    def take_back() -> None:
        sys.excepthook, threading.excepthook = before
        kept.close()

    sys.excepthook, threading.excepthook = hook, thread_hook
    return take_back


def exit_code(command: Callable[[], int]) -> int:
    """Run a command; what nothing foresaw is shown with its stack, and gives EXIT_BUG."""
    try:
        return command()
    except Exception:
        sys.stderr.write(traceback.format_exc())
        return EXIT_BUG


def note(error: BaseException) -> None:
    """Log a bug that a border has caught."""
    log.error("unexpected", exc_info=error)
