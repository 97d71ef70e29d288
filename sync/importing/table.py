"""The official table in an export: its rows by column, its totals, where it ends.

Which row is a project, and what the others are, is understood as in an office's own
workbook (``workbook/projects.py``) once rows are whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sync.importing.front import parse_front
from sync.importing.merged import held, merged_budgets
from sync.importing.source import Flow, Row, SourceLine
from sync.importing.workbook.below import lines_below, said_otherwise
from sync.importing.workbook.detail_columns import details_in_columns
from sync.importing.workbook.headings import read_headings
from sync.importing.workbook.own_columns import column_line, unknown_titles
from sync.importing.workbook.projects import (
    ProjectsTab,
    dimension_in,
    of_year,
    owners_of,
)
from sync.importing.workbook.reading import texts_in
from sync.model.cells import Tab
from sync.model.imports import ImportedDetail, Said
from sync.model.plan import QUARTERS, Field, Info
from sync.plan.labels import Headers
from sync.sheet.header_rows import find_projects
from sync.sheet.lines import RowKind
from sync.sheet.rows import sort_rows
from sync.thai.dates import parse_year
from sync.thai.money import baht
from sync.thai.total_labels import Label, Sum, read_label

_ABOVE = 3
"""Parts above the table that may say in which unit its budgets are."""


@dataclass(frozen=True, slots=True)
class ParsedTable:
    """The table of projects; ``parts`` says which of the source's parts it takes.

    ``details`` are what columns beside the official ones say of its projects.
    """

    parts: range = range(0)
    projects: Sequence[Mapping[Field, str]] = ()
    totals: Mapping[Field, str] = field(default_factory=dict)
    unplaced: Sequence[str] = ()
    details: Sequence[ImportedDetail] = ()
    found: tuple[Said, ...] = ()
    left: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where our columns stand in a row, from 0, and of how many it is made."""

    places: Mapping[int, Field]
    width: int
    headers: Headers

    @property
    def name(self) -> int:
        return next(at for at, name in self.places.items() if name is Field.NAME)

    def text(self, row: Row, name: Field) -> str:
        """Return what a row has in a column."""
        return next(
            (cell for at, cell in enumerate(row.cells) if self.places.get(at) is name),
            "",
        )

    def is_header(self, row: Row) -> bool:
        """Whether a row is one of headers, with which a new page may begin again."""
        names = [self.headers.find("projects", cell) for cell in row.cells if cell]
        words = set(names) - set(QUARTERS)
        if len(words) > 1 and None not in words and Field.NAME in words:
            return True
        under_quarters = all(
            self.places.get(at) in QUARTERS for at, cell in enumerate(row.cells) if cell
        )
        return under_quarters and set(names) <= set(QUARTERS)

    def label(self, row: Row) -> Label | None:
        """Return what a row adds up, where it is one of totals."""
        first = next((cell for cell in row.cells if cell), "")
        if self.headers.find("projects", first) == "total":
            return read_label(first) or Label(Sum.ALL)
        return read_label(first) or read_label(self.text(row, Field.NAME))

    def is_project(self, row: Row) -> bool:
        """Whether a row has a project's name and number."""
        number = self.text(row, Field.NUMBER)
        return bool(self.text(row, Field.NAME)) and any(map(str.isdecimal, number))

    def is_section(self, part: Flow) -> bool:
        """Whether a part is nothing but the heading of a dimension."""
        filled = [cell for cell in _cells(part) if cell]
        return len(filled) == 1 and dimension_in(filled[0]) is not None


def parse_table(
    parts: Sequence[Flow],
    headers: Headers,
    dimensions: Sequence[str],
    is_foreign: Callable[[Flow], bool],
) -> ParsedTable | None:
    """Find and read the table of projects; it ends before a part that is foreign."""
    rows = [at for at, part in enumerate(parts) if isinstance(part, Row)]
    table = find_projects(Tab("", tuple(_cells(parts[at]) for at in rows)), headers)
    if table is None or Field.NAME not in table.columns:
        return None
    first, last = rows[table.top - 1], rows[table.header - 1]
    columns = _Columns(
        {
            table.columns[name] - 1: name
            for name in Field
            if name in table.columns and name not in table.spread
        },
        len(_cells(parts[first])),
        headers,
    )
    stop = _end(parts, last + 1, columns, is_foreign)
    body = list(_mended(_in_rows(parts, range(last + 1, stop), columns), columns))
    within = [part for part in parts[first : last + 1] if isinstance(part, SourceLine)]
    upper = [
        *parts[max(0, first - _ABOVE) : first],
        *(part for part in parts[first : last + 1] if isinstance(part, Row)),
    ]
    body = [*within, *body]
    cover, _ = parse_front([part.text for part in parts[:first]], (), ())
    year = parse_year(cover.get(Info.FISCAL_YEAR, ""))
    return _read(upper, body, columns, dimensions, range(first, stop), year)


def _cells(part: Flow) -> tuple[str, ...]:
    return part.cells if isinstance(part, Row) else (part.text,)


def _unknown(texts: Iterable[str], headers: Headers) -> Iterator[str]:
    return (text for text in texts if not headers.find("projects", text))


