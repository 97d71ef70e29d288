"""Slips that are asked about: all words are known, and others would be far likelier.

No limit of what a slip must gain by itself is kept here, for nothing is unknown and nobody
is told that he is wrong; three words at a time must say it, and the other word be at home
beside both its neighbours.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from sync.rules.text.counts import GAP
from sync.rules.text.evidence import AT_HOME, Undone
from sync.rules.text.language import Language
from sync.rules.text.names import begins_a_name, is_person, may_be_place
from sync.rules.text.reading import Slip, ThaiRun
from sync.rules.text.real_words import AFTER_ANY
from sync.rules.text.undoing import ABBREVIATION, Case, Line, case_of, shown
from sync.thai.sounds import SILENCED

_EXPECTED = 0.3
"""Two words that would stand together so often by chance and never do are odd."""
_WORTH = 3.0
"""How much likelier a sentence must be with a slip undone, slips being as rare as they are."""


def doubts(
    line: Line, reading: ThaiRun, together: Sequence[int], language: Language
) -> Iterator[Slip]:
    """Find the words of a run that are worth a question, in order.

    Args:
        line: the line that the run is of.
        reading: the run, cut into words.
        together: how often each two words of it were seen side by side.
        language: how likely words are.
    """
    is_abbreviation = line.text.startswith(".", reading.end)
    if is_abbreviation or ABBREVIATION.fullmatch(reading.way.run):
        return
    spans = list(_odd_spans(reading, together, language))
    if not spans:
        return
    case, done = case_of(line, reading, language), 0
    for span in spans:
        slip = _asked(case, span) if span.start >= done else None
        if slip:
            done = slip.end - reading.start
            yield slip


class _Span(NamedTuple):
    """One word or two of a run: where they begin and end, and the words beside them."""

    start: int
    end: int
    left: str
    right: str


def _odd_spans(
    reading: ThaiRun, together: Sequence[int], language: Language
) -> Iterator[_Span]:
    """Yield the words that were seen beside no neighbour, and two that may be one.

    Words never seen together are odd where chance alone would have brought them so.
    """
    words, place = reading.words, 0
    beside = [reading.before, *words, reading.after, GAP]
    unseen = [True, *(not times for times in together), True]
    odd = [
        is_new and language.counts.by_chance(before, word) >= _EXPECTED
        for before, word, is_new in zip(beside, words, unseen, strict=False)
    ]
    odd[0], odd[len(words) :] = False, [False]
    for number, word in enumerate(words):
        end = place + len(word)
        is_alone = unseen[number] and unseen[number + 1]
        if is_alone and (odd[number] or odd[number + 1]):
            yield _Span(place, end, beside[number], beside[number + 2])
        if number + 1 < len(words) and any(odd[number : number + 3]):
            end += len(words[number + 1])
            yield _Span(place, end, beside[number], beside[number + 3])
        place += len(word)


def _asked(case: Case, span: _Span) -> Slip | None:
    """Return the word that would be at home in a span, if one is worth a question."""
    language = case.language
    undone = (
        case.undo(near)
        for near in case.words_at(span.start)
        if near.end == span.end
        and language.support(span.left, near.word, span.right) >= AT_HOME
    )
    worth = [(_worth(one, language), one) for one in undone]
    gain, best = max(worth, key=itemgetter(0), default=(0.0, None))
    if best is None or gain < _WORTH:
        return None
    start, end = case.reading.start + span.start, case.reading.start + span.end
    text, words = case.line.text, case.line.words
    is_name = is_person(text, start, words) or may_be_place(text, start, words)
    is_name = is_name or begins_a_name(text, start, end, words)
    is_right = is_name or text[start:end] in language.right
    return None if is_right else shown(case.reading, best, is_unsure=True)


def _worth(undone: Undone, language: Language) -> float:
    """Return how much likelier the sentence is with a slip undone.

    Nothing where what stands there is another way to write the word.
    """
    met = "".join(undone.met)
    is_other_way = met.removesuffix(SILENCED) == undone.near.word.removesuffix(SILENCED)
    if is_other_way or undone.met[-1] in AFTER_ANY:
        return 0.0
    if not all(map(language.is_known, undone.met)):
        return 0.0
    return undone.context(language) - undone.near.rarity
