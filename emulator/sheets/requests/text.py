"""Requests that change the text of many cells at once."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from emulator.sheets.batch import Actions, Area, Batch, Refused
from emulator.sheets.cells import put
from emulator.sheets.fields import Tree
from emulator.sheets.formats import formatted
from emulator.sheets.formulas import effective
from emulator.sheets.typing import entered
from emulator.sheets.view import whole
from emulator.web import JSON

_VALUE: Tree = {"userEnteredValue": {}}
_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


@dataclass
class _Count:
    """What was replaced where."""

    values: int = 0
    formulas: int = 0
    occurrences: int = 0
    rows: set[tuple[int, int]] = field(default_factory=set)
    sheets: set[int] = field(default_factory=set)

    def reply(self) -> JSON:
        """Return the counts as a reply has them, those of nothing left out."""
        counts = {
            "valuesChanged": self.values,
            "formulasChanged": self.formulas,
            "rowsChanged": len(self.rows),
            "sheetsChanged": len(self.sheets),
            "occurrencesChanged": self.occurrences,
        }
        return {name: count for name, count in counts.items() if count}


def find_replace(batch: Batch, request: JSON) -> JSON:
    """Replace text in the cells of a range, a tab or all tabs."""
    pattern = _pattern(request)
    replacement = _replacement(request)
    count = _Count()
    for area in _scope(batch, request):
        for row, column in _filled(area):
            cell = area.tab.cells[row, column]
            formula = cell["userEnteredValue"].get("formulaValue")
            if formula is not None and not request.get("includeFormulas"):
                continue
            text = formula or _shown(batch, area, row, column)
            new, times = pattern.subn(replacement, text)
            if times:
                batch.guard(Area(area.tab, row, row + 1, column, column + 1))
                _enter(batch, area, row, column, new)
                count.formulas += formula is not None
                count.values += formula is None
                count.occurrences += times
                count.rows.add((area.tab.id, row))
                count.sheets.add(area.tab.id)
    return count.reply()


def trim_whitespace(batch: Batch, request: JSON) -> JSON:
    """Strip the texts of a range and leave single blanks within them."""
    area = batch.area(request.get("range", {}))
    batch.guard(area)
    changed = 0
    for row, column in _filled(area):
        value = area.tab.cells[row, column]["userEnteredValue"]
        if "stringValue" in value:
            text = re.sub(r"[^\S\n]+", " ", value["stringValue"]).strip()
            if text != value["stringValue"]:
                trimmed: JSON = {"userEnteredValue": {"stringValue": text}}
                put(area.tab, row, column, trimmed, _VALUE)
                changed += 1
    return {"cellsChangedCount": changed} if changed else {}


def text_to_columns(batch: Batch, request: JSON) -> None:
    """Split the texts of a column over the columns to its right."""
    area = batch.area(request.get("source", {}))
    if len(area.columns) != 1:
        raise Refused("The source must span exactly one column.")
    texts = {row: _shown(batch, area, row, column) for row, column in _filled(area)}
    delimiter = _delimiter(request, list(texts.values()))
    parts = {row: text.split(delimiter) for row, text in texts.items()}
    right = area.left + max(map(len, parts.values()), default=1)
    grid = area.tab.properties["gridProperties"]
    grid["columnCount"] = max(grid["columnCount"], right)
    batch.guard(Area(area.tab, area.top, area.bottom, area.left, right))
    for row, words in parts.items():
        for column, word in enumerate(words, area.left):
            _enter(batch, area, row, column, word)


def _pattern(request: JSON) -> re.Pattern[str]:
    find = request.get("find", "")
    if not find:
        raise Refused("find must be specified.")
    text = find if request.get("searchByRegex") else re.escape(find)
    if request.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    try:
        return re.compile(text, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error as error:
        raise Refused(f"Invalid regular expression: {find}") from error


def _replacement(request: JSON) -> Callable[[re.Match[str]], str]:
    text = request.get("replacement", "")
    if not request.get("searchByRegex"):
        return lambda _: text
    # Java writes $1 where Python writes \1
    template = re.sub(r"\$(\d+)", r"\\g<\1>", text.replace("\\", "\\\\"))
    return lambda match: match.expand(template)


def _scope(batch: Batch, request: JSON) -> list[Area]:
    if request.get("allSheets"):
        return [whole(tab) for tab in batch.spreadsheet.tabs]
    if "range" in request:
        return [batch.area(request["range"])]
    if "sheetId" in request:
        return [whole(batch.tab(request["sheetId"]))]
    raise Refused("One of range, sheetId or allSheets must be specified.")


def _filled(area: Area) -> Iterator[tuple[int, int]]:
    kept = sorted(place for place in area.tab.cells if area.holds(*place))
    return (p for p in kept if "userEnteredValue" in area.tab.cells.get(p, {}))


def _shown(batch: Batch, area: Area, row: int, column: int) -> str:
    value = effective(batch.spreadsheet, area.tab, row, column)
    return formatted(area.tab.cells[row, column], value, batch.spreadsheet)


def _enter(batch: Batch, area: Area, row: int, column: int, text: str) -> None:
    put(area.tab, row, column, entered(text, batch.spreadsheet), _VALUE)


def _delimiter(request: JSON, texts: list[str]) -> str:
    kind = request.get("delimiterType", "AUTODETECT")
    if kind == "CUSTOM":
        return str(request.get("delimiter") or ",")
    if kind in _DELIMITERS:
        return _DELIMITERS[kind]
    counted = Counter(letter for text in texts for letter in text if letter in ",;. ")
    return next((one for one in ",; ." if counted[one]), ",")


ACTIONS: Actions = {
    "findReplace": find_replace,
    "textToColumns": text_to_columns,
    "trimWhitespace": trim_whitespace,
}
