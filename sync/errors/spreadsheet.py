"""The spreadsheet cannot be used as it is."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sync.errors.base import WorkerError


class SpreadsheetError(WorkerError):
    """The spreadsheet cannot be used as it is; nothing in it was touched."""

    exit_code = 3


class WorkbookMissing(SpreadsheetError):
    """There is no workbook at the path."""

    code = "workbook_missing"

    path: Path


class WorkbookLost(SpreadsheetError):
    """The workbook is gone from where the worker has been at work with one."""

    code = "workbook_lost"

    path: Path


class WorkbookOpen(SpreadsheetError):
    """Somebody has the workbook open: ``lock`` is the mark their program left."""

    code = "workbook_open"

    path: Path
    lock: Path


class WorkbookEncrypted(SpreadsheetError):
    """The workbook asks for a password."""

    code = "workbook_encrypted"

    path: Path


class WorkbookForeign(SpreadsheetError):
    """The file is something else than an .xlsx workbook."""

    code = "workbook_foreign"

    path: Path


class WorkbookDamaged(SpreadsheetError):
    """The workbook is cut off or broken; ``why`` is the reader's own word for it."""

    code = "workbook_damaged"

    path: Path
    why: str


class SheetTooLarge(SpreadsheetError):
    """More is in it than any plan has, and reading it all could take the machine down.

    ``what`` is its path or link; ``most`` is what it may have.
    """

    code = "sheet_too_large"

    what: str
    most: str


class TabMissing(SpreadsheetError):
    """There is no tab of a title; ``present`` are those there are."""

    code = "tab_missing"
    exit_code = 5

    tab: str
    present: Sequence[str]


class TabsAlike(SpreadsheetError):
    """Two tabs bear the same title but for spaces."""

    code = "tabs_alike"
    exit_code = 5

    tab: str
    alike: Sequence[str]


class HeaderMissing(SpreadsheetError):
    """No row of a tab is the header of the table that belongs there.

    ``present`` are the texts of the row that is likest one.
    """

    code = "header_missing"
    exit_code = 5

    tab: str
    missing: Sequence[str]
    row: int
    present: Sequence[str]


class SheetShapeError(SpreadsheetError):
    """A tab's table lacks columns; ``present`` are the headers in its row."""

    code = "sheet_shape"
    exit_code = 5

    tab: str
    missing: Sequence[str]
    row: int
    present: Sequence[str]


class PlanEmpty(SpreadsheetError):
    """There is no project in a plan that was published with some."""

    code = "plan_empty"
    exit_code = 5

    tab: str


class SheetChanged(SpreadsheetError):
    """Somebody changed the spreadsheet between our read and our write.

    ``written``: they did so in the moment of writing, and ours may stand there as well.
    """

    code = "sheet_changed"

    where: str
    written: bool = False

    @property
    def facts(self) -> Mapping[str, str]:
        """Return what its sentence names."""
        return {"where": self.where or "–"}


class SheetBusy(SpreadsheetError):
    """The spreadsheet changed under every one of our attempts."""

    code = "sheet_busy"
    exit_code = 6

    attempts: int
