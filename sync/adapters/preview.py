"""The edges of a preview: read for real, keep what would be written or sent.

A cycle over these runs the same code to the end, and nothing has happened.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from sync.adapters.local.documents import LocalDocuments
from sync.model.cells import Cell, Edit, Sheet
from sync.model.documents import Audience, Before, Document, Kind, Placed, Publication
from sync.model.mail import Message
from sync.ports import Documents, Handing, Spreadsheet, unheard


class PreviewSpreadsheet:
    """A spreadsheet that is read but never written."""

    def __init__(self, real: Spreadsheet) -> None:
        self._real = real

    @property
    def link(self) -> str:
        """The real spreadsheet's address."""
        return self._real.link

    def cell_link(self, cell: Cell) -> str | None:
        """Return the address of the real spreadsheet's cell."""
        return self._real.cell_link(cell)

    def read(self) -> Sheet:
        """Return the real spreadsheet as it is now."""
        return self._real.read()

    def editor(self) -> str:
        """Return who changed the real spreadsheet last."""
        return self._real.editor()

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:  # noqa: ARG002
        """Do nothing: the report of the cycle tells the edits."""
        return seen.revision

    def keep(self, titles: Sequence[str], name: str) -> str:  # noqa: ARG002
        """Do nothing."""
        return ""


class PreviewDocuments:
    """Documents go to a folder to look at; the links told are the real ones."""

    def __init__(self, real: Documents, folder: Path) -> None:
        self._real = real
        self._folder = LocalDocuments(folder)

    def publish(
        self,
        document: Document,
        before: Before | None = None,  # noqa: ARG002
    ) -> Placed:
        """Put the document in the folder to look at."""
        shown = self._folder.publish(document)
        real = self._real.find(document.key, document.kind, document.home)
        return Placed(real) if real else shown

    def intact(
        self, published: Sequence[Publication], soon: Collection[str] = ()
    ) -> frozenset[str]:
        """Return what is still there of the real documents."""
        return self._real.intact(published, soon)

    def find(
        self, key: str, kind: Kind = Kind.WORD, home: str | None = None
    ) -> str | None:
        """Return the real document's link."""
        return self._real.find(key, kind, home)

    def stands(self, key: str, home: str | None) -> bool:
        """Whether there is a real document of the key."""
        return self._real.stands(key, home)

    def read(self, link: str) -> bytes | None:
        """Return what is in a real file."""
        return self._real.read(link)

    def pdf_link(self, link: str) -> str:
        """Return the address that prints a real document."""
        return self._real.pdf_link(link)

    def audience(self, link: str) -> Audience | None:
        """Return who can open the real document."""
        return self._real.audience(link)

    def approved(self, link: str) -> bool:
        """Whether the real place says that a file was approved."""
        return self._real.approved(link)

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Do nothing."""


class PreviewPdf:
    """No PDFs: the Word documents are there to look at."""

    def make(self, document: Document, link: str) -> bytes | None:
        """Make none."""


class PreviewMail:
    """Mail that goes nowhere."""

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        """Do nothing: the report of the cycle tells the messages."""

    def took(self, message: Message, draft: str = "") -> bool | None:
        """Nobody is asked."""

    def discard(self, draft: str) -> None:
        """There is none."""

    def close(self) -> None:
        """Nothing is open."""
