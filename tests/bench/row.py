"""One row of the speed table, and the order statistics that rows are made of."""

from dataclasses import dataclass

FRAME_MS = 16.7


@dataclass(frozen=True)
class Row:
    """`ratio` is value over limit of the same run; `met` whether the goal is reached."""

    name: str
    value: str
    limit: str
    ratio: float | None
    goal: str
    met: bool

    def line(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return f"{self.name:34} {self.value:>14} {self.limit:>14} {ratio:>8}  {self.goal}{'' if self.met else '  MISSED'}"


def quantile(values: list[float], q: float) -> float:
    """The q-quantile by rank, q in 0..1."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]
