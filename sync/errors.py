"""Every way the worker can stop, and nothing else stops it.

    WorkerError
    ├── ConfigError            the settings have problems (all of them, at once)
    ├── SpreadsheetError       the spreadsheet cannot be used as it is
    │   ├── WorkbookMissing    no file there
    │   ├── WorkbookOpen       somebody has the file open
    │   ├── WorkbookEncrypted  it asks for a password
    │   ├── WorkbookForeign    not an .xlsx, whatever its name says
    │   ├── WorkbookDamaged    an .xlsx that ends too early or is broken
    │   ├── SheetShapeError    a tab or column we need is not there
    │   ├── SheetChanged       changed between our read and our write; try again
    │   └── SheetBusy          changed every time we tried
    ├── DocumentOpen           the generated document cannot be replaced
    ├── TemplateError          a template is broken
    ├── SourceUnreadable       a file to import is not what we can read
    ├── OfficeOccupied         something to create is there already
    ├── OfficeBusy             another worker is at it
    └── LedgerDamaged          the worker's own record cannot be trusted

A stop carries facts; the sentence and the cure stand in ``config/messages``, one
catalogue a language, under the class's ``code``. A mistake in the sheet is never one
of these: it is a ``Finding``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar


class WorkerError(Exception):
    """A stop: what happened (``code``), where (``facts``), and how the process ends."""

    code: ClassVar[str]
    exit_code: ClassVar[int] = 70

    def __init__(self, **facts: str) -> None:
        self.facts = facts
        named = ", ".join(f"{name}={value!r}" for name, value in facts.items())
        super().__init__(f"{self.code}: {named}" if named else self.code)


class ConfigError(WorkerError):
    """The settings cannot be used; carries every problem, not only the first."""

    code = "config"
    exit_code = 4

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        listed = "".join(f"\n  - {problem}" for problem in self.problems)
        super().__init__(path=str(path), count=str(len(self.problems)), problems=listed)


class SpreadsheetError(WorkerError):
    """The spreadsheet cannot be used as it is; nothing in it was touched."""

    exit_code = 3


class WorkbookMissing(SpreadsheetError):
    """There is no workbook at the path."""

    code = "workbook_missing"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookOpen(SpreadsheetError):
    """Somebody has the workbook open: ``lock`` is the mark their program left."""

    code = "workbook_open"

    def __init__(self, path: Path, lock: Path) -> None:
        super().__init__(path=str(path), lock=str(lock))


class WorkbookEncrypted(SpreadsheetError):
    """The workbook asks for a password."""

    code = "workbook_encrypted"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookForeign(SpreadsheetError):
    """The file is something else than an .xlsx workbook."""

    code = "workbook_foreign"

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class WorkbookDamaged(SpreadsheetError):
    """The workbook is cut off or broken; ``why`` is the reader's own word for it."""

    code = "workbook_damaged"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)


class SheetShapeError(SpreadsheetError):
    """The sheet does not have the tab or the columns the plan is read from."""

    code = "sheet_shape"
    exit_code = 5

    def __init__(self, tab: str, missing: Sequence[str]) -> None:
        super().__init__(tab=tab, missing=", ".join(missing))


class SheetChanged(SpreadsheetError):
    """Somebody changed the spreadsheet between our read and our write."""

    code = "sheet_changed"

    def __init__(self, where: str) -> None:
        super().__init__(where=where)


class SheetBusy(SpreadsheetError):
    """The spreadsheet changed under every one of our attempts."""

    code = "sheet_busy"
    exit_code = 6

    def __init__(self, attempts: int) -> None:
        super().__init__(attempts=str(attempts))


class DocumentOpen(WorkerError):
    """A generated document cannot be replaced, mostly because it is open in Word."""

    code = "document_open"
    exit_code = 7

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class TemplateError(WorkerError):
    """A template cannot be rendered; the last good document stays."""

    code = "template"
    exit_code = 8

    def __init__(self, template: Path, why: str) -> None:
        super().__init__(template=str(template), why=why)


class SourceUnreadable(WorkerError):
    """A file to import has no plan that we can read."""

    code = "source_unreadable"
    exit_code = 9

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)


class OfficeOccupied(WorkerError):
    """What was to be created is there already, and holds somebody's work."""

    code = "office_occupied"
    exit_code = 9

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class OfficeBusy(WorkerError):
    """Another worker is at this office now."""

    code = "office_busy"
    exit_code = 6

    def __init__(self, path: Path) -> None:
        super().__init__(path=str(path))


class LedgerDamaged(WorkerError):
    """The ledger cannot be trusted; ``why`` is SQLite's own word for it."""

    code = "ledger_damaged"
    exit_code = 10

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)
