"""What a conversion to a document leaves of a Word file, by what people report.

The reports, with their addresses, stand in ``emulator/drive/conversion.py``.
"""

import io

import docx
import pytest
import requests
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from emulator.drive.conversion import converted
from emulator.server import WorkspaceServer
from emulator.world import DOCUMENT_TYPE
from tests.emulator.driving import DOCX, FILES, Drive


def after(document: docx.document.Document) -> docx.document.Document:
    stream = io.BytesIO()
    document.save(stream)
    return docx.Document(io.BytesIO(converted(stream.getvalue())))


def field(document: docx.document.Document, words: str, result: str = "") -> None:
    marks = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{words}</w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{result}</w:t>" if result else "",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    element = parse_xml(f"<w:p {nsdecls('w')}>{marks}</w:p>")
    document.element.body.insert(0, element)


def test_a_font_that_docs_lacks_is_another_one() -> None:
    document = docx.Document()
    for font in ("TH Sarabun New", "Sarabun"):
        document.add_paragraph().add_run("แผน").font.name = font

    fonts = [it.runs[0].font.name for it in after(document).paragraphs]

    assert fonts == ["Arial", "Sarabun"]


@pytest.mark.parametrize(
    ("words", "result", "is_field"),
    [
        (" PAGE ", "3", True),
        (" NUMPAGES \\* Arabic ", "9", True),
        (" PAGEREF p1 \\h ", "7", False),
        (" DATE ", "1 มี.ค. 2569", False),
        (' TOC \\o "1-2" ', "", False),
    ],
)
def test_a_field_is_what_it_last_showed(
    words: str, result: str, is_field: bool
) -> None:
    document = docx.Document()
    field(document, words, result)
    simple = (
        f'<w:p {nsdecls("w")}><w:fldSimple w:instr="DOCPROPERTY Title">'
        "<w:r><w:t>ชื่อ</w:t></w:r></w:fldSimple></w:p>"
    )
    document.element.body.insert(1, parse_xml(simple))

    made = after(document)

    assert [it.text for it in made.paragraphs[:2]] == [result, "ชื่อ"]
    assert (next(made.element.iter(qn("w:fldChar")), None) is not None) is is_field
    assert next(made.element.iter(qn("w:fldSimple")), None) is None


def test_borders_that_come_from_a_style_alone_are_lost() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=1, style="Table Grid")
    border = parse_xml(
        f'<w:tcBorders {nsdecls("w")}><w:top w:val="single"/></w:tcBorders>'
    )
    table.cell(1, 0)._tc.get_or_add_tcPr().append(border)
    header = parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
    table.rows[0]._tr.get_or_add_trPr().append(header)

    (made,) = after(document).tables

    assert made._tbl.tblPr.find(qn("w:tblStyle")) is None
    assert len(list(made._tbl.iter(qn("w:tcBorders")))) == 1
    assert len(list(made._tbl.iter(qn("w:tblHeader")))) == 1, "believed to be kept"


def test_a_style_of_ones_own_becomes_normal_and_the_look_remains() -> None:
    document = docx.Document()
    base = document.styles.add_style("ฐาน", WD_STYLE_TYPE.PARAGRAPH)
    base.font.size = Pt(16)
    base.paragraph_format.keep_with_next = True
    own = document.styles.add_style("หัวข้อของเรา", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = base
    own.font.bold = True
    document.add_paragraph("โครงการ", style="หัวข้อของเรา").runs[0].font.italic = True
    document.add_heading("ส่วนที่ 1")

    mine, heading = after(document).paragraphs

    font = mine.runs[0].font
    assert [it.style.name for it in (mine, heading) if it.style] == [
        "Normal",
        "Heading 1",
    ]
    assert (font.bold, font.italic, font.size) == (True, True, Pt(16))
    assert mine.paragraph_format.keep_with_next is True


def test_what_is_exported_is_what_was_uploaded_only_if_that_is_wished(
    workspace: WorkspaceServer,
) -> None:
    drive, content = Drive(workspace), io.BytesIO()
    docx.Document().save(content)

    exports = []
    for exact in (False, True):
        switch = f"{workspace.address}/_control/conversion"
        requests.post(switch, json={"exact": exact}, timeout=30).raise_for_status()
        made = drive.put(content.getvalue(), DOCX, mimeType=DOCUMENT_TYPE)
        path = f"{FILES}/{made}/export"
        exports.append(drive.call("GET", path, mimeType=DOCX).content)

    assert [it == content.getvalue() for it in exports] == [False, True]
