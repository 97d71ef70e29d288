"""Which areas of a spreadsheet are the worker's, to warn whoever types there."""

from collections.abc import Iterable, Iterator

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.google.present import PresentTab, laid_out
from sync.adapters.google.translating import Json
from sync.messages import load_words
from sync.model.approval_tab import Laid, Seen, Typed
from sync.model.plan import Mark
from sync.model.progress import Checked, Copied
from sync.plan.labels import HEADER_ROWS, Headers
from sync.plan.marks import is_own_mark
from sync.thai.folding import key
from sync.thai.total_labels import Sum, read_label


def guarded_areas(
    title: str,
    sheet_id: int,
    sheet: Worksheet | None,
    tab: PresentTab | None,
    headers: Headers,
) -> Iterator[tuple[str, Json]]:
    """Yield the areas with what describes each.

    ``sheet`` if the tab is laid out anew.
    """
    here = {"sheetId": sheet_id}
    if title in {headers.tabs["findings"], headers.tabs["summary"]}:
        yield f"{title} (ของระบบ)", here
        return
    there = tab if sheet is None else laid_out(sheet)
    if title == headers.tabs["progress"] and there:
        yield from _of_columns("progress", (*Copied, *Checked), there, here, headers)
    if title == headers.tabs["approvals"] and there:
        yield from _of_columns("approvals", (*Laid, *Seen), there, here, headers)
    if title != headers.tabs["projects"] or there is None:
        return
    for mark in Mark:
        if column := _own_column(there, mark, headers):
            area = {"startColumnIndex": column - 1, "endColumnIndex": column}
            yield f"{headers.label(mark)} (ของระบบ)", {**here, **area}
    total = _total_row(there)
    if total:
        rows = {"startRowIndex": total - 1, "endRowIndex": total}
        yield f"{headers.write('projects', 'total')} (ของระบบ)", {**here, **rows}


def decisions_area(
    sheet_id: int, sheet: Worksheet | None, tab: PresentTab | None, headers: Headers
) -> Json | None:
    """Return the cells in which decisions are chosen; as of ``guarded_areas``."""
    there = tab if sheet is None else laid_out(sheet)
    spelled = headers.spellings["approvals"][Typed.RESULT]
    place = there.find(spelled, HEADER_ROWS) if there else None
    if place is None:
        return None
    area = {"startColumnIndex": place[1] - 1, "endColumnIndex": place[1]}
    return {"sheetId": sheet_id, "startRowIndex": place[0], **area}


def _of_columns(
    section: str, names: Iterable[str], tab: PresentTab, here: Json, headers: Headers
) -> Iterator[tuple[str, Json]]:
    for name in names:
        if place := tab.find(headers.spellings[section][name], HEADER_ROWS):
            area = {"startColumnIndex": place[1] - 1, "endColumnIndex": place[1]}
            label = headers.write(section, name)
            yield f"{label} (ของระบบ)", {**here, **area}


def _own_column(tab: PresentTab, mark: Mark, headers: Headers) -> int | None:
    """Return the column of a mark that may be the worker's: an office has its own too.

    A warning can wait where it is not certain.
    """
    wanted = {key(text) for text in headers.spellings["marks"][mark]}
    words = load_words("th")
    for (row, column), title in sorted(tab.cells.items()):
        if row > HEADER_ROWS or key(str(title)) not in wanted:
            continue
        below = [str(v) for (r, c), v in tab.cells.items() if c == column and r > row]
        own = sum(is_own_mark(mark, text, words) for text in below)
        if 2 * own >= len(below):
            return column
    return None


def _total_row(tab: PresentTab) -> int | None:
    """Return the row that is surely the plan's total; sub-totals are staff's own."""
    found: dict[Sum, set[int]] = {Sum.ALL: set(), Sum.SOME: set()}
    for (row, _), value in tab.cells.items():
        label = read_label(value) if isinstance(value, str) else None
        if label and label.sums in found:
            found[label.sums].add(row)
    rows = found[Sum.ALL] or found[Sum.SOME]
    return rows.pop() if len(rows) == 1 else None
