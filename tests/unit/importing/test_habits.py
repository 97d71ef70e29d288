"""Habits of offices' own workbooks: the yearly plan of operations above all."""

from collections.abc import Sequence

import pytest

from sync.importing.workbook import import_workbook
from sync.model.imports import ImportedPlan, Said
from sync.model.plan import QUARTERS, Field, Heading, Info
from sync.thai.ticks import parse_ticks
from tests.unit.importing.exports import DIMENSIONS, HEADERS
from tests.unit.importing.workbooks import NAMES, Book, Rows, official

MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."]
MONTHS += ["ก.ค.", "ส.ค.", "ก.ย."]
TITLE: Rows = [
    ["บัญชีจำนวนโครงการ กิจกรรมและงบประมาณ", None, None, None, "แบบ ผด.02"],
    ["แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2570"],
    ["ของเทศบาลตำบลเขาสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
]
HEADER = ["ลำดับที่", "โครงการ/กิจกรรม", "รายละเอียดของกิจกรรม", "งบประมาณ (บาท)"]
OWN = ["สถานที่ดำเนินการ", "หน่วยงานรับผิดชอบหลัก"]
ROWS: Rows = [
    [1, "โครงการอบรมคุณธรรม", "อบรม 40 คน", 30000, "ห้องประชุม", "สำนักปลัด"],
    [2, "มาตรการเปิดเผยราคากลาง", "ประกาศทุกโครงการ", "-", "ศาลา", "กองคลัง"],
]
TOTAL = ["รวม", "2 โครงการ", None, 30000]


def bring(rows: Rows, merged: tuple[str, ...] = ()) -> ImportedPlan:
    return bring_tabs({"ผด.02": rows}, merged)


def bring_tabs(tabs: dict[str, Rows], merged: tuple[str, ...] = ()) -> ImportedPlan:
    sheet = Book(tabs, dict.fromkeys(tabs, merged)).sheet()
    return import_workbook(sheet, "ก.xlsx", HEADERS, DIMENSIONS)


def operations(*below: Sequence[object], total: Sequence[object] = TOTAL) -> Rows:
    """Return the national form of the yearly operations, with what stands below it."""
    rows = [[*row, *[None] * 3, "↔"] for row in ROWS]
    header: Rows = [[*HEADER, *OWN, "พ.ศ. 2569"], [*[None] * 6, *MONTHS]]
    return [*TITLE, *header, *rows, list(total), [], *map(list, below)]


def quarters_of(plan: ImportedPlan) -> list[list[int]]:
    rows = [
        parse_ticks([row[quarter] for quarter in QUARTERS]) for row in plan.projects
    ]
    return [[n for n, tick in enumerate(row, 1) if tick] for row in rows]


def texts_of(plan: ImportedPlan, heading: Heading) -> list[str | None]:
    return [detail.texts.get(heading) for detail in plan.details]


def told(plan: ImportedPlan) -> list[str]:
    return [each.facts["text"] for each in plan.found if "text" in each.facts]


# --- the national form ------------------------------------------------------------------


def test_the_form_of_yearly_operations_comes_in_whole() -> None:
    plan = bring(operations())

    assert [row[Field.NAME] for row in plan.projects] == [row[1] for row in ROWS]
    assert quarters_of(plan) == [[2], [2]]
    assert plan.info[Info.TITLE] == "แผนการดำเนินงาน"
    assert plan.info[Info.OFFICE] == "เทศบาลตำบลเขาสมมุติ"
    assert texts_of(plan, Heading.RESPONSIBLE) == ["สำนักปลัด", "กองคลัง"]
    assert texts_of(plan, Heading.METHOD) == [
        "อบรม 40 คน\nสถานที่ดำเนินการ: ห้องประชุม",
        "ประกาศทุกโครงการ\nสถานที่ดำเนินการ: ศาลา",
    ]
    columns = [each.facts for each in plan.found if each.code == "found_column"]
    assert [(own["column"], own["heading"]) for own in columns] == [
        (HEADER[2], Heading.METHOD),
        (OWN[1], Heading.RESPONSIBLE),
        (OWN[0], Heading.METHOD),
    ]
    assert (plan.unplaced, plan.left) == ((), ())


def test_what_names_the_form_is_told_and_not_missing() -> None:
    assert told(bring(operations())) == [TITLE[0][0], TITLE[0][4]]


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("ผู้รับผิดชอบโครงการ", Heading.RESPONSIBLE),
        ("หน่วยงาน\nรับผิดชอบ", Heading.RESPONSIBLE),
        ("หน่วยงานรับผิดชอบ (หลัก)", Heading.RESPONSIBLE),
        ("สำนัก/กอง", Heading.RESPONSIBLE),
        ("ส่วนราชการที่รับผิดชอบ", Heading.RESPONSIBLE),
        ("หน่วยงานเจ้าของโครงการ", Heading.RESPONSIBLE),
        ("รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ", Heading.METHOD),
        ("เป้าหมาย (ผลผลิตของโครงการ)", Heading.OUTPUTS),
        ("วัตถุประสงค์ของโครงการ", Heading.OBJECTIVES),
        ("หน่วยงานสนับสนุน", None),
        ("แหล่งงบประมาณ", None),
        ("หน่วยนับ", None),
        ("ตัวชี้วัด (KPI)", None),
        ("ผลที่คาดว่าจะได้รับ", None),
        ("รายละเอียดงบประมาณ", None),
        ("แนวทางการพัฒนา", None),
    ],
)
def test_a_column_is_taken_by_what_its_header_says(
    title: str, heading: Heading | None
) -> None:
    rows = official()
    rows[5] = [*rows[5], title]
    rows[7] = [*rows[7], "ข้อความ"]

    plan = bring(rows)

    texts = [detail.texts for detail in plan.details]
    shown = title.replace("\n", " ")
    assert texts == ([{heading: "ข้อความ"}] if heading else [])
    assert plan.unplaced == (() if heading else (f"{shown} · 1: ข้อความ",))
    facts = {"tab": "ผด.02", "column": shown, "heading": heading or ""}
    assert (Said("found_column", facts) in plan.found) is bool(heading)


