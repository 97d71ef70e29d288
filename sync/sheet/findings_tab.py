"""The tab ผลการตรวจสอบ: every finding in a row of its own, and what staff say of it.

Staff tick “ยืนยันว่าถูกต้อง” and give a reason in the finding's row, perhaps in the
very moment the worker writes. So a row, once given to a finding, is that finding's as
long as it stands: nothing ever moves under a tick. New findings take rows that stood
empty, the most important first; a row with a tick or a reason is never empty.

A confirmation counts with its reason alone, and only where the rule can be confirmed;
the column ผลการยืนยัน, the worker's, says what becomes of each.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sync.messages import Words
from sync.model.cells import Cell, CellEdit, Tab, Value
from sync.model.findings import Confirmed, Finding
from sync.plan.findings import of_plan
from sync.plan.labels import Headers
from sync.plan.naming import number_or_row
from sync.plan.places import cell_with_place
from sync.sheet.own_tabs import is_findings_tab
from sync.sheet.tables import Table, columns_as_put, find_table
from sync.thai.digits import to_count
from sync.thai.folding import clean, says_something
from sync.thai.ticks import parse_tick

_STAFFS = ("accepted", "reason")


@dataclass(frozen=True, slots=True)
class Slot:
    """One finding's row, and what staff put in it; a ``reason`` of no words is none."""

    row: int
    ticked: bool
    reason: str
    kept: bool
    since: str

    def confirms(self, finding: Finding) -> bool:
        """Whether staff's word on a finding counts."""
        return finding.confirmable and self.ticked and bool(self.reason)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of findings by staff's word: those left, and those ``confirmed``.

    ``unheard`` are those left although somebody ticked them.
    """

    standing: tuple[Finding, ...]
    confirmed: tuple[Confirmed, ...]
    unheard: tuple[Finding, ...] = ()

    @property
    def refused(self) -> int:
        """The number of confirmations that do not count."""
        return len(self.unheard)

    def of_plan(self) -> "Verdict":
        """Return what becomes of those that concern the plan itself."""
        confirmed = (each for each in self.confirmed if not each.finding.of_report)
        standing, unheard = map(of_plan, (self.standing, self.unheard))
        return Verdict(standing, tuple(confirmed), unheard)


@dataclass(frozen=True, slots=True)
class FindingsTab:
    """The tab as it is: its table, and the rows that are taken by finding key."""

    table: Table
    slots: Mapping[str, Slot]
    free: tuple[int, ...]

    def verdict(self, findings: Sequence[Finding]) -> Verdict:
        """Part what staff confirmed from what stands."""
        standing, confirmed, unheard = [], [], []
        for finding in findings:
            slot = self.slots.get(finding.key)
            if slot and slot.confirms(finding):
                confirmed.append(Confirmed(finding, slot.reason))
            else:
                standing.append(finding)
                if slot and slot.ticked:
                    unheard.append(finding)
        return Verdict(tuple(standing), tuple(confirmed), tuple(unheard))


def read_findings_tab(tab: Tab | None, headers: Headers) -> FindingsTab:
    """Read the tab; one that is missing, was emptied or is an office's own has no rows."""
    title = headers.tabs["findings"]
    present = tab if tab and is_findings_tab(tab, headers) else Tab(title)
    table = find_table(present, headers, "findings")
    names = list(headers.spellings["findings"])
    if table is None:
        columns = {name: column for column, name in enumerate(names, 1)}
        return FindingsTab(Table(present, 1, columns), {}, ())
    columns = columns_as_put(table, names, "findings", headers)
    table = Table(present, table.header, columns)
    slots: dict[str, Slot] = {}
    free = []
    for row in table.rows():
        ticked = parse_tick(table.text(row, "accepted")) is True
        typed = table.text(row, "reason")
        reason = clean(typed) if says_something(typed) else ""
        kept = ticked or bool(typed)
        key = table.text(row, "key")
        if key and key not in slots:
            slots[key] = Slot(row, ticked, reason, kept, table.text(row, "since"))
        elif not kept and _is_free(table, row):
            free.append(row)
    return FindingsTab(table, slots, tuple(free))


def _is_free(table: Table, row: int) -> bool:
    """Whether a row without a finding's key is the worker's to write.

    It is if it stands empty, or if what stands there was a finding once.
    """
    if _RULE.fullmatch(table.text(row, "rule")):
        return True
    return all(table.value(row, name) is None for name in _EMPTY)


_RULE = re.compile(r"[A-Z]{3}\d{3}", re.ASCII)


def findings_tab_edits(
    present: FindingsTab,
    findings: Sequence[Finding],
    today: str,
    headers: Headers,
    words: Words,
) -> Iterator[CellEdit]:
    """Bring the worker's columns up to date; staff's two are never touched.

    Args:
        present: the tab as it is.
        findings: all of them, the most important first.
        today: the day as it is to stand beside new ones.
        headers: what columns are called.
        words: the sheet's.

    Yields:
        The edits that are needed, row by row.
    """
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
        said = _confirmation(finding, slot, words)
        yield from _row_edits(table, row, {"confirmation": said})
        link, place = table.value(row, "place"), cell_with_place(finding, words)
        if link != place:
            yield CellEdit(table.cell(row, "place"), link, place, finding.cell)
    gone = {"severity": words.say("severity.gone"), "confirmation": None}
    for key, slot in present.slots.items():
        if key not in standing and slot.row not in written:
            yield from _row_edits(table, slot.row, gone if slot.kept else _EMPTY)
    for row in present.free:
        if row not in written:
            yield from _row_edits(table, row, _EMPTY)


_EMPTY: Mapping[str, Value] = dict.fromkeys(
    (
        *("severity", "rule", "place", "project", "message"),
        *("found", "suggestion", "since", "confirmation", "key"),
    )
)


def _free_rows(present: FindingsTab) -> Iterator[int]:
    """Yield rows for new findings: those that stood empty, then the ones below.

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
        "project": _project(finding, words),
        "message": finding.message,
        "found": finding.found or None,
        "suggestion": finding.suggestion or None,
        "since": since,
        "key": finding.key,
    }


def _project(finding: Finding, words: Words) -> Value:
    """Return the number of a finding's project; a number alone can be sorted by."""
    if finding.project is None or finding.called is None:
        return None
    count = to_count(finding.called.number) if finding.called.number.isascii() else None
    return number_or_row(finding.called, words) if count is None else Decimal(count)


def _confirmation(finding: Finding, slot: Slot | None, words: Words) -> str | None:
    """Return what becomes of staff's word on a finding, or that it cannot be confirmed."""
    ticked = slot is not None and slot.ticked
    reason = slot is not None and bool(slot.reason)
    if not finding.confirmable:
        name = "refused" if ticked else "never"
    elif not ticked and not reason:
        return None
    elif ticked and reason:
        name = "counted"
    else:
        name = "no_reason" if ticked else "no_tick"
    return words.say(f"confirmation.{name}")


def _row_edits(
    table: Table, row: int, values: Mapping[str, Value], *, staffs: bool = False
) -> Iterator[CellEdit]:
    for name, new in values.items():
        old = table.value(row, name)
        if old != new and (staffs or name not in _STAFFS):
            yield CellEdit(Cell(table.tab.title, row, table.columns[name]), old, new)
