"""Rules on letters and marks that no Thai word has, told of the whole word, once.

A mark alone tells nobody what to look for. The word is the one that stands there when
one mark or letter about the place is taken out, exchanged or moved.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from sync.memo import made_once
from sync.model.findings import Hit
from sync.rules.text import syllables
from sync.rules.text.language import Language
from sync.rules.text.names import PERSON
from sync.rules.text.normalized import NormalizedText
from sync.rules.text.segment import RUN, segmented
from sync.rules.text.signs import only_with
from sync.rules.text.wordlists import WordLists
from sync.rules.words.spelling import covered, language_of, misspellings

_AROUND = 24
"""Letters on either side of the place in which the word is sought."""
_FARTHEST = 3
"""Letters that a mark is moved at most."""
_MARK = re.compile(syllables.MARK)
_TWO = re.compile(f"{syllables.MARK}{{2}}")
_EXCHANGED = "\u0e47\u0e48\u0e49"
"""Marks that are typed in place of one another: ไดั for ได้."""
_LEADING = re.compile(f"(?:{syllables.LEAD}{syllables.C}?|{syllables.C})\\Z")
_PATTERNS = (
    ("SPL001", syllables.MAY_BE_TWO, syllables.TWO_MARKS),
    ("SPL004", syllables.MAY_BE_STRAY, syllables.STRAY),
    ("SPL003", syllables.MAY_BE_UNFINISHED, syllables.UNFINISHED),
)


def two_marks(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A consonant bears one vowel and one tone; a second is typed by mistake."""
    yield from _hits("SPL001", typed, lists)


def lost_letter(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A syllable that wants another letter, such as a tone on a bare consonant."""
    yield from _hits("SPL003", typed, lists)


def stray_letter(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """A vowel or mark without its consonant, or twice over: no Thai word has it."""
    yield from _hits("SPL004", typed, lists)


@only_with(syllables.RARE_TONES)
def wrong_tone(typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    """Mai tri and mai chattawa stand on middle consonants only (Royal Society).

    People write their own names as they please (นางแวเย๊าะ).
    """
    told = [(start, end) for _, start, end in _impossible(typed, lists)]
    told += [person.span("name") for person in PERSON.finditer(typed.plain)]
    for match in syllables.WRONG_TONE.finditer(typed.plain):
        if not covered(told, *match.span()):
            start, end = _whole(typed.plain, *match.span(), language_of(lists))
            yield typed.hit("SPL005", start, end)


def _hits(code: str, typed: NormalizedText, lists: WordLists) -> Iterator[Hit]:
    for met in _impossible(typed, lists):
        if met.code == code:
            yield typed.hit(code, met.start, met.end)


class _Impossible(NamedTuple):
    """A word with what no word has, and the rule that says so."""

    code: str
    start: int
    end: int


@made_once
def _impossible(typed: NormalizedText, lists: WordLists) -> Sequence[_Impossible]:
    """Return the words that no word is, each once; not those of which more is known."""
    text, told = typed.plain, list[_Impossible]()
    spans: list[tuple[int, int]] = []
    for code, may_be, pattern in _PATTERNS:
        for match in pattern.finditer(text) if may_be.search(text) else ():
            start, end = match.span()
            if code == "SPL003":
                before = _LEADING.search(text, max(0, start - 3), start)
                start = before.start() if before else start
            spans = spans or [(w.start, w.end) for w in misspellings(typed, lists)]
            is_lost = code == "SPL003"
            start, end = _whole(text, start, end, language_of(lists), is_lost=is_lost)
            if not covered(spans, start, end):
                spans.append((start, end))
                told.append(_Impossible(code, start, end))
    return told


def _whole(
    text: str, start: int, end: int, words: Language, *, is_lost: bool = False
) -> tuple[int, int]:
    """Return the span of the word that a span of a text is in.

    ``is_lost``: a letter is wanting there, so that none is taken out to find the word.
    """
    run = next(
        (
            met
            for met in RUN.finditer(text, max(0, start - _AROUND))
            if met.end() > start
        ),
        None,
    )
    if run is None or run.start() > start:
        return start, end
    begins, ends = run.start(), min(run.end(), end + _AROUND)
    text, first, last = text[begins:ends], start - begins, end - begins
    ways = _moved(text, first, last)
    best = (float("-inf"), start, end)
    for way in ways if is_lost else chain(ways, _fewer(text, first, last)):
        best = max(best, _word_of(way, begins, words) or best)
    _, whole_start, whole_end = best
    return min(start, whole_start), max(end, whole_end)


class _Way(NamedTuple):
    """A text with one slip mended, and the span of it that is of the mended word.

    ``longer``: so many letters that word has more as it stands.
    """

    mended: str
    start: int
    end: int
    longer: int = 0


def _word_of(way: _Way, begins: int, words: Language) -> tuple[float, int, int] | None:
    """Return how likely a mended text is, and where its mended word stands, if it is one."""
    cut, place = segmented(way.mended, words.known), 0
    for word in cut.words_to(len(way.mended)):
        is_whole = place <= way.start and way.end <= place + len(word)
        if is_whole and words.is_known(word):
            start = begins + place
            return cut.to[len(way.mended)], start, start + len(word) + way.longer
        place += len(word)
    return None


def _moved(text: str, start: int, end: int) -> Iterator[_Way]:
    """Yield a text with a mark about a span moved, or exchanged for another."""
    for place in range(max(1, start), end):
        if not _MARK.match(text, place):
            continue
        for mark in _EXCHANGED:
            other = f"{text[:place]}{mark}{text[place + 1 :]}"
            yield _Way(other, place - 1, place + 1)
        rest = text[:place] + text[place + 1 :]
        for to in range(
            max(1, place - _FARTHEST), min(place + _FARTHEST, len(rest)) + 1
        ):
            moved = rest[:to] + text[place] + rest[to:]
            yield _Way(moved, min(to - 1, place), max(to, place) + 1)


def _fewer(text: str, start: int, end: int) -> Iterator[_Way]:
    """Yield a text without a letter about a span, or without two marks."""
    for place in range(start, end):
        many = 2 if _TWO.match(text, place) else 1
        for taken in range(1, many + 1):
            rest = text[:place] + text[place + taken :]
            last = min(place + 1, len(rest))
            yield _Way(rest, max(0, place - 1), last, longer=taken)
