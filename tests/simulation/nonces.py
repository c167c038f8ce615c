"""Which pushes show a second living copy of a register, by the nonces alone: what the centre must have noted (sync.md §2.7)."""

import json
from dataclasses import dataclass, field

from sync.protocol.answers import HEADER_NONCE


@dataclass
class Nonces:
    """The nonces that each register may come with, the last two since an answer may be lost; none after a restore."""

    good: dict[str, tuple[str, ...]] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)

    def delivered(self, request, found) -> None:
        """A request reached the centre and this was its answer, heard or not."""
        parts = request.path.split("?")[0].split("/")
        if found.status != 200 or "registers" not in parts or request.method != "POST":
            return
        register_id, call = parts[3], parts[4]
        if call == "epochs":
            self.good.pop(register_id, None)
        if call == "journal":
            self._turned(register_id, request.headers[HEADER_NONCE], json.loads(found.data)["nonce"])

    def _turned(self, register_id: str, given: str, fresh: str) -> None:
        good = self.good.get(register_id, (given,))
        if given not in good:
            self.copies.add(register_id)
        self.good[register_id] = (fresh, given)

    def restored(self) -> None:
        """The centre has forgotten nonces, and what it noted."""
        self.good.clear()
        self.copies.clear()