def test_headers_of_a_tab_of_details_are_read_as_those_of_the_table() -> None:
    head = ["ชื่อโครงการ", "วัตถุประสงค์ของโครงการ", "กลุ่มเป้าหมาย", "สำนัก/กอง", "หน่วยนับ"]
    details: Rows = [head, [NAMES[0], "เพื่อรู้", "เยาวชน", "กองคลัง", "คน"]]

    plan = bring_tabs({"แผน": official(), "รายละเอียด": details})

    assert [detail.texts for detail in plan.details] == [
        {
            Heading.OBJECTIVES: "เพื่อรู้",
            Heading.TARGET_GROUP: "เยาวชน",
            Heading.RESPONSIBLE: "กองคลัง",
        }
    ]
    assert plan.unplaced == (f"หน่วยนับ · {NAMES[0]}: คน",)


# --- headings that were used ------------------------------------------------------------


def in_headings(*headings: list[object]) -> Rows:
    rows = [[*row[:2], *row[3:]] for row in official()]
    return [*rows[:7], headings[0], *rows[7:9], headings[1], *rows[9:]]


def test_a_heading_that_gave_its_dimension_is_not_left_out() -> None:
    plan = bring(in_headings(["มิติที่ 1 จิตสำนึก", None, 35500], ["มิติที่ ๒", "โปร่งใส"]))

    assert [row[Field.DIMENSION] for row in plan.projects][:3] == ["1", "1", "2"]
    assert told(plan) == ["มิติที่ 1 จิตสำนึก", "มิติที่ ๒ โปร่งใส"]
    sums = Said("left_sums", {"tab": "ผด.02", "rows": "8"})
    assert (plan.unplaced, plan.left) == ((), (sums,))


def test_a_heading_by_the_name_of_a_dimension_is_not_left_out() -> None:
    plan = bring(in_headings([DIMENSIONS[0]], [DIMENSIONS[1]]))

    assert [row[Field.DIMENSION] for row in plan.projects][:3] == ["1", "1", "2"]
    assert (plan.unplaced, plan.left) == ((), ())


def test_what_stands_beside_a_heading_is_left() -> None:
    plan = bring(in_headings(["มิติที่ 1 จิตสำนึก", None, "ร่าง"], ["มิติที่ 2"]))

    assert [each.facts["text"] for each in plan.left] == ["ร่าง"]


# --- the total's row --------------------------------------------------------------------


