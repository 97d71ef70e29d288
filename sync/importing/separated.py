"""A ``.csv`` file: one tab of a workbook, as programs of tables save it without the rest.

Excel separates with what the machine's language does, and hardly any file says which it
is. It is known by the rows: only the right one gives many of them the same cells.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from sync.importing.source import TooMuch
from sync.importing.text import decode
from sync.model.cells import Tab

SUFFIXES = frozenset({".csv", ".tsv"})
_SEPARATORS = ";\t,"
"""Of those that fit alike the first is meant: commas stand within amounts, too."""

_SAID = re.compile(r'"?sep=(?P<separator>[,;\t])"?\r?\n', re.IGNORECASE)
"""The first line in which Excel is told what separates."""

_MOST_CELLS = 200_000

_Rows = Sequence[Sequence[str]]


def read_separated(content: bytes, title: str) -> Tab:
    """Read such a file as a tab of that title.

    Raises:
        ValueError: it is no text in an encoding that Thai is kept in.
        TooMuch: it has more cells than any plan.
    """
    text = decode(content)
    if sum(map(text.count, f"{_SEPARATORS}\n")) > _MOST_CELLS:
        raise TooMuch(f"> {_MOST_CELLS:,}")
    if said := _SAID.match(text):
        rows = _rows(text[said.end() :], said["separator"])
    else:
        rows = max((_rows(text, own) for own in _SEPARATORS), key=_evenness)
    return Tab(title, tuple(map(_without_end, rows)))


def _rows(text: str, separator: str) -> _Rows:
    """Return the cells of each row.

    A quotation mark that is amiss is taken as typed, but ends with its line if nobody
    closed it.
    """
    try:
        return [*csv.reader(io.StringIO(text, ""), delimiter=separator, strict=True)]
    except csv.Error:
        lines = text.splitlines()
    try:
        as_typed = [*csv.reader(io.StringIO(text, ""), delimiter=separator)]
        by_line = [
            row for line in lines for row in csv.reader([line], delimiter=separator)
        ]
    except csv.Error as error:
        raise TooMuch(str(error)) from error
    return by_line if _swallows_rows(as_typed, separator) else as_typed


def _swallows_rows(rows: _Rows, separator: str) -> bool:
    """Whether a cell has lines that have as many cells as most rows."""
    _, width = _evenness(rows)
    lines = (line for row in rows for cell in row for line in cell.splitlines()[1:])
    return any(line.count(separator) >= min(width, 3) - 1 for line in lines)


def _evenness(rows: _Rows) -> tuple[int, int]:
    """Return how many rows have as many cells as most have that are cut at all."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _without_end(cells: Sequence[str]) -> tuple[str | None, ...]:
    """Return a row up to its last text; nothing where it has none."""
    filled = [at for at, cell in enumerate(cells, 1) if cell.strip()]
    return tuple(cell or None for cell in cells[: max(filled, default=0)])
