"""Where everything in a document stands, by Docs' counting.

https://developers.google.com/workspace/docs/api/concepts/structure: places are counted
in UTF-16 code units from the body's beginning, where a section break takes the first; a
table, a row and a cell take one each where they begin, a table one more where it ends,
and a paragraph one for its end.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import docx
from docx.oxml.ns import qn

Element: TypeAlias = Any
"""An element of the document's body; lxml's have no types."""

BREAK, PICTURE = "\x0c", "\ufffc"
"""What stands for a page break and for a picture, each of which takes one unit."""
_AS_TEXT = {qn("w:tab"): "\t", qn("w:cr"): "\x0b", qn("w:noBreakHyphen"): "\u2011"}


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, or what stands for a thing; ``run`` tells how it looks."""

    text: str
    run: Element
    thing: Element | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph and its letters, the end not among them."""

    element: Element
    start: int
    letters: list[Letter]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(letter.text for letter in self.letters)

    @property
    def end(self) -> int:
        """Where it ends, past the unit for its end."""
        return self.start + units(self.text) + 1

    def place(self, index: int) -> int:
        """Return which letter stands at an index; past the last, their number."""
        at = self.start
        for number, letter in enumerate(self.letters):
            if at >= index:
                return number
            at += units(letter.text)
        return len(self.letters)


@dataclass(slots=True)
class Cell:
    """A cell of a table."""

    start: int
    blocks: list["Block"]
    end: int = 0


@dataclass(slots=True)
class Row:
    """A row of a table."""

    start: int
    cells: list[Cell] = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class Table:
    """A table; merged cells count once."""

    start: int
    rows: list[Row] = field(default_factory=list)
    end: int = 0


Block: TypeAlias = Paragraph | Table


def opened(content: bytes) -> Any:  # noqa: ANN401  python-docx's document
    """Return a document to be read or changed, which ends in a paragraph as all do."""
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    blocks = [it for it in body if it.tag in (qn("w:p"), qn("w:tbl"))]
    if not blocks or blocks[-1].tag == qn("w:tbl"):
        body.add_p()
    return document


def laid_out(body: Element, start: int = 1) -> list[Block]:
    """Return the paragraphs and tables of a body or a cell, in order."""
    blocks: list[Block] = []
    for element in body:
        if element.tag == qn("w:p"):
            blocks.append(Paragraph(element, start, list(_letters(element))))
        elif element.tag == qn("w:tbl"):
            blocks.append(_table(element, start))
        else:
            continue
        start = blocks[-1].end
    return blocks


def paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield all paragraphs, those in tables as well."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def _table(element: Element, start: int) -> Table:
    table = Table(start)
    at = start + 1
    for row_element in element.iterchildren(qn("w:tr")):
        row = Row(at)
        at += 1
        for cell_element in row_element.iterchildren(qn("w:tc")):
            cell = Cell(at, laid_out(cell_element, at + 1))
            at = cell.end = cell.blocks[-1].end if cell.blocks else at + 1
            row.cells.append(cell)
        row.end = at
        table.rows.append(row)
    table.end = at + 1
    return table


def _letters(paragraph: Element) -> Iterator[Letter]:
    for run in paragraph.iter(qn("w:r")):
        for part in run:
            if part.tag == qn("w:t"):
                for text in part.text or "":
                    yield Letter(text, run)
            elif part.tag in _AS_TEXT:
                yield Letter(_AS_TEXT[part.tag], run)
            elif part.tag == qn("w:br"):
                pages = part.get(qn("w:type")) == "page"
                yield Letter(BREAK if pages else "\x0b", run, part if pages else None)
            elif part.tag in (qn("w:drawing"), qn("w:pict")):
                yield Letter(PICTURE, run, part)
