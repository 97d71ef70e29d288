"""The requests that lay out a tab of the worker's in a spreadsheet that lacks it."""

from collections.abc import Iterator

from sync.adapters.google.guards import guarded_areas
from sync.adapters.google.translating import (
    Json,
    colouring,
    laying_out,
    properties_of,
)
from sync.adapters.workbook_layout.progress_tab import progress_sheet
from sync.messages import load_words
from sync.plan.labels import Headers


def progress_tab(
    sheet_id: int, size: tuple[int, int], rows: int, headers: Headers
) -> Iterator[Json]:
    """Yield the requests that add the tab of progress at the end, laid out.

    So far down as four rounds of ``rows`` need: every look reads what is dressed.
    """
    sheet = progress_sheet(headers, load_words("th"))
    properties = properties_of(sheet, sheet_id, 0, size)
    del properties["index"]
    yield {"addSheet": {"properties": properties}}
    dressed = min(size[0], max(_LEAST, _ROUNDS * rows))
    for request in laying_out(sheet, sheet_id, dressed):
        if "setBasicFilter" in request:
            # of all rows there will be
            del request["setBasicFilter"]["filter"]["range"]["endRowIndex"]
        yield request
    yield from colouring(sheet, sheet_id)
    for description, area in guarded_areas(sheet.title, sheet_id, sheet, None, headers):
        guard = {"range": area, "description": description, "warningOnly": True}
        yield {"addProtectedRange": {"protectedRange": guard}}


_ROUNDS, _LEAST = 4, 120
