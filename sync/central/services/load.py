"""How much the centre takes on at once: a bounded number of register requests in work, the rest come again later.

What waits for a database waits with a bound; pages and health have threads and connections of their own.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sync.central.store import REGISTER_CONNECTIONS
from sync.protocol.answers import Next
from sync.protocol.limits import BATCH_RECORDS_MAX, UPLOAD_BYTES_PER_S

SQLITE_THREADS = 2
"""SQLite has one writer: one request writes while another one reads its body and hashes."""
WAITING_PER_THREAD = 3
"""Requests that may wait for a thread; at tens of milliseconds each that is far below a register's patience."""
LET_IN_MAX = 64
"""Requests that are in, with those whose body is still on its way: at 2 MiB each at most, a bound of the memory, too.

While it comes in a body is there up to three times: its pieces, the whole, what the allocator keeps.
"""
BODY_LEAST_S = 30.0
"""What any body is given to arrive, beside the time that its bytes take on the slowest line (as sync.outlet.http waits)."""
BUSY_RECORDS = BATCH_RECORDS_MAX // 2
BUSY_INTERVAL_S = 5
RETRY_SPREAD_S = 5


class Busy(Exception):
    """No room for one more request; nothing of it was taken. `retry_after_s` spreads those who come again."""

    def __init__(self, retry_after_s: int) -> None:
        """Whole seconds from 1 on."""
        self.retry_after_s = retry_after_s
        super().__init__(str(retry_after_s))


class Load:
    """Counts requests in work and owns their threads; counted on the event loop, asked from any thread."""

    def __init__(self, *, postgres: bool = False) -> None:
        """As many threads as the database has connections for registers."""
        threads = REGISTER_CONNECTIONS if postgres else SQLITE_THREADS
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="register")
        self.in_work_max = threads * (1 + WAITING_PER_THREAD)
        self.in_work = 0
        self.let_in = 0
        self.shed = 0
        self.body_least_s = BODY_LEAST_S
        self._lock = threading.Lock()

    @contextmanager
    def working(self) -> Iterator[None]:
        """A place for a request whose body is here; raises Busy where all are taken."""
        with self._lock:
            if self.in_work >= self.in_work_max:
                raise self._refuse()
            self.in_work += 1
        try:
            yield
        finally:
            with self._lock:
                self.in_work -= 1

    @contextmanager
    def letting_in(self) -> Iterator[None]:
        """A place for a request from its first byte to its answer; raises Busy where there is no room for it or its work."""
        with self._lock:
            if self.in_work >= self.in_work_max or self.let_in >= LET_IN_MAX:
                raise self._refuse()
            self.let_in += 1
        try:
            yield
        finally:
            with self._lock:
                self.let_in -= 1

    def _refuse(self) -> Busy:
        self.shed += 1
        return Busy(1 + self.shed % RETRY_SPREAD_S)

    def give_up(self) -> Busy:
        """What a register is told whose body did not come in time: its line hangs, and the place is another one's."""
        with self._lock:
            return self._refuse()

    def body_s(self, size: int) -> float:
        """Seconds that a body of so many bytes may take."""
        return self.body_least_s + size / UPLOAD_BYTES_PER_S

    def asked(self) -> Next:
        """What registers are asked for with each answer: less and later while half of the places are taken."""
        if self.in_work * 2 > self.in_work_max:
            return Next(BUSY_RECORDS, BUSY_INTERVAL_S)
        return Next(BATCH_RECORDS_MAX, 0)

    def close(self) -> None:
        """Wait for what is in work; what only waits is dropped and comes again."""
        self.threads.shutdown(wait=True, cancel_futures=True)
