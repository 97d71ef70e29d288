"""Ranges: as people write them (A1, R1C1, names) and as programs do (``GridRange``).

A ``GridRange`` counts from 0 and its ends are past the last; ``None`` is an open edge.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from emulator.web import JSON, sheets_error
from emulator.world import SheetTab, Spreadsheet

_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d{0,8})?")
_R1C1 = re.compile(r"[Rr]([1-9]\d{0,8})[Cc]([1-9]\d{0,8})")
_QUOTED = re.compile(r"'((?:[^']|'')+)'(?:!(.+))?", re.DOTALL)
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")

_EDGES = {
    "start_row": "startRowIndex",
    "end_row": "endRowIndex",
    "start_column": "startColumnIndex",
    "end_column": "endColumnIndex",
}

Corner = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class GridRange:
    """Cells of one tab."""

    sheet_id: int
    start_row: int | None = None
    end_row: int | None = None
    start_column: int | None = None
    end_column: int | None = None

    @property
    def is_one_cell(self) -> bool:
        """Whether it is a single cell."""
        rows = self.start_row, self.end_row
        columns = self.start_column, self.end_column
        return all(
            start is not None and end == start + 1 for start, end in (rows, columns)
        )


def parse_range(spreadsheet: Spreadsheet, text: str) -> GridRange:
    """Read a range as people write it.

    Raises:
        ApiError: it cannot be read, or there is no such tab (400).
    """
    found = _find(spreadsheet, text.strip())
    if found is None:
        message = f"Unable to parse range: {text}"
        raise sheets_error(400, "INVALID_ARGUMENT", message)
    return found


def format_range(tab: SheetTab, rng: GridRange) -> str:
    """Write a range in A1 notation with its tab; what is open stays open."""
    title = quoted(tab.title)
    if rng == GridRange(rng.sheet_id):
        return title
    last = _corner_text(_last(rng.end_row), _last(rng.end_column))
    if not last:
        return format_range(tab, closed(tab, rng))
    first = _corner_text(
        _first(rng.start_row, rng.end_row), _first(rng.start_column, rng.end_column)
    )
    return f"{title}!{first}" if rng.is_one_cell else f"{title}!{first}:{last}"


def closed(tab: SheetTab, rng: GridRange) -> GridRange:
    """Return the part of a range that is on the grid, with no open edge."""
    return GridRange(tab.id, *clip(tab, rng))


def clip(tab: SheetTab, rng: GridRange) -> tuple[int, int, int, int]:
    """Return the bounds of a range on the grid.

    First and past-last row, then columns.
    """
    return (
        *_bounded(rng.start_row, rng.end_row, tab.row_count),
        *_bounded(rng.start_column, rng.end_column, tab.column_count),
    )


def on_grid(tab: SheetTab, rng: GridRange) -> GridRange:
    """Return a range that begins on the grid.

    Raises:
        ApiError: it begins past the last row or column (400).
    """
    rows, columns = tab.row_count, tab.column_count
    if (rng.start_row or 0) >= rows or (rng.start_column or 0) >= columns:
        message = (
            f"Range ({format_range(tab, rng)}) exceeds grid limits. "
            f"Max rows: {rows}, max columns: {columns}"
        )
        raise sheets_error(400, "INVALID_ARGUMENT", message)
    return rng


def tab_of(spreadsheet: Spreadsheet, rng: GridRange) -> SheetTab:
    """Return the tab that a range is on.

    Raises:
        ApiError: there is none (400).
    """
    for tab in spreadsheet.tabs:
        if tab.id == rng.sheet_id:
            return tab
    message = f"No grid with id: {rng.sheet_id}"
    raise sheets_error(400, "INVALID_ARGUMENT", message)


def from_json(spreadsheet: Spreadsheet, value: JSON) -> GridRange:
    """Read a ``GridRange`` resource.

    Raises:
        ApiError: there is no such tab (400).
    """
    edges = {name: value.get(key) for name, key in _EDGES.items()}
    rng = GridRange(int(value.get("sheetId", 0)), **edges)
    tab_of(spreadsheet, rng)
    return rng


def to_json(rng: GridRange) -> JSON:
    """Write a ``GridRange`` resource; open edges are left out."""
    edges = {key: getattr(rng, name) for name, key in _EDGES.items()}
    return {
        "sheetId": rng.sheet_id,
        **{key: edge for key, edge in edges.items() if edge is not None},
    }


def quoted(title: str) -> str:
    """Return a tab's title as a range needs it."""
    if _PLAIN_TITLE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    text = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def column_index(text: str) -> int:
    """Return the column, counted from 0, that letters stand for."""
    column = 0
    for char in text.upper():
        column = column * 26 + ord(char) - ord("A") + 1
    return column - 1


