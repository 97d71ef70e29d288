"""The official table: columns in any order, names over two lines, where it ends."""

import pytest

from sync.model.imports import Said
from sync.model.plan import Field, Heading
from tests.unit.importing.exports import BELOW, COVER, FIRST, TABLE, parse

HEADER = "ลำดับ\tรายการโครงการ\tมิติ\tงบประมาณ (บาท)\tไตรมาส 1\tหมายเหตุ\n"


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in parse(text).projects]


def test_rows_hold_what_was_typed_under_each_header() -> None:
    assert rows(TABLE) == [
        ("1", "โครงการอบรมคุณธรรม", "1", "20,000.00", "☑", "", "", "", "เร่งด่วน"),
        ("2", "มาตรการ “งดรับของขวัญ”", "2", "0.00", "", "☑", "", "☑", ""),
    ]


def test_the_totals_row_is_no_project() -> None:
    totals = parse(TABLE).totals

    assert totals == {
        **dict.fromkeys(Field, ""),
        Field.NUMBER: "รวมทั้งสิ้น",
        Field.BUDGET: "20,000.00",
        Field.QUARTER_1: "1",
        Field.QUARTER_2: "1",
        Field.QUARTER_3: "0",
        Field.QUARTER_4: "1",
    }


def test_columns_may_stand_in_any_order() -> None:
    text = "มิติ\tงบประมาณ\tโครงการ/กิจกรรม\tที่\n2\t500\tกิจกรรมบัตรคิว\t1\n"

    assert rows(text) == [("1", "กิจกรรมบัตรคิว", "2", "500", "", "", "", "", "")]


@pytest.mark.parametrize(
    "torn",
    [
        "1\tโครงการอบรม\t1\t500\t/\t\nคุณธรรม\n",
        "1\tโครงการอบรม\nคุณธรรม\t1\t500\t/\t\n",
        "1\tโครงการ\nอบรม\nคุณธรรม\t1\t500\t/\t\n",
    ],
)
def test_a_name_broken_over_lines_is_whole_again(torn: str) -> None:
    plan = parse(HEADER + torn + "2\tกิจกรรมบัตรคิว\t2\t0\t\t\n")

    first, second = plan.projects
    assert "".join(first[Field.NAME].split()) == "โครงการอบรมคุณธรรม"
    assert list(first.values())[2:5] == ["1", "500", "/"]
    assert second[Field.NAME] == "กิจกรรมบัตรคิว"
    assert plan.unplaced == ()


def test_a_short_row_does_not_swallow_the_next_project() -> None:
    assert [row[1] for row in rows(HEADER + "1\tก\n2\tข\t1\t0\t/\n")] == ["ก", "ข"]


def test_empty_rows_of_the_form_are_no_projects() -> None:
    plan = parse(HEADER + "1\tก\t1\t0\t/\t\n๒\t\t\t\t\t\n\t\t\t\t\t\n")

    assert [row[Field.NAME] for row in plan.projects] == ["ก"]
    assert plan.unplaced == ()


def test_headers_again_on_a_new_page_are_no_project() -> None:
    plan = parse(TABLE.replace("2\tมาตรการ", TABLE.split("1\tโครง")[0] + "2\tมาตรการ"))

    assert plan.projects == parse(TABLE).projects
    assert plan.unplaced == ()


def test_what_stands_under_no_header_of_ours_is_unplaced() -> None:
    plan = parse("ลำดับ\tโครงการ\tมิติ\tผู้ตรวจ\n1\tก\t1\tนายสมมุติ\tเกิน\n")

    assert [row[Field.NAME] for row in plan.projects] == ["ก"]
    assert plan.unplaced == ("ผู้ตรวจ · 1: นายสมมุติ", "E · 1: เกิน")


def test_a_caption_across_the_table_is_unplaced() -> None:
    plan = parse(HEADER + "ด้านการป้องกัน\t\t\t\t\t\n1\tก\t1\t0\t/\t\n")

    assert [row[Field.NAME] for row in plan.projects] == ["ก"]
    assert plan.unplaced == ("ด้านการป้องกัน",)


def test_of_two_totals_rows_the_last_is_the_plans() -> None:
    head, first, second, total = (
        "".join(TABLE.splitlines(keepends=True)[:2]),
        *TABLE.splitlines(keepends=True)[2:],
    )
    subtotal = "รวม\t\t\t777.00\t1\t0\t0\t0\t\n"

    plan = parse(head + first + subtotal + head + second + total)

    assert plan.projects == parse(TABLE).projects
    assert plan.totals == parse(TABLE).totals
    assert plan.unplaced == ()
    labels = {"labels": "“รวม” 777.00 1 0 0 0"}
    assert plan.left == (Said("left_sums_here", labels),)
    assert [doubt.facts["found"] for doubt in plan.doubts] == ["777.00"]


def test_signatures_set_with_tabs_below_the_table_are_no_projects() -> None:
    plan = parse(TABLE + BELOW + "ลงชื่อ ก\t\tลงชื่อ ข\n" + FIRST)

    assert plan.projects == parse(TABLE).projects
    assert plan.unplaced == ("ลงชื่อ ก ลงชื่อ ข",)


