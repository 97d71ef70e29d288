"""Say in Google's words what a tab of a new workbook holds and how it looks.

One layout serves both offices: the workbook is laid out once, and this turns its tabs
into requests of a ``batchUpdate``.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from gspread.utils import a1_range_to_grid_range, a1_to_rowcol, rowcol_to_a1
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormatting
from openpyxl.styles.colors import Color
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.workbook_layout.look import BAHT, DAY, TICKS
from sync.adapters.workbook_layout.worker_tabs import Chart
from sync.adapters.xlsx.text import from_xml

Json: TypeAlias = dict[str, Any]

_FONT = "Sarabun"  # Google has it; the workbook's own font it has not
_LOOK = "userEnteredFormat,dataValidation"
_CELL = f"userEnteredValue,{_LOOK}"
_NUMBERS = {BAHT: "NUMBER", DAY: "DATE"}
_ALIGN = {"center": "CENTER", "right": "RIGHT", "left": "LEFT"}
_VERTICAL = {"top": "TOP", "center": "MIDDLE"}


def laying_out(sheet: Worksheet, sheet_id: int, rows: int = 0) -> Iterator[Json]:
    """Yield the requests that fill a tab, which is large enough, as the sheet is.

    Its last rows are mostly empty and look alike: they are told once, and go on to row
    ``rows`` if that is farther down.
    """
    choices = _choices(sheet)
    formats: dict[int, Json] = {}
    lines = [
        [_cell(cell, choices.get(cell.coordinate), formats) for cell in row]
        for row in sheet.iter_rows()
    ]
    first = len(lines) - _alike_at_the_end(lines)
    told = [{"values": line} for line in lines[: first + 1]]
    start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}
    yield {"updateCells": {"start": start, "rows": told, "fields": _CELL}}
    if (until := max(len(lines), rows)) > first + 1:
        area = {"sheetId": sheet_id, "startRowIndex": first + 1, "endRowIndex": until}
        yield from _repeating(lines[-1], area)
    for merged in sheet.merged_cells.ranges:
        area = _unfrozen_or_frozen(
            a1_range_to_grid_range(merged.coord, sheet_id), sheet
        )
        yield {"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}}
    yield from _widths(sheet, sheet_id)
    if sheet.auto_filter.ref:
        area = a1_range_to_grid_range(sheet.auto_filter.ref, sheet_id)
        yield {"setBasicFilter": {"filter": {"range": area}}}


def colouring(sheet: Worksheet, sheet_id: int) -> Iterator[Json]:
    """Yield the requests that colour cells by what they hold, new rows' as well."""
    for rules in sheet.conditional_formatting:
        yield from _colours(rules, sheet_id)


def properties_of(
    sheet: Worksheet, sheet_id: int, index: int, least: tuple[int, int] = (100, 12)
) -> Json:
    """Return a tab's own properties; it has ``least`` so many rows and columns."""
    row, column = a1_to_rowcol(sheet.freeze_panes or "A1")
    properties: Json = {
        "sheetId": sheet_id,
        "title": sheet.title,
        "index": index,
        "gridProperties": {
            "rowCount": max(sheet.max_row, least[0]),
            "columnCount": max(sheet.max_column, least[1]),
            "frozenRowCount": row - 1,
            "frozenColumnCount": column - 1,
            "hideGridlines": not sheet.sheet_view.showGridLines,
        },
    }
    colour = sheet.sheet_properties.tabColor
    if colour is not None:
        properties["tabColorStyle"] = {"rgbColor": _rgb(colour)}
    return properties


def charting(chart: Chart, sheet_id: int) -> Json:
    """Return the request that adds a chart of bars."""

    def source(column: int) -> Json:
        first = rowcol_to_a1(chart.rows.start, column)
        last = rowcol_to_a1(chart.rows.stop - 1, column)
        area = a1_range_to_grid_range(f"{first}:{last}", sheet_id)
        return {"sourceRange": {"sources": [area]}}

    row, column = a1_to_rowcol(chart.place)
    anchor = {"sheetId": sheet_id, "rowIndex": row - 1, "columnIndex": column - 1}
    spec = {
        "title": chart.title,
        "fontName": _FONT,
        "basicChart": {
            "chartType": "COLUMN",
            "legendPosition": "NO_LEGEND",
            "domains": [{"domain": source(1)}],
            "series": [{"series": source(chart.column), "targetAxis": "LEFT_AXIS"}],
        },
    }
    size = {"widthPixels": 560, "heightPixels": 290}
    position = {"overlayPosition": {"anchorCell": anchor, **size}}
    return {"addChart": {"chart": {"spec": spec, "position": position}}}


def _unfrozen_or_frozen(area: Json, sheet: Worksheet) -> Json:
    """Cut an area where columns are frozen: Google merges none across that edge."""
    frozen = a1_to_rowcol(sheet.freeze_panes or "A1")[1] - 1
    if area["startColumnIndex"] < frozen < area["endColumnIndex"]:
        return {**area, "endColumnIndex": frozen}
    return area


def _alike_at_the_end(lines: Sequence[Sequence[Json]]) -> int:
    """Return how many rows at the end are as the last one, if that one is empty."""
    if any("userEnteredValue" in cell for cell in lines[-1]):
        return 1
    others = (at for at, line in enumerate(reversed(lines)) if line != lines[-1])
    return next(others, len(lines))


