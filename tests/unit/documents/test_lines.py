"""Lines under a heading: what is a list mark, and below what it hangs."""

import pytest

from sync.documents.lines import DEEPEST, lines_of


def levels(text: str) -> list[tuple[str, int]]:
    return [(line.mark, line.level) for line in lines_of(text)]


def test_what_is_typed_further_in_hangs_below_what_stands_before_it() -> None:
    text = (
        "1. ขั้นเตรียมการ\n  1.1 แต่งตั้งคณะทำงาน\n    1.1.1 เสนอรายชื่อ\n      - กองคลัง\n"
        "      - กองช่าง\n    1.1.2 ลงนามคำสั่ง\n  1.2 ประชุม\n2. ขั้นดำเนินการ\n  • อบรม\n"
        "    o ภาคเช้า\n    o ภาคบ่าย\n  • ศึกษาดูงาน\n3. ขั้นสรุปผล\n 3.1 รายงานผล\n ก. เสนอ"
    )

    assert levels(text) == [
        *(("1.", 0), ("1.1", 1), ("1.1.1", 2), ("-", 3), ("-", 3), ("1.1.2", 2)),
        *(("1.2", 1), ("2.", 0), ("•", 1), ("–", 2), ("–", 2), ("•", 1)),
        *(("3.", 0), ("3.1", 1), ("ก.", 1)),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("๑) ก\n๒) ข", [("๑)", 0), ("๒)", 0)]),
        ("  ๑) ก\n  ๒) ข", [("๑)", 0), ("๒)", 0)]),
        ("๑) ก\n  ๒) ข\n  ๓) ค", [("๑)", 0), ("๒)", 0), ("๓)", 0)]),
        ("- ก\n- ข", [("-", 0), ("-", 0)]),
        ("๑. ก\n๑.๑ ข\n๑.๒ ค\n๒. ง", [("๑.", 0), ("๑.๑", 1), ("๑.๒", 1), ("๒.", 0)]),
        ("๑. ก\n- ข\n- ค\n๒. ง", [("๑.", 0), ("-", 1), ("-", 1), ("๒.", 0)]),
        ("๑. ก\n๑) ข\n๒) ค\n๒. ง", [("๑.", 0), ("๑)", 1), ("๒)", 1), ("๒.", 0)]),
        ("(ก) ก\n(ข) ข", [("(ก)", 0), ("(ข)", 0)]),
        # a dot in place of a bracket is a slip, and no other list
        ("๑) ก\n๒. ข\n๓) ค", [("๑)", 0), ("๒.", 0), ("๓)", 0)]),
        # prose stays prose, and amounts are no sections
        ("๑) ก\nค\n๒) ข", [("๑)", 0), ("", 0), ("๒)", 0)]),
        ("๑. ใช้รถ\n2.5 กิโลเมตร", [("๑.", 0), ("", 0)]),
        ("1.1 ล้านบาท", [("", 0)]),
        ("o ภาคเช้า", [("", 0)]),
        ("๑) ก\nก.พ. กำหนด", [("๑)", 0), ("", 0)]),
        ("", []),
    ],
)
def test_a_mark_hangs_below_another_kind_and_beside_its_own(
    text: str, shown: list[tuple[str, int]]
) -> None:
    assert levels(text) == shown


def test_nothing_hangs_deeper_than_the_deepest() -> None:
    text = "\n".join(f"{' ' * depth}- ข้อ" for depth in range(1, 9))

    assert max(line.level for line in lines_of(f"๑. ก\n{text}")) == DEEPEST


def test_a_table_drawn_with_bars_is_read_in_lines_and_has_no_rulers() -> None:
    text = "| รายการ | บาท |\n|:---|---:|\n| ค่าอาหาร | 4,800 |\n| รวม | |"

    assert [line.text for line in lines_of(text)] == [
        "รายการ · บาท",
        "ค่าอาหาร · 4,800",
        "รวม",
    ]


@pytest.mark.parametrize("char", ["-", "1", "|", ".", " ", "o ", "1.1\n", "- \n"])
def test_a_cell_full_of_one_character_is_no_trouble(char: str) -> None:
    assert all(line.level <= DEEPEST for line in lines_of(char * 4_000))
