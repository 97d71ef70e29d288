"""Nobody sees of which kind a space is; so no answer may hang on it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.model.plan import Info
from sync.sheet.read import read_plan
from sync.thai.dates import parse_date, parse_year
from sync.thai.money import parse_baht
from sync.thai.spaces import controls_in, even_spaces
from tests.disguise import BLANKS, UNSEEN, in_disguise
from tests.sheets import HEADERS, INFO, clean_sheet, type_in
from tests.unit.rules.test_rules import judge


@given(st.integers())
def test_a_clean_plan_stays_clean_whatever_its_spaces_are(seed: int) -> None:
    sheet = in_disguise(clean_sheet(), seed)

    assert judge(sheet) == ()
    assert read_plan(sheet, HEADERS).plan.info.fiscal_year == 2570


@given(st.text(f"ก1 \n{BLANKS}{UNSEEN}\r\x0b\x07"))
def test_even_text_has_no_space_but_one_and_is_even_already(text: str) -> None:
    even = even_spaces(text)

    assert set(even) <= set("ก1 \n")
    assert even_spaces(even) == even
    assert even.count("ก") == text.count("ก")


def test_a_vertical_tab_ends_a_line_and_another_control_is_told() -> None:
    assert even_spaces("ก\x0bข\x0cค\r\nง\u2028จ\rฉ") == "ก\nข\nค\nง\nจ\nฉ"
    assert even_spaces("ก\x07ข\x1fค") == "กขค"
    assert controls_in("ก\x0bข\tค\x07ง\x07\x1f") == "\x07\x1f"


@pytest.mark.parametrize(
    "text",
    [
        "วันที่ ๑๖ เดือน พฤศจิกายน พ.ศ. ๒๕๖๙",
        "๑๖\u00a0พฤศจิกายน\u00a0๒๕๖๙",
        "วันจันทร์ที่ 16 พฤศจิกายน พ.ศ.2569",
        "ณ วันที่ 16 เดือนพฤศจิกายน 2569",
        "ข้อมูล ณ วันที่ 16 พ.ย. 69",
        "วันที่\u300016/11/2569",
        "16\u200b พฤศจิกายน พ. ศ. 2569",
        "\u200b2026-11-16",
    ],
)
def test_a_day_is_read_with_the_words_and_spaces_around_it(text: str) -> None:
    assert parse_date(text) == date(2026, 11, 16)


@pytest.mark.parametrize(
    "text", ["๒๕๗๐\u200b", "พ.ศ.\u00a02570", "ประจำปีงบประมาณ\u2009พ.ศ.\u202f๒๕๗๐"]
)
def test_a_year_is_read_whatever_its_spaces_are(text: str) -> None:
    assert parse_year(text) == 2570


@pytest.mark.parametrize("text", ["20,000\u00a0บาท", "\u200b20,000\u3000บาท\ufeff"])
def test_baht_are_read_whatever_the_spaces_are(text: str) -> None:
    amount = parse_baht(text)

    assert amount
    assert amount.baht == Decimal(20000)


def test_a_budget_in_the_detail_is_seen_behind_a_no_break_space() -> None:
    text = "งบประมาณ จำนวน\u00a0๙๙,๐๐๐\u00a0บาท (เก้าหมื่นเก้าพันบาทถ้วน) จากข้อบัญญัติงบประมาณรายจ่าย"
    sheet = type_in(clean_sheet(), {"รายละเอียด!G2": text})

    assert "DET005" in {finding.rule for finding in judge(sheet)}


def test_a_link_loses_what_cannot_be_seen() -> None:
    rows = [row for tab in clean_sheet().tabs if tab.title == INFO for row in tab.rows]
    place = next(
        n
        for n, row in enumerate(rows, 1)
        if row[0] == HEADERS.label(Info.DOCUMENT_LINK)
    )
    sheet = type_in(
        clean_sheet(), {f"{INFO}!B{place}": "\u200bhttps://example.com/d\u00a0"}
    )

    assert (
        read_plan(sheet, HEADERS).plan.info.text(Info.DOCUMENT_LINK)
        == "https://example.com/d"
    )
