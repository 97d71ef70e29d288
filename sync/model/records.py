"""What is remembered of the worker's own doing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sync.model.changes import Change
from sync.model.findings import Counts


class CycleKind(StrEnum):
    """How much of a cycle was to be done."""

    NIGHT = "night"
    """All of it."""
    LOOK = "look"
    """Staff changed something: it is checked, and nothing is published."""


class Outcome(StrEnum):
    """How a cycle ended."""

    RUNNING = "running"
    """Not yet; or it was killed, and nobody has noted so."""
    KILLED = "killed"
    """Its worker died in it, which whoever opened the office next has noted."""
    STOPPED = "stopped"
    """Before its end, or with something left that could not be done."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CycleRecord:
    """What the ledger keeps of one cycle; times are aware, ``budget`` is baht.

    ``requests`` were sent to Google. ``errors``, ``warnings`` and ``infos`` are the
    plan's, ``report_findings`` those of what is reported; ``reports`` says of each
    report that shows something new how it stands. ``changes`` are since the last plan
    that was kept, and ``editor`` is who changed the spreadsheet last before that, if it
    is known. ``confirmed`` tells each finding that staff confirmed to be right, and
    why; ``why`` is the sentence with which the cycle stopped.
    """

    number: int
    started: datetime
    kind: CycleKind = CycleKind.NIGHT
    finished: datetime | None = None
    outcome: Outcome = Outcome.RUNNING
    requests: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    projects: int = 0
    budget: Decimal = Decimal(0)
    changes: tuple[Change, ...] = ()
    editor: str = ""
    confirmed: tuple[str, ...] = ()
    why: str = ""
    report_findings: Counts = field(default_factory=Counts)
    reports: tuple[str, ...] = ()

    @property
    def has_result(self) -> bool:
        """Whether the plan was judged in it; a cycle that was stopped before has zeros."""
        found = (self.errors, self.warnings, self.infos, self.projects)
        return self.outcome is Outcome.DONE or any(found)


@dataclass(frozen=True, slots=True)
class QuietNight:
    """What a night that did nothing was given, and ``looked`` for.

    ``given`` and ``day`` are digests, ``cycle`` the number of its record.
    """

    given: str
    day: str
    on: str
    year: int | None
    cycle: int
    looked: Sequence[tuple[str, str]]
    soon: Sequence[str]


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is under way: a job's name, or a stage's, and since when."""

    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """Work of a kind that failed ``failures`` times in a row; ``code`` and ``facts`` are the last stop.

    ``told`` once administrators have been told.
    """

    job: str
    failures: int
    since: datetime
    code: str
    told: bool
    facts: Mapping[str, str] = field(default_factory=dict)
