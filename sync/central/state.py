"""What the centre's handlers need, built once: store, clock, identity."""

from dataclasses import dataclass

from pos.clock import Clock
from sync.central.store import CentralStore


@dataclass(frozen=True, slots=True)
class Centre:
    """A running centre."""

    store: CentralStore
    clock: Clock
    id: str
