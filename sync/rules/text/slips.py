"""Slips of hand and scanner in running text, judged by how likely its words are.

Where a word is unknown, rare, or stands beside words it hardly ever stands beside, ask
whether one slip undone makes the text so much more likely that it must be a slip. Names
and foreign words are unknown too: they are told by the pieces that they leave.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.rules.text.counts import FIGURE, GAP
from sync.rules.text.evidence import LEAST, Undone, is_enough, is_sure
from sync.rules.text.language import Language
from sync.rules.text.lost_marks import lost_marks, with_marks
from sync.rules.text.names import is_of_a_firm, is_person, may_be_place
from sync.rules.text.near_words import NearWord
from sync.rules.text.reading import Slip, ThaiRun, thai_runs, words_at
from sync.rules.text.segment import FOLLOWING, Onward, ending_inside, is_cut, onward
from sync.rules.text.spaced import spaced

_SUSPECT = -9.5
"""Words at least so likely after the one before them are no slip (a logarithm)."""
_ABBREVIATION = re.compile("[\u0e01-\u0e2e]{1,5}")
_IN_LATIN = re.compile(r" ?\([A-Za-z]")
_SPELT = re.compile(
    "(?:เอ(?:ฟ|ช|็ม|็น|ส|็กซ์)?|บี|ซี|ดี|อี|จี|ไอ|เจ|เค|แอล|โอ|พี|คิว|อาร์|ที|ยู|วี|วาย|แซด|ทู){3,}"
)
"""Three or more Latin letters by their names; ทู is a two between them."""
_HOPELESS = -8.0
"""Slips undone that lose so much already without their neighbours are not looked at."""
_MOST_TRIED = 12
_SHORT, _LONG = 4, 8
"""Letters of a word: too few to be seen, and so many that no person is called so."""
_SURE = 6
"""Letters of a common word that is hardly a slip of another, though one may be: เลื่อน of
เคลื่อน. One in five of the words asked about in plans was so long."""
_FAR = -14.0
"""A word hardly begins where the best way through costs so much more."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, its words by where they begin, and its runs."""

    text: str
    words: Mapping[int, str]
    read: Sequence[ThaiRun]


def slips(text: str, read: Sequence[ThaiRun], language: Language) -> Iterator[Slip]:
    """Find the slips in one line of text that was cut into words, in order.

    Where spaces stand for marks, the rest is judged with these in their place.
    """
    lost = list(lost_marks(text, read, language))
    if lost:
        text = with_marks(text, lost)
        read = thai_runs(text, language.known)
    line = _Line(text, words_at(read), read)
    together = [language.counts.together(reading.words) for reading in read]
    found = [*lost, *_apart(spaced(text, read, language), lost)]
    for reading, seen in zip(read, together, strict=True):
        found += _apart(_in_run(line, reading, seen, language), found)
    real = language.words.slips(read, together)
    found += _apart((s for s in real if not _is_name(line, s)), found)
    yield from found


def _apart(more: Iterable[Slip], found: Sequence[Slip]) -> list[Slip]:
    """Return the slips that touch none of those found."""
    return [
        slip
        for slip in more
        if not any(s.start < slip.end and slip.start < s.end for s in found)
    ]


def _is_name(line: _Line, slip: Slip) -> bool:
    if _begins_a_name(line.text, slip.start, slip.end, line.words):
        return True
    at = line.text, slip.start, line.words
    return is_person(*at) or may_be_place(*at)


def _in_run(
    line: _Line, reading: ThaiRun, together: Sequence[int], language: Language
) -> Iterator[Slip]:
    if line.text.startswith(".", reading.end):
        return  # an abbreviation
    suspects = list(_suspects(reading, together, language))
    if not suspects:
        return
    case = _Case(line, reading, onward(reading.way), language, {}, {})
    done = 0
    for number, place in suspects:
        slip = _best(case, number, place) if place >= done else None
        if slip:
            done = slip.end - reading.start
            yield slip


@dataclass(frozen=True, slots=True)
class _Case:
    """A run with a suspect word; ``near`` keeps the words met with one slip.

    ``heads`` keeps how a place is reached: the words to it, and their chance.
    """

    line: _Line
    reading: ThaiRun
    on: Onward
    language: Language
    near: dict[int, Sequence[tuple[float, NearWord]]]
    heads: dict[int, tuple[Sequence[str], float] | None]

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
        for near in language.near.at(run, start):
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


def _suspects(
    reading: ThaiRun, together: Sequence[int], language: Language
) -> Iterator[tuple[int, int]]:
    """Return the words that may be a slip, by number, and where they begin.

    A common word is one that was seen beside neither neighbour, if it has any.
    """
    if _ABBREVIATION.fullmatch(reading.way.run):
        return
    place, before, common = 0, reading.before, language.common
    for number, word in enumerate(reading.words):
        beside = together[max(0, number - 1) : number + 1]
        if word not in common or (
            len(word) < _SURE
            and beside
            and not any(beside)
            and word not in language.trade
            and language.after(word, before) < _SUSPECT
        ):
            yield number, place
        place += len(word)
        before = word


