"""Versions are chained as they are finished: once each, whatever happens meanwhile."""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from openpyxl.utils import get_column_letter

from sync.cycle.night import run_cycle
from sync.cycle.services import Services
from sync.ledger import Ledger
from sync.model.chain import first_break
from sync.progress.table import COLUMNS
from tests.fakes import FixedClock, MemorySpreadsheet
from tests.mails import text_of
from tests.offices import memory_office
from tests.progressing import TAB
from tests.sheets import place

NOW = datetime(2026, 12, 1, 1, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Services:
    return memory_office(tmp_path, clock)


def type_in(office: Services, address: str, text: str) -> None:
    assert isinstance(office.spreadsheet, MemorySpreadsheet)
    office.spreadsheet.type_in(place(address), text)


def versions(office: Services) -> list[tuple[object, object, object]]:
    links = office.ledger.chain.links()
    assert first_break(links) is None
    every = [link.facts() for link in links]
    return [(each["document"], each["year"], each["version"]) for each in every]


def test_a_finished_plan_is_entered_once_and_anew_when_it_changes(
    office: Services, clock: FixedClock
) -> None:
    for _ in range(3):
        run_cycle(office)
        clock.time += timedelta(days=1)
    assert versions(office) == [("plan", 2570, 1)]

    type_in(office, "โครงการ!I3", "จัดร่วมกับโรงเรียน")
    run_cycle(office)

    assert versions(office) == [("plan", 2570, 1), ("plan", 2570, 2)]


def test_the_document_bears_the_code_of_what_it_says_and_mail_that_of_the_chain(
    office: Services,
) -> None:
    report = run_cycle(office)

    (link,) = office.ledger.chain.links()
    assert len(link.content_code) == 12
    shown = text_in(report.plan_document.document.content)
    assert f"รหัสเนื้อหา {link.content_code}" in shown
    assert report.messages
    for message in report.messages:
        assert f"รหัสประวัติ {link.code[:12]}" in text_of(message)


def test_a_draft_bears_no_code_and_its_mail_that_of_what_was_finished_before(
    office: Services,
) -> None:
    type_in(office, "โครงการ!D3", "สองหมื่นกว่า")
    report = run_cycle(office)

    assert "รหัส" not in text_in(report.plan_document.document.content)
    for message in report.messages:
        assert "รหัสประวัติ" not in text_of(message)


def test_a_ledger_that_is_lost_changes_no_document(
    office: Services, clock: FixedClock, tmp_path: Path
) -> None:
    first = run_cycle(office)
    clock.time += timedelta(days=40)
    (tmp_path / "new").mkdir()
    again = replace(office, ledger=Ledger.copy(tmp_path / "new" / "none"))

    second = run_cycle(again)

    assert second.plan_document.document.digest == first.plan_document.document.digest


def text_in(document: bytes) -> str:
    """Return the text of a Word document's paragraphs."""
    return "\n".join(each.text for each in Document(io.BytesIO(document)).paragraphs)


def test_a_draft_is_no_finished_version(office: Services) -> None:
    type_in(office, "โครงการ!D3", "สองหมื่นกว่า")
    run_cycle(office)
    assert versions(office) == []

    type_in(office, "โครงการ!D3", "20,000")
    run_cycle(office)
    assert versions(office) == [("plan", 2570, 1)]


def test_a_report_is_entered_when_nothing_is_missing(
    office: Services, clock: FixedClock
) -> None:
    clock.time = datetime(2027, 4, 1, 1, tzinfo=NOW.tzinfo)
    run_cycle(office)
    for row in (2, 3):
        report(office, row)
    run_cycle(office)
    assert versions(office) == [("plan", 2570, 1)]

    report(office, 4)
    for _ in range(2):
        run_cycle(office)
    assert versions(office) == [("plan", 2570, 1), ("report_6", 2570, 1)]


def report(office: Services, row: int) -> None:
    for name, value in {
        "state": "ไม่สามารถดำเนินการได้",
        "reason": "บุคลากรไม่เพียงพอ",
        "ordinance": "0",
        "paid": "0",
    }.items():
        at = get_column_letter(COLUMNS.index(name) + 1)
        type_in(office, f"{TAB}!{at}{row}", value)
