"""Tables of projects in the shapes that other offices have, and what is read in them.

Each table here reads the same to a person, so it must to the worker; and whatever its
shape, only the worker's own cells are written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from sync.errors import SheetShapeError
from sync.model.cells import Sheet, Value
from sync.model.plan import Called
from sync.plan.totals import compute_totals
from sync.sheet.completing import completing
from sync.sheet.read import Reading, read_plan
from sync.sheet.write_back import find_edits, give_keys
from tests.sheets import HEADERS, PROJECTS, clean_sheet, merge
from tests.unit.rules.test_rules import judge
from tests.unit.sheet.test_write_back import WORDS

Typed = str | int | float | None
Row = Sequence[Typed]

A, B, C = "โครงการอบรมคุณธรรม", "มาตรการรับฟังประชาชน", "กิจกรรมบัตรคิว"
HEAD = ["ลำดับ", "โครงการ", "มิติ", "งบประมาณ"]
QUARTERS = ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"]
MONTHS = [
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
]
LONG_MONTHS = [
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
]
V = "✓"
READ = [("1", A, 1, 20000, {1}), ("2", B, 2, 0, {2}), ("3", C, 3, 5000, {3, 4})]
BODY: list[Row] = [
    [1, A, 1, 20000, V],
    [2, B, 2, 0, None, V],
    [3, C, 3, 5000, None, None, V, V],
]
BY_MONTH: list[Row] = [
    [1, A, 1, 20000, V, V],
    [2, B, 2, 0, *[None] * 4, "/"],
    [3, C, 3, 5000, *[None] * 8, "→", "-", "→"],
]


@dataclass(frozen=True)
class Shape:
    """A table of projects, row by row."""

    rows: Sequence[Row]
    merged: tuple[str, ...] = ()


def sheet_of(shape: Shape) -> Sheet:
    def value(typed: Typed) -> Value:
        return Decimal(str(typed)) if isinstance(typed, int | float) else typed

    rows = tuple(tuple(map(value, row)) for row in shape.rows)
    tabs = tuple(
        replace(tab, rows=rows) if tab.title == PROJECTS else tab
        for tab in clean_sheet().tabs
    )
    sheet = replace(clean_sheet(), tabs=tabs)
    return merge(sheet, *(f"{PROJECTS}!{area}" for area in shape.merged))


def read(shape: Shape) -> Reading:
    return read_plan(sheet_of(shape), HEADERS)


def projects(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (p.number, p.name, p.dimension, p.budget, set(p.quarters))
        for p in reading.plan.projects
    ]


def headed(*texts: str) -> Shape:
    return Shape([[*texts, *QUARTERS], *BODY])


def quartered(*texts: str) -> Shape:
    return Shape([[*HEAD, *texts], *BODY])


def below(*texts: str, merged: bool = True) -> Shape:
    """Return a table whose quarters stand in a row below their common header."""
    rows: list[Row] = [[*HEAD, "ระยะเวลา\nไตรมาส"], [*[None] * 4, *texts], *BODY]
    return Shape(rows, ("E1:H1",) if merged else ())


def by_section(*names: str, at: int = 0) -> Shape:
    rows: list[Row] = [["ที่", "โครงการ/กิจกรรม", "งบประมาณ", *QUARTERS]]
    for name, (number, title, _, *rest) in zip(names, BODY, strict=True):
        rows += [[*[None] * at, name], [number, title, *rest]]
    return Shape(rows)


SHAPES = {
    "months": Shape([[*HEAD, *MONTHS], *BY_MONTH]),
    "months in full": Shape([[*HEAD, *LONG_MONTHS], *BY_MONTH]),
    "months with their years": Shape(
        [
            [*HEAD, *(f"{m} 69" for m in MONTHS[:3]), *(f"{m} 70" for m in MONTHS[3:])],
            *BY_MONTH,
        ]
    ),
    "months below their years": Shape(
        [
            [*HEAD, "พ.ศ. 2569", None, None, "พ.ศ. 2570", *[None] * 8, "หมายเหตุ"],
            [*[None] * 4, *MONTHS],
            *BY_MONTH,
        ],
        ("E1:G1", "H1:P1"),
    ),
    "Q1": quartered("Q1", "Q2", "Q3", "Q4"),
    "Q1 of a year": quartered("Q1/2570", "Q2/2570", "Q3/2570", "Q4/2570"),
    "quarters with a year": quartered(*(f"ไตรมาส {n}/๒๕๗๐" for n in "๑๒๓๔")),
    "Roman quarters": quartered("ไตรมาส I", "ไตรมาส II", "ไตรมาส III", "ไตรมาส IV"),
    "quarters by months": quartered(
        "ต.ค.-ธ.ค.", "ม.ค.-มี.ค.", "เม.ย.-มิ.ย.", "ก.ค.-ก.ย."
    ),
    "quarters by months and years": quartered(
        "ต.ค. - ธ.ค. 69", "ม.ค. - มี.ค. 70", "เม.ย. - มิ.ย. 70", "ก.ค. - ก.ย. 70"
    ),
    "quarters by months without points": quartered(
        "ตค-ธค69", "มค-มีค70", "เมย-มิย70", "กค-กย70"
    ),
    "quarters by number and months": quartered(
        "ไตรมาสที่ ๑\n(ตุลาคม – ธันวาคม ๒๕๖๙)",
        "ไตรมาสที่ ๒\n(มกราคม – มีนาคม ๒๕๗๐)",
        "ไตรมาสที่ ๓\n(เมษายน – มิถุนายน ๒๕๗๐)",
        "ไตรมาสที่ ๔\n(กรกฎาคม – กันยายน ๒๕๗๐)",
    ),
    "quarters as numbers in the row of the headers": Shape(
        [[*HEAD, 1, 2, 3, 4, "หมายเหตุ"], *BODY]
    ),
    "quarters as texts of a year at the end of that row": quartered(
        "1/70", "๒/๗๐", "3/2570", "4 / 70"
    ),
    "two header rows": Shape(
        [
            ["ที่", *HEAD[1:], "ระยะเวลาดำเนินการ (ไตรมาส)", None, None, None, "หมายเหตุ"],
            [None, None, None, "(บาท)", 1, 2, 3, 4],
            *BODY,
        ],
        ("A1:A2", "B1:B2", "C1:C2", "E1:H1"),
    ),
    "quarters that only the header above tells": below("ที่ 1", "ที่ 2", "ที่ 3", "ที่ 4"),
    "numbers in brackets below it": below("(๑)", "(๒)", "(๓)", "(๔)"),
    "numbers with points below it": below("1.", "2.", "3.", "4.", merged=False),
    "Roman numbers below it": below("I", "II", "III", "IV", merged=False),
    "numbers and months below it": below(
        "ที่ 1 (ต.ค.-ธ.ค.)", "ที่ 2 (ม.ค.-มี.ค.)", "ที่ 3 (เม.ย.-มิ.ย.)", "ที่ 4 (ก.ค.-ก.ย.)"
    ),
    "quarters below a header over one column": below(*QUARTERS, merged=False),
    "them again on a new page": Shape(
        [
            *(rows := below("ที่ 1", "ที่ 2", "ที่ 3", "ที่ 4").rows)[:4],
            *(*rows[:2], *rows[4:]),
        ],
        ("E1:H1", "E5:H5"),
    ),
    "three header rows": Shape(
        [
            [*HEAD, "ระยะเวลาดำเนินการ", None, None, None, "หมายเหตุ"],
            [None, None, None, "(บาท)", "ปี 2569", "ปี 2570"],
            [None, None, None, None, *QUARTERS],
            *BODY,
        ],
        ("E1:H1", "F2:H2"),
    ),
    "headers in the lower row": Shape(
        [
            ["ลำดับ", "รายละเอียด", None, None, "ดำเนินการไตรมาส"],
            [None, *HEAD[1:], 1, 2, 3, 4],
            *BODY,
        ],
        ("B1:D1", "E1:H1"),
    ),
    "titles above": Shape(
        [
            ["แผนปฏิบัติการป้องกันการทุจริต พ.ศ. 2570"],
            ["ขององค์การบริหารส่วนตำบลธารสมมุติ"],
            [],
            ["โครงการ งบประมาณ ปี 2570"],
            [*HEAD, *QUARTERS],
            *BODY,
        ],
        ("A1:H1",),
    ),
    "one column of quarters": Shape(
        [
            [*HEAD, "ไตรมาส"],
            [1, A, 1, 20000, 1],
            [2, B, 2, 0, "ไตรมาสที่ ๒"],
            [3, C, 3, 5000, "3 - 4"],
        ]
    ),
    "one column of months": Shape(
        [
            [*HEAD, "ระยะเวลาดำเนินการ"],
            [1, A, 1, 20000, "ต.ค. - ธ.ค. 69"],
            [2, B, 2, 0, "กุมภาพันธ์ 2570"],
            [3, C, 3, 5000, "เม.ย. 70 - ก.ย. 70"],
        ]
    ),
    "months typed in the quarters": Shape(
        [
            [*HEAD, *QUARTERS],
            [1, A, 1, 20000, "พ.ย. 69"],
            [2, B, 2, 0, None, "ม.ค.-มี.ค."],
            [3, C, 3, 5000, None, None, "2 ครั้ง", "<----->"],
        ]
    ),
    "thousands of baht": Shape(
        [
            [*HEAD[:3], "งบประมาณ (พันบาท)", *QUARTERS],
            [1, A, 1, 20, V],
            [2, B, 2, "ไม่ใช้งบประมาณ", None, V],
            [3, C, 3, "5,000 บาท", None, None, V, V],
        ]
    ),
    "thousands said above the table": Shape(
        [
            ["หน่วย : พันบาท"],
            [*HEAD, *QUARTERS],
            [1, A, 1, "๒๐", V],
            [2, B, 2, 0, None, V],
            [3, C, 3, 5, None, None, V, V],
        ]
    ),
    "a budget for every year": Shape(
        [
            ["ที่", *HEAD[1:], None, None, *QUARTERS],
            [None, None, None, 2568, "2569", "ปี ๒๕๗๐"],
            [1, A, 1, 100, 200, 20000, V],
            [2, B, 2, 100, 200, 0, None, V],
            [3, C, 3, 100, 200, 5000, None, None, V, V],
        ],
        ("D1:F1",),
    ),
    "dimensions by name": Shape(
        [
            [*HEAD, *QUARTERS],
            [1, A, "การสร้างวัฒนธรรมสุจริต", 20000, V],
            [2, B, "บริหารราชการด้วยความโปร่งใส", 0, None, V],
            [3, C, "มิติที่สาม", 5000, None, None, V, V],
        ]
    ),
    "sections by number": by_section("มิติที่ 1 สร้างความสุจริต", "มิติที่ ๒", "มิติ 3"),
    "sections by name": by_section(
        "การสร้างวัฒนธรรมสุจริต",
        "การบริหารราชการด้วยความโปร่งใส",
        "การส่งเสริมบทบาทและการมีส่วนร่วมของภาคประชาชน",
    ),
    "sections beside the number": by_section("1. มิติที่ 1", "2. มิติที่ 2", "3. มิติที่ 3", at=1),
    "an empty column of dimensions below sections": Shape(
        [
            [*HEAD, *QUARTERS],
            ["มิติที่ 1 การสร้างวัฒนธรรมสุจริต"],
            [1, A, None, 20000, V],
            ["มิติที่ 2 การบริหารราชการด้วยความโปร่งใส"],
            [2, B, None, 0, None, V],
            [3, C, 3, 5000, None, None, V, V],
        ],
        ("A2:H2", "A4:H4"),
    ),
    "other words": headed(
        "ลำดับที่", "ชื่อแผนงาน/โครงการ", "สอดคล้องกับมิติที่", "วงเงินงบประมาณ ปี 2570"
    ),
    "other words again": headed(
        "No.", "รายการ", "มิติการป้องกันการทุจริต", "งบประมาณที่ตั้งไว้ (บาท)"
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_read_is_what_a_person_reads(name: str) -> None:
    reading = read(SHAPES[name])

    assert projects(reading) == READ
    assert [hit.rule for hit in reading.hits if hit.rule not in _TOLD] == []


_TOLD = {"BUD004", "BUD012"}


@pytest.mark.parametrize("name", SHAPES)
def test_of_any_shape_only_empty_cells_and_ours_are_written(name: str) -> None:
    sheet = sheet_of(SHAPES[name])
    reading = read_plan(sheet, HEADERS)
    plan = give_keys(reading.plan, {})
    totals = compute_totals(plan)

    edits = find_edits(reading, plan, totals, (), HEADERS, WORDS)

    tab = sheet.tab(PROJECTS)
    assert tab
    assert [e for e in edits if tab.value(e.cell.row, e.cell.column) is not None] == []
    last = max(row for row in reading.rows.projects())
    months = {at for columns in reading.projects.spread.values() for at in columns}
    below = {e.cell.column: e.new for e in edits if e.cell.row == last + 1}
    assert not months & below.keys()
    budget = below[reading.projects.columns["budget"]]
    assert isinstance(budget, Decimal)
    assert budget * reading.projects.unit == 25000


def test_a_total_in_thousands_is_written_in_thousands() -> None:
    rows = [*SHAPES["thousands of baht"].rows, ["รวมทั้งสิ้น", None, None, 24.5]]
    sheet = sheet_of(Shape(rows))
    reading = read_plan(sheet, HEADERS)
    plan = give_keys(reading.plan, {})

    edits = find_edits(reading, plan, compute_totals(plan), (), HEADERS, WORDS)

    assert reading.plan.typed_totals
    assert reading.plan.typed_totals.budget == 24500
    (total,) = [edit for edit in edits if edit.cell.a1 == "D5"]
    assert (total.expected, total.new) == (Decimal("24.5"), Decimal(25))


def test_dimensions_end_with_the_sum_of_their_section() -> None:
    rows = [*by_section("มิติที่ 1", "มิติที่ 2", "มิติที่ 3").rows]
    rows.insert(5, [None, "รวมมิติที่ 2", 0])
    del rows[6]

    reading = read(Shape(rows))

    assert [project.dimension for project in reading.plan.projects] == [1, 2, None]
    assert [hit.rule for hit in reading.hits] == ["DIM001"]


@pytest.mark.parametrize(
    ("shape", "missing"),
    [
        (Shape([["ที่", "โครงการ", "งบประมาณ", *QUARTERS], [1, A, 1, V]]), "มิติ"),
        (Shape([[*HEAD[:3], "แหล่งงบประมาณ", *QUARTERS], *BODY]), "งบประมาณ (บาท)"),
        (Shape([[*HEAD[:3], "งบประมาณคงเหลือ", *QUARTERS], *BODY]), "งบประมาณ (บาท)"),
        (
            Shape(
                [
                    [*HEAD, None, *QUARTERS],
                    [None, None, None, 2567, 2568],
                    [1, A, 1, 100, 200, V],
                ],
                ("D1:E1",),
            ),
            "งบประมาณ (บาท)",
        ),
        (Shape([[*HEAD, *MONTHS[:11]], *BY_MONTH]), "ไตรมาส 1"),
        (Shape([[*HEAD, "ระยะเวลา", None], *BODY], ("E1:F1",)), "ไตรมาส 1"),
        (below("ครั้งที่ 1", "ครั้งที่ 2", "ครั้งที่ 3", "ครั้งที่ 4", merged=False), "ไตรมาส 1"),
    ],
)
def test_what_a_person_could_not_read_either_stops_with_its_name(
    shape: Shape, missing: str
) -> None:
    with pytest.raises(SheetShapeError) as stop:
        read(shape)

    assert stop.value.missing[0] == missing


@pytest.mark.parametrize("name", SHAPES)
def test_init_adds_no_column_that_stands_there_in_other_words(name: str) -> None:
    added = {
        edit.new
        for edit in completing(sheet_of(SHAPES[name]), HEADERS)
        if edit.cell.tab == PROJECTS
    }

    assert added <= {"หมายเหตุ", "มิติ"}


@pytest.mark.parametrize(
    ("typed", "dimension"),
    [
        ("มิติที่สอง", 2),
        ("IV", 4),
        ("4.", 4),
        ("(3)", 3),
        ("ด้านที่ 2", 2),
        ("มิติที่ 1 : สร้างวัฒนธรรมสุจริต", 1),
        ("มิติที่ 1 การบริหารราชการด้วยความโปร่งใส", None),
        ("5", None),
        ("12", None),
        ("การส่งเสริมการท่องเที่ยว", None),
        ("การยกระดับกลไกการตรวจสอบการดำเนินงาน", 4),
        ("การยกระดับกลไกตรวจสอบการดำเนินงานขององค์กรปกครองส่วนท้องถิ่น", 4),
    ],
)
def test_a_dimension_is_read_by_its_number_or_its_name(
    typed: str, dimension: int | None
) -> None:
    reading = read(Shape([[*HEAD, *QUARTERS], [1, A, typed, 20000, V]]))

    assert reading.plan.projects[0].dimension == dimension
    assert [hit.rule for hit in reading.hits] == ([] if dimension else ["DIM002"])


def test_a_month_that_cannot_be_read_is_told_of_its_project() -> None:
    rows: list[Row] = [
        SHAPES["months"].rows[0],
        [1, A, 1, 20000, V, "?"],
        *BY_MONTH[1:],
    ]

    (finding,) = [it for it in judge(sheet_of(Shape(rows))) if it.rule == "QTR002"]

    assert (finding.cell.a1, finding.project) == ("F2", 1)
    assert finding.called == Called("1", A, finding.cell.row)
    assert finding.field == "ดำเนินการไตรมาส"
