"""Read: the tab ผลการดำเนินงาน as staff fill it in becomes rows of progress.

As tolerant as the plan's reading, and as careful: what is not understood is a hit on
its cell, and never a guess.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from sync.model.cells import Cell, Sheet, Value
from sync.model.findings import Hit
from sync.model.plan import Plan, Project
from sync.model.progress import (
    Checked,
    Column,
    Copied,
    ProgressRow,
    Reason,
    Reported,
    Round,
    State,
)
from sync.plan.choices import choices_for
from sync.plan.labels import Headers
from sync.progress.evidence import is_link, links_in
from sync.progress.table import COLUMNS, Owner, RowOwners, find_owners, find_progress
from sync.progress.words import parse_reason, parse_state, says_it_waits
from sync.sheet.amounts import read_baht, to_satang
from sync.sheet.own_tabs import sheet_words
from sync.sheet.tables import Table, is_something
from sync.sheet.unreadable import cell_hits
from sync.thai.dates import from_cell, month_without, parse_date
from sync.thai.digits import to_arabic, to_count
from sync.thai.folding import clean
from sync.thai.money import LARGEST, baht
from sync.thai.ticks import parse_tick

_MONEY = {Reported.ORDINANCE, Reported.PAID}
_STRUCK, _STRUCK_SINCE = "progress.struck", "progress.struck_since"
_DIMENSIONS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the tab says of a plan, what was hard to read, and where everything stands.

    ``rows`` are in the order of the tab. One that two rows claim to be is read from the
    upper one.
    """

    plan: Plan
    rows: tuple[ProgressRow, ...]
    hits: tuple[Hit, ...]
    table: Table
    owners: RowOwners


def read_progress(
    sheet: Sheet, plan: Plan, headers: Headers, closed: Collection[Round] = ()
) -> Progress:
    """Understand the tab; one that is missing, or an office's own, says nothing.

    Args:
        sheet: as it was read.
        plan: its plan, with keys given.
        headers: what columns are called.
        closed: the rounds that have closed: what the plan said then stands in the tab.
    """
    table = find_progress(sheet.tab(headers.tabs["progress"]), headers)
    owners = find_owners(table, plan)
    hits: list[Hit] = []
    projects = {project.key: project for project in plan.projects}
    year = plan.info.fiscal_year
    rows = tuple(
        _read_row(
            _Line(table, row, headers, hits),
            owner,
            projects.get(owner.key),
            of_plan=owner.round.year == year,
            closed=owner.round in closed,
        )
        for owner, row in sorted(owners.owned.items(), key=lambda item: item[1])
    )
    found = (*hits, *_unowned(table, owners), *_merged_over(table, owners, headers))
    return Progress(plan, rows, found, table, owners)


def _unowned(table: Table, owners: RowOwners) -> Iterator[Hit]:
    for rows in owners.twice.values():
        for row in rows:
            others = ", ".join(str(other) for other in rows if other != row)
            key = table.text(row, Copied.KEY)
            yield Hit("PRG007", table.cell(row, Copied.KEY), key, {"other": others})
    for row in owners.keyed.values():
        text = table.text(row, Copied.ROUND)
        yield Hit("PRG011", table.cell(row, Copied.ROUND), text)
    for row in owners.strange:
        if row in owners.keyed.values():
            continue
        text = table.text(row, Copied.NAME) or table.text(row, Copied.KEY)
        yield Hit("PRG006", table.cell(row, Copied.KEY), text, {"row": str(row)})


def _merged_over(table: Table, owners: RowOwners, headers: Headers) -> Iterator[Hit]:
    """Yield the cells of the worker's that another covers: nothing can be put there."""
    for row in sorted(set(owners.owned.values())):
        covered = (name for name in (*Copied, *Checked) if table.above(row, name))
        for name in islice(covered, 1):
            above = table.above(row, name)
            facts = {
                "heading": headers.write("progress", name),
                "above": above.a1 if above else "",
            }
            yield Hit("PRG009", table.cell(row, name), "", facts)


@dataclass(frozen=True, slots=True)
class Copies:
    """What the worker copies from the plan into a row."""

    number: str
    name: str
    dimension: int | None
    planned: Decimal | None


def copies_of(project: Project) -> Copies:
    """Return what is copied of a project."""
    return Copies(project.number, project.name, project.dimension, project.budget)


def _read_row(
    line: "_Line",
    owner: Owner,
    project: Project | None,
    *,
    of_plan: bool,
    closed: bool,
) -> ProgressRow:
    """Read a row; ``of_plan`` if it is of the plan's year, and so about its projects."""
    kept = of_plan and not closed
    mark = line.mark()
    in_plan = mark != _STRUCK
    if kept:
        in_plan = project is not None
    line.hits.extend(cell_hits(line.table, (line.row,), Reported))
    texts = {column: line.text(column) for column in Reported}
    copies = line.copies()
    if project and (kept or (of_plan and not copies.name)):
        copies = copies_of(project)
    return ProgressRow(
        key=owner.key,
        round=owner.round,
        number=copies.number,
        name=copies.name,
        dimension=copies.dimension,
        planned=copies.planned,
        state=line.state(texts[Reported.STATE]),
        reason=line.reason(texts[Reported.REASON]),
        in_ordinance=line.tick(texts[Reported.IN_ORDINANCE]),
        ordinance=line.money(Reported.ORDINANCE, texts[Reported.ORDINANCE]),
        paid=line.money(Reported.PAID, texts[Reported.PAID]),
        completed=line.day(Reported.COMPLETED, texts[Reported.COMPLETED]),
        reported_on=line.day(Reported.REPORTED_ON, texts[Reported.REPORTED_ON]),
        evidence=line.links(texts[Reported.EVIDENCE]),
        row=line.row,
        in_plan=in_plan,
        kept=kept,
        struck_since=in_plan
        and ((project is None) if of_plan else mark == _STRUCK_SINCE),
        texts=texts,
        cells={column: line.table.cell(line.row, column) for column in COLUMNS},
    )


