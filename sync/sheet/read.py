"""Read: a spreadsheet as staff keep it becomes a plan.

Tolerant: every form that staff type is understood. What is not understood is a hit
on its cell, never a guess and never an exception; only a tab or a column that is
not there at all stops the cycle.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sync.errors import HeaderMissing, SheetShapeError, TabMissing
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.model.findings import Hit
from sync.model.plan import (
    LINKS,
    QUARTERS,
    Detail,
    Field,
    Heading,
    Info,
    Mark,
    Plan,
    PlanInfo,
    Project,
    Recipient,
    Role,
    Subtotal,
    TypedTotals,
)
from sync.plan.labels import Headers
from sync.plan.matching import Matching, match_details
from sync.sheet.amounts import amount_of, in_baht, read_baht, to_satang
from sync.sheet.dimensions import read_dimension
from sync.sheet.header_rows import find_projects, with_budget_of
from sync.sheet.lines import RowKind
from sync.sheet.own_columns import foreign_columns, with_own_marks
from sync.sheet.own_tabs import foreign_hits
from sync.sheet.parts import Part
from sync.sheet.quarters import read_quarters
from sync.sheet.rows import Rows, sort_rows
from sync.sheet.tables import Table, find_table, likeliest_header, read_text
from sync.sheet.unreadable import cell_hits, value_hits
from sync.thai.dates import from_cell, parse_date, parse_year
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.money import LARGEST, baht, baht_meanings, parse_baht
from sync.thai.spaces import even_spaces
from sync.thai.spoken_money import spoken_baht, words_in_brackets
from sync.thai.ticks import parse_tick

_LETTERS_FOR_DIGITS = str.maketrans("OoQIl|", "000111")


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
    info = _read_info(_required_tab(sheet, "info", headers), headers, info_hits)
    table = with_budget_of(table, info.fiscal_year)
    if Field.BUDGET not in table.columns:
        raise _lacking(table, "projects", [Field.BUDGET], headers)
    table, rows = sort_with_own_marks(table, headers)
    if Field.DIMENSION not in table.columns and not rows.sections:
        raise _lacking(table, "projects", [Field.DIMENSION], headers)
    hits += foreign_columns(table, rows.projects(), headers)
    hits.extend(rows.hits)
    details = _required_table(sheet, "details", ("name", *Heading), headers)
    recipients = _required_table(sheet, "recipients", ("email", "wants"), headers)
    # a row whose only value failed looks like a blank one
    hits += cell_hits(table, rows.of(RowKind.PROJECT, RowKind.BLANK), Field)
    projects = tuple(_read_projects(table, rows, headers, hits))
    hits += [*_unit_hits(table), *info_hits]
    plan = Plan(
        info=info,
        projects=projects,
        details=tuple(_read_details(details, hits)),
        recipients=tuple(_read_recipients(recipients, headers, hits)),
        typed_totals=_read_totals(table, rows.total) if rows.total else None,
        left_totals=tuple(_read_totals(table, row) for row in rows.left),
        subtotals=tuple(_read_subtotals(table, rows.parts, projects)),
    )
    return Reading(sheet, plan, tuple(hits), table, rows, match_details(plan))


def sort_with_own_marks(table: Table, headers: Headers) -> tuple[Table, Rows]:
    """Tell the rows of a table, and which columns of marks are the worker's.

    Which those are shows in the rows that are projects.
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
    is_projects = name == "projects"
    table = (
        find_projects(tab, headers) if is_projects else find_table(tab, headers, name)
    )
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


# --- ข้อมูลแผน ------------------------------------------------------------------


