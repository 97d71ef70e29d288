"""Whose each cell is, and what staff call it: where a finding says that it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sync.approval.adding import Board
from sync.model.cells import Cell
from sync.model.findings import Hit
from sync.model.plan import Called, Field, Info, Plan
from sync.model.progress import ProgressRow
from sync.plan.labels import Headers
from sync.plan.matching import Matching
from sync.plan.text import printable
from sync.progress.words import progress_label


@dataclass(frozen=True, slots=True)
class Place:
    """Whose a cell is, and what staff call it."""

    project: int | None = None
    project_key: str = ""
    called: Called | None = None
    label: str = ""


class Places:
    """The places of a plan and its reports.

    A cell of a project's row that is under no column of its own, such as the second
    month of a quarter, is the project's; one of no row that was read has at least the
    heading of its column.
    """

    def __init__(
        self,
        plan: Plan,
        matching: Matching,
        headers: Headers,
        others: Mapping[Cell, Place] | None = None,
    ) -> None:
        self._known = {**_places(plan, matching, headers), **(others or {})}
        self._columns = {
            (cell.tab, cell.column): place.label
            for cell, place in self._known.items()
            if cell.tab != headers.tabs["info"]
        }
        self._recipients = headers.write("recipients", "name")
        self._rows = {
            (project.cells[Field.NAME].tab, project.row): self._known[
                project.cells[Field.NAME]
            ]
            for project in plan.projects
        }
        self._quarters = headers.write("projects", "quarters")
        self._unplaced = headers.label(Info.UNPLACED)

    def of(self, hit: Hit) -> Place:
        """Return whose the cell of a hit is, and what staff call it."""
        cell = hit.cell
        if cell in self._known:
            return self._known[cell]
        if hit.rule == "QTR002" and (cell.tab, cell.row) in self._rows:
            return replace(self._rows[cell.tab, cell.row], label=self._quarters)
        if hit.rule in _OF_A_CELL:
            return Place(label=self._columns.get((cell.tab, cell.column), ""))
        named = {"INF004": self._unplaced, "REC002": self._recipients}
        return Place(label=named.get(hit.rule, ""))


_OF_A_CELL = frozenset({"CEL001", "CEL002", "TXT004"})
"""What is said of a cell itself, whatever row it stands in."""


def _places(plan: Plan, matching: Matching, headers: Headers) -> Mapping[Cell, Place]:
    """Return whose each cell is, and what staff call it."""
    places = {
        cell: Place(label=headers.label(info)) for info, cell in plan.info.cells.items()
    }
    owners: dict[int, tuple[int | None, str, Called | None]] = {
        project.row: (place, project.key, matching.called[project.row])
        for place, project in enumerate(plan.projects, 1)
    }
    for project in plan.projects:
        for name, cell in project.cells.items():
            places[cell] = Place(*owners[project.row], headers.label(name))
    for detail in plan.details:
        owner = matching.project_of(detail)
        whose = owners[owner.row] if owner else (None, "", None)
        name_label = headers.write("details", "name")
        places[detail.name_cell] = Place(*whose, name_label)
        for heading, cell in detail.cells.items():
            places[cell] = Place(*whose, headers.label(heading))
    for recipient in plan.recipients:
        label = headers.write("recipients", "email")
        places[recipient.email_cell] = Place(label=label)
    sums = [subtotal.typed for subtotal in plan.subtotals]
    for typed in (*sums, *filter(None, [plan.typed_totals])):
        for name, cell in typed.cells.items():
            places[cell] = Place(label=headers.label(name))
    return places


def approval_places(board: Board, headers: Headers) -> Mapping[Cell, Place]:
    """Return what people call the cells of versions that are put forward."""
    labels = board.proposals.labels(headers)
    return {cell: Place(label=label) for cell, label in labels.items()}


def report_places(
    rows: Sequence[ProgressRow], plan: Plan, matching: Matching, headers: Headers
) -> Mapping[Cell, Place]:
    """Return whose each cell of the reports is, and of which round.

    The plan's number is not that of a project of another year, or of one struck.
    """
    known = {each.key: (place, each.row) for place, each in enumerate(plan.projects, 1)}
    places = {}
    for row in rows:
        place, own = known.get(row.key, (None, 0)) if row.in_plan else (None, 0)
        named = Called("", printable(row.name), 0) if row.name else None
        if own and row.round.year == plan.info.fiscal_year:
            named = matching.called[own]
        key = f"{row.key}-{row.round.year}-{row.round.months}"
        for column, cell in row.cells.items():
            label = progress_label(column, row.round, headers)
            places[cell] = Place(place, key, named, label)
    return places
