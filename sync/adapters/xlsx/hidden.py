"""What a workbook keeps out of sight: tabs, and the rows and columns of a tab."""

from collections.abc import Iterator
from pathlib import Path

from sync.adapters.xlsx.elements import iterate_xml, whole
from sync.adapters.xlsx.package import Package, damage_of
from sync.adapters.xlsx.workbook import Workbook, main
from sync.model.imports import Hidden

_ROW, _COLUMN = main("row"), main("col")
_TRUE = {"1", "true"}
_MOST_COLUMNS = 16_384


def hidden_in(content: bytes, path: Path) -> Hidden:
    """Return what is out of sight in a workbook.

    Raises:
        SpreadsheetError: it is none that we can read.
    """
    with damage_of(path):
        package = Package(content, path)
        workbook = Workbook(package)
        found = {
            title: list(_hidden(package.read(part)))
            for title, part in workbook.tabs.items()
        }
        return Hidden(
            tabs=frozenset(workbook.hidden_tabs),
            rows=_numbers(found, _ROW),
            columns=_numbers(found, _COLUMN),
        )


def _numbers(
    found: dict[str, list[tuple[str, range]]], tag: str
) -> dict[str, frozenset[int]]:
    return {
        title: frozenset(n for kind, numbers in own if kind == tag for n in numbers)
        for title, own in found.items()
    }


def _hidden(worksheet: bytes) -> Iterator[tuple[str, range]]:
    """Yield the rows and columns out of sight; nothing of a large sheet is kept."""
    number = 0
    for _, element in iterate_xml(worksheet, _ROW, _COLUMN):
        is_hidden = element.get("hidden") in _TRUE
        if element.tag == _ROW:
            number = int(float(element.get("r", number + 1)))
            numbers = range(number, number + 1)
        else:
            last = min(whole(element.get("max")), _MOST_COLUMNS)
            numbers = range(whole(element.get("min")), last + 1)
        if is_hidden:
            yield element.tag, numbers
        element.clear()
