"""The cover: how large its lines may be, so that all of them stand on one page.

Only what prints a document knows where lines end; what is reckoned here is a bit more
than they take, by the sizes of ``templates/word/letters.py``.
"""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH, _HEIGHT = 450, 700
"""Points, of an A4 page with the margins of a letter."""
_LETTER, _LINE = 0.6, 1.75
"""How wide a bold letter is, and how high a line, in parts of its size."""
_BOX = 60
"""Points that the mark of a draft takes."""
_SPACE = 344


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a cover; years take a line each."""

    title: str
    period: str
    office: str
    english: Sequence[str]
    makers: Sequence[str]
    draft: bool

    @property
    def room(self) -> str:
        """How large its lines may be: empty as they are by habit, ``tight``, ``full``."""
        for name, size, space in (("", 1.0, 1.0), ("tight", 0.8, 0.75)):
            if self._height(size, space) <= _HEIGHT and (name or self._is_short):
                return name
        return "full"

    @property
    def _is_short(self) -> bool:
        # a name of two lines looks better smaller, be there room for it or not
        return _lines(self.office, 22) == 1

    def _height(self, size: float, space: float) -> float:
        texts = [
            *((self.title, 26), ("", 22), (self.office, 22), ("", 16)),
            *([(self.period, 18)] if self.period else []),
            *((line, 16) for line in (*self.english, *self.makers)),
        ]
        heights = (_lines(text, big * size) * big * size for text, big in texts)
        box = _BOX if self.draft else 0
        return box + _SPACE * space + _LINE * sum(heights)


def _lines(text: str, size: float) -> int:
    """Return how many lines a text takes; marks above and below take no room."""
    letters = sum(unicodedata.category(letter) != "Mn" for letter in text)
    return max(1, math.ceil(letters * size * _LETTER / _WIDTH))
