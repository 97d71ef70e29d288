"""The plan's total: ours is corrected, staff's is told of once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.errors import WorkbookOpen
from tests.flow.cycle.nights import (
    FINDINGS,
    ShutSpreadsheet,
    rules,
    severities,
    type_in,
    value,
)
from tests.sheets import DETAILS, INFO, PROJECTS, clean_sheet


def test_a_total_of_our_own_from_yesterday_is_no_mistake(office: Services) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!D3", Decimal(30000))
    type_in(office, f"{DETAILS}!G2", "๓๐,๐๐๐ บาท (สามหมื่นบาทถ้วน) จากข้อบัญญัติ")
    type_in(office, f"{INFO}!B10", None)

    report = run_cycle(office)

    assert severities(report) == []
    assert value(office, f"{PROJECTS}!D6") == Decimal(35000)


def test_a_total_that_staff_typed_is_explained_and_put_right(office: Services) -> None:
    run_cycle(office)
    type_in(office, f"{PROJECTS}!D6", Decimal(99))

    report = run_cycle(office)

    assert [finding.rule for finding in report.judgement.open_findings] == ["TOT001"]
    assert value(office, f"{PROJECTS}!D6") == Decimal(25000)


def test_a_corrected_total_is_told_until_the_sum_is_another(office: Services) -> None:
    type_in(office, f"{PROJECTS}!D6", Decimal(99))
    first = run_cycle(office)
    again = run_cycle(office)
    type_in(office, f"{PROJECTS}!D4", Decimal(7))

    after = run_cycle(office)

    assert rules(first) == rules(again) == ["TOT001"]
    assert value(office, f"{PROJECTS}!D6") == Decimal(25007)
    assert "TOT001" not in rules(after)


def test_a_corrected_total_can_be_confirmed(office: Services) -> None:
    type_in(office, f"{PROJECTS}!D6", Decimal(99))
    run_cycle(office)
    type_in(office, f"{FINDINGS}!I2", True)
    type_in(office, f"{FINDINGS}!J2", "พิมพ์ผิดเอง")

    assert rules(run_cycle(office)) == []


def test_nights_stopped_by_an_open_file_make_no_total_a_mistake(
    office: Services,
) -> None:
    sheet = ShutSpreadsheet(*clean_sheet().tabs)
    open_ = replace(office, spreadsheet=sheet)
    run_cycle(open_)
    type_in(open_, f"{PROJECTS}!D3", Decimal(1000))
    for _ in range(2):
        sheet.shut = 1
        with pytest.raises(WorkbookOpen):
            run_cycle(open_)
    type_in(open_, f"{PROJECTS}!D3", Decimal(2000))
    sheet.shut = 1
    with pytest.raises(WorkbookOpen):
        run_cycle(open_)

    assert not [rule for rule in rules(run_cycle(open_)) if rule.startswith("TOT")]


def test_a_total_mended_by_staff_while_nothing_could_be_written_is_no_finding(
    office: Services,
) -> None:
    sheet = ShutSpreadsheet(*clean_sheet().tabs)
    open_ = replace(office, spreadsheet=sheet)
    type_in(open_, f"{PROJECTS}!D6", Decimal(99))
    sheet.shut = 1
    with pytest.raises(WorkbookOpen):
        run_cycle(open_)
    type_in(open_, f"{PROJECTS}!D6", Decimal(25000))

    assert rules(run_cycle(open_)) == []
