"""Slips of hand and scanner in running text, judged by how likely its words are.

Where a word is unknown, rare, or stands beside words it hardly ever stands beside, ask
whether one slip undone makes the text so much more likely that it must be a slip. Names
and foreign words are unknown too: they are told by the pieces that they leave.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sync.rules.text.counts import FIGURE, GAP
from sync.rules.text.language import Language
from sync.rules.text.names import is_person, may_be_place
from sync.rules.text.near_words import NearWord
from sync.rules.text.segment import (
    FOLLOWING,
    RUN,
    Onward,
    Segmented,
    onward,
    segmented,
)

_SUSPECT = -9.5
"""Words at least so likely after the one before them are no slip (a logarithm)."""
_ABBREVIATION = re.compile("[\u0e01-\u0e2e]{1,5}")
_HOPELESS = -8.0
"""Slips undone that lose so much already without their neighbours are not looked at."""
_MOST_TRIED = 12
_SHORT, _LONG, _LONGER = 4, 6, 8
"""Letters of a word: too few to be seen, and so many that it is hardly met by accident."""
_FAR = -14.0
"""A word hardly begins where the best way through costs so much more."""

_NEVER = float("inf")
_ENOUGH_BOTH = 1.0
"""What undoing a slip must gain where the right word was seen beside both neighbours."""
_ENOUGH = 3.0
"""The same where it was seen beside one of them."""
_ENOUGH_LONGER = 5.0
_ENOUGH_SHORT = 4.0
_ENOUGH_BETWEEN_SIGNS = 10.0
_ENOUGH_ALONE = 14.0
"""The same where the right word, a long one, was seen beside neither neighbour."""
_ENOUGH_REAL = 6.0
"""The same where what stands there are words too."""
_ENOUGH_REAL_ALONE = 10.0
_ENOUGH_JOINED, _ENOUGH_WORDS_JOINED = 15.0, 18.5
"""What a space taken out must gain, where pieces are left, and where words are."""
_IN_A_NAME = 20.0
"""The same where a place may be named."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A span of a text, and the word that would stand there but for one slip."""

    start: int
    end: int
    word: str
    is_space: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """A run of Thai letters, cut into words, and what stands on either side."""

    start: int
    way: Segmented
    words: Sequence[str]
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.way.run)


def slips(text: str, language: Language) -> Iterator[Slip]:
    """Find the slips in one line of text, in order."""
    readings = _readings(text, language)
    spaces = list(_broken(text, readings, language))
    yield from spaces
    for reading in readings:
        for slip in _in_run(text, reading, language):
            if not any(s.start < slip.end and slip.start < s.end for s in spaces):
                yield slip


def _readings(text: str, language: Language) -> Sequence[_Reading]:
    runs = list(RUN.finditer(text))
    starts = [0, *(run.end() for run in runs)]
    ends = [*(run.start() for run in runs), len(text)]
    gaps = [
        FIGURE if any(char.isdigit() for char in text[start:end]) else GAP
        for start, end in zip(starts, ends, strict=True)
    ]
    readings = []
    for run, before, after in zip(runs, gaps, gaps[1:], strict=False):
        way = segmented(run[0], language.known)
        words = way.words_to(len(run[0]))
        readings.append(_Reading(run.start(), way, words, before, after))
    return readings


def _in_run(text: str, reading: _Reading, language: Language) -> Iterator[Slip]:
    suspects = list(_suspects(reading, language))
    if not suspects:
        return
    case = _Case(text, reading, onward(reading.way), language, {})
    done = 0
    for number, place in suspects:
        slip = _best(case, number, place) if place >= done else None
        if slip:
            done = slip.end - reading.start
            yield slip


@dataclass(frozen=True, slots=True)
class _Case:
    """A run with a suspect word; ``near`` keeps the words met with one slip."""

    text: str
    reading: _Reading
    on: Onward
    language: Language
    near: dict[int, Sequence[NearWord]]

    def near_at(self, start: int) -> Sequence[NearWord]:
        """Return the words that begin at a place, but for one slip, if they may."""
        if start not in self.near:
            way, on, language = self.reading.way, self.on, self.language
            may_begin = way.to[start] + on.chance[start] - way.to[-1] >= _FAR
            sound = may_begin and _is_sound_to(way, start, language)
            self.near[start] = [
                near
                for near in (language.near.at(way.run, start) if sound else ())
                if not _may_be_next(way.run, near)
                and _is_sound_from(on, near.end, language)
            ]
        return self.near[start]


