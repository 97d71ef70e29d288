"""Cut a run of Thai letters into words: of all ways, the likeliest.

Thai has no spaces between words. Each way to cut a run is a way through a lattice of
the known words in it; what is no word may be passed letter by letter, at a price.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
_NEVER = float("-inf")


_HEAD = 3
_LONGEST = 14
"""Letters of the longest word that is looked for backwards."""


def chance_of_unknown(piece: str) -> float:
    """Return the logarithm of the chance of a piece that is no known word."""
    return _UNKNOWN + _UNKNOWN_LETTER * len(piece)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Known words with the logarithm of their chance.

    ``lengths`` has how long the words are that begin with three letters.
    """

    chances: Mapping[str, float]
    lengths: Mapping[str, Sequence[int]]

    def lengths_of(self, text: str) -> Sequence[int]:
        """Return how long the words may be that a text begins with, if long enough."""
        return self.lengths.get(text[:_HEAD], ())


def vocabulary(chances: Mapping[str, float]) -> Vocabulary:
    """Make words ready to be looked for."""
    lengths: dict[str, set[int]] = {}
    for word in chances:
        if len(word) >= _HEAD:
            lengths.setdefault(word[:_HEAD], set()).add(len(word))
    return Vocabulary(chances, {head: tuple(all_) for head, all_ in lengths.items()})


Steps = Mapping[int, Sequence[tuple[int, float]]]
"""From each place where a word may begin: where words lead, and their chance."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """The best ways from a run's beginning.

    ``to`` and ``before`` are the chance of the best way to a place and where its last
    word begins; a place inside a syllable has none.
    """

    run: str
    steps: Steps
    to: Sequence[float]
    before: Sequence[int]

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
        chance = known.chances.get(way.run[start:place])
        if chance is not None and way.to[start] + chance > best:
            best, begins = way.to[start] + chance, start
    return begins


def is_cut(run: str, place: int) -> bool:
    """Whether a word may end and another begin at a place of a run."""
    return place in (0, len(run)) or (
        run[place] not in FOLLOWING and run[place - 1] not in LEADING
    )


def segmented(run: str, known: Vocabulary) -> Segmented:
    """Find the best way to each place of a run."""
    chances, lengths, end = known.chances.get, known.lengths, len(run)
    cuts = [
        place
        for place in range(1, end)
        if run[place] not in FOLLOWING and run[place - 1] not in LEADING
    ]
    cuts.append(end)
    may_end = frozenset(cuts)
    steps: dict[int, list[tuple[int, float]]] = {}
    to, before = [_NEVER] * (end + 1), [0] * (end + 1)
    to[0] = 0.0
    place = 0
    for follows in cuts:
        found = [(follows, _UNKNOWN + _UNKNOWN_LETTER * (follows - place))]
        for length in (1, 2, *lengths.get(run[place : place + _HEAD], ())):
            stop = place + length
            if stop in may_end and (chance := chances(run[place:stop])) is not None:
                found.append((stop, chance))
        steps[place] = found
        here = to[place]
        for stop, chance in found:
            if here + chance > to[stop]:
                to[stop], before[stop] = here + chance, place
        place = follows
    return Segmented(run, steps, to, before)


def onward(way: Segmented) -> Onward:
    """Find the best way from each place of a run to its end."""
    end = len(way.run)
    chances, after = [_NEVER] * (end + 1), [end] * (end + 1)
    chances[end] = 0.0
    for place in reversed(list(way.steps)):
        for stop, chance in way.steps[place]:
            if chance + chances[stop] > chances[place]:
                chances[place], after[place] = chance + chances[stop], stop
    return Onward(way.run, chances, after)
