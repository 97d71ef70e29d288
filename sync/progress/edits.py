"""Edits: the rows of progress that the worker adds and keeps up to date.

When a round opens, every project gets a row, below all that stands in the tab; it is
that project's in that round from then on, wherever staff move it. What the plan says of
the project is copied into it for as long as the plan has the project. Cells of staff's
are never written, nor any cell of a row of which it is not certain whose it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from sync.messages import Words
from sync.model.cells import CellEdit, Uncomputed, Value, same
from sync.model.findings import Finding, Severity
from sync.model.plan import Plan, Project
from sync.model.progress import (
    Checked,
    Copied,
    ProgressRow,
    Reported,
    Round,
    RoundDates,
)
from sync.plan.labels import Headers
from sync.plan.marks import BESIDE
from sync.progress.carried import Done, carried_into, done_at_first
from sync.progress.read import Copies, Progress, copies_of
from sync.progress.rounds import round_in_words
from sync.progress.table import COLUMNS, Owner
from sync.sheet.tables import Table, is_something, read_text
from sync.sheet.write_back import corrections, status
from sync.thai.dates import long_date
from sync.thai.digits import to_count

_FARTHEST = 20_000
"""Rows: what stands farther down is a slip, and no reason to go there."""

Column = Copied | Reported | Checked


def find_progress_edits(
    progress: Progress,
    rounds: Sequence[RoundDates],
    findings: Iterable[Finding],
    today: date,
    headers: Headers,
    words: Words,
) -> Iterator[CellEdit]:
    """Compare the worker's cells of the tab with what they should hold.

    Args:
        progress: the tab as it was read.
        rounds: those that are open today.
        findings: those that staff have not confirmed, in the words of the sheet.
        today: the day.
        headers: what columns are called.
        words: the sheet's.

    Yields:
        The edits that are needed; none for a tab that is right, or is not needed yet.
    """
    table = progress.table
    new = tuple(_lacking(progress, rounds))
    if not (progress.rows or new):
        return
    yield from _header_edits(table, headers)
    unsure = {row for rows in progress.owners.twice.values() for row in rows}
    found = _by_row(findings, table)
    done = done_at_first(progress.rows)
    day = long_date(today)
    for row in progress.rows:
        if row.row not in unsure:
            own = found.get(row.row, ())
            checks = _checks(row, own, done, words)
            copies = _copied(row) if _is_kept(row, progress.plan) else {}
            yield from _row_edits(table, row.row, {**copies, **checks}, day)
    places = islice(_free_rows(progress), len(new))
    for (project, which), place in zip(new, places, strict=False):
        copies = _copies(project.key, which, copies_of(project))
        said = _waits(project.key, which, done, words)
        yield from _row_edits(table, place, {**copies, Checked.STATUS: said}, day)


def _lacking(
    progress: Progress, rounds: Sequence[RoundDates]
) -> Iterator[tuple[Project, Round]]:
    """Yield the projects that have no row in a round that is open, in the plan's order.

    One whose key stands in a row without a round may have it there already.
    """
    for dates in rounds:
        for project in progress.plan.projects:
            owner = Owner(project.key, dates.round)
            known = owner in progress.owners.owned
            if project.name and not known and project.key not in progress.owners.keyed:
                yield project, dates.round


def _is_kept(row: ProgressRow, plan: Plan) -> bool:
    """Whether a row is of a project that this year's plan has."""
    return row.in_plan and row.round.year == plan.info.fiscal_year


def _copied(row: ProgressRow) -> Mapping[Column, Value]:
    copies = Copies(row.number, row.name, row.dimension, row.planned)
    return _copies(row.key, row.round, copies)


def _copies(key: str, which: Round, copies: Copies) -> Mapping[Column, Value]:
    number = to_count(copies.number)
    dimension = copies.dimension
    return {
        Copied.KEY: key,
        Copied.NUMBER: copies.number or None if number is None else Decimal(number),
        Copied.NAME: copies.name or None,
        Copied.DIMENSION: None if dimension is None else Decimal(dimension),
        Copied.PLANNED: copies.planned,
        Copied.ROUND: round_in_words(which),
    }


def _checks(
    row: ProgressRow,
    findings: Sequence[Finding],
    done: Done,
    words: Words,
) -> Mapping[Column, Value]:
    """Return what is said of a row: whether it waits, or what is to be put right."""
    told = [each for each in findings if each.severity is not Severity.INFO]
    said = status(findings, words)
    if row.state is None and not told:
        said = _waits(row.key, row.round, done, words)
    if not row.in_plan:
        struck = words.say("progress.struck")
        said = f"{struck}{BESIDE}{said}" if told else struck
    return {Checked.STATUS: said, Checked.TO_CORRECT: corrections(findings, words)}


def _waits(key: str, which: Round, done: Done, words: Words) -> str:
    carried = carried_into(which, key, done)
    return words.say("progress.carried" if carried else "progress.waiting")


def _by_row(
    findings: Iterable[Finding], table: Table
) -> Mapping[int, Sequence[Finding]]:
    """Return the findings by row, each under its column's plain heading."""
    headings = {column: name for name, column in table.columns.items()}
    by_row: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.of_report and finding.cell.column in headings:
            cell = table.tab.value(table.top, finding.cell.column)
            plain = replace(finding, field=read_text(cell) or finding.field)
            by_row.setdefault(finding.cell.row, []).append(plain)
    return by_row


def _header_edits(table: Table, headers: Headers) -> Iterator[CellEdit]:
    for name in COLUMNS:
        present = table.value(table.top, name)
        if headers.find("progress", read_text(present)) != name:
            new = headers.write("progress", name)
            yield CellEdit(table.cell(table.top, name), present, new)


def _row_edits(
    table: Table, row: int, values: Mapping[Column, Value], day: str
) -> Iterator[CellEdit]:
    """Bring a row up to date, and say on which day that was, if anything was not."""
    edits = [
        CellEdit(table.cell(row, name), present, new)
        for name, new in values.items()
        if not _stands(present := table.value(row, name), new)
    ]
    yield from edits
    present = table.value(row, Checked.UPDATED)
    if edits and not _stands(present, day):
        yield CellEdit(table.cell(row, Checked.UPDATED), present, day)


def _stands(present: Value, new: Value) -> bool:
    """Whether a cell holds what it should, or a formula that nobody has worked out."""
    shown = None if present == "" else present
    return same(shown, new) or isinstance(present, Uncomputed)


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
    if last > _FARTHEST:
        last = max({table.header, *progress.owners.owned.values()})
    for row in range(last + 1, _FARTHEST + 1):
        merged = any(area.top <= row <= area.bottom for area in table.tab.merged)
        if row not in filled and not merged:
            yield row
