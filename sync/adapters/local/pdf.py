"""PDFs made by LibreOffice, where it is installed.

It goes by way of LibreOffice's own format: printed right out of a Word file, a heading
may stay behind on the page before its text (seen in 7.4), and of the digits of pages a
Word file can ask it for Thai letters only.
"""

import json
import logging
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sync.adapters.local.libreoffice import convert, find_libreoffice
from sync.model.documents import Document

_log = logging.getLogger(__name__)

_OPTIONS = json.dumps(
    {
        name: {"type": "boolean", "value": "true"}
        for name in ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")
    }
)
"""Tags, so that a screen reader can read it, and people can search and copy Thai."""


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
        made = self.make_all([document.content])
        return made[0] if made else None

    def make_all(self, contents: Sequence[bytes]) -> list[bytes]:
        """Return Word documents as PDFs, made together; none where not all can be."""
        if self._program is None:
            return []
        with tempfile.TemporaryDirectory(prefix="plan-pdf-") as folder:
            why: Exception | str = "it made none"
            try:
                made = self._print(self._program, contents, Path(folder))
            except (OSError, subprocess.SubprocessError) as error:
                made, why = [], error
            if len(made) == len(contents):
                return made
            _log.warning("no pdf made program=%s why=%s", self._program, why)
            return []

    def _print(
        self, program: Path, contents: Sequence[bytes], folder: Path
    ) -> list[bytes]:
        sources = [folder / f"plan{number}.docx" for number in range(len(contents))]
        for source, content in zip(sources, contents, strict=True):
            source.write_bytes(content)
        owns = convert(program, sources, "fodt")
        if not owns:
            return []
        if self._thai_digits:
            for own in owns:
                own.write_bytes(_number_in_thai(own.read_bytes()))
        made = convert(program, owns, "pdf", f":writer_pdf_Export:{_OPTIONS}")
        return [path.read_bytes() for path in made]


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
