"""Repeats: where something stands twice running in a line, with or without a space between.

Whether it was typed twice is judged elsewhere: words may end with what the next begins with.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sync.rules.text.reading import ThaiRun
from sync.rules.text.segment import is_cut

LONGEST = 24
"""Letters of what stands twice, at most."""
SHORTEST = 2
"""And at least."""
_TO_THE_LAST = (" และ", " หรือ")


@dataclass(frozen=True, slots=True)
class Twice:
    """What ends at a place in a run and begins there again, or behind a space.

    ``left`` and ``right`` are the words around both, ``size`` its letters; ``rest`` is
    the text that is left with one of them. ``closes`` says that nothing follows,
    ``listed`` that a list goes on to its last.
    """

    left: Sequence[str]
    right: Sequence[str]
    size: int
    rest: str
    before: str
    after: str
    apart: bool
    closes: bool
    listed: bool

    @property
    def said(self) -> str:
        """Return what stands twice."""
        return "".join(self.right)[: self.size]

    @property
    def word_before(self) -> str:
        """Return the word before the first of the two, or before what it is part of."""
        return [self.before, *self.left][-2]


def met_twice(
    text: str, reading: ThaiRun, beyond: Sequence[ThaiRun]
) -> Iterator[tuple[int, int, Twice]]:
    """Yield where something stands twice: where it ends first, and at last."""
    run, words = reading.way.run, reading.words
    place = 0
    for number, word in enumerate(words[:-1], 1):
        place += len(word)
        for size in _sizes(run, place, run, place):
            rest = run[:place] + run[place + size :]
            end = reading.start + place + size
            around = (reading.before, reading.after, False, *_follows(text, end))
            twice = Twice(words[:number], words[number:], size, rest, *around)
            yield reading.start + place, end, twice
    for other in beyond:
        if text[reading.end : other.start] != " ":
            return
        for size in _sizes(run, len(run), other.way.run, 0):
            rest = run + other.way.run[size:]
            end = other.start + size
            around = (reading.before, other.after, True, *_follows(text, end))
            twice = Twice(words, other.words, size, rest, *around)
            yield reading.end, end, twice


def _follows(text: str, end: int) -> tuple[bool, bool]:
    """Return whether nothing follows a place, and whether a list goes on to its last."""
    after = text[end:]
    return not after.strip(), after.startswith(_TO_THE_LAST)


def _sizes(run: str, place: int, beyond: str, begins: int) -> Iterator[int]:
    """Yield how many letters before a place stand again where something begins."""
    head = beyond[begins : begins + SHORTEST]
    least = max(0, place - LONGEST)
    start = run.rfind(head, least, place) if len(head) == SHORTEST else -1
    while start >= 0:
        size = place - start
        if (
            size >= SHORTEST
            and beyond.startswith(run[start:place], begins)
            and is_cut(run, start)
            and is_cut(beyond, begins + size)
        ):
            yield size
        start = run.rfind(head, least, start + 1) if start > least else -1


def partly_twice(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of some names with a part of it typed twice.

    One that is said from its beginning again may stand behind an officer's word that
    ends likewise (พนักงานเทศบาลเทศบาลตำบล), so that it is sought at the beginning of a word.
    """
    inside, again = list[str](), list[str]()
    long = [name for name in names if len(name) >= _LONG]
    for name in long:
        cuts = [place for place in range(len(name)) if is_cut(name, place)]
        for end in cuts:
            inside += [
                name[:end] + name[begin:]
                for begin in cuts
                if 0 < begin <= end - SHORTEST
            ]
            again += [name[:end] + name] if end >= SHORTEST else []
    begins = "|".join({re.escape(name[:SHORTEST]) for name in long})
    return re.compile(
        f"(?=(?:{begins}))(?:{'|'.join(map(re.escape, inside))}"
        f"|(?<![ก-๎])(?:{'|'.join(map(re.escape, again))}))"
    )


_LONG = 8
"""Letters of a name of which a part may be typed twice."""
