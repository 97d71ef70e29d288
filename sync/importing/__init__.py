"""Import: the export of an existing plan, so that nobody retypes sixteen projects.

Two readers give the same form, lines and table rows (``source.py``); one parser makes
a plan of it (``plan.py``). Separated cells are a workbook's (``workbook/``). All text of
the source ends up somewhere.
"""

from collections.abc import Sequence
from pathlib import Path

from sync.errors import (
    SourceDamaged,
    SourceEmpty,
    SourceError,
    SourceForeign,
    SourceLocked,
    SourceNoText,
    SourcePdf,
    SourceSheetDamaged,
    SourceShort,
    SourceTooLarge,
    SourceUnreadable,
    SourceWithoutPlan,
)
from sync.importing import formats
from sync.importing.plan import parse_plan
from sync.importing.separated import SUFFIXES, read_separated
from sync.importing.shortfall import unplaced_percent
from sync.importing.source import MOST_PARTS, Part, TooMuch
from sync.importing.text import read_plain_text
from sync.importing.word import read_word
from sync.importing.workbook import import_workbook
from sync.model.cells import Sheet
from sync.model.imports import ImportedPlan
from sync.plan.labels import Headers
from sync.storage.archives import ArchiveTooLarge
from sync.thai.folding import shorten

_LARGEST = 20 * 2**20
"""Bytes of a file; a plan is some hundred thousand, with pictures some million."""

_LARGEST_TEXT = 2 * 2**20
_SHOWN = 60


def import_plan(
    path: Path, headers: Headers, dimensions: Sequence[str]
) -> ImportedPlan:
    """Read a plan from a ``.txt``, ``.csv`` or ``.docx`` export.

    Args:
        path: the file, whatever it is called.
        headers: how headings may be spelt.
        dimensions: the names a legend may give to dimensions 1 to 4.

    Returns:
        What was understood; lines without a place are in ``unplaced``.

    Raises:
        SourceError: no such file, another format, or no plan in it.
        SourceShort: much of it found no place, so that it was not understood.
    """
    return import_content(content_of(path), path, headers, dimensions)


def import_content(
    content: bytes, path: Path, headers: Headers, dimensions: Sequence[str]
) -> ImportedPlan:
    """Read a plan from what is in a file; see ``import_plan``."""
    try:
        if _is_separated(path, content):
            return import_workbook(_sheet(path, content), path, headers, dimensions)
        parts = _read(path, content, headers)
    except TooMuch as error:
        raise SourceTooLarge(path, why=str(error)) from error
    except ArchiveTooLarge as error:
        raise SourceTooLarge(path, why=f"> {error.most}") from error
    plan = parse_plan(parts, headers, dimensions)
    if not plan.projects and not plan.details:
        raise _without_plan(path, content)
    percent = unplaced_percent(plan, parts)
    if percent:
        example = next((line for line in plan.unplaced if len(line) > 1), "-")
        raise SourceShort(
            path,
            projects=len(plan.projects),
            details=len(plan.details),
            percent=percent,
            example=shorten(example, _SHOWN),
        )
    return plan


def _is_separated(path: Path, content: bytes) -> bool:
    """Whether a file is one of separated cells; nothing but its name tells."""
    is_text = formats.format_of(content) == formats.TEXT
    return is_text and path.suffix.casefold() in SUFFIXES


def _sheet(path: Path, content: bytes) -> Sheet:
    """Return such a file as the workbook of one tab that it was."""
    try:
        return Sheet((read_separated(content, path.stem),), "")
    except ValueError as error:
        raise SourceNoText(path) from error


def _without_plan(path: Path, content: bytes) -> SourceError:
    """Return the stop for a file without a plan: a PDF's text, if its name says so."""
    is_text = formats.format_of(content) == formats.TEXT
    is_pdf = path.suffix.casefold() == ".pdf"
    return SourcePdf(path) if is_text and is_pdf else SourceWithoutPlan(path)


def content_of(path: Path) -> bytes:
    """Return what is in a file to import, which is not written to.

    Raises:
        SourceUnreadable: it cannot be opened.
        SourceTooLarge: it is far larger than any plan.
        SourceEmpty: nothing is in it.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        why = error.strerror or "cannot be opened"
        raise SourceUnreadable(path, why=why) from error
    if len(content) > _LARGEST:
        raise SourceTooLarge(path, why=f"> {_LARGEST // 2**20} MB")
    if not content.strip():
        raise SourceEmpty(path)
    return content


def _read(path: Path, content: bytes, headers: Headers) -> Sequence[Part]:
    kind = formats.format_of(content)
    if kind == formats.PDF:
        raise SourcePdf(path)
    if kind == formats.LOCKED:
        raise SourceLocked(path)
    if kind not in {formats.TEXT, formats.WORD, formats.DAMAGED}:
        raise SourceForeign(path, kind=kind)
    try:
        if kind == formats.TEXT:
            return _read_text(content, headers)
        return read_word(content)
    except ValueError as error:
        raise _unread(path, kind)(path) from error


def _unread(path: Path, kind: str) -> type[SourceError]:
    """Return the stop for what cannot be read: only its name says what it should be."""
    if path.suffix.casefold() in _OF_SHEETS:
        return SourceSheetDamaged
    return SourceNoText if kind == formats.TEXT else SourceDamaged


_OF_SHEETS = {".xlsx", ".xlsm", ".xls", ".ods"}


def _read_text(content: bytes, headers: Headers) -> Sequence[Part]:
    if len(content) > _LARGEST_TEXT:
        raise TooMuch(f"> {_LARGEST_TEXT // 2**20} MB")
    parts = read_plain_text(content, headers)
    if len(parts) > MOST_PARTS:
        raise TooMuch(f"> {MOST_PARTS:,}")
    return parts
