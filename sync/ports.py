"""The edges of the worker: the things it needs of the world.

Each has several implementations in ``sync/adapters``; one shared contract test in
``tests/contracts`` runs against every one of them. What an adapter cannot do it says
with a class from ``sync.errors``.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias

from sync.model.cells import Cell, Edit, Sheet
from sync.model.documents import (
    Audience,
    Before,
    Document,
    Kind,
    Placed,
    Publication,
    Template,
)
from sync.model.mail import Message
from sync.model.public import Looked


class Spreadsheet(Protocol):
    """A sheet people are editing while we work."""

    @property
    def link(self) -> str:
        """An address at which staff open the spreadsheet."""
        ...

    def cell_link(self, cell: Cell) -> str | None:
        """Return an address that opens at a cell.

        ``None`` where there is no such thing.
        """
        ...

    def read(self) -> Sheet:
        """Return every tab as it is now, with the notes on its cells."""
        ...

    def editor(self) -> str:
        """Return who else changed the spreadsheet last; empty where nobody can tell."""
        ...

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        """Make all the edits at once or none of them, and return the revision after.

        Nothing else changes. A tab that an edit names and that is not there is added,
        empty, at the end.

        Raises:
            SheetChanged: the spreadsheet is no longer what ``seen`` shows.
        """
        ...

    def keep(self, titles: Sequence[str], name: str) -> str:
        """Keep these tabs as they are now, besides, under a name; return where.

        What is kept stays what it is, whatever is written after. Keeping the same again
        is harmless, and what was kept before is never replaced by something else.
        """
        ...


class Documents(Protocol):
    """Where generated documents live; a document's link never changes."""

    def publish(self, document: Document, before: Before | None = None) -> Placed:
        """Put the document in its home, or in the place its key has always had.

        Publishing the same document again is harmless and gives the same link. What a
        person changed in it since ``before`` is never lost.

        Raises:
            DocumentRefused: its place is not ours to write to.
        """
        ...

    def intact(
        self, published: Sequence[Publication], soon: Collection[str] = ()
    ) -> frozenset[str]:
        """Return the links under which there still is what was published.

        ``soon`` are those under which something else will be put next: a place where
        looking is dear looks at all of them together.
        """
        ...

    def find(
        self, key: str, kind: Kind = Kind.WORD, home: str | None = None
    ) -> str | None:
        """Return the link a document has or will have, if that can be told unasked."""
        ...

    def stands(self, key: str, home: str | None) -> bool:
        """Whether a plan of the key was put in its place, as far as the place tells."""
        ...

    def read(self, link: str) -> bytes | None:
        """Return what is in a file on this machine; ``None`` of all else."""
        ...

    def pdf_link(self, link: str) -> str:
        """Return an address that prints a document as a PDF; empty if there is none."""
        ...

    def audience(self, link: str) -> Audience | None:
        """Return who can open a document; ``None`` where nobody can tell."""
        ...

    def approved(self, link: str) -> bool:
        """Whether the place of a file itself says that people approved the file."""
        ...

    def admit(self, link: str, address: str, *, notify: bool) -> None:
        """Let somebody read a document; with ``notify`` they are written to about it."""
        ...


class Templates(Protocol):
    """Where templates come from; an office can have its own."""

    def read(self, name: str) -> Template:
        """Return a template as it is now, by a name such as ``plan.docx``."""
        ...


class PdfMaker(Protocol):
    """What makes PDFs of Word documents."""

    def make(self, document: Document, link: str) -> bytes | None:
        """Return a document, published at ``link``, as a PDF.

        ``None`` where none can be made: a PDF is never worth stopping for.
        """
        ...


class PublicFolder(Protocol):
    """The folder that everybody sees; it is replaced whole, or not at all."""

    @property
    def folder(self) -> Path:
        """Where it is."""
        ...

    def look(self, known: Mapping[str, str]) -> Looked:
        """Look what stands there; ``known`` are the digests of what was put last."""
        ...

    def read(self, name: str) -> bytes:
        """Return the content of a file in it."""
        ...

    def put(self, files: Mapping[str, bytes], known: Mapping[str, str]) -> None:
        """Have it hold these files; what others put there stays, or is kept beside.

        Raises:
            StorageError: it cannot be written; it is as it was.
        """
        ...


class Pages(Protocol):
    """Pages for staff in a folder that people put files into as well."""

    def path(self, name: str) -> Path:
        """Return where a page is."""
        ...

    def made_of(self, name: str) -> str | None:
        """Return the code of what a page was made of.

        It is "" where something stands that is not ours, ``None`` where nothing does.

        Raises:
            StorageError: it cannot be looked at.
        """
        ...

    def put(self, name: str, made_of: str, page: str) -> bool:
        """Put a page in its place, whole, unless what stands there is not ours.

        Raises:
            StorageError: it cannot be written; the old one is as it was.
        """
        ...


class PublicWay(Protocol):
    """A way by which the public folder leaves this machine."""

    @property
    def name(self) -> str:
        """What the way is called, and where it leads; no secret is in it."""
        ...

    def deliver(self, folder: Path, digests: Mapping[str, str]) -> None:
        """Have the place at the other end hold these files of the folder.

        Raises:
            PublicUndelivered: it does not hold them now, as far as can be told.
        """
        ...


Handing: TypeAlias = Callable[[str], None]
"""Hears that a message is about to leave, and by which draft."""


def unheard(_draft: str) -> None:
    """Let a message leave without a word of it."""


class Mail(Protocol):
    """Where messages leave."""

    def send(
        self, message: Message, draft: str = "", handing: Handing = unheard
    ) -> None:
        """Hand the message over, byte for byte.

        ``handing`` is called just before it may be taken: until then it surely was
        not. It hears the id of the draft that is sent, where there are drafts, and
        ``draft`` is the one that it heard before.

        Raises:
            MessageRefused: it will never be taken.
            MessageDelayed: it was not taken now.
            MailUnavailable: nor would any other be.
            MessageUncertain: it may have been taken.
            WorkerError: none will be before a person puts something right.
        """
        ...

    def took(self, message: Message, draft: str = "") -> bool | None:
        """Whether a message handed over before arrived; ``None``: cannot be told.

        ``draft`` is what ``handing`` heard then.

        Raises:
            MailUnavailable: it cannot be told now.
            WorkerError: nor before a person puts something right.
        """
        ...

    def discard(self, draft: str) -> None:
        """Leave nothing lying about of a draft that will not be sent.

        To be called only once this is noted: see ``took``.
        """
        ...

    def close(self) -> None:
        """Let go of what is kept open between messages; another may follow."""
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return the present time, aware of its zone."""
        ...
