"""Thai words typed while the keyboard was set to English.

English words give Thai ones by accident, too, short ones mostly (Food, โนนก): one long word
at least, and common ones alone, are no accident.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sync.rules.text.language import Language
from sync.rules.text.segment import RUN, segmented
from sync.thai.keyboard import in_thai

_TYPED = re.compile("[!-~]{4,}")
_LONG = 4
"""Letters: of 61,618 English words and figures of official prose none gives a word so long."""


class Typed(NamedTuple):
    """Letters at a span of a text, and what their keys give in Thai."""

    start: int
    end: int
    thai: str


def typed_in_english(text: str, words: Language) -> Iterator[Typed]:
    """Find what is Thai, but for the keyboard that was set to English."""
    for met in _TYPED.finditer(text):
        thai = in_thai(met[0])
        if RUN.fullmatch(thai) and _is_thai(thai, words):
            yield Typed(*met.span(), thai)


def _is_thai(run: str, words: Language) -> bool:
    said = segmented(run, words.known).words_to(len(run))
    return max(map(len, said)) >= _LONG and all(map(words.is_common, said))
