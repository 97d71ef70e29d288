"""The worker's own record cannot be used, or does not hold what was asked."""

from collections.abc import Mapping
from pathlib import Path

from sync.errors.base import WorkerError


class LedgerDamaged(WorkerError):
    """The ledger cannot be trusted; ``why`` is SQLite's own word for it, or tells where."""

    code = "ledger_damaged"
    exit_code = 10

    path: Path | str
    why: str


class LedgerDamagedThere(LedgerDamaged):
    """The ledger in a database cannot be trusted: ``path`` says in which."""

    code = "ledger_damaged_there"


class LedgerDamagedCopied(LedgerDamaged):
    """The ledger cannot be trusted, and ``copy`` is the newest copy of it."""

    code = "ledger_damaged_copied"

    copy: Path


class LedgerForgotten(WorkerError):
    """The ledger is gone or empty with all copies; ``log`` tells that there was one."""

    code = "ledger_forgotten"
    exit_code = 10

    path: Path
    log: Path


class LedgerLost(WorkerError):
    """The ledger is gone or empty, though copies of it are there: ``copy`` is one."""

    code = "ledger_lost"
    exit_code = 10

    path: Path
    copy: Path

    @property
    def facts(self) -> Mapping[str, str]:
        """Return what its sentence names."""
        return {**super().facts, "folder": str(self.copy.parent)}


class LedgerNewer(WorkerError):
    """The ledger was made by a newer version of the worker."""

    code = "ledger_newer"
    exit_code = 10

    path: Path | str
    version: int


class LedgerOfAnother(WorkerError):
    """The ledger in an office's ``folder`` is of the office ``known``, not of this one.

    ``here`` is the office whose spreadsheet it is.
    """

    code = "ledger_of_another"
    exit_code = 10

    folder: Path
    known: str
    here: str


class LedgerLocked(WorkerError):
    """Another program holds the ledger, and did not let go of it in time."""

    code = "ledger_locked"
    exit_code = 6

    path: Path | str


class LedgerUnreachable(WorkerError):
    """The database ``where`` ledgers are cannot be reached, or refuses what is asked.

    Whether what was under way was kept is not known: whoever comes next finds out.
    """

    code = "ledger_unreachable"
    exit_code = 22

    where: str
    why: str


class LedgerMoved(WorkerError):
    """The ledger was moved into a database, as ``path`` says, and is not found there."""

    code = "ledger_moved"
    exit_code = 10

    path: Path


class LedgerTwice(WorkerError):
    """There are two ledgers of an office: one in a file, and another in a database."""

    code = "ledger_twice"
    exit_code = 10

    path: Path
    where: str


class NoSuchCycle(WorkerError):
    """The ledger has no such cycle, or no plan of that time."""

    code = "no_such_cycle"
    exit_code = 2

    number: int


class PlanNotKept(WorkerError):
    """The plan of a cycle was let go; ``kept`` is the next whose plan is there."""

    code = "plan_not_kept"
    exit_code = 2

    number: int
    kept: int
