"""Turn our edits into one ``batchUpdate``, which Google makes whole or not at all.

Every cell has its fixed place; nothing is appended to a table. A text goes as
``stringValue``, which is never taken for a formula.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeAlias

from sync.adapters.google.adding import adding
from sync.adapters.google.grid import Formula, GoogleSheet, Size, free_id
from sync.adapters.google.reading import EPOCH
from sync.model.cells import Cell, Edit, NoteEdit, Value

_Json: TypeAlias = dict[str, Any]

_LINK = "userEnteredFormat.textFormat.link"
_FORMAT = "userEnteredFormat.numberFormat"


@dataclass(frozen=True, slots=True)
class _Change:
    """What is put into one cell: ``CellData`` by its fields; no other is touched.

    ``None`` takes away what is there.
    """

    cell: Cell
    fields: Mapping[str, Any]


def requests_for(edits: Sequence[Edit], grid: GoogleSheet) -> list[_Json]:
    """Return the requests that make all the edits in a spreadsheet that is as ``grid``.

    A missing tab is added, and a grid too small is made larger, never smaller.
    """
    ids = dict(grid.ids)
    requests: list[_Json] = []
    for title, (rows, columns) in _reach(edits).items():
        if title in grid.sizes:
            requests += _growing(grid.sizes[title], rows, columns)
        else:
            ids[title] = free_id(title, ids.values())
            requests += adding(title, ids[title], rows, columns)
    changes = [
        _change(cell, own, grid, ids)
        for cell, own in groupby(sorted(edits, key=_cell_of), key=_cell_of)
    ]
    return [*requests, *(_updating(run, ids) for run in _runs(changes))]


def _cell_of(edit: Edit) -> Cell:
    return edit.cell


def _reach(edits: Sequence[Edit]) -> Mapping[str, tuple[int, int]]:
    """Return the last row and column that is written in each tab."""
    reach: dict[str, tuple[int, int]] = {}
    for edit in edits:
        rows, columns = reach.get(edit.cell.tab, (0, 0))
        reach[edit.cell.tab] = max(rows, edit.cell.row), max(columns, edit.cell.column)
    return reach


def _growing(size: Size, rows: int, columns: int) -> Iterator[_Json]:
    for dimension, missing in (
        ("ROWS", rows - size.rows),
        ("COLUMNS", columns - size.columns),
    ):
        if missing > 0:
            # by so many, not to so many: staff may have added some meanwhile
            length = {"sheetId": size.sheet_id, "length": missing}
            yield {"appendDimension": {**length, "dimension": dimension}}


def _change(
    cell: Cell, edits: Iterable[Edit], grid: GoogleSheet, ids: Mapping[str, int]
) -> _Change:
    fields: dict[str, Any] = {}
    for edit in edits:
        if isinstance(edit, NoteEdit):
            fields["note"] = edit.new
            continue
        fields["userEnteredValue"] = _entered(edit.new)
        if edit.link is not None or cell in grid.linked:
            fields[_LINK] = _link(edit.link, ids)
        if isinstance(edit.new, date):
            fields[_FORMAT] = {"type": "DATE"}
    return _Change(cell, fields)


def _entered(value: Value) -> _Json | None:
    match value:
        case None | "":
            return None
        case Formula():
            return {"formulaValue": str(value)}
        case bool():
            return {"boolValue": value}
        case Decimal():
            whole = value == value.to_integral_value()
            return {"numberValue": int(value) if whole else float(value)}
        case date():
            return {"numberValue": (value - EPOCH).days}
        case _:
            return {"stringValue": value}


def _link(link: Cell | str | None, ids: Mapping[str, int]) -> _Json | None:
    match link:
        case None:
            return None
        case Cell():
            return {"uri": f"#gid={ids[link.tab]}&range={link.a1}"}
        case _:
            return {"uri": link}


def _runs(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Join neighbours in a row that touch the same fields; ``changes`` are in order."""
    run: list[_Change] = []
    for change in changes:
        if run and not _follows(run[-1], change):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _follows(one: _Change, other: _Change) -> bool:
    neighbour = Cell(one.cell.tab, one.cell.row, one.cell.column + 1)
    return other.cell == neighbour and other.fields.keys() == one.fields.keys()


def _updating(run: Sequence[_Change], ids: Mapping[str, int]) -> _Json:
    first = run[0].cell
    return {
        "updateCells": {
            "start": {
                "sheetId": ids[first.tab],
                "rowIndex": first.row - 1,
                "columnIndex": first.column - 1,
            },
            "rows": [{"values": [_cell_data(change.fields) for change in run]}],
            "fields": ",".join(sorted(run[0].fields)),
        }
    }


def _cell_data(fields: Mapping[str, Any]) -> _Json:
    """Nest ``{"a.b": 1}`` as ``{"a": {"b": 1}}``."""
    data: _Json = {}
    for path, value in fields.items():
        if value is not None:
            *outer, last = path.split(".")
            inner = data
            for name in outer:
                inner = inner.setdefault(name, {})
            inner[last] = value
    return data
