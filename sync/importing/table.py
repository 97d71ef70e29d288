"""The official table in an export: its rows by column, its totals, where it ends.

Which row is a project, and what the others are, is understood as in an office's own
workbook (``workbook/projects.py``) once rows are whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, islice

from sync.importing.above import Above, line_above, part_above
from sync.importing.front import parse_front
from sync.importing.merged import held, merged_budgets
from sync.importing.source import Flow, Row, SourceLine
from sync.importing.table_columns import Columns, cells_of
from sync.importing.workbook.below import lines_below, names_cut, said_otherwise
from sync.importing.workbook.detail_columns import details_in_columns
from sync.importing.workbook.finding import of_year
from sync.importing.workbook.headings import read_headings
from sync.importing.workbook.no_budgets import doubts_of_no_budget
from sync.importing.workbook.no_quarters import doubts_of_no_quarters
from sync.importing.workbook.own_columns import column_line, unknown_titles
from sync.importing.workbook.projects import ProjectsTab, owners_of
from sync.importing.workbook.reading import texts_in
from sync.importing.workbook.rivals import doubts_of_rivals, found_rivals, settled
from sync.importing.workbook.sums import doubts_of_sums, with_total
from sync.model.cells import Tab
from sync.model.imports import ImportedDetail, Said
from sync.model.plan import Field, Heading, Info
from sync.plan.labels import Headers
from sync.sheet.header_rows import find_projects
from sync.sheet.lines import RowKind
from sync.sheet.rows import sort_rows
from sync.thai.dates import parse_year
from sync.thai.folding import key
from sync.thai.money import baht
from sync.thai.total_labels import Label, Sum

_MOST_BETWEEN = 10
"""Lines and headers between a dimension's heading and the first project below it."""

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
    doubts: tuple[Said, ...] = ()


