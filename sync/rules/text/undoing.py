"""One slip undone at a time: the words that may have stood at a place of a run.

Of each what the text gains is reckoned; how much is enough is asked elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.rules.text.counts import FIGURE, GAP
from sync.rules.text.evidence import Undone
from sync.rules.text.language import Language
from sync.rules.text.near_words import NearWord
from sync.rules.text.reading import Slip, ThaiRun
from sync.rules.text.segment import FOLLOWING, Onward, ending_inside, is_cut, onward
from sync.rules.text.whole_words import MOST_UNKNOWN, PART_LOST

ABBREVIATION = re.compile("[\u0e01-\u0e2e]{1,5}")
_HOPELESS = -8.0
"""Slips undone that lose so much already without their neighbours are not looked at."""
_MOST_TRIED, _MOST_PIECES = 12, 4
_SHORT = 4
"""Letters of a word that is shown with the one behind it: too few to be seen."""
_FAR = -14.0
"""A word hardly begins where the best way through costs so much more."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its words by where they begin, and its runs.

    ``cases`` keeps what was looked for in a run, by where it begins.
    """

    text: str
    words: Mapping[int, str]
    read: Sequence[ThaiRun]
    cases: "dict[int, Case]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A run with a suspect word.

    ``met`` keeps the words met with one slip, by place; ``near`` those of them that may
    be, and ``heads`` how a place is reached: the words to it, and their chance. ``pieces``
    keeps long words that may have stood in place of some words, by the first and last.
    """

    line: Line
    reading: ThaiRun
    on: Onward
    language: Language
    met: dict[int, Sequence[NearWord]]
    near: dict[int, Sequence[tuple[float, NearWord]]]
    heads: dict[int, tuple[Sequence[str], float] | None]
    pieces: dict[tuple[int, int], Sequence[Undone]]

    def words_at(self, start: int) -> Sequence[NearWord]:
        """Return all words that begin at a place, but for one slip."""
        if start not in self.met:
            self.met[start] = self.language.near.at(self.reading.way.run, start)
        return self.met[start]

    def near_at(self, start: int) -> Sequence[tuple[float, NearWord]]:
        """Return the words that begin at a place, but for one slip, if they may.

        With what each gains by itself; few are not hopeless.
        """
        if start not in self.near:
            self.near[start] = list(self._near_at(start))
        return self.near[start]

    def _near_at(self, start: int) -> Iterator[tuple[float, NearWord]]:
        run, language, head = self.reading.way.run, self.language, self.head(start)
        if head is None or not self._may_begin(start, *head):
            return
        here, chances = head[1] - self.reading.way.to[-1], language.known.chances
        for near in self.words_at(start):
            rest = self.on.chance[near.end] - near.rarity
            gain = here + chances[near.word] + rest
            if (
                gain > _HOPELESS
                and not _may_be_next(run, near)
                and _is_sound_from(self.on, near.end, language)
            ):
                yield gain, near

    def _may_begin(self, start: int, head: Sequence[str], chance: float) -> bool:
        way = self.reading.way
        if not _is_sound_to(head, self.language):
            return False
        is_far = chance + self.on.chance[start] - way.to[-1] < _FAR
        return not (is_far and is_cut(way.run, start))

    def head(self, start: int) -> tuple[Sequence[str], float] | None:
        """Return the words before a place and their chance, if it can be reached."""
        if start not in self.heads:
            self.heads[start] = self._head(start)
        return self.heads[start]

    def _head(self, start: int) -> tuple[Sequence[str], float] | None:
        way = self.reading.way
        if is_cut(way.run, start):
            return way.words_to(start), way.to[start]
        begins = ending_inside(way, start, self.language.known)
        if begins is None:
            return None
        word = way.run[begins:start]
        chance = way.to[begins] + self.language.known.chances[word]
        return [*way.words_to(begins), word], chance

    def undone(self, number: int, place: int) -> Sequence[Undone]:
        """Undo each slip that touches a word; the likeliest, judged by themselves."""
        return [self.undo(near) for near in _tried(self, number, place)]

    def garbled(self, number: int) -> Iterator[Undone]:
        """Undo what stands in place of a long word that a word of the run is a piece of."""
        for first in range(max(0, number - _MOST_PIECES + 1), number + 1):
            for last in range(number + 1, first + _MOST_PIECES + 1):
                yield from self._garbled_at(first, last)

    def _garbled_at(self, first: int, last: int) -> Sequence[Undone]:
        if (first, last) not in self.pieces:
            self.pieces[first, last] = list(self._garbled_in(first, last))
        return self.pieces[first, last]

    def _garbled_in(self, first: int, last: int) -> Iterator[Undone]:
        """Undo what stands in place of a long word that falls to pieces, some unknown."""
        language, words, whole = self.language, self.reading.words, self.language.whole
        met = words[first:last]
        if last > len(words) or all(map(language.is_known, met)):
            return
        start = len("".join(words[:first]))
        end = start + len("".join(met))
        is_sound = _is_sound_to(words[:first], language)
        if not is_sound or not _is_sound_from(self.on, end, language):
            return
        for word in whole.like("".join(met), MOST_UNKNOWN):
            rarity = whole.rarity("".join(met), word) or 0.0
            if rarity >= PART_LOST:
                undone = self.undo(NearWord(start, end, word, rarity))
                if not undone.is_of_other_words:
                    yield undone

    def undo(self, near: NearWord) -> Undone:
        """Undo one slip, and reckon what is gained."""
        reading = self.reading
        head, _ = self.head(near.start) or ([], 0.0)
        tail = self.on.words_from(near.end)
        old = [reading.before, *reading.words, reading.after]
        new = [reading.before, *head, near.word, *tail, reading.after]
        gain = self.language.gain(old, new) - near.rarity
        return Undone(
            reading, near, [reading.before, *head], [*tail, reading.after], gain
        )


