"""A word typed twice running, whatever word it is.

Two letters that stand twice tell nothing in Thai, which has no spaces between words:
the text is cut into words, and of two that are the same official prose tells whether
they may follow one another (ที่ที่, การการ) or whether one was typed twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.rules.text.counts import GAP
from sync.rules.text.language import Language
from sync.rules.text.segment import RUN, segmented

_MARKS = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"
_CLUSTER = f"(?:[เ-ไ]?[ก-ฮ][{_MARKS}]*)"
_TWICE = re.compile(f"(?P<word>{_CLUSTER}{{1,20}}?) ?(?P=word)")
"""What may be a word twice; most are the end of one and the beginning of the next."""

_PIECE = re.compile("[\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e ]+")

_KNOWN = 450
"""How often the prose has a short word that is judged: a piece of a name is rarer."""
_TWO_WORDS = frozenset({"ที่", "ของ"})
"""A place and which, a thing and of: each may follow the other."""
_FOLLOWS = 7e-4
"""A word that follows itself more often than slips are made does so rightly."""
_NEVER, _HARDLY, _MAY_END = 0.005, 0.03, 0.06
"""How often a word stands before a space that never, hardly or sometimes ends a phrase."""
_OFTEN, _COMMONEST = 7500, 45_000
"""Only such words join what is said; others may end a phrase and begin the next."""
_LONG = 6
"""Letters: of a shorter word that ends a phrase the next may well begin with it."""
_LONGEST = 8
"""Letters before a word that may make one with it."""
_SAID_TWICE = ("ละ", "ๆ")
"""วันวันละ, ต่างต่าง ๆ: the second word belongs to what follows."""


_JOINING = frozenset({"และ", "หรือ", "กับ"})

_Token = tuple[int, str]
"""Where a word begins, and the word."""


def doubled(text: str, words: Language) -> Iterator[tuple[int, int]]:
    """Find where a text says a word twice running."""
    done = 0
    for piece in _PIECE.finditer(text):
        if not _TWICE.search(piece[0]):
            continue
        tokens = list(_tokens(piece[0], words))
        for place in range(len(tokens) - 1):
            span = _phrase_twice(tokens[place : place + 4])
            span = span or _word_twice(tokens, place, words)
            start, end = (piece.start() + at for at in span or (0, 0))
            after = text[end : piece.end()].lstrip(" ")
            if span and start >= done and not after.startswith(_SAID_TWICE):
                done = end
                yield start, end


def _phrase_twice(tokens: Sequence[_Token]) -> tuple[int, int] | None:
    """Find two words that stand twice running: ไปยังไปยัง, but not กันและกันและ."""
    words = [word for _, word in tokens]
    phrase = "".join(words[:2])
    start, end = tokens[0][0], tokens[-1][0] + len(words[-1])
    is_close = len(words) == 4 and end - start == 2 * len(phrase)
    if is_close and words[:2] == words[2:] and words[1] not in _JOINING:
        return (start, end) if len(phrase) >= _LONG else None
    return None


def _word_twice(
    tokens: Sequence[_Token], place: int, words: Language
) -> tuple[int, int] | None:
    (start, one), (at, other) = tokens[place : place + 2]
    before = "".join(word for _, word in tokens[max(0, place - 2) : place])
    two = _Two(one, other, before, apart=at > start + len(one))
    said = _said_twice(two, words)
    return (start + len(one) - len(said), at + len(said)) if said else None


def _tokens(piece: str, words: Language) -> Iterator[_Token]:
    """Cut runs of letters into words, with where each begins."""
    for run in RUN.finditer(piece):
        at = run.start()
        for word in segmented(run[0], words.known).words_to(len(run[0])):
            yield at, word
            at += len(word)


@dataclass(frozen=True, slots=True)
class _Two:
    """Two words beside one another, or ``apart`` with a space, and what is before."""

    one: str
    other: str
    before: str
    apart: bool


def _said_twice(two: _Two, words: Language) -> str:
    """Return what the first word ends and the second begins with, typed twice."""
    for size in range(min(len(two.one), len(two.other)), 1, -1):
        word = two.one[-size:]
        if two.other.startswith(word) and _is_slip(word, two, words):
            return word
    return ""


def _is_slip(word: str, two: _Two, words: Language) -> bool:
    """Whether a word that stands twice was typed twice, and is no end and beginning."""
    counts, times = words.counts, words.counts.count(word)
    begins, goes_on = two.one[: -len(word)], two.other[len(word) :]
    if not _is_judged(word, words) or not all(
        words.is_known(rest) for rest in (begins, goes_on) if rest
    ):
        return False
    ends = counts.pair(word, GAP) / max(1, times)
    joins = ends <= _HARDLY and times >= _OFTEN
    if two.apart and (begins or not joins or (goes_on and ends > _NEVER)):
        return False
    if _is_one_word(begins, word, two, words):
        is_between = joins and ends > _NEVER and times >= _COMMONEST and not goes_on
        if len(word) < _LONG and not is_between:
            return False
    elif len(word) < _LONG and ends > _MAY_END:
        return False
    beside = [(two.one, two.other), (word, two.other), (two.one, word), (word, word)]
    return max(counts.pair(*pair) for pair in beside) <= _FOLLOWS * times


def _is_judged(word: str, words: Language) -> bool:
    if word in words.counts.names or word in _TWO_WORDS or not words.is_known(word):
        return False
    is_piece = len(word) < _LONG and words.counts.count(word) < _KNOWN
    return word in words.trade or not is_piece


def _is_one_word(begins: str, word: str, two: _Two, words: Language) -> bool:
    """Whether the first of the two ends a longer word, such as ช่องทาง or ผู้ว่าการ."""
    if begins:
        return begins == "ผู้" or not words.counts.pair(begins, word)
    cuts = range(max(0, len(two.before) - _LONGEST), len(two.before))
    return any(words.is_known(two.before[cut:] + word) for cut in cuts)
