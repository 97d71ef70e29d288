"""Edits: the rows of progress that the worker adds and keeps up to date.

A row that was given to a project is that project's in its round from then on, wherever
staff move it. What the plan says of
the project is copied into it for as long as the plan has the project. Cells of staff's
are never written, nor any cell of a row of which it is not certain whose it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sync.messages import Words
from sync.model.cells import CellEdit, Uncomputed, Value, same
from sync.model.findings import Finding, Severity
from sync.model.plan import Plan
from sync.model.progress import (
    Checked,
    Copied,
    ProgressRow,
    Reported,
    Round,
)
from sync.plan.labels import Headers
from sync.plan.marks import BESIDE
from sync.progress.adding import NewRow
from sync.progress.carried import Done, carried_into, done_at_first
from sync.progress.read import Copies, Progress
from sync.progress.rounds import round_in_words
from sync.progress.table import COLUMNS
from sync.sheet.tables import Table, read_text
from sync.sheet.write_back import corrections, status
from sync.thai.dates import long_date
from sync.thai.digits import to_count

Column = Copied | Reported | Checked


def find_progress_edits(
    progress: Progress,
    new: Sequence[NewRow],
    findings: Iterable[Finding],
    today: date,
    headers: Headers,
    words: Words,
) -> Iterator[CellEdit]:
    """Compare the worker's cells of the tab with what they should hold.

    Args:
        progress: the tab as it was read.
        new: the rows it lacks.
        findings: those that staff have not confirmed, in the words of the sheet.
        today: the day.
        headers: what columns are called.
        words: the sheet's.

    Yields:
        The edits that are needed; none for a tab that is right, or is not needed yet.
    """
    table = progress.table
    placed = [each for each in new if each.row]
    if not (progress.rows or placed):
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
    for each in placed:
        copies = _copies(each.key, each.round, each.copies)
        said = _waits(each.key, each.round, done, words)
        yield from _row_edits(table, each.row, {**copies, Checked.STATUS: said}, day)


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
