"""Bringing a plan in that an office has elsewhere; what it is read from stays as it is."""

from pathlib import Path

from sync.model.imports import ImportedPlan
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames


def read_source(source: Path, tab: str | None) -> ImportedPlan:
    """Read a plan from a file that somebody has, which stays as it is.

    Args:
        source: the file.
        tab: the title of the tab with the table, where there are several.

    Raises:
        SourceError: it cannot be read, or there is no plan in it.
        SpreadsheetError: it is a workbook that cannot be read.
    """
    from sync.adapters.xlsx.hidden import hidden_in
    from sync.adapters.xlsx.reading import read_workbook
    from sync.importing import content_of, import_content
    from sync.importing.formats import EXCEL, format_of
    from sync.importing.workbook import import_workbook

    headers, dimensions = load_headers(), load_frames()[0].dimensions
    content = content_of(source)
    if format_of(content) != EXCEL:
        return import_content(content, source, headers, dimensions)
    return import_workbook(
        read_workbook(content, source),
        source,
        headers,
        dimensions,
        hidden=hidden_in(content, source),
        asked=tab,
    )
