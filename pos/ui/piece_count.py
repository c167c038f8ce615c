"""A count in the making: how many of each note and coin so far. No Qt."""

from pos.domain.cash import Pieces, counted_pieces, value_of
from pos.domain.money import Rupiah


class PieceCount:
    """Starts with nothing; a face that is counted again replaces what was there."""

    def __init__(self) -> None:
        """Nothing counted."""
        self._counts: dict[str, int] = {}

    def note(self, face: str, pieces: int) -> None:
        """So many of one face."""
        self._counts[face] = pieces

    @property
    def pieces(self) -> Pieces:
        return counted_pieces(self._counts.items())

    @property
    def value(self) -> Rupiah:
        return value_of(self.pieces)
