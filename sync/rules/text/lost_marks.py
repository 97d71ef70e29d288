"""Words in which a space stands where a mark was: text copied out of a PDF.

Some PDFs do not tell what the marks drawn above letters are; whoever copies the text has
a space for each (ซึ ง for ซึ่ง, เป น for เป็น); of SARA AM they keep the SARA AA behind it
(จ านวน for จำนวน). A space is no sign by itself. It is one where a piece of a word stands
beside it, a mark in its place makes a common word of what is on both sides, and the text
is far likelier with that.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.reading import Slip, ThaiRun
from sync.rules.text.seams import words_across
from sync.rules.text.segment import onward

_ON_CONSONANT = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_ON_VOWEL = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
"""The marks that may have stood above a consonant, and above a vowel on one."""
_TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b")
_AA, _AM = "\u0e32", "\u0e33"
_VOWELS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39")
_OFTEN = 100
"""How often a word is counted that is said."""
_ENOUGH, _ENOUGH_OF_AM = 6.0, 1.0
"""What a mark put back must gain: so nothing was said of 1.2 million letters of prose. No
word begins with SARA AA, so that it is hardly in doubt that something was lost there."""


def lost_marks(
    text: str, readings: Sequence[ThaiRun], language: Language
) -> Iterator[Slip]:
    """Find the words of a line that have a space in place of a mark, and what they are."""
    for left, right in pairwise(readings):
        if text[left.end : right.start] != " ":
            continue
        if language.is_common(left.words[-1]) and language.is_common(right.words[0]):
            continue
        slip = _with_mark(left, right, language)
        if slip and not text.startswith(".", right.end):  # an abbreviation
            yield slip


def with_marks(text: str, lost: Sequence[Slip]) -> str:
    """Return a text with marks where it has spaces for them; every letter keeps its place."""
    for slip in lost:
        word = slip.word.ljust(slip.end - slip.start)  # of SARA AM it has two
        text = text[: slip.start] + word + text[slip.end :]
    return text


def _with_mark(left: ThaiRun, right: ThaiRun, language: Language) -> Slip | None:
    """Return the likeliest word across a space with a mark in its place, if it is one."""
    across = [
        (mark, one)
        for mark, taken in _marks(left.way.run[-1], right.way.run[0])
        for one in words_across(left, right, language, mark, taken)
        if language.counts.count(one.word) >= _OFTEN
    ]
    if not across:
        return None
    way, on = left.way, onward(right.way)
    old = [left.before, *left.words, GAP, *right.words, right.after]
    best: tuple[float, Slip] | None = None
    for mark, (start, stop, word) in across:
        new = [
            left.before,
            *way.words_to(start),
            word,
            *on.words_from(stop),
            right.after,
        ]
        gain = language.gain(old, new)
        needed = _ENOUGH_OF_AM if mark == _AM else _ENOUGH
        if gain >= needed and (best is None or gain > best[0]):
            best = gain, Slip(left.start + start, right.start + stop, word)
    return best[1] if best else None


def _marks(last: str, first: str) -> Iterator[tuple[str, int]]:
    """Yield what the space may stand for between two letters, with so many behind it."""
    is_consonant = "ก" <= last <= "ฮ"
    if first == _AA and (is_consonant or last in _TONES):
        yield _AM, 1
    if is_consonant or last in _VOWELS:
        yield from (
            (mark, 0) for mark in (_ON_VOWEL if last in _VOWELS else _ON_CONSONANT)
        )
