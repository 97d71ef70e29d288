from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.errors import HeaderMissing, SheetShapeError, TabMissing
from sync.model.cells import Sheet, Tab, Value
from sync.model.plan import Heading, Info, Role
from sync.sheet.completing import completing
from sync.sheet.header_rows import find_projects
from sync.sheet.lines import header_of
from sync.sheet.read import Reading, read_plan
from sync.sheet.tables import Table, find_table
from tests.sheets import (
    DETAILS,
    HEADERS,
    INFO,
    NAMES,
    PROJECTS,
    RECIPIENTS,
    clean_sheet,
    type_in,
)


def read(sheet: Sheet) -> Reading:
    return read_plan(sheet, HEADERS)


def with_tab(sheet: Sheet, title: str, rows: list[list[Value]]) -> Sheet:
    """Replace one tab's rows."""
    return Sheet(
        tuple(
            Tab(title, tuple(map(tuple, rows))) if tab.title == title else tab
            for tab in sheet.tabs
        ),
        sheet.revision,
    )


def rows_of(sheet: Sheet, title: str) -> list[list[Value]]:
    tab = sheet.tab(title)
    assert tab
    return [list(row) for row in tab.rows]


def essence(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (p.number, p.name, p.dimension, p.budget, p.quarters, p.remark)
        for p in reading.plan.projects
    ]


def test_a_clean_sheet_is_read_whole() -> None:
    plan = read(clean_sheet()).plan

    assert plan.info.text(Info.OFFICE) == "องค์การบริหารส่วนตำบลธารสมมุติ"
    assert plan.info.fiscal_year == 2570
    assert plan.info.as_of == date(2026, 11, 16)
    assert essence(read(clean_sheet())) == [
        ("1", NAMES[0], 1, Decimal(20000), frozenset({1}), ""),
        ("2", NAMES[1], 2, Decimal(0), frozenset({2}), ""),
        ("3", NAMES[2], 3, Decimal(5000), frozenset({3}), ""),
    ]
    assert plan.typed_totals
    assert plan.typed_totals.budget == Decimal(25000)
    assert plan.typed_totals.quarters == tuple(map(Decimal, (1, 1, 1, 0)))
    assert [detail.name for detail in plan.details] == list(NAMES)
    assert plan.details[0].lines(Heading.OBJECTIVES) == (
        "๑) เพื่อสร้างความตระหนัก",
        "๒) เพื่อลดข้อร้องเรียน",
    )
    assert plan.recipients[0].role is Role.EXECUTIVE
    assert plan.recipients[0].wants


def test_columns_are_found_wherever_staff_moved_them() -> None:
    sheet = clean_sheet()
    rows = rows_of(sheet, PROJECTS)
    padded = [row + [None] * (12 - len(row)) for row in rows]
    moved: list[list[Value]] = [[*row[4:], "ของสำนักปลัด", *row[3::-1]] for row in padded]

    assert essence(read(with_tab(sheet, PROJECTS, moved))) == essence(read(sheet))


def test_title_rows_above_the_header_and_blank_rows_between_are_passed_over() -> None:
    sheet = clean_sheet()
    rows = rows_of(sheet, PROJECTS)
    title: list[Value] = ["แผนปฏิบัติการป้องกันการทุจริต โครงการ 1 2 3 4"]
    spaced: list[list[Value]] = [
        title,
        [],
        *rows[:3],
        [],
        [Decimal(9)],
        [None] * 12,
        *rows[3:],
    ]

    assert essence(read(with_tab(sheet, PROJECTS, spaced))) == essence(read(sheet))


def test_a_header_may_be_split_spaced_and_spelt_in_another_way() -> None:
    typed = {
        f"{PROJECTS}!B1": "รายการ\nโครงการ\u200b (ตั้งต้น)",
        f"{PROJECTS}!D1": " งบประมาณ  (บาท) ",
        f"{PROJECTS}!E2": "ไตรมาสที่ ๑",
    }

    assert essence(read(type_in(clean_sheet(), typed))) == essence(read(clean_sheet()))


