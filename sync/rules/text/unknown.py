"""Pieces of a sentence that are no known word: a slip, where no name may stand.

Names, abbreviations and foreign words are in no list of words either. They are told by
what is before them, and by their sounds and signs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from sync.rules.text.language import Language
from sync.rules.text.names import is_of_a_firm, is_person, may_be_place
from sync.rules.text.reading import ThaiRun, words_at

_FOREIGN = re.compile(
    "[ฟซ]|[\u0e01-\u0e2e]\u0e4c(?=.)|[\u0e3a\u0e47\u0e4a\u0e4b\u0e4e]"
)
"""Sounds and signs of foreign words, dialects and Pali."""
_SHORT = 2
"""Letters of words that anything falls to by accident."""
_LONGEST = 10
"""Letters of a piece: what is longer is a foreign name."""

_Word = tuple[int, str]
"""A word, and where it stands in its line."""


def unknown_words(
    text: str, read: Sequence[ThaiRun], language: Language
) -> Iterator[tuple[int, int]]:
    """Find what is no word in one line of text that was cut into words, in order.

    Yields:
        Where it begins and ends, with the words beside it: a piece tells nobody anything.
    """
    words: Mapping[int, str] | None = None
    for reading in read:
        if text.startswith(".", reading.end):
            continue  # an abbreviation
        for left, pieces, right in _between_sure_words(reading, language):
            odd = _without_common(pieces, language)
            start, end = _span(odd)
            words = words or words_at(read)
            if end - start <= _LONGEST and not _may_be_name(text, start, end, words):
                yield _span([left, *pieces, right])


def _span(words: Sequence[_Word]) -> tuple[int, int]:
    place, last = words[-1]
    return words[0][0], place + len(last)


def _between_sure_words(
    reading: ThaiRun, language: Language
) -> Iterator[tuple[_Word, Sequence[_Word], _Word]]:
    """Yield what falls to pieces, one of them unknown, between words that do not."""
    left: _Word | None = None
    place = reading.start
    pieces: list[_Word] = []
    for word in reading.words:
        if len(word) > _SHORT and language.is_common(word):
            if left and not all(language.is_known(piece) for _, piece in pieces):
                yield left, pieces, (place, word)
            left, pieces = (place, word), []
        else:
            pieces.append((place, word))
        place += len(word)


def _without_common(pieces: Sequence[_Word], language: Language) -> Sequence[_Word]:
    """Return pieces without the common words they begin and end with."""
    odd = [n for n, (_, word) in enumerate(pieces) if not language.is_common(word)]
    return pieces[odd[0] : odd[-1] + 1]


def _may_be_name(text: str, start: int, end: int, words: Mapping[int, str]) -> bool:
    """Whether the name of a person, a place or a firm may stand there, or a foreign word."""
    return (
        _FOREIGN.search(text, start, end) is not None
        or is_person(text, start, words)
        or may_be_place(text, start, words)
        or is_of_a_firm(text, start)
    )
