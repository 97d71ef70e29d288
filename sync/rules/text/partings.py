"""Where copies of one text part for a letter and go on alike: one of them has a slip.

Offices write a sentence once and copy it into project after project. A slip made in one
copy leaves a word as often as not, and nothing shows it but the others.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.rules.text.segment import RUN
from sync.thai.likeness import begin_alike

_ALIKE, _GOES_ON = 12, 2
"""So many letters are alike on one side of what differs, and so many at least behind."""
_ANCHOR = re.compile("(?<=[กนรา])")
"""Where texts are laid side by side: behind letters of which any text is full."""
_REACH = 12
"""So far from an anchor is looked for what differs; the next one is nearer."""
_MOST = 100_000
"""Anchors that are kept: enough for some hundred projects, and little memory."""


class Place(NamedTuple):
    """A span of one of the texts, by its number."""

    text: int
    start: int
    end: int


def partings(texts: Sequence[str]) -> Iterator[tuple[Place, Place]]:
    """Find the places where a text parts from an earlier one for a letter.

    A letter is changed, left out or put in, or two are exchanged. Alike are twelve
    letters on one side at least and two on the other, each with the first text that has
    them.

    Args:
        texts: what is compared, each with all before it and with itself.

    Yields:
        The letters that differ, of the earlier text and of the later; of one of them it
        may be none, where they would stand.
    """
    seen: dict[str, tuple[int, int]] = {}
    told = set[tuple[Place, Place]]()
    for number, text in enumerate(texts):
        for anchor in _ANCHOR.finditer(text, _ALIKE):
            here = anchor.start()
            alike = text[here - _ALIKE : here]
            first = seen.get(alike)
            if first is not None:
                for pair in _beside(texts, first, (number, here)):
                    if pair not in told:
                        told.add(pair)
                        yield pair
            elif len(seen) < _MOST:
                seen[alike] = number, here


def _beside(
    texts: Sequence[str], first: tuple[int, int], second: tuple[int, int]
) -> Iterator[tuple[Place, Place]]:
    """Yield where texts part near what is alike: behind its end, and before its beginning."""
    (one, at), (two, here) = first, second
    reach = texts[one][at : at + _REACH], texts[two][here : here + _REACH]
    if parted := _parted(*reach):
        skip, put, gone = parted
        yield (
            Place(one, at + gone, at + gone + skip),
            Place(two, here + gone, here + gone + put),
        )
    at, here = at - _ALIKE, here - _ALIKE
    before = (
        texts[one][max(0, at - _REACH) : at],
        texts[two][max(0, here - _REACH) : here],
    )
    if parted := _parted(before[0][::-1], before[1][::-1]):
        skip, put, gone = parted
        yield (
            Place(one, at - gone - skip, at - gone),
            Place(two, here - gone - put, here - gone),
        )


_SLIPS = ((1, 1), (1, 0), (0, 1), (2, 2))
"""Letters of both that differ: one changed, left out, put in, and two exchanged."""


def _parted(one: str, other: str) -> tuple[int, int, int] | None:
    """Return how many letters differ in each of two texts that go on alike, and where."""
    if one == other:
        return None
    at = begin_alike(one, other)
    for skip, put in _SLIPS:
        goes_on = one[at + skip : at + skip + _GOES_ON]
        if len(goes_on) == _GOES_ON and other.startswith(goes_on, at + put):
            left, right = one[at : at + skip], other[at : at + put]
            is_exchange = left == right[::-1]
            if (skip + put <= 2 or is_exchange) and RUN.fullmatch(left + right):
                return skip, put, at
    return None