def test_a_header_of_one_row_is_understood_too() -> None:
    sheet = clean_sheet()
    rows = rows_of(sheet, PROJECTS)
    quarters: list[Value] = ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"]
    one_row = [rows[0][:4] + quarters + rows[0][8:], *rows[2:]]

    assert essence(read(with_tab(sheet, PROJECTS, one_row))) == essence(read(sheet))


def test_one_column_of_quarters_does_not_swallow_the_first_project() -> None:
    sheet = clean_sheet()
    rows = rows_of(sheet, PROJECTS)
    in_one_column: list[list[Value]] = [
        [*row[:4], quarter, *row[8:]]
        for row, quarter in zip(
            [rows[0], *rows[2:]],
            ["ไตรมาส", *map(Decimal, (1, 2, 3)), None],
            strict=False,
        )
    ]

    plan = read(with_tab(sheet, PROJECTS, in_one_column)).plan

    assert [sorted(project.quarters) for project in plan.projects] == [[1], [2], [3]]


@pytest.mark.parametrize(
    "above", ["ระยะเวลาดำเนินการ", "ปีงบประมาณ พ.ศ. 2570", "ไตรมาสที่ดำเนินการ ปี 2570", None]
)
@pytest.mark.parametrize("spelt", ["ไตรมาส {}", "ไตรมาสที่ {}", "Q{}", "{}"])
def test_quarters_in_a_second_row_are_read_whatever_stands_above(
    above: str | None, spelt: str
) -> None:
    sheet = clean_sheet()
    rows = [list(row) for row in rows_of(sheet, PROJECTS)]
    rows[0][4:8] = [above, None, None, None]
    rows[1][4:8] = [spelt.format(quarter) for quarter in (1, 2, 3, 4)]
    changed = with_tab(sheet, PROJECTS, rows)

    assert essence(read(changed)) == essence(read(sheet))
    assert not [it for it in completing(changed, HEADERS) if it.cell.tab == PROJECTS]


def test_the_totals_row_is_found_wherever_it_stands() -> None:
    sheet = clean_sheet()
    rows = rows_of(sheet, PROJECTS)
    above = [*rows[:2], rows[5], *rows[2:5]]

    reading = read(with_tab(sheet, PROJECTS, above))

    assert reading.plan.typed_totals
    assert reading.plan.typed_totals.row == 3
    assert len(reading.plan.projects) == 3


def test_a_sheet_without_totals_row_has_none() -> None:
    sheet = clean_sheet()

    reading = read(with_tab(sheet, PROJECTS, rows_of(sheet, PROJECTS)[:5]))

    assert reading.plan.typed_totals is None


@pytest.mark.parametrize("title", [INFO, PROJECTS, DETAILS, RECIPIENTS])
def test_a_missing_tab_stops_with_its_name(title: str) -> None:
    sheet = clean_sheet()
    without = replace(sheet, tabs=tuple(t for t in sheet.tabs if t.title != title))

    with pytest.raises(TabMissing) as stop:
        read(without)

    assert stop.value.facts["tab"] == title
    others = [tab for tab in (INFO, PROJECTS, DETAILS, RECIPIENTS) if tab != title]
    assert stop.value.facts["present"] == ", ".join(f"“{tab}”" for tab in others)


def test_a_missing_column_stops_with_its_header() -> None:
    with pytest.raises(SheetShapeError) as stop:
        read(type_in(clean_sheet(), {f"{PROJECTS}!D1": "เงิน"}))

    assert stop.value.facts["missing"] == "“งบประมาณ (บาท)”"
    assert (stop.value.facts["tab"], stop.value.facts["row"]) == (PROJECTS, "1")
    assert stop.value.facts["present"].startswith(
        "“ลำดับ”, “รายการโครงการ”, “มิติ”, “เงิน”"
    )


