"""What a page repeats: numbers, headers and footers, which are no text of the plan.

Known by where they stand: beside a form feed, as a PDF's text has it between pages, or
beside the numbers of the pages, where there is none.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from sync.thai.digits import to_arabic
from sync.thai.folding import clean, key

_PAGE_NUMBER = re.compile(
    r"[-–—]\s*(\d{1,3})\s*[-–—]"
    r"|(?:หน้า(?:ที่)?|page)\s*(\d{1,3})(?:\s*(?:/|จาก|of)\s*\d{1,3})?"
    r"|(\d{1,3})\s*(?:/|จาก|of)\s*\d{1,3}",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,3}")
_FEWEST = 3
"""Pages that tell a running number or line from one that stands there by chance."""

_NEAR = 2
"""Lines beside a page's end that may be its header or footer."""

_WINDOW = 12
"""Lines to look for them in; others are empty."""


def without_furniture(
    text: str, is_heading: Callable[[str], bool]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the lines that are the plan's, and each header or footer once.

    ``is_heading`` tells lines that stand on top of many a page and are the plan's.
    Numbers of pages say nothing and are left out.
    """
    lines, breaks = _lines(text)
    numbers = _page_numbers(lines, breaks)
    edges = _edges(lines, breaks, numbers)
    running = _running(lines, edges, is_heading)
    first = {min(places) for places in running.values()}
    gone = numbers.union(*running.values())
    cover = breaks[0] if breaks else 0
    if any("\t" in line for line in lines[:cover]):
        cover = 0
    # on the cover it may be the title that later pages repeat: there it comes last
    titles = [lines[at] for at in sorted(first) if at < cover]
    asides = [lines[at].strip() for at in sorted(first) if at >= cover]
    kept = [at for at in range(len(lines)) if at not in gone]
    before = [lines[at] for at in kept if at < cover]
    return [*before, *titles, *(lines[at] for at in kept if at >= cover)], asides


def _lines(text: str) -> tuple[list[str], list[int]]:
    """Return the lines, and which of them begin a page, but for the first."""
    lines: list[str] = []
    breaks: list[int] = []
    for page in text.split("\f"):
        if lines:
            breaks.append(len(lines))
        lines += page.splitlines()
    return lines, breaks


def _page_numbers(lines: Sequence[str], breaks: Sequence[int]) -> set[int]:
    """Return the lines that are a page's number and nothing else."""
    dressed = _rising(
        (at, int(next(filter(None, match.groups()))))
        for at, line in enumerate(lines)
        if len(line.strip()) < 40 and (match := _PAGE_NUMBER.fullmatch(_bare(line)))
    )
    near = {at for start in breaks for at in _beside(lines, start)}
    bare = _rising(
        (at, int(_bare(lines[at])))
        for at in sorted(near)
        if "\t" not in lines[at] and _BARE.fullmatch(_bare(lines[at]))
    )
    return dressed | bare


def _rising(numbered: Iterator[tuple[int, int]]) -> set[int]:
    """Return the places of numbers, if they rise from page to page."""
    found = list(numbered)
    steps = sum(after[1] - before[1] in {1, 2} for before, after in pairwise(found))
    rising = len(found) >= _FEWEST and steps * 2 > len(found) - 1
    return {at for at, _ in found} if rising else set()


def _edges(
    lines: Sequence[str], breaks: Sequence[int], numbers: Collection[int]
) -> Sequence[Sequence[int]]:
    """Return the lines beside each page's end."""
    if breaks:
        return [_beside(lines, start) for start in (0, *breaks, len(lines))]
    return [[*_beside(lines, at), *_beside(lines, at + 1)] for at in sorted(numbers)]


def _beside(lines: Sequence[str], start: int) -> list[int]:
    """Return the filled lines next to a place, before and after it."""
    after, before = (
        lines[start : start + _WINDOW],
        lines[max(0, start - _WINDOW) : start],
    )
    sides = (
        (start - away for away, line in enumerate(reversed(before), 1) if line.strip()),
        (start + away for away, line in enumerate(after) if line.strip()),
    )
    return [at for side in sides for at, _ in zip(side, range(_NEAR), strict=False)]


def _running(
    lines: Sequence[str],
    edges: Sequence[Sequence[int]],
    is_heading: Callable[[str], bool],
) -> Mapping[str, set[int]]:
    """Return the places of each line that stands beside most pages' ends."""
    places: dict[str, set[int]] = {}
    ends: Counter[str] = Counter()
    for edge in edges:
        known = {key(lines[at]) for at in edge if _may_run(lines[at], is_heading)}
        ends.update(known)
        for at in edge:
            places.setdefault(key(lines[at]), set()).add(at)
    most = max(_FEWEST, len(edges) // 2)
    return {known: places[known] for known, count in ends.items() if count >= most}


def _may_run(line: str, is_heading: Callable[[str], bool]) -> bool:
    bare = _bare(line)
    if "\t" in line or not any(char.isalpha() for char in bare):
        return False
    return not _PAGE_NUMBER.fullmatch(bare) and not is_heading(line)


def _bare(line: str) -> str:
    return to_arabic(clean(line))