def _end(
    parts: Sequence[Flow],
    start: int,
    columns: _Columns,
    is_foreign: Callable[[Flow], bool],
) -> int:
    """Return where the table is over.

    At its totals, unless a page begins anew there or a part of it only has been added
    up.
    """
    end, label = start, None
    for at in range(start, len(parts)):
        part = parts[at]
        heads = _heads(parts, at, columns)
        is_part = label == Label(Sum.SOME)
        goes_on = (heads and is_part) or (
            isinstance(part, Row)
            and (columns.is_header(part) or (is_part and columns.is_project(part)))
        )
        if is_foreign(part) and not heads:
            break
        if label and not goes_on:
            break
        if isinstance(part, Row):
            end, label = at + 1, columns.label(part)
            if label and label.sums not in {Sum.ALL, Sum.SOME}:
                label = None
    return end


def _heads(parts: Sequence[Flow], at: int, columns: _Columns) -> bool:
    """Whether a part is a dimension's heading with a project of the table below it."""
    after = parts[at + 1] if at + 1 < len(parts) else None
    return (
        columns.is_section(parts[at])
        and isinstance(after, Row)
        and columns.is_project(after)
    )


def _in_rows(parts: Sequence[Flow], places: range, columns: _Columns) -> Iterator[Flow]:
    """Yield the parts of the table, headings of dimensions as rows of it."""
    for at in places:
        part = parts[at]
        if isinstance(part, SourceLine) and _heads(parts, at, columns):
            part = Row((part.text, *[""] * (columns.width - 1)), part.number)
        yield part


# --- rows torn in two ---------------------------------------------------------------


def _mended(parts: Iterable[Flow], columns: _Columns) -> Iterator[Flow]:
    """Put lines together that a line break in a project's name has torn apart."""
    torn: Row | None = None
    for part in parts:
        if torn and _continues(torn, part, columns):
            cells = _cells(part)
            name = f"{torn.cells[columns.name]} {cells[0]}".strip()
            before, after = torn.cells[: columns.name], torn.cells[columns.name + 1 :]
            torn = Row((*before, name, *(cells[1:] or after)), torn.number)
            continue
        if torn:
            yield torn
        torn = (
            part if isinstance(part, Row) and len(part.cells) > columns.name else None
        )
        if torn is None:
            yield part
    if torn:
        yield torn


def _continues(row: Row, part: Flow, columns: _Columns) -> bool:
    """Whether a part goes on with the name that a row has begun."""
    if columns.label(row) or columns.is_header(row) or columns.is_section(row):
        return False
    if isinstance(part, SourceLine):
        return True
    ends_in_name = len(row.cells) == columns.name + 1 < columns.width
    fits = len(part.cells) == columns.width - columns.name
    return (
        ends_in_name and fits and bool(part.cells[0]) and not part.cells[0].isdecimal()
    )


# --- what the rows say ----------------------------------------------------------------


def _read(
    upper: Sequence[Flow],
    body: Sequence[Flow],
    columns: _Columns,
    dimensions: Sequence[str],
    parts: range,
    year: int | None,
) -> ParsedTable | None:
    """Read the rows as those of a workbook; what is no row of them stands in none."""
    headers = columns.headers
    rows = [
        part for part in body if isinstance(part, Row) and not columns.is_header(part)
    ]
    between = [part.text for part in body if isinstance(part, SourceLine)]
    whole = Tab("", tuple(_cells(part) for part in (*upper, *rows)))
    table = find_projects(whole, headers)
    if table is None:
        return None
    tab = ProjectsTab(whole, table, sort_rows(table, headers), headers)
    tab = of_year(tab, year)
    if not tab.projects:
        cells = (text for part in rows for text in _cells(part) if text)
        return ParsedTable(parts, unplaced=[*between, *cells])
    by_row = dict(enumerate(rows, len(upper) + 1))
    projects = {
        row: {**texts, **held(by_row[row], texts, columns.places)}
        for row, texts in tab.projects.items()
    }
    in_columns = details_in_columns(tab)
    headings = read_headings(tab, tab.headings, dimensions)
    return ParsedTable(
        parts,
        tuple(projects.values()),
        tab.totals,
        [
            *between,
            *(text for _, text in unknown_titles(tab.table, tab.filled, headers)),
            *(column_line(column, owners_of(tab)) for column in in_columns.others),
            *(text for _, text in headings.rest),
            *lines_below(tab),
            *(text for row in tab.sums for text in texts_in(whole, row)),
            *(
                text
                for row in tab.rows.of(RowKind.HEADER)
                for text in _unknown(texts_in(whole, row), headers)
            ),
        ],
        in_columns.details,
        (*_found(tab), *headings.found),
        _left(tab, by_row, projects, columns),
    )


def _found(tab: ProjectsTab) -> tuple[Said, ...]:
    if tab.table.unit == 1:
        return ()
    return (Said("found_unit_here", {"one": baht(tab.table.unit)}),)


def _left(
    tab: ProjectsTab,
    parts: Mapping[int, Row],
    projects: Mapping[int, Mapping[Field, str]],
    columns: _Columns,
) -> tuple[Said, ...]:
    merged = merged_budgets(parts, projects, columns.places)
    years = [Said("left_budgets", {})] if tab.is_of_no_year else []
    return (*years, *merged, *said_otherwise(tab))
