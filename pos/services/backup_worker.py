"""The backup thread: looks once a minute, and after each record, what is due. It only reads the store; no sale waits.

What stands in the way is kept by `services.backup` and told by `gerai status`; it is never raised here.
"""

import threading
from collections.abc import Callable

from pos.errors import Trouble
from pos.key_store import KeyStore
from pos.services.context import Context

LOOK_S = 60.0
AFTER_RECORD_S = 2.0
"""Papers come first, and a close is followed by nothing."""
STOP_S = 20.0
"""How long a stop waits for the backup of a close; a half that is broken off is removed by the next one."""


class BackupWorker:
    """Runs until stopped; `changed` is called on this thread after each backup."""

    def __init__(self, ctx: Context, keys: KeyStore, changed: Callable[[], None]) -> None:
        """Nothing happens before `start`."""
        self._ctx = ctx
        self._keys = keys
        self._changed = changed
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backup", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """A record was made: a close may be among them."""
        self._wake.set()

    def stop(self, timeout_s: float = STOP_S) -> None:
        """Ask to end; a close that has no backup yet gets one first, for a bounded while."""
        self._stop.set()
        self._wake.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        stopped = False
        while not stopped:
            self._wake.wait(LOOK_S)
            stopped = self._stop.wait(AFTER_RECORD_S)
            self._wake.clear()
            self.look(closing=stopped)

    def look(self, *, closing: bool = False) -> None:
        """Make what is due; when the till is `closing`, what follows a close only."""
        from pos.services import backup  # here, so that no start waits for it

        try:
            due = backup.what_is_due(self._ctx, backup.standing(self._ctx))
            if due is backup.Due.NOTHING or (closing and due is backup.Due.HOURLY):
                return
            backup.run(self._ctx, due, self._passphrase)
        except Trouble:  # the store's own trouble is said where people work with it
            return
        self._changed()

    def _passphrase(self) -> str:
        from pos.services.backup import SEAL_NAME

        return (self._keys.get(SEAL_NAME) or b"").decode()
