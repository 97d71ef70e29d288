"""Words that a space stands inside: a line broken by a scanner and joined again."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.names import is_person
from sync.rules.text.reading import Slip, ThaiRun, cuts, over
from sync.rules.text.segment import is_cut, onward

_ENOUGH_JOINED, _ENOUGH_WORDS_JOINED = 15.0, 18.5
"""What a space taken out must gain, where pieces are left, and where words are."""
_SHORTEST, _LONGEST, _SHORT = 3, 20, 4


def spaced(
    text: str, readings: Sequence[ThaiRun], language: Language
) -> Iterator[Slip]:
    """Find the words of a line that a space stands inside."""
    for left, right in pairwise(readings):
        if text[left.end : right.start] != " ":
            continue
        slip = _joined(left, right, language)
        if (
            slip
            and not text.startswith(".", right.end)
            and not is_person(text, slip.start, cuts(readings))
        ):
            yield slip


def _joined(left: ThaiRun, right: ThaiRun, language: Language) -> Slip | None:
    """Return the word across a space, where the text is far likelier without it."""
    across = list(_across(left, right, language))
    if not across:
        return None
    way, on = left.way, onward(right.way, language.known)
    chances = language.known.chances
    seam = len(way.run)

    def chance(one: tuple[int, int]) -> float:
        start, stop = one
        word = way.run[start:] + right.way.run[:stop]
        return way.to[start] + chances[word] + on.chance[stop]

    start, stop = max(across, key=chance)
    if chance((start, stop)) <= way.to[seam] + on.chance[0]:
        return None  # likelier two words, which some write together
    word = way.run[start:] + right.way.run[:stop]
    pieces = over(left.words, start, seam) + over(right.words, 0, stop)
    names = language.counts.names
    if (
        not language.is_common(word)
        or any(piece in names for piece in pieces)
        or (all(map(language.is_known, pieces)) and min(map(len, pieces)) >= _SHORT)
    ):
        return None
    old = [left.before, *left.words, GAP, *right.words, right.after]
    new = [left.before, *way.words_to(start), word, *on.words_from(stop), right.after]
    common = all(map(language.is_common, pieces))
    if language.gain(old, new) < (_ENOUGH_WORDS_JOINED if common else _ENOUGH_JOINED):
        return None
    return Slip(left.start + start, right.start + stop, word, is_space=True)


def _across(
    left: ThaiRun, right: ThaiRun, language: Language
) -> Iterator[tuple[int, int]]:
    """Yield where known words begin before a space and end behind it."""
    run, beyond, known = left.way.run, right.way.run, language.known
    seam = len(run)
    for start in range(max(0, seam - _LONGEST), seam):
        if not is_cut(run, start):
            continue
        least = max(_SHORTEST, seam - start + 1)
        for length in known.words_at(run[start:] + beyond[:_LONGEST], least):
            stop = length - (seam - start)
            if stop <= len(beyond) and is_cut(beyond, stop):
                yield start, stop
