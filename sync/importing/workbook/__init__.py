"""An office's own workbook brought in: its table, wherever it stands, and all around it.

A table is found and its cells are understood as in an office's sheet
(``sheet/tables.py``, ``sheet/rows.py``), and running text as in a Word file
(``sections.py``). What is not brought in is said; nothing is guessed where two tables
may be meant.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sync.errors import SourceWithoutPlan, SourceYearsAlike
from sync.importing.front import parse_front, preparer_taken
from sync.importing.mending import mend_sheet
from sync.importing.printed import without_printed
from sync.importing.same_names import Own, numbered
from sync.importing.workbook.around import Around
from sync.importing.workbook.arrows import with_arrows
from sync.importing.workbook.below import lines_below, names_cut, said_otherwise
from sync.importing.workbook.choosing import choose
from sync.importing.workbook.detail_columns import details_in_columns
from sync.importing.workbook.details import TableProjects
from sync.importing.workbook.facts import agreeing, whole_info
from sync.importing.workbook.finding import projects_in
from sync.importing.workbook.headings import Headings, read_headings
from sync.importing.workbook.looks import said_by_looks
from sync.importing.workbook.no_budgets import doubts_of_no_budget
from sync.importing.workbook.no_quarters import doubts_of_no_quarters
from sync.importing.workbook.own_columns import column_line, unknown_titles
from sync.importing.workbook.parting import Parted, newest_part
from sync.importing.workbook.projects import (
    ProjectsTab,
    owners_of,
)
from sync.importing.workbook.reading import line_of, named_cells, without_result
from sync.importing.workbook.rivals import doubts_of_rivals, found_rivals
from sync.importing.workbook.sums import doubts_of_sums
from sync.model.cells import Sheet, Tab, column_letters, spans
from sync.model.imports import Hidden, ImportedPlan, Said
from sync.model.plan import Field
from sync.plan.labels import Headers
from sync.sheet.lines import RowKind
from sync.sheet.tables import is_something
from sync.thai.folding import key
from sync.thai.money import baht

_NOTHING_HIDDEN = Hidden()
_MANY = 2
"""Tabs that are named each by itself."""


def import_workbook(
    sheet: Sheet,
    source: Path | str,
    headers: Headers,
    dimensions: Sequence[str],
    *,
    hidden: Hidden = _NOTHING_HIDDEN,
    asked: str | None = None,
) -> ImportedPlan:
    """Read a plan from a workbook that an office keeps for itself.

    Args:
        sheet: all of it.
        source: what it is called, for the stops.
        headers: how headings may be spelt.
        dimensions: the names a legend may give to dimensions 1 to 4.
        hidden: what of it is out of sight.
        asked: the title of the tab whose table to take, if somebody has said.

    Returns:
        What was understood, where it was found, and what is left where it is.

    Raises:
        SourceWithoutPlan: there is neither a table of projects nor any details.
        SourceNoSuchTab, SourceTablesAlike: see ``choosing.choose``.
        SourceYearsAlike: several tables stand in its tab, and nothing tells the newest.
    """
    mended = mend_sheet(sheet)
    tabs = [tab for tab in mended.sheet.tabs if any(_values(tab))]
    tabs.sort(key=lambda tab: tab.title in hidden.tabs)
    parts = {tab.title: _part(tab, headers, hidden) for tab in tabs}
    tabs = [part.tab for part in parts.values()]
    found = (projects_in(tab, headers) for tab in tabs)
    tables = {table.title: table for table in found if table}
    choice = choose(source, list(tables.values()), hidden.tabs, asked)
    taken = {table.title: table for table in choice.taken}
    around = Around(headers, TableProjects.of(_rows(choice.taken)), _year(choice.taken))
    around.found += [*map(_found, choice.taken), *([choice.why] if choice.why else [])]
    for table in choice.taken:
        part = parts[table.title]
        if part.alike:
            raise SourceYearsAlike(source, tab=table.title, places=part.alike)
        around.found += part.found
        around.left += part.left
        _take_table(table, around, hidden, dimensions)
    for tab in tabs:
        if tab.title in taken:
            continue
        is_taken = around.take(tab, tables.get(tab.title))
        if tab.title in hidden.tabs:
            code = "hidden_tab_taken" if is_taken else "hidden_tab_left"
            around.found.append(Said(code, {"tab": tab.title}))
    _take_all_columns(choice.taken, around)
    _say_sums(choice.taken, around)
    around.left += said_by_looks(sheet, choice.taken, hidden)
    plan = replace(
        _plan(choice.taken, around, dimensions),
        repairs=mended.repairs,
        lost_am=mended.lost_am,
    )
    if not plan.projects and not plan.details:
        raise SourceWithoutPlan(source)
    return plan


def _values(tab: Tab) -> Iterator[bool]:
    return (is_something(value) for row in tab.rows for value in row)


def _part(tab: Tab, headers: Headers, hidden: Hidden) -> Parted:
    """Return a tab with its newest table alone, and arrows over it as signs."""
    part = newest_part(tab, headers)
    drawn = hidden.drawn.get(tab.title, ())
    whole, cells = with_arrows(part.tab, drawn, headers)
    if not cells:
        return part
    said = Said("found_arrows", {"tab": tab.title, "cells": named_cells(cells)})
    return replace(part, tab=whole, found=(*part.found, said))


def _rows(tables: Sequence[ProjectsTab]) -> Iterator[Mapping[Field, str]]:
    return (row for table in tables for row in table.projects.values())


def _year(tables: Sequence[ProjectsTab]) -> int | None:
    return next((table.year for table in tables if table.year), None)


def _found(table: ProjectsTab) -> Said:
    rows, count = spans(table.projects), str(len(table.projects))
    return Said("found_table", {"tab": table.title, "rows": rows, "projects": count})


def _take_table(
    table: ProjectsTab, around: Around, hidden: Hidden, dimensions: Sequence[str]
) -> None:
    """Take what stands in the table's tab beside its projects."""
    around.cover += table.cover
    if sections := around.sections_in(table.sections()):
        around.take_sections(sections, table.whole)
    owners = owners_of(table)
    others = details_in_columns(table).others
    around.unplaced += [column_line(column, owners) for column in others]
    headings = read_headings(table, (*table.titles, *table.headings), dimensions)
    _say_understood(table, around, headings)
    around.found += found_rivals(table)
    around.doubts += doubts_of_rivals(table)
    _say_left(table, around, headings.sums)
    _say_hidden(table, around, hidden)