def _read_info(tab: Tab, headers: Headers, hits: list[Hit]) -> PlanInfo:
    values: dict[Info, Cell] = {}
    unplaced: list[str] = []
    for row, filled in enumerate(tab.rows, 1):
        name = headers.find("info", read_text(filled[0])) if filled else None
        if name is None:
            continue
        cell = Cell(tab.title, row, 2)
        if name == Info.UNPLACED:
            text = read_text(tab.value(row, 2))
            if text:
                unplaced.append(text)
                hits.append(Hit("INF004", cell, text))
        else:
            values.setdefault(Info(name), cell)
    for cell in values.values():
        hits += value_hits(tab, cell.row, cell.column)
    texts = {
        info: read_text(tab.value(cell.row, cell.column))
        for info, cell in values.items()
    }
    for info in LINKS & values.keys():
        # a program may show a document's title in the place of its address
        link = tab.links.get(values[info], "")
        if link and "://" not in texts[info]:
            texts[info] = even_spaces(link)
    return PlanInfo(
        texts=texts,
        fiscal_year=_read_year(texts, values, hits),
        as_of=_read_as_of(tab, values, hits),
        unplaced=tuple(unplaced),
        cells=values,
    )


def _read_year(
    texts: Mapping[Info, str], cells: Mapping[Info, Cell], hits: list[Hit]
) -> int | None:
    text = texts.get(Info.FISCAL_YEAR, "")
    year = parse_year(text)
    if text and year is None:
        hits.append(Hit("INF002", cells[Info.FISCAL_YEAR], text))
    return year


def _read_as_of(tab: Tab, cells: Mapping[Info, Cell], hits: list[Hit]) -> date | None:
    cell = cells.get(Info.AS_OF)
    if cell is None:
        return None
    value = tab.value(cell.row, cell.column)
    day = from_cell(value) if isinstance(value, date) else parse_date(read_text(value))
    if (text := read_text(value)) and day is None:
        hits.append(Hit("INF003", cell, text))
    return day


# --- โครงการ --------------------------------------------------------------------


def _read_projects(
    table: Table, rows: Rows, headers: Headers, hits: list[Hit]
) -> Iterator[Project]:
    sharers = Counter(_budget_cell(table, row) for row in rows.projects())
    for row in rows.projects():
        project = _read_project(table, row, sharers[_budget_cell(table, row)], hits)
        section = rows.sections.get(row)
        dimension = _read_dimension(table, row, section, headers, hits)
        yield replace(project, dimension=dimension)


def _budget_cell(table: Table, row: int) -> Cell:
    """Return the cell in which a row's budget is shown, be it merged over several."""
    return table.above(row, Field.BUDGET) or table.cell(row, Field.BUDGET)


def _read_project(table: Table, row: int, sharers: int, hits: list[Hit]) -> Project:
    return Project(
        number=to_arabic(table.text(row, Field.NUMBER)),
        name=_read_name(table, row, hits),
        dimension=None,
        budget=_read_budget(table, row, sharers, hits),
        quarters=_read_quarters(table, row, hits),
        remark=table.held(row, Field.REMARK),
        key=table.text(row, Mark.KEY),
        row=row,
        cells={name: table.cell(row, name) for name in Field if name in table.columns},
    )


def _unit_hits(table: Table) -> Iterator[Hit]:
    """Say once how amounts were understood, where their header counts in thousands."""
    if table.unit != 1:
        cell = Cell(table.tab.title, table.top, table.columns[Field.BUDGET])
        shown = read_text(table.tab.value(cell.row, cell.column))
        yield Hit("BUD012", cell, shown, {"one": baht(table.unit)})


def _read_name(table: Table, row: int, hits: list[Hit]) -> str:
    if above := table.above(row, Field.NAME):
        shown = clean(table.held(row, Field.NAME))
        hits.append(Hit("PRJ005", table.cell(row, Field.NAME), shown, {"of": above.a1}))
    return clean(table.text(row, Field.NAME))


def _read_dimension(
    table: Table, row: int, section: int | None, headers: Headers, hits: list[Hit]
) -> int | None:
    """Read a row's dimension; where its cell is empty, the heading above it holds."""
    text = table.held(row, Field.DIMENSION)
    if dimension := read_dimension(text, headers) if text else section:
        return dimension
    is_column = Field.DIMENSION in table.columns
    cell = table.cell(row, Field.DIMENSION if is_column else Field.NAME)
    hits.append(Hit("DIM002", cell, text) if text else Hit("DIM001", cell))
    return None


