"""The test vectors of domain.md as data, from tests/vectors."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "vectors"


def load(name: str) -> Any:
    """One file of vectors."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
