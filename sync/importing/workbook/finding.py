"""Finding a tab's table of projects, with the budgets of its year."""

from dataclasses import replace

from sync.importing.bare_names import with_labels
from sync.importing.starts import section_starts
from sync.importing.workbook import other_tables
from sync.importing.workbook.labelled import lines_of
from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import named_cells
from sync.importing.workbook.rivals import settled
from sync.importing.workbook.sums import with_total
from sync.model.cells import Tab
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field, Heading
from sync.plan.labels import Headers
from sync.sheet.budget_years import dated_budgets, with_budget_of
from sync.sheet.header_rows import find_projects
from sync.sheet.read import sort_with_own_marks
from sync.sheet.rows import sort_rows
from sync.sheet.tables import Table, read_text
from sync.thai.folding import key

_OF_DETAILS = set(Heading) - {Heading.BUDGET, Heading.PERIOD}
"""Headings that no table of projects has a column of its own for."""

_FEW = 3


def projects_in(tab: Tab, headers: Headers) -> ProjectsTab | None:
    """Find a table of projects in a tab; ``None`` where there is none, or none with rows.

    It ends where sections of details begin.
    """
    table = _table(tab, headers)
    top = table.top if table else other_tables.likely_top(tab, headers)
    if top is None:
        return None
    above = other_tables.above(tab, top, headers)
    if above.others:
        tab = other_tables.without(tab, above.others)
        table = _table(tab, headers)
    if table is None:
        return None
    rows = range(table.header + 1, len(tab.rows) + 1)
    lines = lines_of(tab, rows, headers)
    names = {key(table.text(row, Field.NAME)) for row in table.filled_rows()}
    starts = section_starts(with_labels(lines, names, headers), headers)
    below = () if starts else other_tables.below(table, headers)
    if starts:
        end = lines[min(starts)].number - 1
        table = _table(replace(tab, rows=tab.rows[:end]), headers)
    elif below:
        tab = other_tables.without(tab, below)
        table = _table(tab, headers)
    if table is None:
        return None
    own, sorted_rows = sort_with_own_marks(table, headers)
    found = settled(of_year(ProjectsTab(tab, own, sorted_rows, headers, above, below)))
    return with_total(found) if found.projects else None


def of_year(tab: ProjectsTab, year: int | None = None) -> ProjectsTab:
    """Return a table with the budgets of its year, where it has some of several.

    Args:
        tab: with the table.
        year: the plan's; if nobody has said, that of the table's title or cover.
    """
    year = year or tab.year
    table = with_budget_of(tab.table, year, tab.headers)
    if table is tab.table:
        return tab
    is_found = Field.BUDGET in table.columns
    return replace(
        tab,
        table=table,
        rows=sort_rows(table, tab.headers),
        no_year=None if is_found else _no_year(tab, year),
    )


def _no_year(tab: ProjectsTab, year: int | None) -> Said:
    """Say which budgets are not taken, since of no one column it is sure that it is the plan's."""
    dated = dated_budgets(tab.table, tab.headers)
    told = {each.told: str(each.year) for each in dated}
    place = (
        Said("at", {"tab": tab.title, "cell": named_cells(told)})
        if tab.title
        else Said("at_row", {"label": ", ".join(told.values())})
    )
    if year is None:
        return Said("doubt_budgets", {}, place)
    return Said("doubt_budgets_of_year", {"year": str(year)}, place)


def _table(tab: Tab, headers: Headers) -> Table | None:
    table = find_projects(tab, headers)
    if table is None or Field.NAME not in table.columns:
        return None
    texts = (read_text(value) for value in tab.rows[table.top - 1])
    named = {headers.find("details", text) for text in texts if text}
    official = {Field.DIMENSION, *QUARTERS} & table.columns.keys()
    is_of_details = len(named & _OF_DETAILS) >= _FEW and not official
    return None if is_of_details else table
