"""Content: what a document says alters its code, and nothing else does."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sync.documents.content import plan_content, report_content
from sync.model.cells import Sheet, Value
from sync.model.progress import Reported, State
from sync.progress.figures import told_in
from sync.sheet.read import read_plan
from tests.sheets import HEADERS, clean_sheet, type_in
from tests.unit.fictional import DIMENSIONS
from tests.unit.progress.test_figures import SIX, TWELVE, row


def content_of(sheet: Sheet) -> str:
    reading = read_plan(sheet, HEADERS)
    return plan_content(reading.plan, reading.matching, DIMENSIONS)


PLAN = content_of(clean_sheet())


@pytest.mark.parametrize(
    "typed",
    [
        {"โครงการ!B3": "ชื่ออื่น"},
        {"โครงการ!C3": Decimal(4)},
        {"โครงการ!D3": Decimal("12345.67")},
        {"โครงการ!E3": True, "โครงการ!F3": True},
        {"โครงการ!I4": "หมายเหตุอื่น"},
        {"รายละเอียด!D2": "กลุ่มอื่น"},
        {"ข้อมูลแผน!B2": "ชื่ออื่น"},
    ],
    ids=lambda typed: next(iter(typed)),
)
def test_whatever_staff_type_is_another_content(typed: Mapping[str, Value]) -> None:
    assert content_of(type_in(clean_sheet(), typed)) != PLAN


@pytest.mark.parametrize(
    "typed",
    [
        {"โครงการ!L3": "ABCDE"},
        {"โครงการ!J3": "ผ่าน", "โครงการ!K3": "• อะไร"},
        {"โครงการ!D3": "๑๒,๓๔๕.๖๗ บาท"},
    ],
    ids=["key", "status", "the same amount"],
)
def test_what_the_document_does_not_say_is_no_part_of_it(
    typed: Mapping[str, Value],
) -> None:
    same = type_in(clean_sheet(), {"โครงการ!D3": Decimal("12345.67")})

    assert content_of(type_in(same, typed)) == content_of(same)


def test_rows_above_and_columns_moved_are_the_same_content() -> None:
    sheet = clean_sheet()
    tabs = [
        replace(tab, rows=((None,), *tab.rows)) if tab.title == "โครงการ" else tab
        for tab in sheet.tabs
    ]

    assert content_of(Sheet(tuple(tabs), sheet.revision)) == PLAN


def test_the_order_of_projects_and_names_of_dimensions_are_content() -> None:
    sheet = clean_sheet()
    reading = read_plan(sheet, HEADERS)
    turned = replace(reading.plan, projects=tuple(reversed(reading.plan.projects)))

    assert plan_content(turned, reading.matching, DIMENSIONS) != PLAN
    assert plan_content(reading.plan, reading.matching, ["ก", *DIMENSIONS[1:]]) != PLAN


DONE = row(
    state=State.DONE,
    ordinance=Decimal(18_000),
    paid=Decimal("17999.25"),
    completed=date(2027, 2, 20),
    texts={Reported.RESULT: "อบรม 45 คน", Reported.REPORTER: "สมใจ"},
)


def test_a_report_says_what_is_reported_and_not_who_typed_it() -> None:
    def content(**changed: Any) -> str:  # noqa: ANN401  as replace takes them
        told = told_in([replace(DONE, **changed)], SIX)
        return report_content(SIX, told, DIMENSIONS)

    typed = {**DONE.texts, Reported.REPORTER: "สมชาย", Reported.REPORTED_ON: "วันนี้"}
    assert content(texts=typed, reported_on=date(2027, 4, 2), row=9) == content()
    changes: tuple[dict[str, Any], ...] = (
        {"state": State.ONGOING},
        {"paid": Decimal("17999.26")},
        {"completed": date(2027, 2, 21)},
        {"in_plan": False},
        {"evidence": ("https://example.com/2",)},
        {"texts": {**DONE.texts, Reported.RESULT: "อบรม 46 คน"}},
        {"name": "ชื่ออื่น"},
    )
    for changed in changes:
        assert content(**changed) != content(), changed
    (project,) = json.loads(content())["projects"]
    assert (project["paid"], project["planned"]) == ("17999.25", project["planned"])


def test_the_rounds_of_a_year_are_contents_of_their_own() -> None:
    rows = [DONE, replace(DONE, round=TWELVE)]
    six, twelve = (
        report_content(which, told_in(rows, which), DIMENSIONS)
        for which in (SIX, TWELVE)
    )

    assert six != twelve
