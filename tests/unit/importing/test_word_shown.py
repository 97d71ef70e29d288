"""A Word document is read as its page shows it."""

from io import BytesIO
from xml.sax.saxutils import escape

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sync.importing.source import Aside, Part, Row, SourceLine
from sync.importing.word import read_word
from tests.unit.importing.exports import BELOW, COVER, FIRST, TABLE, parse_parts

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
NUMBERING = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
)


def cell(inner: str) -> str:
    return f"<w:tc>{inner}</w:tc>"


def para(text: str = "", properties: str = "") -> str:
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def in_list(number: int = 7, level: int = 0) -> str:
    ids = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:numPr>{ids}</w:numPr>"


def level(kind: str, text: str, font: str = "", start: int = 1, at: int = 0) -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/>{fonts}</w:lvl>'
    )


def read(body: str, levels: str = "") -> list[Part]:
    document, content = docx.Document(), BytesIO()
    root = document.element.body
    for old in root.xpath("w:p"):
        root.remove(old)
    page = parse_xml(f"<w:body {nsdecls('w')} {W14}>{body}</w:body>")
    for at, element in enumerate(list(page)):
        root.insert(at, element)
    if levels:
        number_with(document, levels)
    document.save(content)
    return list(read_word(content.getvalue()))


def number_with(document: Document, levels: str) -> None:
    xml = (
        f"<w:numbering {nsdecls('w')}>"
        f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    for rel_id, rel in list(document.part.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.NUMBERING:
            del document.part.rels[rel_id]
    part = PackagePart(
        PackURI("/word/numbers.xml"), NUMBERING, xml.encode(), document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)


def test_hidden_text_is_no_text_of_the_page_and_is_said() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ความลับ</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>ที่เห็น</w:t></w:r>'

    assert read(f"<w:p>{hidden}{shown}</w:p>") == [
        SourceLine("ที่เห็น", 1),
        Aside("ความลับ"),
    ]


def test_text_that_a_style_hides_is_hidden() -> None:
    content = BytesIO()
    document = docx.Document()
    style = document.styles.add_style("Secret", 2)
    style.font.hidden = True
    document.add_paragraph("ก").add_run("ความลับ", style=style)
    document.save(content)

    parts = list(read_word(content.getvalue()))

    assert [part.text for part in parts] == ["ก", "ความลับ"]
    assert isinstance(parts[1], Aside)


@pytest.mark.parametrize(
    ("state", "read_as"),
    [
        ('<w14:checked w14:val="1"/>', "☑"),
        ('<w14:checked w14:val="0"/>', "☐"),
        ("", "☐"),
    ],
)
@pytest.mark.parametrize(
    "content", ["", "<w:sdtContent/>", "<w:sdtContent><w:r/></w:sdtContent>"]
)
def test_a_check_box_that_shows_nothing_is_read_by_its_state(
    state: str, read_as: str, content: str
) -> None:
    box = f"<w:sdtPr><w14:checkbox>{state}</w14:checkbox></w:sdtPr>{content}"

    (row,) = read(
        f"<w:tbl><w:tr>{cell(para('ก'))}"
        f"{cell(f'<w:p><w:sdt>{box}</w:sdt></w:p>')}</w:tr></w:tbl>"
    )

    assert isinstance(row, Row)
    assert row.cells == ("ก", read_as)


def test_a_check_box_around_a_cell_is_read_by_its_state() -> None:
    state = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    box = (
        f"<w:sdt><w:sdtPr>{state}</w:sdtPr>"
        f"<w:sdtContent>{cell(para())}</w:sdtContent></w:sdt>"
    )

    (row,) = read(f"<w:tbl><w:tr>{cell(para('ก'))}{box}</w:tr></w:tbl>")

    assert isinstance(row, Row)
    assert row.cells == ("ก", "☑")


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_paragraphs_whose_mark_between_is_deleted_are_one(mark: str) -> None:
    deleted = f'<w:rPr><w:{mark} w:id="1" w:author="ก"/></w:rPr>'

    parts = read(para("โครงการ", deleted) + para("อบรม") + para("อื่น"))

    assert [part.text for part in parts] == ["โครงการอบรม", "อื่น"]


def test_a_row_that_is_deleted_is_no_row() -> None:
    deleted = '<w:trPr><w:del w:id="1" w:author="ก"/></w:trPr>'
    cells = cell(para("ก")) + cell(para("ข"))

    parts = read(f"<w:tbl><w:tr>{deleted}{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")

    assert len(parts) == 1


@pytest.mark.parametrize(
    ("kind", "text", "written"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("thaiNumbers", "%1", ["๑", "๒", "๓"]),
        ("thaiLetters", "(%1)", ["(ก)", "(ข)", "(ค)"]),
        ("upperRoman", "%1", ["I", "II", "III"]),
    ],
)
def test_numbers_that_word_counts_in_cells_are_read(
    kind: str, text: str, written: list[str]
) -> None:
    row = f"<w:tr>{cell(para(properties=in_list()))}{cell(para('ก'))}</w:tr>"

    parts = read(f"<w:tbl>{row * 3}</w:tbl>", level(kind, text))

    assert [part.cells[0] for part in parts if isinstance(part, Row)] == written


def test_a_tick_that_is_the_bullet_of_a_cell_is_read() -> None:
    row = f"<w:tr>{cell(para('ก'))}{cell(para(properties=in_list()))}</w:tr>"

    (found,) = read(f"<w:tbl>{row}</w:tbl>", level("bullet", "\uf0fc", "Wingdings"))

    assert isinstance(found, Row)
    assert found.cells == ("ก", "✓")


def test_sections_that_word_numbers_are_told_apart() -> None:
    levels = level("thaiNumbers", "ลำดับที่ %1") + level("decimal", "%1.%2", at=1)
    body = (
        para(properties=in_list())
        + para("ก", in_list(level=1))
        + para("ข", in_list(level=1))
        + para("โครงการหนึ่ง", in_list())
    )

    assert [part.text for part in read(body, levels)] == [
        *("ลำดับที่ ๑", "ก", "ข", "ลำดับที่ ๒", "โครงการหนึ่ง")
    ]


def test_a_plan_whose_numbers_are_words_own_comes_in_whole() -> None:
    rows = [line.split("\t") for line in TABLE.splitlines()]
    for row in rows[2:-1]:
        row[0] = ""
    table = "".join(
        "<w:tr>"
        + "".join(
            cell(
                para(text, in_list() if at == 0 and 1 < number < len(rows) - 1 else "")
            )
            for at, text in enumerate(row)
        )
        + "</w:tr>"
        for number, row in enumerate(rows)
    )
    body = "".join(para(line) for line in COVER.splitlines())
    below = "".join(para(line) for line in (BELOW + FIRST).splitlines())

    plan = parse_parts(
        *read(f"{body}<w:tbl>{table}</w:tbl>{below}", level("decimal", "%1"))
    )

    assert plan == parse_parts(*read_like_text())


def read_like_text() -> list[Part]:
    rows = "".join(
        "<w:tr>" + "".join(cell(para(text)) for text in line.split("\t")) + "</w:tr>"
        for line in TABLE.splitlines()
    )
    body = "".join(para(line) for line in COVER.splitlines())
    below = "".join(para(line) for line in (BELOW + FIRST).splitlines())
    return read(f"{body}<w:tbl>{rows}</w:tbl>{below}")
