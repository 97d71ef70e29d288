"""Word documents: the same plan as in text, and nothing of the page lost."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import SourceDamaged, SourceError, SourceTooLarge
from sync.importing import import_plan
from sync.importing.source import Aside, Held, Part, Row, SourceLine
from sync.importing.word import read_word
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import QUARTERS, Field, Heading
from tests.unit.importing.exports import (
    DIMENSIONS,
    EXPORT,
    HEADERS,
    parse,
    parse_parts,
    save_as_word,
)


def read(fill: Callable[[Document], None]) -> list[Part]:
    document, content = docx.Document(), BytesIO()
    fill(document)
    document.save(content)
    return list(read_word(content.getvalue()))


def add(document: Document, xml: str) -> None:
    """Put a piece of Word's own XML at the end of the page."""
    opening, rest = xml.split(">", 1)
    element = parse_xml(f"{opening} {nsdecls('w')}>{rest}")
    body = document.element.body
    body.insert(len(body) - 1, element)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def imported(path: Path) -> ImportedPlan:
    return import_plan(path, HEADERS, DIMENSIONS)


def test_a_word_document_of_a_plan_is_the_same_plan(tmp_path: Path) -> None:
    save_as_word(EXPORT, tmp_path / "plan.docx")

    assert imported(tmp_path / "plan.docx") == parse(EXPORT)


def test_a_table_set_with_tabs_in_paragraphs_is_the_same_plan(tmp_path: Path) -> None:
    document = docx.Document()
    for line in EXPORT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))

    assert imported(tmp_path / "plan.docx") == parse(EXPORT)


def test_line_breaks_within_a_paragraph_are_lines(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(EXPORT)
    document.save(str(tmp_path / "plan.docx"))

    assert imported(tmp_path / "plan.docx") == parse(EXPORT)


def test_a_merged_cell_stands_in_its_first_column() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(2, 3)
        for cell, text in zip(table._cells, "กขคงจฉ", strict=True):
            cell.text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))

    assert read(fill) == [
        Row(("ก ง", "ข ค", ""), 1, (Held(2, 1, "ข ค"),)),
        Row(("", "จ", "ฉ"), 2, (Held(0, 0, "ก ง"),)),
    ]


def test_a_merged_dimension_or_tick_holds_for_each_of_its_rows(tmp_path: Path) -> None:
    quarters = [HEADERS.spellings["projects"][quarter][1] for quarter in QUARTERS]
    document = docx.Document()
    rows = [
        ("ลำดับ", "รายการโครงการ", "มิติ", "งบประมาณ (บาท)", *quarters),
        ("1", "โครงการก", "2", "5,000", "/", "", "", ""),
        ("2", "โครงการข", "", "", "", "", "", "/"),
        ("3", "โครงการค", "3", "0", "", "/", "", ""),
    ]
    table = document.add_table(len(rows), 8)
    for at, text in enumerate(cell for row in rows for cell in row):
        table._cells[at].text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    table.cell(1, 3).merge(table.cell(2, 3))
    table.cell(1, 4).merge(table.cell(1, 6))
    document.save(str(tmp_path / "plan.docx"))

    first, second, third = imported(tmp_path / "plan.docx").projects

    assert [p[Field.DIMENSION] for p in (first, second, third)] == ["2", "2", "3"]
    assert [p[Field.BUDGET] for p in (first, second, third)] == ["5,000", "", "0"]
    assert [first[quarter] for quarter in QUARTERS] == ["/", "/", "/", ""]
    assert [second[quarter] for quarter in QUARTERS] == ["", "", "", "/"]


@pytest.mark.parametrize(
    ("state", "read_as"),
    [
        ("<w:default w:val='0'/><w:checked/>", "☑"),
        ("<w:default w:val='0'/><w:checked w:val='1'/>", "☑"),
        ("<w:default w:val='1'/><w:checked w:val='0'/>", "☐"),
        ("<w:default w:val='1'/>", "☑"),
        ("<w:default w:val='0'/>", "☐"),
        ("", "☐"),
    ],
)
def test_a_check_box_of_an_older_form_is_a_tick(state: str, read_as: str) -> None:
    xml = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>"
        f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )

    assert read(lambda document: add(document, xml)) == [SourceLine(read_as, 1)]


def test_a_letter_in_a_font_of_pictures_is_what_people_see() -> None:
    xml = (
        "<w:p><w:r><w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>"
        "<w:t>ü</w:t></w:r></w:p>"
    )

    assert read(lambda document: add(document, xml)) == [SourceLine("✓", 1)]


def test_a_table_within_a_cell_is_text_of_the_cell() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "นอก"
        table.cell(0, 0).add_table(1, 2).cell(0, 1).text = "ใน"
        table.cell(0, 1).text = "ข้าง"

    assert read(fill) == [Row(("นอก ใน", "ข้าง"), 1)]


def test_a_table_of_one_cell_is_a_frame_around_lines() -> None:
    def fill(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "ก"
        cell.add_paragraph("ข")

    assert [part.text for part in read(fill)] == ["ก", "ข"]


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:sdt><w:sdtContent>{paragraph('ก')}</w:sdtContent></w:sdt>",
        "<w:p><w:hyperlink><w:r><w:t>ก</w:t></w:r></w:hyperlink></w:p>",
        "<w:p><w:ins><w:r><w:t>ก</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:t>ก</w:t></w:r>"
        "<w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>ก</w:t></w:r></w:p>",
        "<w:p><w:r><w:tab/><w:t>ก</w:t></w:r></w:p>",
    ],
)
def test_text_is_read_wherever_word_puts_it(xml: str) -> None:
    assert read(lambda document: add(document, xml)) == [SourceLine("ก", 1)]


