"""What the centre's handlers need, built once: store, clock, identity, its load and its counters."""

from dataclasses import dataclass, field

from pos.clock import Clock
from sync.central.services.key_file import CentralKey
from sync.central.services.load import Load
from sync.central.services.numbers import Numbers
from sync.central.store import CentralStore


@dataclass(frozen=True, slots=True)
class Centre:
    """A running centre; without a key file it keeps no keys of customers."""

    store: CentralStore
    clock: Clock
    id: str
    load: Load = field(default_factory=Load)
    numbers: Numbers = field(default_factory=Numbers)
    key: CentralKey | None = None