def _read_budget(
    table: Table, row: int, sharers: int, hits: list[Hit]
) -> Decimal | None:
    """Read a row's budget, which it may share with others if their cells are merged."""
    value = table.value(row, Field.BUDGET)
    text = table.text(row, Field.BUDGET)
    cell = table.cell(row, Field.BUDGET)
    if sharers > 1:
        # counted once, for the first: how much of it is whose, nobody can tell
        shown = table.above(row, Field.BUDGET) or cell
        facts = {"count": str(sharers), "of": shown.a1}
        hits.append(Hit("BUD007", cell, table.held(row, Field.BUDGET), facts))
    if not text:
        hits.append(Hit("BUD002", cell))
        return None
    amount = _read_amount(table, cell, value, text, hits)
    if amount is None:
        return None
    exact = to_satang(amount)
    if exact is None:
        hits.append(Hit("BUD005", cell, text))
        return None
    if exact < 0:
        hits.append(Hit("BUD003", cell, baht(exact), {"positive": baht(-exact)}))
        return None
    return exact


def _read_amount(
    table: Table, cell: Cell, value: Value, text: str, hits: list[Hit]
) -> Decimal | None:
    if isinstance(value, Decimal) and abs(value) < LARGEST:
        return value * table.unit
    if not isinstance(value, str):
        code = "BUD011" if isinstance(value, bool) else "BUD010"
        is_known = isinstance(value, bool | date)
        hits.append(Hit(code if is_known else "BUD001", cell, text))
        return None
    read = read_baht(text)
    if read is None:
        hits.append(_unread_budget(cell, text))
        return None
    amount = in_baht(table, read)
    words = words_in_brackets(text)
    if words is not None and words != amount:
        facts = {"figures": baht(amount), "words": baht(words)}
        hits.append(Hit("BUD009", cell, text, facts))
    elif amount >= 0 and not read.plain:
        hits.append(Hit("BUD004", cell, text, {"read": baht(amount)}))
    return amount


def _unread_budget(cell: Cell, text: str) -> Hit:
    """Return what cannot be read; a letter typed for a digit is a slip of its own."""
    spoken = spoken_baht(text)
    if meanings := baht_meanings(text) or (() if spoken is None else (spoken,)):
        read = " / ".join(map(baht, meanings))
        return Hit("BUD008", cell, text, {"read": read})
    meant = parse_baht(text.translate(_LETTERS_FOR_DIGITS))
    if meant:
        return Hit("BUD006", cell, text, {"read": baht(meant.baht)})
    return Hit("BUD001", cell, text)


def _read_quarters(table: Table, row: int, hits: list[Hit]) -> frozenset[int]:
    ticked = read_quarters(table, row)
    hits += [Hit("QTR002", cell, text) for cell, text in ticked.unread]
    return ticked.quarters


def _read_totals(table: Table, row: int) -> TypedTotals:
    merged = any(table.above(row, quarter) for quarter in QUARTERS)

    def count(name: Field) -> Decimal | None:
        value = None if merged or table.spread else table.value(row, name)
        if isinstance(value, Decimal):
            return value
        read = parse_baht(read_text(value)) if value is not None else None
        return read.baht if read else None

    first, second, third, fourth = (count(quarter) for quarter in QUARTERS)
    return TypedTotals(
        budget=amount_of(table, table.value(row, Field.BUDGET)),
        quarters=(first, second, third, fourth),
        row=row,
        cells={name: table.cell(row, name) for name in (Field.BUDGET, *QUARTERS)},
    )


def _read_subtotals(
    table: Table, parts: Sequence[Part], projects: Sequence[Project]
) -> Iterator[Subtotal]:
    """Yield each with the projects it stands for: by dimension if it names one."""
    dimensions = {project.row: project.dimension for project in projects}
    for part in parts:
        rows = part.rows
        unread = any(dimensions[row] is None for row in rows)
        if part.dimensions and not unread:
            named = [row for row, own in dimensions.items() if own in part.dimensions]
            rows = tuple(named) or rows
        yield Subtotal(_read_totals(table, part.row), rows, part.others)


# --- รายละเอียด, ผู้รับอีเมล -------------------------------------------------------


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
            hits.append(Hit("REC003", table.cell(row, "role"), role))
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
