"""Rows of ข้อมูลแผน that bear one heading: what means the same is no doubt."""

from datetime import date

import pytest

from sync.model.plan import Info
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, INFO, clean_sheet, type_in

DAY = date(2026, 11, 16)


def told(info: Info, upper: object, lower: object) -> list[str]:
    """Return what is said of a heading that stands in two rows."""
    own = read_plan(clean_sheet(), HEADERS).plan.info.cells[info]
    typed = {own.a1: upper, "A30": HEADERS.label(info), "B30": lower}
    sheet = type_in(clean_sheet(), {f"{INFO}!{at}": it for at, it in typed.items()})
    return [hit.rule for hit in read_plan(sheet, HEADERS).hits if hit.rule == "INF008"]


@pytest.mark.parametrize(
    ("info", "upper", "lower"),
    [
        (Info.FISCAL_YEAR, "2570", "พ.ศ. 2570"),
        (Info.FISCAL_YEAR, 2570, "ปีงบประมาณ พ.ศ. ๒๕๗๐"),
        (Info.AS_OF, "16 พฤศจิกายน 2569", "๑๖ พ.ย. ๖๙"),
        (Info.AS_OF, DAY, "16/11/2569"),
        (Info.AS_OF, "๑๖ พฤศจิกายน ๒๕๖๙", DAY),
        (Info.AMPHOE, "ตัวอย่าง", "อ.ตัวอย่าง"),
        (Info.AMPHOE, "อำเภอ ตัวอย่าง", "อ. ตัวอย่าง"),
        (Info.PROVINCE, "แบบแผน", "จังหวัดแบบแผน"),
        (Info.PROVINCE, "จ.แบบแผน", "จังหวัดแบบแผน"),
        (Info.OFFICE, "อบต.ธารสมมุติ", "องค์การบริหารส่วนตำบลธารสมมุติ"),
        (Info.PERIOD, "พ.ศ. ๒๕๖๖ - ๒๕๗๐", "2566–2570"),
        (Info.PERIOD, "พ.ศ. ๒๕๖๖ - ๒๕๗๐", "ปี 2566 ถึง พ.ศ. 2570"),
        (Info.APPROVER, "นายตัวอย่าง  รักสุจริต", "นาย ตัวอย่าง รักสุจริต"),
        (Info.DOCUMENT_LINK, "https://example.com/a/", "https://example.com/a"),
        (Info.PROVINCE, "แบบแผน", ""),
        (Info.PROVINCE, "", "แบบแผน"),
    ],
)
def test_rows_that_mean_the_same_are_not_told(
    info: Info, upper: object, lower: object
) -> None:
    assert told(info, upper, lower) == []


@pytest.mark.parametrize(
    ("info", "upper", "lower"),
    [
        (Info.FISCAL_YEAR, "2570", "2571"),
        (Info.AS_OF, "16 พฤศจิกายน 2569", "17 พฤศจิกายน 2569"),
        (Info.AMPHOE, "ตัวอย่าง", "อ.อื่น"),
        (Info.OFFICE, "อบต.ธารสมมุติ", "ทต.ธารสมมุติ"),
        (Info.PERIOD, "2566 - 2570", "2571 - 2575"),
        (Info.DOCUMENT_LINK, "https://example.com/a", "https://example.com/b"),
    ],
)
def test_rows_that_mean_something_else_are_told(
    info: Info, upper: object, lower: object
) -> None:
    assert told(info, upper, lower) == ["INF008"]


def test_of_rows_that_differ_the_upper_one_is_read() -> None:
    typed = {"A30": "ปีงบประมาณ", "B30": "2571", "A31": "ข้อมูล ณ วันที่", "B31": "1/10/2569"}
    sheet = type_in(clean_sheet(), {f"{INFO}!{at}": it for at, it in typed.items()})

    info = read_plan(sheet, HEADERS).plan.info

    assert (info.fiscal_year, info.as_of) == (2570, DAY)


def test_an_upper_row_that_is_empty_says_nothing() -> None:
    own = read_plan(clean_sheet(), HEADERS).plan.info.cells[Info.FISCAL_YEAR]
    typed = {own.a1: "", "A30": "ปีงบประมาณ", "B30": "2571"}
    sheet = type_in(clean_sheet(), {f"{INFO}!{at}": it for at, it in typed.items()})

    assert read_plan(sheet, HEADERS).plan.info.fiscal_year == 2571
