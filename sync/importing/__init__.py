"""Import: the export of an existing plan, so that nobody retypes sixteen projects.

Two readers give the same form, lines and table rows (``source.py``); one parser makes
a plan of it (``plan.py``). All text of the source ends up somewhere.
"""

from collections.abc import Sequence
from pathlib import Path

from sync.errors import SourceUnreadable
from sync.headers import Headers
from sync.importing.plan import parse_plan
from sync.importing.source import Part
from sync.importing.text import read_text
from sync.importing.word import read_word
from sync.model import ImportedPlan

_ZIP = b"PK\x03\x04"
_LARGEST = 100 * 1024 * 1024
"""Bytes of a file; a plan is some hundred thousand."""


def import_plan(
    path: Path, headers: Headers, dimensions: Sequence[str]
) -> ImportedPlan:
    """Read a plan from a ``.txt`` or ``.docx`` export.

    ``dimensions`` are the names a legend may give to dimensions 1 to 4.

    Raises:
        SourceUnreadable: no such file, another format, or no plan in it.
    """
    try:
        parts = _read(_content(path))
    except OSError as error:
        raise SourceUnreadable(path, error.strerror or "cannot be opened") from error
    except ValueError as error:
        raise SourceUnreadable(path, str(error)) from error
    plan = parse_plan(parts, headers, dimensions)
    if not plan.projects and not plan.details:
        why = "it has no table of projects and no section of a project"
        raise SourceUnreadable(path, why)
    return plan


def _content(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise ValueError("it is larger than 100 MB")
    return path.read_bytes()


def _read(content: bytes) -> Sequence[Part]:
    if not content.strip():
        raise ValueError("it is empty")
    return read_word(content) if content.startswith(_ZIP) else read_text(content)