@pytest.mark.parametrize(
    ("code", "read_as"), [("F0FE", "☑"), ("f0a8", "☐"), ("F04A", "\ufffd")]
)
def test_a_tick_set_as_a_symbol_is_a_tick(code: str, read_as: str) -> None:
    xml = f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r></w:p>'

    assert read(lambda document: add(document, xml)) == [SourceLine(read_as, 1)]


def test_items_that_word_numbers_are_items() -> None:
    numbered = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>"

    def fill(document: Document) -> None:
        for text in ("ลำดับที่ ๑", "๓. วัตถุประสงค์"):
            document.add_paragraph(text)
        for text in ("ข้อแรก", "ข้อสอง"):
            add(document, numbered.format(f"<w:r><w:t>{text}</w:t></w:r>"))

    (detail,) = parse_parts(*read(fill)).details

    assert detail.texts == {Heading.OBJECTIVES: "ข้อแรก\nข้อสอง"}


def test_headers_footers_and_text_boxes_are_asides() -> None:
    box = f"<w:txbxContent>{paragraph('ในกล่อง')}</w:txbxContent>"

    def fill(document: Document) -> None:
        document.add_paragraph("เนื้อหา")
        add(document, f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>")
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "หัวกระดาษ"
        section.first_page_header.paragraphs[0].text = "หัวหน้าแรก"
        section.footer.paragraphs[0].text = "ท้ายกระดาษ"

    first, *others = read(fill)

    assert first == SourceLine("เนื้อหา", 1)
    assert {*others} == {
        Aside(text) for text in ("ในกล่อง", "หัวกระดาษ", "หัวหน้าแรก", "ท้ายกระดาษ")
    }


def test_a_page_number_in_the_footer_is_no_text() -> None:
    def fill(document: Document) -> None:
        footer = document.sections[0].footer.paragraphs[0]
        footer.text = "- "
        footer._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>3</w:t></w:r>'
                "</w:fldSimple>"
            )
        )

    assert read(fill) == []


def test_asides_are_unplaced(tmp_path: Path) -> None:
    save_as_word(EXPORT, tmp_path / "plan.docx")
    document = docx.Document(str(tmp_path / "plan.docx"))
    document.sections[0].header.paragraphs[0].text = "สำเนาคู่ฉบับ"
    document.save(str(tmp_path / "plan.docx"))

    plan = imported(tmp_path / "plan.docx")

    assert plan.unplaced == ("สำเนาคู่ฉบับ",)
    assert plan.details == parse(EXPORT).details


# --- what is refused --------------------------------------------------------------


def refused(tmp_path: Path, content: bytes) -> type[SourceError]:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    with pytest.raises(SourceError) as refusal:
        imported(path)
    return type(refusal.value)


def zipped(name: str, content: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def test_a_zip_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped("word/x.xml", b"<workbook/>")) is SourceDamaged


def test_a_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    bomb = zipped("word/document.xml", bytes(101 * 1024 * 1024))

    assert refused(tmp_path, bomb) is SourceTooLarge


def test_a_document_of_more_elements_than_any_plan_is_refused_whatever_its_name(
    tmp_path: Path,
) -> None:
    bomb = BytesIO(WHOLE)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("word/media/image1.png", b"<a>" + b"<b/>" * 400_000 + b"</a>")

    assert refused(tmp_path, bomb.getvalue()) is SourceTooLarge


def test_an_archive_of_more_parts_than_any_document_is_refused(tmp_path: Path) -> None:
    bomb = zipped("word/document.xml", b"") + b"PK\x01\x02" * 5_000

    assert refused(tmp_path, bomb) is SourceTooLarge


def whole() -> bytes:
    document, content = docx.Document(), BytesIO()
    document.add_paragraph("ลำดับที่ ๑")
    document.save(content)
    return content.getvalue()


WHOLE = whole()


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_document_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    assert refused(tmp_path, WHOLE[: int(len(WHOLE) * share)]) is SourceDamaged


@given(st.lists(st.tuples(st.integers(4, len(WHOLE) - 1), st.integers(0, 255))))
def test_a_damaged_document_is_read_or_refused_and_nothing_else(
    changed: list[tuple[int, int]],
) -> None:
    content = bytearray(WHOLE)
    for at, byte in changed:
        content[at] = byte

    with suppress(ValueError):
        read_word(bytes(content))


def test_a_budget_merged_over_two_projects_is_said(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(0, 4)
    for row in (
        ("ลำดับ", "โครงการ", "มิติ", "งบประมาณ"),
        ("1", "ก", "1", "500"),
        ("2", "ข", "2", ""),
        ("3", "ค", "3", "7"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(1, 3).merge(table.cell(2, 3))
    document.save(str(tmp_path / "plan.docx"))

    plan = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    facts = {"amount": "500", "names": "“ก”, “ข”"}
    assert plan.doubts == (Said("doubt_merged_budget_here", facts),)
