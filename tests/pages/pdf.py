"""Pages as people see them: a document printed by LibreOffice, read by poppler."""

import os
import shutil
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from sync.adapters.local.libreoffice import find_libreoffice
from sync.adapters.local.pdf import LibreOfficePdf
from sync.model.documents import Document

FONT = "Sarabun"


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text on a page; places in points from the page's upper left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


_SAME_LINE = 6
"""Points: letters of different fonts and sizes stand on a line, some a bit lower."""


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page."""

    width: float
    height: float
    texts: tuple[Text, ...]

    @property
    def text(self) -> str:
        """All of its text in reading order, as ``bare`` gives it."""
        return bare("".join(text.text for text in self.texts))

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines from top to bottom, each as ``bare`` gives it."""
        lines: list[list[Text]] = []
        for text in sorted(self.texts, key=lambda text: text.bottom):
            if lines and text.bottom - lines[-1][0].bottom < _SAME_LINE:
                lines[-1].append(text)
            else:
                lines.append([text])
        in_order = (sorted(line, key=lambda text: text.left) for line in lines)
        return tuple(bare("".join(text.text for text in line)) for line in in_order)


def bare(text: str) -> str:
    """Leave out white space and marks over and under letters.

    A mark that was moved to make room for another is a word of its own in a PDF.
    """
    return "".join(
        letter
        for letter in text
        if not letter.isspace() and unicodedata.category(letter) != "Mn"
    )


def needs_pages() -> None:
    """Skip where documents cannot be printed; in CI they must be."""
    missing = _missing()
    if missing and not os.environ.get("CI"):
        pytest.skip(f"needs {missing}")
    assert not missing, f"CI has no {missing}"


@cache
def _missing() -> str:
    if find_libreoffice() is None:
        return "LibreOffice"
    if not shutil.which("pdftohtml") or not shutil.which("fc-list"):
        return "poppler-utils and fontconfig"
    families = _run("fc-list", ":", "family").splitlines()
    return "" if FONT in families else f"the font {FONT}"


def pages(
    content: bytes, folder: Path, *, thai_digits: bool = True
) -> tuple[Page, ...]:
    """Print a Word document and read its pages; its PDF stays in the folder."""
    libreoffice = LibreOfficePdf(thai_digits=thai_digits)
    printed = libreoffice.make(Document("", "", content), "")
    assert printed
    (folder / "plan.pdf").write_bytes(printed)
    return read_pages(folder / "plan.pdf")


def pages_of_all(contents: Sequence[bytes], folder: Path) -> list[tuple[Page, ...]]:
    """Print Word documents together, which takes little longer than one.

    Their PDFs stay in the folder: ``0.pdf`` and so on.
    """
    printed = LibreOfficePdf().make_all(contents)
    assert len(printed) == len(contents)
    paths = [folder / f"{number}.pdf" for number in range(len(contents))]
    for path, content in zip(paths, printed, strict=True):
        path.write_bytes(content)
    return list(map(read_pages, paths))


def read_pages(path: Path) -> tuple[Page, ...]:
    """Read the pages of a PDF: every word and its place."""
    root = _parsed(_run("pdftotext", "-bbox", str(path), "-"))
    return tuple(_page(page) for page in root.iter("{*}page"))


def fonts_of(path: Path) -> Mapping[str, set[str]]:
    """Return the characters that a PDF draws with each font."""
    root = _parsed(
        _run(
            *("pdftohtml", "-xml", "-i", "-hidden", "-fontfullname", "-stdout"),
            str(path),
        )
    )
    names = {
        spec.get("id"): (spec.get("family") or "").rpartition("+")[2]
        for spec in root.iter("fontspec")
    }
    used: dict[str, set[str]] = defaultdict(set)
    for text in root.iter("text"):
        used[names[text.get("font")]].update("".join(map(str, text.itertext())))
    return used


def _page(page: etree._Element) -> Page:
    texts = (
        Text(
            word.text or "",
            *(float(word.get(side, 0)) for side in ("xMin", "yMin", "xMax", "yMax")),
        )
        for word in page.iter("{*}word")
    )
    width, height = (float(page.get(side, 0)) for side in ("width", "height"))
    return Page(width, height, tuple(texts))


def _parsed(xml: str) -> etree._Element:
    # poppler does not escape everything that people may type
    return etree.fromstring(xml.encode(), etree.XMLParser(recover=True))


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")
