"""The office's spreadsheet as a file: read whole, written only where we may."""

from collections.abc import Sequence
from pathlib import Path

from sync.adapters.local.files import replace_file
from sync.adapters.local.package import LARGEST_FILE
from sync.adapters.local.patching import patch_workbook
from sync.adapters.local.reading import read_workbook, revision_of
from sync.errors import (
    SheetChanged,
    SheetTooLarge,
    WorkbookDamaged,
    WorkbookMissing,
    WorkbookOpen,
)
from sync.model import Cell, Edit, NoteEdit, Sheet, Value


def open_mark(path: Path) -> Path | None:
    """Find the mark that a program leaves beside a workbook it has open."""
    excel = path.with_name(f"~${path.name}")
    libreoffice = path.with_name(f".~lock.{path.name}#")
    return next((mark for mark in (excel, libreoffice) if mark.exists()), None)


class LocalSpreadsheet:
    """The workbook at a path; its revision is the SHA-256 of the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def link(self) -> str:
        """An address at which staff open the spreadsheet."""
        return self._path.resolve().as_uri()

    def cell_link(self, cell: Cell) -> None:
        """Give nothing: no address leads into a file."""

    def read(self) -> Sheet:
        """Give every tab as it is now.

        Raises:
            SpreadsheetError: the file is missing, or no workbook we can read.
        """
        return read_workbook(self._content(), self._path)

    def editor(self) -> str:
        """Tell nothing: a workbook names who saved it last only if Office was told."""
        return ""

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        """Make all the edits at once or none of them; give the revision it has then.

        Nothing else changes. A tab that an edit names and that is not there is added,
        empty, at the end.

        Raises:
            SheetChanged: the spreadsheet is no longer what ``seen`` shows.
            WorkbookOpen: somebody has it open, and would save over what we write.
        """
        if not edits:
            return seen.revision
        self._refuse_when_open()
        content = self._content()
        self._refuse_when_changed(content, seen)
        _refuse_when_unexpected(edits, seen)
        patched = patch_workbook(content, edits, seen, self._path)
        try:
            replace_file(self._path, patched, just_before=lambda: self._recheck(seen))
        except PermissionError as error:
            raise self._open() from error
        return revision_of(patched)

    def _recheck(self, seen: Sheet) -> None:
        self._refuse_when_open()
        self._refuse_when_changed(self._content(), seen)

    def _refuse_when_open(self) -> None:
        if open_mark(self._path) is not None:
            raise self._open()

    def _refuse_when_changed(self, content: bytes, seen: Sheet) -> None:
        if revision_of(content) != seen.revision:
            raise SheetChanged(str(self._path))

    def _content(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise WorkbookMissing(self._path) from error
        except PermissionError as error:
            raise self._open() from error
        except OSError as error:
            raise WorkbookDamaged(self._path, str(error)) from error
        if len(content) > LARGEST_FILE:
            raise SheetTooLarge(str(self._path), f"{LARGEST_FILE // 2**20} MB")
        return content

    def _open(self) -> WorkbookOpen:
        return WorkbookOpen(self._path, open_mark(self._path) or self._path)


def _refuse_when_unexpected(edits: Sequence[Edit], seen: Sheet) -> None:
    """Compare with ``seen``: its revision has just proved it to be the file's."""
    for edit in edits:
        tab = seen.tab(edit.cell.tab)
        if isinstance(edit, NoteEdit):
            present: Value = tab.notes.get(edit.cell) if tab else None
        else:
            present = tab.value(edit.cell.row, edit.cell.column) if tab else None
        if not _same(present, edit.expected):
            raise SheetChanged(str(edit.cell))


def _same(one: Value, other: Value) -> bool:
    return type(one) is type(other) and one == other  # True is 1 to Python alone
