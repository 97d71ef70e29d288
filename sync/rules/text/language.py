"""The language as the rules on spelling know it: words, their chances, what is near."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sync.rules.text.counts import FIGURE, GAP, SIGNS, WordCounts, word_counts
from sync.rules.text.latin import often_met
from sync.rules.text.near_words import NearWords, near_words
from sync.rules.text.real_words import RealWords, real_words
from sync.rules.text.segment import Vocabulary, chance_of_unknown, vocabulary
from sync.rules.text.whole_words import WholeWords, whole_words

_COMMON = 20
"""Words counted so often stand in any text; a piece of a name is rarer."""
_OFTEN, _OF_FIGURES = 100, 300
_OF_A_FIGURE = 0.2
"""A word stands before figures where it does so this often (จำนวน, ร้อยละ)."""
_OF_A_SPACE = 20
_IN_ANY_TEXT, _OFTEN_FIRST = 1000, 0.3
"""Words counted so often, and so often beside a space, begin or end what is said."""
_RIGHT = 15
"""A word must be counted so often before another is taken for a slip of it."""
_SHORTEST = 3
_SHORTER, _FREQUENT = 2, 3000
"""Letters of a word that slips are looked for of, and of one so frequent."""
_OFTEN_MET, _OFTENER_MET = 50, 100
"""How often a word must be counted to be asked about where words stand that are known, and
where some letters of it may be gone."""
_BY_NO_ACCIDENT = 8
"""Letters of a known word that stands in no name by accident, however rare it is."""
_BEFORE_VERBS, _DONE, _SEEN = ("จะ", "ไม่", "ได้", "ต้อง"), 0.02, 300
"""Words before a verb, so often they are, and so often it must be seen."""
_OF_THE_TRADE = 30
"""What a word of the trade counts at least, which the prose may hardly have."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)  # it has a million entries
class Language:
    """How likely words are, alone and after one another, and which are near others.

    ``trade`` are words of the trade and the office's own, as likely as common ones;
    ``right`` are those an office says are no mistake; ``common`` words stand in any text.
    ``near`` are words with one slip in a run, ``whole`` those that words may be a slip of,
    ``latin`` the same in Latin letters.
    """

    counts: WordCounts
    known: Vocabulary
    near: NearWords
    whole: WholeWords
    latin: WholeWords
    trade: Mapping[str, float]
    right: frozenset[str]
    common: frozenset[str]
    words: RealWords

    def after(self, word: str, before: str) -> float:
        """Return the logarithm of a word's chance after another."""
        own = self.trade.get(word)
        if word in self.counts.numbers:
            chance = self.counts.chance_after(word, before)
            return chance if own is None else max(chance, own)
        return chance_of_unknown(word) if own is None else own

    def gain(self, old: Sequence[str], new: Sequence[str]) -> float:
        """Return how much likelier words are than others that begin and end alike."""
        head = tail = 1
        shortest = min(len(old), len(new)) - 1
        while head < shortest and old[head] == new[head]:
            head += 1
        while tail < shortest - head + 1 and old[-tail - 1] == new[-tail - 1]:
            tail += 1
        ours = new[head - 1 : len(new) - tail + 1]
        theirs = old[head - 1 : len(old) - tail + 1]
        return self._chance(ours) - self._chance(theirs)

    def _chance(self, words: Sequence[str]) -> float:
        return sum(self.after(word, before) for before, word in pairwise(words))

    def met(self, before: str, word: str) -> bool:
        """Whether two words were seen side by side; a space beside is no word.

        A figure is one for what is counted: baht, persons, times.
        """
        if before == FIGURE:
            return self.counts.pair(before, word) >= _OF_FIGURES
        if GAP in (before, word):
            return False
        seen = self.counts.pair(before, word)
        return seen > (
            _OF_A_FIGURE * self.counts.count(before) if word == FIGURE else 0
        )

    def support(self, left: str, word: str, right: str) -> int:
        """Return how often a word was seen beside its neighbours, multiplied.

        A space on one side says little, however often it was there.
        """
        before = self.counts.pair(left, word)
        if (
            not before
        ):  # most words are at home elsewhere, and thousands are asked about
            return 0
        behind = self.counts.pair(word, right)
        before = min(before, _OF_A_SPACE) if left == GAP else before
        behind = min(behind, _OF_A_SPACE) if right == GAP else behind
        return before * behind

    def begins(self, word: str) -> bool:
        """Whether a common word is often the first of what is said."""
        return self._is_often(self.counts.pair(GAP, word), word)

    def ends(self, word: str) -> bool:
        """Whether a common word is often the last of what is said."""
        return self._is_often(self.counts.pair(word, GAP), word)

    def _is_often(self, times: int, word: str) -> bool:
        count = self.counts.count(word)
        return count >= _IN_ANY_TEXT and times >= _OFTEN_FIRST * count

    def stands_alone(self, left: str, word: str, right: str) -> bool:
        """Whether a word often stands between signs, where signs are beside it."""
        return (
            {left, right} <= SIGNS
            and self.counts.pair(left, word) >= _OFTEN
            and self.counts.pair(word, right) >= _OFTEN
        )

    def is_known(self, word: str) -> bool:
        """Whether a word, a space or a figure is no piece of something unknown."""
        return word in SIGNS or word in self.known.chances

    def is_verb(self, word: str) -> bool:
        """Whether a frequent word is done, by how often it follows จะ, ไม่, ได้ or ต้อง.

        Names begin with one hardly ever: 45 of 5,849 sub-districts' do.
        """
        times = self.counts.count(word)
        done = sum(self.counts.pair(before, word) for before in _BEFORE_VERBS)
        return times >= _SEEN and done >= _DONE * times

    def is_common(self, word: str) -> bool:
        """Whether a word, or a space or a figure, stands in any text."""
        return word in self.common


@lru_cache(maxsize=2)
def language(
    trade: tuple[str, ...], alike: tuple[str, ...], right: tuple[str, ...]
) -> Language:
    """Make the language ready: the counts, and an office's words on top."""
    counts = word_counts()
    likely = counts.chance_of(_OF_THE_TRADE)
    chances = counts.chances()
    own = {word: max(likely, chances.get(word, likely)) for word in (*trade, *right)}
    chances.update(own)
    known = vocabulary(chances)
    right_words = {
        word for word in (*counts.at_least(_RIGHT), *own) if len(word) >= _SHORTEST
    }
    right_words |= {
        word for word in counts.at_least(_FREQUENT) if len(word) == _SHORTER
    }
    near = near_words(right_words, alike)
    often = (word for word in counts.at_least(_OFTEN_MET) if len(word) >= _SHORTEST)
    return Language(
        counts=counts,
        known=known,
        near=near,
        whole=whole_words(often, counts.at_least(_OFTENER_MET), near.swaps),
        latin=often_met(counts.latin),
        trade=own,
        right=frozenset(right),
        common=_common(counts, chances) | own.keys() | SIGNS,
        words=real_words(counts),
    )


def _common(counts: WordCounts, chances: Mapping[str, float]) -> frozenset[str]:
    """Return the words that are no piece of a name, by how often or how long they are."""
    long = frozenset(word for word in chances if len(word) >= _BY_NO_ACCIDENT)
    return long.difference(counts.names).union(counts.at_least(_COMMON))
