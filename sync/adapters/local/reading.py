"""Read a workbook's bytes as our values; whatever is wrong with them is our stop."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook

from sync.adapters.local.notes import read_notes
from sync.adapters.local.package import Package, damage_of
from sync.adapters.local.text import from_xml
from sync.adapters.local.workbook import Workbook
from sync.errors import SheetTooLarge
from sync.model import Sheet, Tab, Value

_MOST_ROWS = 1_048_576
MOST_CELLS = 1_000_000
"""Places up to each row's last value, in all tabs: a cell far right counts for many."""
_MOST_SEEN = 20_000_000
"""Places looked at, those without a value too: only a format may stand there."""


def revision_of(content: bytes) -> str:
    """Give the mark of this very content."""
    return sha256(content).hexdigest()


def read_workbook(content: bytes, path: Path) -> Sheet:
    """Give every tab's values, formulas by their last result.

    Raises:
        WorkbookEncrypted, WorkbookForeign, WorkbookDamaged, SheetTooLarge: see there.
    """
    package = Package(content, path)
    parts = Workbook(package).tabs
    with damage_of(path), warnings.catch_warnings():
        # openpyxl warns of what it leaves out; nothing is saved through it
        warnings.simplefilter("ignore")
        tabs = tuple(
            replace(tab, notes=read_notes(package, parts[tab.title], tab.title))
            for tab in _tabs(content, _Room(path))
        )
        return Sheet(tabs=tabs, revision=revision_of(content))


class _Room:
    """How many cells may still come, of one workbook."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells, self._seen = MOST_CELLS, _MOST_SEEN

    def take(self, cells: int, seen: int) -> None:
        """Take room for a row."""
        self._cells -= cells
        self._seen -= seen
        if min(self._cells, self._seen) < 0:
            raise SheetTooLarge(str(self._path), f"{MOST_CELLS:,} cells")


def _tabs(content: bytes, room: _Room) -> Iterator[Tab]:
    workbook = load_workbook(
        BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    for worksheet in workbook.worksheets:
        # What a file says of its own size is often wrong: Google's, or 1,048,576 rows
        worksheet.reset_dimensions()
        rows = worksheet.iter_rows(values_only=True)
        yield Tab(worksheet.title, _trimmed(islice(rows, _MOST_ROWS), room))


def _trimmed(
    rows: Iterable[Sequence[object]], room: _Room
) -> tuple[tuple[Value, ...], ...]:
    """Give the rows without the empty cells and rows at their ends."""
    kept: list[tuple[Value, ...]] = []
    skipped = 0
    for row in rows:
        length = len(row)
        while length and row[length - 1] in _EMPTY:
            length -= 1
        room.take(length, len(row))
        if not length:
            skipped += 1
            continue
        kept.extend([()] * skipped)
        kept.append(tuple(map(_value, row[:length])))
        skipped = 0
    return tuple(kept)


_EMPTY = (None, "")


def _value(raw: object) -> Value:
    match raw:
        case None | "":
            return None
        case bool():
            return raw
        case int() | float():
            return _number(raw)
        case datetime():
            return raw.date()
        case date():
            return raw
        case _:
            return from_xml(str(raw))


def _number(raw: float) -> Value:
    """Give the number people see: 20000.0 as 20000, 1e22 with all its zeros."""
    shortest = Decimal(repr(raw))
    if not shortest.is_finite():
        return str(raw)
    whole = shortest.to_integral_value()
    return (
        Decimal(f"{whole if whole == shortest else shortest:f}") if raw else Decimal(0)
    )
