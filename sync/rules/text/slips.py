"""A word with one slip of the keyboard or the scanner, found in running text.

Thai has no spaces between words, so a misspelt word cannot be looked up. But half of
it is still right: where four letters of a known word stand and the rest is the word
but for one slip, that is the word misspelt. One look at each letter of the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

BREAK = "-"
"""Stands in a listed word where a space would be no mistake."""

_SHORT = 8
"""Words below this many letters are anchored by three letters, others by four."""

_MARKS = (
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
)
"""Marks above and below: the likeliest to be lost, put in or misread."""

_AFTER_A_LETTER, _AFTER_A_LOSS = 1, 3
"""Letters that must still agree after one misread, or lost: the end of one word and
the beginning of the next are easily a word less a letter."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A known word met with one slip, at a span of the text."""

    start: int
    end: int
    word: str
    is_space: bool


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str
    breaks: frozenset[int]


Anchors = Mapping[str, Sequence[tuple[_Word, bool]]]


@dataclass(frozen=True, slots=True, eq=False)
class Speller:
    """Known words by their first and their last letters, and what looks alike."""

    anchors: Mapping[int, Anchors]
    alike: frozenset[tuple[str, str]]
    right: frozenset[str]

    def slips(self, text: str) -> Iterator[Slip]:
        """Find the known words that stand in a text with exactly one slip."""
        seen: set[int] = set()
        for size, anchors in self.anchors.items():
            for place in range(len(text) - size + 1):
                entries = anchors.get(text[place : place + size])
                if not entries:
                    continue
                for word, at_head in entries:
                    slip = self._read(text, place, word, at_head=at_head)
                    if slip and slip.start not in seen:
                        seen.add(slip.start)
                        yield slip

    def _read(self, text: str, at: int, word: _Word, *, at_head: bool) -> Slip | None:
        """Read the word from its anchor on, or from its anchor back."""
        read = self._from_head if at_head else self._from_tail
        start, end, place = read(text, at, word.letters)
        met = text[start:end]
        is_space = " " in met
        if start == end or met in self.right or (is_space and place in word.breaks):
            return None
        return Slip(start, end, word.letters, is_space)

    def _from_head(self, text: str, at: int, letters: str) -> tuple[int, int, int]:
        size, last = _size(letters), at + len(letters)
        if text.startswith(letters, at) or not _has_one(
            letters[-2:], text[last - 3 : last + 2]
        ):
            return at, at, 0
        rest, before = text[at + size : last + 2], letters[size - 1]
        same, taken = self._one_slip(letters[size:], rest, before, to_end=True)
        return at, at + size + taken if taken else at, size + same

    def _from_tail(self, text: str, at: int, letters: str) -> tuple[int, int, int]:
        size = _size(letters)
        end = at + size
        begin = max(0, end - len(letters) - 1)
        if text.endswith(letters, 0, end) or not _has_one(
            letters[:2], text[begin : begin + 5]
        ):
            return at, at, 0
        back, before = letters[-size - 1 :: -1], text[begin:at][::-1]
        same, taken = self._one_slip(back, before, text[at], to_end=False)
        if not taken or not _may_begin(letters, text[at - taken : end]):
            return at, at, 0
        return at - taken, end, len(letters) - size - same

    def _one_slip(
        self, right: str, met: str, last: str, *, to_end: bool
    ) -> tuple[int, int]:
        """Return where ``met`` slips from ``right``, and how much of it is the word.

        Nothing taken means that it does not begin with the word, or has no slip, or
        too little follows the slip to know that it is still the word.
        """
        same = 0
        for ours, theirs in zip(right, met, strict=False):
            if ours != theirs:
                break
            same += 1
        rest, tail = right[same:], met[same:]
        if not rest or not tail or tail[0] == "\n":
            return 0, 0
        before, beyond = right[same - 1] if same else last, len(rest) - 1
        is_mark = rest[0] in _MARKS
        if (rest[0], tail[0]) in self.alike and tail[1:].startswith(rest[1:]):
            known = is_mark or not to_end or beyond >= _AFTER_A_LETTER
            return (same, len(right)) if known else (0, 0)
        if tail[0] in (before, " ", *_MARKS) and tail[1:].startswith(rest):
            return same, len(right) + 1
        if beyond >= _AFTER_A_LOSS and tail.startswith(rest[1:]):
            return same, len(right) - 1
        if beyond and tail[:2] == rest[1::-1] and tail[2:].startswith(rest[2:]):
            return same, len(right)
        return 0, 0


def _size(letters: str) -> int:
    """Return how many letters anchor a word."""
    return 3 if len(letters) < _SHORT else 4


def _has_one(two: str, met: str) -> bool:
    """Look at a word's far end first: one slip leaves one of its two letters near."""
    return two[0] in met or two[1] in met


def _may_begin(word: str, met: str) -> bool:
    """A word's first letters may belong to the word before: then it is no slip.

    A letter lost or doubled there cannot be told from another word's end.
    """
    return not (met[:1] == word[:1] == met[1:2] or met == word[0] + word[2:])


def speller(
    words: tuple[str, ...], look_alikes: tuple[str, ...], right: tuple[str, ...]
) -> Speller:
    """Make ready to find slips in any number of texts."""
    anchors: dict[int, dict[str, list[tuple[_Word, bool]]]] = {3: {}, 4: {}}
    for listed in words:
        letters = listed.replace(BREAK, "")
        size = _size(letters)
        word = _Word(letters, frozenset(_breaks(listed)))
        anchors[size].setdefault(letters[:size], []).append((word, True))
        anchors[size].setdefault(letters[-size:], []).append((word, False))
    plain = (word.replace(BREAK, "") for word in words)
    return Speller(anchors, frozenset(_pairs(look_alikes)), frozenset((*right, *plain)))


def _breaks(listed: str) -> Iterator[int]:
    met = 0
    for char in listed:
        if char == BREAK:
            yield met
        else:
            met += 1


def _pairs(groups: Iterable[str]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for one in group:
            yield from ((one, other) for other in group if other != one)
