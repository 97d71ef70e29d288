"""Cut a run of Thai letters into words: of all ways, the likeliest.

Thai has no spaces between words. Each way to cut a run is a way through a lattice of
the known words in it; what is no word may be passed letter by letter, at a price.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
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


_HEAD = 4
_LONGEST = 14
"""Letters of the longest word that is looked for backwards."""
_CLUSTER = re.compile(f"[{''.join(LEADING)}]*.[{''.join(FOLLOWING)}]*")
"""Letters that no two words share."""

Begun: TypeAlias = tuple[Sequence[tuple[int, float]], Sequence[int]]
"""Words that a text begins with, by length, and their chance; how long others may be."""
_NOTHING: Begun = ((), ())


def chance_of_unknown(piece: str) -> float:
    """Return the logarithm of the chance of a piece that is no known word."""
    return _UNKNOWN + _UNKNOWN_LETTER * len(piece)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Known words with the logarithm of their chance.

    ``begun`` has what is known of a text by its first four letters, or as many as begin
    a word.
    """

    chances: Mapping[str, float]
    begun: Mapping[str, Begun]

    def begun_by(self, head: str) -> Begun:
        """Return what is known of a text by its first four letters."""
        while head:
            if head in self.begun:
                return self.begun[head]
            head = head[:-1]
        return _NOTHING

    def words_at(self, text: str, least: int) -> Iterator[int]:
        """Yield how long the known words are that a text begins with, short ones not."""
        head = text[:_HEAD]
        if least >= _HEAD and head not in self.begun:
            return
        short, lengths = self.begun_by(head)
        for length, _ in short:
            if length >= least:
                yield length
        for length in lengths:
            if least <= length <= len(text) and text[:length] in self.chances:
                yield length


def vocabulary(chances: Mapping[str, float]) -> Vocabulary:
    """Make words ready to be looked for."""
    lengths: dict[str, set[int]] = {}
    for word in chances:
        for size in range(1, min(len(word), _HEAD)):
            lengths.setdefault(word[:size], set())
        longer = lengths.setdefault(word[:_HEAD], set())
        if len(word) > _HEAD:
            longer.add(len(word))
    begun = {
        head: (
            tuple(
                (size, chances[head[:size]])
                for size in range(1, len(head) + 1)
                if head[:size] in chances
            ),
            tuple(sorted(longer)),
        )
        for head, longer in lengths.items()
    }
    return Vocabulary(chances, begun)


@dataclass(frozen=True, slots=True)
class Segmented:
    """The best ways from a run's beginning.

    ``to`` and ``before`` are the chance of the best way to a place and where its last
    word begins; a place inside a syllable has none.
    """

    run: str
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
    chances, begun, end = known.chances.get, known.begun.get, len(run)
    cuts = _cuts(run)
    to, before = [_NO_CUT] * (end + 1), [0] * (end + 1)
    for place in cuts:
        to[place] = _NEVER
    to[0] = 0.0
    place = 0
    for follows in cuts:
        here, head = to[place], run[place : place + _HEAD]
        short, lengths = begun(head) or known.begun_by(head)
        unknown = follows - place, _UNKNOWN + _UNKNOWN_LETTER * (follows - place)
        for length, chance in (unknown, *short):
            stop = place + length
            if here + chance > to[stop]:
                to[stop], before[stop] = here + chance, place
        for length in lengths:
            stop = place + length
            if stop <= end and to[stop] != _NO_CUT:
                likely = here + chances(run[place:stop], _NEVER)
                if likely > to[stop]:
                    to[stop], before[stop] = likely, place
        place = follows
    return Segmented(run, to, before)


def onward(way: Segmented, known: Vocabulary) -> Onward:
    """Find the best way from each place of a run to its end."""
    run, end = way.run, len(way.run)
    of_words, begun = known.chances.get, known.begun.get
    chances, after = [_NEVER] * (end + 1), [end] * (end + 1)
    chances[end] = 0.0
    follows = end
    for place in [*reversed(_cuts(run)[:-1]), 0]:
        best = chances[follows] + _UNKNOWN + _UNKNOWN_LETTER * (follows - place)
        stop = follows
        head = run[place : place + _HEAD]
        short, lengths = begun(head) or known.begun_by(head)
        for length, chance in short:
            likely = chance + chances[place + length]
            if likely > best:
                best, stop = likely, place + length
        for length in lengths:
            ends = place + length
            if ends <= end and chances[ends] > best:
                likely = of_words(run[place:ends], _NEVER) + chances[ends]
                if likely > best:
                    best, stop = likely, ends
        chances[place], after[place], follows = best, stop, place
    return Onward(run, chances, after)


def _cuts(run: str) -> Sequence[int]:
    """Return where words may end."""
    return list(accumulate(map(len, _CLUSTER.findall(run))))
