"""Whatever stands in an export, and wherever, is found again in the plan."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sync.model.imports import ImportedPlan
from tests.shared import shared_data
from tests.unit.importing.exports import (
    BELOW,
    EXPORT,
    TABLE,
    lines_of,
    parse,
    unaccounted,
)
from tests.unit.importing.forms import LAYOUTS, Form, forms, misplaced

FOREIGN = st.text(st.sampled_from("กขคจำ่้ๆ๑๒ abXY019()-–•:./*“”"), max_size=30).map(
    lambda text: f"ฮฮ{text}ฮฮ"
)
ROWS = st.lists(st.one_of(st.just(""), FOREIGN), min_size=2, max_size=12).map("\t".join)
OF_THE_FORM = st.sampled_from(
    [
        *(line for line in EXPORT.splitlines() if line.strip()),
        "จัดทำโดย",
        "ผู้อนุมัติ",
        "ผู้อนุมัติ : นายอื่น ไกลตัว",
        "ตำแหน่ง นักวิชาการ",
        "ลำดับที่ ๙",
        "๙. ผลผลิต/ผลลัพธ์ : ปนกัน",
        "งบประมาณ : สามพันบาท",
        "๑. ชื่อโครงการ : อีกชื่อ",
        "แผนอื่น พ.ศ. 2571 ของ เทศบาลนครอื่น",
        "เทศบาลตำบลอื่น อำเภอไกล จังหวัดโพ้น",
        "มิติ 9 ไม่มีอยู่",
        "รวม\t\t\t9,999.00\t\t\t\t\t",
        "17\t\t\t\t\t\t\t\t",
        "18\tโครงการค้าง",
        "-",
        "๑)",
    ]
)
# a file with these two is one in UTF-16, and letters of a font of its own are mended
LETTERS = st.characters(exclude_characters="\0\x0e", exclude_categories=["Cs", "Co"])
INSERTED = st.lists(
    st.tuples(st.floats(0, 1), st.one_of(FOREIGN, ROWS, OF_THE_FORM)), max_size=6
)


def with_inserted(text: str, inserted: Sequence[tuple[float, str]]) -> str:
    lines = text.splitlines()
    for where, line in inserted:
        lines.insert(round(where * len(lines)), line)
    return "\n".join(lines)


def lost_with(text: str, inserted: Sequence[tuple[float, str]]) -> list[str]:
    """Return what an import loses, but for lines of another table that it tells of (D170).

    It tells how many there are: no more lines may be missing.
    """
    whole = with_inserted(text, inserted)
    plan = parse(whole)
    lost = unaccounted(lines_of(whole), plan)
    told = sum(
        int(said.facts["count"])
        for said in plan.left
        if said.code == "left_rows_above_here"
    )
    missing = [line for line in whole.splitlines() if any(map(line.count, lost))]
    return lost if len(missing) > told else []


def test_a_text_that_is_left_out_would_be_noticed() -> None:
    plan = parse(TABLE + BELOW)

    assert unaccounted(lines_of(EXPORT), plan)[:2] == [
        "แผนปฏิบัติการป้องกันการทุจริต",
        "ปีงบประมาณ พ.ศ. ๒๕๗๐",
    ]


@given(INSERTED)
@example([])
@example([(0.0, "ฮฮฮฮ\tฮฮฮฮ\tฮฮฮฮ")] * 2)  # another table above the plan
def test_every_line_inserted_anywhere_is_found_again(
    inserted: list[tuple[float, str]],
) -> None:
    assert lost_with(EXPORT, inserted) == []


@given(st.permutations(EXPORT.splitlines()))
def test_lines_in_any_order_are_all_found_again(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert unaccounted(lines_of(text), parse(text)) == []


@given(INSERTED)
@example([])
@settings(max_examples=25)
def test_every_line_of_a_real_plan_is_found_again(
    inserted: list[tuple[float, str]],
) -> None:
    real = shared_data("tako-2569.txt").read_text("utf-8")
    text = with_inserted(real, inserted)

    assert unaccounted(lines_of(text), parse(text)) == []


@given(st.text(LETTERS))
@example("ทะเบียน")
@example("ตามแผน0")  # no table's title: it does not begin with what the table is
@example("สรุปโครงการตามแผน0")
def test_whatever_the_text_parsing_never_fails(text: str) -> None:
    assert unaccounted(lines_of(text), parse(text)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@given(form=forms())
@settings(max_examples=20, deadline=None)
def test_a_label_of_an_offices_own_is_told_and_in_no_other_field(
    layout: Callable[[Form], ImportedPlan], form: Form
) -> None:
    assert misplaced(form, layout(form)) == []
