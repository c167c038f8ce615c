"""A maker's story in two languages: one or two sentences for the buyer, on the display and, if wished, on the receipt.

What the maker wants to be known for, never who the person is (domain.md §2.6).
"""

from dataclasses import dataclass

STORY_CHARS_MAX = 200


@dataclass(frozen=True, slots=True)
class Story:
    """`id` is Indonesian, `en` English; either may be missing."""

    id: str = ""
    en: str = ""

    def said_in(self, language: str) -> str:
        """The story in a language, in the other one where it is told in that one only; '' without one."""
        return (self.en or self.id) if language == "en" else (self.id or self.en)


NO_STORY = Story()


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story in one language, with the name of whose it is."""

    maker: str
    text: str
