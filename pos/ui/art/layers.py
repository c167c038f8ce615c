"""The parts a drawn object consists of: filled, lined, or filled with an ornament."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """One shape in one ink; `both` draws it and its reflection about the middle (x = 160).

    `width` 0 fills; `ornament` "*" is the product's own, "" none; `size` is the ornament's in percent;
    `strength` is opacity in percent; `angle` turns the ornament, in degrees.
    """

    shape: str
    ink: str
    width: float = 0
    both: bool = False
    strength: int = 100
    ornament: str = ""
    figure: str = "figure"
    size: int = 70
    angle: float = 0


def fill(shape: str, ink: str, *, both: bool = False, strength: int = 100) -> Layer:
    """Fill a shape with an ink."""
    return Layer(shape, ink, both=both, strength=strength)


def line(shape: str, ink: str, width: float, *, both: bool = False, strength: int = 100) -> Layer:
    """Draw along a shape with a round pen."""
    return Layer(shape, ink, width=width, both=both, strength=strength)


def cloth(
    shape: str,
    ink: str = "body",
    ornament: str = "*",
    *,
    figure: str = "figure",
    size: int = 70,
    both: bool = False,
    angle: float = 0,
) -> Layer:
    """Fill a shape and lay an ornament on it."""
    return Layer(shape, ink, both=both, ornament=ornament, figure=figure, size=size, angle=angle)


def shadow(y: float = 190, half_width: float = 64) -> Layer:
    """Lay a soft shadow on the floor below an object."""
    return Layer(f"O160 {y} {half_width} 7", "shadow")


Motif = tuple[Layer, ...]
