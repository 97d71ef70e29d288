"""A round opens, staff report, the night answers: at an office of one's own machine."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.cycle.judging import Judgement
from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.cells import Edit, Sheet, Tab, Value
from sync.model.findings import Severity
from sync.model.progress import State
from sync.plan.findings import count, of_report
from tests.fakes import FixedClock, MemoryMail, MemorySpreadsheet
from tests.offices import memory_office
from tests.progressing import HEADER, TAB
from tests.sheets import NAMES, PROJECTS, clean_sheet, place

BANGKOK = ZoneInfo("Asia/Bangkok")
OPEN = datetime(2027, 4, 1, 1, tzinfo=BANGKOK)
BEFORE = datetime(2027, 3, 31, 1, tzinfo=BANGKOK)
AUTUMN = datetime(2027, 10, 1, 1, tzinfo=BANGKOK)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(OPEN)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Services:
    return memory_office(tmp_path, clock)


def report_errors(judged: Judgement) -> int:
    return count(of_report(judged.open_findings), Severity.ERROR)


def sheet_of(office: Services) -> MemorySpreadsheet:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    return office.spreadsheet


def tab_of(office: Services, title: str = TAB) -> Tab | None:
    return sheet_of(office).read().tab(title)


def column(office: Services, header: str) -> list[Value]:
    tab = tab_of(office)
    assert tab
    at = HEADER.index(header) + 1
    return [tab.value(row, at) for row in range(2, len(tab.rows) + 1)]


def type_in(office: Services, header: str, row: int, typed: Value) -> None:
    at = place(f"{TAB}!A{row}")._replace(column=HEADER.index(header) + 1)
    sheet_of(office).type_in(at, typed)


def test_rows_come_when_a_round_opens_once_and_for_all(
    office: Services, clock: FixedClock
) -> None:
    clock.time = BEFORE
    run_cycle(office)
    assert tab_of(office) is None

    clock.time = OPEN
    run_cycle(office)

    assert column(office, "รายการโครงการ") == list(NAMES)
    assert column(office, "รอบ") == ["6 เดือน 2570"] * 3
    assert column(office, "สถานะการตรวจ") == ["รอรายงานผล"] * 3
    assert run_cycle(office).edits == ()

    clock.time = AUTUMN
    run_cycle(office)
    assert column(office, "รอบ") == ["6 เดือน 2570"] * 3 + ["12 เดือน 2570"] * 3
    assert run_cycle(office).edits == ()


def test_a_year_typed_over_by_hand_leaves_no_project_of_the_old_one_without_a_row(
    office: Services, clock: FixedClock
) -> None:
    clock.time = BEFORE
    run_cycle(office)  # the round of six months is never reported on
    clock.time = datetime(2027, 9, 20, 1, tzinfo=BANGKOK)
    sheet_of(office).type_in(place("ข้อมูลแผน!B8"), "2571")
    sheet_of(office).type_in(place(f"{PROJECTS}!B5"), "กิจกรรมใหม่ของปีถัดไป")
    run_cycle(office)

    clock.time = AUTUMN
    run_cycle(office)

    assert column(office, "รอบ") == ["12 เดือน 2570"] * 3
    assert column(office, "รายการโครงการ") == list(NAMES)
    assert run_cycle(office).edits == ()


def test_what_is_wrong_in_a_report_makes_no_draft_of_the_plan(office: Services) -> None:
    run_cycle(office)
    type_in(office, "สถานะการดำเนินงาน", 3, "เกือบเสร็จ")

    report = run_cycle(office)

    judged = report.judgement
    assert (judged.errors, report_errors(judged)) == (0, 1)
    assert report.plan_document.held is None
    assert column(office, "สถานะการตรวจ")[1] == "ต้องแก้ไข 1 จุด"
    findings = tab_of(office, "ผลการตรวจสอบ")
    assert findings
    assert "PRG001" in [row[1] for row in findings.rows]
    summary, projects = tab_of(office, "สรุป"), tab_of(office, PROJECTS)
    assert summary
    assert projects
    assert "ต้องแก้ไข 0 ·" in str(summary.rows)
    assert [row[9] for row in projects.rows[2:5]] == ["ผ่าน"] * 3
    assert isinstance(office.mail, MemoryMail)
    assert not any("เกือบเสร็จ" in str(mail) for mail in office.mail.delivered)


def test_what_staff_report_is_read_that_night(office: Services) -> None:
    run_cycle(office)
    type_in(office, "สถานะการดำเนินงาน", 2, "ดำเนินการแล้วเสร็จ")

    rows = run_cycle(office).judgement.progress.rows

    assert [row.state for row in rows] == [State.DONE, None, None]


def test_an_office_s_own_tab_of_that_title_is_left_alone(office: Services) -> None:
    own = [("ผลงานเด่น ปี 2570",), ("อบรมแล้ว",)]
    for number, (typed,) in enumerate(own, 1):
        sheet_of(office).type_in(place(f"{TAB}!A{number}"), typed)

    report = run_cycle(office)

    tab = tab_of(office)
    assert tab
    assert [row for row in tab.rows if any(row)] == own
    (finding,) = report.judgement.open_findings
    assert (finding.rule, str(finding.cell)) == ("TAB001", f"{TAB}!A1")
    assert report.judgement.errors == 0


class Interrupted(MemorySpreadsheet):
    """Staff sort the rows, and add one of their own, just before the write."""

    times = 1

    def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
        if self.times and seen.tab(TAB):
            self.times -= 1
            tab = seen.tab(TAB)
            assert tab
            rows = [*reversed(tab.rows[1:]), ("ของเรา", None, "งานพิเศษ")]
            for row, values in enumerate(rows, 2):
                for at in range(1, len(HEADER) + 1):
                    cell = place(f"{TAB}!A{row}")._replace(column=at)
                    self.type_in(cell, values[at - 1] if at <= len(values) else None)
        return super().write(edits, seen=seen)


def test_rows_sorted_in_the_moment_of_writing_stay_whose_they_are(
    office: Services, clock: FixedClock
) -> None:
    run_cycle(office)
    for row in (2, 3, 4):
        type_in(office, "ผู้รายงาน", row, f"คนที่ {row - 1}")
    clock.time = AUTUMN
    busy = replace(office, spreadsheet=Interrupted(*sheet_of(office).read().tabs))

    run_cycle(busy)

    reporters = zip(column(busy, "รายการโครงการ"), column(busy, "ผู้รายงาน"), strict=True)
    told = [(name, who) for name, who in reporters if who]
    assert told == [(NAMES[2], "คนที่ 3"), (NAMES[1], "คนที่ 2"), (NAMES[0], "คนที่ 1")]
    assert column(busy, "รอบ")[3:] == [None, *["12 เดือน 2570"] * 3]
    assert column(busy, "รายการโครงการ")[3] == "งานพิเศษ"


class Killed(BaseException):
    """The process is gone: nothing catches it."""


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", [1, 2])
def test_killed_at_a_write_the_next_night_adds_no_row_twice(
    office: Services, nth: int, *, after: bool
) -> None:
    calls = itertools.count(1)

    class Dying(MemorySpreadsheet):
        def write(self, edits: Sequence[Edit], *, seen: Sheet) -> str:
            dies = next(calls) == nth
            if not dies or after:
                revision = super().write(edits, seen=seen)
            if dies:
                raise Killed
            return revision

    dying = replace(office, spreadsheet=Dying(*clean_sheet().tabs))
    with pytest.raises(Killed):
        run_cycle(dying)

    run_cycle(dying)

    assert column(dying, "รายการโครงการ") == list(NAMES)
    assert run_cycle(dying).edits == ()


def test_a_word_of_staff_s_on_a_report_counts_as_on_the_plan(office: Services) -> None:
    run_cycle(office)
    type_in(office, "สถานะการดำเนินงาน", 2, "ดำเนินการแล้วเสร็จ")
    type_in(office, "ผลการดำเนินการ", 2, "อบรม 1 ครั้ง ผู้ร้องเลข 1101700230708")
    wrong = run_cycle(office).judgement
    findings = tab_of(office, "ผลการตรวจสอบ")
    assert findings
    (row,) = [n for n, cells in enumerate(findings.rows, 1) if "PRG115" in cells]
    sheet_of(office).type_in(place(f"ผลการตรวจสอบ!I{row}"), True)
    sheet_of(office).type_in(place(f"ผลการตรวจสอบ!J{row}"), "เลขครุภัณฑ์")

    right = run_cycle(office).judgement

    assert (report_errors(wrong), report_errors(right)) == (1, 0)
    assert "1101700230708" not in str(findings.rows)


def test_after_the_round_rows_that_wait_must_be_corrected(
    office: Services, clock: FixedClock
) -> None:
    run_cycle(office)
    clock.time = datetime(2027, 5, 1, 1, tzinfo=BANGKOK)

    judged = run_cycle(office).judgement

    assert [finding.rule for finding in judged.open_findings] == ["PRG117"] * 3
    assert (report_errors(judged), judged.errors) == (3, 0)
    assert column(office, "สถานะการตรวจ") == ["ต้องแก้ไข 1 จุด"] * 3