def _say_understood(table: ProjectsTab, around: Around, headings: Headings) -> None:
    """Say what headings and headers were taken to mean for all rows below them."""
    if table.headings:
        facts = {"tab": table.title, "rows": spans(table.headings)}
        around.found.append(Said("found_headings", facts))
    around.found += headings.found
    for text in table.form_titles:
        around.found.append(Said("found_form", {"tab": table.title, "text": text}))
    for row, text in headings.rest:
        around.say_line(table.whole, row, text)
    if table.table.unit != 1:
        facts = {"tab": table.title, "one": baht(table.table.unit)}
        around.found.append(Said("found_unit", facts))


def _say_left(table: ProjectsTab, around: Around, sums: Sequence[int]) -> None:
    """Say what of the table's tab is left where it is."""
    read = table.table.columns.values()
    around.say_formulas(table.whole, without_result(table.whole, table.filled, read))
    for row, text in unknown_titles(table.table, table.filled, table.headers):
        around.say_line(table.whole, row, text)
    if table.no_year:
        around.doubts.append(table.no_year)
    around.doubts += doubts_of_no_budget(table)
    around.doubts += doubts_of_no_quarters(table)
    around.doubts += (*table.merged_budgets, *table.nested)
    _leave_rows("left_sums", table, [*table.sums, *sums], around)
    _leave_rows("left_groups", table, [*table.rows.of(RowKind.GROUP)], around)
    _leave_rows("left_parts", table, [*table.rows.of(RowKind.PART)], around)
    _leave_rows("left_rows_above", table, table.above.others, around)
    _leave_rows("left_rows", table, table.other_table, around)
    around.doubts += (*said_otherwise(table), *names_cut(table))


def _say_sums(tables: Sequence[ProjectsTab], around: Around) -> None:
    """Say which sums are none, and where the parts of a plan are added up by themselves."""
    around.doubts += doubts_of_sums([(table, table.projects) for table in tables])
    for table in tables if len(tables) > 1 else ():
        if table.rows.total:
            _leave_rows("left_sums", table, [table.rows.total], around)


def _leave_rows(
    code: str, table: ProjectsTab, rows: Sequence[int], around: Around
) -> None:
    if rows:
        facts = {"tab": table.title, "rows": spans(rows)}
        around.left.append(Said(code, facts))


