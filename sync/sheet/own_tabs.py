"""Own tabs: whether those the worker makes are its own, or an office's.

A title alone tells nothing: สรุป, ผลการตรวจสอบ and ผลการดำเนินงาน are words that
offices call tabs of their own by. A tab is the worker's if it bears what the worker
writes at its head, wherever staff have moved that, or if nothing stands in it. Into any
other nothing is written.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sync.messages import Words, load_words
from sync.model.cells import Cell, CellEdit, NoteEdit, Sheet, Tab
from sync.model.findings import Hit
from sync.model.progress import Checked, Copied
from sync.plan.labels import HEADER_ROWS, Headers
from sync.plan.marks import is_own_key
from sync.sheet.tables import covered_cells, find_table, read_text
from sync.thai.folding import key

AnyEdit = TypeVar("AnyEdit", CellEdit, NoteEdit, CellEdit | NoteEdit)

_LEAST_COLUMNS = 6
"""Half of those of the findings: staff may have taken out some, the key as well."""
_LEAST_BESIDE_KEY = 3
_COLUMNS = 10
"""How far to the right staff may have moved the summary."""


def foreign_tabs(sheet: Sheet, headers: Headers) -> frozenset[str]:
    """Return the titles that the worker writes under and that are an office's own tabs."""
    summary = sheet.tab(headers.tabs["summary"])
    findings = sheet.tab(headers.tabs["findings"])
    progress = sheet.tab(headers.tabs["progress"])
    foreign = set()
    if summary and summary_origin(summary) is None:
        foreign.add(summary.title)
    if findings and not is_findings_tab(findings, headers):
        foreign.add(findings.title)
    if progress and not is_progress_tab(progress, headers):
        foreign.add(progress.title)
    return frozenset(foreign)


def writable(
    edits: Iterable[AnyEdit], sheet: Sheet, headers: Headers
) -> Iterator[AnyEdit]:
    """Yield the edits that fall in no tab of the office's own.

    Nor in a cell that staff merged into another: what is put there, nobody sees.

    Args:
        edits: all that the worker would write.
        sheet: as it was read.
        headers: what tabs and columns are called.
    """
    covered = {cell for tab in sheet.tabs for cell in covered_cells(tab)}
    foreign = foreign_tabs(sheet, headers)
    for edit in edits:
        if edit.cell not in covered and edit.cell.tab not in foreign:
            yield edit


def foreign_hits(sheet: Sheet, headers: Headers) -> Iterator[Hit]:
    """Yield the tabs that stand where the worker's would."""
    for title in sorted(foreign_tabs(sheet, headers)):
        yield Hit("TAB001", Cell(title, 1, 1), "", {"title": title})


def summary_origin(tab: Tab | None) -> Cell | None:
    """Return the cell in which the worker's summary begins; ``None`` for what is none.

    In an empty tab it begins in the first. Staff may have put rows above it, or other
    words in the place of its title: the header two rows below tells as well.
    """
    title = tab.title if tab else ""
    if tab is None or _is_empty(tab):
        return Cell(title, 1, 1)
    words = sheet_words()
    head = key(words.say("summary.title"))
    names = [key(words.say(f"summary.{name}")) for name in SUMMARY_HEADER]
    for row in range(1, HEADER_ROWS + 1):
        for column in range(1, _COLUMNS + 1):
            below = [_key(tab, row + 2, column + place) for place in range(len(names))]
            if _key(tab, row, column) == head or below == names:
                return Cell(tab.title, row, column)
    return None


SUMMARY_HEADER = ("dimension", "projects", "budget")
"""The summary's columns, by what the messages call them."""


def is_findings_tab(tab: Tab, headers: Headers) -> bool:
    """Whether a tab is the worker's tab of findings, or empty and so may become it."""
    if _is_empty(tab):
        return True
    table = find_table(tab, headers, "findings")
    named = table.columns if table else {}
    enough = _LEAST_BESIDE_KEY if "key" in named else _LEAST_COLUMNS
    return len(named) >= enough


def is_progress_tab(tab: Tab, headers: Headers) -> bool:
    """Whether a tab is the one of progress that the worker made, or empty.

    Offices keep such tables of their own, with much the same columns. Ours has the
    worker's column of checks and the day of the last, or else the worker's keys.
    """
    if _is_empty(tab):
        return True
    table = find_table(tab, headers, "progress")
    named = table.columns if table else {}
    if table is None or len(named) < _LEAST_OF_PROGRESS:
        return False
    if named.keys() >= {Checked.STATUS, Checked.UPDATED}:
        return True
    filled = [text for row in table.rows() if (text := table.text(row, Copied.KEY))]
    keys = sum(map(is_own_key, filled))
    return keys > 0 and 2 * keys >= len(filled)


_LEAST_OF_PROGRESS = 8
"""A third of its columns: staff may have taken out what they do not fill in."""


def _is_empty(tab: Tab) -> bool:
    return all(value is None for row in tab.rows for value in row)


def _key(tab: Tab, row: int, column: int) -> str:
    return key(read_text(tab.value(row, column))[:_LONGEST])


_LONGEST = 100


def sheet_words() -> Words:
    """Return the words of sheets, which are Thai in every office."""
    return load_words("th")
