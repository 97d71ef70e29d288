"""Progress: what became of each project in a round of its year, as the office reports it.

A round is six or twelve months of a fiscal year. Staff report a project once a round.
Money is ``Decimal`` baht.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sync.model.cells import Cell


class Copied(StrEnum):
    """The columns of the tab ผลการดำเนินงาน that the worker copies from the plan."""

    KEY = "key"
    NUMBER = "number"
    NAME = "name"
    DIMENSION = "dimension"
    PLANNED = "planned"
    ROUND = "round"


class Reported(StrEnum):
    """The columns of it that staff fill in."""

    STATE = "state"
    REASON = "reason"
    IN_ORDINANCE = "in_ordinance"
    ORDINANCE = "ordinance"
    PAID = "paid"
    RESULT = "result"
    INDICATOR = "indicator"
    PROBLEMS = "problems"
    SUGGESTIONS = "suggestions"
    COMPLETED = "completed"
    EVIDENCE = "evidence"
    REPORTER = "reporter"
    REPORTED_ON = "reported_on"
    REMARK = "remark"


class Checked(StrEnum):
    """The columns of it that say what the worker found there."""

    STATUS = "status"
    TO_CORRECT = "to_correct"
    UPDATED = "updated"


class State(StrEnum):
    """What became of a project; a row without one waits to be reported."""

    ONGOING = "ongoing"
    DONE = "done"
    CANNOT = "cannot"


class Reason(StrEnum):
    """Why a project cannot be carried out."""

    NO_BUDGET = "no_budget"
    POLICY = "policy"
    NO_STAFF = "no_staff"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Round:
    """Six or twelve ``months`` of a fiscal ``year``, which is Buddhist."""

    year: int
    months: int


@dataclass(frozen=True, slots=True)
class RoundDates:
    """When a round is reported on: from ``opens`` up to and with ``closes``."""

    round: Round
    opens: date
    closes: date


Column = Copied | Reported | Checked


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A project in a round, as the tab has it.

    What the worker copied from the plan (``number`` to ``planned``) stands there as it
    was copied last: a project struck from the plan keeps its rows. ``planned`` is
    ``None`` where the plan has no readable budget, zero where the project needs none.
    ``texts`` is what staff typed, empty where they did not. What could not be
    understood is ``None``, with a hit. ``in_plan``: the plan has the project, or had it
    when the round closed; ``struck_since``: and has it no more. ``kept``: what is
    copied still follows the plan.
    """

    key: str
    round: Round
    number: str
    name: str
    dimension: int | None
    planned: Decimal | None
    state: State | None
    reason: Reason | None
    in_ordinance: bool
    ordinance: Decimal | None
    paid: Decimal | None
    completed: date | None
    reported_on: date | None
    evidence: tuple[str, ...]
    row: int
    in_plan: bool = True
    struck_since: bool = False
    kept: bool = True
    texts: Mapping[Reported, str] = field(default_factory=dict)
    cells: Mapping[Column, Cell] = field(default_factory=dict)

    def text(self, column: Reported) -> str:
        """Return what staff typed in a column; empty where they did not."""
        return self.texts.get(column, "")