def _take_all_columns(tables: Sequence[ProjectsTab], around: Around) -> None:
    each = numbered(row[Field.NAME] for row in _rows(tables))
    for table in tables:
        _take_columns(table, dict(zip(table.projects, each, strict=False)), around)
    around.doubts += _of_one_name(tables, around)


def _take_columns(table: ProjectsTab, each: Mapping[int, Own], around: Around) -> None:
    """Take what columns of the table itself say of its projects, where nothing else did."""
    columns = details_in_columns(table)
    new = [
        one
        for row, one in columns.details.items()
        if around.details.add(one, table.title, each[row].nth)
    ]
    headings = {heading for detail in new for heading in detail.texts}
    for title, heading in columns.titles:
        if heading in headings:
            facts = {"tab": table.title, "column": title, "heading": heading.value}
            around.found.append(Said("found_column", facts))


def _of_one_name(tables: Sequence[ProjectsTab], around: Around) -> Iterator[Said]:
    """Yield which projects with details have one name: the worker knows them by name."""
    each = numbered(row[Field.NAME] for row in _rows(tables))
    again = {own.name for own in each if own.nth}
    described = around.details.found.items()
    names = {own.name: one.name for own, one in described if own.name in again}
    for own, name in names.items():
        rows = {
            table.title: [
                r for r, p in table.projects.items() if key(p[Field.NAME]) == own
            ]
            for table in tables
        }
        places = (f"“{tab}” {spans(found)}" for tab, found in rows.items() if found)
        yield Said("doubt_one_name", {"name": name, "places": "; ".join(places)})


def _say_hidden(table: ProjectsTab, around: Around, hidden: Hidden) -> None:
    rows = hidden.rows.get(table.title, frozenset()) & set(table.filled)
    if rows:
        facts = {"tab": table.title, "rows": spans(rows)}
        around.found.append(Said("hidden_rows", facts))
    columns = [
        column_letters(column)
        for column in sorted(hidden.columns.get(table.title, ()))
        if any(is_something(table.whole.value(row, column)) for row in table.filled)
    ]
    if columns:
        facts = {"tab": table.title, "columns": ", ".join(columns)}
        around.found.append(Said("hidden_columns", facts))


def _plan(
    tables: Sequence[ProjectsTab], around: Around, dimensions: Sequence[str]
) -> ImportedPlan:
    projects = tuple(_rows(tables))
    totals = tables[0].totals if len(tables) == 1 else {}
    below = [line for table in tables for line in lines_below(table)]
    front, lines = parse_front(around.cover, below, dimensions)
    if name := preparer_taken((*around.cover, *below), {**front, **around.info}):
        around.found.append(Said("found_preparer", {"name": name}))
    front = {**front, **around.info}
    said = [
        (line_of(table.whole, row), facts)
        for table in tables
        for row, facts in table.facts.items()
    ]
    facts, otherwise = agreeing(said, front)
    own_names = numbered(row[Field.NAME] for row in projects)
    order = {own: at for at, own in enumerate(own_names)}
    found = around.details.found
    details = tuple(found[own] for own in sorted(found, key=_by(order)))
    names = [
        *(row[Field.NAME] for row in projects),
        *(detail.name for detail in details),
    ]
    unplaced = dict.fromkeys([*lines, *otherwise, *around.unplaced])
    return ImportedPlan(
        info=whole_info(facts, front),
        projects=projects,
        totals=totals,
        details=details,
        unplaced=tuple(without_printed(unplaced, names, totals)),
        found=(*around.found, *_sources(around.sources)),
        left=(*around.left, *around.details.left),
        doubts=tuple(around.doubts),
    )


def _by(order: Mapping[Own, int]) -> Callable[[Own], int]:
    """Return what sorts details as their projects stand; others come last."""
    return lambda own: order.get(own, len(order))


def _sources(counts: Mapping[str, int]) -> Iterator[Said]:
    """Yield in which tabs details were found; tabs with one each are said together."""
    single = [tab for tab, count in counts.items() if count == 1]
    if len(single) > _MANY:
        facts = {
            "tabs": str(len(single)),
            "first": single[0],
            "last": single[-1],
        }
        yield Said("found_details_each", facts)
    for tab, count in counts.items():
        if tab not in single or len(single) <= _MANY:
            yield Said("found_details", {"tab": tab, "details": str(count)})
