"""A file to import is not read: what it is instead."""

from collections.abc import Sequence
from pathlib import Path

from sync.errors.base import WorkerError


class SourceError(WorkerError):
    """A file to import is not read, and nothing was written."""

    exit_code = 9

    path: Path | str


class SourceUnreadable(SourceError):
    """The file cannot be opened; ``why`` is the system's word for it."""

    code = "source_unreadable"

    why: str


class SourceEmpty(SourceError):
    """Nothing is in the file."""

    code = "source_empty"


class SourceTooLarge(SourceError):
    """Far more is in the file than any plan has; ``why`` is of what."""

    code = "source_too_large"

    why: str


class SourceDamaged(SourceError):
    """A Word document that is broken, or no Word document."""

    code = "source_damaged"


class SourceSheetDamaged(SourceDamaged):
    """A workbook by its name that is broken, or none."""

    code = "source_sheet_damaged"


class SourceForeign(SourceError):
    """A file in a format that is not read; ``kind`` is its name."""

    code = "source_foreign"

    kind: str


class SourceLocked(SourceError):
    """A file that opens with a password only."""

    code = "source_locked"


class SourcePdf(SourceError):
    """A PDF: it has glyphs in the order they are drawn, and no text."""

    code = "source_pdf"


class SourceNoText(SourceError):
    """Text in no encoding that Thai is kept in."""

    code = "source_no_text"


class SourceWithoutPlan(SourceError):
    """No table of projects is in it, and no section of a project."""

    code = "source_without_plan"


class SourceWithoutTable(SourceError):
    """Sections of projects, but no table of them: nothing could be counted."""

    code = "source_without_table"


class SourceShort(SourceError):
    """Read in part only: most would be to do again.

    ``percent`` of its letters found no place, ``example`` is such a line.
    """

    code = "source_short"
    exit_code = 19

    projects: int
    details: int
    percent: int
    example: str


class SourceTablesAlike(SourceError):
    """Several tables may be the plan: those of ``tabs``, of which ``first`` is one.

    ``difference`` is what the first two of them say otherwise.
    """

    code = "source_tables_alike"

    tabs: Sequence[str]
    first: str
    difference: str


class SourceYearsAlike(SourceError):
    """Several tables stand in one tab, at these places, and no line tells the newest."""

    code = "source_years_alike"

    tab: str
    places: Sequence[str]


class SourceNoSuchTab(SourceError):
    """The tab to take has no table of projects, or is none; ``tabs`` are those that have."""

    code = "source_no_such_tab"

    tab: str
    tabs: Sequence[str]


class SourceAtGoogle(SourceError):
    """A link, of an office that is not set to sign in at Google."""

    code = "source_at_google"


class SourceNoSheet(SourceError):
    """A link that leads to no spreadsheet at Google."""

    code = "source_no_sheet"


class SourceIsOffice(SourceError):
    """The link of the office's own spreadsheet, which a plan would be brought into."""

    code = "source_is_office"
