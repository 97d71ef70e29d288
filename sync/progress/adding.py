"""Adding: which rows the tab lacks, and where in it there is room for them.

When a round opens, every project of its year gets a row, below all that stands in the
tab. The plan in the sheet may be the next year's by then: staff type the year over, or
ask for the turn. Then its projects are those that the old plan had last, as far as
anything tells of them. A round that has closed is about the projects that its report
was about last: one whose row is gone gets another. All of these count as waiting from
the very look that finds them lacking.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.model.cells import Cell
from sync.model.changes import Facts
from sync.model.findings import Hit
from sync.model.progress import Column, Copied, ProgressRow, Round, RoundDates
from sync.plan.labels import Headers
from sync.progress.facts import projects_of_plan
from sync.progress.read import Copies, Progress, blank_row, copies_of
from sync.progress.table import COLUMNS, Owner
from sync.sheet.tables import Table, is_something
from sync.thai.folding import key as folded

FARTHEST = 20_000
"""Rows: what stands farther down is a slip, and no reason to go there."""

Ended = Mapping[str, Copies]
"""The projects of the year before the plan's by their keys, as its plan had them last."""

Had = Mapping[Round, Mapping[str, Copies]]
"""The projects of rounds that have closed by their keys, as their reports had them last."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A project that has no row in a round, and where it gets one; 0: it gets none.

    There is no room then; or the row ``shared``, in which its key stands without a
    readable round, may be the one, and nobody can tell.
    """

    key: str
    round: Round
    copies: Copies
    row: int
    shared: int = 0


def ended_projects(before: Facts | None, progress: Progress, headers: Headers) -> Ended:
    """Return the projects of the year before the plan's.

    Args:
        before: its plan as it was published last; ``None`` where nobody remembers.
        progress: what is reported; its rows of that year tell where nothing else does.
        headers: what columns are called.
    """
    if before is not None:
        return projects_of_plan(before, headers)
    year = progress.plan.info.fiscal_year
    return {
        row.key: Copies(row.number, row.name, row.dimension, row.planned)
        for row in progress.rows
        if year is not None and row.round.year == year - 1 and row.in_plan
    }


def find_new_rows(
    progress: Progress,
    rounds: Sequence[RoundDates],
    ended: Ended,
    had: Had | None = None,
) -> tuple[NewRow, ...]:
    """Return the rows that are lacking, in the order of rounds and of the plan.

    Args:
        progress: the tab as it was read.
        rounds: those that are open today.
        ended: as of ``ended_projects``.
        had: what is known of rounds that have closed.
    """
    keyed = progress.owners.keyed
    places = _free_rows(progress)
    lacking = (*_lost(progress, had or {}), *_lacking(progress, rounds, ended))
    return tuple(
        replace(each, shared=keyed[each.key])
        if each.key in keyed
        else replace(each, row=next(places, 0))
        for each in lacking
    )


def counted_rows(progress: Progress, new: Sequence[NewRow]) -> tuple[ProgressRow, ...]:
    """Return a row of every project of every round: those there are, and the lacking.

    Args:
        progress: the tab as it was read.
        new: the rows it lacks; of each nothing is reported.
    """
    table = progress.table
    lacking = (
        blank_row(
            each.key,
            each.round,
            each.copies,
            _cells(table, each.row or each.shared),
        )
        for each in new
    )
    return (*progress.rows, *lacking)


def _cells(table: Table, row: int) -> Mapping[Column, Cell]:
    """Return the cells of a row; one that there is not has none."""
    return {name: table.cell(row, name) for name in COLUMNS if row}


def without_room(progress: Progress, new: Sequence[NewRow]) -> Iterator[Hit]:
    """Yield that rows have no place in the tab."""
    homeless = [each for each in new if not (each.row or each.shared)]
    if homeless:
        table = progress.table
        facts = {"count": str(len(homeless)), "farthest": f"{FARTHEST:,}"}
        yield Hit("PRG010", table.cell(table.top, Copied.KEY), "", facts)


def _lost(progress: Progress, had: Had) -> Iterator[NewRow]:
    """Yield the projects of rounds that have closed whose rows are gone.

    Who took out all rows of a year before the plan's has cleared it away.
    """
    year = progress.plan.info.fiscal_year
    for which, projects in had.items():
        rows = [row for row in progress.rows if row.round == which]
        keys = {row.key for row in rows}
        # the plan may have given a project another key
        names = {folded(row.name) for row in rows}
        if rows or which.year == year:
            for key, copies in projects.items():
                if key not in keys and folded(copies.name) not in names:
                    yield NewRow(key, which, copies, 0)


def _lacking(
    progress: Progress, rounds: Sequence[RoundDates], ended: Ended
) -> Iterator[NewRow]:
    """Yield the projects that have no row in a round that is open."""
    plan, owners = progress.plan, progress.owners
    own = {each.key: copies_of(each) for each in plan.projects if each.name}
    for dates in rounds:
        of_plan = dates.round.year == plan.info.fiscal_year
        for key, copies in (own if of_plan else ended).items():
            if Owner(key, dates.round) not in owners.owned:
                yield NewRow(key, dates.round, copies, 0)


def _free_rows(progress: Progress) -> Iterator[int]:
    """Yield rows for new projects: below all that stands in the tab, be it merged.

    Where that is too far down, the empty ones below the rows that are known.
    """
    table = progress.table
    filled = {
        row
        for row, values in enumerate(table.tab.rows, 1)
        if any(map(is_something, values))
    }
    last = max({table.header, *filled})
    if last > FARTHEST:
        last = max({table.header, *progress.owners.owned.values()})
    for row in range(last + 1, FARTHEST + 1):
        merged = any(area.top <= row <= area.bottom for area in table.tab.merged)
        if row not in filled and not merged:
            yield row
