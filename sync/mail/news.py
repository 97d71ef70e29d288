"""News: how a plan is and what there is to tell of it; and what one person is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from sync.mail.message import Attached
from sync.model.cells import Cell
from sync.model.changes import Change
from sync.model.findings import Confirmed, Finding, Severity
from sync.model.plan import Plan, Project, Totals
from sync.model.progress import ProgressRow, Round
from sync.plan.matching import Matching
from sync.progress.reported import RoundReport


def no_cell_link(_cell: Cell) -> str | None:
    """Cells of a file cannot be linked to."""
    return None


@dataclass(frozen=True, slots=True)
class RoundNews:
    """How a round of reports stands; ``link`` opens its report, empty where none does.

    ``file`` is the name of the file that it is then; ``pdf`` goes with a letter about it.
    ``changes`` are since people were told last that it is whole; ``None``: never.
    """

    report: RoundReport
    link: str = ""
    file: str = ""
    pdf: Attached | None = None
    changes: Sequence[Change] | None = None

    @property
    def is_as_told(self) -> bool:
        """Whether people know all that its report says: it was only made anew."""
        return self.changes is not None and not self.changes

    @property
    def waiting(self) -> tuple[ProgressRow, ...]:
        """The projects of which nothing is reported, in the order of the tab."""
        return tuple(told.own for told in self.report.told if told.waits)


@dataclass(frozen=True, slots=True)
class News:
    """How the plan is, and what there is to tell of it.

    ``findings`` are those that staff have not confirmed to be right; ``confirmed`` are
    the others, and ``refused`` counts the confirmations that do not count. ``changes``
    are since the last version, ``None`` where this is the first; ``turned``: the last
    one was a draft and this is clean, or the other way round; ``forgotten``: the sheet
    bears marks of a worker that this memory knows nothing of. ``notices`` are the
    worker's own, for administrators; ``editor`` is empty where nobody knows who edited
    last.

    ``link`` is empty where the plan's document has no place. If it still shows the plan
    without errors as of ``held``, ``draft_link`` is where the newer draft is, or
    ``draft_file`` the name of the file that it is, which no link opens. ``pdf`` goes
    with the letter, and ``files`` are named that no link of ours opens, ``sheet_file``
    the spreadsheet among them. ``rounds`` are the rounds of reports that have opened;
    ``approvals`` name each document that was ever put forward, and say how it stands.
    """

    plan: Plan
    matching: Matching
    totals: Totals
    dimensions: Sequence[str]
    findings: Sequence[Finding]
    changes: Sequence[Change] | None
    link: str
    sheet_link: str
    pdf_link: str | None = None
    held: date | None = None
    draft_link: str = ""
    draft_file: str = ""
    pdf: Attached | None = None
    files: Sequence[str] = ()
    editor: str = ""
    notices: Sequence[str] = ()
    confirmed: Sequence[Confirmed] = ()
    refused: int = 0
    turned: bool = False
    forgotten: bool = False
    rounds: Sequence[RoundNews] = ()
    approvals: Sequence[tuple[str, str]] = ()
    sheet_file: str = ""
    cell_link: Callable[[Cell], str | None] = no_cell_link

    def with_notices(self, notices: Sequence[str]) -> Self:
        """Return the same news with other notices."""
        return replace(self, notices=notices)

    def round(self, which: Round) -> RoundNews | None:
        """Return how a round stands."""
        return next((n for n in self.rounds if n.report.round == which), None)

    @property
    def is_as_told(self) -> bool:
        """Whether people know all that the plan says: it was only made anew."""
        return self.changes is not None and not self.changes and not self.turned

    @property
    def errors(self) -> Sequence[Finding]:
        """The findings that must be corrected."""
        return [each for each in self.findings if each.severity is Severity.ERROR]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one person is told.

    ``whole`` is the plan itself and what changed in it. ``work`` are their own projects
    planned in ``quarter``, and ``findings`` are of their own. ``waiting`` are projects
    that are not reported in a round. ``confirmed`` is what staff
    confirmed to be right, and what of it does not count.
    """

    whole: bool
    work: tuple[Project, ...]
    findings: tuple[Finding, ...]
    quarter: int | None
    notices: tuple[str, ...]
    confirmed: tuple[str, ...] = ()
    waiting: tuple[ProgressRow, ...] = ()
