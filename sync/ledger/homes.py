"""Where one office's ledger is: in a file of its folder, or in a database of many."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sync.ledger import Ledger
from sync.ledger.file import log_of
from sync.storage.files import in_the_way, state_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sync.errors import WorkerError


class LedgerHome(Protocol):
    """Where one office's ledger is, and the ways to open it."""

    def open(self) -> Ledger:
        """Open it to read and write, new if there is none; others may be at it.

        Raises:
            WorkerError: it cannot be opened.
        """
        ...

    def hold(self) -> "AbstractContextManager[Ledger]":
        """Open it for the one worker of the office: on no other machine is there any.

        Whoever calls holds the office's lock on this machine.

        Raises:
            OfficeBusy: a worker is at the office, on another machine.
            WorkerError: it cannot be opened.
        """
        ...

    def copy(self) -> Ledger:
        """Open a copy of its own, for a look: what is done to it, nobody keeps.

        Raises:
            WorkerError: it cannot be read.
        """
        ...

    def exists(self) -> bool:
        """Whether there is a ledger.

        Raises:
            WorkerError: that cannot be seen.
        """
        ...

    def stamp(self) -> str:
        """Return what is another text whenever the ledger may say something else."""
        ...

    def holder(self) -> str | None:
        """Return who holds it on whatever machine, if its home knows; else ``None``."""
        ...

    def in_the_way(self) -> "WorkerError | None":
        """Return what would keep a worker from writing to it, without writing."""
        ...


@dataclass(frozen=True, slots=True)
class FileHome:
    """A ledger in the office's folder, for one machine."""

    path: Path

    def open(self) -> Ledger:
        """Open the file."""
        return Ledger.open(self.path)

    @contextmanager
    def hold(self) -> Iterator[Ledger]:
        """Open the file; the office's lock, which is beside it, is enough."""
        with closing(self.open()) as ledger:
            yield ledger

    def copy(self) -> Ledger:
        """Open a copy of the file, which is not touched."""
        return Ledger.copy(self.path)

    def exists(self) -> bool:
        """Whether there is a file."""
        return self.path.exists()

    def stamp(self) -> str:
        """Return when the file was changed, and its log."""
        return f"{state_of(self.path)} {state_of(log_of(self.path))}"

    def holder(self) -> str | None:
        """Return nobody: whoever holds the office's lock is told beside that."""
        return None

    def in_the_way(self) -> "WorkerError | None":
        """Return what is in the way of a write to the file."""
        return in_the_way(self.path)