def blank_row(
    key: str, which: Round, copies: Copies, cells: Mapping[Column, Cell]
) -> ProgressRow:
    """Return the row of a project of which nothing is reported in a round.

    Args:
        key: the project's.
        which: the round.
        copies: what the plan says of it.
        cells: where it stands, or is to; none where it does nowhere.
    """
    return ProgressRow(
        key=key,
        round=which,
        number=copies.number,
        name=copies.name,
        dimension=copies.dimension,
        planned=copies.planned,
        state=None,
        reason=None,
        in_ordinance=False,
        ordinance=None,
        paid=None,
        completed=None,
        reported_on=None,
        evidence=(),
        row=min((cell.row for cell in cells.values()), default=0),
        cells=cells,
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the table; ``hits`` gathers what was hard to read in it."""

    table: Table
    row: int
    headers: Headers
    hits: list[Hit]

    def text(self, column: Reported) -> str:
        """Return the text that holds here: a merged amount is its first row's alone."""
        if column in _MONEY:
            return self.table.text(self.row, column)
        return self.table.held(self.row, column)

    def copies(self) -> Copies:
        """Return what stands here of a project that the plan has no more."""
        text, row = self.table.text, self.row
        planned = self.table.value(row, Copied.PLANNED)
        dimension = to_count(to_arabic(text(row, Copied.DIMENSION)))
        return Copies(
            number=text(row, Copied.NUMBER),
            name=clean(text(row, Copied.NAME)),
            dimension=dimension if dimension in _DIMENSIONS else None,
            planned=planned if isinstance(planned, Decimal) else None,
        )

    def mark(self) -> str:
        """Return which words on the plan's no longer having the project stand here."""
        said, words = self.table.text(self.row, Checked.STATUS), sheet_words()
        marks = (_STRUCK, _STRUCK_SINCE)
        return next((each for each in marks if said.startswith(words.say(each))), "")

    def state(self, text: str) -> State | None:
        """Read what became of the project."""
        state = parse_state(text, self.headers)
        if state is None and not says_it_waits(text, self.headers):
            choices = choices_for(text, "states", list(State), self.headers)
            self._hit("PRG001", Reported.STATE, text, choices=choices)
        return state

    def reason(self, text: str) -> Reason | None:
        """Read why it cannot be carried out."""
        reason = parse_reason(text, self.headers) if text else None
        if text and reason is None:
            choices = choices_for(text, "reasons", list(Reason), self.headers)
            self._hit("PRG002", Reported.REASON, text, choices=choices)
        return reason

    def tick(self, text: str) -> bool:
        """Read the box of the ordinance."""
        ticked = parse_tick(text)
        if ticked is None:
            self._hit("PRG005", Reported.IN_ORDINANCE, text)
        return bool(ticked)

    def money(self, column: Reported, text: str) -> Decimal | None:
        """Read an amount; nothing is typed where there is none yet."""
        if not text:
            return None
        value = self._value(column)
        if isinstance(value, str):
            read = read_baht(text)
            amount = read.baht if read else None
            if read and not read.plain and read.baht >= 0:
                self._hit("PRG008", column, text, read=baht(read.baht))
        else:
            is_amount = isinstance(value, Decimal) and abs(value) < LARGEST
            amount = value if is_amount and isinstance(value, Decimal) else None
        exact = None if amount is None else to_satang(amount)
        if exact is None or exact < 0:
            self._hit("PRG003", column, text)
            return None
        return exact

    def day(self, column: Reported, text: str) -> date | None:
        """Read a day."""
        value = self._value(column)
        day = from_cell(value) if isinstance(value, date) else parse_date(text)
        if text and day is None:
            if last := month_without(text):
                self._hit("PRG012", column, text, last=str(last))
            else:
                self._hit("PRG004", column, text)
        return day

    def links(self, text: str) -> tuple[str, ...]:
        """Return the addresses of the evidence, and where the cell itself leads."""
        cell = self._held_in(Reported.EVIDENCE)
        # a program may show a title in the place of an address
        behind = self.table.tab.links.get(cell, "")
        held = (behind,) if is_link(behind) else ()
        return tuple(dict.fromkeys((*links_in(text), *held)))

    def _held_in(self, column: Reported) -> Cell:
        above = self.table.above(self.row, column)
        return above or self.table.cell(self.row, column)

    def _value(self, column: Reported) -> Value:
        cell = self._held_in(column)
        value = self.table.tab.value(cell.row, cell.column)
        return value if is_something(value) else None

    def _hit(self, rule: str, column: Reported, text: str, **facts: str) -> None:
        self.hits.append(Hit(rule, self.table.cell(self.row, column), text, facts))
