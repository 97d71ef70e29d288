"""Forms of two columns: the headings of a project in one, their texts in the next.

A form is a table to Word, and none of projects. Its rows are read as lines of running
text, as those of a workbook are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sync.importing.openings import heading_of
from sync.importing.source import Flow, Row
from sync.importing.workbook.labelled import lines_of
from sync.model.cells import Tab
from sync.plan.labels import Headers

_FEWEST = 2
"""Headings with texts beside them that make rows a form."""

_WORDS_FIRST = re.compile("[ก-ฮเ-ไA-Za-z]")
_WIDEST = 3
"""Texts in a row of one: a number, a heading, what it says."""


def with_forms(parts: Sequence[Flow], headers: Headers) -> Sequence[Flow]:
    """Return the parts with the rows of forms as lines, each heading with a colon."""
    found: list[Flow] = []
    for is_row, run in groupby(parts, lambda part: isinstance(part, Row)):
        same = list(run)
        found += _read(same, headers) if is_row else same
    return found


def _read(run: Sequence[Flow], headers: Headers) -> Iterator[Flow]:
    """Yield a run of rows; those from the first heading of a form on as lines."""
    rows = [part for part in run if isinstance(part, Row)]
    labels = [_label_in(row, headers) for row in rows]
    start = next((at for at, label in enumerate(labels) if label), len(rows))
    if len({*filter(None, labels)}) < _FEWEST:
        start = len(rows)
    while 0 < start < len(rows) and _is_alike(rows[start - 1], rows[start]):
        start -= 1
    yield from rows[:start]
    tab = Tab("", tuple(row.broken or row.cells for row in rows[start:]))
    for line in lines_of(tab, range(1, len(tab.rows) + 1), headers):
        yield replace(line, number=rows[start + line.number - 1].number)


def _label_in(row: Row, headers: Headers) -> str | None:
    """Return which heading stands in a row with a text beside it that is none itself."""
    texts = [cell for cell in row.cells if cell]
    if not 1 < len(texts) <= _WIDEST:
        return None
    *before, label, text = texts
    heading = heading_of(label, headers)
    is_numbered = not before or not any(map(str.isalpha, before[0]))
    return heading if is_numbered and not heading_of(text, headers) else None


def _is_alike(row: Row, below: Row) -> bool:
    """Whether a row above a form has a label in words and a text where the form has them."""
    filled, own = (
        [at for at, cell in enumerate(r.cells) if cell] for r in (row, below)
    )
    label = next((row.cells[at] for at in filled[-2:-1]), "")
    return filled == own and bool(_WORDS_FIRST.match(label))
