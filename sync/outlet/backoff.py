"""When to try again: full jitter under a doubling cap (sync.md §2.5). The state itself lives in the store."""

from datetime import datetime, timedelta
from random import Random

FIRST_S = 2.0
CAP_S = 300.0
NO_HOT_LOOP = timedelta(minutes=15)


def next_attempt(
    now: datetime, attempts: int, random: Random, retry_after_s: float | None = None
) -> datetime:
    """U(0, min(cap, 2 s · 2^n)) from now; the centre's own Retry-After wins."""
    if retry_after_s is not None:
        return now + timedelta(seconds=min(retry_after_s, CAP_S))
    ceiling = min(CAP_S, FIRST_S * 2 ** min(attempts, 16))
    return now + timedelta(seconds=random.uniform(0, ceiling))
