"""Words that would stand across the space between two runs, were it none."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from sync.rules.text.language import Language
from sync.rules.text.reading import ThaiRun
from sync.rules.text.segment import is_cut

_LONGEST = 20
"""Letters of a word on either side of a space."""


class Across(NamedTuple):
    """A word that begins in the run before a space and ends in the one behind it."""

    start: int
    stop: int
    word: str


def words_across(
    left: ThaiRun, right: ThaiRun, language: Language, put: str = "", taken: int = 0
) -> Iterator[Across]:
    """Yield the known words, no names, that stand across a space.

    Args:
        left: the run before it.
        right: the run behind it.
        language: knows the words.
        put: what stands in place of the space.
        taken: so many letters behind the space are part of that.
    """
    run, beyond, places = left.way.run, right.way.run, left.way.reaches
    seam = len(run)
    near = bisect_left(places, seam - _LONGEST, key=itemgetter(0))
    first = places[near][0] if near < len(places) else seam
    joined = run[first:] + put + beyond[taken:_LONGEST]
    behind = first - seam - len(put) + taken  # from a place here to one in that run
    for start, reach in language.known.reaches(joined, seam - first):
        for end, _ in reach[1:]:
            stop = end + behind
            if stop > 0 and is_cut(beyond, stop):
                word = joined[start:end]
                if word not in language.counts.names:
                    yield Across(first + start, stop, word)