def _suspects(reading: _Reading, language: Language) -> Iterator[tuple[int, int]]:
    """Return the words that may be a slip, by number, and where they begin."""
    if _ABBREVIATION.fullmatch(reading.way.run):
        return
    place, before = 0, reading.before
    for number, (word, after) in enumerate(pairwise([*reading.words, reading.after])):
        if not language.is_common(word) or (
            language.after(word, before) < _SUSPECT
            and language.is_strange(before, word, after)
        ):
            yield number, place
        place += len(word)
        before = word


@dataclass(frozen=True, slots=True)
class _Undone:
    """A run with one slip undone: the word put right, and all its words then."""

    near: NearWord
    head: Sequence[str]
    tail: Sequence[str]
    gain: float


def _best(case: _Case, number: int, place: int) -> Slip | None:
    """Undo every slip that touches a word; return the best where it is good enough."""
    reading = case.reading
    undone = [_undo(case, near) for near in _tried(case, number, place)]
    if not undone:
        return None
    best = max(undone, key=lambda one: one.gain)
    if not _is_slip(case.text, reading, best, case.language):
        return None
    start, end, word = best.near.start, best.near.end, best.near.word
    beside = best.tail[0]
    if len(word) < _SHORT and beside not in (GAP, FIGURE):
        end, word = end + len(beside), word + beside  # so that people see where it is
    return Slip(reading.start + start, reading.start + end, word)


def _tried(case: _Case, number: int, place: int) -> Sequence[NearWord]:
    """Return the likeliest words that would stand there, judged by themselves."""
    way, words = case.reading.way, case.reading.words
    chances = case.language.known.chances
    first = place - (len(words[number - 1]) if number else 0)
    found: dict[tuple[int, int, str], tuple[float, NearWord]] = {}
    inside = not case.language.is_common(words[number])  # else it is cut where it ends
    for start in way.steps:
        if start not in (first, place) and not (
            inside and first < start < place + len(words[number])
        ):
            continue
        here = way.to[start] - way.to[-1]
        for near in case.near_at(start):
            rest = case.on.chance[near.end] - near.rarity
            gain = here + chances[near.word] + rest
            what = (start, near.end, near.word)
            least = found[what][0] if what in found else _HOPELESS
            if near.end > place and gain > least:
                found[what] = (gain, near)
    ordered = sorted(found.values(), key=lambda one: -one[0])
    return [near for _, near in ordered[:_MOST_TRIED]]


def _undo(case: _Case, near: NearWord) -> _Undone:
    reading = case.reading
    head, tail = reading.way.words_to(near.start), case.on.words_from(near.end)
    old = [reading.before, *reading.words, reading.after]
    new = [reading.before, *head, near.word, *tail, reading.after]
    gain = case.language.gain(old, new) - near.rarity
    return _Undone(near, [reading.before, *head], [*tail, reading.after], gain)


def _is_slip(text: str, reading: _Reading, undone: _Undone, language: Language) -> bool:
    """Whether undoing it gains so much that it is one, and no name or abbreviation."""
    start = reading.start + undone.near.start
    end = reading.start + undone.near.end
    if text[start:end] in language.right or text.startswith(".", reading.end):
        return False
    if is_person(text, start):
        return False
    needed = _needed(reading, undone, language)
    if may_be_place(text, start):
        needed = max(needed, _IN_A_NAME)
    return undone.gain > needed