@pytest.mark.parametrize(
    "total",
    [
        ["รวม", "2 โครงการ", None, 30000],
        ["รวมทั้งสิ้น", None, "๒ โครงการ", 30000],
        ["รวมทั้งสิ้น", None, None, 30000, "รวม 2 โครงการ/กิจกรรม"],
        ["รวมทั้งสิ้น", None, None, 30000, None, None, "(สามหมื่นบาทถ้วน)"],
        ["รวม", 2, "โครงการ", 30000],
        ["รวมทั้งสิ้น", None, None, 30000, None, None, None, "จำนวน 2 โครงการ"],
    ],
)
def test_what_a_total_says_once_more_is_not_missing(total: list[object]) -> None:
    plan = bring(operations(total=total))

    assert plan.totals[Field.BUDGET] == "30000"
    assert [plan.totals[quarter] for quarter in QUARTERS] == [""] * 4
    assert (plan.unplaced, plan.left) == ((), ())


def test_the_amount_in_words_below_the_total_is_not_missing() -> None:
    plan = bring(operations(["(สามหมื่นบาทถ้วน)"]))

    assert plan.unplaced == ()


def test_a_total_in_other_words_is_kept() -> None:
    plan = bring(operations(["(สี่หมื่นบาทถ้วน)"]))

    assert plan.unplaced == ("(สี่หมื่นบาทถ้วน)",)


def test_a_total_that_counts_other_projects_is_told() -> None:
    plan = bring(operations(total=["รวม", "9 โครงการ", None, 30000]))

    (count,) = plan.doubts
    assert (count.code, count.facts["row"]) == ("doubt_count", "8")
    assert (count.facts["text"], count.facts["projects"]) == ("รวม 9 โครงการ", "2")


# --- below the table --------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    [
        "หมายเหตุ : ข้อมูล ณ วันที่ 1 ตุลาคม 2569",
        "หมายเหตุ ข้อมูล ณ วันที่ 1 ตุลาคม 2569",
        "(ข้อมูล ณ วันที่ 1 ตุลาคม 2569)",
    ],
)
def test_a_note_of_its_day_is_understood(note: str) -> None:
    plan = bring(operations([note]))

    assert plan.info[Info.AS_OF] == "1 ตุลาคม 2569"
    assert plan.unplaced == ()


def test_a_pages_number_between_rows_is_not_missing() -> None:
    rows = official()

    assert bring([*rows[:9], ["- 2 -"], *rows[9:]]).unplaced == ()


DOTS = "......................"
MAKER = (f"ลงชื่อ{DOTS}ผู้จัดทำ", "(นางสาวสมมุติ ใจดี)", "นักวิเคราะห์นโยบายและแผน")
APPROVER = ("(นายแบบแผน รักไทย)", "นายกเทศมนตรี")


def assert_signed(plan: ImportedPlan) -> None:
    assert plan.info[Info.APPROVER] == "นายแบบแผน รักไทย"
    assert plan.info[Info.APPROVER_POSITION] == "นายกเทศมนตรี"


def test_signatures_side_by_side_are_read_one_after_the_other() -> None:
    second = (f"ลงชื่อ{DOTS}ผู้เห็นชอบ", "(นายตัวอย่าง มั่นคง)", "ปลัดเทศบาล")
    third = (f"ลงชื่อ{DOTS}ผู้อนุมัติ", *APPROVER)
    rows = zip(MAKER, second, third, strict=True)

    plan = bring(operations(*([None, a, None, b, None, None, c] for a, b, c in rows)))

    assert_signed(plan)
    assert plan.info[Info.ISSUER] == "นางสาวสมมุติ ใจดี"
    assert plan.unplaced == second


