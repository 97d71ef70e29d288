"""Edits: the rows of the tab การอนุมัติ that the worker lays and keeps up to date.

Cells of people's are never written, nor any cell of a row of which it is not certain
which version it is about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sync.approval.adding import Board, find_outdated
from sync.approval.read import blank_row
from sync.approval.table import COLUMNS, names_of
from sync.approval.words import (
    editors_in_words,
    evidence_in_words,
    standing_in_words,
)
from sync.messages import Words
from sync.model.approval_tab import Column, Laid, ProposalRow, Seen
from sync.model.approvals import Entered
from sync.model.cells import CellEdit, Value, same
from sync.model.findings import Finding, Severity
from sync.plan.labels import Headers
from sync.plan.marks import BESIDE
from sync.sheet.tables import Table, found_by_row
from sync.sheet.write_back import Linked, corrections, header_edits, leads_there, status
from sync.thai.dates import long_date


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of its version: its sums, and where it is kept."""

    summary: str
    copy: Linked | None


def find_approval_edits(
    board: Board,
    said: Mapping[Entered, Said],
    findings: Iterable[Finding],
    today: date,
    headers: Headers,
    words: Words,
) -> Iterator[CellEdit]:
    """Compare the worker's cells of the tab with what they should hold.

    Args:
        board: the tab as it was read, what it lacks, and which approvals stand.
        said: what rows of the latest versions say of them.
        findings: those that staff have not confirmed, in the words of the sheet.
        today: the day.
        headers: what columns are called.
        words: the sheet's.

    Yields:
        The edits that are needed; none for a tab that is right, or is not needed yet.
    """
    proposals, table = board.proposals, board.proposals.table
    if table is None or not (proposals.rows or board.new):
        return
    yield from header_edits(table, "approvals", COLUMNS, headers)
    found, day = found_by_row(findings, table), long_date(today)
    outdated = {row.row for row in find_outdated(proposals)}
    added = [
        blank_row(table, each.row, each.version, headers)
        for each in board.new
        if each.row
    ]
    for row in (*proposals.rows, *added):
        if row.row in outdated:
            yield from _emptied(table, row)
            continue
        values: dict[Column, Value | Linked] = {}
        if told := said.get(row.version):
            values |= {Laid.SUMMARY: told.summary, Laid.COPY: told.copy}
        if row in added:
            values |= _names(row.version, headers)
        values |= _checks(row, found.get(row.row, ()), board, words)
        yield from _row_edits(table, row.row, values, day)


def _names(version: Entered, headers: Headers) -> Mapping[Column, Value]:
    return {
        name: Decimal(text) if name in {Laid.YEAR, Laid.VERSION} else text
        for name, text in names_of(version, headers).items()
    }


def _checks(
    row: ProposalRow,
    findings: Sequence[Finding],
    board: Board,
    words: Words,
) -> Mapping[Column, Value]:
    told = [each for each in findings if each.severity is not Severity.INFO]
    said = standing_in_words(row, board.approvals, words)
    version = row.version
    noted = board.noted.get((version.document, version.year, version.version))
    return {
        Seen.STATUS: f"{said}{BESIDE}{status(told, words)}" if told else said,
        Seen.TO_CORRECT: corrections(told, words),
        Seen.EDITORS: editors_in_words(row, words),
        Seen.EVIDENCE: evidence_in_words(row, words, noted),
    }


def _emptied(table: Table, row: ProposalRow) -> Iterator[CellEdit]:
    """Take back what the worker put in a row; people have nothing there."""
    for name in (*Laid, *Seen):
        present = table.value(row.row, name)
        if present is not None:
            yield CellEdit(table.cell(row.row, name), present, None)


def _row_edits(
    table: Table, row: int, values: Mapping[Column, Value | Linked], day: str
) -> Iterator[CellEdit]:
    """Bring a row up to date, and say on which day its standing was seen first."""
    for name, value in values.items():
        new = value.value if isinstance(value, Linked) else value
        link = value.link if isinstance(value, Linked) else None
        cell, present = table.cell(row, name), table.value(row, name)
        leads = leads_there(table.tab.links.get(cell, ""), link)
        if not same(None if present == "" else present, new) or not leads:
            yield CellEdit(cell, present, new, link)
            if name is Seen.STATUS:
                found = table.value(row, Seen.FOUND_ON)
                if not same(found, day):
                    yield CellEdit(table.cell(row, Seen.FOUND_ON), found, day)
