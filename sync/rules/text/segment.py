"""Cut a run of Thai letters into words: of all ways, the likeliest.

Thai has no spaces between words. Each way to cut a run is a way through a lattice of
the known words in it; what is no word may be passed letter by letter, at a price.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from typing import TypeAlias

RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]{1,300}")
"""Thai letters without a space, a digit or a mark of repetition between them.

Nobody writes so many; a longer run is judged in pieces, so that it costs no more.
"""

FOLLOWING = frozenset("ะาำๅ\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47") | (
    frozenset("\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
)
"""Vowels and marks that no word begins with."""
LEADING = frozenset("เแโใไ")
"""Vowels that no word ends with."""

_UNKNOWN, _UNKNOWN_LETTER = -11.0, -1.0
"""The chance (its logarithm) of a piece that is no known word, and of its letters."""
_NEVER, _NO_CUT = float("-inf"), float("inf")


_LONGEST = 14
"""Letters of the longest word that is looked for backwards."""
_CLUSTER = re.compile(f"[{''.join(LEADING)}]*.[{''.join(FOLLOWING)}]*")
"""Letters that no two words share."""

_Tree: TypeAlias = "dict[str, _Node]"
_Node: TypeAlias = tuple[str, float | None, _Tree]
"""What follows the clusters of some words: the rest of one of them, its chance, and all
others by their next cluster. There is a rest only where no other is left."""
Reach: TypeAlias = Sequence[tuple[int, float]]
"""Where what begins at a place may end, and its chance."""


def chance_of_unknown(piece: str) -> float:
    """Return the logarithm of the chance of a piece that is no known word."""
    return _UNKNOWN + _UNKNOWN_LETTER * len(piece)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Known words with the logarithm of their chance, and as a tree of their clusters."""

    chances: Mapping[str, float]
    tree: _Tree

    def reaches(self, text: str, until: int | None = None) -> list[tuple[int, Reach]]:
        """Return the places where a word may begin, and where one that does may end.

        First where a piece ends that is no known word. Of known words, one may end where
        no other begins: its last letter goes on in the text. Where words begin from
        ``until`` on, nobody asks.
        """
        clusters = _CLUSTER.findall(text)
        stops = list(accumulate(map(len, clusters)))
        asked = stops if until is None else stops[: bisect_left([0, *stops], until)]
        clusters.append("")
        begun, starts_with = self.tree.get, text.startswith
        all_: list[tuple[int, Reach]] = []
        place = 0
        for number, follows in enumerate(asked):
            reach = [(follows, _UNKNOWN + _UNKNOWN_LETTER * (follows - place))]
            node, at = begun(clusters[number]), number
            while node is not None:
                rest, chance, more = node
                if chance is not None:
                    stop = stops[at]
                    if not rest:
                        reach.append((stop, chance))
                    elif starts_with(rest, stop):
                        reach.append((stop + len(rest), chance))
                if not more:
                    break
                at += 1
                node = more.get(clusters[at])
            all_.append((place, reach))
            place = follows
        return all_


def vocabulary(chances: Mapping[str, float]) -> Vocabulary:
    """Make words ready to be looked for."""
    return Vocabulary(chances, _tree(filter(itemgetter(0), chances.items())))


def _tree(words: Iterable[tuple[str, float]]) -> _Tree:
    begun: dict[str, list[tuple[str, float]]] = {}
    for word, chance in words:
        head = _CLUSTER.match(word)
        size = head.end() if head else len(word)
        begun.setdefault(word[:size], []).append((word[size:], chance))
    return {head: _node(rests) for head, rests in begun.items()}


def _node(rests: Sequence[tuple[str, float]]) -> _Node:
    if len(rests) == 1:
        return (*rests[0], _NO_MORE)
    longer = [one for one in rests if one[0]]
    ended = next((chance for rest, chance in rests if not rest), None)
    return "", ended, _tree(longer)


_NO_MORE: _Tree = {}


@dataclass(frozen=True, slots=True)
class Segmented:
    """The best ways from a run's beginning.

    ``to`` and ``before`` are the chance of the best way to a place and where its last
    word begins; a place inside a syllable has none. ``reaches`` are all ways on from
    each place.
    """

    run: str
    to: Sequence[float]
    before: Sequence[int]
    reaches: Sequence[tuple[int, Reach]]

    def words_to(self, place: int) -> list[str]:
        """Return the words of the best way to a place."""
        words: list[str] = []
        while place:
            begins = self.before[place]
            words.append(self.run[begins:place])
            place = begins
        return words[::-1]


@dataclass(frozen=True, slots=True)
class Onward:
    """The best ways to a run's end, as ``Segmented`` has them from its beginning."""

    run: str
    chance: Sequence[float]
    after: Sequence[int]

    def words_from(self, place: int) -> list[str]:
        """Return the words of the best way from a place to the end."""
        words: list[str] = []
        while place < len(self.run):
            words.append(self.run[place : self.after[place]])
            place = self.after[place]
        return words


def ending_inside(way: Segmented, place: int, known: Vocabulary) -> int | None:
    """Return where the likeliest known word begins that ends inside a syllable.

    Where the first consonant of the next word was lost, its vowel hangs on this one.
    """
    best, begins = _NEVER, None
    for start in range(max(0, place - _LONGEST), place):
        before = way.to[start]
        if best < before < _NO_CUT:
            chance = known.chances.get(way.run[start:place])
            if chance is not None and best < before + chance:
                best, begins = before + chance, start
    return begins


def is_cut(run: str, place: int) -> bool:
    """Whether a word may end and another begin at a place of a run."""
    return place in (0, len(run)) or (
        run[place] not in FOLLOWING and run[place - 1] not in LEADING
    )


def segmented(run: str, known: Vocabulary) -> Segmented:
    """Find the best way to each place of a run."""
    reaches, end = known.reaches(run), len(run)
    to, before = [_NO_CUT] * (end + 1), [0] * (end + 1)
    for place, _ in reaches:
        to[place] = _NEVER
    to[0], to[end] = 0.0, _NEVER
    for place, reach in reaches:
        here = to[place]
        for stop, chance in reach:
            likely = here + chance
            if likely > to[stop]:
                to[stop], before[stop] = likely, place
    return Segmented(run, to, before, reaches)


def onward(way: Segmented) -> Onward:
    """Find the best way from each place of a run to its end."""
    end = len(way.run)
    chances, after = [_NEVER] * (end + 1), [end] * (end + 1)
    chances[end] = 0.0
    for place, reach in reversed(way.reaches):
        best, ends = _NEVER, end
        for stop, chance in reach:
            likely = chance + chances[stop]
            if likely > best:
                best, ends = likely, stop
        chances[place], after[place] = best, ends
    return Onward(way.run, chances, after)
