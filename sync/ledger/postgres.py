"""Ledgers of many offices in one PostgreSQL database, for several machines."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from sync.errors import WorkerError
from sync.ledger import Ledger


@dataclass(frozen=True, slots=True)
class PostgresHome:
    """The ledger of one office among many in a database.

    ``address`` is libpq's (``postgresql://…``) and may hold a password; ``file`` is where
    the office's ledger would be alone: one that is there is taken into the database.
    """

    address: str = field(repr=False)
    office: str
    file: Path

    def open(self) -> Ledger:
        """Open it over a connection of its own."""
        raise NotImplementedError

    def hold(self) -> AbstractContextManager[Ledger]:
        """Open it over the connection that holds the office."""
        raise NotImplementedError

    def copy(self) -> Ledger:
        """Open a copy, in a temporary file of SQLite's own."""
        raise NotImplementedError

    def exists(self) -> bool:
        """Whether the database has one of the office, or its folder."""
        raise NotImplementedError

    def stamp(self) -> str:
        """Return what is another text after each transaction."""
        raise NotImplementedError

    def holder(self) -> str | None:
        """Return whose connection holds the office."""
        raise NotImplementedError

    def in_the_way(self) -> WorkerError | None:
        """Return nothing: who could look at it can reach the database."""
        raise NotImplementedError
