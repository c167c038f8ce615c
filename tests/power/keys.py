"""The key store writes one secret again and again: python -m tests.power.keys FOLDER SEED [careless]

`careless` writes the file in its place, as nobody should: the oracle must see it.
"""

import os
import sys
from pathlib import Path
from random import Random

from pos.key_store import FileKeys
from tests.power.verdict import Corrupt, Lost

NAME = "token"
TURNS = 60
BYTES = (1, 3000)


def secrets_of(seed: str) -> list[bytes]:
    """What is written, in this order."""
    random = Random(seed)
    return [random.randbytes(random.randint(*BYTES)) for _ in range(TURNS)]


def main(folder: str, seed: str, manner: str = "") -> None:
    """Write, and say so after each."""
    place = Path(folder)
    keys = FileKeys(place / "keys")
    acks = os.open(place / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    (place / "seed").write_text(seed)
    for secret in secrets_of(seed):
        if manner == "careless":
            keys.folder.mkdir(exist_ok=True)
            (keys.folder / NAME).write_bytes(secret)
        else:
            keys.put(NAME, secret)
        os.write(acks, b".\n")
    os.close(acks)


class KeysOracle:
    """The secret that was acknowledged or the one that was being written, whole."""

    acks = "acks"

    def __init__(self, ended: Path) -> None:
        """`ended` says with which seed."""
        self._secrets: list[bytes | None] = [None, *secrets_of((ended / "seed").read_text())]
        self._acknowledged = 0

    def hear(self, content: bytes) -> None:
        """One more."""
        self._acknowledged += content.count(b"\n")

    def check(self, folder: Path, *, deep: bool) -> None:
        """Raises Lost or Corrupt."""
        del deep
        found = FileKeys(folder / "keys").get(NAME)
        if found not in self._secrets:
            raise Corrupt(f"{len(found or b'')} bytes that were never written")
        if found not in self._secrets[self._acknowledged :]:
            raise Lost(f"secret {self._acknowledged}")


if __name__ == "__main__":
    main(*sys.argv[1:])
