"""How the office's own name, or its place's, stands in a text: right, or misspelt as a whole.

A name is compared cluster by cluster with what stands there, for a letter is no more
than a slip. More than that is one where part of the name was typed twice, or letters
were left behind it that begin no word.
"""

import re
from collections.abc import Iterator, Sequence

from sync.rules.offices import thai_places
from sync.rules.text.language import Language
from sync.rules.text.reading import thai_runs
from sync.rules.text.segment import FOLLOWING, is_cut
from sync.rules.text.wordlists import WordLists
from sync.rules.words.spelling import language_of
from sync.thai.distance import distance

SHORTEST = 4
"""Clusters a name has at least, for another to be called nearly the same."""

_LONGEST = 60
"""Letters of the longest name, and more: what was pasted there without end is none."""
_CLUSTER = re.compile(
    "[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
)
_LETTERS = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]*")
_NAME_ENDS = re.compile(r"[\s.,:;/()“”\"'‘’–-]")
"""What no name goes on beyond."""
_BEYOND = 8
"""Letters past the name's own length in which it may end."""
_BEHIND = 30
"""Letters behind a name that are cut into words to know the first."""
_LEFT_BEHIND = 3
"""Letters that are left behind a name at most."""
_TWICE, _TWICE_INSIDE = 3, 2
"""Letters of a part that is typed twice: fewer at the end may begin another word."""
_WORDS_OF_A_LETTER = frozenset("ณธ")


def spelt_at(text: str, start: int, own: str, lists: WordLists) -> str:
    """Return how a name stands at a place of a text, all of it; empty for not."""
    if not 0 < len(own) <= _LONGEST:
        return ""
    words = language_of(lists)
    if text.startswith(own, start):
        return own + _left_behind(text, start, own, words)
    clusters = clusters_of(own)
    if clusters < SHORTEST:
        return ""
    return _twice_inside(text, start, own) or _nearly(text, start, own, words)


def clusters_of(name: str) -> int:
    """Count the letters of a name, each with its marks."""
    return len(_CLUSTER.findall(name))


def _left_behind(text: str, start: int, own: str, words: Language) -> str:
    """Return what stands behind a name and is no word of its own: its end again, or letters."""
    end = start + len(own)
    rest = _rest(text, end)
    is_other = len(thai_places.known_at(own + rest)) > len(own)
    if not rest or is_other:
        return ""
    again = _end_again(own, rest, words)
    if again or _begins_a_word(rest, words):
        return again
    last = _CLUSTER.findall(own)[-1][0]
    is_long = clusters_of(own) >= SHORTEST  # เพ may be the beginning of เพื่อ
    is_alone = len(rest) == 1 and not text.startswith((".", "/"), end + 1)
    for size in range(1, min(_LEFT_BEHIND, len(rest)) + 1):
        left, after = rest[:size], rest[size:]
        is_slip = left[0] in FOLLOWING
        is_slip |= is_alone and left not in _WORDS_OF_A_LETTER
        is_slip = (is_slip and is_long) or set(left) == {last}
        if is_slip and (not after or _begins_a_word(after, words)):
            return left
    return ""


def _end_again(own: str, rest: str, words: Language) -> str:
    """Return the name's end, or all of it, where that is said once more behind it."""
    for place in range(len(own)):
        part = own[place:]
        if is_cut(own, place) and rest.startswith(part):
            is_all = rest == part
            is_word = len(part) >= _TWICE and _first_word(rest, words) == part
            is_whole = is_word or part == own
            return part if len(part) > 1 and (is_all or is_whole) else ""
    return ""


def _twice_inside(text: str, start: int, own: str) -> str:
    """Return a name with some of its beginning or middle typed twice."""
    for end in range(_TWICE_INSIDE, len(own)):
        if not text.startswith(own[:end], start):
            break
        for begin in range(end - _TWICE_INSIDE + 1):
            is_part = is_cut(own, begin) and is_cut(own, end)
            if is_part and text.startswith(own[begin:], start + end):
                return own[:end] + own[begin:]
    return ""


def _nearly(text: str, start: int, own: str, words: Language) -> str:
    """Return what stands at a place and is the name but for a letter or two."""
    size = clusters_of(own)
    allowed = 1 if size < 2 * SHORTEST else 2
    near = _NAME_ENDS.split(text[start : start + len(own) + _BEYOND], maxsplit=1)[0]
    if len(set(own).difference(near)) > allowed:
        return ""  # each letter that is not there was changed
    names = [
        (away, name)
        for name in _begun(_CLUSTER.findall(near), size)
        if (away := distance(name, own)) <= allowed
    ]
    if not names:
        return ""

    def unlikeness(one: tuple[int, str]) -> tuple[int, bool, bool, int]:
        away, name = one
        rest = _rest(text, start + len(name))
        goes_on = bool(rest) and not _begins_a_word(rest, words)
        return away, goes_on, name[-1] != own[-1], abs(clusters_of(name) - size)

    return min(names, key=unlikeness)[1]


def _begun(clusters: Sequence[str], size: int) -> Iterator[str]:
    """Yield what so many clusters, or one fewer or more, begin with."""
    for length in range(size - 1, min(size + 1, len(clusters)) + 1):
        yield "".join(clusters[:length])


def _rest(text: str, end: int) -> str:
    """Return the letters that stand behind a place without a space."""
    run = _LETTERS.match(text, end, end + _BEHIND)
    return run[0] if run else ""


def _begins_a_word(rest: str, words: Language) -> bool:
    """Whether letters begin with a word; one alone is none."""
    if rest[0] in FOLLOWING:
        return False
    first = _first_word(rest, words)
    return len(first) > 1 and words.is_known(first)


def _first_word(rest: str, words: Language) -> str:
    return thai_runs(rest, words.known)[0].words[0]
