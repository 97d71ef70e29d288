"""Rows and columns that come, go and move, and everything on the grid that follows.

Cells, sizes, merges, names, protections, rules, filters, charts, metadata and formulas.
"""

from collections.abc import Callable
from dataclasses import dataclass

from emulator.sheets.calc.moves import Shift
from emulator.sheets.formulas import shift_formula
from emulator.sheets.places import Place, all_changed, changed
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

_UNBOUNDED = 2**31


@dataclass(frozen=True, slots=True)
class Insert:
    """New rows or columns come before the one at ``at``."""

    at: int
    count: int

    def index(self, old: int) -> int:
        """Return where a row or column ends up."""
        return old + self.count if old >= self.at else old

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range ends up; it grows by what comes between its members."""
        return self.index(start), self.index(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Delete:
    """The rows or columns from ``start`` to before ``end`` go."""

    start: int
    end: int

    def index(self, old: int) -> int | None:
        """Return where a row or column ends up."""
        return None if self.start <= old < self.end else self._after(old)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range ends up, less what went of it."""
        return self._after(start), self._after(end)

    def _after(self, edge: int) -> int:
        return edge - max(0, min(edge, self.end) - self.start)


@dataclass(frozen=True, slots=True)
class Move:
    """The rows or columns from ``start`` to before ``end`` go before ``to``."""

    start: int
    end: int
    to: int

    def index(self, old: int) -> int:
        """Return where a row or column ends up."""
        length = self.end - self.start
        landing = self.to - length if self.to > self.start else self.to
        if self.start <= old < self.end:
            return landing + old - self.start
        without = old - length if old >= self.end else old
        return without + length if without >= landing else without

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range ends up; it follows its first and last member."""
        ends = self.index(start), self.index(end - 1)
        if ends[0] > ends[1]:
            return start, end
        return ends[0], ends[1] + 1


def shift(spreadsheet: Spreadsheet, tab: SheetTab, dimension: str, by: Shift) -> None:
    """Let everything of a tab, and all that is about it, follow a shift."""
    _shift_cells(tab, dimension, by)
    if dimension == "ROWS":
        tab.rows = _shifted_keys(tab.rows, by)
    else:
        tab.columns = _shifted_keys(tab.columns, by)
        for view in [
            *tab.filter_views,
            *([tab.basic_filter] if tab.basic_filter else []),
        ]:
            _shift_criteria(view, by)
    _shift_resources(spreadsheet, tab, dimension, by)
    _shift_formulas(spreadsheet, tab, dimension, by)


def resize(spreadsheet: Spreadsheet, tab: SheetTab, dimension: str, size: int) -> None:
    """Give a tab so many rows or columns, cutting off at the end if it had more."""
    name, old = sizes(tab, dimension)
    if size < old:
        shift(spreadsheet, tab, dimension, Delete(size, old))
    tab.properties["gridProperties"][name] = size


def sizes(tab: SheetTab, dimension: str) -> tuple[str, int]:
    """Return the name of the property that counts a dimension, and the count."""
    if dimension == "ROWS":
        return "rowCount", tab.row_count
    return "columnCount", tab.column_count


def frozen_name(dimension: str) -> str:
    """Return the name of the property that counts what is frozen of a dimension."""
    return "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"


def _shift_cells(tab: SheetTab, dimension: str, by: Shift) -> None:
    made = {}
    for (row, column), cell in tab.cells.items():
        new = by.index(row if dimension == "ROWS" else column)
        if new is not None:
            made[(new, column) if dimension == "ROWS" else (row, new)] = cell
    tab.cells = made


def _shifted_keys(kept: dict[int, JSON], by: Shift) -> dict[int, JSON]:
    moved = ((by.index(old), properties) for old, properties in kept.items())
    return {new: properties for new, properties in moved if new is not None}


def _shift_criteria(view: JSON, by: Shift) -> None:
    if "criteria" in view:
        moved = ((by.index(int(key)), value) for key, value in view["criteria"].items())
        view["criteria"] = {str(new): value for new, value in moved if new is not None}
    for name, key in (("filterSpecs", "columnIndex"), ("sortSpecs", "dimensionIndex")):
        if name in view:
            specs = [{**spec, key: by.index(spec.get(key, 0))} for spec in view[name]]
            view[name] = [spec for spec in specs if spec[key] is not None]


def _shift_resources(
    spreadsheet: Spreadsheet, tab: SheetTab, dimension: str, by: Shift
) -> None:
    strict = _change(tab, dimension, by, keep_empty=False)
    loose = _change(tab, dimension, by, keep_empty=True)
    for other in spreadsheet.tabs:
        shift_lists(other, strict)
        other.charts = all_changed(other.charts, loose)
        if other.basic_filter:
            other.basic_filter = changed(other.basic_filter, strict)
    tab.merges = [merge for merge in tab.merges if _cells_of(merge) > 1]
    spreadsheet.named_ranges = all_changed(spreadsheet.named_ranges, loose)
    spreadsheet.developer_metadata = all_changed(spreadsheet.developer_metadata, strict)


def shift_lists(tab: SheetTab, change: Callable[[Place], Place | None]) -> None:
    """Change the places of what a tab lists, dropping what is about nothing."""
    tab.merges = all_changed(tab.merges, change)
    tab.protected = all_changed(tab.protected, change)
    tab.conditional_formats = all_changed(tab.conditional_formats, change)
    tab.filter_views = all_changed(tab.filter_views, change)
    tab.banded = all_changed(tab.banded, change)
    tab.row_groups = all_changed(tab.row_groups, change)
    tab.column_groups = all_changed(tab.column_groups, change)
    tab.slicers = all_changed(tab.slicers, change)
    tab.tables = all_changed(tab.tables, change)


def _cells_of(rng: JSON) -> int:
    rows = rng["endRowIndex"] - rng["startRowIndex"]
    columns = rng["endColumnIndex"] - rng["startColumnIndex"]
    return int(rows * columns)


def _change(
    tab: SheetTab, dimension: str, by: Shift, *, keep_empty: bool
) -> Callable[[Place], Place | None]:
    rows = dimension == "ROWS"
    start_name, end_name, index_name = (
        ("startRowIndex", "endRowIndex", "rowIndex")
        if rows
        else ("startColumnIndex", "endColumnIndex", "columnIndex")
    )

    def change(place: Place) -> Place | None:
        if place.get("sheetId", 0) != tab.id:
            return place
        if place.get("dimension") == dimension:
            return _spanned(place, "startIndex", "endIndex", by, keep_empty=keep_empty)
        if index_name in place or "rowIndex" in place or "columnIndex" in place:
            return _anchored(place, index_name, by)
        if start_name in place or end_name in place:
            return _spanned(place, start_name, end_name, by, keep_empty=keep_empty)
        return place

    return change


def _anchored(place: Place, name: str, by: Shift) -> Place:
    old = place.get(name, 0)
    new = by.index(old)
    # what hangs on a cell that goes hangs on the one that takes its place
    new = by.span(old, old + 1)[0] if new is None else new
    made = {key: value for key, value in place.items() if key != name}
    return {**made, name: new} if new else made


def _spanned(
    place: Place, first: str, last: str, by: Shift, *, keep_empty: bool
) -> Place | None:
    start, end = by.span(place.get(first, 0), place.get(last, _UNBOUNDED))
    if start >= end and not keep_empty:
        return None
    made = dict(place)
    if first in place:
        made[first] = start
    if last in place:
        made[last] = end
    return made


def _shift_formulas(
    spreadsheet: Spreadsheet, tab: SheetTab, dimension: str, by: Shift
) -> None:
    for other in spreadsheet.tabs:
        held = [found for cell in other.cells.values() for found in _formulas(cell)]
        for rule in other.conditional_formats:
            held += _conditions(rule)
        for holder, name in held:
            holder[name] = shift_formula(
                holder[name], home=other, target=tab, dimension=dimension, by=by
            )


def _formulas(cell: JSON) -> list[tuple[JSON, str]]:
    found = _conditions(cell.get("dataValidation", {}))
    value = cell.get("userEnteredValue", {})
    if "formulaValue" in value:
        found.append((value, "formulaValue"))
    return found


def _conditions(rule: JSON) -> list[tuple[JSON, str]]:
    condition = rule.get("booleanRule", rule).get("condition", {})
    return [
        (value, "userEnteredValue")
        for value in condition.get("values", [])
        if value.get("userEnteredValue", "").startswith("=")
    ]
