"""How often words, pairs and triples of words stand in official prose.

Counted by ``benchmarks/count_words.py`` and kept as arrays of numbers: nothing is read
before a text has to be judged, and then it takes a tenth of a second.
"""

import math
import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sync.resources import CONFIG

GAP, FIGURE, UNKNOWN = "_", "#", "?"
"""Stand for a space or a sign, for a number, and for a piece that is no known word."""
SIGNS = frozenset({GAP, FIGURE})
"""What is no word, nor any piece of one."""
NO_WORDS = SIGNS | {UNKNOWN}

_UNSEEN = 0.3
"""What a word of the dictionary counts that the prose never had."""
_PRIOR = 150.0
"""How many pairs must be seen before they outweigh what each word is alone."""

_PRIOR_OF_WORDS, _PRIOR_OF_PAIRS = 20.0, 15.0
"""The same where words stand that are known, and for triples of words."""


@dataclass(frozen=True, slots=True, eq=False)
class WordCounts:
    """Words by number, the most frequent first; of each the words that follow it.

    The pairs of word n stand in ``seconds`` (sorted) and ``pairs`` (how often) from
    ``firsts[n]`` to ``firsts[n + 1]``; the words that follow the pair at such a place
    likewise in ``thirds`` and ``triples``, by ``pair_firsts``. ``again`` is how often a
    word ends what is said before a space and begins what follows it. ``latin`` has words
    in Latin letters, small ones, by how many articles have them, if some do.
    """

    numbers: Mapping[str, int]
    counts: Sequence[int]
    firsts: Sequence[int]
    seconds: Sequence[int]
    pairs: Sequence[int]
    pair_firsts: Sequence[int]
    thirds: Sequence[int]
    triples: Sequence[int]
    names: frozenset[str]
    again: Mapping[str, int]
    latin: Mapping[str, int]
    total: int

    def count(self, word: str) -> int:
        """Return how often the prose has a word."""
        number = self.numbers.get(word)
        return 0 if number is None else self.counts[number]

    def at_least(self, times: int) -> Iterator[str]:
        """Yield the words that the prose has so often; no names."""
        for word, count in zip(self.numbers, self.counts, strict=True):
            if count < times:
                return
            if word not in self.names and word not in NO_WORDS:
                yield word

    def chance_of(self, times: float) -> float:
        """Return the logarithm of the chance of a word counted so often."""
        return math.log((times + _UNSEEN) / self.total)

    def chances(self) -> dict[str, float]:
        """Return the logarithm of each word's chance."""
        all_ = {count: self.chance_of(count) for count in set(self.counts)}
        pairs = zip(self.numbers, self.counts, strict=True)
        return {word: all_[count] for word, count in pairs if word not in NO_WORDS}

    def pair(self, before: str, word: str) -> int:
        """Return how often a word stands after another, 0 where that is hardly ever."""
        place = self._place(before, word)
        return 0 if place is None else self.pairs[place]

    def by_chance(self, before: str, word: str) -> float:
        """Return how often two words would stand side by side if words fell as they may."""
        return self.count(before) * self.count(word) / self.total

    def together(self, words: Sequence[str]) -> Sequence[int]:
        """Return how often each two words that stand side by side do so in the prose."""
        numbers = list(map(self.numbers.get, words))
        firsts, seconds = self.firsts, self.seconds
        seen = []
        for first, second in pairwise(numbers):
            times = 0
            if first is not None and second is not None:
                end = firsts[first + 1]
                place = bisect_left(seconds, second, firsts[first], end)
                if place < end and seconds[place] == second:
                    times = self.pairs[place]
            seen.append(times)
        return seen

    def behind(self, word: str) -> Iterator[tuple[str, int]]:
        """Yield the words that stand behind one, and how often."""
        number, words = self.numbers.get(word), list(self.numbers)
        if number is not None:
            start, end = self.firsts[number], self.firsts[number + 1]
            for second, times in zip(
                self.seconds[start:end], self.pairs[start:end], strict=True
            ):
                yield words[second], times

    def triple(self, first: str, before: str, word: str) -> int:
        """Return how often three words stand so, 0 where that is hardly ever."""
        pair = self._place(first, before)
        return 0 if pair is None else self._behind(pair, word)

    def _behind(self, pair: int, word: str) -> int:
        """Return how often a word stands behind the pair at a place."""
        start, end = self.pair_firsts[pair], self.pair_firsts[pair + 1]
        third = self.numbers.get(word) if start < end else None
        if third is None:
            return 0
        place = bisect_left(self.thirds, third, start, end)
        met = place < end and self.thirds[place] == third
        return self.triples[place] if met else 0

    def _place(self, before: str, word: str) -> int | None:
        first, second = self.numbers.get(before), self.numbers.get(word)
        if first is None or second is None:
            return None
        start, end = self.firsts[first], self.firsts[first + 1]
        place = bisect_left(self.seconds, second, start, end)
        return place if place < end and self.seconds[place] == second else None

    def chance_after(self, word: str, before: str) -> float:
        """Return the logarithm of a known word's chance after another."""
        first = self.counts[self.numbers.get(before, _NO_WORD)]
        alone = (self.count(word) + _UNSEEN) / self.total
        seen = self.pair(before, word)
        return math.log((seen + _PRIOR * alone) / (first + _PRIOR))

    def chance_after_two(self, word: str, first: str, before: str) -> float:
        """Return the logarithm of a word's chance after two others.

        Judged by what was seen more strictly than ``chance_after``: whether words that
        are known stand together is asked here.
        """
        alone = (self.count(word) + _UNSEEN) / self.total
        of_before = self.counts[self.numbers.get(before, _NO_WORD)]
        after = self.pair(before, word) + _PRIOR_OF_WORDS * alone
        after /= of_before + _PRIOR_OF_WORDS
        two = self._place(first, before)
        if two is not None:
            seen, of_two = self._behind(two, word), self.pairs[two]
            after = (seen + _PRIOR_OF_PAIRS * after) / (of_two + _PRIOR_OF_PAIRS)
        return math.log(after)


_NO_WORD = 2
"""The number of ``UNKNOWN``."""


@lru_cache(maxsize=1)
def word_counts(path: Path = CONFIG / "word_counts.zip") -> WordCounts:
    """Read the counts, once."""
    with zipfile.ZipFile(path) as kept:
        words = kept.read("words.txt").decode().split("\n")
        names = frozenset(kept.read("names.txt").decode().split("\n"))
        again, latin = (_times(kept.read(name)) for name in ("again.txt", "latin.txt"))
        stored = {
            name: _numbers(kind, kept.read(name)) for name, kind in _STORED.items()
        }
    numbers = {word: number for number, word in enumerate(words)}
    return WordCounts(
        numbers=numbers,
        names=names,
        again=again,
        latin=latin,
        total=sum(stored["counts"]),
        **stored,
    )


_STORED = {
    "counts": "I",
    "firsts": "I",
    "seconds": "H",
    "pairs": "H",
    "pair_firsts": "I",
    "thirds": "H",
    "triples": "H",
}
"""What is kept besides the words, and in numbers of which size."""


def _times(stored: bytes) -> Mapping[str, int]:
    """Return how often each word was met, a line each."""
    lines = (line.split() for line in stored.decode().split("\n"))
    return {word: int(times) for word, times in lines}


def _numbers(kind: str, stored: bytes) -> Sequence[int]:
    numbers = array(kind, stored)
    if array("H", b"\1\0")[0] != 1:  # kept with the low byte first
        numbers.byteswap()
    return numbers
