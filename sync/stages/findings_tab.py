"""The tab ผลการตรวจสอบ: every finding in a row of its own, and what staff say of it.

Staff tick “ยืนยันว่าถูกต้อง” and give a reason in the finding's row, perhaps in the
very moment the worker writes. So a row, once given to a finding, is that finding's as
long as it stands: nothing ever moves under a tick. New findings take rows that stood
empty, the most important first; a row with a tick or a reason is never empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.headers import Headers
from sync.model import Cell, CellEdit, Finding, Tab, Value
from sync.stages.tables import Table, find_table
from sync.thai.ticks import parse_tick
from sync.words import Words

_STAFFS = ("accepted", "reason")


@dataclass(frozen=True, slots=True)
class Slot:
    """One finding's row, and what staff put in it."""

    row: int
    accepted: bool
    kept: bool
    since: str


@dataclass(frozen=True, slots=True)
class FindingsTab:
    """The tab as it is: its table, and the rows that are taken by finding key."""

    table: Table
    slots: Mapping[str, Slot]
    free: tuple[int, ...]

    @property
    def accepted(self) -> frozenset[str]:
        """The findings that staff say are right as they are."""
        return frozenset(key for key, slot in self.slots.items() if slot.accepted)


def read_findings_tab(tab: Tab | None, headers: Headers) -> FindingsTab:
    """Read the tab; one that is missing, or was emptied, has no rows yet."""
    present = tab or Tab(headers.tabs["findings"])
    table = find_table(present, headers, "findings")
    names = list(headers.spellings["findings"])
    if table is None:
        columns = {name: column for column, name in enumerate(names, 1)}
        return FindingsTab(Table(present, 1, columns), {}, ())
    columns = dict(table.columns)
    for name in names:
        if name not in columns:
            columns[name] = max(*columns.values(), *map(len, present.rows)) + 1
    table = Table(present, table.header, columns)
    slots: dict[str, Slot] = {}
    free = []
    for row in table.rows():
        accepted = parse_tick(table.text(row, "accepted")) is True
        kept = accepted or bool(table.text(row, "reason"))
        key = table.text(row, "key")
        if key and key not in slots:
            slots[key] = Slot(row, accepted, kept, table.text(row, "since"))
        elif not kept:
            free.append(row)
    return FindingsTab(table, slots, tuple(free))


def findings_tab_edits(
    present: FindingsTab,
    findings: Sequence[Finding],
    today: str,
    headers: Headers,
    words: Words,
) -> Iterator[CellEdit]:
    """Bring the worker's columns up to date; staff's two are never touched."""
    table = present.table
    header = {name: headers.write("findings", name) for name in table.columns}
    yield from _row_edits(table, table.header, header, staffs=True)
    standing = {finding.key for finding in findings}
    free = _free_rows(present)
    written = set()
    for finding in findings:
        slot = present.slots.get(finding.key)
        row = slot.row if slot else next(free)
        since = slot.since if slot else today
        written.add(row)
        yield from _row_edits(table, row, _finding_row(finding, since, words))
        link = table.value(row, "place")
        if link != str(finding.cell):
            place = table.cell(row, "place")
            yield CellEdit(place, link, str(finding.cell), finding.cell)
    gone = {"severity": words.say("severity.gone")}
    for key, slot in present.slots.items():
        if key not in standing and slot.row not in written:
            yield from _row_edits(table, slot.row, gone if slot.kept else _EMPTY)
    for row in present.free:
        if row not in written:
            yield from _row_edits(table, row, _EMPTY)


_EMPTY: Mapping[str, Value] = dict.fromkeys(
    (
        *("severity", "rule", "place", "project", "message"),
        *("found", "suggestion", "since", "key"),
    )
)


def _free_rows(present: FindingsTab) -> Iterator[int]:
    """Give rows for new findings: those that stood empty, then the ones below.

    A row that is emptied now is free only the next time, when it is seen whether
    somebody ticked it meanwhile.
    """
    yield from present.free
    row = max(len(present.table.tab.rows), present.table.header) + 1
    while True:
        yield row
        row += 1


def _finding_row(finding: Finding, since: str, words: Words) -> Mapping[str, Value]:
    return {
        "severity": words.say(f"severity.{finding.severity}"),
        "rule": finding.rule,
        "project": None if finding.project is None else Decimal(finding.project),
        "message": finding.message,
        "found": finding.found or None,
        "suggestion": finding.suggestion or None,
        "since": since,
        "key": finding.key,
    }


def _row_edits(
    table: Table, row: int, values: Mapping[str, Value], *, staffs: bool = False
) -> Iterator[CellEdit]:
    for name, new in values.items():
        old = table.value(row, name)
        if old != new and (staffs or name not in _STAFFS):
            yield CellEdit(Cell(table.tab.title, row, table.columns[name]), old, new)
