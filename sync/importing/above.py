"""What stands above a table of projects: the plan's own lines, or another table.

Offices put who works there, what was spent or last year's summary above the plan. Such
a table names neither the plan nor its year. What stands nearest to the plan's table
says so first, and only what it leaves open a cover farther up.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sync.importing.front import parse_front
from sync.importing.printed import is_contents
from sync.importing.source import Flow, Row
from sync.model.plan import Info
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.total_labels import is_note, read_label

_WIDE = 3
"""Texts side by side that a title has seldom, and two rows of a cover never."""

_FEWEST_WIDE, _FEWEST_PAIRS = 2, 3
_FIGURE = re.compile(r"[\d,.]+(?:\s*(?:บาท|โครงการ|กิจกรรม|คน))?")


class Above(NamedTuple):
    """Places of the lines above a table: the plan's own, the nearest first, and others'."""

    own: Sequence[int] = ()
    others: Sequence[int] = ()


class Line(NamedTuple):
    """A row or a paragraph with the texts side by side in it; ``number`` tells of gaps."""

    number: int
    texts: Sequence[str]


def line_above(part: Flow) -> Line:
    """Return a line or a row of a document as one."""
    cells = part.cells if isinstance(part, Row) else (part.text,)
    return Line(part.number, [cell for cell in cells if cell])


def part_above(lines: Sequence[Line]) -> Above:
    """Tell the plan's own lines from those of other tables; places count from 0."""
    runs = list(_runs(lines))
    tables = [(run, wide) for run in runs if (wide := _wide(lines, run))]
    if not tables:
        return Above(range(len(lines)))
    (top, first), (bottom, last) = tables[0], tables[-1]
    start = first[0]
    end = _end(lines, bottom, last[-1] + 1)
    near = range(end, len(lines))
    if _names_a_plan([lines[at] for at in near]):
        start = top.start
    return Above((*near, *range(start)), range(start, end))


def _runs(lines: Sequence[Line]) -> Iterator[range]:
    """Yield the places of lines that stand one right below the other."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].number > lines[at - 1].number + 1:
            yield range(start, at)
            start = at


def _wide(lines: Sequence[Line], run: range) -> Sequence[int]:
    """Return the rows that make lines a table of its own headers; none where they do not."""
    wide = [at for at in run if len(lines[at].texts) >= _WIDE]
    if len(wide) >= _FEWEST_WIDE and not any(map(_is_figure, lines[wide[0]].texts)):
        return wide
    pairs = [at for at in run if _is_pair(lines[at].texts)]
    is_contents_page = any(is_contents(text) for at in run for text in lines[at].texts)
    return pairs if len(pairs) >= _FEWEST_PAIRS and not is_contents_page else ()


def _is_pair(texts: Sequence[str]) -> bool:
    """Whether a row is a text and a figure of it."""
    return len(texts) > 1 and _is_figure(texts[-1])


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(to_arabic(clean(text))))


def _end(lines: Sequence[Line], run: range, at: int) -> int:
    """Return where a table ends, with its total and notes right below it."""
    while at in run and (
        len(lines[at].texts) > 1
        or any(read_label(text) or is_note(text) for text in lines[at].texts)
    ):
        at += 1
    return at


def _names_a_plan(lines: Sequence[Line]) -> bool:
    info, _ = parse_front([" ".join(line.texts) for line in lines], (), ())
    return Info.TITLE in info
