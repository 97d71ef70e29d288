"""Read Google's ``Spreadsheet`` resource as our values, and fingerprint it.

A tab is found by its title, whatever spaces are in it. One that staff renamed is shown
under the title it was known by, as long as no other tab bears that title now; so nobody
else need know.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from sync.adapters.google.grid import GoogleSheet, Size
from sync.model.cells import (
    Area,
    Cell,
    CellError,
    EmptyResult,
    Guard,
    Sheet,
    Tab,
    Value,
)
from sync.plan.labels import shown_titles

_Json: TypeAlias = Mapping[str, Any]

EPOCH = date(1899, 12, 30)
"""Day 0 of every sheet."""

FIELDS = (
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),"
    "protectedRanges(range,unprotectedRanges,warningOnly,editors),"
    "merges(startRowIndex,endRowIndex,startColumnIndex,endColumnIndex),"
    "data(rowData(values(effectiveValue,effectiveFormat/numberFormat/type,"
    "userEnteredValue(formulaValue,numberValue,boolValue),hyperlink,note,"
    "chipRuns/chip/richLinkProperties/uri,textFormatRuns/format/link/uri))))"
)
"""All that is asked of Google: no more than what is used below."""

_DAYS = {"DATE", "DATE_TIME"}
_ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
}


def read_grid(resource: _Json, known: Mapping[str, int]) -> GoogleSheet:
    """Read a spreadsheet; ``known`` are titles of tabs with the ids they had.

    The resource's numbers are ``Decimal`` or ``int``, as parsed from Google's JSON.

    Raises:
        ValueError: it has no tab, as no spreadsheet can be.
    """
    sheets = resource.get("sheets", ())
    if not sheets:
        raise ValueError("no tabs")
    titles = known_titles([sheet["properties"] for sheet in sheets], known)
    cells = [
        list(_cells(sheet, title)) for sheet, title in zip(sheets, titles, strict=True)
    ]
    tabs = tuple(
        _tab(title, own, sheet)
        for title, own, sheet in zip(titles, cells, sheets, strict=True)
    )
    every = [pair for own in cells for pair in own]
    formulas = {cell: str(text) for cell, raw in every if (text := _formula(raw))}
    spilled = frozenset(cell for cell, raw in every if _is_spilled(raw))
    return GoogleSheet(
        sheet=Sheet(tabs, fingerprint(sheets, tabs, formulas, spilled)),
        sizes={
            title: _size(sheet["properties"])
            for sheet, title in zip(sheets, titles, strict=True)
        },
        formulas=formulas,
        spilled=spilled,
        linked=frozenset(cell for cell, raw in every if "hyperlink" in raw),
    )


def fingerprint(
    sheets: Sequence[_Json],
    tabs: Sequence[Tab],
    formulas: Mapping[Cell, str],
    spilled: Collection[Cell],
) -> str:
    """Return the mark of all that people put in, and of the tabs' ids and true titles.

    What formulas give may change at every look (``=NOW()``) without anybody editing,
    so a formula counts by its text. Formats, widths and the like do not count.
    """

    def entered(title: str, row: int, column: int, value: Value) -> object:
        cell = Cell(title, row, column)
        if cell in spilled:
            return None
        formula = formulas.get(cell)
        return _typed(value) if formula is None else [formula]

    content = [
        [
            sheet["properties"]["sheetId"],
            sheet["properties"]["title"],
            [
                [entered(tab.title, row, at, value) for at, value in enumerate(line, 1)]
                for row, line in enumerate(tab.rows, 1)
            ],
            sorted((cell.row, cell.column, note) for cell, note in tab.notes.items()),
            tab.merged,
        ]
        for sheet, tab in zip(sheets, tabs, strict=True)
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def value_of(raw: _Json) -> Value:
    """Return what one cell (``CellData``) shows, as a value."""
    match raw.get("effectiveValue", {}):
        case {"numberValue": number}:
            kind = raw.get("effectiveFormat", {}).get("numberFormat", {}).get("type")
            return _day(number) if kind in _DAYS else number_of(number)
        case {"stringValue": str(text)}:
            # nothing is typed as an empty text: a formula gives it, here or elsewhere
            return text or EmptyResult()
        case {"boolValue": bool(ticked)}:
            return ticked
        case {"errorValue": error}:
            return CellError(_ERRORS.get(error.get("type", ""), "#ERROR!"))
        case _:
            return EmptyResult() if _formula(raw) else None


def number_of(number: Decimal | int) -> Decimal:
    """Return a number without an exponent and needless zeros: ``2E+4`` is 20000."""
    exact = Decimal(number)
    whole = exact.to_integral_value()
    return Decimal(f"{whole if whole == exact else exact.normalize():f}") or Decimal(0)


def _day(serial: Decimal | int) -> Value:
    """Read days since the epoch; the time of day, if any, is left out."""
    try:
        return EPOCH + timedelta(days=int(serial // 1))
    except OverflowError:
        return number_of(serial)


def _formula(raw: _Json) -> object:
    # a mask can leave the outer message there, empty
    return raw.get("userEnteredValue", {}).get("formulaValue")


def _is_spilled(raw: _Json) -> bool:
    """Whether a value comes from a formula in another cell.

    A text is taken for one that was typed: asking for all texts twice would double
    each answer, and hardly a formula fills other cells with a text that never rests.
    """
    entered, shown = raw.get("userEnteredValue", {}), raw.get("effectiveValue", {})
    return not entered and bool(shown) and "stringValue" not in shown


def known_titles(sheets: Sequence[_Json], known: Mapping[str, int]) -> list[str]:
    """Return the tabs' titles; a renamed one goes by the title it was known by."""
    shown = shown_titles([str(sheet["title"]) for sheet in sheets])
    lost = {number: title for title, number in known.items() if title not in shown}
    return [
        lost.get(sheet["sheetId"]) or title
        for sheet, title in zip(sheets, shown, strict=True)
    ]


