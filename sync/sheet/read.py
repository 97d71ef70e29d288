"""Read: a spreadsheet as staff keep it becomes a plan.

Tolerant: every form that staff type is understood. What is not understood is a hit
on its cell, never a guess and never an exception; only a tab or a column that is
not there at all stops the cycle.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sync.errors import HeaderMissing, SheetShapeError, TabMissing
from sync.model.cells import Sheet, Tab
from sync.model.findings import Hit
from sync.model.plan import (
    QUARTERS,
    Detail,
    Field,
    Heading,
    Plan,
    Recipient,
    Role,
)
from sync.plan.choices import choices_for
from sync.plan.labels import Headers
from sync.plan.matching import Matching, match_details
from sync.sheet.budget_years import with_budget_of
from sync.sheet.budgets import unit_hits
from sync.sheet.captions import read_captions
from sync.sheet.header_rows import find_columns
from sync.sheet.info import read_info
from sync.sheet.lines import RowKind
from sync.sheet.own_columns import foreign_columns, with_own_marks
from sync.sheet.own_tabs import foreign_hits
from sync.sheet.projects import read_projects
from sync.sheet.rivals import rival_hits, settle
from sync.sheet.rows import Rows, sort_rows
from sync.sheet.sum_texts import read_sum_texts
from sync.sheet.tables import Table, likeliest_header, read_text
from sync.sheet.typed_totals import read_subtotals, read_totals
from sync.sheet.unreadable import cell_hits
from sync.thai.folding import clean
from sync.thai.ticks import parse_tick


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan, what was hard to read in it, where its projects are and in which rows.

    ``matching`` tells whose detail is whose, for everything that is done with the plan.
    """

    sheet: Sheet
    plan: Plan
    hits: tuple[Hit, ...]
    projects: Table
    rows: Rows
    matching: Matching


def read_plan(sheet: Sheet, headers: Headers) -> Reading:
    """Understand a whole spreadsheet.

    Raises:
        TabMissing: a tab without which there is no plan is missing.
        HeaderMissing, SheetShapeError: so are all its columns, or one of them.
    """
    hits = list(foreign_hits(sheet, headers))
    info_hits: list[Hit] = []
    table = _required_table(sheet, "projects", _NEEDED, headers)
    info = read_info(_required_tab(sheet, "info", headers), headers, info_hits)
    table = with_budget_of(table, info.fiscal_year, headers)
    if Field.BUDGET not in table.columns:
        raise _lacking(table, "projects", [Field.BUDGET], headers)
    table, rivals = settle(
        table,
        headers,
        lambda found: sort_rows(found, headers).projects(),
        info.fiscal_year,
    )
    hits += rival_hits(rivals, headers) if rivals else ()
    table, rows = sort_with_own_marks(table, headers)
    if Field.DIMENSION not in table.columns and not rows.sections:
        raise _lacking(table, "projects", [Field.DIMENSION], headers)
    hits += foreign_columns(table, rows.projects(), headers)
    hits.extend(rows.hits)
    details = _required_table(sheet, "details", ("name", *Heading), headers)
    recipients = _required_table(sheet, "recipients", ("email", "wants"), headers)
    # a row whose only value failed looks like a blank one
    hits += cell_hits(table, rows.of(RowKind.PROJECT, RowKind.BLANK), Field)
    projects = tuple(read_projects(table, rows, headers, hits))
    hits += [*unit_hits(table), *info_hits]
    captions = read_captions(table, rows, headers)
    plan = Plan(
        info=info,
        projects=projects,
        details=tuple(_read_details(details, hits)),
        recipients=tuple(_read_recipients(recipients, headers, hits)),
        typed_totals=read_totals(table, rows.total) if rows.total else None,
        left_totals=tuple(read_totals(table, row) for row in rows.left),
        subtotals=tuple(read_subtotals(table, rows.parts, projects)),
        captions=captions,
        sum_texts=tuple(read_sum_texts(table, rows, projects, captions)),
    )
    return Reading(sheet, plan, tuple(hits), table, rows, match_details(plan))


def sort_with_own_marks(table: Table, headers: Headers) -> tuple[Table, Rows]:
    """Sort a table's rows, and find which columns of marks are the worker's.

    Which those are shows in the rows that are projects.

    Returns:
        The table with its columns as found, and its rows.
    """
    rows = sort_rows(table, headers)
    own = with_own_marks(table, rows.projects(), headers)
    if own.columns == table.columns:
        return own, rows
    return own, sort_rows(own, headers)


_NEEDED = (Field.NAME, Field.DIMENSION, Field.BUDGET, *QUARTERS)
"""Columns without which nothing is read; headings may tell the dimensions instead."""


def _required_tab(sheet: Sheet, name: str, headers: Headers) -> Tab:
    tab = sheet.tab(headers.tabs[name])
    if tab is None:
        raise TabMissing(headers.tabs[name], [tab.title for tab in sheet.tabs])
    return tab


def _required_table(
    sheet: Sheet, name: str, needed: tuple[str, ...], headers: Headers
) -> Table:
    tab = _required_tab(sheet, name, headers)
    table = find_columns(tab, headers, name)
    if table is None:
        labels = [headers.write_alone(name, column) for column in needed]
        raise HeaderMissing(tab.title, labels, *likeliest_header(tab))
    missing = [column for column in needed if column not in table.columns]
    if set(missing) - {Field.DIMENSION}:
        raise _lacking(table, name, missing, headers)
    return table


def _lacking(
    table: Table, name: str, missing: Sequence[str], headers: Headers
) -> SheetShapeError:
    """Return what stops a table without some columns, with the headers it has."""
    labels = [headers.write_alone(name, column) for column in missing]
    texts = map(read_text, table.tab.rows[table.top - 1])
    return SheetShapeError(table.tab.title, labels, table.top, [t for t in texts if t])


def _read_details(table: Table, hits: list[Hit]) -> Iterator[Detail]:
    for row in table.filled_rows():
        hits += cell_hits(table, (row,), ("name", *Heading))
        own = {heading: table.text(row, heading) for heading in Heading}
        name = clean(table.text(row, "name"))
        if name or any(own.values()):
            texts = {heading: table.held(row, heading) for heading in Heading}
            yield Detail(
                name=name,
                texts=texts,
                row=row,
                name_cell=table.cell(row, "name"),
                cells={heading: table.cell(row, heading) for heading in Heading},
            )


def _read_recipients(
    table: Table, headers: Headers, hits: list[Hit]
) -> Iterator[Recipient]:
    for row in table.filled_rows():
        hits += cell_hits(table, (row,), ("name", "email", "role", "wants"))
        email, role = table.text(row, "email"), table.text(row, "role")
        if not email and not table.text(row, "name"):
            continue
        known = headers.find("roles", role) if role else None
        if role and known is None:
            facts = {"choices": choices_for(role, "roles", list(Role), headers)}
            hits.append(Hit("REC003", table.cell(row, "role"), role, facts))
        wants = parse_tick(table.text(row, "wants")) is True
        if not role and wants and "role" in table.columns:
            hits.append(Hit("REC007", table.cell(row, "role")))
        yield Recipient(
            name=clean(table.text(row, "name")),
            email=email,
            role=Role(known) if known else None,
            wants=wants,
            row=row,
            email_cell=table.cell(row, "email"),
        )
