"""A ``.docx`` export: paragraphs and tables in the order of the page."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from sync.importing.source import Line, Part, Row
from sync.importing.text import read_text

_LARGEST = 100 * 1024 * 1024
"""Bytes a document may unpack to; a plan is some hundred thousand."""


def read_word(content: bytes) -> Sequence[Part]:
    """Read a Word document's lines and rows, text boxes, headers and footers too.

    Raises:
        ValueError: it is no Word document, or a broken one.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise ValueError("too large a document")
        document = Document(BytesIO(content))
    except (zipfile.BadZipFile, KeyError, OSError, SyntaxError) as error:
        raise ValueError("no Word document, or a broken one") from error
    return [*_body(document), *_elsewhere(document)]


def _body(document: DocxDocument) -> Iterator[Part]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            # a line break or a tab in a paragraph means what it does in a text file
            yield from read_text(_text(block).encode())


def _text(paragraph: Paragraph) -> str:
    """Give a paragraph's text with that of links, changes and content controls."""
    pieces = []
    for element in paragraph._p.iter():  # noqa: SLF001 - no public way to all text
        if _in_text_box(element):
            continue
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.tag == qn("w:tab") and _in_run(element):
            pieces.append("\t")
        elif element.tag in {qn("w:br"), qn("w:cr")}:
            pieces.append("\n")
    return "".join(pieces)


def _in_run(element: etree._Element) -> bool:
    """Tell a tab character from a tab stop, which has the same name."""
    parent = element.getparent()
    return parent is not None and parent.tag == qn("w:r")


def _in_text_box(element: etree._Element) -> bool:
    return any(a.tag == qn("w:txbxContent") for a in element.iterancestors())


def _rows(table: Table) -> Iterator[Row]:
    for row in table.rows:
        cells = [""] * row.grid_cols_before
        seen = None
        for cell in row.cells:
            # a merged cell is given once for each column, and below for each row
            first = cell._tc is not seen  # noqa: SLF001 - its identity is not public
            seen = cell._tc  # noqa: SLF001
            top = seen.vMerge != "continue"
            text = "\n".join(_text(paragraph) for paragraph in cell.paragraphs)
            cells.append(" ".join(text.split()) if first and top else "")
        if any(cells):
            yield Row(tuple(cells))


def _elsewhere(document: DocxDocument) -> Iterator[Line]:
    """Give what stands outside of the body's flow; its place is for people to tell."""
    for box in document.element.body.iter(qn("w:txbxContent")):
        if any(a.tag.endswith("}Fallback") for a in box.iterancestors()):
            continue  # the same box again, for older programs
        yield from _lines("".join(t.text or "" for t in box.iter(qn("w:t"))))
    said = set()
    for section in document.sections:
        for part in (section.header, section.footer):
            for paragraph in part.paragraphs:
                if paragraph.text.strip() not in said:
                    said.add(paragraph.text.strip())
                    yield from _lines(paragraph.text)


def _lines(text: str) -> Iterator[Line]:
    if text.strip():
        yield Line(text.strip())
