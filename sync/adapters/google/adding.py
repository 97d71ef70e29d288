"""Add a tab that an edit names and a spreadsheet lacks: as it would look in a new one."""

from collections.abc import Iterator

from sync.plan.labels import load_headers

Json = dict[str, object]

_ROWS, _COLUMNS = 1000, 26
"""The size of a tab that people add."""


def adding(title: str, sheet_id: int, rows: int, columns: int) -> Iterator[Json]:
    """Yield the requests that add a tab, so many rows and columns large.

    The tab of progress is added when its first round opens, and staff fill it in: it
    comes laid out, with what it offers to choose from. Any other is bare.
    """
    size = max(rows, _ROWS), max(columns, _COLUMNS)
    headers = load_headers()
    if title == headers.tabs["progress"]:
        # what lays tabs out takes long to load, and is needed once in an office's life
        from sync.adapters.google.laying_out import progress_tab  # noqa: PLC0415

        yield from progress_tab(sheet_id, size, rows, headers)
        return
    grid = {"rowCount": size[0], "columnCount": size[1]}
    properties = {"sheetId": sheet_id, "title": title, "gridProperties": grid}
    yield {"addSheet": {"properties": properties}}
