"""Budgets of several years: of which year each column of them is, and which is the plan's.

The frame of these plans is of five years, and offices give each year a column. The year
stands below the word งบประมาณ, above it, or in one cell with it; below a year there may
be other columns as well. Where none is the plan's, there is no column of budgets.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sync.model.cells import Cell
from sync.model.plan import Field
from sync.plan.header_words import read_header, read_unit
from sync.plan.labels import Headers
from sync.sheet.header_rows import unit_above
from sync.sheet.tables import Claim, Table, read_text
from sync.thai.dates import parse_year
from sync.thai.digits import to_arabic
from sync.thai.folding import clean

_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)", re.ASCII)
_UNIT = re.compile(r"(?<![\s(])[\s(]*+(?:หน่วย\s*:?\s*)?(?:ล้าน|แสน|หมื่น|พัน)?บาท[\s)]*$")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Dated:
    """A column of budgets and its year; ``told`` is the cell that names the year.

    ``headed`` is the one that says it is of budgets.
    """

    column: int
    year: int
    told: Cell
    headed: Cell


def dated_budgets(table: Table, headers: Headers) -> Sequence[Dated]:
    """Return the columns of budgets by year; none where they are not of several years."""
    budget = table.columns.get(Field.BUDGET)
    rows = list(_header_rows(table))
    over = {row: _headings(table, row) for row in rows}
    for row in rows:
        years = {
            column: (year, cell)
            for column, cell in over[row].items()
            if (year := year_in_header(_text(table, cell)))
        }
        if budget not in years or len({year for year, _ in years.values()}) < 2:
            continue
        found = [
            Dated(column, year, told, headed)
            for column, (year, told) in years.items()
            if (headed := _headed(table, column, row, over, headers))
        ]
        is_among = any(each.column == budget for each in found)
        if is_among and len({each.year for each in found}) > 1:
            return found
    return ()


@dataclass(frozen=True, slots=True)
class OfYears:
    """The columns of budgets of several years: ``own`` are headers of the table's year.

    Each with its row; a column without one that is its own may go on with the one
    before, and is none of them.
    """

    own: Sequence[tuple[int, Claim]]
    columns: frozenset[int]


def budgets_of_years(table: Table, headers: Headers) -> OfYears:
    """Return which columns are of the year whose budget the table has."""
    dated = dated_budgets(table, headers)
    years = {each.column: each.year for each in dated}
    year = years.get(table.columns.get(Field.BUDGET, 0))
    own = (_own_header(table, each, headers) for each in dated if each.year == year)
    return OfYears([header for header in own if header], frozenset(years))


def _own_header(
    table: Table, dated: Dated, headers: Headers
) -> tuple[int, Claim] | None:
    cells = tuple(dict.fromkeys((dated.headed, dated.told)))
    text = " ".join(_text(table, cell) for cell in cells)
    is_spelt = _is_plain(_text(table, dated.headed), headers)
    claim = Claim(Field.BUDGET, dated.column, text, is_spelt=is_spelt)
    own = (cell.row for cell in cells if cell.column == dated.column)
    return next(((row, claim) for row in own), None)


def with_budget_of(table: Table, year: int | None, headers: Headers) -> Table:
    """Take the budgets of a plan's year, where the table has a column for every year.

    Without a column of that year among them there is no column of budgets, whatever
    they are of.
    """
    dated = dated_budgets(table, headers)
    if not dated:
        return table
    columns = {**table.columns}
    del columns[Field.BUDGET]
    header = _last_row(table, dated, headers)
    found = replace(table, header=header, columns=columns, unit=Decimal(1))
    own = _one_column(table, [each for each in dated if each.year == year], headers)
    if own is None:
        return found
    columns[Field.BUDGET] = own
    return replace(found, unit=unit_of(found, own))


def year_of_budgets(header: str) -> int | None:
    """Return the year that a header is, be it with the unit behind it."""
    return parse_year(_UNIT.sub("", header))


def year_in_header(header: str) -> int | None:
    """Return the one year that a header names, whatever else it says."""
    if len(header) > _LONGEST:
        return None
    digits = clean(to_arabic(header))
    if named := set(_YEAR.findall(digits)):
        return int(named.pop()) if len(named) == 1 else None
    # two figures alone are a column's number
    return year_of_budgets(digits) if any(map(str.isalpha, digits)) else None


def unit_of(table: Table, column: int) -> Decimal:
    """Return what the budgets of a column are counted in: by its header, or a line above."""
    for row in range(table.header, table.top - 2, -1):
        cell = _headings(table, row).get(column) if row else None
        stated = _UNIT.search(_text(table, cell)) if cell else None
        if stated and (unit := read_unit(stated[0])):
            return unit
    return unit_above(table)


def _one_column(table: Table, dated: Sequence[Dated], headers: Headers) -> int | None:
    """Return the first column of a year, of several headers that of the plain one.

    Which of several it is, is told by what else their headers say (``rivals.py``).
    """
    heads = {each.headed for each in dated}
    if len(heads) > 1:
        plain = {head for head in heads if _is_plain(_text(table, head), headers)}
        heads = plain or heads
    return min((each.column for each in dated if each.headed in heads), default=None)


# --- what stands over a column --------------------------------------------------------


def _header_rows(table: Table) -> Iterator[int]:
    """Yield the rows that may head the columns of budgets, from above."""
    yield from range(max(1, table.top - 1), table.header + 1)
    below = table.header + 1
    if below <= len(table.tab.rows) and not _is_named(table, below):
        yield below


def _is_named(table: Table, row: int) -> bool:
    return bool(table.text(row, Field.NUMBER) or table.text(row, Field.NAME))


def _headings(table: Table, row: int) -> Mapping[int, Cell]:
    """Return by column the cell of a row whose text heads it.

    A merged cell heads all its columns, another those up to the next text.
    """
    merged = set(table.covered.values())
    found: dict[int, Cell] = {}
    head: Cell | None = None
    for column in range(1, max(map(len, table.tab.rows)) + 1):
        cell = Cell(table.tab.title, row, column)
        shown = table.covered.get(cell, cell)
        if shown != cell or shown in merged:
            found[column], head = shown, None
        elif read_text(table.tab.value(row, column)):
            head = cell
        if head:
            found[column] = head
    return found


def _text(table: Table, cell: Cell) -> str:
    return read_text(table.tab.value(cell.row, cell.column))


def _headed(
    table: Table,
    column: int,
    of_years: int,
    over: Mapping[int, Mapping[int, Cell]],
    headers: Headers,
) -> Cell | None:
    """Return the cell that says that a column is of budgets: the lowest that says what it is.

    Units, numbers of the columns and the years say nothing of it.
    """
    for row in sorted(over, reverse=True):
        cell = over[row].get(column)
        text = _text(table, cell) if cell else ""
        if not cell or not any(map(str.isalpha, text)):
            continue
        if _is_budget(text, headers):
            return cell
        is_year = row == of_years and not (
            headers.find("projects", text) or read_header(text)
        )
        if not (is_year or read_unit(text)):
            return None
    return None


def _is_budget(text: str, headers: Headers) -> bool:
    return _is_plain(text, headers) or read_header(text) == Field.BUDGET


def _is_plain(text: str, headers: Headers) -> bool:
    return headers.find("projects", text) == Field.BUDGET


def _last_row(table: Table, dated: Sequence[Dated], headers: Headers) -> int:
    """Return the last row of the headers, below which units may stand in a row of their own."""
    last = max(table.header, *(each.told.row for each in dated))
    row = last + 1
    if row > len(table.tab.rows) or _is_named(table, row):
        return last
    values = (table.tab.value(row, each.column) for each in dated)
    texts = [text for value in values if (text := read_text(value))]
    is_header = all(read_unit(text) or _is_budget(text, headers) for text in texts)
    return row if texts and is_header else last
