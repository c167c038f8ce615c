"""Bodies of every schema version ever shipped → today's, one step each (sync.md §2.10). None is older yet.

A new optional field keeps the version; a change of meaning raises it and adds a step here, with a golden body of the old
version in the tests. Steps are never removed: journals keep their lines for ever.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from sync.protocol.kinds import SCHEMA_VERSIONS, Kind

Step: TypeAlias = Callable[[Mapping[str, Any]], Mapping[str, Any]]
STEPS: dict[tuple[Kind, int], Step] = {}
"""From this version of a kind to the next one."""


def upcast(kind: Kind, version: int, body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The body in today's form; None for a version that was never shipped here, such as a newer program's."""
    while version < SCHEMA_VERSIONS[kind]:
        step = STEPS.get((kind, version))
        if step is None:
            return None
        version, body = version + 1, step(body)
    return body if version == SCHEMA_VERSIONS[kind] else None