def test_a_tab_without_any_header_names_the_likeliest_row() -> None:
    rows: list[list[Value]] = [["แผนปี 2570"], ["รายการ", "เงิน", "เดือน"], ["ก", None]]

    with pytest.raises(HeaderMissing) as stop:
        read(with_tab(clean_sheet(), PROJECTS, rows))

    assert stop.value.facts["row"] == "2"
    assert stop.value.facts["present"] == "“รายการ”, “เงิน”, “เดือน”"
    assert "“มิติ”" in stop.value.facts["missing"]


BLOCKS = ([0], [1], [2], [3], [4, 5, 6, 7], [8], [9], [10], [11])
"""The columns of the table of projects; the quarters stand under one header."""


@given(
    order=st.permutations(BLOCKS),
    strangers=st.lists(st.integers(0, 11), max_size=3),
    blanks=st.lists(st.integers(2, 6), max_size=3),
    spaces=st.sampled_from(["{}", " {} ", "{}\n", "\u200b{}", "{}\u00a0"]),
)
def test_however_columns_and_rows_are_moved_the_plan_is_the_same(
    order: list[list[int]], strangers: list[int], blanks: list[int], spaces: str
) -> None:
    sheet = clean_sheet()
    rows = [row + [None] * (12 - len(row)) for row in rows_of(sheet, PROJECTS)]
    for place in blanks:
        rows.insert(place, [None] * 12)
    moved: list[list[Value]] = []
    for number, row in enumerate(rows):
        cells = [row[column] for block in order for column in block]
        if number == 0:
            cells = [spaces.format(c) if isinstance(c, str) else c for c in cells]
        moved.append(cells)
    starts = [sum(map(len, order[:at])) for at in range(len(order) + 1)]
    for place in sorted((starts[at % len(starts)] for at in strangers), reverse=True):
        for number, cells in enumerate(moved):
            cells.insert(place, "ของสำนักปลัด" if number == 0 else "x")

    assert essence(read(with_tab(sheet, PROJECTS, moved))) == essence(read(sheet))


VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=20),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
)


@given(
    cells=st.dictionaries(
        st.tuples(
            st.sampled_from([INFO, PROJECTS, DETAILS, RECIPIENTS]),
            st.integers(3, 9),
            st.integers(1, 12),
        ),
        VALUES,
        max_size=30,
    )
)
def test_whatever_stands_in_a_cell_reading_never_fails(
    cells: dict[tuple[str, int, int], Value],
) -> None:
    grids = {tab.title: [list(row) for row in tab.rows] for tab in clean_sheet().tabs}
    for (title, row, column), value in cells.items():
        grid = grids[title]
        grid += [[] for _ in range(row - len(grid))]
        grid[row - 1] += [None] * (column - len(grid[row - 1]))
        grid[row - 1][column - 1] = value
    tabs = tuple(Tab(title, tuple(map(tuple, grid))) for title, grid in grids.items())

    reading = read(Sheet(tabs, ""))

    told = {hit.cell for hit in reading.hits}
    for project in reading.plan.projects:
        if project.budget is None:
            assert project.cells[list(project.cells)[3]] in told
        if project.dimension is None:
            assert project.cells[list(project.cells)[2]] in told


