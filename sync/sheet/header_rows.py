"""Header rows: what stands in the rows around a table's header and belongs to it.

Offices head their tables in one row, two or three, with cells merged over them: the
quarters below “ระยะเวลาดำเนินการ”, a month in each of twelve columns, the unit below
“งบประมาณ” or in a line above the table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sync.model.cells import Tab
from sync.model.plan import QUARTERS, Field
from sync.plan.header_words import read_header, read_unit
from sync.plan.labels import Headers
from sync.sheet.tables import Table, find_table, names_in, read_text
from sync.thai.digits import to_arabic
from sync.thai.folding import clean
from sync.thai.periods import month_of, quarter_below

_QUARTER = re.compile(r"([1-4])(?:\s*/\s*(?:25)?\d\d)?")
_BELOW = 2
"""Rows below the header's in which quarters or months may stand."""
_MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)
_NEEDED = (Field.NAME, Field.DIMENSION, Field.BUDGET)


def find_columns(tab: Tab, headers: Headers, section: str) -> Table | None:
    """Find a tab's table by a section of the headers; that of projects has its own way."""
    if section == "projects":
        return find_projects(tab, headers)
    return find_table(tab, headers, section)


def find_projects(tab: Tab, headers: Headers) -> Table | None:
    """Find the table of projects, with what the rows around its header say of it."""
    table = find_table(tab, headers, "projects", "marks")
    if table is None:
        return None
    table = _with_row_above(table, headers)
    table = _with_row_below(table, headers)
    table = _with_quarters(table, headers)
    table = replace(table, header=max(table.header, _end_of_name(table)))
    return replace(table, unit=_unit(table))


def _end_of_name(table: Table) -> int:
    """Return the last row of the name's header, which may be merged over several rows."""
    name = table.columns.get(Field.NAME)
    areas = (
        area
        for area in table.tab.merged
        if area.left == name and table.top - _BELOW <= area.top <= table.top
    )
    ends = (area.bottom for area in areas if table.top <= area.bottom)
    return min(max(ends, default=table.top), table.top + _BELOW)


# --- columns that another row names ---------------------------------------------


def _with_row_above(table: Table, headers: Headers) -> Table:
    """Add columns that only the row above names, where it is no title."""
    if table.top < 2:
        return table
    above = names_in(table.tab, table.top - 1, headers)
    taken = set(table.columns.values())
    more = {
        name: column
        for name, column in above.items()
        if name not in table.columns and column not in taken
    }
    return replace(table, columns={**more, **table.columns}) if more else table


def _with_row_below(table: Table, headers: Headers) -> Table:
    """Add needed columns that only the row below names, if that row is no project."""
    missing = [name for name in _NEEDED if name not in table.columns]
    row = table.header + 1
    if not missing or row > len(table.tab.rows) or table.text(row, Field.NUMBER):
        return table
    below, taken = names_in(table.tab, row, headers), set(table.columns.values())
    more = {
        str(name): below[name]
        for name in missing
        if name in below and below[name] not in taken
    }
    if not more:
        return table
    return replace(table, header=row, columns={**table.columns, **more})


# --- quarters -------------------------------------------------------------------


def _with_quarters(table: Table, headers: Headers) -> Table:
    """Find where the quarters stand: below the headers, by months, or in one column.

    Numbers alone may stand among the headers, where four stand together in their order.
    """
    for row in [table.header, *_rows_below(table, headers)]:
        months = _months_in(table, row)
        if months and _are_within(table, months):
            return _by_month(replace(table, header=row), months)
    if table.columns.keys().isdisjoint({*QUARTERS, "quarters"}) and (
        found := _four_together(table)
    ):
        return replace(table, columns={**table.columns, **found})
    if "quarters" in table.columns or table.columns.keys().isdisjoint(QUARTERS):
        rows = [table.header, *_rows_below(table, headers)]
        # its own row names them where their common header stands in the row above
        for row in rows if "quarters" in table.columns else rows[1:]:
            if found := _quarters_below(table, row, headers):
                return replace(table, header=row, columns={**table.columns, **found})
    if table.columns.keys().isdisjoint(QUARTERS):
        return _in_one_column(table, headers)
    return table


def _are_within(table: Table, months: Mapping[int, int]) -> bool:
    """Whether no quarter has a column besides those of the months."""
    quarters = {table.columns[name] for name in QUARTERS if name in table.columns}
    return quarters <= {*months.values()}


def _four_together(table: Table) -> Mapping[str, int] | None:
    """Return the columns of 1, 2, 3, 4 in the row of the headers, with a year or without."""
    texts = [clean(to_arabic(read_text(v))) for v in table.tab.rows[table.top - 1]]
    numbers = [match[1] if (match := _QUARTER.fullmatch(own)) else "" for own in texts]
    places = [
        at for at in range(len(numbers)) if numbers[at : at + 4] == ["1", "2", "3", "4"]
    ]
    beside = set(table.columns.values())
    if len(places) != 1 or sum(map(bool, numbers)) != len(QUARTERS):
        return None
    if beside.isdisjoint({places[0], places[0] + len(QUARTERS) + 1}):
        return None
    return {name: places[0] + 1 + nth for nth, name in enumerate(QUARTERS)}


