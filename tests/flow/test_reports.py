"""Reports of a round, night by night, over stateful fakes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.cycle.night import Report, run_cycle
from sync.cycle.services import Services
from sync.model.cells import Cell, Sheet, Tab, Value
from sync.settings.values import DocumentSettings, Settings
from tests.fakes import FixedClock, MemoryDocuments, MemorySpreadsheet
from tests.offices import memory_office
from tests.sheets import HEADERS, INFO, NAMES, PROJECTS, clean_sheet, type_in

TAB = HEADERS.tabs["progress"]
COLUMNS = list(HEADERS.spellings["progress"])
KEYS = ("AAAAA", "BBBBB", "CCCCC")
SIX = "รายงานผล-2570-รอบ-6-เดือน.docx"
PAGE = "รายงานผล-2570-รอบ-6-เดือน.html"
KEYIN = "ใบกรอก-e-PlanNACC-2570-รอบ-6-เดือน.docx"
KEPT = "รายงานผล-2570-รอบ-6-เดือน (ฉบับสมบูรณ์ล่าสุด).docx"
DONE: Mapping[str, Value] = {
    "state": "ดำเนินการแล้วเสร็จ",
    "result": "อบรมแล้ว ๔๐ คน",
    "problems": "ไม่มี",
    "suggestions": "ไม่มี",
    "completed": "20 กุมภาพันธ์ 2570",
    "ordinance": "20000",
    "paid": "18000",
    "evidence": "https://example.com/1",
}
CANNOT: Mapping[str, Value] = {
    "state": "ไม่สามารถดำเนินการได้",
    "reason": "บุคลากรไม่เพียงพอ",
}


class Desk:
    """An office whose staff report; ``night`` is what the worker makes of it."""

    def __init__(self, folder: Path) -> None:
        keys = {f"{PROJECTS}!L{row}": key for row, key in enumerate(KEYS, 3)}
        sheet = type_in(clean_sheet(), keys)
        header = tuple(HEADERS.write("progress", name) for name in COLUMNS)
        rows = [self._row(at, key) for at, key in enumerate(KEYS)]
        sheet = Sheet((*sheet.tabs, Tab(TAB, (header, *rows))), "1")
        self.sheet = MemorySpreadsheet(*sheet.tabs)
        self.documents = MemoryDocuments()
        self.clock = FixedClock(
            datetime(2027, 4, 10, 1, tzinfo=ZoneInfo("Asia/Bangkok"))
        )
        self.services: Services = replace(
            memory_office(folder, self.clock),
            spreadsheet=self.sheet,
            documents=self.documents,
            settings=Settings(document=DocumentSettings(pdf=False)),
        )

    @staticmethod
    def _row(at: int, key: str) -> tuple[Value, ...]:
        values = {"key": key, "name": NAMES[at], "round": "6 เดือน 2570"}
        return tuple(values.get(name) for name in COLUMNS)

    def report(self, row: int, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            self.sheet.type_in(Cell(TAB, row, COLUMNS.index(name) + 1), value)

    def night(self) -> Report:
        return run_cycle(self.services)

    def new(self, report: Report) -> list[str]:
        """Return what the night published that shows something new, of reports."""
        return [
            f"{each.document.key}.{each.document.kind}"
            for each in report.shown
            if each.new and "แผนปฏิบัติการ" not in each.document.key
        ]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_nobody_reported_on_has_no_report(desk: Desk) -> None:
    desk.night()

    assert SIX not in desk.documents.contents


def test_a_first_report_gives_the_document_the_page_and_the_sheet(desk: Desk) -> None:
    desk.report(2, DONE)

    report = desk.night()

    assert sorted(desk.new(report)) == sorted([SIX, PAGE, KEYIN])
    assert any(SIX in link for _, link in report.links)


def test_a_night_in_which_nothing_changed_publishes_no_report(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.night()
    before = len(desk.documents.published)

    assert desk.new(desk.night()) == []
    assert len(desk.documents.published) == before


def test_a_report_is_as_of_the_day_it_became_what_it_is(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.night()
    desk.clock.move(timedelta(days=3))

    assert desk.new(desk.night()) == []


def test_who_reported_and_when_is_no_part_of_a_report(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.night()
    desk.report(2, {"reporter": "นางสาวสมใจ ตัวอย่าง", "reported_on": "9 เมษายน 2570"})

    assert desk.new(desk.night()) == []


def test_a_report_stays_a_draft_while_projects_wait(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.night()

    page = desk.documents.contents[PAGE].decode()
    assert "ร่าง – ยังไม่รายงานผล ๒ โครงการ" in page
    assert KEPT not in desk.documents.contents


def test_a_whole_report_is_kept_until_the_next_whole_one(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.report(3, CANNOT)
    desk.report(4, CANNOT)

    desk.night()

    assert KEPT in desk.documents.contents
    assert "ร่าง" not in desk.documents.contents[PAGE].decode()


def test_a_report_is_no_news_of_the_plan(desk: Desk) -> None:
    desk.night()
    desk.report(2, DONE)

    report = desk.night()

    assert not report.plan_document.new
    assert report.messages == ()


def test_last_years_report_goes_on_beside_the_new_years_plan(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.night()
    desk.sheet.type_in(Cell(INFO, 8, 2), "2571")
    desk.report(3, CANNOT)

    report = desk.night()

    assert SIX in desk.new(report)
    assert any(SIX in link for _, link in report.links)


def test_the_summary_says_how_a_round_stands(desk: Desk) -> None:
    desk.report(2, DONE)

    desk.night()

    summary = desk.sheet.read().tab(HEADERS.tabs["summary"])
    assert summary is not None
    said = {row[0]: row[1] for row in summary.rows if len(row) > 1}
    assert said["รอบ 6 เดือน พ.ศ. 2570"] == (
        "รายงานแล้ว 1 จาก 3 โครงการ เบิกจ่าย 18,000.00 บาท (ร้อยละ 90.00 ของข้อบัญญัติ)"
    )
