"""PDFs made by LibreOffice, where it is installed.

Each conversion has a profile of its own, so that a window somebody has open, or a
conversion that hangs, is in nobody's way.
"""

import json
import logging
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sync.model.documents import Document

_log = logging.getLogger(__name__)

_OPTIONS = json.dumps(
    {
        name: {"type": "boolean", "value": "true"}
        for name in ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")
    }
)
"""Tags, so that a screen reader can read it, and people can search and copy Thai."""

_TIME_LIMIT = 180
"""Seconds; two thousand projects take some thirty."""


class LibreOfficePdf:
    """Makes PDFs with ``soffice``; ``program`` is found by itself unless given."""

    def __init__(self, program: Path | None = None) -> None:
        self._program = program or find_libreoffice()

    def make(self, document: Document, link: str) -> bytes | None:  # noqa: ARG002
        """Return the document as a PDF; ``None`` where none can be made now."""
        if self._program is None:
            return None
        with tempfile.TemporaryDirectory(prefix="plan-pdf-") as folder:
            try:
                return _convert(self._program, document.content, Path(folder))
            except (OSError, subprocess.SubprocessError) as error:
                _log.warning("no pdf made program=%s why=%s", self._program, error)
                return None


def find_libreoffice() -> Path | None:
    """Return the path of LibreOffice's program, if it is installed."""
    return next((path for path in _candidates() if path.is_file()), None)


def _candidates() -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    yield Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


def _convert(program: Path, content: bytes, folder: Path) -> bytes | None:
    source = folder / "plan.docx"
    source.write_bytes(content)
    said = _run(
        [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"pdf:writer_pdf_Export:{_OPTIONS}",
            "--outdir",
            str(folder),
            str(source),
        ]
    )
    made = source.with_suffix(".pdf")
    if not made.exists():
        _log.warning("no pdf made program=%s said=%s", program, said[-500:])
        return None
    return made.read_bytes()


def _run(command: list[str]) -> bytes:
    """Run a program; when its time is over, it goes with all that it started."""
    with subprocess.Popen(  # noqa: S603 - the program is LibreOffice, the name ours
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=_TIME_LIMIT)
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command[0])
    return said


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
