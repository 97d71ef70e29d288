"""What staff type for a budget: what is counted, what is asked, and in which words."""

from datetime import date
from decimal import Decimal

import pytest

from sync.model.cells import Value
from sync.model.findings import Finding
from sync.plan.totals import compute_totals
from sync.sheet.amounts import to_satang
from sync.sheet.read import read_plan
from sync.thai.digits import to_arabic
from sync.thai.money import parse_baht
from sync.thai.spoken_money import said_twice, spoken_baht
from tests.sheets import HEADERS, clean_sheet, type_in
from tests.unit.rules.test_rules import judge

AT = "โครงการ!D3"


def told(typed: Value) -> tuple[Decimal | None, list[Finding]]:
    sheet = type_in(clean_sheet(), {AT: typed})
    found = [f for f in judge(sheet) if str(f.cell) == AT and f.rule < "BUD1"]
    return read_plan(sheet, HEADERS).plan.projects[0].budget, found


@pytest.mark.parametrize(
    ("text", "baht"),
    [
        ("สามหมื่นบาทถ้วน", 30000),
        ("สามหมื่นบาท", 30000),
        ("สองแสนสามหมื่นสี่พันห้าร้อยยี่สิบเอ็ดบาทถ้วน", 234521),
        ("หนึ่งล้านห้าแสนบาท", 1500000),
        ("ร้อยบาท", 100),
        ("สิบเอ็ดบาทห้าสิบสตางค์", "11.50"),
        ("เงินสามหมื่นบาทถ้วน", 30000),
        ("(เป็นเงินทั้งสิ้น สามหมื่น บาทถ้วน)", 30000),
        ("-สามหมื่นบาทถ้วน-", 30000),
        ("ตัวอักษร : สามหมื่นบาทถ้วน", 30000),
        ("***สามหมื่นบาทเท่านั้น***", 30000),
        ("3 หมื่น", 30000),
        ("๓ หมื่นบาท", 30000),
        ("0.3 ล้านบาท", 300000),
        ("1 แสน 5 หมื่น", 150000),
        ("1.5 ล้าน", 1500000),
    ],
)
def test_an_amount_in_words_is_counted_and_said(text: str, baht: int | str) -> None:
    assert spoken_baht(text) == Decimal(baht)
    budget, (finding,) = told(text)
    assert budget == Decimal(baht)
    assert finding.rule == "BUD004"
    assert f"{Decimal(baht):,.2f}" in to_arabic(finding.message)


@pytest.mark.parametrize(
    "text",
    [
        *("20,000 บาท ถ้วน", "๒๐,๐๐๐.-", "20,000.- บาท", "20,000 บ.", "THB 20,000"),
        *("20000 Baht", "เป็นเงิน 20,000 บาท", "จำนวนเงิน 20,000 บาท", "งบ 20,000 บาท"),
        *("20,000=", "=20,000=", "20,000/-", "20,000 บาท*"),
    ],
)
def test_an_amount_in_a_form_of_offices_is_read_and_said(text: str) -> None:
    budget, (finding,) = told(text)

    assert (budget, finding.rule) == (Decimal(20000), "BUD004")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "-",
            "--",
            "ไม่มี",
            "ไม่มีงบประมาณ",
            "ไม่ใช้งบฯ",
            "ไม่ได้ใช้งบประมาณ",
            "ไม่ขอใช้งบประมาณ",
        ),
        *("ไม่ต้องใช้งบประมาณ", "(ไม่ใช้งบประมาณ)", "- ไม่ใช้งบประมาณ", "ไม่มีค่าใช้จ่าย"),
        *("ไม่เบิกจ่ายงบประมาณ", "ไม่มีการใช้งบประมาณ", "ไม่ใช้งบประมาณ *", "ไม่ใช้งบประมาณ (0)"),
        "ดำเนินการโดยไม่ใช้งบประมาณ",
    ],
)
def test_no_budget_is_read_in_the_words_of_offices(text: str) -> None:
    amount = parse_baht(text)

    assert amount
    assert amount.baht == 0


