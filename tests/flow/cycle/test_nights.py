"""What a night does at first, with nothing new, and after a change."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.model.cells import Cell
from tests.fakes import FixedClock
from tests.flow.cycle.nights import (
    BOOKLET,
    CLEAN,
    NIGHT,
    PDF,
    WEB,
    documents_of,
    mails_of,
    severities,
    sheet_of,
    type_in,
    value,
    versions,
)
from tests.mails import text_of
from tests.offices import memory_office
from tests.sheets import DETAILS, NAMES, PROJECTS, place


def test_a_first_night_checks_publishes_and_tells(office: Services) -> None:
    report = run_cycle(office)

    assert severities(report) == []
    assert value(office, f"{PROJECTS}!J3") == "ผ่าน"
    assert value(office, "สรุป!B8") == Decimal(3)
    assert value(office, "สรุป!B18") == "เปิดเอกสาร"
    assert sheet_of(office).links[Cell("สรุป", 18, 2)] == report.plan_document.link
    (dated,) = versions(office)
    assert set(documents_of(office)) == {BOOKLET, PDF, WEB, CLEAN, dated}
    assert [message.recipient for message in mails_of(office)] == [
        "tuayang@example.com"
    ]


def test_a_night_on_which_nothing_changed_writes_and_sends_nothing(
    office: Services,
) -> None:
    run_cycle(office)
    before = sheet_of(office).read()
    later = replace(office, clock=FixedClock(NIGHT + timedelta(days=1)))

    report = run_cycle(later)

    assert report.edits == ()
    assert not report.plan_document.new
    assert report.messages == ()
    assert sheet_of(office).read() == before


def test_a_change_is_published_under_the_same_link_and_mailed_once(
    office: Services,
) -> None:
    first = run_cycle(office)
    type_in(office, f"{PROJECTS}!I3", "เลื่อนจากปีก่อน")

    second, third = run_cycle(office), run_cycle(office)

    assert second.plan_document.new
    assert second.plan_document.link == first.plan_document.link
    assert [change.new for change in second.changes] == ["เลื่อนจากปีก่อน"]
    assert not third.plan_document.new
    assert len(mails_of(office)) == 2


def test_keys_follow_their_projects_through_sorting(office: Services) -> None:
    run_cycle(office)
    keys = [value(office, f"{PROJECTS}!L{row}") for row in (3, 4, 5)]
    tab = sheet_of(office).read().tab(PROJECTS)
    assert tab
    first, third = tab.rows[2], tab.rows[4]
    for row, values in ((3, third), (5, first)):
        for column, typed in enumerate(values, 1):
            sheet_of(office).type_in(
                place(f"{PROJECTS}!{'ABCDEFGHIJKL'[column - 1]}{row}"), typed
            )

    report = run_cycle(office)

    assert [project.key for project in report.judgement.plan.projects] == keys[::-1]
    assert {change.field for change in report.changes} == set()


def page_of(office: Services) -> str:
    """Return the accessible page, which shows what the document does."""
    return documents_of(office)[WEB].decode()


def test_a_detail_with_a_slip_in_its_name_is_printed_with_its_project(
    office: Services,
) -> None:
    type_in(office, f"{DETAILS}!A2", f"{NAMES[0]}ม")

    report = run_cycle(office)

    assert "DET006" in [finding.rule for finding in report.judgement.open_findings]
    assert "หน่วยงานเห็นความสำคัญของความสุจริต" in page_of(office)
    assert "ยังไม่มีรายละเอียดโครงการ" not in page_of(office)


def test_a_new_ledger_beside_an_old_sheet_is_told_to_administrators(
    office: Services, tmp_path: Path
) -> None:
    type_in(office, "ผู้รับอีเมล!C2", "ผู้ดูแลระบบ")
    run_cycle(office)
    assert mails_of(office) == []  # nothing for an administrator

    # the ledger is gone, and no copy was ever made
    later = FixedClock(NIGHT + timedelta(days=1))
    lost = memory_office(tmp_path / "new", later)
    lost = replace(lost, spreadsheet=office.spreadsheet)
    run_cycle(lost)
    (told,) = mails_of(lost)
    run_cycle(lost)

    assert "สมุดบันทึกของระบบ (ledger.db) เป็นเล่มใหม่" in text_of(told)
    assert "ระบบเคยเขียนไว้ 3 โครงการ" in text_of(told)
    assert mails_of(lost) == [told]