def parse_table(
    parts: Sequence[Flow],
    headers: Headers,
    dimensions: Sequence[str],
    is_foreign: Callable[[Flow], bool],
) -> ParsedTable | None:
    """Find and read the table of projects; it ends before a part that is foreign."""
    rows = [at for at, part in enumerate(parts) if isinstance(part, Row)]
    table = find_projects(Tab("", tuple(cells_of(parts[at]) for at in rows)), headers)
    if table is None or Field.NAME not in table.columns:
        return None
    first, last = rows[table.top - 1], rows[table.header - 1]
    columns = Columns(
        {
            table.columns[name] - 1: name
            for name in Field
            if name in table.columns and name not in table.spread
        },
        len(cells_of(parts[first])),
        frozenset(
            (at, key(cell))
            for part in parts[first : last + 1]
            for at, cell in enumerate(cells_of(part))
        ),
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
    above = part_above([line_above(part) for part in parts[:first]])
    cover, _ = parse_front([parts[at].text for at in above.own], (), ())
    year = parse_year(cover.get(Info.FISCAL_YEAR, ""))
    return _read(upper, body, columns, dimensions, range(first, stop), year)


def _unknown(texts: Iterable[str], headers: Headers) -> Iterator[str]:
    return (text for text in texts if not headers.find("projects", text))


def _end(
    parts: Sequence[Flow],
    start: int,
    columns: Columns,
    is_foreign: Callable[[Flow], bool],
) -> int:
    """Return where the table is over.

    At its totals, unless a page or a dimension's own table begins anew there or a part
    of it only has been added up; and before the headers of other columns.
    """
    end, label = start, None
    for at in range(start, len(parts)):
        part = parts[at]
        heads = _heads(parts, at, columns)
        is_part = label == Label(Sum.SOME)
        if heads and (is_part or _begins_anew(parts, at, columns)):
            label = None
        goes_on = isinstance(part, Row) and (
            columns.is_header(part)
            or (is_part and (columns.is_project(part) or columns.label(part)))
        )
        if is_foreign(part) and not heads:
            break
        if label and not goes_on:
            break
        if isinstance(part, Row) and columns.is_other_header(part):
            break
        if isinstance(part, Row):
            end, label = at + 1, columns.label(part)
            if label and label.sums not in {Sum.ALL, Sum.SOME}:
                label = None
    return end


def _heads(parts: Sequence[Flow], at: int, columns: Columns) -> bool:
    """Whether a part is a dimension's heading with a project of the table below it.

    The dimension's projects may be a table of their own, below the same headers.
    """
    if not columns.is_section(parts[at]):
        return False
    after = parts[at + 1] if at + 1 < len(parts) else None
    is_above_row = isinstance(after, Row) and columns.is_project(after)
    return is_above_row or _begins_anew(parts, at, columns)


def _begins_anew(parts: Sequence[Flow], at: int, columns: Columns) -> bool:
    """Whether below a heading, and lines that go with it, stand the headers and a project."""
    after = islice(parts, at + 1, at + 1 + _MOST_BETWEEN)
    rows = list(dropwhile(lambda part: isinstance(part, SourceLine), after))
    first = next((n for n, part in enumerate(rows) if not _is_header(part, columns)), 0)
    below = rows[first] if first else None
    return isinstance(below, Row) and columns.is_project(below)


def _is_header(part: Flow, columns: Columns) -> bool:
    return isinstance(part, Row) and columns.is_header(part)


def _in_rows(parts: Sequence[Flow], places: range, columns: Columns) -> Iterator[Flow]:
    """Yield the parts of the table, headings of dimensions as rows of it."""
    for at in places:
        part = parts[at]
        if isinstance(part, SourceLine) and _heads(parts, at, columns):
            part = Row((part.text, *[""] * (columns.width - 1)), part.number)
        yield part


# --- rows torn in two ---------------------------------------------------------------


def _mended(parts: Iterable[Flow], columns: Columns) -> Iterator[Flow]:
    """Put lines together that a line break in a project's name has torn apart."""
    torn: Row | None = None
    for part in parts:
        if torn and _continues(torn, part, columns):
            cells = cells_of(part)
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


def _continues(row: Row, part: Flow, columns: Columns) -> bool:
    """Whether a part goes on with the name that a row has begun."""
    if columns.label(row) or columns.is_header(row) or columns.is_section(row):
        return False
    if row.whole:
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
    columns: Columns,
    dimensions: Sequence[str],
    parts: range,
    year: int | None,
) -> ParsedTable | None:
    """Read the rows as those of a workbook; what is no row of them stands in none."""
    headers = columns.headers
    rows = [part for part in body if isinstance(part, Row)]
    again = [row for row in rows if columns.is_header(row)]
    rows = [row for row in rows if row not in again]
    between = [part.text for part in body if isinstance(part, SourceLine)]
    between += [text for row in again for text in columns.unknown(row)]
    whole = Tab("", tuple(cells_of(part) for part in (*upper, *rows)))
    table = find_projects(whole, headers)
    if table is None:
        return None
    tab = ProjectsTab(
        whole,
        table,
        sort_rows(table, headers),
        headers,
        Above(range(1, table.top)),
    )
    tab = settled(of_year(tab, year), year)
    if not tab.projects:
        cells = (text for part in rows for text in cells_of(part) if text)
        return ParsedTable(parts, unplaced=[*between, *cells])
    tab = with_total(tab)
    by_row = dict(enumerate(rows, len(upper) + 1))
    projects = {
        row: {**texts, **held(by_row[row], texts, columns.places)}
        for row, texts in tab.projects.items()
    }
    in_columns = details_in_columns(tab)
    # a heading right above the headers is the table's; others are the cover's
    titles = [row for row in tab.titles if row == table.top - 1]
    headings = read_headings(tab, [*titles, *tab.headings], dimensions)
    return ParsedTable(
        range(parts.start - len(titles), parts.stop),
        tuple(projects.values()),
        tab.totals,
        [
            *between,
            *(text for _, text in unknown_titles(tab.table, tab.filled, headers)),
            *(column_line(column, owners_of(tab)) for column in in_columns.others),
            *(text for _, text in headings.rest),
            *lines_below(tab),
            *(
                text
                for row in tab.rows.of(RowKind.HEADER)
                for text in _unknown(texts_in(whole, row), headers)
            ),
        ],
        [*in_columns.details.values()],
        (*_found(tab, in_columns.titles), *headings.found),
        left=_left(tab),
        doubts=_doubts(tab, by_row, projects, columns),
    )


def _found(tab: ProjectsTab, titles: Sequence[tuple[str, Heading]]) -> Iterator[Said]:
    if tab.table.unit != 1:
        yield Said("found_unit_here", {"one": baht(tab.table.unit)})
    for title, heading in titles:
        facts = {"column": title, "heading": heading.value}
        yield Said("found_column_here", facts)
    yield from found_rivals(tab)


def _left(tab: ProjectsTab) -> tuple[Said, ...]:
    labels = ", ".join(_quoted(texts_in(tab.whole, row)) for row in tab.sums)
    return (Said("left_sums_here", {"labels": labels}),) if labels else ()


def _quoted(texts: Sequence[str]) -> str:
    first, *rest = texts
    return " ".join([f"“{first}”", *rest])


def _doubts(
    tab: ProjectsTab,
    parts: Mapping[int, Row],
    projects: Mapping[int, Mapping[Field, str]],
    columns: Columns,
) -> tuple[Said, ...]:
    merged = merged_budgets(parts, projects, columns.places)
    years = [tab.no_year] if tab.no_year else []
    sums = doubts_of_sums([(tab, projects)])
    return (
        *years,
        *doubts_of_rivals(tab),
        *doubts_of_no_budget(tab),
        *doubts_of_no_quarters(tab),
        *merged,
        *tab.nested,
        *said_otherwise(tab),
        *names_cut(tab),
        *sums,
    )
