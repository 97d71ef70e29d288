"""A new workbook: what of the plan stands where, and how it helps staff."""

import dataclasses
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sync.adapters.local.spreadsheet import LocalSpreadsheet
from sync.adapters.workbook_layout.new_workbook import create_workbook
from sync.errors import OfficeOccupied
from sync.model.cells import Tab, Value, column_letters
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Field, Heading, Info
from sync.plan.labels import load_headers
from sync.plan.places import ONE_LINE
from sync.sheet.read import read_plan
from tests.unit.adapters.xlsx.example_plan import example_plan
from tests.unit.adapters.xlsx.handmade import parts_of

HEADERS = load_headers()
EMPTY = ImportedPlan(info={}, projects=(), totals={}, details=())


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "plan.xlsx"
    create_workbook(path, example_plan(), HEADERS)
    return path


@pytest.fixture(scope="module")
def tabs(path: Path) -> dict[str, Tab]:
    return {tab.title: tab for tab in LocalSpreadsheet(path).read().tabs}


@pytest.fixture(scope="module")
def sheets(path: Path) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(path).worksheets}


def made(tmp_path: Path, plan: ImportedPlan) -> dict[str, Tab]:
    path = tmp_path / "plan.xlsx"
    create_workbook(path, plan, HEADERS)
    return {tab.title: tab for tab in LocalSpreadsheet(path).read().tabs}


def test_the_tabs_stand_in_the_order_of_the_work(tabs: dict[str, Tab]) -> None:
    assert list(tabs) == [
        "ข้อมูลแผน",
        "โครงการ",
        "รายละเอียด",
        "ผู้รับอีเมล",
        "ผลการดำเนินงาน",
        "การอนุมัติ",
        "ผลการตรวจสอบ",
        "สรุป",
    ]


def test_the_plans_own_lines_stand_beside_their_headings(tabs: dict[str, Tab]) -> None:
    assert tabs["ข้อมูลแผน"].rows == (
        ("หัวข้อ", "ข้อมูล"),
        ("ชื่อแผน", "แผนปฏิบัติการป้องกันการทุจริต"),
        ("ชื่อแผนภาษาอังกฤษ", "Action Plan\nFor Zero Tolerance & Clean Thailand"),
        ("ชื่อหน่วยงาน", "องค์การบริหารส่วนตำบลบ้านสมมุติ"),
        ("ประเภทหน่วยงาน", "องค์การบริหารส่วนตำบล"),
        ("อำเภอ", "เมืองสมมุติ"),
        ("จังหวัด", "สมมุติบุรี"),
        ("ปีงบประมาณ", Decimal(2569)),
        ("ช่วงปีของแผน", "พ.ศ. ๒๕๖๖ - ๒๕๗๐"),
        ("ข้อมูล ณ วันที่", "18 มิถุนายน 2569"),
        ("จัดทำโดย",),
        ("ผู้ออกรายงาน", "นางสาวทดสอบ ใจดี"),
        ("ตำแหน่งผู้ออกรายงาน",),
        ("ผู้อนุมัติ",),
        ("ตำแหน่งผู้อนุมัติ",),
        ("ลิงก์เอกสาร",),
        ("ลิงก์เอกสารฉบับร่าง",),
        ("ลิงก์รายงานรอบ 6 เดือน",),
        ("ลิงก์รายงานรอบ 12 เดือน",),
        ("ไม่ทราบตำแหน่ง", "** หมายเหตุท้ายหน้า"),
        ("ไม่ทราบตำแหน่ง", "-๕-"),
    )


def test_the_table_has_the_two_rows_of_the_official_header(
    tabs: dict[str, Tab], sheets: dict[str, Worksheet]
) -> None:
    assert tabs["โครงการ"].rows[:2] == (
        (
            "ลำดับ",
            "รายการโครงการ",
            "มิติ",
            "งบประมาณ (บาท)",
            "ดำเนินการไตรมาส",
            None,
            None,
            None,
            "หมายเหตุ",
            "สถานะ",
            "ข้อควรแก้ไข",
            "รหัส",
        ),
        (None, None, None, None, Decimal(1), Decimal(2), Decimal(3), Decimal(4)),
    )
    assert {str(area) for area in sheets["โครงการ"].merged_cells.ranges} == {
        *(f"{column}1:{column}2" for column in "ABCDIJKL"),
        "E1:H1",
        "A23:C23",
    }
    assert sheets["โครงการ"].freeze_panes == "C3"
    # where it is stays in sight while the rest is moved along
    assert sheets["ผลการตรวจสอบ"].freeze_panes == "D2"
    assert sheets["สรุป"].page_setup.fitToHeight == 1