def _best(case: _Case, number: int, place: int) -> Slip | None:
    """Undo every slip that touches a word; return the best where it is good enough."""
    reading = case.reading
    first = reading.start + place - (len(reading.words[number - 1]) if number else 0)
    if is_person(case.line.text, first, case.line.words):
        return None  # and all that may begin there is of the name
    undone = [_undo(case, near) for near in _tried(case, number, place)]
    if not undone:
        return None
    best = max(undone, key=lambda one: one.gain)
    place = reading.start + best.near.start
    in_a_name = may_be_place(case.line.text, place, case.line.words)
    if not _is_slip(case, best, in_a_name=in_a_name):
        return None
    sure = is_sure(best, case.language, in_a_name=in_a_name)
    sure = sure and not (is_of_a_firm(case.line.text, place) or _is_foreign(case, best))
    return _shown(reading, best, is_unsure=not sure)


def _is_foreign(case: _Case, undone: Undone) -> bool:
    """Whether a foreign name may stand there, which people write as they please.

    Latin letters are spelt (ทีโอเอ), or follow a short word in brackets, or it stands alone
    beside what falls to pieces.
    """
    reading, near, text = case.reading, undone.near, case.line.text
    start, end = reading.start + near.start, reading.start + near.end
    if any(one.start() < end and start < one.end() for one in _SPELT.finditer(text)):
        return True
    if near.end < len(reading.way.run):
        return False
    if len(near.word) < _SURE and _IN_LATIN.match(text, reading.end):
        return True
    beside = [
        one
        for one in case.line.read
        if (one.end + 1 == reading.start and text[one.end] == " ")
        or (one.start == reading.end + 1 and text[reading.end] == " ")
    ]
    return near.start == 0 and not all(
        case.language.is_known(word) for one in beside for word in one.words
    )


def _shown(reading: ThaiRun, undone: Undone, *, is_unsure: bool) -> Slip:
    """Return a slip as people see it: no fragment, and where a short word stands."""
    start, end, word = undone.near.start, undone.near.end, undone.near.word
    before, beside = undone.head[-1], undone.tail[0]
    if len(word) < _SHORT and beside not in (GAP, FIGURE):
        end, word = end + len(beside), word + beside
    if start and reading.way.run[start] in FOLLOWING:
        start, word = start - len(before), before + word
    return Slip(reading.start + start, reading.start + end, word, is_unsure=is_unsure)


def _tried(case: _Case, number: int, place: int) -> Sequence[NearWord]:
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


def _starts(case: _Case, number: int, place: int) -> Iterator[int]:
    """Yield where the right word may begin: a common word is cut where it ends."""
    run, words = case.reading.way.run, case.reading.words
    before = [
        place - len("".join(words[one:number]))
        for one in range(max(0, number - 2), number)
    ]
    first = before[-1] if before else place
    yield from {first, place}
    if len(before) > 1 and not case.language.is_known(words[number]):
        yield before[0]
    inside = not case.language.is_common(words[number])
    for start in range(first + 1, min(place + len(words[number]) + 1, len(run))):
        if start != place and (
            run[start] in FOLLOWING or (inside and is_cut(run, start))
        ):
            yield start


def _undo(case: _Case, near: NearWord) -> Undone:
    reading = case.reading
    head, _ = case.head(near.start) or ([], 0.0)
    tail = case.on.words_from(near.end)
    old = [reading.before, *reading.words, reading.after]
    new = [reading.before, *head, near.word, *tail, reading.after]
    gain = case.language.gain(old, new) - near.rarity
    return Undone(reading, near, [reading.before, *head], [*tail, reading.after], gain)


def _is_slip(case: _Case, undone: Undone, *, in_a_name: bool) -> bool:
    """Whether undoing it gains so much that it is one, and no name or abbreviation."""
    if undone.gain <= LEAST:
        return False
    text, near, words = case.line.text, undone.near, case.line.words
    start, end = (case.reading.start + place for place in (near.start, near.end))
    if text[start:end] in case.language.right or is_person(text, start, words):
        return False
    if len(near.word) < _LONG and _begins_a_name(text, start, end, words):
        return False
    return is_enough(undone, case.language, in_a_name=in_a_name)


def _begins_a_name(text: str, start: int, end: int, words: Mapping[int, str]) -> bool:
    """Whether a title and its name together are like a word (นายจาง, นายจ้าง)."""
    name = start + len(words.get(start, ""))
    return name < end and is_person(text[start:], name - start, {0: ""})


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
