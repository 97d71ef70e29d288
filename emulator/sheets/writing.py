"""Values that are written into a range: first planned and checked, then entered."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from emulator.sheets.a1 import (
    GridRange,
    clip,
    closed,
    format_range,
    letters,
    on_grid,
    tab_of,
)
from emulator.sheets.cells import keep
from emulator.sheets.reading import filled
from emulator.sheets.typing import entered, raw
from emulator.web import JSON, ApiError, sheets_error
from emulator.world import SheetTab, Spreadsheet

LONGEST = 50_000

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Write:
    """Rows of values and where they go; ``None`` in a row leaves a cell as it is.

    ``asked`` is the range that the request named.
    """

    tab: SheetTab
    asked: GridRange
    rows: Rows

    @property
    def area(self) -> GridRange:
        """The cells that are written; where nothing is, the first cell."""
        top, left = self.asked.start_row or 0, self.asked.start_column or 0
        width = max(map(len, self.rows), default=0)
        bottom, right = top + max(1, len(self.rows)), left + max(1, width)
        return GridRange(self.tab.id, top, bottom, left, right)

    @property
    def shown(self) -> GridRange:
        """The cells that a reply shows, if it is to show them."""
        return self.area if self.asked.is_one_cell else self.asked

    def places(self) -> Iterator[tuple[int, int, object]]:
        """Yield row, column and value of each cell that is written."""
        top, left = self.asked.start_row or 0, self.asked.start_column or 0
        for row, values in enumerate(self.rows, start=top):
            for column, value in enumerate(values, start=left):
                if value is not None:
                    yield row, column, value


def plan(spreadsheet: Spreadsheet, rng: GridRange, body: JSON) -> Write:
    """Plan to write the values of a ``ValueRange`` into a range.

    Raises:
        ApiError: they do not fit, or are no values (400).
    """
    tab = tab_of(spreadsheet, rng)
    write = Write(tab, on_grid(tab, rng), rows_of(body))
    _check_fit(write)
    return write


def rows_of(body: JSON) -> Rows:
    """Return the values of a ``ValueRange`` row by row.

    Raises:
        ApiError: one of them is no value that a cell can hold (400).
    """
    lines: Rows = body.get("values", [])
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            _check_value(value, number, place)
    if body.get("majorDimension") == "COLUMNS":
        return list(zip_longest(*lines))
    return lines


def carry_out(
    spreadsheet: Spreadsheet, write: Write, option: str, now: datetime
) -> None:
    """Enter the values; ``option`` says whether as typed or as they are."""
    for row, column, value in write.places():
        cell = dict(write.tab.cells.get((row, column), {}))
        before = cell.get("userEnteredFormat", {}).get("numberFormat", {})
        is_typed = option == "USER_ENTERED" and before.get("type") != "TEXT"
        parts = entered(value, spreadsheet, now=now) if is_typed else raw(value)
        cell.pop("textFormatRuns", None)
        cell["userEnteredValue"] = parts.get("userEnteredValue")
        implied = parts.get("userEnteredFormat")
        if implied and not before:
            cell["userEnteredFormat"] = {**cell.get("userEnteredFormat", {}), **implied}
        keep(write.tab, row, column, cell)


def erase(tab: SheetTab, rng: GridRange) -> None:
    """Take the values out of a range; formats, notes and rules stay."""
    for place in filled(tab, rng):
        cell = {
            name: part
            for name, part in tab.cells[place].items()
            if name not in {"userEnteredValue", "textFormatRuns"}
        }
        keep(tab, *place, cell)


def summary(write: Write) -> JSON:
    """Return what a reply says of a write."""
    places = list(write.places())
    counts = {
        "updatedRows": len({row for row, _, _ in places}),
        "updatedColumns": len({column for _, column, _ in places}),
        "updatedCells": len(places),
    }
    made: JSON = {"updatedRange": format_range(write.tab, write.area)}
    return made | {name: count for name, count in counts.items() if count}


def totals(writes: Sequence[Write]) -> JSON:
    """Return what a reply says of several writes together."""
    places = [
        (write.tab.id, row, column)
        for write in writes
        for row, column, _ in write.places()
    ]
    counts = {
        "totalUpdatedRows": len({(tab, row) for tab, row, _ in places}),
        "totalUpdatedColumns": len({(tab, column) for tab, _, column in places}),
        "totalUpdatedCells": len(places),
        "totalUpdatedSheets": len({tab for tab, _, _ in places}),
    }
    return {name: count for name, count in counts.items() if count}


@contextmanager
def prefixed(prefix: str) -> Iterator[None]:
    """Have a refusal within, in a batch, name what it is about."""
    try:
        yield
    except ApiError as error:
        body = json.loads(error.reply.body)
        body["error"]["message"] = prefix + body["error"]["message"]
        raise ApiError(error.reply.status, body) from error


def _check_fit(write: Write) -> None:
    asked, tab = write.asked, write.tab
    _, bottom, _, right = clip(tab, asked)
    if asked.is_one_cell:
        bottom, right = tab.row_count, tab.column_count
    top, left = asked.start_row or 0, asked.start_column or 0
    for row, values in enumerate(write.rows, start=top):
        if row >= bottom:
            raise _beyond(write, f"row [{row + 1}]")
        if left + len(values) > right:
            raise _beyond(write, f"column [{letters(right)}]")


def _beyond(write: Write, where: str) -> ApiError:
    asked, tab = write.asked, write.tab
    if asked == GridRange(tab.id):
        asked = closed(tab, asked)
    if asked.end_row is not None:
        asked = replace(asked, end_row=min(asked.end_row, tab.row_count))
    if asked.end_column is not None:
        asked = replace(asked, end_column=min(asked.end_column, tab.column_count))
    return _invalid(
        f"Requested writing within range [{format_range(tab, asked)}], but tried "
        f"writing to {where}"
    )


def _check_value(value: object, line: int, place: int) -> None:
    if isinstance(value, list | dict):
        raise _invalid(f"Invalid values[{line}][{place}]: {_dump(value)}")
    if isinstance(value, str) and len(value) > LONGEST:
        raise _invalid(
            f"Your input contains more than the maximum of {LONGEST} characters in a "
            "single cell."
        )


def _dump(value: object, indent: str = "") -> str:
    """Write a value as protocol buffers do in error messages."""
    inner = indent + "  "
    if isinstance(value, list):
        parts = [
            f"{inner}values {{\n{_dump(v, inner + '  ')}{inner}}}\n" for v in value
        ]
        return f"{indent}list_value {{\n{''.join(parts)}{indent}}}\n"
    if isinstance(value, dict):
        parts = [_dump_field(name, each, inner) for name, each in value.items()]
        return f"{indent}struct_value {{\n{''.join(parts)}{indent}}}\n"
    if isinstance(value, bool):
        return f"{indent}bool_value: {str(value).lower()}\n"
    if isinstance(value, str):
        return f"{indent}string_value: {json.dumps(value, ensure_ascii=False)}\n"
    kind = "null_value: NULL_VALUE" if value is None else f"number_value: {value}"
    return f"{indent}{kind}\n"


def _dump_field(name: str, value: object, indent: str) -> str:
    inner = indent + "  "
    return (
        f'{indent}fields {{\n{inner}key: "{name}"\n{inner}value {{\n'
        f"{_dump(value, inner + '  ')}{inner}}}\n{indent}}}\n"
    )


def _invalid(message: str) -> ApiError:
    return sheets_error(400, "INVALID_ARGUMENT", message)