def test_a_project_is_typed_as_staff_would_have_typed_it(tabs: dict[str, Tab]) -> None:
    name = "โครงการอบรมคุณธรรมและจริยธรรมสำหรับพนักงานส่วนตำบล สมาชิกสภา และผู้นำชุมชน"

    assert tabs["โครงการ"].rows[3] == (
        Decimal(2),
        name,
        Decimal(1),
        Decimal(15000),
        False,
        True,
        False,
        False,
        None,
        "รอตรวจ",
    )


def test_the_totals_stand_below_the_spare_rows(tabs: dict[str, Tab]) -> None:
    assert tabs["โครงการ"].rows[18:] == (
        (),
        (),
        (),
        (),
        (
            "รวมทั้งสิ้น",
            None,
            None,
            Decimal("63000.5"),
            Decimal(9),
            Decimal(3),
            Decimal(2),
            Decimal(2),
        ),
    )


TYPED: tuple[tuple[Field, str, Value], ...] = (
    (Field.BUDGET, "20,000.00", Decimal(20000)),
    (Field.BUDGET, "๒๐,๐๐๐", Decimal(20000)),
    (Field.BUDGET, "0.00", Decimal(0)),
    (Field.BUDGET, "12500 บาท", "12500 บาท"),
    (Field.BUDGET, "1,2,3", "1,2,3"),
    (Field.BUDGET, "ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ"),
    (Field.BUDGET, "-", "-"),
    (Field.BUDGET, "", None),
    (Field.NUMBER, "1", Decimal(1)),
    (Field.NUMBER, "1.1", "1.1"),
    (Field.NUMBER, "๑", "๑"),
    (Field.DIMENSION, "4", Decimal(4)),
    (Field.DIMENSION, "มิติ 4", "มิติ 4"),
    (Field.QUARTER_1, "☑", True),
    (Field.QUARTER_2, "", False),
    (Field.QUARTER_3, "ไม่แน่", "ไม่แน่"),
    (Field.NAME, '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
    (Field.NAME, "#REF!", "#REF!"),
    (Field.NAME, "123", "123"),
    (Field.REMARK, "ก\x00ข _x0041_", "ก\ufffdข _x0041_"),
    (Field.REMARK, "@a", "@a"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Sequence[Value]]:
    """Return the rows of a workbook in whose projects one text each is typed."""
    plain = {Field.NAME: "ก", Field.REMARK: "ก"}
    projects = tuple(plain | {field: typed} for field, typed, _ in TYPED)
    plan = dataclasses.replace(EMPTY, projects=projects)
    return made(tmp_path_factory.mktemp("typed"), plan)["โครงการ"].rows[2:]


@pytest.mark.parametrize(
    ("row", "field", "typed", "cell"), [(row, *case) for row, case in enumerate(TYPED)]
)
def test_a_value_is_a_number_or_tick_only_where_that_is_plain(
    written: Sequence[Sequence[Value]], row: int, field: Field, typed: str, cell: Value
) -> None:
    value = written[row][list(Field).index(field)]

    assert value == cell, typed
    assert type(value) is type(cell)


def test_no_text_is_ever_a_formula(path: Path) -> None:
    cells = (
        cell
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
    )

    assert {cell.data_type for cell in cells} == {"s", "n", "b"}


def test_a_long_plan_has_a_row_for_every_project(tmp_path: Path) -> None:
    projects = tuple({Field.NAME: f"โครงการ {number}"} for number in range(1, 31))

    rows = made(tmp_path, dataclasses.replace(EMPTY, projects=projects))["โครงการ"].rows

    assert [row[1] for row in rows[2:32]] == [f"โครงการ {n}" for n in range(1, 31)]
    assert rows[32:] == (("รวมทั้งสิ้น",),)


def test_an_empty_plan_makes_an_office_all_the_same(tmp_path: Path) -> None:
    tabs = made(tmp_path, EMPTY)

    assert [len(tab.rows) for tab in tabs.values()] == [19, 23, 1, 1, 1, 1, 1, 0]


def test_the_details_stand_below_their_headings(tabs: dict[str, Tab]) -> None:
    header, first, *rest = tabs["รายละเอียด"].rows

    assert header == (
        "รายการโครงการ",
        "หลักการและเหตุผล",
        "วัตถุประสงค์",
        "กลุ่มเป้าหมาย",
        "วิธีดำเนินการ",
        "ระยะเวลาดำเนินการ",
        "งบประมาณที่ใช้ในการดำเนินการ",
        "ผู้รับผิดชอบ",
        "ผลผลิต",
        "ผลลัพธ์",
    )
    assert first[0] == "กิจกรรมปลูกจิตสำนึกสุจริตในองค์กร"
    assert first[2] == "๑) เพื่อสร้างจิตสำนึก\n๒) เพื่อป้องกันการทุจริต"
    assert first[6] == "@ไม่ใช้งบประมาณ"
    assert len(rest) == 2


def test_who_gets_mail_stands_with_role_and_tick(tabs: dict[str, Tab]) -> None:
    assert tabs["ผู้รับอีเมล"].rows == (
        ("ชื่อ", "อีเมล", "บทบาท", "รับ"),
        ("นายสมมุติ หนึ่ง", "one@example.com", "ผู้บริหาร", True),
        ("นางสมมุติ สอง", "two@example.com", "ผู้ดูแลระบบ", False),
    )


def test_the_findings_have_their_headers_and_a_filter_over_all_of_them(
    tabs: dict[str, Tab], sheets: dict[str, Worksheet]
) -> None:
    headers = [spelled[0] for spelled in HEADERS.spellings["findings"].values()]

    assert tabs["ผลการตรวจสอบ"].rows == (tuple(headers),)
    assert headers[:3] == ["ระดับ", "รหัสข้อ", "ตำแหน่ง"]
    last = column_letters(len(headers))
    assert sheets["ผลการตรวจสอบ"].auto_filter.ref == f"A1:{last}201"


@pytest.mark.parametrize(
    ("tab", "area", "choices"),
    [
        (
            "ข้อมูลแผน",
            "B5",
            '"องค์การบริหารส่วนตำบล,เทศบาลตำบล,เทศบาลเมือง,เทศบาลนคร,องค์การบริหารส่วนจังหวัด"',
        ),
        ("โครงการ", "C3:C22", '"1,2,3,4"'),
        ("โครงการ", "E3:H22", '"TRUE,FALSE"'),
        ("รายละเอียด", "A2:A21", "project_names"),
        ("ผู้รับอีเมล", "C2:C21", '"ผู้บริหาร,ผู้รับผิดชอบ,ผู้ดูแลระบบ"'),
        ("ผู้รับอีเมล", "D2:D21", '"TRUE,FALSE"'),
    ],
)
def test_staff_are_offered_choices_but_may_type_otherwise(
    sheets: dict[str, Worksheet], tab: str, area: str, choices: str
) -> None:
    (offered,) = (
        validation
        for validation in sheets[tab].data_validations.dataValidation
        if str(validation.sqref) == area
    )

    assert offered.formula1 == choices
    assert offered.showErrorMessage is False


@pytest.mark.parametrize(
    ("tab", "areas"),
    [
        ("โครงการ", {"J3:J22", "K3:K22", "L3:L22"}),
        ("ผลการดำเนินงาน", {"A2:A121", "U2:U121"}),
        ("การอนุมัติ", {"A2:A41", "R2:R41"}),
    ],
)
def test_whoever_types_in_the_workers_cells_is_told_whose_they_are(
    sheets: dict[str, Worksheet], tab: str, areas: set[str]
) -> None:
    (told,) = (
        it for it in sheets[tab].data_validations.dataValidation if it.type is None
    )

    assert areas <= set(str(told.sqref).split())
    assert told.promptTitle == "ช่องของระบบ"
    assert "เขียนทับ" in str(told.prompt)
    assert len(str(told.prompt)) <= 255  # or Excel calls the file damaged


def test_the_list_of_names_is_a_defined_name(path: Path) -> None:
    names = openpyxl.load_workbook(path).defined_names

    assert {name: defined.attr_text for name, defined in names.items()} == {
        "project_names": "'โครงการ'!$B$3:$B$22"
    }


def test_a_status_is_coloured_by_how_it_begins(sheets: dict[str, Worksheet]) -> None:
    rules = sheets["โครงการ"].conditional_formatting["J3:J22"]

    assert [rule.formula[0] for rule in rules] == [
        'LEFT(J3,4)="ผ่าน"',
        'LEFT(J3,9)="ต้องแก้ไข"',
        'LEFT(J3,10)="ควรตรวจสอบ"',
        'LEFT(J3,6)="รอตรวจ"',
    ]


def test_the_charts_refer_to_where_the_worker_writes(path: Path) -> None:
    parts = parts_of(path.read_bytes())

    charts = [parts[f"xl/charts/chart{number}.xml"].decode() for number in (1, 2)]
    assert [re.findall("<(?:c:)?f>(.*?)</", chart) for chart in charts] == [
        ["'สรุป'!$A$4:$A$7", "'สรุป'!$C$4:$C$7"],
        ["'สรุป'!$A$11:$A$14", "'สรุป'!$B$11:$B$14"],
    ]


def test_a_row_is_as_high_as_its_longest_text(sheets: dict[str, Worksheet]) -> None:
    rows = sheets["โครงการ"].row_dimensions

    assert [rows[row].height for row in (3, 4, 5)] == [None, 29, None]


def test_every_text_of_a_finding_breaks_into_lines_or_fits_in_one(
    sheets: dict[str, Worksheet],
) -> None:
    findings = sheets["ผลการตรวจสอบ"]

    assert all(cell.alignment.wrap_text for cell in findings[2])
    assert findings.column_dimensions["C"].width >= ONE_LINE  # a link, never broken


def test_a_detail_is_shown_and_printed_whole(tmp_path: Path) -> None:
    long = ImportedDetail("โครงการ ก", {Heading.RATIONALE: "หลักการ " * 200})
    create_workbook(
        tmp_path / "plan.xlsx", dataclasses.replace(EMPTY, details=(long,)), HEADERS
    )

    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["รายละเอียด"]

    # 1,600 letters, of which three have no width, on lines of some eighty
    assert 200 < (sheet.row_dimensions[2].height or 0) < 409


def test_rows_for_details_to_come_grow_with_them(tmp_path: Path) -> None:
    create_workbook(tmp_path / "plan.xlsx", EMPTY, HEADERS)

    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["รายละเอียด"]

    assert {sheet.row_dimensions[row].height for row in range(2, 22)} == {None}


def test_names_of_documents_in_the_summary_are_broken_and_not_cut(
    sheets: dict[str, Worksheet],
) -> None:
    summary = sheets["สรุป"]

    assert all(
        summary.cell(row, column).alignment.wrap_text
        for row in range(16, 60)
        for column in (1, 2)
    )


def test_the_reader_finds_in_it_what_was_put_in(path: Path) -> None:
    plan = read_plan(LocalSpreadsheet(path).read(), HEADERS).plan

    assert len(plan.projects) == 16
    assert plan.info.text(Info.OFFICE) == "องค์การบริหารส่วนตำบลบ้านสมมุติ"
    assert [recipient.wants for recipient in plan.recipients] == [True, False]
    assert plan.typed_totals is not None
    assert [int(count or 0) for count in plan.typed_totals.quarters] == [9, 3, 2, 2]
    assert plan.projects[15].name == "=กิจกรรมพัฒนาศักยภาพสมาชิกสภา"


def test_an_office_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"somebody's work")

    with pytest.raises(OfficeOccupied):
        create_workbook(path, EMPTY, HEADERS)

    assert path.read_bytes() == b"somebody's work"
    assert [file.name for file in tmp_path.iterdir()] == ["plan.xlsx"]
