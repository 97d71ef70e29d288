"""A document is blank only where surely nothing stands in it."""

import zipfile
from io import BytesIO

import docx
import pytest

from sync.adapters.google.blank import is_blank

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:example:new"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_BODY = (
    '<w:background w:color="FFFFFF"/><w:body>{}<w:p><w:pPr><w:jc w:val="left"/></w:pPr>'
    '<w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r></w:p>'
    '<w:sectPr><w:pgSz w:w="11909" w:h="16834"/></w:sectPr></w:body>'
)


def word(inside: str = "", **parts: str) -> bytes:
    """Write a document as Google exports one, with something in it or in a part."""
    stream = BytesIO()
    body = f"<w:document {_NAMESPACES}>{_BODY.format(inside)}</w:document>"
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/_rels/document.xml.rels", "<Relationships/>")
        package.writestr("word/styles.xml", "<styles>คำ</styles>")
        package.writestr("customXml/item1.xml", "<go/>")
        package.writestr("word/document.xml", body)
        for name, content in parts.items():
            tag = f"w:{name} {_NAMESPACES}"
            whole = f"<{tag}>{content}</w:{name}>"
            file = {"hdr": "header1", "ftr": "footer1"}.get(name, name)
            package.writestr(f"word/{file}.xml", whole)
    return stream.getvalue()


def with_file(name: str) -> bytes:
    stream = BytesIO(word())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, b"x")
    return stream.getvalue()


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def test_empty_paragraphs_of_any_look_are_blank() -> None:
    assert is_blank(word())
    assert is_blank(word(paragraph('<w:bookmarkStart w:id="0" w:name="_x"/>') * 3))
    assert is_blank(word(hdr="<w:p/>", ftr="<w:p><w:r/></w:p>", footnotes=""))
    stream = BytesIO()
    docx.Document().save(stream)
    assert is_blank(stream.getvalue())


@pytest.mark.parametrize(
    "inside",
    [
        paragraph("<w:r><w:t>ก</w:t></w:r>"),
        paragraph("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
        paragraph("<m:oMathPara/>"),
        paragraph('<w:ins w:id="1"><w:r><w:t>ก</w:t></w:r></w:ins>'),
        paragraph('<w:del w:id="1"><w:r><w:delText>ก</w:delText></w:r></w:del>'),
        paragraph('<w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>'),
        paragraph('<w:commentRangeStart w:id="1"/>'),
        paragraph('<w:r><w:commentReference w:id="1"/></w:r>'),
        paragraph('<w:r><w:endnoteReference w:id="1"/></w:r>'),
        paragraph("<w:r><w:drawing/></w:r>"),
        paragraph("<w:r><w:pict><v:shape/></w:pict></w:r>"),
        paragraph("<w:r><w:object/></w:r>"),
        paragraph("<w:r><mc:AlternateContent/></w:r>"),
        paragraph('<w:r><w:sym w:char="F0E0"/></w:r>'),
        paragraph("<w:r><w:noBreakHyphen/></w:r>"),
        paragraph('<w:fldSimple w:instr="PAGE"/>'),
        paragraph("<w:hyperlink/>"),
        paragraph("<x:newest/>"),
        "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
        "<w:tbl/>",
        "<w:altChunk/>",
        "<x:newest/>",
    ],
)
def test_anything_else_is_somebodys_work(inside: str) -> None:
    assert not is_blank(word(inside))


@pytest.mark.parametrize("part", ["hdr", "ftr", "footnotes", "endnotes"])
def test_so_it_is_beside_the_body(part: str) -> None:
    note = "<w:footnote><w:p><w:r><w:t>ก</w:t></w:r></w:p></w:footnote>"

    assert not is_blank(word(**{part: note}))


@pytest.mark.parametrize(
    "name",
    [
        "word/comments.xml",
        "word/media/image1.png",
        "word/charts/chart1.xml",
        "word/embeddings/sheet1.xlsx",
        "word/diagrams/data1.xml",
        "word/glossary/document.xml",
        "word/of-the-future.xml",
    ],
)
def test_so_is_a_part_that_holds_something_or_that_nobody_knows(name: str) -> None:
    assert not is_blank(with_file(name))


def test_what_unpacks_to_more_than_any_document_is_somebodys_work() -> None:
    stream = BytesIO(word())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("customXml/item2.xml", b" " * (64 * 2**20))

    assert not is_blank(stream.getvalue())
