"""Known words that a text would have at a place, but for one slip of hand or scanner.

The walk follows the text letter by letter through the beginnings of known words, and
may leave it once: for a letter lost, put in, changed or exchanged.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sync.rules.text.segment import FOLLOWING, LEADING

_KEYBOARD = (
    "_ๅ/-ภถุึคตจขช",
    "ๆไำพะัีรนยบลฃ",
    "ฟหกดเ้่าสวง",
    "ผปแอิืทมใฝ",
    "+๑๒๓๔ู฿๕๖๗๘๙",
    '๐"ฎฑธํ๊ณฯญฐ,ฅ',
    "ฤฆฏโฌ็๋ษศซ.",
    "()ฉฮฺ์?ฒฬฦ",
)
"""The rows of a Kedmanee keyboard (TIS 820-2538), plain and then with shift."""

CONSONANTS = frozenset(map(chr, range(0x0E01, 0x0E2F)))
MARKS = FOLLOWING - frozenset("ะาำๅ")
"""Vowels and marks above or below a letter."""
_ALIKE, _BESIDE = 7.5, 9.5
_MARK_LOST, _MARK_PUT_IN, _MARK_CHANGED = 7.5, 8.5, 7.5
_LETTER_LOST, _LETTER_PUT_IN, _DOUBLED, _EXCHANGED = 9.5, 11.0, 7.0, 9.0
"""How rare each slip is: the logarithm, negative, of its chance at a letter. Set by
hand, and the same for all texts."""


_FEW = 3
"""Letters of a beginning that many others go on from."""
_END = "\n"
"""Stands beyond a run's last letter."""

_After = tuple[int, str, float]
"""After a slip: the place in the run, the word's letters so far, the slip's rarity."""


class NearWord(NamedTuple):  # thousands are made of a text, and hardly one is kept
    """A known word that stands at a span of a run with one slip of some rarity."""

    start: int
    end: int
    word: str
    rarity: float


@dataclass(frozen=True, slots=True, eq=False)
class NearWords:
    """Words by their beginnings: which letters may follow each.

    ``swaps`` has for each letter those it is mistaken for, and how rarely. ``skipped``
    has, after the shortest beginnings, which letters may stand before another one.
    """

    words: frozenset[str]
    follows: Mapping[str, str]
    skipped: Mapping[tuple[str, str], str]
    swaps: Mapping[str, Sequence[tuple[str, float]]]

    def at(self, run: str, start: int) -> list[NearWord]:
        """Find the words that begin at a place of a run, but for one slip."""
        found: list[NearWord] = []
        begins, place, follows = "", start, self.follows
        while True:
            for after, longer, rarity in self._slips(run, place, begins):
                self._go_on(found, run, start, after, longer, rarity)
            met = run[place] if place < len(run) else _END
            if met not in follows.get(begins, ""):
                return found
            begins += met
            place += 1

    def _slips(self, run: str, place: int, begins: str) -> list[_After]:
        """Return where one slip leads, when so much of a word was met."""
        follows = self.follows
        following = follows.get(begins, "")
        met, beyond, *_ = *run[place : place + 2], _END, _END
        led = self._lost(place, begins, met)
        if met == _END:
            return led
        for letter, rarity in self.swaps.get(met, ()):
            if letter in following and self._goes_on(begins + letter, beyond):
                led.append((place + 1, begins + letter, rarity))
        if beyond in following and met in follows.get(begins + beyond, ""):
            led.append((place + 2, begins + beyond + met, _EXCHANGED))
        if begins and self._goes_on(begins, beyond):
            put_in = _MARK_PUT_IN if met in MARKS else _LETTER_PUT_IN
            rarity = _DOUBLED if begins[-1] == met else put_in
            led.append((place + 1, begins, rarity))
        return led

    def _lost(self, place: int, begins: str, met: str) -> list[_After]:
        """Return what follows a beginning and was lost before what is met."""
        follows, words = self.follows, self.words
        letters = follows.get(begins, "")
        if len(begins) < _FEW:
            letters = self.skipped.get((begins, met), "")
        return [
            (place, longer, _MARK_LOST if letter in MARKS else _LETTER_LOST)
            for letter in letters
            if met in follows.get(longer := begins + letter, "") or longer in words
        ]

    def _goes_on(self, begins: str, met: str) -> bool:
        """Whether what is met follows a beginning, or a word ends there."""
        return met in self.follows.get(begins, "") or begins in self.words

    def _go_on(
        self,
        found: list[NearWord],
        run: str,
        start: int,
        place: int,
        begins: str,
        rarity: float,
    ) -> None:
        """Follow a word without another slip; keep it wherever it is one."""
        words, follows, end = self.words, self.follows, len(run)
        while True:
            if begins in words and _may_end(run, place, begins):
                found.append(NearWord(start, place, begins, rarity))
            if place >= end or run[place] not in follows.get(begins, ""):
                return
            begins += run[place]
            place += 1


def _may_end(run: str, place: int, word: str) -> bool:
    """Whether a word may end before a place of a run; its last letter may be lost."""
    return (place == len(run) or run[place] not in FOLLOWING) and word[
        -1
    ] not in LEADING


def near_words(words: Iterable[str], alike: Sequence[str]) -> NearWords:
    """Make words ready to be looked for with one slip; ``alike`` are look-alikes."""
    words = frozenset(words)
    follows: dict[str, dict[str, None]] = {}
    for word in words:
        for size, letter in enumerate(word):
            follows.setdefault(word[:size], {})[letter] = None
    going_on = {begins: "".join(all_) for begins, all_ in follows.items()}
    return NearWords(words, going_on, _skipped(words, going_on), _swaps(alike))


def _skipped(
    words: Collection[str], follows: Mapping[str, str]
) -> Mapping[tuple[str, str], str]:
    """Return which letters, lost after a few, leave the one that is met there."""
    skipped: dict[tuple[str, str], list[str]] = {}
    any_letter = {_END}.union(*map(set, follows.values()))
    for longer, following in follows.items():
        if 0 < len(longer) <= _FEW:
            begins, letter = longer[:-1], longer[-1]
            for met in any_letter if longer in words else following:
                skipped.setdefault((begins, met), []).append(letter)
    for longer in words:
        if len(longer) <= _FEW and longer not in follows:
            for met in any_letter:
                skipped.setdefault((longer[:-1], met), []).append(longer[-1])
    return {where: "".join(letters) for where, letters in skipped.items()}


def _swaps(alike: Sequence[str]) -> Mapping[str, Sequence[tuple[str, float]]]:
    swaps: dict[str, dict[str, float]] = {}
    for one in MARKS:
        swaps[one] = dict.fromkeys(MARKS - {one}, _MARK_CHANGED)
    half = len(_KEYBOARD) // 2
    for plain, shifted in zip(_KEYBOARD[:half], _KEYBOARD[half:], strict=True):
        pairs = [*pairwise(plain)]
        pairs += [*pairwise(shifted)]
        pairs += [*zip(plain, shifted, strict=False)]
        for one, other in pairs:
            swaps.setdefault(one, {}).setdefault(other, _BESIDE)
            swaps.setdefault(other, {}).setdefault(one, _BESIDE)
    for group in alike:
        for one in group:
            for other in group:
                if one != other:
                    swaps.setdefault(one, {})[other] = _ALIKE
    return {one: tuple(others.items()) for one, others in swaps.items()}
