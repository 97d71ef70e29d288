"""The example office: what somebody finds who runs the worker once, on whatever day."""

import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
import time_machine

from sync import wiring
from sync.cycle.night import Report, run_cycle
from sync.importing.example import load_example, year_before
from sync.paths import OfficePaths
from sync.plan.labels import load_headers
from sync.settings.frames import load_frames
from sync.wiring.example import create_example

PROJECTS, PROGRESS, FINDINGS = "โครงการ", "ผลการดำเนินงาน", "ผลการตรวจสอบ"
DAYS = (
    "2027-05-02",
    pytest.param("2027-10-15", marks=pytest.mark.slow),
    pytest.param("2031-01-04", marks=pytest.mark.slow),
)
"""As the rounds are usually: one has closed, one is open, all are long over."""


def made(folder: Path) -> Path:
    """Make the example, without PDFs: they take long."""
    create_example(folder)
    settings = OfficePaths(folder).settings
    written = settings.read_text("utf-8").replace("\npdf = true", "\npdf = false")
    settings.write_text(written, "utf-8")
    return folder


def passed(office: Path) -> Report:
    with wiring.open_office(office) as services:
        return run_cycle(services)


def column(path: Path, tab: str, title: str) -> list[object]:
    """Return what stands in a column, empty cells left out."""
    sheet = openpyxl.load_workbook(path)[tab]
    at = next(cell.column for cell in sheet[1] if cell.value == title)
    cells = (row[0].value for row in sheet.iter_rows(2, None, at, at))
    return [value for value in cells if value is not None]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    with time_machine.travel("2026-11-29T09:00:00+07:00"):
        office = made(tmp_path_factory.mktemp("example") / "office")
        return office, passed(office)


def test_it_has_five_mistakes_in_the_plan_and_one_in_a_report(
    first: tuple[Path, Report],
) -> None:
    found = first[1].judgement.open_findings

    assert [(each.rule, each.project) for each in found] == [
        ("QTR001", 6),
        ("BUD006", 9),
        ("DET006", 12),
        ("DET003", 14),
        ("PRG101", 10),
        ("TOT003", None),
    ]


def test_half_of_this_years_first_round_is_reported(first: tuple[Path, Report]) -> None:
    workbook = first[0] / "plan.xlsx"
    rounds = column(workbook, PROGRESS, "รอบ")

    checks = column(workbook, PROGRESS, "สถานะการตรวจ")

    assert rounds == ["6 เดือน 2570"] * 16 + ["12 เดือน 2569"] * 16
    assert Counter(checks[:16]) == {
        "รอรายงานผล": 8,
        "ผ่าน": 7,
        "ต้องแก้ไข 1 จุด": 1,
    }
    assert checks[16:] == ["ผ่าน"] * 16


def test_last_year_is_kept_whole_beside_it(first: tuple[Path, Report]) -> None:
    kept = first[0] / "plan-2569.xlsx"

    assert column(kept, PROJECTS, "สถานะ") == ["ผ่าน"] * 16
    assert column(kept, FINDINGS, "รหัสข้อ") == []
    assert column(kept, PROGRESS, "รอบ") == ["12 เดือน 2569"] * 16
    links = {
        cell.hyperlink.target
        for row in openpyxl.load_workbook(kept)["สรุป"]["B1:B40"]
        for cell in row
        if cell.hyperlink
    }
    documents = first[0] / "documents"
    assert {path.as_uri() for path in documents.iterdir()} >= links
    assert (documents / "แผนปฏิบัติการ-2569.docx").as_uri() in links


def test_a_project_has_one_key_through_both_years(first: tuple[Path, Report]) -> None:
    this, last = first[0] / "plan.xlsx", first[0] / "plan-2569.xlsx"

    keys = column(this, PROJECTS, "รหัส")

    assert column(last, PROJECTS, "รหัส") == keys
    assert column(this, PROGRESS, "รหัส") == [*keys, *keys]


def test_it_has_documents_of_both_years_and_mail_of_one_night(
    first: tuple[Path, Report],
) -> None:
    office, report = first
    names = sorted(path.name for path in (office / "documents").iterdir())

    assert names == sorted(
        [
            "แผนปฏิบัติการ-2569.docx",
            "แผนปฏิบัติการ-2569 (ฉบับสมบูรณ์ล่าสุด).docx",
            "แผนปฏิบัติการ-2569.html",
            "รายงานผล-2569-รอบ-12-เดือน.docx",
            "รายงานผล-2569-รอบ-12-เดือน (ฉบับสมบูรณ์ล่าสุด).docx",
            "รายงานผล-2569-รอบ-12-เดือน.html",
            "ใบกรอก-e-PlanNACC-2569-รอบ-12-เดือน.docx",
            "แผนปฏิบัติการ-2570.docx",
            "แผนปฏิบัติการ-2570.html",
            "รายงานผล-2570-รอบ-6-เดือน.docx",
            "รายงานผล-2570-รอบ-6-เดือน.html",
            "ใบกรอก-e-PlanNACC-2570-รอบ-6-เดือน.docx",
        ]
    )
    assert [message.recipient for message in report.messages] == [
        "tuayang@example.com",
        "sommut@example.com",
        "tuayang@example.com",
        "thotlong@example.com",
    ]


def test_the_wrong_report_is_right_once_its_reason_is_chosen(
    first: tuple[Path, Report], tmp_path: Path
) -> None:
    office = Path(shutil.copytree(first[0], tmp_path / "office"))
    workbook = openpyxl.load_workbook(office / "plan.xlsx")
    workbook[PROGRESS]["H11"] = "ไม่ได้รับงบประมาณ"
    workbook.save(office / "plan.xlsx")

    with time_machine.travel("2026-11-29T10:00:00+07:00"):
        report = passed(office)

    rules = [each.rule for each in report.judgement.open_findings]
    assert rules == ["QTR001", "BUD006", "DET006", "DET003", "TOT003"]


@pytest.mark.parametrize("day", DAYS)
def test_it_is_the_same_on_any_day(
    first: tuple[Path, Report], tmp_path: Path, day: str
) -> None:
    with time_machine.travel(f"{day}T09:00:00+07:00"):
        report = passed(made(tmp_path / "office"))
        again = passed(tmp_path / "office")

    expected = [each.message for each in first[1].judgement.open_findings]
    assert [each.message for each in report.judgement.open_findings] == expected
    assert len(report.edits) == len(first[1].edits)
    recipients = sorted(message.recipient for message in first[1].messages)
    # those responsible hear of their work while the plan's year runs
    told = sorted(message.recipient for message in report.messages)
    assert set(recipients) - set(told) <= {"sommut@example.com"}
    assert set(told) <= set(recipients)
    assert (again.edits, again.messages) == ((), ())


def test_last_years_plan_says_its_own_year_everywhere() -> None:
    plan = year_before(load_example(load_headers(), load_frames()[0].dimensions))
    texts = [
        *plan.info.values(),
        *(text for project in plan.projects for text in project.values()),
        *(text for detail in plan.details for text in detail.texts.values()),
    ]

    later = [text for text in texts if "๒๕๗๐" in text or "2570" in text]

    assert later == ["พ.ศ. ๒๕๖๖ - ๒๕๗๐"]
