"""Native documents, each kept as a .docx: what is made into one, and its text."""

import html
import io
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import docx
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.table import Table
from docx.text.paragraph import Paragraph

from emulator.drive.access import bad_request
from emulator.drive.conversion import converted
from emulator.drive.formats import DOCX, HTML

BOM = "\ufeff"
BLOCK_TAGS = frozenset({"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN_TAGS = frozenset({"style", "script", "title"})


def blank() -> bytes:
    """Return an empty document."""
    return _of_paragraphs([])


def to_docx(
    content: bytes,
    kind: str,
    *,
    exact: bool = False,
    spoilt: Mapping[str, str] | None = None,
) -> bytes:
    """Turn an upload into a document; an ``exact`` one is the upload bit for bit.

    ``spoilt`` are letters of a Word file that come out as others.

    Raises:
        ApiError: it is not what it is said to be.
    """
    if kind == DOCX:
        return _checked(content, spoilt, exact=exact)
    text = content.decode("utf-8-sig", errors="replace")
    if kind == HTML:
        reader = _HtmlText()
        reader.feed(text)
        text = reader.text()
    return _of_paragraphs(text.splitlines())


def _checked(content: bytes, spoilt: Mapping[str, str] | None, *, exact: bool) -> bytes:
    try:
        if not exact:
            return converted(content, spoilt)
        docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise bad_request() from error
    return content


def _of_paragraphs(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _HtmlText(HTMLParser):
    """Collects what can be read on a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in BLOCK_TAGS or tag == "br":
            self._parts.append("\n")
        elif tag in ("td", "th"):
            self._parts.append("\t")
        self._unseen += tag in UNSEEN_TAGS

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            self._parts.append("\n")
        self._unseen -= tag in UNSEEN_TAGS

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(" ".join(data.split()) if data.strip() else " ")

    def text(self) -> str:
        lines = (line.strip() for line in "".join(self._parts).splitlines())
        return "\n".join(line for line in lines if line)


def lines(content: bytes) -> list[str]:
    """Return the text of a document: its paragraphs and rows, in order."""
    found = []
    for block in _blocks(content):
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found += ["\t".join(row) for row in _rows(block)]
    return found


def to_text(content: bytes) -> bytes:
    """Export as plain text: a byte order mark, and lines as on Windows."""
    text = "\n".join(lines(content))
    return (BOM + text.replace("\n", "\r\n")).encode()


def to_markdown(content: bytes) -> bytes:
    """Export as Markdown: headings are marked, rows of tables have bars."""
    parts = []
    for block in _blocks(content):
        if isinstance(block, Paragraph):
            level = _tag(block).removeprefix("h")
            mark = "#" * int(level) + " " if level.isdigit() else ""
            parts.append(mark + block.text)
        else:
            rows = [f"| {' | '.join(row)} |" for row in _rows(block)]
            rows.insert(1, "|" + " :---- |" * rows[0].count(" | ") + " :---- |")
            parts.append("\n".join(rows))
    return "\n\n".join(parts).encode()


def to_html(content: bytes) -> bytes:
    """Export as a simple page."""
    parts = []
    for block in _blocks(content):
        if isinstance(block, Paragraph):
            tag = _tag(block)
            parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
        else:
            rows = (
                "".join(f"<td>{html.escape(cell)}</td>" for cell in row)
                for row in _rows(block)
            )
            parts.append(
                "<table>" + "".join(f"<tr>{r}</tr>" for r in rows) + "</table>"
            )
    head = '<meta content="text/html; charset=UTF-8" http-equiv="content-type">'
    page = f"<html><head>{head}</head><body>{''.join(parts)}</body></html>"
    return page.encode()


def _tag(paragraph: Paragraph) -> str:
    style = paragraph.style.name if paragraph.style else ""
    level = (style or "").removeprefix("Heading ")
    return f"h{level}" if level in list("123456") else "p"


def _blocks(content: bytes) -> Iterator[Paragraph | Table]:
    body = docx.Document(io.BytesIO(content))._body
    # python-docx's own iter_inner_content takes four times as long for twice as much
    for element in body._element:
        if isinstance(element, CT_P):
            yield Paragraph(element, body)
        elif isinstance(element, CT_Tbl):
            yield Table(element, body)


def _rows(table: Table) -> Iterator[list[str]]:
    """Yield the texts of a table's cells; a merged cell counts once."""
    for row in table.rows:
        yield [
            "\n".join(Paragraph(p, table).text for p in cell.iter(qn("w:p")))
            for cell in row._tr.tc_lst
        ]
