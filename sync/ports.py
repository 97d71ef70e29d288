"""The edges of the worker: the four things it needs of the world.

Each has several implementations in ``sync/adapters``; one shared contract test in
``tests/contracts`` runs against every one of them. What an adapter cannot do it says
with a class from ``sync.errors``.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sync.model import Document, Edit, Message, Sheet


class Spreadsheet(Protocol):
    """A sheet people are editing while we work."""

    @property
    def link(self) -> str:
        """An address at which staff open the spreadsheet."""
        ...

    def read(self) -> Sheet:
        """Give every tab as it is now, with the notes on its cells."""
        ...

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> None:
        """Make all the edits at once or none of them; change nothing else.

        A tab that an edit names and that is not there is added, empty, at the end.

        Raises:
            SheetChanged: the spreadsheet is no longer what ``seen`` shows.
        """
        ...


class Documents(Protocol):
    """Where generated documents live; a document's link never changes."""

    def publish(self, document: Document) -> str:
        """Put the document in the place its key has always had; give its link.

        Publishing the same document again is harmless and gives the same link.
        """
        ...

    def find(self, key: str) -> str | None:
        """Give the link a document has or will have; ``None`` if not known yet."""
        ...


class Mail(Protocol):
    """Where messages leave."""

    def send(self, message: Message) -> None:
        """Hand the message over. Handing over the same message twice is harmless."""
        ...


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Give the present time, aware of its zone."""
        ...
