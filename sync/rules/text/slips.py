"""Slips of hand and scanner in running text, judged by how likely its words are.

Where a word is unknown, rare, or stands beside words it hardly ever stands beside, ask
whether one slip undone makes the text so much more likely that it must be a slip. Names
and foreign words are unknown too: they are told by the pieces that they leave.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from sync.rules.text.doubts import doubts
from sync.rules.text.evidence import AT_HOME, LEAST, Undone, is_enough, is_sure
from sync.rules.text.language import Language
from sync.rules.text.latin import latin_slips
from sync.rules.text.lost_marks import lost_marks, with_marks
from sync.rules.text.names import (
    begins_a_name,
    is_of_a_firm,
    is_person,
    may_be_place,
)
from sync.rules.text.put_right import PutRight
from sync.rules.text.reading import Slip, ThaiRun, thai_runs, words_at
from sync.rules.text.side_by_side import Judge, likeliest, side_by_side
from sync.rules.text.spaced import spaced
from sync.rules.text.undoing import ABBREVIATION, Case, Line, case_of, shown

_SUSPECT = -9.5
"""Words at least so likely after the one before them are no slip (a logarithm)."""
_IN_LATIN = re.compile(r" ?\([A-Za-z]")
_SPELT = re.compile(
    "(?:เอ(?:ฟ|ช|็ม|็น|ส|็กซ์)?|บี|ซี|ดี|อี|จี|ไอ|เจ|เค|แอล|โอ|พี|คิว|อาร์|ที|ยู|วี|วาย|แซด|ทู){3,}"
)
"""Three or more Latin letters by their names; ทู is a two between them."""
_LONG = 8
"""So many letters that no person is called so."""
_TRIES = 4
"""So many words of a run are looked at with the one beside them: it is dear, and where
more of them are unknown it is no writing of ours."""
_SURE = 6
"""Letters of a common word that is hardly a slip of another, though one may be: เลื่อน of
เคลื่อน. One in five of the words asked about in plans was so long."""


def slips(text: str, read: Sequence[ThaiRun], language: Language) -> Sequence[Slip]:
    """Find the slips in one line of text that was cut into words, in order.

    What one hides shows when that is put right: a line is looked at again so.
    """
    found = _seen(text, read, language)
    if sure := [slip for slip in found if not slip.is_unsure]:
        mended = PutRight(text, sure)
        again = _seen(mended.text, thai_runs(mended.text, language.known), language)
        found += _apart(mended.as_typed(again), found)
    found += latin_slips(text, language.counts.latin, language.latin)
    return sorted(found, key=attrgetter("start"))


def _seen(text: str, read: Sequence[ThaiRun], language: Language) -> list[Slip]:
    """Return the slips that show.

    Where spaces stand for marks, the rest is judged with these in their place.
    """
    lost = list(lost_marks(text, read, language))
    if lost:
        text = with_marks(text, lost)
        read = thai_runs(text, language.known)
    line = Line(text, words_at(read), read)
    together = [language.counts.together(reading.words) for reading in read]
    judge = partial(_one_at_a_time, language=language)
    found = [*lost, *_apart(spaced(text, read, language), lost)]
    for reading, seen in zip(read, together, strict=True):
        found += _apart(_in_run(line, reading, seen, language, judge), found)
    real = language.words.slips(read, together)
    found += _apart((s for s in real if not _is_name(line, s)), found)
    for reading, seen in zip(read, together, strict=True):
        found += _apart(doubts(line, reading, seen, language), found)
    return found


def _apart(more: Iterable[Slip], found: Sequence[Slip]) -> list[Slip]:
    """Return the slips that touch none of those found."""
    return [
        slip
        for slip in more
        if not any(s.start < slip.end and slip.start < s.end for s in found)
    ]


def _is_name(line: Line, slip: Slip) -> bool:
    if begins_a_name(line.text, slip.start, slip.end, line.words):
        return True
    at = line.text, slip.start, line.words
    return is_person(*at) or may_be_place(*at)


def _one_at_a_time(text: str, language: Language) -> Sequence[Slip]:
    """Return the slips of a text that stand alone."""
    read = thai_runs(text, language.known)
    line, found = Line(text, words_at(read), read), list[Slip]()
    for reading in read:
        seen = language.counts.together(reading.words)
        found += _in_run(line, reading, seen, language)
        found += doubts(line, reading, seen, language)
    return found


def _in_run(
    line: Line,
    reading: ThaiRun,
    together: Sequence[int],
    language: Language,
    judge: Judge | None = None,
) -> Iterator[Slip]:
    if line.text.startswith(".", reading.end):
        return  # an abbreviation
    suspects = list(_suspects(reading, together, language))
    if not suspects:
        return
    case, done, tries = case_of(line, reading, language), 0, _TRIES
    for number, place in suspects:
        slip = _best(case, number, place) if place >= done else None
        is_hard = slip is None and place >= done and tries > 0
        if judge and is_hard and (near := likeliest(case, number, place)):
            slip, tries = side_by_side(case, near, judge), tries - 1
        if slip:
            done = slip.end - reading.start
            yield slip


def _suspects(
    reading: ThaiRun, together: Sequence[int], language: Language
) -> Iterator[tuple[int, int]]:
    """Return the words that may be a slip, by number, and where they begin.

    A common word is one that was seen beside neither neighbour, if it has any.
    """
    if ABBREVIATION.fullmatch(reading.way.run):
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


def _best(case: Case, number: int, place: int) -> Slip | None:
    """Undo every slip that touches a word; return the best where it is good enough."""
    reading = case.reading
    first = reading.start + place - (len(reading.words[number - 1]) if number else 0)
    if is_person(case.line.text, first, case.line.words):
        return None  # and all that may begin there is of the name
    undone = case.undone(number, place)
    if not any(one.gain > LEAST for one in undone):
        undone = [*undone, *case.garbled(number)]
    if not undone:
        return None
    best = max(undone, key=lambda one: (one.gain, one.near.word))
    place = reading.start + best.near.start
    in_a_name = may_be_place(case.line.text, place, case.line.words)
    if not _is_slip(case, best, in_a_name=in_a_name):
        return None
    sure = is_sure(best, case.language, in_a_name=in_a_name)
    sure = sure and not (is_of_a_firm(case.line.text, place) or _is_foreign(case, best))
    return shown(reading, best, is_unsure=not sure)


def _is_foreign(case: Case, undone: Undone) -> bool:
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


def _is_slip(case: Case, undone: Undone, *, in_a_name: bool) -> bool:
    """Whether undoing it gains so much that it is one, and no name or abbreviation."""
    if undone.gain <= LEAST:
        return False
    text, near, words = case.line.text, undone.near, case.line.words
    start, end = (case.reading.start + place for place in (near.start, near.end))
    if text[start:end] in case.language.right or is_person(text, start, words):
        return False
    is_short = len(near.word) < _LONG and not _is_at_home(undone, case.language)
    if is_short and begins_a_name(text, start, end, words):
        return False
    return is_enough(undone, case.language, in_a_name=in_a_name)


def _is_at_home(undone: Undone, language: Language) -> bool:
    """Whether a word is so much at home where it stands that nobody is named (คุณธรม)."""
    return language.support(undone.left, undone.near.word, undone.right) >= AT_HOME
