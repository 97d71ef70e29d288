"""What offices calculate in sheets, and what the emulator says of the rest.

https://support.google.com/docs/table/25273 lists the functions and links to each.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from emulator.server import WorkspaceServer
from emulator.sheets.calc.arguments import FUNCTIONS
from tests.emulator.sheeting import Sheet

README = Path(__file__).parents[2] / "emulator" / "README.md"
ROWS: list[list[Any]] = [["ถนน", 1500, "1"], ["สะพาน", 2500.5, "2"], ["ถนน", "ไม่มี", ""]]
CASES = {
    "=1+2*3-4/2": "5",
    '=-2^2&"%"': "4%",
    "=50%": "0.5",
    "=SUM(B1:B3)": "4000.5",
    "=SUM(B:B, 1)": "4001.5",
    "=COUNT(B1:B3)": "2",
    "=COUNTA(B1:B3)": "3",
    '=COUNTIF(A:A, "ถนน")': "2",
    '=COUNTIF(B:B, ">=2000")': "1",
    '=COUNTIF(A1:A3, "ส*")': "1",
    '=COUNTIFS(A1:A3, "ถนน", B1:B3, ">0")': "1",
    '=SUMIF(A1:A3, "ถนน", B1:B3)': "1500",
    '=SUMIFS(B1:B3, A1:A3, "<>ถนน")': "2500.5",
    '=IF(B1>1000, "มาก", "น้อย")': "มาก",
    "=IF(AND(B1>0, NOT(OR(B2<0, FALSE))), 1, 0)": "1",
    '=IFERROR(1/0, "หารไม่ได้")': "หารไม่ได้",
    "=ROUND(2.345, 2)": "2.35",
    "=ROUNDUP(2.341, 2)": "2.35",
    "=ROUNDDOWN(-2.349, 2)": "-2.34",
    "=ABS(-3)": "3",
    "=AVERAGE(B1:B2)": "2000.25",
    "=MIN(B1:B3)": "1500",
    "=MAX(B1:B3)": "2500.5",
    '=TEXT(B2, "#,##0.00")': "2,500.50",
    '=CONCATENATE(A1, " ", C1)': "ถนน 1",
    '=HYPERLINK("https://example.com", "แผน")': "แผน",
    '=TEXT(DATE(2026, 10, 1), "d/m/yyyy")': "1/10/2026",
    "=A1": "ถนน",
    "=Sheet1!B2": "2500.5",
    "=B3+1": "#VALUE!",
    "=1/0": "#DIV/0!",
    "=nobody": "#NAME?",
    "=1+": "#ERROR!",
    "=E99999": "#REF!",
}


@pytest.fixture
def sheet(workspace: WorkspaceServer) -> Sheet:
    return Sheet(workspace)


def shown(sheet: Sheet, formulas: list[str]) -> list[str]:
    sheet.fill(*ROWS)
    body = {"values": [[formula] for formula in formulas]}
    path = "/values/E1"
    sheet.json("PUT", path, body, valueInputOption="USER_ENTERED")
    return [row[0] for row in sheet.json("GET", "/values/E1:E99")["values"]]


def test_what_offices_calculate(sheet: Sheet) -> None:
    assert dict(zip(CASES, shown(sheet, list(CASES)), strict=True)) == CASES


@pytest.mark.parametrize(
    ("formula", "lacking"),
    [
        ("=XLOOKUP(1, A:A, B:B)", "XLOOKUP"),
        ("=SUM(FILTER(B:B, A:A))", "FILTER"),
        ("=SUM({1, 2})", "arrays in braces"),
    ],
)
def test_what_is_not_calculated_is_said_to_be_so(
    sheet: Sheet, formula: str, lacking: str
) -> None:
    (text,) = shown(sheet, [formula])
    cell = sheet.get(ranges="E1", includeGridData="true")["sheets"][0]["data"][0]
    effective = cell["rowData"][0]["values"][0]["effectiveValue"]

    assert text == "#EMULATOR!"
    assert effective["errorValue"] == {
        "type": "ERROR",
        "message": f"The emulator does not calculate {lacking}.",
    }


def test_the_readme_names_the_functions() -> None:
    text = README.read_text(encoding="utf-8").partition("- **Formulas**")[2]
    named = re.findall(r"`([A-Z]+)`", text.partition("\n- ")[0])

    assert sorted(named) == sorted(FUNCTIONS)


LARGE = {
    "=1E308*10": "#NUM!",
    '=IFERROR(1E308*10, "too large")': "too large",
    "=SUM(1E308, 1E308)": "#NUM!",
    "=ROUND(1E300, 2)": "1E+300",
    "=ROUND(1.5, 1E9)": "1.5",
    "=ROUND(15, -1E9)": "0",
    "=ROUND(1234567890123456789012, -20)": "1.2E+21",
    '=TEXT(1E30, "#,##0.00")': "1,000,000,000,000,000,000,000,000,000,000.00",
    '=TEXT(1E30, "0%")': "1" + "0" * 32 + "%",
    '=TEXT(1E30, "0,,")': "1" + "0" * 24,
    "1E400": "1E400",
}


def test_numbers_at_the_end_of_a_double(sheet: Sheet) -> None:
    assert dict(zip(LARGE, shown(sheet, list(LARGE)), strict=True)) == LARGE


@pytest.mark.parametrize(
    "formula",
    [f"={'(' * 2000}1{')' * 2000}", f"={'-' * 5000}1", "=" + "1+" * 5000 + "1"],
    ids=["brackets", "signs", "sums"],
)
def test_a_formula_of_too_many_parts_is_said_not_to_be_calculated(
    sheet: Sheet, formula: str
) -> None:
    assert shown(sheet, [formula]) == ["#EMULATOR!"]
