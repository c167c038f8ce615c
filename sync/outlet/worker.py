"""The network thread: two seconds after a sale, at a heartbeat, or at once when asked. Never blocks a sale."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from random import Random

from pos.models import sync_state
from pos.services.context import Context
from sync.outlet.credentials import Credentials
from sync.outlet.transport import HttpTransport

log = logging.getLogger("gerai.sync")

AFTER_SALE_S = 2.0
HEARTBEAT_S = 60.0


class SyncWorker:
    """Runs cycles until stopped; `changed` is called after each one, on this thread."""

    def __init__(self, ctx: Context, credentials: Credentials, changed: Callable[[], None]) -> None:
        """Nothing happens before `start`."""
        self._ctx = ctx
        self._credentials = credentials
        self._changed = changed
        self._random = Random()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._now = False
        self._transport: HttpTransport | None = None
        self._thread = threading.Thread(target=self._run, name="network", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """A record was made: send soon."""
        self._wake.set()

    def sync_now(self) -> None:
        """A person asked: send at once, whatever the next try was."""
        self._now = True
        self._wake.set()

    def stop(self, timeout_s: float = 3.0) -> None:
        """Ask to end and wait a bounded while; a request under way ends by its own deadline."""
        self._stop.set()
        self._wake.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        wait = 0.0
        while not self._stop.is_set():
            self._wake.wait(wait)
            if self._wake.is_set() and not self._now:
                self._stop.wait(AFTER_SALE_S)
            self._wake.clear()
            if self._stop.is_set():
                return
            wait = self._once()

    def _once(self) -> float:
        """One cycle if it is due; seconds until the next one."""
        try:
            with self._ctx.store.read() as connection:
                state = sync_state.load(connection)
            if not state.enrolled:
                return HEARTBEAT_S
            pause = self._pause(state)
            if pause > 0:
                return pause
            from sync.outlet import cycle  # here, so that no start waits for it

            self._now = False
            self._transport = self._transport or HttpTransport(state.centre_url)
            outcome = cycle.run(self._ctx, self._transport, self._credentials, self._random)
            self._changed()
            if outcome.problem is not None or outcome.unsent:
                return self._until_next_try()
        except Exception:
            log.exception("network thread")
        return HEARTBEAT_S

    def _until_next_try(self) -> float:
        """After a failure, or a pause that the centre asked for: when the store says, never at once, a heartbeat at most."""
        with self._ctx.store.read() as connection:
            state = sync_state.load(connection)
        return max(AFTER_SALE_S, self._pause(state)) if state.next_attempt_at else HEARTBEAT_S

    def _pause(self, state: sync_state.SyncState) -> float:
        if self._now or state.next_attempt_at is None:
            return 0.0
        left = state.next_attempt_at - self._ctx.clock.now()
        return min(left, timedelta(seconds=HEARTBEAT_S)).total_seconds()
