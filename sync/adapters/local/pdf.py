"""PDFs made by LibreOffice, where it is installed.

Each conversion has a profile of its own, so that a window somebody has open, or a
conversion that hangs, is in nobody's way. It goes by way of LibreOffice's own format:
printed right out of a Word file, a heading may stay behind on the page before its text
(seen in 7.4), and of the digits of pages a Word file can ask it for Thai letters only.
"""

import json
import logging
import os
import re
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
"""Seconds for each of the two steps; two thousand projects take some thirty."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"
 oor:op="fuse"><value>th-TH</value></prop></item>
</oor:items>
"""
"""Whose digits the machine's own are, on every machine."""


class LibreOfficePdf:
    """Makes PDFs with ``soffice``; ``program`` is found by itself unless given.

    ``thai_digits`` says whether pages are numbered with them.
    """

    def __init__(
        self, program: Path | None = None, *, thai_digits: bool = True
    ) -> None:
        self._program = program or find_libreoffice()
        self._thai_digits = thai_digits

    def make(self, document: Document, link: str) -> bytes | None:  # noqa: ARG002
        """Return the document as a PDF; ``None`` where none can be made now."""
        if self._program is None:
            return None
        with tempfile.TemporaryDirectory(prefix="plan-pdf-") as folder:
            try:
                return self._print(self._program, document.content, Path(folder))
            except (OSError, subprocess.SubprocessError) as error:
                _log.warning("no pdf made program=%s why=%s", self._program, error)
                return None

    def _print(self, program: Path, content: bytes, folder: Path) -> bytes | None:
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, "utf-8")
        source = folder / "plan.docx"
        source.write_bytes(content)
        own = _convert(program, source, "fodt")
        if own is None:
            return None
        if self._thai_digits:
            own.write_bytes(_number_in_thai(own.read_bytes()))
        made = _convert(program, own, "pdf", f":writer_pdf_Export:{_OPTIONS}")
        return made.read_bytes() if made else None


def has_thai_font() -> bool:
    """Whether this machine has any font with Thai letters; it does where nobody tells."""
    program = shutil.which("fc-list")
    if program is None:  # Windows brings some
        return True
    try:
        asked = [program, ":lang=th", "family"]
        said = subprocess.run(asked, capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return True
    return said.returncode != 0 or bool(said.stdout.strip())


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


def _number_in_thai(own: bytes) -> bytes:
    """Number pages with Thai digits, wherever a document does not say which."""
    own = _PAGES.sub(
        lambda page: page[0].replace(_ARABIC, b'num-format="Native Numbering"'), own
    )
    # as the page itself is numbered, and not always ๑๒๓ as 123
    return own.replace(_PAGE_OF, b'reference-format="template"')


_PAGES = re.compile(rb"<style:page-layout-properties\b[^>]*>")
_ARABIC = b'num-format="1"'
_PAGE_OF = b'reference-format="page"'


def _convert(program: Path, source: Path, into: str, options: str = "") -> Path | None:
    """Return the file that a conversion made beside its source, if it made one."""
    said = _run(
        [
            str(program),
            f"-env:UserInstallation={(source.parent / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            f"{into}{options}",
            "--outdir",
            str(source.parent),
            str(source),
        ]
    )
    made = source.with_suffix(f".{into}")
    if made.exists():
        return made
    _log.warning("no pdf made program=%s said=%s", program, said[-500:])
    return None


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
