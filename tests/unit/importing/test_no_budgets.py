"""A plan without a budget that could be read is not whole where amounts stand in it."""

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from sync.cli.import_view import show_source
from sync.cli.terminal import Terminal
from sync.importing.workbook import import_workbook
from sync.messages import load_words
from sync.model.imports import ImportedDetail, ImportedPlan
from sync.model.plan import Field, Heading
from tests.unit.importing.exports import DIMENSIONS, HEADERS, parse
from tests.unit.importing.workbooks import Book, Rows

SUM = ["รวม", None, None, "3,500"]


def bring(
    header: str, *budgets: object, total: list[Any] | None = None
) -> ImportedPlan:
    rows: Rows = [
        ["แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"],
        ["เทศบาลตำบลสมมุติ อำเภอตัวอย่าง จังหวัดแบบแผน"],
        ["ลำดับ", "โครงการ", "มิติ", header, "ไตรมาส"],
        *([at, f"โครงการที่ดี {at}", 1, own, "1"] for at, own in enumerate(budgets, 1)),
        *([total] if total else []),
    ]
    return import_workbook(Book({"แผน": rows}).sheet(), "ก.xlsx", HEADERS, DIMENSIONS)


def is_whole(plan: ImportedPlan) -> bool:
    """Whether a plan is whole as it is shown, if all its projects had details."""
    texts = dict.fromkeys(Heading, "ประชุมชี้แจง")
    names = [row[Field.NAME] for row in plan.projects]
    plan = replace(plan, details=tuple(ImportedDetail(name, texts) for name in names))
    console = Console(file=StringIO(), width=10_000)
    return show_source(plan, HEADERS, Terminal(load_words("th"), console))


@pytest.mark.parametrize(
    "header",
    [
        "งบประมาณและที่มา",
        "งบประมาณ/แหล่งที่มา",
        "งบประมาณและแหล่งงบประมาณ",
        "วงเงินและแหล่งเงิน",
    ],
)
def test_a_column_of_budgets_and_their_source_is_of_budgets(header: str) -> None:
    typed = ["1,000 บาท", "ไม่ใช้งบประมาณ", "2,500 บาท (ข้อบัญญัติฯ พ.ศ. 2570)"]

    plan = bring(header, *typed, total=SUM)

    assert [row[Field.BUDGET] for row in plan.projects] == typed
    assert plan.doubts == ()
    assert is_whole(plan)


def test_the_sum_of_such_a_column_is_held_against_its_projects() -> None:
    plan = bring("งบประมาณและที่มา", "1,000 บาท", "2,000 บาท", total=SUM)

    assert [doubt.code for doubt in plan.doubts] == ["doubt_sum"]


@pytest.mark.parametrize("header", ["แหล่งงบประมาณ", "ที่มาของงบประมาณ"])
def test_a_source_alone_is_no_budget_and_its_amounts_are_told(header: str) -> None:
    plan = bring(header, "1,000 บาท", "อบจ.", "2,500.-", total=SUM)

    (doubt,) = plan.doubts
    assert doubt.code == "doubt_no_budget"
    assert doubt.place
    assert doubt.place.facts == {"tab": "แผน", "cell": "D4:D7"}
    assert "1,000 บาท" in "".join(plan.unplaced)
    assert not is_whole(plan)


@pytest.mark.parametrize(
    ("budgets", "cells"),
    [
        ([1000, 2500], "D4:D5"),
        (["ประมาณ 1,000 บาทต่อคน", None], "D4"),
        (["ปีละสามพัน", None], ""),
        (["50 คน", "2570"], ""),
        ([2570, 12], ""),
    ],
)
def test_only_what_looks_like_an_amount_is_told(budgets: list[Any], cells: str) -> None:
    plan = bring("เงินที่ขอจากกองทุน", *budgets)

    told = [doubt.place.facts["cell"] for doubt in plan.doubts if doubt.place]
    assert told == ([cells] if cells else [])


def test_a_plan_that_uses_no_budget_is_whole() -> None:
    assert is_whole(bring("งบประมาณ", "-", "ไม่ใช้งบประมาณ", 0))


def test_in_a_text_amounts_that_nobody_took_are_told_as_well() -> None:
    plan = parse("ลำดับ\tโครงการ\tมิติ\tเงินที่ขอ\n1\tก\t1\t5,000 บาท\n2\tข\t1\t-\n")

    (doubt,) = plan.doubts
    assert doubt.code == "doubt_no_budget"
    assert doubt.place
    assert doubt.place.facts == {"label": "5,000 บาท"}
