"""Which areas of a spreadsheet are the worker's, to warn whoever types there."""

from collections.abc import Iterable, Iterator, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.google.present import Tab
from sync.adapters.google.translating import Json
from sync.headers import Headers
from sync.model import Mark
from sync.thai.folding import key

_HEADER_ROWS = 5
"""Headers stand in one of these, wherever staff have moved the columns."""


def guarded_areas(
    title: str,
    sheet_id: int,
    sheet: Worksheet | None,
    tab: Tab | None,
    headers: Headers,
) -> Iterator[tuple[str, Json]]:
    """Give the areas with what describes each; ``sheet`` if the tab is laid out anew."""
    here = {"sheetId": sheet_id}
    if title in {headers.tabs["findings"], headers.tabs["summary"]}:
        yield f"{title} (ของระบบ)", here
        return
    if title != headers.tabs["projects"]:
        return
    cells = _cells(sheet, tab)
    for mark in Mark:
        place = _find(cells, headers.spellings["marks"][mark], _HEADER_ROWS)
        if place:
            column = place[1]
            area = {"startColumnIndex": column - 1, "endColumnIndex": column}
            yield f"{headers.label(mark)} (ของระบบ)", {**here, **area}
    total = _find(cells, headers.spellings["projects"]["total"], None)
    if total:
        rows = {"startRowIndex": total[0] - 1, "endRowIndex": total[0]}
        yield f"{headers.write('projects', 'total')} (ของระบบ)", {**here, **rows}


def _cells(
    sheet: Worksheet | None, tab: Tab | None
) -> Mapping[tuple[int, int], object]:
    if sheet is None:
        return tab.cells if tab else {}
    return {
        (row, column): value
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }


def _find(
    cells: Mapping[tuple[int, int], object], spelled: Iterable[str], rows: int | None
) -> tuple[int, int] | None:
    wanted = {key(text) for text in spelled}
    return next(
        (
            place
            for place, value in sorted(cells.items())
            if (rows is None or place[0] <= rows) and key(str(value)) in wanted
        ),
        None,
    )