def _repeating(line: Sequence[Json], area: Json) -> Iterator[Json]:
    for column, cell in enumerate(line):
        columns = {"startColumnIndex": column, "endColumnIndex": column + 1}
        repeated = {"range": {**area, **columns}, "cell": cell, "fields": _LOOK}
        yield {"repeatCell": repeated}


# --- cells ------------------------------------------------------------------------


def _cell(
    cell: Cell | MergedCell, choices: Json | None, formats: dict[int, Json]
) -> Json:
    """Return a cell; ``formats`` keeps those of the few styles that a tab's cells have."""
    data: Json = {}
    if cell.has_style:
        if cell.style_id not in formats:
            formats[cell.style_id] = _format(cell)
        data["userEnteredFormat"] = formats[cell.style_id]
    value = cell.value
    if isinstance(value, str):
        data["userEnteredValue"] = {"stringValue": from_xml(value)}
    elif isinstance(value, bool):
        data["userEnteredValue"] = {"boolValue": value}
    elif isinstance(value, int | float | Decimal):
        data["userEnteredValue"] = {"numberValue": float(value)}
    if choices is not None:
        data["dataValidation"] = choices
    return data


def _format(cell: Cell | MergedCell) -> Json:
    font, alignment = cell.font, cell.alignment
    text: Json = {"fontFamily": _FONT, "fontSize": int(font.sz or 10)}
    if font.b:
        text["bold"] = True
    if font.color is not None and font.color.type == "rgb":
        text["foregroundColorStyle"] = {"rgbColor": _rgb(font.color)}
    shown: Json = {
        "textFormat": text,
        "verticalAlignment": _VERTICAL.get(alignment.vertical or "", "TOP"),
        "wrapStrategy": "WRAP" if alignment.wrap_text else "OVERFLOW_CELL",
    }
    if alignment.horizontal in _ALIGN:
        shown["horizontalAlignment"] = _ALIGN[alignment.horizontal]
    if cell.number_format in _NUMBERS:
        kind = _NUMBERS[cell.number_format]
        shown["numberFormat"] = {"type": kind, "pattern": cell.number_format}
    if cell.fill.fill_type == "solid":
        shown["backgroundColorStyle"] = {"rgbColor": _rgb(cell.fill.fgColor)}
    edge = cell.border.bottom
    if edge is not None and edge.style and edge.color is not None:
        line = {"style": "SOLID", "colorStyle": {"rgbColor": _rgb(edge.color)}}
        shown["borders"] = dict.fromkeys(("top", "bottom", "left", "right"), line)
    return shown


def _choices(sheet: Worksheet) -> dict[str, Json]:
    """Return what each cell that offers choices offers.

    What else is typed is judged.
    """
    offered: dict[str, Json] = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type != "list":
            continue  # says whose cells these are: there protected ranges do
        rule = _rule(str(validation.formula1), sheet)
        for area in validation.sqref.ranges:
            offered |= dict.fromkeys(
                (rowcol_to_a1(row, column) for row, column in area.cells), rule
            )
    return offered


def _rule(formula: str, sheet: Worksheet) -> Json:
    if formula == f'"{",".join(TICKS)}"':
        # strict, or the boxes are no boxes; what is typed instead stays all the same
        return {"condition": {"type": "BOOLEAN"}, "strict": True}
    if formula.startswith('"'):
        kind, offered = "ONE_OF_LIST", formula.strip('"').split(",")
    else:
        # Sheets takes an area here, and moves it when rows are put in
        workbook = sheet.parent
        name = workbook.defined_names[formula] if workbook else None
        kind, offered = "ONE_OF_RANGE", [f"={name.attr_text if name else formula}"]
    values = [{"userEnteredValue": value} for value in offered]
    condition = {"type": kind, "values": values}
    return {"condition": condition, "strict": False, "showCustomUi": True}


def _widths(sheet: Worksheet, sheet_id: int) -> Iterator[Json]:
    for column in range(1, sheet.max_column + 1):
        letters = get_column_letter(column)
        if letters in sheet.column_dimensions:
            place = {
                "sheetId": sheet_id,
                "dimension": "COLUMNS",
                "startIndex": column - 1,
                "endIndex": column,
            }
            # a workbook counts digits of its font, a sheet counts pixels
            pixels = round(7 * sheet.column_dimensions[letters].width + 5)
            yield {
                "updateDimensionProperties": {
                    "range": place,
                    "properties": {"pixelSize": pixels},
                    "fields": "pixelSize",
                }
            }


def _colours(rules: ConditionalFormatting, sheet_id: int) -> Iterator[Json]:
    areas = [
        a1_range_to_grid_range(area.coord, sheet_id) for area in rules.sqref.ranges
    ]
    for area in areas:
        del area["endRowIndex"]  # also for rows that staff add
    for rule in rules.rules:
        font, fill = rule.dxf.font, rule.dxf.fill
        text: Json = {"foregroundColorStyle": {"rgbColor": _rgb(font.color)}}
        if font.b:
            text["bold"] = True
        value = {"userEnteredValue": f"={rule.formula[0]}"}
        shown = {
            "condition": {"type": "CUSTOM_FORMULA", "values": [value]},
            "format": {
                "textFormat": text,
                "backgroundColorStyle": {"rgbColor": _rgb(fill.bgColor)},
            },
        }
        added = {"ranges": areas, "booleanRule": shown}
        yield {"addConditionalFormatRule": {"rule": added, "index": 0}}


def _rgb(colour: Color) -> Json:
    digits = str(colour.rgb)[-6:]
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return {"red": red, "green": green, "blue": blue}