def _rows_below(table: Table, headers: Headers) -> Iterator[int]:
    """Yield the rows below the header that may be headers too."""
    for row in range(table.header + 1, table.header + 1 + _BELOW):
        if row > len(table.tab.rows) or _is_project(table, row, headers):
            return
        yield row
        if table.text(row, Field.NUMBER) or table.text(row, Field.NAME):
            return


def _is_project(table: Table, row: int, headers: Headers) -> bool:
    """Whether a row has a name, which no row of headers or of columns' numbers has."""
    name = table.text(row, Field.NAME)
    is_header = headers.find("projects", name) or read_header(name)
    return any(map(str.isalpha, name)) and not is_header


def _quarters_below(
    table: Table, row: int, headers: Headers
) -> Mapping[str, int] | None:
    """Return the quarters named in a row below the headers.

    Right below the merged header of the quarters two will do: a number alone is the
    first project's, in a form with one column of quarters. Offices write the year above
    them, too, or nothing: below such words all four must stand in their order. So must
    they where the header above is needed to tell what “ที่ 1” or “(1)” is.
    """
    first = table.columns.get("quarters")
    if first:
        own = range(first, _end_of_quarters(table, first))
        below = _quarters_in(table, row, headers, own)
        if len(below) > 1 and row == table.header + 1:
            return dict(reversed(below))
        told = _told_above(table, row, own)
        if [*told] == list(QUARTERS):
            return told
    end = max(map(len, table.tab.rows), default=0) + 1
    free = sorted({*range(1, end)} - {*table.columns.values()} | {first or end})
    below = _quarters_in(table, row, headers, free)
    # the leftmost of two wins
    is_header = [name for name, _ in below] == list(QUARTERS)
    return dict(reversed(below)) if is_header else None


def _end_of_quarters(table: Table, first: int) -> int:
    """Return the column behind those that the header of the quarters may head."""
    later = [column for column in table.columns.values() if column > first]
    return min(later, default=first + len(QUARTERS))


def _told_above(table: Table, row: int, columns: Iterable[int]) -> Mapping[str, int]:
    """Return the quarters that a row names below a header that says of quarters."""
    texts = {column: read_text(table.tab.value(row, column)) for column in columns}
    read = {column: quarter_below(text) for column, text in texts.items() if text}
    return {QUARTERS[named - 1]: column for column, named in read.items() if named}


def _quarters_in(
    table: Table, row: int, headers: Headers, columns: Iterable[int]
) -> Sequence[tuple[str, int]]:
    """Return the quarters named in a row, and their columns."""
    found = []
    for column in columns:
        text = read_text(table.tab.value(row, column))
        name = headers.find("projects", text) or read_header(text)
        if name in QUARTERS:
            found.append((str(name), column))
    return found


def _months_in(table: Table, row: int) -> Mapping[int, int] | None:
    """Return the columns of the twelve months, where a row names them all."""
    values = enumerate(table.tab.rows[row - 1], 1)
    named = {
        month: column
        for column, value in values
        if (month := month_of(read_text(value)))
    }
    return named if len(named) == len(_MONTHS) else None


def _by_month(table: Table, months: Mapping[int, int]) -> Table:
    spread: dict[str, tuple[int, ...]] = {
        quarter: tuple(months[month] for month in _MONTHS[place * 3 : place * 3 + 3])
        for place, quarter in enumerate(QUARTERS)
    }
    return _spread(table, spread)


def _in_one_column(table: Table, headers: Headers) -> Table:
    """Read all quarters from the one column of them, as e-PlanNACC has it.

    Below a header over more columns, merged or named in another row, nobody knows which
    is whose.
    """
    column = table.columns.get("quarters")
    if column is None:
        return table
    is_merged = any(
        cell.row == table.top and cell.column == column and at.row == table.top
        for at, cell in table.covered.items()
    )
    if is_merged or any(
        _parts_quarters(table, row, column) for row in _rows_below(table, headers)
    ):
        return table
    return _spread(table, dict.fromkeys(QUARTERS, (column,)))


def _parts_quarters(table: Table, row: int, first: int) -> bool:
    """Whether a row that is no project's names columns below the header of the quarters."""
    if any(table.text(row, name) for name in (Field.NUMBER, *_NEEDED)):
        return False
    own = range(first, _end_of_quarters(table, first))
    return sum(bool(read_text(table.tab.value(row, column))) for column in own) > 1


def _spread(table: Table, spread: Mapping[str, tuple[int, ...]]) -> Table:
    firsts = {quarter: columns[0] for quarter, columns in spread.items()}
    return replace(table, columns={**table.columns, **firsts}, spread=spread)


# --- the unit of amounts --------------------------------------------------------


def _unit(table: Table) -> Decimal:
    """Return what budgets are counted in: by their header, or a line above the table."""
    column = table.columns.get(Field.BUDGET)
    if column is None:
        return Decimal(1)
    for row in range(table.header, table.top - 1, -1):
        if unit := read_unit(read_text(table.tab.value(row, column))):
            return unit
    return unit_above(table)


def unit_above(table: Table) -> Decimal:
    """Return what a line above a table says that its budgets are counted in."""
    for row in range(table.top - 1, 0, -1):
        for value in table.tab.rows[row - 1]:
            text = clean(to_arabic(read_text(value)))
            if text.strip("( ").startswith("หน่วย") and (unit := read_unit(text)):
                return unit
    return Decimal(1)
