"""Slips that are asked about: all words are known, and others would be far likelier.

No limit of what a slip must gain by itself is kept here, for nothing is unknown and nobody
is told that he is wrong; three words at a time must say it, and the other word be at home
beside both its neighbours.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from sync.rules.text.counts import SIGNS
from sync.rules.text.evidence import Undone
from sync.rules.text.language import Language
from sync.rules.text.names import begins_a_name, is_person, may_be_place
from sync.rules.text.near_words import NearWord
from sync.rules.text.reading import Slip, ThaiRun
from sync.rules.text.real_words import AFTER_ANY
from sync.rules.text.undoing import ABBREVIATION, Case, Line, case_of, shown
from sync.thai.sounds import SILENCED

_AT_HOME = 100
"""Pairs counted with either neighbour, multiplied, of a word that is at home there."""
_SELDOM = 20
"""Two words seen together no more often may stand there by a slip."""
_PIECES = 3
"""So many words others fall to."""
_WORTH, _WORTH_AT_AN_EDGE = 5.6, 8.0
"""How much likelier a sentence must be with a slip undone, slips being as rare as they are;
and where the word is its first or its last, so that less speaks for it."""


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
    pair = language.counts.pair
    beside = [reading.before, *reading.words, reading.after]
    seen = [pair(*beside[:2]), *together, pair(*beside[-2:])]
    place = done = 0
    for number, word in enumerate(reading.words):
        if place >= done:
            near = [*_of_pieces(language, place, beside[number:], seen[number:])]
            if min(seen[number : number + 2]) <= _SELDOM:
                near += _instead(language, place, beside[number : number + 3])
            if near and (slip := _asked(case_of(line, reading, language), place, near)):
                done = slip.end - reading.start
                yield slip
        place += len(word)


def _instead(
    language: Language, place: int, three: Sequence[str]
) -> Iterator[NearWord]:
    """Yield the words at home in place of one never seen between the two beside it."""
    word = three[1]
    if language.is_known(word) and not language.counts.triple(*three):
        like = language.whole.like_known(word)
        yield from _at_home(language, place, three, like)


def _of_pieces(
    language: Language, place: int, beside: Sequence[str], seen: Sequence[int]
) -> Iterator[NearWord]:
    """Yield the words at home in place of pieces, some of which never stand together.

    Args:
        language: how likely words are.
        place: where the first piece begins.
        beside: what stands before it, the pieces, and all behind them.
        seen: how often each two of these were seen side by side.
    """
    if 0 not in seen[:_PIECES]:
        return
    before, met = beside[:2]
    for last, (piece, behind) in enumerate(pairwise(beside[2 : _PIECES + 2]), 2):
        met += piece
        if 0 in seen[1:last] or not (seen[0] or seen[last]):
            like = language.whole.like(met)
            yield from _at_home(language, place, (before, met, behind), like)


def _at_home(
    language: Language, place: int, three: Sequence[str], like: Collection[str]
) -> Iterator[NearWord]:
    """Yield the words like what is met that are at home between what is beside it."""
    before, met, behind = three
    for word in like if met not in language.trade else ():
        if language.support(before, word, behind) >= _AT_HOME:
            rarity = language.whole.rarity(met, word)
            if rarity is not None:
                yield NearWord(place, place + len(met), word, rarity)


def _asked(case: Case, place: int, near: Sequence[NearWord]) -> Slip | None:
    """Return the best of the words that may have stood there, if it is worth a question."""
    worth = [(_worth(one, case.language), one) for one in map(case.undo, near)]
    gain, best = max(worth, key=lambda one: (one[0], one[1].near.word))
    if gain < (_WORTH_AT_AN_EDGE if {best.left, best.right} & SIGNS else _WORTH):
        return None
    start, end = case.reading.start + place, case.reading.start + best.near.end
    text, words = case.line.text, case.line.words
    is_name = is_person(text, start, words) or may_be_place(text, start, words)
    is_name = is_name or begins_a_name(text, start, end, words)
    is_right = is_name or text[start:end] in case.language.right
    return None if is_right else shown(case.reading, best, is_unsure=True)


def _worth(undone: Undone, language: Language) -> float:
    """Return how much likelier the sentence is with a slip undone.

    Nothing where what stands there is another way to write the word.
    """
    met = "".join(undone.met)
    is_other_way = met.removesuffix(SILENCED) == undone.near.word.removesuffix(SILENCED)
    if is_other_way or undone.met[-1] in AFTER_ANY:
        return 0.0
    if not all(map(language.is_known, undone.met)) or undone.is_of_other_words:
        return 0.0
    return undone.context(language) - undone.near.rarity
