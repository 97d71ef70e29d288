"""Reports of a round, night by night: what is made, kept, counted and shown."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

from sync.cycle.quiet import Quiet, run_night
from sync.model.cells import Cell
from sync.model.plan import Info
from tests.desk import CANNOT, DONE, KEPT, KEYIN, PAGE, SIX, Desk
from tests.sheets import HEADERS, INFO


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
        "รายงานแล้ว 1 จาก 3 โครงการ เบิกจ่าย 18,000.00 บาท (ร้อยละ 90.00 ของงบตามข้อบัญญัติหรือเทศบัญญัติ 20,000.00 บาท)"
    )


def test_one_heading_is_each_years_home_in_turn(desk: Desk) -> None:
    home = HEADERS.label(Info.REPORT_6_LINK)
    desk.sheet.type_in(Cell(INFO, 30, 1), home)
    desk.sheet.type_in(
        Cell(INFO, 30, 2), "https://docs.google.com/document/d/first/edit"
    )
    desk.report(2, DONE)
    desk.night()
    desk.sheet.type_in(Cell(INFO, 8, 2), "2571")
    desk.clock.move(timedelta(days=200))  # the new year's round has not opened
    desk.report(3, CANNOT)
    desk.night()
    between = homes(desk, SIX)
    desk.sheet.type_in(
        Cell(INFO, 30, 2), "https://docs.google.com/document/d/second/edit"
    )
    desk.clock.move(timedelta(days=180))
    desk.report(4, CANNOT)

    desk.night()

    first = "https://docs.google.com/document/d/first/edit"
    assert between == [first, first]
    # what the ledger knows it by
    assert homes(desk, SIX)[2:] == [f"memory://documents/{SIX}"]


def homes(desk: Desk, name: str) -> list[str | None]:
    """Return the home with which a document was published, each time."""
    return [
        each.home
        for each in desk.documents.published
        if f"{each.key}.{each.kind}" == name
    ]


def test_what_is_wrong_in_reports_is_counted_apart_from_the_plan(desk: Desk) -> None:
    desk.report(2, {**DONE, "state": "เกือบเสร็จ"})

    report = desk.night()

    said = (
        "แผน: ต้องแก้ไข 0 · ควรตรวจสอบ 0 · ข้อแนะนำ 0 | รายงานผลและการอนุมัติ: ต้องแก้ไข 1 · "
    )
    assert any(line.startswith(said) for line in desk.summary().values())
    (cycle,) = desk.services.ledger.cycles.last(1)
    assert (cycle.errors, cycle.report_findings.errors) == (0, 1)
    assert report.plan_document.held is None


def test_the_record_says_which_reports_showed_something_new(desk: Desk) -> None:
    desk.report(2, DONE)
    desk.night()
    desk.night()
    for row in (3, 4):
        desk.report(row, CANNOT)
    desk.night()

    told = [cycle.reports for cycle in desk.services.ledger.cycles.last(3)]

    round_, paid = (
        "รอบ 6 เดือน พ.ศ. 2570",
        "เบิกจ่าย 18,000.00 บาท (ร้อยละ 90.00 ของงบตามข้อบัญญัติหรือเทศบัญญัติ 20,000.00 บาท)",
    )
    assert told == [
        (f"{round_} (ครบแล้ว): รายงานแล้ว 3 จาก 3 โครงการ {paid}",),
        (),
        (f"{round_} (ฉบับร่าง): รายงานแล้ว 1 จาก 3 โครงการ {paid}",),
    ]


def test_evidence_is_shown_in_the_report_and_opens_from_the_page(desk: Desk) -> None:
    links = "https://example.com/a?x=1&y=2, https://example.com/b"
    desk.report(2, {**DONE, "evidence": links})

    desk.night()

    page = desk.documents.contents[PAGE].decode()
    assert '<a href="https://example.com/a?x=1&amp;y=2"' in page
    with zipfile.ZipFile(io.BytesIO(desk.documents.contents[SIX])) as parts:
        word = parts.read("word/document.xml").decode()
    assert "https://example.com/a?x=1&amp;y=2" in word
    assert "https://example.com/b" in word


def test_what_was_done_on_a_day_to_come_makes_a_draft_until_that_day(
    desk: Desk,
) -> None:
    made_of = replace(desk.services, made_of=lambda: "the same")
    for row in (2, 3, 4):
        desk.report(row, {**DONE, "completed": "20 กุมภาพันธ์ 2570"})
    desk.report(2, {"completed": "15 เมษายน 2570"})

    drafts, quiet = [], []
    for day in range(10, 17):
        desk.at(2027, 4, day)
        quiet.append(isinstance(run_night(made_of), Quiet))
        drafts.append("ร่าง" in desk.documents.contents[PAGE].decode())

    assert drafts == [True] * 5 + [False] * 2
    assert not any(quiet)
