"""Tables whose columns stand apart by spaces, as ``pdftotext -layout`` writes them."""

import time

from sync.importing.text import read_plain_text
from sync.model.plan import QUARTERS, Field
from tests.unit.importing.exports import BELOW, COVER, FIRST, HEADERS, SECOND, parse

PLACES = (1, 8, 40, 48, 60, 64, 69, 73, 80)
"""Where the columns begin, in letters, as the marks above count there as well."""


def spread(*cells: str) -> str:
    line = ""
    for place, cell in zip(PLACES, cells, strict=False):
        line = f"{line:{place}}{cell}" if cell else line
    return f"{line}\n"


TABLE = "".join(
    (
        spread("", "", "", "งบประมาณ", "ดำเนินการไตรมาส"),
        spread("ลำดับ", "รายการโครงการ (ตั้งต้น)", "มิติ", "", "", "", "", "", "หมายเหตุ"),
        spread("", "", "", "(บาท)", "1", "2", "3", "4"),
        spread("1", "โครงการอบรม", "1", "20,000.00", "☑", "", "", "", "เร่งด่วน"),
        spread("", "คุณธรรม", "", "", "", "", "", "", "ที่สุด"),
        # three ticks stand nearer to one another than their columns
        spread("2", "มาตรการ “งดรับของขวัญ”", "2", "0.00", "     ☑  ☑  ☑"),
        spread("", "รวมทั้งสิ้น", "", "20,000.00", "1", "1", "1", "1"),
    )
)


def plan_with(table: str) -> str:
    return COVER + table + BELOW + FIRST + SECOND


def test_a_table_of_spaces_is_read_with_its_ticks_and_its_broken_lines() -> None:
    plan = parse(plan_with(TABLE))

    assert [[row[name] or " " for name in Field] for row in plan.projects] == [
        ["1", "โครงการอบรมคุณธรรม", "1", "20,000.00", *"☑   ", "เร่งด่วนที่สุด"],
        ["2", "มาตรการ “งดรับของขวัญ”", "2", "0.00", *" ☑☑☑", " "],
    ]
    assert [plan.totals[name] for name in (Field.BUDGET, *QUARTERS)] == [
        *("20,000.00", "1", "1", "1", "1")
    ]
    assert plan.unplaced == ()
    assert len(plan.details) == 2


def test_ticks_that_do_not_add_up_are_said_with_their_project() -> None:
    plan = parse(plan_with(TABLE.removesuffix("1\n") + "0\n"))

    assert [row[name] for row in plan.projects for name in QUARTERS] == [""] * 8
    assert plan.unplaced == (
        "โครงการอบรมคุณธรรม ☑",
        "มาตรการ “งดรับของขวัญ” ☑ ☑ ☑",
    )


def test_a_page_of_such_a_table_begins_with_its_headers_again() -> None:
    lines = TABLE.splitlines(keepends=True)
    again = "".join([*lines[:5], *lines[:3], *lines[5:]])

    assert parse(plan_with(again)).projects == parse(plan_with(TABLE)).projects


def test_words_of_the_headers_in_a_text_are_no_table() -> None:
    text = plan_with("ที่  รายการโครงการ  มิติ\nกล่าวถึง  1  2  3  4\n")

    assert parse(text).projects == ()


def test_endless_lines_and_tables_take_little_time() -> None:
    begun = time.process_time()
    head = TABLE[: TABLE.index(" 1      โครงการ")]
    read_plain_text((head + "  1  ก" + "  " * 500_000).encode(), HEADERS)
    rows = "".join(f"  {n}   โครงการ  1   0.00\n" for n in range(1, 20_000))
    read_plain_text((head + rows).encode(), HEADERS)

    assert time.process_time() - begun < 10
