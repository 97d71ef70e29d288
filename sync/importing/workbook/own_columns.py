"""Columns of an office's own: what stands in a table under no header of ours."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.importing.workbook.detail_headers import heading_of_column
from sync.importing.workbook.reading import text_at
from sync.model.cells import column_letters
from sync.model.plan import QUARTERS
from sync.plan.header_words import read_header, read_unit
from sync.plan.labels import Headers
from sync.sheet.budget_years import year_of_budgets
from sync.sheet.tables import Table, is_something
from sync.thai.folding import clean
from sync.thai.periods import month_of, quarter_below

_SECTIONS = ("projects", "details", "marks")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that no header of ours names; ``texts`` are its cells by row.

    ``at`` is its number, from 1.
    """

    title: str
    texts: Mapping[int, str] = field(default_factory=dict)
    at: int = 0


def other_columns(table: Table, rows: Sequence[int]) -> Iterator[Column]:
    """Yield the columns with something in these rows that no header of ours surely names."""
    width = max((len(table.tab.rows[row - 1]) for row in rows), default=0)
    known = table.read_columns()
    for column in range(1, width + 1):
        values = {row: table.tab.value(row, column) for row in rows}
        texts = {
            row: text
            for row, value in values.items()
            if is_something(value) and (text := text_at(value))
        }
        if column not in known and texts:
            title = _title_of(table, column) or column_letters(column)
            yield Column(title, texts, column)


def column_line(column: Column, names: Mapping[int, str]) -> str:
    """Return what a column says, with whose each text is, as one line.

    Args:
        column: which.
        names: whose a row is, by row; what stands between goes on with the one before.
    """
    rows = sorted(names)
    texts = (
        f"{names[rows[max(bisect_right(rows, row), 1) - 1]]}: {text}"
        for row, text in column.texts.items()
    )
    return f"{column.title} · {' · '.join(map(clean, texts))}"


def unknown_titles(
    table: Table, rows: Sequence[int], headers: Headers
) -> Iterator[tuple[int, str]]:
    """Yield the row and text of each header that is not ours, and has nothing below."""
    told = {column.title for column in other_columns(table, rows)}
    known = {*table.columns.values()}
    quarters = {table.columns.get(quarter) for quarter in QUARTERS}
    for row in range(table.top, table.header + 1):
        for column, value in enumerate(table.tab.rows[row - 1], 1):
            text = text_at(value)
            names_it = column in known and (
                not any(map(str.isalpha, text))
                or heading_of_column(text, headers)
                or (column in quarters and quarter_below(text))
            )
            if (
                text
                and not (names_it or _is_ours(text, headers))
                and _title_of(table, column) not in told
            ):
                yield row, text


def _is_ours(text: str, headers: Headers) -> bool:
    """Whether a text of a header says what the table's own columns are."""
    known = any(headers.find(section, text) for section in _SECTIONS)
    says = (read_header, read_unit, month_of, year_of_budgets)
    return known or any(each(text) for each in says)


def _title_of(table: Table, column: int) -> str:
    """Return what stands in the header above a column, the upper row first."""
    titles = (
        text_at(table.tab.value(row, column))
        for row in range(table.top, table.header + 1)
    )
    return " ".join(clean(title) for title in titles if title)