def case_of(line: Line, reading: ThaiRun, language: Language) -> Case:
    """Return what slips are undone with in a run of a line: the same for all who ask."""
    case = line.cases.get(reading.start)
    if case is None:
        case = Case(line, reading, onward(reading.way), language, {}, {}, {}, {})
        line.cases[reading.start] = case
    return case


def shown(reading: ThaiRun, undone: Undone, *, is_unsure: bool) -> Slip:
    """Return a slip as people see it: no fragment, and where a short word stands."""
    start, end, word = undone.near.start, undone.near.end, undone.near.word
    before, beside = undone.head[-1], undone.tail[0]
    if len(word) < _SHORT and beside not in (GAP, FIGURE):
        end, word = end + len(beside), word + beside
    if start and reading.way.run[start] in FOLLOWING:
        start, word = start - len(before), before + word
    return Slip(reading.start + start, reading.start + end, word, is_unsure=is_unsure)


def _tried(case: Case, number: int, place: int) -> Sequence[NearWord]:
    """Return the likeliest words that would stand there, judged by themselves."""
    found: dict[tuple[int, int, str], tuple[float, NearWord]] = {}
    for start in _starts(case, number, place):
        for gain, near in case.near_at(start):
            what = (start, near.end, near.word)
            is_better = what not in found or gain > found[what][0]
            if near.end > place and is_better:
                found[what] = (gain, near)
    ordered = sorted(found.values(), key=lambda one: -one[0])
    return [near for _, near in ordered[:_MOST_TRIED]]


def _starts(case: Case, number: int, place: int) -> Iterator[int]:
    """Yield where the right word may begin: a common word is cut where it ends."""
    run, words = case.reading.way.run, case.reading.words
    before = [
        place - len("".join(words[one:number]))
        for one in range(max(0, number - 2), number)
    ]
    first = before[-1] if before else place
    yield from {first, place}
    inside = not case.language.is_common(words[number])
    if len(before) > 1 and inside:
        yield before[0]
    for start in range(first + 1, min(place + len(words[number]) + 1, len(run))):
        if start != place and (
            run[start] in FOLLOWING or (inside and is_cut(run, start))
        ):
            yield start


def _may_be_next(run: str, near: NearWord) -> bool:
    """Whether what differs is where words meet, and no slip.

    A letter put in at a word's end may be the next one's first; and อ, the first letter
    of a word, is lost where it is joined to another (ราชา, อนุมัติ: ราชานุมัติ).
    """
    met = run[near.start : near.end]
    if near.start and near.word == f"อ{met}":
        return True
    if _with_tone(met) == _with_tone(near.word):
        return True
    last = run[near.end - 1]
    return (
        last not in FOLLOWING
        and last != near.word[-1]
        and run.startswith(near.word, near.start)
    )


def _with_tone(word: str) -> str:
    """Return a foreign word as many write it: -ชั่น, where the Royal Society has -ชัน."""
    return word.replace("ชัน", "ชั่น")


def _is_sound_to(head: Sequence[str], language: Language) -> bool:
    """Whether the two words before a place are such as stand in any text.

    A name or a foreign word falls to pieces, and one of them is like a word.
    """
    if not head:
        return True
    return language.is_common(head[-1]) and all(map(language.is_known, head[-2:-1]))


def _is_sound_from(on: Onward, place: int, language: Language) -> bool:
    """Whether the two words after a place are such as stand in any text."""
    end = len(on.run)
    if place == end:
        return True
    ends = on.after[place]
    if not language.is_common(on.run[place:ends]):
        return False
    return ends == end or language.is_known(on.run[ends : on.after[ends]])
