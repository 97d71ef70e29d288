"""Read a workbook's bytes as our values; whatever is wrong with them is our stop."""

from hashlib import sha256
from pathlib import Path

from sync.adapters.xlsx.cells import LinkedArea, Values, read_cells, shared_texts
from sync.adapters.xlsx.hyperlinks import read_links
from sync.adapters.xlsx.notes import read_notes
from sync.adapters.xlsx.package import Package, damage_as_stop
from sync.adapters.xlsx.styles import Styles
from sync.adapters.xlsx.workbook import Workbook
from sync.errors import SheetTooLarge
from sync.model.cells import Area, Sheet, Tab, Value

_MOST_ROWS = 1_048_576
MOST_CELLS = 1_000_000
"""Places up to each row's last value, in all tabs: a cell far right counts for many."""


def revision_of(content: bytes) -> str:
    """Return the mark of this very content."""
    return sha256(content).hexdigest()


def read_workbook(content: bytes, path: Path, *, as_shown: bool = False) -> Sheet:
    """Return every tab's values, formulas by their last result.

    Args:
        content: of the file.
        path: what it is called, for the stops.
        as_shown: give numbers as people see them, such as 80% and 30 คน.

    Raises:
        WorkbookEncrypted, WorkbookForeign, WorkbookDamaged, SheetTooLarge: see there.
    """
    with damage_as_stop(path):
        package = Package(content, path)
        workbook = Workbook(package)
        values = Values(
            texts=shared_texts(package, workbook.part_of("sharedStrings")),
            styles=Styles(package, workbook.part_of("styles")),
            from_1904=workbook.from_1904,
            as_shown=as_shown,
        )
        room = _Room(path)
        tabs = tuple(
            _tab(package, title, part, values, room)
            for title, part in workbook.tabs.items()
        )
        return Sheet(tabs=tabs, revision=revision_of(content))


class _Room:
    """How many cells may still come, of one workbook."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._cells = MOST_CELLS

    def take(self, cells: int) -> None:
        """Take room for a row."""
        self._cells -= cells
        if self._cells < 0:
            raise SheetTooLarge(str(self._path), f"{MOST_CELLS:,} cells")


def _tab(package: Package, title: str, part: str, values: Values, room: _Room) -> Tab:
    rows: dict[int, dict[int, Value]] = {}
    merged: list[Area] = []
    linked: list[LinkedArea] = []
    for found in read_cells(package, part, values):
        if isinstance(found, Area):
            merged.append(found)
            continue
        if isinstance(found, LinkedArea):
            linked.append(found)
            continue
        number, cells = found
        if cells and 0 < number <= _MOST_ROWS:
            room.take(max(cells))
            rows.setdefault(number, {}).update(cells)
    notes = read_notes(package, part, title)
    links = read_links(package, part, title, linked) if linked else {}
    return Tab(title, _in_order(rows), notes, tuple(sorted(merged)), links)


def _in_order(
    rows: dict[int, dict[int, Value]],
) -> tuple[tuple[Value, ...], ...]:
    """Return the rows without the empty cells and rows at their ends."""
    return tuple(
        tuple(map(rows[number].get, range(1, max(rows[number]) + 1)))
        if number in rows
        else ()
        for number in range(1, max(rows, default=0) + 1)
    )
