"""The edges of a preview: read for real, keep what would be written or sent.

A cycle over these runs the same code to the end, and nothing has happened.
"""

from collections.abc import Sequence
from pathlib import Path

from sync.adapters.local.documents import LocalDocuments
from sync.model import Document, Edit, Message, Sheet
from sync.ports import Documents, Spreadsheet


class PreviewSpreadsheet:
    """A spreadsheet that is read but never written."""

    def __init__(self, real: Spreadsheet) -> None:
        self._real = real

    @property
    def link(self) -> str:
        """The real spreadsheet's address."""
        return self._real.link

    def read(self) -> Sheet:
        """Give the real spreadsheet as it is now."""
        return self._real.read()

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> None:
        """Do nothing: the report of the cycle tells the edits."""


class PreviewDocuments:
    """Documents go to a folder to look at; the links told are the real ones."""

    def __init__(self, real: Documents, folder: Path) -> None:
        self._real = real
        self._folder = LocalDocuments(folder)

    def publish(self, document: Document) -> str:
        """Put the document in the folder to look at."""
        shown = self._folder.publish(document)
        return self._real.find(document.key) or shown

    def find(self, key: str) -> str | None:
        """Give the real document's link."""
        return self._real.find(key)


class PreviewMail:
    """Mail that goes nowhere."""

    def send(self, message: Message) -> None:
        """Do nothing: the report of the cycle tells the messages."""
