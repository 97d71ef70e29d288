"""What a workbook keeps out of sight, and what only its looks say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sync.adapters.xlsx.drawings import drawn_on
from sync.adapters.xlsx.elements import Element, iterate_xml, whole
from sync.adapters.xlsx.grid import numbered_cells
from sync.adapters.xlsx.package import Package, damage_as_stop
from sync.adapters.xlsx.shown import Unsure, show_number
from sync.adapters.xlsx.styles import Styles
from sync.adapters.xlsx.workbook import Workbook, main
from sync.model.cells import Cell
from sync.model.imports import Hidden
from sync.thai.folding import clean

_ROW, _COLUMN, _PAGES = main("row"), main("col"), main("headerFooter")
_VALUE = main("v")
_TRUE = {"1", "true"}
_MOST_COLUMNS = 16_384
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z&])', re.IGNORECASE)
"""What is no text in a header: where it stands, fonts, page numbers, days."""


@dataclass(slots=True)
class _Looks:
    """What was found so far, of one tab."""

    title: str
    styles: Styles
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    struck: set[Cell] = field(default_factory=set)
    coloured: set[Cell] = field(default_factory=set)
    unsure: set[Cell] = field(default_factory=set)
    pages: dict[str, None] = field(default_factory=dict)

    def read(self, worksheet: bytes) -> None:
        """Look at a worksheet; nothing of a large one is kept."""
        number = 0
        for _, element in iterate_xml(worksheet, _ROW, _COLUMN, _PAGES):
            is_hidden = element.get("hidden") in _TRUE
            if element.tag == _PAGES:
                self.pages |= dict.fromkeys(_texts(element))
            elif element.tag == _ROW:
                number = int(float(element.get("r", number + 1)))
                if is_hidden:
                    self.rows.add(number)
                self._read_row(number, element)
            elif is_hidden:
                last = min(whole(element.get("max")), _MOST_COLUMNS)
                self.columns |= {*range(whole(element.get("min")), last + 1)}
            element.clear()

    def _read_row(self, number: int, row: Element) -> None:
        for column, element in numbered_cells(row):
            style, cell = element.get("s", "0"), Cell(self.title, number, column)
            shown = element.findtext(_VALUE)
            if shown and self.styles.is_struck(style):
                self.struck.add(cell)
            if self.styles.is_filled(style):
                self.coloured.add(cell)
            code = self.styles.code(style)
            is_number = element.get("t", "n") == "n" and not self.styles.kind(style)
            if code and shown and is_number and _is_unsure(code, shown):
                self.unsure.add(cell)


def hidden_in(content: bytes, path: Path) -> Hidden:
    """Return what is out of sight in a workbook, or said by looks alone.

    Raises:
        SpreadsheetError: it is none that we can read.
    """
    with damage_as_stop(path):
        package = Package(content, path)
        workbook = Workbook(package)
        styles = Styles(package, workbook.part_of("styles"))
        found = [_Looks(title, styles) for title in workbook.tabs]
        for looks, part in zip(found, workbook.tabs.values(), strict=True):
            looks.read(package.read(part))
        drawn = {
            title: drawn_on(package, part) for title, part in workbook.tabs.items()
        }
        return Hidden(
            tabs=frozenset(workbook.hidden_tabs),
            rows={looks.title: frozenset(looks.rows) for looks in found},
            columns={looks.title: frozenset(looks.columns) for looks in found},
            struck=frozenset(cell for looks in found for cell in looks.struck),
            coloured=frozenset(cell for looks in found for cell in looks.coloured),
            unsure=frozenset(cell for looks in found for cell in looks.unsure),
            pages={looks.title: tuple(looks.pages) for looks in found},
            drawn={title: tuple(own) for title, (own, _) in drawn.items()},
            not_looked_at={title: rest for title, (_, rest) in drawn.items() if rest},
        )


def _texts(pages: Element) -> Iterator[str]:
    """Yield the texts of headers and footers that say more than a page's number."""
    for part in pages:
        for section in re.split("&[LCR]", part.text or ""):
            text = clean(_CODE.sub(" ", section))
            if any(map(str.isalpha, text)):
                yield text


def _is_unsure(code: str, shown: str) -> bool:
    try:
        return isinstance(show_number(code, Decimal(shown)), Unsure)
    except InvalidOperation:
        return False
