"""Marks that fell into a line of their own."""

import pytest

from sync.importing.fallen import with_fallen_marks


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["๕. วิธด", "      ี ำเนินการ"], "๕. วิธีดำเนินการ"),
        (["  ๘. ผู้รบ", "         ั ผิดชอบ"], "  ๘. ผู้รับผิดชอบ"),
        (["ข้อทีต", "     ่ ้องแก้ไข"], "ข้อที่ต้องแก้ไข"),
        (["ควรเริม", "      ่ ตั้งแต่"], "ควรเริ่มตั้งแต่"),
        (["ค้ม", "  ุ ครอง"], "คุ้มครอง"),
        (["(ไม่ระบุช่ อ", "           ื )"], "(ไม่ระบุชื่อ)"),
    ],
)
def test_a_mark_goes_where_its_column_says(lines: list[str], whole: str) -> None:
    assert with_fallen_marks(lines) == [whole]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["ข้อทีต", "่ ้องแก้ไข"], "ข้อที่ต้องแก้ไข"),
        (["๕. วิธด", "  ี ำเนินการ"], "๕. วิธีดำเนินการ"),
    ],
)
def test_without_columns_a_second_mark_says_where_the_first_goes(
    lines: list[str], whole: str
) -> None:
    assert with_fallen_marks(lines) == [whole]


def test_a_line_may_be_broken_twice() -> None:
    once = "วิธด"
    then = "   ี ำเนินการทีต"
    last = " " * (len(then) - 1) + "่ ้องแก้ไข"

    assert with_fallen_marks([once, then, last]) == ["วิธีดำเนินการที่ต้องแก้ไข"]


@pytest.mark.parametrize(
    "lines",
    [
        ["ควรเริม", "่ ตั้งแต่"],
        ["–๔–", "  ่ ้องแก้ไข"],
        ["วิธีด", "    ี ำเนินการ"],
        ["ข้อต้ต", "     ่ ้อง"],
        ["", "่ ้อง"],
        ["วิธด", "   ีำเนินการ"],
        ["วิธด", "", "   ี ำเนินการ"],
    ],
)
def test_a_mark_that_has_no_certain_place_stays(lines: list[str]) -> None:
    assert with_fallen_marks(lines) == lines
