"""Where findings are told: the tab, its cells, the summary, mail and terminal alike."""

import io
from decimal import Decimal

import pytest
from rich.console import Console

from sync.cli.cycle_view import show_report
from sync.cli.terminal import Terminal
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.findings import Severity
from sync.plan.findings import count
from tests.flow.cycle.nights import rules_told, tab_of, type_in, value
from tests.sheets import INFO, PROJECTS, place


def test_a_mistake_hangs_on_its_cell_until_it_is_mended(office: Services) -> None:
    type_in(office, f"{PROJECTS}!C3", None)
    run_cycle(office)
    noted = dict(tab_of(office, PROJECTS).notes)
    type_in(office, f"{PROJECTS}!C3", Decimal(1))

    run_cycle(office)

    assert list(noted) == [place(f"{PROJECTS}!C3")]
    assert "ยังไม่ได้เลือกมิติ" in noted[place(f"{PROJECTS}!C3")]
    assert tab_of(office, PROJECTS).notes == {}


def test_one_cycle_tells_one_set_of_findings_wherever_it_tells_them(
    office: Services, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    type_in(office, f"{PROJECTS}!D6", Decimal(99))
    type_in(office, f"{PROJECTS}!C3", None)

    report = run_cycle(office)

    errors, warnings = (
        report.judgement.errors,
        count(report.judgement.open_findings, Severity.WARNING),
    )
    told = sorted(finding.rule for finding in report.judgement.open_findings)
    (record,) = office.ledger.cycles.last(1)
    counts = f"ต้องแก้ไข {errors} · ควรตรวจสอบ {warnings} · ข้อแนะนำ {record.infos}"
    assert {"DIM001", "TOT001"} <= set(told)
    assert sorted(rules_told(office)) == told
    assert (record.errors, record.warnings) == (errors, warnings)
    assert counts in [cell for row in tab_of(office, "สรุป").rows for cell in row]
    assert {str(cell) for cell in tab_of(office, PROJECTS).notes} == {
        str(finding.cell)
        for finding in report.judgement.open_findings
        if finding.severity is not Severity.INFO and finding.cell.tab == PROJECTS
    }
    assert f"errors={errors} warnings={warnings}" in caplog.text
    shown = io.StringIO()
    show_report(report, None, Terminal(office.words, Console(file=shown)))
    assert counts in shown.getvalue()
    subjects = [mail.subject for mail in report.messages]
    assert [f"ต้องแก้ไข {errors} จุด" in subject for subject in subjects] == [True]


def test_the_summary_says_why_a_plan_whose_projects_pass_is_a_draft(
    office: Services,
) -> None:
    type_in(office, f"{INFO}!B8", "สองห้าเจ็ดศูนย์")
    type_in(office, f"{INFO}!B6", "")

    run_cycle(office)

    assert [value(office, f"{PROJECTS}!J{row}") for row in (3, 4, 5)] == ["ผ่าน"] * 3
    news = [row[1] for row in tab_of(office, "สรุป").rows if row[:1] == ("ควรทราบ",)]
    assert news == [
        "แผนยังเป็นฉบับร่าง เพราะมีจุดต้องแก้ไขที่ไม่ใช่ของโครงการใดโครงการหนึ่ง คอลัมน์สถานะจึงไม่แสดง: "
        "ข้อมูลแผน · อำเภอ (ข้อมูลแผน!B6) · ยังไม่ได้กรอก “อำเภอ” และอีก 1 จุด ดูแท็บผลการตรวจสอบ"
    ]

    type_in(office, f"{INFO}!B8", "2570")
    type_in(office, f"{INFO}!B6", "ตัวอย่าง")
    run_cycle(office)

    assert "ควรทราบ" not in str(tab_of(office, "สรุป").rows)
