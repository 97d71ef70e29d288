"""An existing plan's export becomes a plan, and nothing of it is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import SourceError
from sync.importing import import_plan
from sync.importing.plan import parse_plan
from sync.importing.source import SourceLine
from sync.importing.text import read_plain_text
from sync.model.imports import ImportedPlan
from sync.model.plan import Field, Heading, Info
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.thai.folding import key
from tests.shared import shared_data

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "config" / "example" / "plan.txt"
HEADERS, DIMENSIONS = load_headers(), load_frames()[0].dimensions

SMALL = """\
แผนปฏิบัติการป้องกันการทุจริต
ปีงบประมาณ พ.ศ. ๒๕๗๐
(พ.ศ. ๒๕๖๖ - ๒๕๗๐)
เทศบาลตำบลสมมุติ
Action Plan
จัดทำโดย
สำนักปลัด เทศบาลตำบลสมมุติ
อำเภอตัวอย่าง จังหวัดแบบแผน
ลำดับ\tรายการโครงการ\tมิติ\tงบประมาณ (บาท)\tดำเนินการไตรมาส\t\t\t\tหมายเหตุ
\t\t\t\t1\t2\t3\t4\t
1\tโครงการอบรม\t1\t5,000.00\t☑\t\t\t\tเร่งด่วน
คุณธรรม
2\tกิจกรรมบัตรคิว\t2\t0.00\t\t☑\t\t\t
รวมทั้งสิ้น\t\t\t5,000.00\t1\t1\t0\t0\t
** ข้อมูล ณ วันที่ 16 พฤศจิกายน 2569
ชื่อ - สกุล ผู้ออกรายงาน นายสมมุติ ใจดี
คำอธิบาย
มิติ 1 การสร้างวัฒนธรรมสุจริต
ลำดับที่ ๑
๑. ชื่อโครงการ :
โครงการอบรม
คุณธรรม
๒. หลักการและเหตุผล
บรรทัดแรก
บรรทัดที่ต่อกัน
ดังนั้น จึงจัดโครงการ
๓. วัตถุประสงค์
- ๑) ข้อแรก
ต่อท้ายข้อแรก
๒)
ข้อสอง
-
๙. ผลผลิต/ผลลัพธ์
ผลผลิต
อบรม ๑ ครั้ง
ผลลัพธ์
รู้มากขึ้น
"""


def parse(text: str) -> ImportedPlan:
    return parse_plan(read_plain_text(text.encode(), HEADERS), HEADERS, DIMENSIONS)


def words_of(plan: ImportedPlan) -> Iterator[str]:
    yield from plan.info.values()
    yield from plan.unplaced
    for row in (*plan.projects, plan.totals):
        yield from row.values()
    for detail in plan.details:
        yield detail.name
        yield from detail.texts.values()


def squeezed(*texts: str) -> str:
    return key(" ".join(texts))


def test_the_cover_fills_the_plans_information() -> None:
    assert parse(SMALL).info == {
        Info.TITLE: "แผนปฏิบัติการป้องกันการทุจริต",
        Info.FISCAL_YEAR: "๒๕๗๐",
        Info.PERIOD: "พ.ศ. ๒๕๖๖ - ๒๕๗๐",
        Info.OFFICE: "เทศบาลตำบลสมมุติ",
        Info.OFFICE_TYPE: "เทศบาลตำบล",
        Info.ENGLISH_TITLE: "Action Plan",
        Info.PREPARED_BY: "สำนักปลัด เทศบาลตำบลสมมุติ",
        Info.AMPHOE: "ตัวอย่าง",
        Info.PROVINCE: "แบบแผน",
        Info.AS_OF: "16 พฤศจิกายน 2569",
        Info.ISSUER: "นายสมมุติ ใจดี",
    }


def test_a_provinces_office_has_a_province_alone() -> None:
    text = SMALL.replace("เทศบาลตำบลสมมุติ", "องค์การบริหารส่วนจังหวัดแบบแผน")
    plan = parse(text.replace("อำเภอตัวอย่าง จังหวัดแบบแผน", "จังหวัดแบบแผน"))

    assert plan.unplaced == ()
    assert plan.info[Info.OFFICE] == "องค์การบริหารส่วนจังหวัดแบบแผน"
    assert plan.info[Info.PROVINCE] == "แบบแผน"


def test_the_table_fills_the_projects_as_typed() -> None:
    plan = parse(SMALL)

    assert [tuple(row.values()) for row in plan.projects] == [
        ("1", "โครงการอบรม คุณธรรม", "1", "5,000.00", "☑", "", "", "", "เร่งด่วน"),
        ("2", "กิจกรรมบัตรคิว", "2", "0.00", "", "☑", "", "", ""),
    ]
    assert plan.totals[Field.BUDGET] == "5,000.00"


def test_broken_lines_are_put_together_again() -> None:
    (detail,) = parse(SMALL).details

    assert detail.name == "โครงการอบรม คุณธรรม"
    assert detail.texts == {
        Heading.RATIONALE: "บรรทัดแรก บรรทัดที่ต่อกัน\nดังนั้น จึงจัดโครงการ",
        Heading.OBJECTIVES: "- ๑) ข้อแรก ต่อท้ายข้อแรก\n๒) ข้อสอง\n-",
        Heading.OUTPUTS: "อบรม ๑ ครั้ง",
        Heading.OUTCOMES: "รู้มากขึ้น",
    }


def test_text_behind_a_heading_on_its_line_is_that_headings() -> None:
    (detail,) = parse(SMALL + "๘. ผู้รับผิดชอบ : กองคลัง\n").details

    assert detail.texts[Heading.RESPONSIBLE] == "กองคลัง"


@pytest.mark.parametrize(
    ("old", "new", "unplaced"),
    [
        ("คำอธิบาย", "ภาคผนวก ก", "ภาคผนวก ก"),
        ("การสร้างวัฒนธรรมสุจริต", "ชื่ออื่น", "มิติ 1 ชื่ออื่น"),
        ("Action Plan", "คำขวัญของตำบล", "คำขวัญของตำบล"),
        ("หมายเหตุ\n", "หมายเหตุ\tผู้ตรวจ\n", "ผู้ตรวจ"),
        ("Action Plan", "เทศบาลตำบลอื่น", "เทศบาลตำบลอื่น"),
    ],
)
def test_what_has_no_place_is_kept_and_said(old: str, new: str, unplaced: str) -> None:
    assert parse(SMALL.replace(old, new, 1)).unplaced == (unplaced,)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_every_encoding_thai_is_saved_in_is_read(tmp_path: Path, encoding: str) -> None:
    text = SMALL.replace("☑", "/")
    path = tmp_path / "plan.txt"
    path.write_bytes(text.encode(encoding))

    assert import_plan(path, HEADERS, DIMENSIONS) == parse(text)


def as_word(text: str, path: Path) -> None:
    """Save the text as a Word document, its table as a table with merged headers."""
    document = docx.Document()
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    done = False
    for line in text.splitlines():
        if "\t" not in line:
            document.add_paragraph(line)
        elif not done:
            done = True
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = cell
            for column in (0, 1, 2, 3, 8):
                table.cell(0, column).merge(table.cell(1, column))
            table.cell(0, 4).merge(table.cell(0, 7))
    document.save(str(path))


@pytest.mark.parametrize("source", ["small", "example", "real"])
def test_a_word_document_of_the_same_plan_is_the_same_plan(
    tmp_path: Path, source: str
) -> None:
    text = {
        "small": lambda: SMALL.replace("อบรม\t", "อบรม คุณธรรม\t").replace(
            "\nคุณธรรม\n2", "\n2"
        ),
        "example": lambda: EXAMPLE.read_text("utf-8"),
        "real": lambda: shared_data("tako-2569.txt").read_text("utf-8"),
    }[source]()
    as_word(text, tmp_path / "plan.docx")

    imported = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    assert imported == parse(text)


def test_headers_and_footers_of_a_word_document_are_not_lost(tmp_path: Path) -> None:
    as_word(EXAMPLE.read_text("utf-8"), tmp_path / "plan.docx")
    document = docx.Document(str(tmp_path / "plan.docx"))
    document.sections[0].header.paragraphs[0].text = "สำเนาคู่ฉบับ"
    document.save(str(tmp_path / "plan.docx"))

    imported = import_plan(tmp_path / "plan.docx", HEADERS, DIMENSIONS)

    assert imported == replace(
        parse(EXAMPLE.read_text("utf-8")), unplaced=("สำเนาคู่ฉบับ",)
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello\n",
        b"\x00\x01\x02\xff",
        b"PK\x03\x04 no zip",
        "\ufeffจดหมายธรรมดา".encode(),
        bytes(range(256)) * 9,
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(content)

    with pytest.raises(SourceError):
        import_plan(path, HEADERS, DIMENSIONS)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        import_plan(tmp_path / "none.txt", HEADERS, DIMENSIONS)


def test_the_example_has_a_place_for_everything() -> None:
    assert import_plan(EXAMPLE, HEADERS, DIMENSIONS).unplaced == ()


FOREIGN = st.text(alphabet="กขคงจำ่้ abcXYZ019()-:.", min_size=4, max_size=40).map(
    lambda text: f"ฮฮ{text}"
)


@given(st.lists(st.tuples(st.integers(0, 40), FOREIGN), max_size=5))
def test_a_line_inserted_anywhere_is_found_again_somewhere(
    inserted: list[tuple[int, str]],
) -> None:
    lines = SMALL.splitlines()
    for at, text in inserted:
        lines.insert(min(at, len(lines)), text)

    plan = parse("\n".join(lines))

    kept = squeezed(*words_of(plan))
    assert all(squeezed(text) in kept for _, text in inserted)


@given(st.lists(st.text(max_size=30), max_size=30))
def test_whatever_the_lines_parsing_never_fails(lines: list[str]) -> None:
    parse_plan([SourceLine(line) for line in lines], HEADERS, DIMENSIONS)
    parse("\n".join(lines))
