"""Which areas of a spreadsheet are the worker's, to warn whoever types there."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.google.completing import HEADER_ROWS
from sync.adapters.google.present import Tab, laid_out
from sync.adapters.google.translating import Json
from sync.headers import Headers
from sync.model import Mark


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
    there = tab if sheet is None else laid_out(sheet)
    if there is None:
        return
    for mark in Mark:
        place = there.find(headers.spellings["marks"][mark], HEADER_ROWS)
        if place:
            column = place[1]
            area = {"startColumnIndex": column - 1, "endColumnIndex": column}
            yield f"{headers.label(mark)} (ของระบบ)", {**here, **area}
    total = there.find(headers.spellings["projects"]["total"])
    if total:
        rows = {"startRowIndex": total[0] - 1, "endRowIndex": total[0]}
        yield f"{headers.write('projects', 'total')} (ของระบบ)", {**here, **rows}
