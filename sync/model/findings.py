"""What is wrong with a plan: hits of rules, and findings in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sync.model.cells import Cell
from sync.model.plan import Called


class Severity(StrEnum):
    """How much a finding matters, most first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are of each severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met something at a place. Words and severity come from the catalogue.

    ``found`` is the mistaken text, as exactly as it can be given; ``facts`` fill the
    message's other blanks, in the digits that stand there. So do ``quotes``, which are
    typed elsewhere and stay as they were typed, and ``projects``: what they are called is
    put in words where the sentence is. ``others`` are the places besides of which it is
    said as well, once for all.
    """

    rule: str
    cell: Cell
    found: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, Sequence[Called]] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one cell, in words.

    ``project`` counts the table's projects from 1, for programs, and is ``None`` where the
    place is no project's; ``called`` is what people know that project by; ``field`` the
    column or heading as staff know it.
    ``key`` stays the same while the finding does, wherever its row is moved.
    ``confirmable``: staff may confirm that it is right as it is. ``of_report``: it
    concerns what is reported or decided of the plan, and not the plan. ``others`` are
    the places besides of which it is said as well.
    """

    rule: str
    severity: Severity
    cell: Cell
    project: int | None
    field: str
    found: str
    message: str
    suggestion: str
    key: str = ""
    called: Called | None = None
    confirmable: bool = True
    of_report: bool = False
    others: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A finding of which staff say, for a reason, that it is right as it is."""

    finding: Finding
    reason: str
