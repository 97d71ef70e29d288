"""The cover: how large its lines may be, so that all of them stand on one page.

Only what prints a document knows where lines end; what is reckoned here is a bit more
than they take, by the sizes of ``templates/word/letters.py``.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Scale:
    """By how much letters, and the spaces between them, are smaller than by habit."""

    letters: float = 1
    spaces: float = 1


FULL_SIZE = Scale()
_SCALES = (FULL_SIZE, Scale(0.8, 0.75), Scale(0.6, 0.3))
_WIDTH, _HEIGHT = 450, 700
"""Points, of an A4 page with the margins of a letter."""
_LETTER, _LINE = 0.6, 1.75
"""How wide a bold letter is, and how high a line, in parts of its size."""
_BOX, _SPACE = 60, 344
"""Points that the mark of a draft takes, and the spaces between lines."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a cover besides the year."""

    title: str
    period: str
    office: str
    others: Sequence[str]
    draft: bool

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> Self | None:
        """Return a plan's cover, from what its template is given; else ``None``."""
        if "prepared_by" not in context:
            return None
        place = f"อำเภอ{context['amphoe']} จังหวัด{context['province']}"
        others = (*context["english_title"], *context["prepared_by"], place)
        title, period, office = (context[it] for it in ("title", "period", "office"))
        return cls(title, period, office, others, draft=bool(context["errors"]))

    @property
    def scale(self) -> Scale:
        """The largest at which all of it is on one page; an office's name on one line."""
        for scale in _SCALES:
            is_short = scale != FULL_SIZE or _lines(self.office, 22) == 1
            if is_short and self._height(scale) <= _HEIGHT:
                return scale
        return _SCALES[-1]

    def _height(self, scale: Scale) -> float:
        sizes = ((self.title, 26), ("year", 22), (self.office, 22), ("by", 16))
        texts = [*sizes, *((line, 16) for line in self.others)]
        if self.period:
            texts.append((self.period, 18))
        heights = (
            _lines(text, size * scale.letters) * size * scale.letters
            for text, size in texts
        )
        box = _BOX if self.draft else 0
        return box + _SPACE * scale.spaces + _LINE * sum(heights)


def _lines(text: str, size: float) -> int:
    """Return how many lines a text takes; marks above and below take no room."""
    letters = sum(unicodedata.category(letter) != "Mn" for letter in text)
    return max(1, math.ceil(letters * size * _LETTER / _WIDTH))
