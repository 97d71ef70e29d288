"""Bringing a plan in that an office has elsewhere; what it is read from stays as it is."""

import logging
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from sync.errors import (
    SourceAtGoogle,
    SourceForeign,
    SourceIsOffice,
    SourceNoSheet,
    SourceTooLarge,
)
from sync.importing import content_of, import_content
from sync.importing.cutting import fit_cells
from sync.importing.formats import CONVERTED, EXCEL, format_of
from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.settings.office_file import load_settings
from sync.storage.archives import WORKBOOK, ArchiveTooLarge, open_archive

_log = logging.getLogger(__name__)


def read_source(source: str, tab: str | None, folder: Path) -> ImportedPlan:
    """Read a plan that somebody has, which stays as it is.

    Args:
        source: the file, or the link of a Google Sheet.
        tab: the title of the tab with the table, where there are several.
        folder: the office's, whose settings say how to sign in at Google.

    Raises:
        SourceError: it cannot be read, or there is no plan in it.
        SpreadsheetError: it is a workbook that cannot be read.
        GoogleError: Google does not give it.
    """
    return fit_cells(_plan_anywhere(source, tab, folder), load_headers())


def _plan_anywhere(source: str, tab: str | None, folder: Path) -> ImportedPlan:
    if "://" in source:
        return _plan_at_google(source, tab, folder)
    path = Path(source)
    try:
        return _plan_in_file(path, tab)
    except ArchiveTooLarge as error:
        raise SourceTooLarge(path, why=f"> {error.most}") from error


def _plan_in_file(path: Path, tab: str | None) -> ImportedPlan:
    content = content_of(path)
    kind = format_of(content)
    if kind not in CONVERTED:
        return _plan_in(content, path, tab)
    suffix, into = CONVERTED[kind]
    converted = _converted(content, suffix, into)
    if converted is None:
        raise SourceForeign(path, kind=kind)
    plan = _plan_in(converted, path, tab)
    return replace(plan, found=(Said("converted", {"kind": kind}), *plan.found))


def _plan_at_google(link: str, tab: str | None, folder: Path) -> ImportedPlan:
    google = load_settings(OfficePaths(folder).settings).google
    if google is None:
        raise SourceAtGoogle(link)
    from sync.adapters.google.drive import file_id_of
    from sync.adapters.google.office import at_google
    from sync.adapters.google.source import read_source_sheet

    number = file_id_of(link)
    if number is None:
        raise SourceNoSheet(link)
    with at_google(google, folder) as office:
        if number == office.spreadsheet_id:
            raise SourceIsOffice(link)
        sheet, hidden = read_source_sheet(office.session, number)
    headers, dimensions = load_headers(), load_frames()[0].dimensions
    return import_workbook(sheet, link, headers, dimensions, hidden=hidden, asked=tab)


def _plan_in(content: bytes, source: Path, tab: str | None) -> ImportedPlan:
    from sync.adapters.xlsx.hidden import hidden_in
    from sync.adapters.xlsx.reading import read_workbook

    headers, dimensions = load_headers(), load_frames()[0].dimensions
    if format_of(content) != EXCEL:
        return import_content(content, source, headers, dimensions)
    return import_workbook(
        read_workbook(content, source, as_shown=True),
        source,
        headers,
        dimensions,
        hidden=hidden_in(content, source),
        asked=tab,
    )


def _converted(content: bytes, suffix: str, into: str) -> bytes | None:
    """Return what LibreOffice makes of a file; ``None`` where it makes nothing.

    It gets a copy.

    Raises:
        ArchiveTooLarge: it would fill the machine.
    """
    from sync.adapters.local.libreoffice import convert, find_libreoffice

    program = find_libreoffice()
    if program is None:
        return None
    try:
        if content.startswith(b"PK"):
            open_archive(content, WORKBOOK).close()
        with tempfile.TemporaryDirectory(prefix="plan-import-") as folder:
            copy = Path(folder) / f"source.{suffix}"
            copy.write_bytes(content)
            made = convert(program, [copy], into)
            return made[0].read_bytes() if made else None
    except (OSError, subprocess.SubprocessError, ValueError, RuntimeError) as error:
        _log.warning("not converted program=%s why=%s", program, type(error).__name__)
        return None
