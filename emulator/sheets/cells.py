"""Cells as they are kept and as replies show them."""

from typing import Any

from emulator.copying import copied
from emulator.sheets import defaults
from emulator.sheets.fields import Tree, apply
from emulator.sheets.formats import formatted
from emulator.sheets.formulas import effective
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

ENTERED = (
    "userEnteredValue",
    "userEnteredFormat",
    "note",
    "textFormatRuns",
    "dataValidation",
    "pivotTable",
    "chipRuns",
    "dataSourceFormula",
    "dataSourceTable",
)
"""The parts of ``CellData`` that people enter; the others follow from them."""

_NOTHING: tuple[object, ...] = (None, {}, "", {"stringValue": ""})


def put(tab: SheetTab, row: int, column: int, source: JSON, tree: Tree) -> None:
    """Change what a mask names of a cell: to the source's value, or to nothing."""
    cell = tab.cells.get((row, column), {})
    before = cell.get("userEnteredValue")
    made = dict(cell)
    # a format, which is never changed in its place, is one for all cells it is given to
    entered = {
        name: source[name] if name == "userEnteredFormat" else copied(source[name])
        for name in ENTERED
        if name in source
    }
    apply(made, entered, tree)
    if made.get("userEnteredValue") != before and "textFormatRuns" not in entered:
        made.pop("textFormatRuns", None)  # they were of the text that is gone
    keep(tab, row, column, made)


def keep(tab: SheetTab, row: int, column: int, cell: JSON) -> None:
    """Make a cell be this; one with nothing in it is not kept."""
    cell = {name: cell[name] for name in ENTERED if cell.get(name) not in _NOTHING}
    if cell:
        tab.cells[row, column] = cell
    else:
        tab.cells.pop((row, column), None)


def cell_data(
    spreadsheet: Spreadsheet,
    tab: SheetTab,
    row: int,
    column: int,
    dressed: dict[tuple[int, str], JSON],
) -> JSON:
    """Return a cell as a reply shows it, with what follows from what was entered.

    ``dressed`` keeps for one reply how cells of one format look: most of a tab's do.
    """
    cell = tab.cells.get((row, column))
    if cell is None:
        return {}
    made: JSON = {}
    value: JSON = {}
    if "userEnteredValue" in cell:
        value = effective(spreadsheet, tab, row, column)
        made["userEnteredValue"] = cell["userEnteredValue"]
        if value:
            made["effectiveValue"] = value
        made["formattedValue"] = formatted(cell, value, spreadsheet)
    if "userEnteredFormat" in cell:
        made["userEnteredFormat"] = cell["userEnteredFormat"]
    link = _link(cell)
    if value or "userEnteredFormat" in cell:
        alike = id(cell.get("userEnteredFormat")), _alignment(value)
        shown = None if link else dressed.get(alike)
        shown = shown or effective_format(spreadsheet, cell, value, link)
        made["effectiveFormat"] = shown
        if not link:
            dressed[alike] = shown
    if link:
        made["hyperlink"] = link
    made |= {name: cell[name] for name in ENTERED if name in cell}
    return made


def effective_format(
    spreadsheet: Spreadsheet, cell: JSON, value: JSON, link: str | None = None
) -> JSON:
    """Return the format that a cell is shown with."""
    made = dict(spreadsheet.properties["defaultFormat"])
    family = spreadsheet.properties.get("spreadsheetTheme", {})
    font = family.get("primaryFontFamily", "Arial")
    made["textFormat"] = {**made["textFormat"], "fontFamily": font}
    if alignment := _alignment(value):
        made["horizontalAlignment"] = alignment
    made["hyperlinkDisplayType"] = "LINKED" if link else "PLAIN_TEXT"
    if link:
        blue = defaults.LINK_COLOR
        made["textFormat"] |= {
            "foregroundColor": blue,
            "foregroundColorStyle": {"themeColor": "LINK"},
            "underline": True,
        }
    return _over(made, cell.get("userEnteredFormat", {}))


def _alignment(value: JSON) -> str:
    if not value:
        return ""
    if "numberValue" in value:
        return "RIGHT"
    return "LEFT" if "stringValue" in value else "CENTER"


def _link(cell: JSON) -> str | None:
    link = cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {})
    runs: list[Any] = cell.get("textFormatRuns", [])
    links = [link, *(run.get("format", {}).get("link", {}) for run in runs)]
    found = next((one["uri"] for one in links if "uri" in one), None)
    return str(found) if found else _formula_link(cell)


def _formula_link(cell: JSON) -> str | None:
    formula = cell.get("userEnteredValue", {}).get("formulaValue", "")
    head, _, rest = formula.partition('"')
    if head.replace(" ", "").upper() != "=HYPERLINK(":
        return None
    return str(rest.partition('"')[0]) or None


def _over(base: JSON, top: JSON) -> JSON:
    made = dict(base)
    for name, value in top.items():
        inner = made.get(name)
        if isinstance(value, dict) and isinstance(inner, dict) and not _is_color(name):
            made[name] = _over(inner, value)
        else:
            made[name] = value
    return made


def _is_color(name: str) -> bool:
    return name.lower().endswith(("color", "colorstyle"))
