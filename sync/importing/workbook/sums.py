"""Sums that an office typed into its table, compared with what they stand for.

The worker adds up by itself, so none is needed. One that is no sum shows that a project
or a figure is missing, or was read otherwise than it was meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sync.importing.workbook.projects import ProjectsTab
from sync.importing.workbook.reading import line_of, texts_in
from sync.model.findings import Hit
from sync.model.imports import Said
from sync.model.plan import QUARTERS, Field, Project, Subtotal
from sync.plan.labels import Headers
from sync.plan.typed_sums import Unequal, unequal_sums
from sync.sheet.dimensions import read_dimension
from sync.sheet.projects import read_projects
from sync.sheet.tables import Table
from sync.sheet.typed_totals import read_subtotals, read_totals
from sync.thai.money import baht
from sync.thai.ticks import parse_ticks

_NEEDED = (Field.DIMENSION, Field.BUDGET, *QUARTERS)
_UNREAD_TICK = "QTR002"
_NOTHING = Decimal(0)
_Rows = Mapping[int, Mapping[Field, str]]


def with_total(tab: ProjectsTab) -> ProjectsTab:
    """Return a table with the plan's total, where its words alone do not tell which it is.

    A sum may say only รวม below others: it is the plan's if it stands for every
    project, or its figure is theirs and not that of its own part.
    """
    if tab.rows.total:
        return tab
    read = _with_all_columns(tab.table)
    projects, _ = _projects(tab, read, tab.projects)
    rows = tuple(project.row for project in projects)
    whole: list[int] = []
    for part in tab.sums_in_doubt:
        typed = read_totals(read, part.row)
        alone, every = (Subtotal(typed, own) for own in (part.rows or rows, rows))
        is_other = any(unequal_sums([alone], projects))
        if not any(unequal_sums([every], projects)) and is_other:
            whole.insert(0, part.row)
        elif part.rows == rows:
            whole.append(part.row)
    return replace(tab, rows=replace(tab.rows, total=whole[0])) if whole else tab


def doubts_of_sums(tables: Sequence[tuple[ProjectsTab, _Rows]]) -> Iterator[Said]:
    """Yield which sums are none.

    Args:
        tables: all of a plan, each with its projects by row, as they are brought in.
    """
    reads = [_with_all_columns(tab.table) for tab, _ in tables]
    found = [
        _projects(tab, read, texts)
        for (tab, texts), read in zip(tables, reads, strict=True)
    ]
    every = sum(
        (project.budget or _NOTHING for projects, _ in found for project in projects),
        _NOTHING,
    )
    for (tab, _), read, (projects, hits) in zip(tables, reads, found, strict=True):
        are_ticked = all(hit.rule != _UNREAD_TICK for hit in hits)
        for sums in unequal_sums(_sums(tab, read, projects), projects):
            # the last of several tables may tell what all add up to
            is_of_all = sums.typed.row == tab.rows.total and sums.found == every
            if are_ticked if sums.field in QUARTERS else not is_of_all:
                yield _said(sums, tab)


def _with_all_columns(table: Table) -> Table:
    """Return a table with an empty column on its right for each that it lacks."""
    width = max(*table.columns.values(), *map(len, table.tab.rows))
    lacking = {str(name): width + 1 for name in _NEEDED if name not in table.columns}
    return replace(table, columns={**table.columns, **lacking})


def _projects(
    tab: ProjectsTab, read: Table, texts: _Rows
) -> tuple[Sequence[Project], Sequence[Hit]]:
    """Return the projects as the sheet reads them, and what of them it cannot read."""
    hits: list[Hit] = []
    projects = [
        _as_shown(project, texts[project.row], tab.headers)
        for project in read_projects(read, tab.rows, tab.headers, hits)
        if project.row in texts
    ]
    return projects, hits


def _as_shown(
    project: Project, texts: Mapping[Field, str], headers: Headers
) -> Project:
    """Return a project with what merged cells and headings say of it as well."""
    ticks = parse_ticks([texts[quarter] for quarter in QUARTERS])
    ticked = {number for number, tick in enumerate(ticks, 1) if tick}
    return replace(
        project,
        dimension=project.dimension or read_dimension(texts[Field.DIMENSION], headers),
        quarters=project.quarters | ticked,
    )


def _sums(
    tab: ProjectsTab, read: Table, projects: Sequence[Project]
) -> Iterator[Subtotal]:
    """Yield every sum, in the order of the rows."""
    total = tab.rows.total
    in_doubt = (part for part in tab.sums_in_doubt if part.row != total)
    parts = sorted((*tab.parts, *in_doubt), key=lambda part: part.row)
    yield from read_subtotals(read, parts, projects)
    if total:
        rows = tuple(project.row for project in projects)
        yield Subtotal(read_totals(read, total), rows)


def _said(sums: Unequal, tab: ProjectsTab) -> Said:
    place = _place(sums, tab)
    facts = {
        "count": str(len(sums.projects)),
        "found": baht(sums.found),
        "computed": baht(sums.sums[0]),
    }
    if sums.field is not Field.BUDGET:
        counts = {"found": f"{sums.found:f}", "computed": f"{sums.sums[0]:f}"}
        quarter = str(QUARTERS.index(sums.field) + 1)
        return Said(
            "doubt_count_of_quarter", {**facts, **counts, "quarter": quarter}, place
        )
    if sums.unread:
        return Said("doubt_sum_unread", {**facts, "unread": str(sums.unread)}, place)
    if len(sums.sums) > 1 and sums.sums[1] != sums.sums[0]:
        return Said("doubt_sum_either", {**facts, "every": baht(sums.sums[1])}, place)
    return Said("doubt_sum", facts, place)


def _place(sums: Unequal, tab: ProjectsTab) -> Said:
    """Return where a sum stands: its cell, or in a document its row's label."""
    texts = texts_in(tab.whole, sums.typed.row)
    label = next((text for text in texts if any(map(str.isalpha, text))), "")
    if not tab.title:
        label = label or line_of(tab.whole, sums.typed.row)
        return Said("at_row", {"label": label})
    facts = {"tab": tab.title, "cell": sums.typed.cells[sums.field].a1}
    return Said("at_cell", {**facts, "label": label}) if label else Said("at", facts)
