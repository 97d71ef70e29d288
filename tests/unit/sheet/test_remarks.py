"""Texts in rows of their own that say something of the project or the total above."""

import pytest

from tests.unit.sheet.plan_rows import line, numbers, project, rules, written

TOTAL = line("รวมทั้งสิ้น", 2000, 2, 0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "(กิจกรรมย่อย: จัดบอร์ดให้ความรู้)",
        "(โครงการต่อเนื่อง (ปีที่ 2) ของกองคลัง)",
        "[ดำเนินการร่วมกับโรงเรียน]",
        "ค่าอาหาร 3,000 บาท ค่าวัสดุ 2,000 บาท",
        "ค่าวิทยากร ๑,๘๐๐ บาท",
        "1) ค่าอาหาร 2) ค่าวัสดุ",
        "เป็นค่าอาหารและค่าป้าย",
    ],
)
def test_a_remark_between_projects_is_no_project(text: str) -> None:
    rows = (project(1), line(text, at=1), project(2), TOTAL)

    assert numbers(*rows) == ["1", "2"]
    assert rules(*rows) == []


@pytest.mark.parametrize(
    "text",
    ["ค่ายคุณธรรม", "ค่านิยม 12 ประการ", "ค่าของคน", "โครงการ (ต่อเนื่อง)"],
)
def test_a_name_that_is_no_remark_is_one_of_a_project_begun(text: str) -> None:
    rows = (project(1), line(text, at=1), project(2), TOTAL)

    assert len(numbers(*rows)) == 3


def test_a_name_in_brackets_with_money_is_a_project() -> None:
    rows = (project(1), line("(โครงการใหม่ของกองคลัง)", 500, at=1), project(2), TOTAL)

    assert len(numbers(*rows)) == 3


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize(
    "text",
    [
        "งบประมาณปีที่ผ่านมา",
        "งบประมาณปี พ.ศ. 2568",
        "แผนปีก่อน",
        "เพิ่มขึ้นจากปีที่ผ่านมา",
        "ลดลงจากปีงบประมาณ ๒๕๖๘",
        "เพิ่มขึ้น",
    ],
)
def test_what_a_total_is_held_against_is_a_note(text: str, at: int) -> None:
    rows = (project(1), project(2), TOTAL, line(text, 700, at=at))

    assert numbers(*rows) == ["1", "2"]
    assert rules(*rows) == []
    assert "A6" not in written(*rows)
