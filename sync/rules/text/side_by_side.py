"""Slips in two words side by side: neither is sure while the other stands as it does.

The likelier one is put right for a while, and what stands beside it judged again; then
that is put right, and the first one judged.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from sync.rules.text.near_words import NearWord
from sync.rules.text.rarities import LEAST_OF_ANY
from sync.rules.text.reading import Slip
from sync.rules.text.undoing import Case

_LIKELIER = 3.0
"""How much likelier a run must be with one slip undone, though another is left in it."""
_AROUND = 40
"""Letters on both sides that are judged with it: names stand behind titles."""

Judge = Callable[[str], Sequence[Slip]]
"""Finds the slips of a text."""


def likeliest(case: Case, number: int, place: int) -> NearWord | None:
    """Return the long word that makes a run likeliest, whatever stands beside it.

    Args:
        case: the run.
        number: which of its words is a suspect.
        place: where that begins.
    """
    return max(_likelier(case, number, place), default=(0.0, None))[1]


def side_by_side(case: Case, near: NearWord, judge: Judge) -> Slip | None:
    """Return two slips side by side as one.

    Args:
        case: the run.
        near: the likelier word of the two.
        judge: finds slips where one word at a time is wrong.
    """
    start, end = _around(case, near)
    text, at = case.line.text[start:end], case.reading.start - start
    one = Slip(near.start + at, near.end + at, near.word)
    other = _touching(judge(_mended(text, one)), one.start, one.start + len(one.word))
    if other is None:
        return None
    both = _joined(text, one, other)
    whole = _mended(text, both)
    begin = whole.find(one.word, both.start)
    behind = begin + len(one.word)
    alone = whole[:begin] + text[one.start : one.end] + whole[behind:]
    is_one = _touching(judge(alone), begin, begin + one.end - one.start)
    if begin < 0 or not is_one or _touching(judge(whole), begin, behind):
        return None
    return replace(both, start=both.start + start, end=both.end + start)


def _mended(text: str, slip: Slip) -> str:
    return text[: slip.start] + slip.word + text[slip.end :]


def _joined(text: str, one: Slip, other: Slip) -> Slip:
    """Return two slips as one; the other is of the text with the first put right."""
    mended = _mended(text, one)
    begin = min(one.start, other.start)
    end = max(one.start + len(one.word), other.end)
    right = mended[begin : other.start] + other.word + mended[other.end : end]
    return Slip(begin, end + len(text) - len(mended), right, is_unsure=other.is_unsure)


def _around(case: Case, near: NearWord) -> tuple[int, int]:
    """Return from where to where a line is judged: no word of the run is cut."""
    reading, text = case.reading, case.line.text
    cuts = accumulate(map(len, reading.words), initial=0)
    inside = [at for at in cuts if near.start - _AROUND <= at <= near.end + _AROUND]
    start = reading.start + inside[0] if inside[0] else max(0, reading.start - _AROUND)
    end = reading.start + inside[-1]
    return start, end if end < reading.end else min(len(text), end + _AROUND)


def _touching(found: Sequence[Slip], start: int, end: int) -> Slip | None:
    """Return the slip that touches a span, if there is one."""
    return next((s for s in found if s.start <= end and start <= s.end), None)


def _likelier(case: Case, number: int, place: int) -> Iterator[tuple[float, NearWord]]:
    """Yield the long words that make a run likelier, whatever stands beside them."""
    reading, chances = case.reading, case.language.known.chances
    before = len(reading.words[number - 1]) if number else 0
    for start in {place - before, place}:
        head = case.head(start)
        here = head[1] - reading.way.to[-1] if head else 0.0
        for near in case.words_at(start) if head else ():
            rest = case.on.chance[near.end] - near.rarity
            gain = here + chances[near.word] + rest
            if near.end > place and len(near.word) >= LEAST_OF_ANY and gain > _LIKELIER:
                yield gain, near