def test_one_header_alone_is_no_table() -> None:
    one = Tab("แท็บ", (("ชื่อโครงการ",), ("โครงการอบรม",)))
    two = Tab("แท็บ", (("ชื่อโครงการ", "งบประมาณ"), ("โครงการอบรม", None)))

    found = find_table(two, HEADERS, "projects")

    assert find_table(one, HEADERS, "projects") is None
    assert found
    assert dict(found.columns) == {"name": 1, "budget": 2}


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["ลำดับ", "รายการโครงการ", "งบประมาณ (บาท)"], ["budget", "name", "number"]),
        (["รายการโครงการ", "งบประมาณ (บาท)"], []),
        (["ลำดับ", "มิติ", "หมายเหตุ", "งบประมาณ (บาท)"], []),
        (["ลำดับ", "มิติ", "หมายเหตุ", "รายการโครงการ"], []),
        (["ลำดับ", "รายการโครงการ", "งบประมาณ (บาท)", True], []),
    ],
)
def test_a_row_is_a_header_by_name_budget_and_one_more(
    texts: list[Value], names: list[str]
) -> None:
    table = Table(Tab("แท็บ", (tuple(texts),)), 1, {})

    assert sorted(header_of(table, 1, HEADERS)) == names


def test_the_quarters_end_where_the_next_header_begins() -> None:
    top = ("รายการโครงการ", "งบประมาณ (บาท)", "ดำเนินการไตรมาส", None, None, "หมายเหตุ")
    below = (None, None, "1", "2", "3", "4")

    table = find_projects(Tab("แท็บ", (top, below)), HEADERS)

    assert table
    assert table.header == 2
    assert dict(table.columns) == {
        "name": 1,
        "budget": 2,
        "quarters": 3,
        "remark": 6,
        "quarter_1": 3,
        "quarter_2": 4,
        "quarter_3": 5,
    }


@pytest.mark.parametrize(("column", "typed"), [("E", "ไม่แน่"), ("G", "อาจจะ")])
def test_a_quarter_that_cannot_be_read_is_told_with_its_own_text(
    column: str, typed: str
) -> None:
    reading = read(type_in(clean_sheet(), {f"{PROJECTS}!{column}3": typed}))

    (hit,) = [hit for hit in reading.hits if hit.rule == "QTR002"]
    assert (str(hit.cell), hit.found) == (f"{PROJECTS}!{column}3", typed)


def test_a_detail_is_a_name_or_anything_said_below_the_headings() -> None:
    sheet = type_in(
        clean_sheet(), {f"{DETAILS}!A10": "ชื่อเท่านั้น", f"{DETAILS}!C12": "ข้อความ"}
    )

    *_, named, nameless = read(sheet).plan.details

    assert (named.name, named.row) == ("ชื่อเท่านั้น", 10)
    assert (nameless.name, nameless.row) == ("", 12)
    assert [text for text in nameless.texts.values() if text] == ["ข้อความ"]


@pytest.mark.parametrize(
    "quarters",
    [
        ("Q1", "Q2", "Q3", "Q4"),
        ("ต.ค.-ธ.ค.", "ม.ค.-มี.ค.", "เม.ย.-มิ.ย.", "ก.ค.-ก.ย."),
        ("ตุลาคม - ธันวาคม", "มกราคม - มีนาคม", "เมษายน - มิถุนายน", "กรกฎาคม - กันยายน"),
    ],
)
def test_quarters_may_be_called_as_other_offices_call_them(
    quarters: tuple[str, ...],
) -> None:
    cells = zip("EFGH", quarters, strict=True)
    sheet = type_in(clean_sheet(), {f"{PROJECTS}!{c}2": text for c, text in cells})

    plan = read_plan(sheet, HEADERS).plan

    assert [sorted(project.quarters) for project in plan.projects] == [[1], [2], [3]]


@pytest.mark.parametrize(
    ("typed", "dimension"),
    [
        ("มิติที่ ๒ การยกระดับเจตจำนงทางการเมือง", 2),
        ("3. การส่งเสริมบทบาทประชาชน", 3),
        ("2 และ 3", None),
        ("2 การยกระดับ 3 การส่งเสริม", None),
    ],
)
def test_a_dimensions_name_may_follow_its_number(
    typed: str, dimension: int | None
) -> None:
    plan = read_plan(type_in(clean_sheet(), {f"{PROJECTS}!C3": typed}), HEADERS).plan

    assert plan.projects[0].dimension == dimension
