"""A generated document cannot be written where it belongs."""

from pathlib import Path

from sync.errors.base import WorkerError


class DocumentRefused(WorkerError):
    """A document has no place it may go to; nothing was written there."""

    exit_code = 7


class DocumentOpen(DocumentRefused):
    """A generated document cannot be replaced, mostly because it is open in Word."""

    code = "document_open"

    path: Path


class DocumentForeign(DocumentRefused):
    """The link leads to no Google document."""

    code = "document_foreign"

    link: str


class DocumentWorkbook(DocumentRefused):
    """The link leads to a spreadsheet: a Google Sheet, or an Excel file in Drive."""

    code = "document_workbook"

    link: str


class DocumentGone(DocumentRefused):
    """The document is not there: deleted, or not shared with the ``account``."""

    code = "document_gone"

    link: str
    account: str


class DocumentOccupied(DocumentRefused):
    """Something stands in the document that is none of ours."""

    code = "document_occupied"

    link: str


class DocumentOfAnother(DocumentRefused):
    """The document is that of another plan: ``theirs`` is its year, ``year`` ours."""

    code = "document_of_another"

    link: str
    year: str
    theirs: str


class DocumentTrashed(DocumentRefused):
    """The document is in the bin."""

    code = "document_trashed"

    link: str


class DocumentLocked(DocumentRefused):
    """Somebody has locked the document; ``why`` is what they wrote beside it."""

    code = "document_locked"

    link: str
    why: str


class DocumentHomeless(DocumentRefused):
    """The account cannot own files, and nobody has made the plan's document yet."""

    code = "document_homeless"

    account: str