def titled(spreadsheet: Spreadsheet, title: str) -> SheetTab | None:
    """Return the tab of a title; letter case matters only if two would do."""
    for same in (str, str.casefold):
        for tab in spreadsheet.tabs:
            if same(tab.title) == same(title):
                return tab
    return None


def named(spreadsheet: Spreadsheet, name: str) -> JSON | None:
    """Return the ``GridRange`` resource that a name stands for."""
    for known in spreadsheet.named_ranges:
        if known["name"].casefold() == name.casefold():
            rng: JSON = known["range"]
            return rng
    return None


def _find(spreadsheet: Spreadsheet, text: str) -> GridRange | None:
    if match := _QUOTED.fullmatch(text):
        tab = titled(spreadsheet, match[1].replace("''", "'"))
        return _within(spreadsheet, tab, match[2])
    if "!" in text:
        title, _, rest = text.rpartition("!")
        return _within(spreadsheet, titled(spreadsheet, title), rest) if rest else None
    here = _within(spreadsheet, _first_visible(spreadsheet), text)
    return here or _on(titled(spreadsheet, text), None)


def _within(
    spreadsheet: Spreadsheet, tab: SheetTab | None, rest: str | None
) -> GridRange | None:
    # a name belongs to the whole spreadsheet, behind whichever tab it is written
    if tab and rest and (stands_for := named(spreadsheet, rest)) is not None:
        return from_json(spreadsheet, stands_for)
    return _on(tab, rest)


def _on(tab: SheetTab | None, rest: str | None) -> GridRange | None:
    if tab is None:
        return None
    if rest is None:
        return GridRange(tab.id)
    first, colon, last = rest.partition(":")
    start = _corner(first)
    end = _corner(last) if colon else start
    if start is None or end is None or (not colon and None in start):
        return None
    rows, columns = _span(start[0], end[0]), _span(start[1], end[1])
    return GridRange(tab.id, *rows, *columns)


def _corner(text: str) -> Corner | None:
    if match := _R1C1.fullmatch(text):
        return int(match[1]) - 1, int(match[2]) - 1
    match = _CORNER.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    row = int(match[2]) - 1 if match[2] else None
    return row, column_index(match[1]) if match[1] else None


def _span(one: int | None, other: int | None) -> Corner:
    given = sorted(edge for edge in (one, other) if edge is not None)
    if not given:
        return None, None
    return given[0], given[1] + 1 if len(given) == 2 else None


def _bounded(start: int | None, end: int | None, size: int) -> tuple[int, int]:
    first = min(start or 0, size)
    return first, max(first, size if end is None else min(end, size))


def _first(start: int | None, end: int | None) -> int | None:
    return 0 if start is None and end is not None else start


def _last(end: int | None) -> int | None:
    return None if end is None else end - 1


def _corner_text(row: int | None, column: int | None) -> str:
    name = "" if column is None else letters(column)
    return name if row is None else f"{name}{row + 1}"


def _first_visible(spreadsheet: Spreadsheet) -> SheetTab:
    shown: Iterator[SheetTab] = (
        tab for tab in spreadsheet.tabs if not tab.properties.get("hidden")
    )
    return next(shown, spreadsheet.tabs[0])
