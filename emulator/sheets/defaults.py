"""What a spreadsheet, a tab and a cell are like before anybody changed them."""

from emulator.copying import copied
from emulator.sheets.colors import THEME
from emulator.web import JSON
from emulator.world import SheetTab, Spreadsheet

ROW_HEIGHT = 21
COLUMN_WIDTH = 100

LINK_COLOR = THEME["LINK"]
_WHITE: JSON = {"red": 1, "green": 1, "blue": 1}

CELL_FORMAT: JSON = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}


def spreadsheet(spreadsheet_id: str, title: str) -> Spreadsheet:
    """Return an empty spreadsheet with one tab."""
    properties: JSON = {
        "title": title,
        "locale": "en_US",
        "autoRecalc": "ON_CHANGE",
        "timeZone": "Etc/GMT",
        "defaultFormat": copied(CELL_FORMAT),
        "spreadsheetTheme": {
            "primaryFontFamily": "Arial",
            "themeColors": [
                {"colorType": name, "color": {"rgbColor": copied(color)}}
                for name, color in THEME.items()
            ],
        },
    }
    return Spreadsheet(spreadsheet_id, properties, [tab(0, "Sheet1", 0)])


def tab(sheet_id: int, title: str, index: int) -> SheetTab:
    """Return an empty tab of the usual size."""
    return SheetTab(
        {
            "sheetId": sheet_id,
            "title": title,
            "index": index,
            "sheetType": "GRID",
            "gridProperties": {"rowCount": 1000, "columnCount": 26},
        }
    )
