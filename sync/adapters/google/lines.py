"""Which line of a table is which line of the same table a moment ago.

A line is a row or a column. Some of its places may be covered: nobody can tell what
would stand there now.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sync.model.cells import Value

Line: TypeAlias = Mapping[int, Value]
"""The filled places of a line."""

Lines: TypeAlias = Mapping[int, Line]

_Text: TypeAlias = frozenset[tuple[int, type, Value]]


def equal_lines(
    old: Lines, new: Lines, covered: Mapping[int, frozenset[int]]
) -> dict[int, int]:
    """Return the old line of each new one that is the same to the letter.

    ``covered`` are the places by new line. Lines that are alike keep their order. A
    line of which nothing shows is where it was, if nothing of it would show there.
    """
    origins: dict[int, int] = {}
    free, last = set(old), 0
    pools: dict[frozenset[int], Mapping[_Text, list[int]]] = {}
    for now in sorted(new):
        over = covered.get(now, frozenset())
        if over not in pools:
            pools[over] = _by_text(old, over)
        alike = [was for was in pools[over].get(_text(new[now]), ()) if was in free]
        if alike and new[now]:
            was = next((was for was in alike if was > last), alike[0])
            origins[now] = last = was
            free.discard(was)
    unseen = (
        now
        for now, over in covered.items()
        if now in free and not new.get(now) and over >= old[now].keys()
    )
    return origins | {now: now for now in unseen}


def likely_lines(old: Lines, new: Lines, known: Mapping[int, int]) -> dict[int, int]:
    """Add to the lines that are known those that share most of what shows of them.

    Where lines share as much with several, the one that stands where it stood is it.
    """
    origins = dict(known)
    free = set(old) - set(known.values())
    for now in sorted(set(new) - set(known)):
        shown = _text(new[now])
        shared = {was: len(shown & _text(old[was])) for was in free}
        best = max(shared, key=lambda was: (shared[was], was == now), default=None)
        if best is not None and shared[best] * 2 >= max(1, len(shown)):
            origins[now] = best
            free.discard(best)
    return origins


def _by_text(lines: Lines, covered: Iterable[int]) -> Mapping[_Text, list[int]]:
    pool: dict[_Text, list[int]] = {}
    hidden = frozenset(covered)
    for number in sorted(lines):
        shown = {
            place: value
            for place, value in lines[number].items()
            if place not in hidden
        }
        pool.setdefault(_text(shown), []).append(number)
    return pool


def _text(line: Line) -> _Text:
    # with the type: to Python alone, True is 1
    return frozenset((place, type(value), value) for place, value in line.items())