def _needed(reading: _Reading, undone: _Undone, language: Language) -> float:
    """Return what undoing a slip must gain: less, the less it may be an accident."""
    word, left, right = undone.near.word, undone.head[-1], undone.tail[0]
    before, behind = language.met(left, word), language.met(word, right)
    fits = before or behind
    if _are_words(reading, undone.near, language):
        if len(word) >= _LONG and not _is_one_word(reading, undone.near):
            return _ENOUGH_LONGER  # pieces of one word, by accident words too
        edge = {left, right} & {GAP, FIGURE}
        return (_ENOUGH_REAL_ALONE if edge else _ENOUGH_REAL) if fits else _NEVER
    if fits:
        one = _ENOUGH if len(word) > _SHORT else _ENOUGH_SHORT
        return _ENOUGH_BOTH if before and behind else one
    if len(word) >= _LONGER:
        return _ENOUGH_LONGER
    if len(word) > _SHORT and language.stands_alone(left, word, right):
        return _ENOUGH_BETWEEN_SIGNS
    return _ENOUGH_ALONE if len(word) >= _LONG else _NEVER


def _may_be_next(run: str, near: NearWord) -> bool:
    """Whether what differs is where words meet, and no slip.

    A letter put in at a word's end may be the next one's first; and อ, the first letter
    of a word, is lost where it is joined to another (ราชา, อนุมัติ: ราชานุมัติ).
    """
    if near.start and near.word == f"อ{run[near.start : near.end]}":
        return True
    last = run[near.end - 1]
    return (
        last not in FOLLOWING
        and last != near.word[-1]
        and run.startswith(near.word, near.start)
    )


def _is_sound_to(way: Segmented, place: int, language: Language) -> bool:
    """Whether the two words before a place are such as stand in any text.

    A name or a foreign word falls to pieces, and one of them is like a word.
    """
    if not place:
        return True
    begins = way.before[place]
    if not language.is_common(way.run[begins:place]):
        return False
    return not begins or language.is_known(way.run[way.before[begins] : begins])


def _is_sound_from(on: Onward, place: int, language: Language) -> bool:
    """Whether the two words after a place are such as stand in any text."""
    end = len(on.run)
    if place == end:
        return True
    ends = on.after[place]
    if not language.is_common(on.run[place:ends]):
        return False
    return ends == end or language.is_known(on.run[ends : on.after[ends]])


def _are_words(reading: _Reading, near: NearWord, language: Language) -> bool:
    """Whether all that stands there now are known words, however rare."""
    met = _over(reading.words, near.start, near.end)
    return all(language.is_known(word) for word in met)


def _is_one_word(reading: _Reading, near: NearWord) -> bool:
    return len(_over(reading.words, near.start, near.end)) == 1


def _over(words: Sequence[str], start: int, end: int) -> list[str]:
    """Return the words that a span of a run touches."""
    touched, place = [], 0
    for word in words:
        if place < end and place + len(word) > start:
            touched.append(word)
        place += len(word)
    return touched


def _broken(
    text: str, readings: Sequence[_Reading], language: Language
) -> Iterator[Slip]:
    """Find the words that a space stands inside."""
    for left, right in pairwise(readings):
        if text[left.end : right.start] != " ":
            continue
        slip = _joined(left, right, language)
        if (
            slip
            and not text.startswith(".", right.end)
            and not is_person(text, slip.start)
        ):
            yield slip


def _joined(left: _Reading, right: _Reading, language: Language) -> Slip | None:
    """Return the word across a space, where the text is far likelier without it."""
    seam = len(left.way.run)
    way = segmented(left.way.run + right.way.run, language.known)
    words = way.words_to(len(way.run))
    place = 0
    for word in words:
        if place < seam < place + len(word):
            break
        place += len(word)
    else:
        return None
    if not language.is_common(word) or len(word) < 3:
        return None
    old = [left.before, *left.words, GAP, *right.words, right.after]
    new = [left.before, *words, right.after]
    gain = language.gain(old, new)
    pieces = _over(left.words, place, seam) + _over(
        right.words, 0, place + len(word) - seam
    )
    if all(map(language.is_known, pieces)) and min(map(len, pieces)) >= _SHORT:
        return None  # two words, which some write together
    common = all(map(language.is_common, pieces))
    if gain < (_ENOUGH_WORDS_JOINED if common else _ENOUGH_JOINED):
        return None
    start, end = left.start + place, left.start + place + len(word) + 1
    return Slip(start, end, word, is_space=True)
