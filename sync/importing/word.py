"""A ``.docx`` export: paragraphs and tables in the order of the page.

Walks the document's own XML, for much of what people see is in no paragraph that
python-docx gives: content controls, links, changes, nested tables, text boxes.
"""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from sync.importing.source import (
    MOST_PARTS,
    Aside,
    Flow,
    Held,
    Part,
    Row,
    SourceLine,
    TooMuch,
)
from sync.importing.text import parts_of
from sync.importing.word_bold import Bold
from sync.importing.word_shown import show
from sync.storage.archives import WORD, open_archive
from sync.thai.folding import clean
from sync.thai.symbols import as_seen, symbol

_WIDEST = 63
"""Columns a table can have in Word."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),  # the archive
    *(PackageNotFoundError, KeyError, SyntaxError, OSError),  # its parts and their XML
    *(ValueError, TypeError, AttributeError, IndexError, AssertionError),
)
_ELSEWHERE = ("header", "footer", "footnotes", "endnotes", "comments")
# a text box stands beside the text; a fallback says the same again, as does moved text
_PASSED_OVER = {
    *(qn("w:txbxContent"), qn("w:pPr"), qn("w:moveFrom"), qn("w:del")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_AS_TEXT = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_UNKNOWN = "\ufffd"
"""A symbol of another font, for people to look at."""


def read_word(content: bytes) -> Sequence[Part]:
    """Read a Word document; text boxes, headers, footers and notes are asides.

    Raises:
        ValueError: it is no Word document, or a broken one.
    """
    try:
        open_archive(content, WORD).close()
        document = Document(BytesIO(content))
        hidden = show(document)
        parts = list(islice(_parts(document), MOST_PARTS + 1))
        if len(parts) > MOST_PARTS:
            raise TooMuch(f"> {MOST_PARTS:,}")
        return [*parts, *map(Aside, (*_asides(document), *hidden))]
    except _BROKEN as error:
        raise ValueError("it is no Word document, or a damaged one") from error


# --- the body ---------------------------------------------------------------------


def _parts(document: DocxDocument) -> Iterator[Flow]:
    bold = Bold(document)
    for number, block in enumerate(_blocks(document.element.body), 1):
        if isinstance(block, Row):
            if any(block.cells):
                yield replace(block, number=number)
            continue
        # a line break or a tab in a paragraph means what it does in a text file
        for line in _text(block).splitlines():
            for part in parts_of(line, number):
                if isinstance(part, SourceLine):
                    opens, stands_out = _is_numbered(block), block in bold
                    yield replace(part, opens=opens, heading=stands_out)
                else:
                    yield part


def _blocks(parent: etree._Element) -> Iterator[etree._Element | Row]:
    """Yield the paragraphs and the table rows of a part of the page, in order."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag == qn("w:tbl"):
            yield from _rows(child)
        elif child.tag not in _PASSED_OVER:
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[etree._Element | Row]:
    rows = [list(_within(row, "w:tc")) for row in _within(table, "w:tr")]
    if all(len(cells) <= 1 for cells in rows):
        # a frame around text rather than a table
        for cells in rows:
            for cell in cells:
                yield from _blocks(cell)
        return
    above: dict[int, Held] = {}
    for row, cells in zip(_within(table, "w:tr"), rows, strict=True):
        texts = [""] * _number_in(row, "w:trPr/w:gridBefore", 0)
        broken = [*texts]
        held: dict[int, Held] = {}
        for cell in cells:
            lines, first = _cell_text(cell), len(texts)
            text = " ".join(lines.split())
            span = _number_in(cell, "w:tcPr/w:gridSpan", 1)
            span = min(span, max(1, _WIDEST - first))
            shown = above.get(first) if _goes_on(cell) else Held(first, first, text)
            if shown:
                for column in range(first, first + span):
                    held[column] = shown._replace(column=column)
            texts += [text, *[""] * (span - 1)]
            broken += [lines, *[""] * (span - 1)]
        above = held
        beside = tuple(
            each for each in held.values() if each.text != texts[each.column]
        )
        yield Row(tuple(texts), held=beside, broken=tuple(broken))


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell is merged into the one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the nearest elements of a kind, also those in content controls."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag not in {*_PASSED_OVER, qn("w:tbl")}:
            yield from _within(child, tag)


def _number_in(element: etree._Element, path: str, default: int) -> int:
    found = element.find("/".join(qn(step) for step in path.split("/")))
    value = None if found is None else found.get(qn("w:val"))
    return min(int(value), 63) if value and value.isdecimal() else default


def _cell_text(cell: etree._Element) -> str:
    """Return all text of a cell, nested tables as well, in its lines."""
    return "\n".join(
        " ".join(block.cells) if isinstance(block, Row) else _text(block)
        for block in _blocks(cell)
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield as_seen(child.text or "", _font(element))
        elif child.tag == qn("w:sym"):
            code, font = child.get(qn("w:char")) or "", child.get(qn("w:font")) or ""
            yield symbol(code, font) or _UNKNOWN
        elif child.tag == qn("w:fldChar"):
            yield _check_box(child)
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag not in _PASSED_OVER:
            yield from _pieces(child)


def _font(run: etree._Element) -> str:
    fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return "" if fonts is None else fonts.get(qn("w:ascii")) or ""


def _check_box(field: etree._Element) -> str:
    """Return the check box of an older form, which has no text of its own."""
    box = field.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is None:
        return ""
    states = [box.find(qn(name)) for name in ("w:checked", "w:default")]
    state = next((state for state in states if state is not None), None)
    off = state is None or state.get(qn("w:val"), "1") in {"0", "false", "off"}
    return "☐" if off else "☑"


def _is_numbered(paragraph: etree._Element) -> bool:
    """Whether Word puts a number or bullet before a paragraph."""
    path = "/".join(qn(step) for step in ("w:pPr", "w:numPr", "w:numId"))
    found = paragraph.find(path)
    return found is not None and found.get(qn("w:val")) != "0"


# --- beside the body --------------------------------------------------------------


def _asides(document: DocxDocument) -> Iterator[str]:
    """Yield what stands outside of the body's flow; its place is for people to tell."""
    roots = [document.element.body, *_roots_elsewhere(document)]
    said = set()
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            in_body = root is roots[0] and not _is_in_text_box(paragraph)
            if in_body or _is_said_twice(paragraph):
                continue
            text = clean(_without_page_numbers(paragraph))
            if text and text not in said:
                said.add(text)
                yield text


def _roots_elsewhere(document: DocxDocument) -> Iterator[etree._Element]:
    """Read headers, footers and notes; an odd and a first page may have their own."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relationship in document.part.rels.values():
        kind = relationship.reltype.rpartition("/")[2]
        if kind in _ELSEWHERE and not relationship.is_external:
            yield etree.fromstring(relationship.target_part.blob, parser)


def _is_in_text_box(element: etree._Element) -> bool:
    return any(a.tag == qn("w:txbxContent") for a in element.iterancestors())


def _is_said_twice(element: etree._Element) -> bool:
    tags = {ancestor.tag for ancestor in element.iterancestors()}
    return bool(tags & (_PASSED_OVER - {qn("w:txbxContent")}))


def _without_page_numbers(paragraph: etree._Element) -> str:
    """Return a paragraph's text; nothing where it is only the number of the page."""
    text = _text(paragraph)
    instructions = "".join(
        (element.text or "") + (element.get(qn("w:instr")) or "")
        for element in paragraph.iter(qn("w:instrText"), qn("w:fldSimple"))
    )
    letters = [char for char in text if char.isalpha()]
    return text if letters or "PAGE" not in instructions else ""