@pytest.mark.parametrize(
    "below",
    [
        # what they sign as stands above, below, or in a cell of its own
        (
            ["ผู้เสนอ", None, None, "ผู้อนุมัติ"],
            [f"(ลงชื่อ){DOTS}", None, None, f"(ลงชื่อ){DOTS}"],
            ["(นางสาวสมมุติ ใจดี)", None, None, APPROVER[0]],
            ["ปลัดเทศบาล", None, None, APPROVER[1]],
        ),
        (
            [f"(ลงชื่อ){DOTS}", None, None, f"(ลงชื่อ){DOTS}"],
            [],
            [None, "(นางสาวสมมุติ ใจดี)", None, None, APPROVER[0]],
            [None, "ตำแหน่ง ปลัดเทศบาล", None, None, f"ตำแหน่ง {APPROVER[1]}"],
            ["ผู้เสนอแผน", None, None, None, "ผู้อนุมัติแผน"],
        ),
        (
            ["ลงชื่อ", None, "ผู้ตรวจ", None, "ลงชื่อ", "ผู้อนุมัติ"],
            ["(นางสาวสมมุติ ใจดี)", None, None, None, APPROVER[0]],
            [None, None, None, None, f"ตำแหน่ง {APPROVER[1]}"],
        ),
        ([None, f"ลงชื่อ{DOTS}ผู้อนุมัติ"], [None, APPROVER[0]], [None, APPROVER[1]]),
        # each in a cell
        (
            [
                f"ลงชื่อ{DOTS}\n(นางสาวสมมุติ ใจดี)\nปลัดเทศบาล\nผู้เห็นชอบ",
                f"ลงชื่อ{DOTS}\n{APPROVER[0]}\n{APPROVER[1]}\nผู้อนุมัติ",
            ],
        ),
    ],
)
def test_who_approves_is_found_wherever_it_says_so(below: Rows) -> None:
    plan = bring(operations(*below))

    assert_signed(plan)
    assert not any("รักไทย" in line for line in plan.unplaced)
    if any("ใจดี" in str(text) for row in below for text in row):
        assert "(นางสาวสมมุติ ใจดี)" in plan.unplaced


def test_a_note_below_signatures_is_nobodys_post() -> None:
    signed = [[None, f"ลงชื่อ{DOTS}ผู้อนุมัติ"], [None, APPROVER[0]]]

    plan = bring(operations(*signed, ["หมายเหตุ เอกสารนี้ใช้ภายใน"]))

    assert plan.info[Info.APPROVER] == "นายแบบแผน รักไทย"
    assert Info.APPROVER_POSITION not in plan.info
    assert plan.unplaced == ("หมายเหตุ เอกสารนี้ใช้ภายใน",)


# --- above the table -----------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "ตารางแสดงโครงการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2571",
        "รายละเอียดโครงการ/กิจกรรมตามแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2571",
    ],
)
def test_the_plan_is_found_in_the_title_of_its_table(title: str) -> None:
    plan = bring([[title], *official()[5:]])

    assert plan.info[Info.TITLE] == "แผนปฏิบัติการป้องกันการทุจริต"
    assert plan.info[Info.FISCAL_YEAR] == "2571"
    assert plan.unplaced == ()


def test_a_version_behind_the_year_is_of_the_title() -> None:
    title = "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2570 (ฉบับแก้ไข ครั้งที่ 1)"

    plan = bring([[title], *official()[5:]])

    assert plan.info[Info.TITLE] == "แผนการดำเนินงาน (ฉบับแก้ไข ครั้งที่ 1)"
    assert plan.info[Info.FISCAL_YEAR] == "2570"


# --- several tabs -----------------------------------------------------------------------


def of_strategy(number: int, which: range) -> Rows:
    rows = official()
    return [
        *rows[:3],
        [f"ยุทธศาสตร์ที่ {number}"],
        *rows[5:7],
        *(rows[7 + n] for n in which),
    ]


def test_tabs_of_a_strategy_each_are_one_plan() -> None:
    tabs = {"ที่สอง": of_strategy(2, range(2, 6)), "ที่หนึ่ง": of_strategy(1, range(2))}

    plan = bring_tabs(tabs)

    assert [row[Field.NAME] for row in plan.projects] == NAMES
    assert Said("because_parts", {"word": "ยุทธศาสตร์"}) in plan.found


def test_a_summary_beside_the_table_is_no_cover() -> None:
    summary: Rows = [
        *TITLE[1:],
        ["ยุทธศาสตร์/แผนงาน", "จำนวนโครงการ", "ร้อยละ", "งบประมาณ", "ร้อยละ"],
        ["1.1 แผนงานบริหารงานทั่วไป", 2, 100, 30000, 100],
    ]

    plan = bring_tabs({"ผด.01": summary, "ผด.02": operations()})

    assert [(each.code, each.facts["tab"]) for each in plan.left] == [
        ("left_tab", "ผด.01")
    ]
    assert plan.unplaced == ()
