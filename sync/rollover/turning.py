"""Turning: the cells that make last year's sheet the new year's, and what is left to do.

Nothing here is written unseen: every cell is listed with what stood there, and a person
says yes. What the worker cannot be sure of is left as it is, and listed.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sync.messages import Words
from sync.model.cells import (
    Cell,
    CellEdit,
    CellError,
    EmptyResult,
    Tab,
    Uncomputed,
    Value,
)
from sync.model.plan import QUARTERS, Field, Heading, Info, Project
from sync.model.progress import ProgressRow, State
from sync.plan.labels import Headers
from sync.rollover.years import Moved, move_years, years_left
from sync.sheet.findings_tab import read_findings_tab
from sync.sheet.read import Reading
from sync.sheet.tables import Table, covered_cells, read_text
from sync.thai.dates import ERA, buddhist_year
from sync.thai.digits import in_digits_of, to_arabic

_EMPTIED = frozenset({Info.AS_OF, Info.DOCUMENT_LINK, Info.DRAFT_LINK})
"""What is the old year's own: its day, and the documents, which stay where they are."""
_WHEN = (Heading.PERIOD, Heading.METHOD, Heading.BUDGET)
"""Headings whose months are the plan's; in the others they may be anything's."""
_STORIES = (Heading.RATIONALE,)
"""Headings that tell of the past: no year in them moves."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell, what staff call it, and what stands there before and after.

    ``moved`` are the passages of a text that change, before and after.
    """

    cell: Cell
    label: str
    before: Value
    after: Value
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A cell in which a year stands that a person must judge."""

    cell: Cell
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Turning:
    """The turn from a fiscal year to the next: what changes, and what is left.

    ``unfinished`` names the projects that were not reported as done. ``report_rows``
    are what is still to be reported of the year that ends, for the next plan will not
    know its projects.
    """

    year: int
    changes: tuple[CellChange, ...]
    left: tuple[Left, ...]
    unfinished: tuple[str, ...] = ()
    report_rows: tuple[CellEdit, ...] = ()

    @property
    def edits(self) -> tuple[CellEdit, ...]:
        """The changes, as edits of the sheet."""
        changes = (CellEdit(c.cell, c.before, c.after) for c in self.changes)
        return (*changes, *self.report_rows)


@dataclass(slots=True)
class _Turner:
    """Collects what changes in one sheet."""

    year: int
    covered: frozenset[Cell]
    changes: list[CellChange] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def put(
        self,
        tab: Tab,
        cell: Cell,
        label: str,
        after: Value,
        moved: tuple[tuple[str, str], ...] = (),
    ) -> None:
        before = tab.value(cell.row, cell.column)
        # a formula is staff's own way to say it, and a merged cell shows another's
        kept = isinstance(before, CellError | EmptyResult | Uncomputed)
        if not kept and before != after and cell not in self.covered:
            self.changes.append(CellChange(cell, label, before, after, moved))

    def move(self, tab: Tab, cell: Cell, label: str, *, months: bool = False) -> None:
        text = tab.value(cell.row, cell.column)
        if not isinstance(text, str):
            return
        moved = move_years(text, self.year, months=months)
        if moved.text != text:
            self.put(tab, cell, label, moved.text, moved.moved)
        self.leave(cell, label, moved)

    def leave(self, cell: Cell, label: str, moved: Moved) -> None:
        self.left.extend(Left(cell, label, passage) for passage in moved.left)


def turn_year(
    reading: Reading,
    year: int,
    progress: Sequence[ProgressRow],
    headers: Headers,
    words: Words,
) -> Turning:
    """Find what makes the sheet of a fiscal year the next one's.

    Args:
        reading: the sheet as it is.
        year: its Buddhist fiscal year, which ends.
        progress: what was reported of the projects.
        headers: what columns are called.
        words: the sheet's.

    Returns:
        The changes cell by cell, and the years that a person must judge.
    """
    sheet = reading.sheet
    covered = frozenset(cell for tab in sheet.tabs for cell in covered_cells(tab))
    turner = _Turner(year, covered)
    _turn_info(turner, reading, headers)
    open_keys = _unfinished(progress, year)
    unfinished = tuple(_turn_projects(turner, reading, open_keys, headers, words))
    _turn_details(turner, reading, headers)
    findings = sheet.tab(headers.tabs["findings"])
    table = read_findings_tab(findings, headers).table
    if findings is not None:
        _forget_confirmations(turner, findings, table, headers)
    return Turning(year, tuple(turner.changes), tuple(turner.left), unfinished)


def _turn_info(turner: _Turner, reading: Reading, headers: Headers) -> None:
    tab = reading.sheet.tab(headers.tabs["info"])
    if tab is None:
        return
    cells = reading.plan.info.cells
    for info, cell in cells.items():
        label, value = headers.label(info), tab.value(cell.row, cell.column)
        if info is Info.FISCAL_YEAR:
            turner.put(tab, cell, label, _next_year(value, turner.year))
        elif info in _EMPTIED:
            turner.put(tab, cell, label, None)
        elif info in {Info.TITLE, Info.ENGLISH_TITLE}:
            turner.move(tab, cell, label)
        elif info is Info.PERIOD and turner.year in _last_years(value):
            # another frame begins, of which a person must tell the years
            turner.left.append(Left(cell, label, read_text(value)))


def _next_year(value: Value, year: int) -> Value:
    """Return the next year in the form in which this one was typed."""
    if isinstance(value, Decimal):
        return Decimal(year + 1)
    text = value if isinstance(value, str) else ""
    show = in_digits_of(text)
    for typed in (year, year - ERA):
        if show(str(typed)) in text:
            return text.replace(show(str(typed)), show(str(typed + 1)))
    return show(str(year + 1))


def _last_years(value: Value) -> frozenset[int]:
    """Return the year with which a plan's frame ends, of either era."""
    years = re.findall(r"\d{4}", to_arabic(read_text(value)), re.ASCII)
    last = buddhist_year(int(years[-1])) if years else None
    return frozenset(filter(None, [last]))


