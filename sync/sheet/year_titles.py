"""Titles between the rows of a tab that begin a table of another year.

The headers again on a new page are the same table's, whatever stands above them but
another year.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sync.model.cells import Tab
from sync.sheet.tables import read_text
from sync.thai.dates import ANY_MONTH, BUDDHIST_ERA
from sync.thai.digits import to_arabic
from sync.thai.total_labels import is_note, read_label

_FEWEST = 3
"""Texts side by side that a title has seldom."""

_MOST_ABOVE = 12
"""Rows above headers that may say of which year their table is."""

_YEAR = re.compile(r"(?<![\d/])25\d\d(?![\d/])")
_DAY = re.compile(rf"{ANY_MONTH}\s*{BUDDHIST_ERA}?\s*25\d\d")
"""A month and its calendar year, on which something was made."""


def new_years(tab: Tab, headers: Sequence[int]) -> Iterator[range]:
    """Yield the titles with which a table of another year begins below one before it.

    Args:
        tab: with the tables.
        headers: the rows of headers in it, from above.

    Returns:
        The rows of each title; that of its table's headers is the one below.
    """
    year = one_year(" ".join(_texts(tab, row)) for row in range(1, headers[0]))
    for before, header in pairwise(headers):
        title = _title_above(tab, header, before)
        other = one_year(" ".join(_texts(tab, row)) for row in title)
        if other and other != year:
            yield title
            year = other


def one_year(lines: Iterable[str]) -> int | None:
    """Return the year that lines name, each line one alone: a span of years is none."""
    named = map(_years, lines)
    years = {year for each in named if len(each) == 1 for year in each}
    return int(years.pop()) if len(years) == 1 else None


def _years(line: str) -> set[str]:
    return set(_YEAR.findall(_DAY.sub("", to_arabic(line))))


def _title_above(tab: Tab, header: int, before: int) -> range:
    """Return the lines right above headers of which one names a year, none a row's."""
    start, is_named = header, False
    for row in range(header - 1, max(before, header - _MOST_ABOVE), -1):
        texts = _texts(tab, row)
        is_other = len(texts) >= _FEWEST or any(map(read_label, texts))
        is_noted = any(map(is_note, texts))
        if is_other or (is_named and (is_noted or not texts)):
            break
        if is_noted:  # “ข้อมูล ณ …” below the title, or a signature of the table above
            continue
        is_named |= bool(_years(" ".join(texts)))
        if texts:
            start = row
    return range(start if is_named else header, header)


def _texts(tab: Tab, row: int) -> list[str]:
    texts = (read_text(value) for value in tab.rows[row - 1])
    return [text for text in texts if text]
