import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.rollover.years import move_years, years_left
from sync.thai.digits import to_arabic, to_thai


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๙", "ปีงบประมาณ พ.ศ. ๒๕๗๐"),
        ("ประจำปีงบประมาณ พ.ศ.2569", "ประจำปีงบประมาณ พ.ศ.2570"),
        ("ประจำปี 2569", "ประจำปี 2570"),
        ("Action Plan for Fiscal Year 2026", "Action Plan for Fiscal Year 2027"),
        (
            "ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
            "ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
        ),
        ("ประกาศเจตจำนงสุจริต ประจำปี ๒๕๖๙", "ประกาศเจตจำนงสุจริต ประจำปี ๒๕๗๐"),
    ],
)
def test_the_fiscal_year_moves_in_the_form_it_was_typed_in(
    text: str, moved: str
) -> None:
    assert move_years(text, 2569).text == moved


def test_years_that_moved_on_move_back_in_the_same_form() -> None:
    text = "ปีงบประมาณ พ.ศ. ๒๕๗๐ (ตุลาคม ๒๕๖๙ - กันยายน 70) ตาม พ.ร.บ. พ.ศ. ๒๕๖๑"

    moved = move_years(text, 2570, months=True).text
    back = move_years(moved, 2571, months=True, by=-1).text

    assert moved == "ปีงบประมาณ พ.ศ. ๒๕๗๑ (ตุลาคม ๒๕๗๐ - กันยายน 71) ตาม พ.ร.บ. พ.ศ. ๒๕๖๑"
    assert back == text


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("ตุลาคม ๒๕๖๘ – กันยายน ๒๕๖๙", "ตุลาคม ๒๕๖๙ – กันยายน ๒๕๗๐"),
        ("ต.ค. 68 - ก.ย. 69", "ต.ค. 69 - ก.ย. 70"),
        ("1 ตุลาคม พ.ศ. 2568", "1 ตุลาคม พ.ศ. 2569"),
        ("ระหว่าง 15/01/2569 ถึง 20/2/2569", "ระหว่าง 15/01/2570 ถึง 20/2/2570"),
    ],
)
def test_months_of_the_year_move_where_a_plan_says_when(text: str, moved: str) -> None:
    assert move_years(text, 2569, months=True).text == moved
    assert move_years(text, 2569).text == text


@pytest.mark.parametrize(
    "text",
    [
        "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)",
        "พระราชบัญญัติประกอบรัฐธรรมนูญ พ.ศ. 2561",
        "โทร. 02569 1234",
        "จำนวน 2,569 คน",
        "ตุลาคม 2567 – กันยายน 2568",
        "ธันวาคม 2569",
    ],
)
def test_a_year_that_is_not_the_plans_stays_and_needs_nobody(text: str) -> None:
    moved = move_years(text, 2569, months=True)

    assert moved.text == text
    assert moved.left == () or "ธันวาคม" in text


@pytest.mark.parametrize(
    "text",
    [
        "ระเบียบกระทรวงมหาดไทย พ.ศ. 2569",
        "คะแนนประเมินใน พ.ศ. 2569 เพิ่มขึ้น",
        "คำสั่งที่ 12/2569",
        "ประกาศ ณ วันที่ 5 มกราคม 2569",
    ],
)
def test_what_may_be_a_laws_or_a_results_year_is_left_to_a_person(text: str) -> None:
    moved = move_years(text, 2569, months=True)

    assert moved.text == text
    assert len(moved.left) == 1
    assert "2569" in moved.left[0]


def test_years_that_are_left_are_told_with_the_words_around_them() -> None:
    assert list(years_left("ผลการประเมิน ปี ๒๕๖๙ ดีขึ้น", 2569)) == [
        "ผลการประเมิน ปี ๒๕๖๙ ดีขึ้น"
    ]
    assert list(years_left("ผลการประเมิน ปี ๒๕๖๘", 2569)) == []


@given(st.text(alphabet="กา .-/0123456789๐๑๒๓๔๕๖๗๘๙ปีงบประมาณพศตค\n", max_size=60))
def test_nothing_but_years_changes(text: str) -> None:
    moved = move_years(text, 2569, months=True).text

    assert len(moved) == len(text)
    for before, after in zip(text, moved, strict=True):
        assert before == after or (before.isdecimal() and after.isdecimal())


@given(st.sampled_from(["ปีงบประมาณ พ.ศ. 2569", "ตุลาคม 2568 ถึง กันยายน 2569"]))
def test_either_kind_of_digits_moves_alike(text: str) -> None:
    arabic = move_years(text, 2569, months=True).text
    thai = move_years(to_thai(text), 2569, months=True).text

    assert to_arabic(thai) == arabic != text