@pytest.mark.parametrize("text", ["ไม่ระบุ", "ใช้งบปกติ", "N/A", "ไม่ทราบ", "…", "20k"])
def test_what_does_not_say_what_it_costs_is_no_amount(text: str) -> None:
    assert parse_baht(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "บาท", "ล้าน", "สามสี่", "พันหมื่น", "3", "5 หมื่น 1 แสน", "หมื่นห้า ครั้ง"),
        *("ไม่มี", "5 คน", "-3 หมื่น", "คนละสองร้อยบาท", "รวมเงิน", "สองหมื่นบาท (สองหมื่น)"),
    ],
)
def test_what_is_no_amount_in_words_is_none(text: str) -> None:
    assert spoken_baht(text) is None


def test_full_width_digits_are_digits() -> None:
    assert to_arabic("３００００ ๓") == "30000 3"
    assert parse_baht("３０，０００") == parse_baht("30,000")
    assert told("３００００")[0] == 30000


def test_figures_and_words_that_differ_are_an_error_with_both() -> None:
    budget, (finding,) = told("30,000 บาท (สี่หมื่นบาทถ้วน)")
    assert budget == 30000
    assert (finding.rule, finding.severity) == ("BUD009", "error")
    assert "30,000.00" in finding.message
    assert "40,000.00" in finding.message


def test_figures_and_words_that_agree_are_no_error() -> None:
    twice = said_twice("30,000 บาท (สามหมื่นบาทถ้วน)")
    assert twice
    assert twice.words == 30000
    _, (finding,) = told("30,000 บาท (สามหมื่นบาทถ้วน)")
    assert finding.rule == "BUD004"


@pytest.mark.parametrize("typed", [Decimal(-5), "-5", "-5 บาท"])
def test_a_negative_budget_is_not_added_and_its_advice_is_a_sentence(
    typed: Value,
) -> None:
    budget, (finding,) = told(typed)
    assert budget is None
    assert finding.rule == "BUD003"
    assert finding.suggestion == "ถ้าหมายถึง 5.00 บาท ให้ลบเครื่องหมายลบออก"


def test_a_negative_budget_is_named_beside_the_total_it_is_missing_in() -> None:
    sheet = type_in(clean_sheet(), {AT: Decimal(-5), "โครงการ!D8": Decimal(1)})
    computed = compute_totals(read_plan(sheet, HEADERS).plan).budget
    found = {finding.rule: finding for finding in judge(sheet)}
    assert computed > 0
    assert "เพราะยังอ่านงบประมาณของลำดับที่ 1 ไม่ได้" in found["TOT003"].message


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("(30,000)", "30,000.00"),
        ("30,000 บาท/ปี", "30,000.00"),
        ("ปีละ 30,000 บาท", "30,000.00"),
        ("ประมาณ 30,000", "30,000.00"),
        ("สามหมื่น", "30,000.00"),
        ("30,000 บาท จากข้อบัญญัติ", "30,000.00"),
        ("25.000", "25,000.00 / 25.00"),
    ],
)
def test_what_can_be_meant_is_offered_and_not_counted(text: str, read: str) -> None:
    budget, (finding,) = told(text)
    assert budget is None
    assert finding.rule == "BUD008"
    assert finding.suggestion.endswith(f"เช่น {read}")


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        (date(2026, 1, 1), "BUD010"),
        (True, "BUD011"),
        (False, "BUD011"),
        ("30000%", "BUD001"),
        ("10,000 + 20,000", "BUD001"),
        ("สามหมื่นกว่า", "BUD001"),
    ],
)
def test_what_is_no_amount_has_its_cause(typed: Value, rule: str) -> None:
    budget, (finding,) = told(typed)
    assert budget is None
    assert finding.rule == rule


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("100", "100.00"),
        ("100.000001", "100.00"),
        ("99.999999", "100.00"),
        ("100.0000011", None),
        ("100.001", None),
    ],
)
def test_what_a_program_adds_to_a_satang_is_no_part_of_one(
    typed: str, read: str | None
) -> None:
    assert to_satang(Decimal(typed)) == (Decimal(read) if read else None)


@pytest.mark.parametrize(
    "typed",
    [
        "25,000 บาท (-สองหมื่นห้าพันบาทถ้วน-)",
        "เงินสองหมื่นห้าพันบาทถ้วน",
        "สองหมื่นห้าพันบาทถ้วน (25,000)",
    ],
)
def test_a_total_is_read_in_the_words_that_a_budget_is(typed: str) -> None:
    reading = read_plan(type_in(clean_sheet(), {"โครงการ!D6": typed}), HEADERS)

    assert reading.plan.typed_totals
    assert reading.plan.typed_totals.budget == 25000