def _unfinished(progress: Sequence[ProgressRow], year: int) -> frozenset[str]:
    """Return the keys of projects of which staff reported, but not that they were done."""
    own = [row for row in progress if row.round.year == year]
    done = {row.key for row in own if row.state is State.DONE}
    return frozenset(row.key for row in own if row.state) - done


def _turn_projects(
    turner: _Turner,
    reading: Reading,
    open_keys: frozenset[str],
    headers: Headers,
    words: Words,
) -> Iterator[str]:
    table = reading.projects
    _turn_titles(turner, table)
    _empty_counts(turner, reading, headers)
    for project in reading.plan.projects:
        _clear_quarters(turner, table, project, headers)
        for name in (Field.NAME, Field.REMARK):
            if name in project.cells:
                turner.move(table.tab, project.cells[name], headers.label(name))
        if project.key and project.key in open_keys:
            yield project.name
            _mark_unfinished(turner, table.tab, project, headers, words)


def _turn_titles(turner: _Turner, table: Table) -> None:
    """Move the years in the headers and in what stands above them."""
    for row in range(1, table.header + 1):
        for column, _ in enumerate(table.tab.rows[row - 1], 1):
            cell = Cell(table.tab.title, row, column)
            turner.move(table.tab, cell, "", months=row >= table.top)


def _empty_counts(turner: _Turner, reading: Reading, headers: Headers) -> None:
    """Empty the totals of the quarters, which are wrong without the ticks they count."""
    typed = reading.plan.typed_totals
    counts = typed.cells if typed else {}
    for quarter in QUARTERS:
        if quarter in counts:
            tab = reading.projects.tab
            turner.put(tab, counts[quarter], headers.label(quarter), None)


def _clear_quarters(
    turner: _Turner, table: Table, project: Project, headers: Headers
) -> None:
    for quarter in QUARTERS:
        cell = project.cells.get(quarter)
        if cell is None:
            continue
        value = table.tab.value(cell.row, cell.column)
        cleared = False if isinstance(value, bool) else None
        turner.put(table.tab, cell, headers.label(quarter), cleared)


def _mark_unfinished(
    turner: _Turner, tab: Tab, project: Project, headers: Headers, words: Words
) -> None:
    """Note in a project's remark that it comes from the year before."""
    cell = project.cells.get(Field.REMARK)
    if cell is None:
        return
    note = words.say("rollover.unfinished", year=str(turner.year))
    moved = next((c for c in turner.changes if c.cell == cell), None)
    present = moved.after if moved else tab.value(cell.row, cell.column)
    text = "\n".join(filter(None, [str(present or ""), note]))
    if moved:
        turner.changes.remove(moved)
    passages = moved.moved if moved else ()
    turner.put(tab, cell, headers.label(Field.REMARK), text, (*passages, ("", note)))


def _turn_details(turner: _Turner, reading: Reading, headers: Headers) -> None:
    tab = reading.sheet.tab(headers.tabs["details"])
    if tab is None:
        return
    for detail in reading.plan.details:
        turner.move(tab, detail.name_cell, headers.write("details", "name"))
        for heading, cell in detail.cells.items():
            label = headers.label(heading)
            if heading in _STORIES:
                passages = tuple(years_left(detail.texts[heading], turner.year))
                turner.leave(cell, label, Moved("", left=passages))
            else:
                turner.move(tab, cell, label, months=heading in _WHEN)


def _forget_confirmations(
    turner: _Turner, tab: Tab, table: Table, headers: Headers
) -> None:
    """Empty what staff confirmed: that was of the old year's plan."""
    if tab is not table.tab:
        return
    columns: Mapping[str, Callable[[Value], Value]] = {
        "accepted": lambda value: False if isinstance(value, bool) else None,
        "reason": lambda _: None,
    }
    for row in table.rows():
        for name, emptied in columns.items():
            cell = table.cell(row, name)
            value = tab.value(cell.row, cell.column)
            turner.put(tab, cell, headers.write("findings", name), emptied(value))
