"""Copies of one sentence that are spelt otherwise, judged by the words beside.

Two words but for a letter may both be right (ให้บริการ, ใช้บริการ). So one spelling must be the
likelier in both copies, and the other never have stood among such words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.lines import line_begin, line_end
from sync.rules.text.names import is_person, may_be_place
from sync.rules.text.partings import Place, partings
from sync.rules.text.reading import thai_runs, words_at
from sync.rules.text.segment import RUN, segmented

_CLEARLY = 6.0
"""How much likelier one spelling must be than the other (a logarithm)."""
_SHORT, _LONG = 5, 8
"""So few letters are shown with the words beside them; words of so many are right."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Words of one of the texts, by its number; ``other`` is how the other copy has them."""

    text: int
    start: int
    end: int
    other: str


def copies(texts: Sequence[str], language: Language) -> Iterator[tuple[Copy, Copy]]:
    """Find words that a copy of their sentence has otherwise, out of place in one of them.

    Yields:
        The words of the earlier text and of the later; either may be wrong.
    """
    met = set[frozenset[str]]()
    for one, two in partings(texts):
        if _is_alone(texts[one.text], one) or _is_alone(texts[two.text], two):
            continue
        here = _side(texts[one.text], one, _letters(texts, two), language)
        there = _side(texts[two.text], two, _letters(texts, one), language)
        spelt = frozenset((here.copy.other, there.copy.other))
        are_copies = _go_on(texts, one, two, here) and _go_on(texts, two, one, there)
        if are_copies and spelt not in met and _is_slip(here, there, language):
            met.add(spelt)
            if not (
                _is_name(texts, here, language) or _is_name(texts, there, language)
            ):
                yield here.copy, there.copy


def _is_alone(text: str, place: Place) -> bool:
    """Whether no other letter stands beside: an item's letter in a list, and no word."""
    return _run_around(text, place.start, place.end) == (place.start, place.end)


def _go_on(texts: Sequence[str], place: Place, other: Place, side: "_Side") -> bool:
    """Whether the words that differ end where they do in the other copy, too."""
    text, there = texts[place.text], texts[other.text]
    head, tail = text[side.start : place.start], text[place.end : side.end]
    return there[: other.start].endswith(head) and there.startswith(tail, other.end)


def _letters(texts: Sequence[str], place: Place) -> str:
    return texts[place.text][place.start : place.end]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A run of words between signs; ``first`` to ``last`` are those that are spelt so."""

    words: Sequence[str]
    first: int
    last: int

    @property
    def spelt(self) -> Sequence[str]:
        """Return the words that are spelt so."""
        return self.words[self.first : self.last + 1]

    def is_odd(self, language: Language) -> bool:
        """Whether one of them never stood beside its neighbour in official prose.

        Long words are not met by accident, however rare they are (ผู้ให้บริการ).
        """
        if all(len(word) >= _LONG for word in self.spelt):
            return False
        beside = self.words[self.first - 1 : self.last + 2]
        return not all(language.counts.pair(*two) for two in pairwise(beside))

    def is_known(self, language: Language) -> bool:
        """Whether all of them are words."""
        return all(map(language.is_known, self.spelt))


@dataclass(frozen=True, slots=True)
class _Side:
    """The words where copies part: as they are spelt, and as the other copy has them."""

    start: int
    end: int
    copy: Copy
    own: _Spelling
    other: _Spelling

    def gain(self, language: Language) -> float:
        """Return how much likelier it is as the other copy has it."""
        return language.words.gain(self.own.words, self.other.words)


def _side(text: str, place: Place, letters: str, language: Language) -> _Side:
    start, end = place.start, place.end
    begins, ends = _run_around(text, start, end)
    head, tail = text[begins:start], text[end:ends]
    own = _spelling(head, text[start:end], tail, language)
    first = begins + sum(map(len, own.words[2 : own.first]))
    last = first + sum(map(len, own.spelt))
    of_words = first, last
    if last - first < _SHORT:
        first -= len(own.words[own.first - 1]) if own.first > _SIGNS else 0
        last += len(own.words[own.last + 1]) if last < ends else 0
    spelt = text[first:start] + letters + text[end:last]
    copy = Copy(place.text, first, last, spelt)
    return _Side(*of_words, copy, own, _spelling(head, letters, tail, language))


def _run_around(text: str, start: int, end: int) -> tuple[int, int]:
    while start and RUN.match(text, start - 1):
        start -= 1
    met = RUN.match(text, end)
    return start, met.end() if met else end


def _spelling(head: str, letters: str, tail: str, language: Language) -> _Spelling:
    """Cut a run into words; no letters at all are spelt by the words on both sides."""
    run = head + letters + tail
    words = segmented(run, language.known).words_to(len(run))
    start, end = len(head), len(head) + len(letters)
    at_least = 0 if letters else 1
    place, touched = 0, []
    for number, word in enumerate(words, _SIGNS):
        if place < end + at_least and place + len(word) > start - at_least:
            touched.append(number)
        place += len(word)
    return _Spelling([GAP, GAP, *words, GAP, GAP], touched[0], touched[-1])


_SIGNS = 2
"""What stands before and behind a run, where words are judged three by three."""


def _is_slip(one: _Side, two: _Side, language: Language) -> bool:
    """Whether one spelling is clearly likelier, and the other out of place."""
    gains = one.gain(language), two.gain(language)
    if gains[0] < gains[1]:
        one, two = two, one
    is_clear = max(gains) > 0 and min(gains) <= -_CLEARLY
    known = one.own.is_known(language) and two.own.is_known(language)
    return is_clear and known and one.own.is_odd(language)


def _is_name(texts: Sequence[str], side: _Side, language: Language) -> bool:
    text, place = texts[side.copy.text], side.copy.start
    start = line_begin(text, place)
    line = text[start : line_end(text, place)]
    words = words_at(thai_runs(line, language.known))
    at = line, place - start, words
    return is_person(*at) or may_be_place(*at)
