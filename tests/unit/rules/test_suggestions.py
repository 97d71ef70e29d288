"""What staff are advised: a sentence, in the digits that they use."""

import re

import pytest

from sync.rules.catalogue import load_rule_texts
from tests.sheets import clean_sheet, type_in
from tests.unit.rules.test_rules import judge

TEXTS = load_rule_texts()


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_rule_advises_in_a_sentence(language: str) -> None:
    bare = [
        code
        for code, text in TEXTS[language].items()
        if len(re.sub(r"\{\w+\}|[^ก-๙A-Za-z]", "", text.suggestion)) < 4
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("cell", "typed", "rule", "said"),
    [
        ("โครงการ!A4", "7", "PRJ004", "แก้เลขลำดับเป็น 2"),
        (
            "รายละเอียด!G2",
            "๒๐๐๐๐ บาท (สองหมื่นบาทถ้วน) จากข้อบัญญัติ",
            "BUD102",
            "พิมพ์เป็น ๒๐,๐๐๐",
        ),
        (
            "รายละเอียด!G2",
            "20000 บาท (สองหมื่นบาทถ้วน) จากข้อบัญญัติ",
            "BUD102",
            "พิมพ์เป็น 20,000",
        ),
        (
            "รายละเอียด!G2",
            "๒๐,๐๐๐ บาท จากข้อบัญญัติงบประมาณรายจ่ายประจำปี พ.ศ. ๒๕๖๙",
            "YRS005",
            "แก้ปีงบประมาณเป็น ๒๕๗๐",
        ),
        ("โครงการ!D3", "๑๒.๐๐๐", "BUD008", "เช่น ๑๒,๐๐๐.๐๐ / ๑๒.๐๐"),
    ],
)
def test_numbers_to_type_are_in_the_digits_that_stand_there(
    cell: str, typed: str, rule: str, said: str
) -> None:
    findings = judge(type_in(clean_sheet(), {cell: typed}))

    (found,) = [finding for finding in findings if finding.rule == rule]
    assert said in found.suggestion


def test_of_two_names_neither_is_taken_for_the_right_one() -> None:
    findings = judge(type_in(clean_sheet(), {"รายละเอียด!A2": "โครงการอบรมคุณธรร"}))

    (drift,) = [finding for finding in findings if finding.rule == "DET006"]
    assert drift.suggestion == "ดูว่าชื่อใดพิมพ์ถูก แล้วแก้อีกแห่งให้ตรงกัน"


def test_a_project_has_one_number_wherever_it_is_named() -> None:
    numbers = {f"โครงการ!A{row}": 1 for row in (3, 4, 5)}
    findings = judge(type_in(clean_sheet(), {**numbers, "รายละเอียด!A4": "กิจกรรมบัตรคว"}))

    (drift,) = [finding for finding in findings if finding.rule == "DET006"]
    assert drift.project == 3
    assert "ลำดับที่ 3 " in drift.message
