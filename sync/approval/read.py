"""Read: the tab การอนุมัติ as people fill it in becomes versions that are put forward."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from sync.approval.table import COLUMNS, VersionRows, find_approvals, find_versions
from sync.approval.words import approval_label
from sync.model.approval_tab import Laid, ProposalRow, Seen, Typed
from sync.model.approvals import Entered, Result
from sync.model.cells import Cell, Sheet
from sync.model.findings import Hit
from sync.plan.choices import choices_for
from sync.plan.labels import Headers
from sync.sheet.own_tabs import sheet_words
from sync.sheet.tables import Table
from sync.sheet.unreadable import cell_hits
from sync.thai.dates import ERA, from_cell, month_without, parse_date
from sync.thai.ticks import parse_tick

_LINK = re.compile(r"https?://[^\s<>\"'“”|]+", re.IGNORECASE)
_AFTER_LINKS = ".,;:!?)]}’”'\""
_HARMLESS = frozenset({"TXT004"})
"""What is met in cells that can be read all the same."""
_FAR = 10
"""Years between a document's and a day that concerns it, at most."""
_DAYS = (Typed.PROPOSED_ON, Typed.DECIDED_ON, Typed.ANNOUNCED_ON)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the tab says, what was hard to read, and where everything stands.

    ``rows`` are those of which it is certain which version they are about, in the order
    of the tab. ``table`` is ``None`` where the office does without the tab.
    """

    versions: tuple[Entered, ...] = ()
    rows: tuple[ProposalRow, ...] = ()
    hits: tuple[Hit, ...] = ()
    table: Table | None = None
    owners: VersionRows | None = None

    def labels(self, headers: Headers) -> Mapping[Cell, str]:
        """Return what people call the cells of the rows."""
        words = sheet_words()
        return {
            cell: approval_label(column, row.version, headers, words)
            for row in self.rows
            for column, cell in row.cells.items()
        }


def read_proposals(
    sheet: Sheet, versions: Iterable[Entered], headers: Headers, today: date
) -> Proposals:
    """Understand the tab; one that is missing, or an office's own, says nothing.

    Args:
        sheet: as it was read.
        versions: those that were ever finished.
        headers: what columns are called.
        today: the day.
    """
    known, table = tuple(versions), find_approvals(sheet, headers)
    if table is None:
        return Proposals(known)
    owners = find_versions(table, known, headers)
    hits: list[Hit] = [*owners.hits(table, headers)]
    rows = tuple(
        _on(today, _read_row(table, row, version, headers, hits))
        for version, row in sorted(owners.owned.items(), key=lambda item: item[1])
    )
    hits += _merged_over(table, owners, headers)
    return Proposals(known, rows, tuple(hits), table, owners)


def _on(today: date, row: ProposalRow) -> ProposalRow:
    """Return a row with those of its days that are still to come."""
    days = zip(_DAYS, (row.proposed_on, row.decided_on, row.announced_on), strict=True)
    ahead = frozenset(column for column, day in days if day and day > today)
    return replace(row, ahead=ahead)


def _read_row(
    table: Table, row: int, version: Entered, headers: Headers, hits: list[Hit]
) -> ProposalRow:
    own = [*cell_hits(table, (row,), Typed)]
    texts = {column: table.text(row, column) for column in Typed}

    def unread(rule: str, column: Typed, **facts: str) -> None:
        own.append(Hit(rule, table.cell(row, column), texts[column], facts))

    ticked = parse_tick(texts[Typed.PROPOSED])
    if ticked is None:
        unread("APV003", Typed.PROPOSED)
    elif not ticked:
        texts[Typed.PROPOSED] = ""
    found = headers.find("results", texts[Typed.RESULT])
    if texts[Typed.RESULT] and found is None:
        offered = list(headers.spellings["results"])
        choices = choices_for(texts[Typed.RESULT], "results", offered, headers)
        unread("APV001", Typed.RESULT, choices=choices)
    days = {column: _day(table, row, column, version.year) for column in _DAYS}
    for column, day in days.items():
        if texts[column] and day is None:
            if last := month_without(texts[column]):
                unread("APV010", column, last=str(last))
            else:
                unread("APV002", column)
    hits += own
    editors = _editors(table, row)
    return ProposalRow(
        version=version,
        row=row,
        proposed=bool(ticked),
        result=Result(found) if found else None,
        proposed_on=days[Typed.PROPOSED_ON],
        decided_on=days[Typed.DECIDED_ON],
        announced_on=days[Typed.ANNOUNCED_ON],
        signed=_address(table, row),
        unread=any(hit.rule not in _HARMLESS for hit in own),
        editors=editors or (),
        hidden=editors is None,
        texts=texts,
        cells={column: table.cell(row, column) for column in COLUMNS},
    )


def blank_row(
    table: Table, row: int, version: Entered, headers: Headers
) -> ProposalRow:
    """Return the row of a version that nobody has put forward yet.

    Args:
        table: of the tab.
        row: where it is to stand.
        version: that it is about.
        headers: what columns are called.
    """
    return _read_row(table, row, version, headers, [])


def _day(table: Table, row: int, column: Typed, year: int) -> date | None:
    """Return a day; ``None`` for one that nobody can mean of a document of a ``year``.

    A spreadsheet takes ``4/11/69`` for 1969, and ``4/11/26`` is read as 2526.
    """
    value = table.value(row, column)
    text = table.text(row, column)
    day = from_cell(value) if isinstance(value, date) else parse_date(text)
    return day if day and abs(day.year + ERA - year) <= _FAR else None


def _address(table: Table, row: int) -> str:
    """Return where the cell of the signed paper leads."""
    behind = table.tab.links.get(table.cell(row, Typed.SIGNED), "")
    places = (*_LINK.findall(table.text(row, Typed.SIGNED)), behind)
    found = (place.rstrip(_AFTER_LINKS) for place in places if _LINK.match(place))
    return next(found, "")


def _editors(table: Table, row: int) -> tuple[str, ...] | None:
    """Return who alone may edit the cell of the result; nobody where anybody may.

    ``None``: it is guarded, and nobody says for whom. Of guards over each other all are named: rather too many than too few.
    """
    cell = table.cell(row, Typed.RESULT)
    guards = [guard for guard in table.tab.guards if guard.covers(cell)]
    if not all(guard.known for guard in guards):
        return None
    return tuple(sorted({who for guard in guards for who in guard.editors}))


def _merged_over(table: Table, owners: VersionRows, headers: Headers) -> Iterator[Hit]:
    """Yield the cells of the worker's that another covers: nothing can be put there."""
    for row in sorted(owners.owned.values()):
        covered = (name for name in (*Laid, *Seen) if table.above(row, name))
        for name in islice(covered, 1):
            above = table.above(row, name)
            heading = headers.write("approvals", name)
            facts = {"heading": heading, "above": above.a1 if above else ""}
            yield Hit("APV009", table.cell(row, name), "", facts)