def test_tabs_on_the_cover_do_not_begin_the_table() -> None:
    plan = parse("รหัสแบบ\tก 01\tหน้า 1\n" + COVER + TABLE)

    assert plan.info == parse(COVER + TABLE).info
    assert plan.projects == parse(TABLE).projects
    assert plan.unplaced == ("รหัสแบบ ก 01 หน้า 1",)


# --- dimensions by headings, and columns of the office's own --------------------------

WITHOUT_DIMENSION = "ลำดับ\tโครงการ/กิจกรรม\tงบประมาณ\tไตรมาส 1\tไตรมาส 2\n"
OWN = "\t\t\t\t"


@pytest.mark.parametrize("tabs", [OWN, ""], ids=["a row", "a line"])
def test_headings_between_rows_give_the_dimension_of_those_below(tabs: str) -> None:
    plan = parse(
        COVER
        + WITHOUT_DIMENSION
        + f"มิติที่ 1 การสร้างวัฒนธรรมสุจริต{tabs}\n"
        + "1.1\tโครงการอบรม\t500\t/\t\n"
        + "รวม\t\t500\t1\t0\n"
        + f"มิติที่ ๒ ชื่อที่หน่วยงานตั้งเอง{tabs}\n"
        + "2.1\tกิจกรรมบัตรคิว\t0\t\t/\n"
        + "รวมทั้งสิ้น\t\t500\t1\t1\n"
        + BELOW
        + FIRST
    )

    assert [(row[Field.NAME], row[Field.DIMENSION]) for row in plan.projects] == [
        ("โครงการอบรม", "1"),
        ("กิจกรรมบัตรคิว", "2"),
    ]
    assert plan.totals[Field.BUDGET] == "500"
    facts = {"text": "มิติที่ ๒ ชื่อที่หน่วยงานตั้งเอง", "dimension": "2"}
    assert Said("found_heading", facts) in plan.found
    assert facts["text"] not in plan.unplaced
    assert not any("วัฒนธรรม" in line for line in plan.unplaced)


def test_a_legend_below_a_table_without_totals_is_none_of_its_headings() -> None:
    plan = parse(TABLE.rpartition("รวม")[0] + BELOW + FIRST)

    assert [row[Field.DIMENSION] for row in plan.projects] == ["1", "2"]
    assert plan.unplaced == ()


def test_a_column_of_a_heading_goes_to_its_projects() -> None:
    own = "\tผู้รับผิดชอบ\tสถานที่\n"
    plan = parse(
        HEADER.replace("\n", own)
        + "1\tก\t1\t0\t/\t\tกองคลัง\tศาลา\n"
        + "2\tมาตรการ “งดรับของขวัญ”\t2\t0\t/\t\tกองช่าง\t\n"
        + "รวม\t\t\t0\t2\t\t\t\n"
        + FIRST
    )

    texts = {detail.name: detail.texts for detail in plan.details}
    assert texts["ก"] == {Heading.RESPONSIBLE: "กองคลัง"}
    assert texts["มาตรการ “งดรับของขวัญ”"][Heading.RESPONSIBLE] == "สำนักปลัด"
    assert [detail.name for detail in plan.details] == ["ก", "มาตรการ “งดรับของขวัญ”"]
    assert plan.unplaced == (
        "สถานที่ · 1: ศาลา",
        "ผู้รับผิดชอบ · มาตรการ “งดรับของขวัญ”: กองช่าง",
    )


def test_numbers_that_begin_anew_name_no_project() -> None:
    plan = parse(
        "ลำดับ\tโครงการ\tมิติ\tงบประมาณ\tสถานที่\n1\tก\t1\t0\tศาลา\n1\tข\t2\t0\tวัด\n"
    )

    assert plan.unplaced == ("สถานที่ · ก: ศาลา · ข: วัด",)


def test_budgets_in_thousands_are_baht_and_it_is_said() -> None:
    plan = parse("ลำดับ\tโครงการ\tมิติ\tงบประมาณ (พันบาท)\n1\tก\t1\t1.5\n")

    assert plan.projects[0][Field.BUDGET] == "1500"
    assert [found.code for found in plan.found] == ["found_unit_here"]


@pytest.mark.parametrize(("year", "budget"), [("๒๕๗๐", "20"), ("2569", "10"), ("", "")])
def test_of_budgets_of_several_years_those_of_the_plans_year_are_taken(
    year: str, budget: str
) -> None:
    cover = f"แผนต้านทุจริต\nปีงบประมาณ พ.ศ. {year}\n" if year else "แผนต้านทุจริต\n"
    plan = parse(
        f"{cover}ลำดับ\tโครงการ\tมิติ\tงบประมาณ\t\tหมายเหตุ\n"
        "\t\t\t2569\t2570\t\n1\tก\t1\t10\t20\t\n"
    )

    assert [row[Field.BUDGET] for row in plan.projects] == [budget]
    assert [doubt.code for doubt in plan.doubts] == ([] if year else ["doubt_budgets"])
    assert "20" in "".join(plan.unplaced) or budget == "20"
