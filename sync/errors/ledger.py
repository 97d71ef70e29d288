"""The worker's own record cannot be used, or does not hold what was asked."""

from collections.abc import Mapping
from pathlib import Path

from sync.errors.base import WorkerError


class LedgerDamaged(WorkerError):
    """The ledger cannot be trusted; ``why`` is SQLite's own word for it."""

    code = "ledger_damaged"
    exit_code = 10

    path: Path
    why: str


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

    path: Path
    version: int


class LedgerLocked(WorkerError):
    """Another program holds the ledger, and did not let go of it in time."""

    code = "ledger_locked"
    exit_code = 6

    path: Path


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
