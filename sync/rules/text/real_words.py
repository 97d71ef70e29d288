"""Slips that leave words: a mark that makes another word, and a part that was lost.

Nothing is unknown there; what shows the slip are the words beside it. Three words that
stand together in official prose again and again weigh against three that never do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from sync.rules.text.counts import FIGURE, GAP, UNKNOWN, WordCounts
from sync.rules.text.near_words import CONSONANTS, MARKS
from sync.rules.text.reading import Slip, ThaiRun

_BEGINNINGS = ("การ", "ความ")
"""Words that begin others, and are lost before them."""
_JOINING = frozenset({"และ", "หรือ", "กับ", "แต่", "โดย", GAP, FIGURE, UNKNOWN})
"""Anything may follow these: what hardly ever did so is no sign."""
_SIGNS = frozenset({GAP, FIGURE, UNKNOWN})
AFTER_ANY = frozenset({"ขึ้น", "ลง"})
"""What becomes more and less is said of anything (เข้มขึ้น is no เข้มข้น)."""
_LEAST_MARKED, _LEAST_WHOLE = 100, 60
"""How often a word must be counted to be taken for the right one."""
_LONGEST_PART = 5
_BEGUN = 0.1
"""So often a word stands after a beginning that may be lost before it."""
_MARK, _MARK_OF_A_WORD, _BEGINNING, _LIKE_PART, _PART = 8.0, 10.0, 9.0, 10.0, 14.0
"""How rare such slips are: the logarithm, negative, of their chance at a word."""
_SURE, _SURE_OF_A_WORD, _UNSURE = 10.0, 14.0, 4.5
"""What putting it right must gain to be said as a slip, where one word becomes another, and
as one that may be."""
_NEVER = float("inf")
_ODD = 0.3
"""Words that stand together less often than by chance, by this factor, are odd."""
_MET = 3
_SHUNNED, _FREQUENT = 10, 500
"""Two words never together that by chance would be so often, and a word so frequent that
slips of it are met, are a sign of their own."""

_SILENT = "\u0e4c"
"""Words with it at the end and without are other ways to write one (สิทธิ, สิทธิ์)."""

_Gain: TypeAlias = Callable[[Sequence[str]], float]
"""How much likelier a line is with other words from one of its words on."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What is found, with the word before it where that is shown; what is right.

    ``sure`` is what must be gained to say so.
    """

    before: str
    found: str
    right: str
    gain: float
    sure: float = _NEVER


@dataclass(frozen=True, slots=True, eq=False)
class RealWords:
    """The words that others become by one slip: of a mark, or of a part that is lost."""

    counts: WordCounts
    bare: Mapping[str, Sequence[str]]
    longer: Mapping[str, Sequence[str]]

    def slips(self, readings: Sequence[ThaiRun]) -> Iterator[Slip]:
        """Find the slips that leave words in a line, in order."""
        for reading in readings:
            words = [GAP, reading.before, *reading.words, reading.after, GAP]
            place = reading.start
            done = place
            odd = [self._is_odd(*two) for two in pairwise(words)]
            for number in range(2, len(words) - 2):
                is_suspect = place >= done and (odd[number - 1] or odd[number])
                best = self._best(words, number) if is_suspect else None
                if best:
                    start = place - len(best.before)
                    done = start + len(best.found)
                    unsure = best.gain < best.sure
                    yield Slip(start, done, best.right, is_unsure=unsure)
                place += len(words[number])

    def gain(self, old: Sequence[str], new: Sequence[str]) -> float:
        """Return how much likelier words are than others that begin and end alike."""
        shortest = min(len(old), len(new))
        head = tail = 0
        while head < shortest and old[head] == new[head]:
            head += 1
        while tail < shortest - head and old[-tail - 1] == new[-tail - 1]:
            tail += 1
        start, kept = max(0, head - 2), max(0, tail - 2)
        return self._chance(new[start : len(new) - kept]) - self._chance(
            old[start : len(old) - kept]
        )

    def _best(self, words: Sequence[str], number: int) -> _Change | None:
        """Return what put right gains most at a word, if that is enough."""
        if self._was_seen(words, number):
            return None
        enough = (one for one in self._changes(words, number) if one.gain >= _UNSURE)
        return max(enough, key=lambda one: one.gain, default=None)

    def _was_seen(self, words: Sequence[str], number: int) -> bool:
        """Whether a word stands among its neighbours in official prose, if all are known."""
        two, before, word, behind, four = words[number - 2 : number + 3]
        counts, known = self.counts, self.counts.numbers
        if not (before in known and word in known and behind in known):
            return True
        return counts.triple(before, word, behind) > 0 or (
            counts.triple(two, before, word) > 0
            and counts.triple(word, behind, four) > 0
        )

    def _is_odd(self, before: str, word: str) -> bool:
        if before in _SIGNS or word in _SIGNS:
            return False
        seen = self.counts.pair(before, word)
        if not seen:
            return True
        by_chance = self.counts.count(before) * self.counts.count(word)
        return seen < _ODD * by_chance / self.counts.total

    def _changes(self, words: Sequence[str], number: int) -> Iterator[_Change]:
        """Yield what may have stood at a word, and what it gains."""
        if words[number - 1] in self.counts.names or words[number] in self.counts.names:
            return
        gain = self._gain(words, number)
        yield from self._other_marks(words, number, gain)
        before, word = words[number - 1 : number + 1]
        if before not in _JOINING and self._is_odd(before, word):
            yield from self._lost(before, words[number:], gain)

    def _other_marks(
        self, words: Sequence[str], number: int, gain: _Gain
    ) -> Iterator[_Change]:
        """Yield what one mark makes of a word, and of it and the next one together."""
        before, word, behind = words[number - 1 : number + 2]
        tail = words[number + 1 :]
        for right in self._marked(word):
            is_other_way = word.removesuffix(_SILENT) == right.removesuffix(_SILENT)
            if not is_other_way and self._stand([before, right, behind]):
                gained = gain([right, *tail]) - _MARK_OF_A_WORD
                yield _Change("", word, right, gained, _SURE_OF_A_WORD)
        if behind in _SIGNS or behind in AFTER_ANY:
            return
        for right in self._marked(word + behind):
            gained = gain([right, *tail[1:]]) - _MARK
            if self._shun(word, behind) and self.counts.count(right) >= _FREQUENT:
                gained = max(gained, _UNSURE)
            yield _Change("", word + behind, right, gained, _SURE)

    def _shun(self, word: str, behind: str) -> bool:
        """Whether two words never stand together that would by chance, and often."""
        by_chance = self.counts.count(word) * self.counts.count(behind)
        return by_chance >= _SHUNNED * self.counts.total and not self.counts.pair(
            word, behind
        )

    def _lost(
        self, before: str, words: Sequence[str], gain: _Gain
    ) -> Iterator[_Change]:
        """Yield what a word was if its beginning was lost, be it a word by itself."""
        word, *tail = words
        often = _BEGUN * self.counts.count(word)
        whole = [
            [part, word]
            for part in _BEGINNINGS
            if self.counts.pair(part, word) >= often
        ]
        whole += ([right] for right in self.longer.get(word, ()))
        for right in whole:
            if self._stand([before, *right, tail[0]]):
                gained = gain([*right, *tail]) - _rarity(before, right, word)
                said = before + "".join(right)
                yield _Change(before, before + word, said, gained)

    def _stand(self, words: Sequence[str]) -> bool:
        """Whether words were seen side by side; a sign at the end is none."""
        for one, behind in pairwise(words):
            if behind not in _SIGNS and self.counts.pair(one, behind) < _MET:
                return False
        return True

    def _marked(self, word: str) -> Iterator[str]:
        """Yield the words that are another but for one mark."""
        for right in self.bare.get(_without_marks(word), ()):
            if right != word and _is_one_mark(word, right):
                yield right

    def _gain(self, words: Sequence[str], number: int) -> _Gain:
        """Return what measures how much likelier other words are from one on."""
        context = [*words[number - 2 : number]]
        end = min(len(words), number + 4)
        kept = len(words) - end

        def gain(tail: Sequence[str]) -> float:
            old = self._chance([*context, *words[number:end]])
            return self._chance([*context, *tail[: len(tail) - kept]]) - old

        return gain

    def _chance(self, words: Sequence[str]) -> float:
        """Return the logarithm of the chance of all words but the first two."""
        return sum(
            self.counts.chance_after_two(word, first, before)
            for first, before, word in zip(words, words[1:], words[2:], strict=False)
        )


def _without_marks(word: str) -> str:
    return word.translate(_NO_MARKS)


_NO_MARKS = dict.fromkeys(map(ord, MARKS))


def _rarity(before: str, right: Sequence[str], word: str) -> float:
    """Return how rarely a word loses what stood before it, be it a word or a part."""
    if len(right) > 1:
        return _BEGINNING
    is_like = _ends(right[0].removesuffix(word)) == _ends(before)
    return _LIKE_PART if is_like else _PART


def _ends(word: str) -> str:
    """Return how a word ends; where two end alike the eye skips from one to the other."""
    return "".join(letter for letter in word if letter in CONSONANTS)[-2:]


def _is_one_mark(word: str, right: str) -> bool:
    """Whether one mark lost, put in or changed is all that differs."""
    if abs(len(word) - len(right)) > 1:
        return False
    place = 0
    for one, other in zip(word, right, strict=False):
        if one != other:
            break
        place += 1
    longer, other = (word, right) if len(word) > len(right) else (right, word)
    skip = place + (len(longer) == len(other))
    return longer[place + 1 :] == other[skip:]


def real_words(counts: WordCounts) -> RealWords:
    """Make ready to look for the words that others become."""
    bare: dict[str, list[str]] = {}
    for word in counts.at_least(_LEAST_MARKED):
        bare.setdefault(_without_marks(word), []).append(word)
    longer: dict[str, list[str]] = {}
    for word in counts.at_least(_LEAST_WHOLE):
        for size in range(2, min(_LONGEST_PART, len(word) - 2) + 1):
            if word[size:] in counts.numbers:
                longer.setdefault(word[size:], []).append(word)
    return RealWords(counts, bare, longer)
