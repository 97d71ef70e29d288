"""Words in which a space stands where a mark was: text copied out of a PDF.

Some PDFs do not tell what the marks drawn above letters are; whoever copies the text has
a space for each (ซึ ง for ซึ่ง, เป น for เป็น). A space is no sign by itself. It is one
where a piece of a word stands beside it, a mark in its place makes a common word of what
is on both sides, and the text is far likelier with that.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.reading import Slip, ThaiRun
from sync.rules.text.segment import is_cut, onward

_ON_CONSONANT = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_ON_VOWEL = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
"""The marks that may have stood above a consonant, and above a vowel on one."""
_VOWELS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39")
_LONGEST = 20
_OFTEN = 100
"""How often a word is counted that is said."""
_ENOUGH = 6.0
"""What a mark put back must gain: so nothing was said of 1.2 million letters of prose."""


def lost_marks(
    text: str, readings: Sequence[ThaiRun], language: Language
) -> Iterator[Slip]:
    """Find the words of a line that have a space in place of a mark, and what they are."""
    for left, right in pairwise(readings):
        if text[left.end : right.start] != " ":
            continue
        if language.is_common(left.words[-1]) and language.is_common(right.words[0]):
            continue
        slip = _with_mark(left, right, language)
        if slip and not text.startswith(".", right.end):  # an abbreviation
            yield slip


def with_marks(text: str, lost: Sequence[Slip]) -> str:
    """Return a text with marks where it has spaces for them; every letter keeps its place."""
    for slip in lost:
        text = text[: slip.start] + slip.word + text[slip.end :]
    return text


def _with_mark(left: ThaiRun, right: ThaiRun, language: Language) -> Slip | None:
    """Return the likeliest word across a space with a mark in its place, if it is one."""
    way, on = left.way, onward(right.way)
    last = way.run[-1]
    if not ("ก" <= last <= "ฮ" or last in _VOWELS):
        return None
    old = [left.before, *left.words, GAP, *right.words, right.after]
    best: tuple[float, Slip] | None = None
    for mark in _ON_VOWEL if last in _VOWELS else _ON_CONSONANT:
        for start, stop, word in _across(left, right, mark, language):
            new = [
                left.before,
                *way.words_to(start),
                word,
                *on.words_from(stop),
                right.after,
            ]
            gain = language.gain(old, new)
            if gain >= _ENOUGH and (best is None or gain > best[0]):
                slip = Slip(left.start + start, right.start + stop, word)
                best = gain, slip
    return best[1] if best else None


def _across(
    left: ThaiRun, right: ThaiRun, mark: str, language: Language
) -> Iterator[tuple[int, int, str]]:
    """Yield the common words that begin before the space and end behind it."""
    run, beyond = left.way.run, right.way.run
    seam = len(run)
    starts = (place for place, _ in left.way.reaches if place >= seam - _LONGEST)
    first = next(starts, seam)
    joined = run[first:] + mark + beyond[:_LONGEST]
    for start, reach in language.known.reaches(joined):
        if first + start >= seam:
            return
        for stop, _ in reach[1:]:
            behind = first + stop - seam - 1
            if behind <= 0 or not is_cut(beyond, behind):
                continue
            word = joined[start:stop]
            if (
                language.counts.count(word) >= _OFTEN
                and word not in language.counts.names
            ):
                yield first + start, behind, word
