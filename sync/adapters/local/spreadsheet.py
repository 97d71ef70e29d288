"""The office's spreadsheet as a file: read whole, written only where we may."""

from collections.abc import Sequence
from pathlib import Path

from sync.adapters.xlsx.package import LARGEST_FILE
from sync.adapters.xlsx.patching import Dress, leave_bare, patch_workbook
from sync.adapters.xlsx.reading import read_workbook, revision_of
from sync.errors import (
    OfficeOccupied,
    SheetChanged,
    SheetTooLarge,
    StorageError,
    WorkbookMissing,
    WorkbookOpen,
)
from sync.model.cells import Cell, Edit, Sheet
from sync.storage.files import inside, replace_file, storing
from sync.storage.journal import standing_content

_MOST_KEPT = 100
"""Files that are kept under one name."""


def open_mark(path: Path) -> Path | None:
    """Find the mark that a program leaves beside a workbook it has open."""
    excel = path.with_name(f"~${path.name}")
    libreoffice = path.with_name(f".~lock.{path.name}#")
    return next((mark for mark in (excel, libreoffice) if mark.exists()), None)


class LocalSpreadsheet:
    """The workbook at a path; its revision is the SHA-256 of the file.

    ``dress`` lays out a tab that is added.
    """

    def __init__(self, path: Path, dress: Dress = leave_bare) -> None:
        self._path = path
        self._dress = dress

    @property
    def link(self) -> str:
        """An address at which staff open the spreadsheet."""
        return self._path.resolve().as_uri()

    def cell_link(self, cell: Cell) -> None:
        """Return nothing: no address leads into a file."""

    def read(self) -> Sheet:
        """Return every tab as it is now.

        Raises:
            SpreadsheetError: the file is missing, or no workbook we can read.
            StorageError: we may not read it, or another program holds it.
        """
        return read_workbook(self._content(), self._path)

    def editor(self) -> str:
        """Return nothing: a workbook names who saved it last only if Office was told."""
        return ""

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        """Make all the edits at once or none of them, and return the revision after.

        Nothing else changes. A tab that an edit names and that is not there is added,
        empty, at the end.

        Raises:
            SheetChanged: the spreadsheet is no longer what ``seen`` shows.
            WorkbookOpen: somebody has it open, and would save over what we write.
            StorageError: it cannot be written; it is as it was.
        """
        if not edits:
            return seen.revision
        self._refuse_when_open()
        content = self._content()
        self._refuse_when_changed(content, seen)
        # its revision has just proved that what was seen is the file
        if unexpected := seen.unexpected(edits):
            raise SheetChanged(str(unexpected))
        patched = patch_workbook(content, edits, seen, self._path, self._dress)
        replace_file(
            self._path, patched, staffs=True, just_before=lambda: self._recheck(seen)
        )
        return revision_of(patched)

    def keep(self, titles: Sequence[str], name: str) -> str:  # noqa: ARG002
        """Keep the whole file as it is, beside itself, under a name; return its path.

        Raises:
            SpreadsheetError, StorageError: it cannot be read, or no file be put there.
        """
        content = self._content()
        for number in range(1, _MOST_KEPT):
            ending = f"-{name}" if number == 1 else f"-{name} ({number})"
            place = self._path.with_name(
                f"{self._path.stem}{ending}{self._path.suffix}"
            )
            if not place.exists():
                replace_file(place, content, staffs=True)
                return str(place)
            if place.is_file() and place.read_bytes() == content:
                return str(place)
        raise OfficeOccupied(place)

    def _recheck(self, seen: Sheet) -> None:
        self._refuse_when_open()
        # not as a write that was cut off leaves it: the journal there is our own
        self._refuse_when_changed(self._bytes(), seen)

    def _refuse_when_open(self) -> None:
        mark = open_mark(self._path)
        if mark is not None:
            raise WorkbookOpen(self._path, mark)

    def _refuse_when_changed(self, content: bytes, seen: Sheet) -> None:
        if revision_of(content) != seen.revision:
            raise SheetChanged(str(self._path))

    def _content(self) -> bytes:
        content = standing_content(self._path, self._bytes())
        if len(content) > LARGEST_FILE:
            raise SheetTooLarge(str(self._path), f"{LARGEST_FILE // 2**20} MB")
        return content

    def _bytes(self) -> bytes:
        inside(self._path, self._path.parent)
        try:
            with storing(self._path), self._path.open("rb") as file:
                return file.read(LARGEST_FILE + 1)
        except StorageError as stop:
            if isinstance(stop.__cause__, FileNotFoundError | NotADirectoryError):
                raise WorkbookMissing(self._path) from stop
            self._refuse_when_open()  # that is why, then
            raise
