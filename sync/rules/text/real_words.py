"""Slips that leave words: a mark that makes another word, and what was lost of one.

Nothing is unknown there; what shows the slip are the words beside it. Three words that
stand together in official prose again and again weigh against three that never do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from sync.rules.text.counts import FIGURE, GAP, NO_WORDS, UNKNOWN, WordCounts
from sync.rules.text.rarities import CONSONANTS, MARKS
from sync.rules.text.reading import Slip, ThaiRun
from sync.thai.likeness import begin_alike
from sync.thai.sounds import SILENCED, SILENT

_BEGINNINGS = ("การ", "ความ")
"""Words that begin others, and are lost before them."""
_JOINING = frozenset({"และ", "หรือ", "กับ", "แต่", "โดย", GAP, FIGURE, UNKNOWN})
"""Anything may follow these: what hardly ever did so is no sign."""
AFTER_ANY = frozenset({"ขึ้น", "ลง"})
"""What becomes more and less is said of anything (เข้มขึ้น is no เข้มข้น)."""
_LEAST_MARKED, _LEAST_WHOLE = 100, 60
"""How often a word must be counted to be taken for the right one."""
_LONGEST_PART = 5
_FREQUENT_PART = 3000
"""A part so frequent is a word by itself (ค่า, ราย), and lost as words are."""
_BEGUN = 0.1
"""So often a word stands after a beginning that may be lost before it."""
_MARK, _MARK_OF_A_WORD, _BEGINNING, _LIKE_PART, _WORD, _PART = (
    8.0,
    10.0,
    9.0,
    10.0,
    11.5,
    14.0,
)
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


class _Change(NamedTuple):
    """What is found, with the word before it where that is shown; what is right.

    ``words`` would stand from there on; ``rarity`` is how rare such a slip is, ``sure``
    what must be gained to say so, and ``least`` what putting it right gains at least.
    """

    before: str
    found: str
    right: str
    words: Sequence[str]
    rarity: float
    sure: float = _NEVER
    least: float = -_NEVER


@dataclass(frozen=True, slots=True, eq=False)
class RealWords:
    """The words that others become by one slip: of a mark, or of a part that is lost.

    ``bare`` has words by what they are without marks, ``unheard`` by what they are
    without a letter that is silenced; ``longer`` by what they are
    without their beginning, and ``begun`` the beginnings that often stand before one.
    """

    counts: WordCounts
    bare: Mapping[str, Sequence[str]]
    unheard: Mapping[str, Sequence[str]]
    longer: Mapping[str, Sequence[str]]
    begun: Mapping[str, Sequence[str]]

    def slips(
        self, readings: Sequence[ThaiRun], together: Sequence[Sequence[int]]
    ) -> Iterator[Slip]:
        """Find the slips that leave words in a line, in order.

        ``together`` is how often each two words of a run were seen side by side.
        """
        for reading, seen in zip(readings, together, strict=True):
            words = [GAP, reading.before, *reading.words, reading.after, GAP]
            among = map(self._is_odd, reading.words, reading.words[1:], seen)
            odd = [False, False, *among, False, False]
            done = place = reading.start
            for number in range(2, len(words) - 2):
                is_suspect = place >= done and (odd[number - 1] or odd[number])
                best = self._best(words, number, odd) if is_suspect else None
                if best:
                    gain, change = best
                    start = place - len(change.before)
                    done = start + len(change.found)
                    unsure = gain < change.sure
                    yield Slip(start, done, change.right, is_unsure=unsure)
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

    def _best(
        self, words: Sequence[str], number: int, odd: Sequence[bool]
    ) -> tuple[float, _Change] | None:
        """Return what put right gains most at a word, if that is enough."""
        changes = list(self._changes(words, number, odd))
        if not changes or self._was_seen(words, number):
            return None
        gains = [(self._gain(words, number, change), change) for change in changes]
        enough = (one for one in gains if one[0] >= _UNSURE)
        return max(enough, key=itemgetter(0), default=None)

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

    def _is_odd(self, before: str, word: str, seen: int) -> bool:
        if not seen:
            return True
        return seen < _ODD * self.counts.by_chance(before, word)

    def _changes(
        self, words: Sequence[str], number: int, odd: Sequence[bool]
    ) -> Iterator[_Change]:
        """Yield what may have stood at a word, where official prose has it so."""
        before, word = words[number - 1 : number + 1]
        names = self.counts.names
        if before in names or word in names:
            return
        yield from self._other_marks(words, number)
        if odd[number - 1] and before not in _JOINING:
            yield from self._lost(before, words[number:])

    def _other_marks(self, words: Sequence[str], number: int) -> Iterator[_Change]:
        """Yield what one mark makes of a word, and of it and the next one together."""
        before, word, behind = words[number - 1 : number + 2]
        for right in self._marked(word):
            # with ์ and without are two ways to write one word (สิทธิ, สิทธิ์)
            is_other_way = word.removesuffix(SILENCED) == right.removesuffix(SILENCED)
            if not is_other_way and self._stand([before, right, behind]):
                changed = [right, *words[number + 1 :]]
                rare, sure = _MARK_OF_A_WORD, _SURE_OF_A_WORD
                yield _Change("", word, right, changed, rare, sure)
        if behind in NO_WORDS or behind in AFTER_ANY:
            return
        for right in self._marked(word + behind):
            changed = [right, *words[number + 2 :]]
            is_shunned = self._shun(word, behind)
            is_shunned = is_shunned and self.counts.count(right) >= _FREQUENT
            least = _UNSURE if is_shunned else -_NEVER
            yield _Change("", word + behind, right, changed, _MARK, _SURE, least)

    def _shun(self, word: str, behind: str) -> bool:
        """Whether two words never stand together that would by chance, and often."""
        is_expected = self.counts.by_chance(word, behind) >= _SHUNNED
        return is_expected and not self.counts.pair(word, behind)

    def _lost(self, before: str, words: Sequence[str]) -> Iterator[_Change]:
        """Yield what a word was if its beginning was lost, be it a word by itself."""
        word, *tail = words
        whole = [[part, word] for part in self.begun.get(word, ())]
        whole += ([right] for right in self.longer.get(word, ()))
        for right in whole:
            if self._stand([before, *right, tail[0]]):
                said, changed = before + "".join(right), [*right, *tail]
                rarity = self._rarity(before, right, word)
                yield _Change(before, before + word, said, changed, rarity)

    def _rarity(self, before: str, right: Sequence[str], word: str) -> float:
        """Return how rarely a word loses what stood before it, be it a word or a part."""
        if len(right) > 1:
            return _BEGINNING
        part = right[0].removesuffix(word)
        if _ends(part) == _ends(before):
            return _LIKE_PART
        return _WORD if self.counts.count(part) >= _FREQUENT_PART else _PART

    def _stand(self, words: Sequence[str]) -> bool:
        """Whether words were seen side by side; a sign at the end is none."""
        for one, behind in pairwise(words):
            if behind not in NO_WORDS and self.counts.pair(one, behind) < _MET:
                return False
        return True

    def _marked(self, word: str) -> Iterator[str]:
        """Yield the words that are another but for one mark, or a letter silenced."""
        yield from self.unheard.get(word, ())
        for right in self.bare.get(_without_marks(word), ()):
            if right != word and _is_one_mark(word, right):
                yield right

    def _gain(self, words: Sequence[str], number: int, change: _Change) -> float:
        """Return how much likelier the line is with a change, be that so rare."""
        context = words[number - 2 : number]
        end = min(len(words), number + 4)
        kept = len(change.words) - (len(words) - end)
        old = self._chance([*context, *words[number:end]])
        new = self._chance([*context, *change.words[:kept]])
        return max(new - old - change.rarity, change.least)

    def _chance(self, words: Sequence[str]) -> float:
        """Return the logarithm of the chance of all words but the first two."""
        return sum(
            self.counts.chance_after_two(word, first, before)
            for first, before, word in zip(words, words[1:], words[2:], strict=False)
        )


def _without_marks(word: str) -> str:
    return word.translate(_NO_MARKS)


_NO_MARKS = dict.fromkeys(map(ord, MARKS))


def _ends(word: str) -> str:
    """Return how a word ends; where two end alike the eye skips from one to the other."""
    return "".join(letter for letter in word if letter in CONSONANTS)[-2:]


def _is_one_mark(word: str, right: str) -> bool:
    """Whether one mark lost, put in or changed is all that differs."""
    if abs(len(word) - len(right)) > 1:
        return False
    place = begin_alike(word, right)
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
    begun: dict[str, list[str]] = {}
    for part in _BEGINNINGS:
        for word, times in counts.behind(part):
            if times >= _BEGUN * counts.count(word):
                begun.setdefault(word, []).append(part)
    return RealWords(counts, bare, _unheard(counts), longer, begun)


def _unheard(counts: WordCounts) -> Mapping[str, Sequence[str]]:
    unheard: dict[str, list[str]] = {}
    for word in counts.at_least(_LEAST_MARKED):
        for met in SILENT.finditer(word) if SILENCED in word else ():
            left = word[: met.start()] + word[met.end() :]
            unheard.setdefault(left, []).append(word)
    return unheard