def _size(properties: _Json) -> Size:
    grid = properties.get("gridProperties", {})  # a tab that is one chart has none
    return Size(
        int(properties["sheetId"]),
        int(grid.get("rowCount", 0)),
        int(grid.get("columnCount", 0)),
    )


def _cells(sheet: _Json, title: str) -> Iterator[tuple[Cell, _Json]]:
    for data in sheet.get("data", ()):
        for row, line in enumerate(data.get("rowData", ()), 1):
            for column, raw in enumerate(line.get("values", ()), 1):
                if raw:
                    yield Cell(title, row, column), raw


def _tab(title: str, cells: Sequence[tuple[Cell, _Json]], sheet: _Json) -> Tab:
    filled: dict[int, dict[int, Value]] = {}
    for cell, raw in cells:
        value = value_of(raw)
        if value is not None:
            filled.setdefault(cell.row, {})[cell.column] = value
    rows = tuple(
        tuple(
            filled.get(row, {}).get(column)
            for column in range(1, max(filled.get(row, {}), default=0) + 1)
        )
        for row in range(1, max(filled, default=0) + 1)
    )
    notes = {cell: str(raw["note"]) for cell, raw in cells if raw.get("note")}
    merged = tuple(sorted(map(_area, sheet.get("merges", ()))))
    links = {cell: link for cell, raw in cells if (link := _link(raw))}
    guards = tuple(filter(None, map(_guard, sheet.get("protectedRanges", ()))))
    return Tab(title, rows, notes, merged, links, guards)


def _link(raw: _Json) -> str:
    """Return where a cell leads.

    As a whole, by a smart chip, or by a piece of its text.
    """
    if "hyperlink" in raw:
        return str(raw["hyperlink"])
    chips = (run.get("chip", {}) for run in raw.get("chipRuns", ()))
    formats = (run.get("format", {}) for run in raw.get("textFormatRuns", ()))
    places = (
        *(chip.get("richLinkProperties", {}) for chip in chips),
        *(look.get("link", {}) for look in formats),
    )
    return next((str(place["uri"]) for place in places if place.get("uri")), "")


def _guard(protected: _Json) -> Guard | None:
    """Read a protected range; one that only warns, or lets a domain in, guards nothing.

    Google tells its editors to those who are among them.
    """
    editors = protected.get("editors")
    if protected.get("warningOnly") or "range" not in protected:
        return None
    if editors is not None and editors.get("domainUsersCanEdit"):
        return None
    known = editors or {}
    named = (*known.get("users", ()), *known.get("groups", ()))
    return Guard(
        _whole_area(protected["range"]),
        tuple(map(str, named)),
        known=editors is not None,
        open=tuple(map(_whole_area, protected.get("unprotectedRanges", ()))),
    )


def _whole_area(place: _Json) -> Area:
    """Read an area that may go on to the end of its tab."""
    return Area(
        int(place.get("startRowIndex", 0)) + 1,
        int(place.get("startColumnIndex", 0)) + 1,
        int(place.get("endRowIndex", _ENDLESS)),
        int(place.get("endColumnIndex", _ENDLESS)),
    )


_ENDLESS = 10_000_000
"""Rows and columns: no spreadsheet has so many cells."""


def _area(merged: _Json) -> Area:
    return Area(
        int(merged.get("startRowIndex", 0)) + 1,
        int(merged.get("startColumnIndex", 0)) + 1,
        int(merged["endRowIndex"]),
        int(merged["endColumnIndex"]),
    )


def _typed(value: Value) -> str | bool | list[str] | None:
    """Keep a text apart from a number or a day that is written the same."""
    if isinstance(value, Decimal | date):
        return [type(value).__name__, str(value)]
    return value
